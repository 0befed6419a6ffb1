"""Reports without a date, from their texts to their days: each alone, then together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.coding import Coder
from dateline.model.account import Account
from dateline.model.record import Record, RecordReport
from dateline.model.report import Published, Report
from dateline.reader import Reader
from dateline.record import build_record
from dateline.reports import read_report

FILLING = "Officers searched the area for two hours and spoke with people who live nearby.\n"
Made = tuple[Report, Account]
Make = Callable[..., Made]


@pytest.fixture(scope="module")
def make(reader: Reader) -> Make:
    """Report and account of a text."""
    coder = Coder.shipped()

    def made(text: str, published: str | None = None) -> Made:
        day = Published(published, published, "given by the user") if published else None
        report = read_report(text.encode(), "report.txt", published=day)
        return report, coder.account(report, reader.read(report.text, report.unread()), {"reader": "test"})

    return made


def record_of(*made: Made) -> Record:
    return build_record([account for _, account in made], [report for report, _ in made])[0]


def days_of(report: RecordReport) -> tuple[str | None, str | None]:
    known = report.published
    return (known.earliest, known.latest) if known else (None, None)


def dated(record: Record, made: Made) -> tuple[str | None, str | None]:
    return next(days_of(report) for report in record.reports if report.id == made[0].id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were wounded near the harbour, the police said.", (None, None)),
        ("Two men were wounded near the harbour.\n\nCopyright 2016 Harbour Media. All rights reserved.",
         ("2016-01-01", "2016-12-31")),
        ("A warehouse burned down near the harbour. It was the 31st fire of 2017.", ("2017-01-01", "2017-12-31")),
        ("The company has lost ground since August 2018, its chairman said.", ("2018-08-01", None)),
        ("The hall will open in 2031, the mayor said.", (None, None)),
        ("A man was wounded in Oldbridge on Wednesday.\n\n— Ann Marsh (@annmarsh) July 20, 2016\n\n" + FILLING,
         ("2016-07-20", "2016-07-20")),
        ("A man was sentenced on Friday to nine years in prison for the attack of March 3, 2013, the court said.",
         ("2013-03-03", None)),
        ("Secretary of State John Kerry welcomed the truce, his office said.", ("2013-02-01", None)),
        ("A bridge burned on 9999-12-31, and the hall will open on 0001-01-01, the mayor said.", (None, None)),
        ("The trial of the two brothers is set for May 4, 2019.", ("2018-05-04", "2019-05-04")),
        ("A man was hurt in a drive-by shooting in Oldbridge on May 4, 2019, and died on May 9, 2019.\n\n" + 3 * FILLING,
         ("2019-05-09", "2020-05-08")),
        ("A man was wounded in Oldbridge on Wednesday. On Friday he died.\n\n" + FILLING +
         "Read or share this story: http://harbour.example/news/2016/07/20/man-wounded/", ("2016-07-20", "2016-07-20")),
        ("A man was wounded in Oldbridge today, early on Tuesday.\n\n— Ann Marsh (@annmarsh) July 20, 2016\n\n" + FILLING,
         ("2016-07-19", "2016-07-19")),
        ("Two men were wounded in Oldbridge on Saturday.\n\nThe families of the two men who were wounded at the market speak "
         "of what they saw. (Published Monday, March 21, 2016)\n\n" + FILLING + "\nPolice search the market in Oldbridge "
         "after two men were wounded on Saturday night. (Published Sunday, March 20, 2016)\n",
         ("2016-03-20", "2016-03-20")),
        ("It was the second week of 2015 that saw a warehouse burn down near the harbour.", ("2015-01-01", "2015-12-31")),
    ],
)  # fmt: skip
def test_alone(make: Make, text: str, expected: tuple[str | None, str | None]) -> None:
    made = make("Harbour news\n\n" + text + "\n")
    assert dated(record_of(made), made) == expected


def test_what_is_given_stays(make: Make) -> None:
    made = make("Harbour news\n\nTwo men were wounded.\n\nCopyright 2016 Harbour Media.\n", "2017-02-03")
    assert dated(record_of(made), made) == ("2017-02-03", "2017-02-03")


def test_the_reason_is_told(make: Make) -> None:
    made = make("Harbour news\n\nTwo men were wounded.\n\nCopyright 2016 Harbour Media.\n")
    known = record_of(made).reports[0].published
    assert known is not None
    assert known.how.startswith("solved from the reports: not before 2016-01-01: its copyright line is of 2016")


def test_contradictions_are_reported(make: Make) -> None:
    made = make(
        "Harbour news\n\nThe fire broke out on May 3, 2019, the police said.\n\nCopyright 2016 Harbour Media.\n"
    )
    report = record_of(made).reports[0]
    assert report.published is not None
    assert report.published.earliest == "2019-05-03"
    assert any("copyright line" in issue for issue in report.issues)


NAMED = (
    "Gunman wounds three at Quay Road market in Oldbridge\n\n"
    "A gunman wounded three people at the Quay Road market in Oldbridge on {day}, Sheriff Marta Quill said. "
    "Dorian Vasquez, 41, and Petra Lindqvist, 36, were shot near the Saltmarsh Bakery. {more}\n"
)
FIRST = NAMED.format(day="Sunday", more="The attacker fled towards the Lantern Bridge.")
SECOND = NAMED.format(day="Sunday", more="Quill asked witnesses of the shooting to call her office.")
OTHER = (
    "Council approves a new library\n\nThe council of Farfield approved a library on Tuesday, Mayor Otto Brandt said.\n"
)


def test_together(make: Make) -> None:
    anchor, undated, other = make(FIRST, "2018-06-04"), make(SECOND), make(OTHER)
    record = record_of(anchor, undated, other)
    assert dated(record, undated) == ("2018-06-03", "2018-06-09")
    assert dated(record, other) == (None, None)
    assert dated(record_of(undated, other), undated) == (None, None)


def test_what_a_site_writes_under_every_report_joins_none(make: Make) -> None:
    below = "Sign in to your account and we have sent a message. Thank you for registering with us today.\n"
    one = make("Three killed at a farm\n\n" + below, "2018-06-04")
    other = make("A boy drowned in a quarry\n\n" + below)
    assert dated(record_of(one, other), other) == (None, None)


def test_a_day_after_its_own_publication_is_no_day_of_a_report(make: Make) -> None:
    anchor, undated = make(FIRST + "\nSaved on Sunday, June 10, 2018\n", "2018-06-04"), make(SECOND)
    assert dated(record_of(anchor, undated), undated) == ("2018-06-03", "2018-06-09")


def test_relative_times_resolve_through_the_solved_day(make: Make) -> None:
    anchor, undated = make(FIRST, "2018-06-04"), make(SECOND)
    record = record_of(anchor, undated)
    told = [event for event in record.events if any(source.report == undated[0].id for source in event.sources)]
    assert any((event.when.earliest, event.when.latest) == ("2018-06-03", "2018-06-03") for event in told)


def test_order_is_nothing_and_building_again_gives_the_same(make: Make) -> None:
    made = [make(FIRST, "2018-06-04"), make(SECOND), make(OTHER)]
    one = [(report.id, report.published) for report in record_of(*made).reports]
    assert one == [(report.id, report.published) for report in record_of(*reversed(made)).reports]
    assert one == [(report.id, report.published) for report in record_of(*made).reports]


def test_a_length_since_an_event_that_another_report_dates(make: Make) -> None:
    since = make(
        "Calm returns\n\nThe speech in the capital came more than three years after the Northern Front first seized "
        "much of the coast.\n"
    )
    year = make("A look back\n\nThe Northern Front attacked the city in 2014, officials recalled.\n")
    assert dated(record_of(since), since) == (None, None)
    assert dated(record_of(since, year), since) == ("2017-01-01", "2018-12-31")
    two = make("Another look back\n\nThe Northern Front attacked the city in 2009, officials recalled.\n")
    assert dated(record_of(since, year, two), since) == (None, None)


RECAP = (
    "How the week went\n\nOn Monday the sheriff spoke of a quarrel. On Tuesday she named a witness, and on Friday she "
    "withdrew the name. Dorian Vasquez, 41, and Petra Lindqvist, 36, were shot near the Saltmarsh Bakery on Quay Road in "
    "Oldbridge by a gunman who wounded three people at the market on Sunday, Marta Quill said. On Wednesday {more}\n"
)


def test_a_report_that_looks_back_is_dated_by_what_it_tells_in_the_same_words(make: Make) -> None:
    anchor = make(FIRST, "2018-06-04")
    recap = make(RECAP.format(more="the council met."))
    assert dated(record_of(anchor, recap), recap) == ("2018-06-03", "2018-06-09")


def test_a_report_that_looks_back_takes_the_last_day_that_another_gives(make: Make) -> None:
    anchor = make(FIRST, "2018-06-04")
    later = make(
        "Oldbridge buries two\n\nHundreds followed the coffins of Dorian Vasquez and Petra Lindqvist to the chapel on "
        "Quay Road in Oldbridge on Wednesday, Sheriff Marta Quill said near the Saltmarsh Bakery.\n",
        "2018-06-07",
    )
    recap = make(RECAP.format(more="hundreds followed the coffins to the chapel."))
    assert dated(record_of(anchor, later, recap), recap) == ("2018-06-06", "2018-06-12")


@pytest.mark.parametrize(
    "opening",
    ["OLDBRIDGE, June 5 (Coast Wire) -- {}", "Evening bulletin, Tuesday 5 June\n\n{}"],
    ids=["a dateline", "a line above the text"],
)
def test_a_dateline_takes_its_year_from_a_report_of_the_same(make: Make, opening: str) -> None:
    anchor, undated = make(FIRST, "2018-06-04"), make(opening.format(SECOND.partition("\n\n")[2]))
    assert dated(record_of(anchor, undated), undated) == ("2018-06-05", "2018-06-05")
    assert dated(record_of(undated), undated) != ("2018-06-05", "2018-06-05")


def test_a_full_day_in_a_dateline_is_that_of_the_report(make: Make) -> None:
    made = make("COAST WIRE / OLDBRIDGE, 5 June 2018 - Three were wounded at the market on Sunday. A march is called for "
                "Thursday.\n")  # fmt: skip
    assert dated(record_of(made), made) == ("2018-06-05", "2018-06-05")
