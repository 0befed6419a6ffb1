"""Case tables: what the user may give as a publication date, and what texts say of it."""

from __future__ import annotations

import pytest

from dateline.errors import UsageError
from dateline.model.report import Published
from dateline.reports import parse_published
from dateline.reports.days import find_moments, read_stamp
from dateline.reports.marks import find_marks

GIVEN: list[tuple[str, str | None, str | None, str | None]] = [
    ("2031-06-05", "2031-06-05", "2031-06-05", None),
    ("2031-06", "2031-06-01", "2031-06-30", None),
    ("2028-02", "2028-02-01", "2028-02-29", None),
    ("2031", "2031-01-01", "2031-12-31", None),
    ("2031-06-05..2031-06-11", "2031-06-05", "2031-06-11", None),
    ("2031-05..2031-06", "2031-05-01", "2031-06-30", None),
    ("2031-06-05..", "2031-06-05", None, None),
    ("..2031-06-11", None, "2031-06-11", None),
    ("2031-06-05T16:15:00-04:00", "2031-06-05", "2031-06-05", "2031-06-05T16:15:00-04:00"),
    ("2031-06-05T23:30Z", "2031-06-05", "2031-06-05", "2031-06-05T23:30:00+00:00"),
    (" 2031-06-05 16:15 ", "2031-06-05", "2031-06-05", "2031-06-05T16:15:00"),
]


@pytest.mark.parametrize(("words", "earliest", "latest", "time"), GIVEN)
def test_given_dates(words: str, earliest: str | None, latest: str | None, time: str | None) -> None:
    assert parse_published(words, "row 2") == Published(earliest, latest, "row 2", time)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "05/06/2031",
        "2031-02-30",
        "2031-13",
        "..",
        "2031-06-11..2031-06-05",
        "2031-W23",
        "2031-06-05T25:00",
    ],
)
def test_words_that_are_no_date_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match=r"is no date|ends before"):
        parse_published(words)


WRITTEN: list[tuple[str, str, str, str | None]] = [
    ("June 5, 2031 4:15 PM EDT", "2031-06-05", "2031-06-05", "2031-06-05T16:15:00-04:00"),
    (
        "Tuesday 5 June 2031 16.15 GMT".replace("16.15", "16:15"),
        "2031-06-05",
        "2031-06-05",
        "2031-06-05T16:15:00+00:00",
    ),
    ("5th of June 2031", "2031-06-05", "2031-06-05", None),
    ("Sept. 5, 2031 at 12:05 a.m.", "2031-09-05", "2031-09-05", "2031-09-05T00:05:00"),
    ("2031-06-05 16:15:33 +0200", "2031-06-05", "2031-06-05", "2031-06-05T16:15:33+02:00"),
    ("5.6.2031", "2031-06-05", "2031-06-05", None),
    ("06-25-2031", "2031-06-25", "2031-06-25", None),
    ("25/06/2031", "2031-06-25", "2031-06-25", None),
    ("06/05/2031", "2031-05-06", "2031-06-05", None),
    ("06/05/2031 3:15 PM PST", "2031-06-05", "2031-06-05", "2031-06-05T15:15:00-08:00"),
    ("June 5, 2031 4:15 PM ET", "2031-06-05", "2031-06-05", "2031-06-05T16:15:00"),
]


@pytest.mark.parametrize(("words", "earliest", "latest", "time"), WRITTEN)
def test_written_dates(words: str, earliest: str, latest: str, time: str | None) -> None:
    (found,) = find_moments(words)
    assert (found.earliest, found.latest, found.time) == (earliest, latest, time)
    assert words[found.start : found.end].strip()


@pytest.mark.parametrize(
    "words", ["June 31, 2031", "Room 5/6", "12 June", "in 2031", "1/2/3/2031", "555-12-25-2031", "5-6-31"]
)
def test_words_that_hold_no_full_date(words: str) -> None:
    assert list(find_moments(words)) == []


STAMPS = [
    ("2031-06-05T16:15:00.000-0400", ("2031-06-05", "2031-06-05T16:15:00-04:00")),
    ("Thu, 05 Jun 2031 16:15:00 GMT", ("2031-06-05", "2031-06-05T16:15:00+00:00")),
    ("2031-06-05", ("2031-06-05", None)),
    ("20310605", ("2031-06-05", None)),
    ("June 5, 2031", ("2031-06-05", None)),
    ("05/06/2031", None),
    ("soon", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "expected"), STAMPS)
def test_stamps(words: str, expected: tuple[str, str | None] | None) -> None:
    assert read_stamp(words) == expected


TITLE = "Army loses Halwan bridge, council says"
BODY = "Fighters of the River Front seized the bridge at Halwan on Monday after two days of shelling, the council said."

TEXTS: list[tuple[tuple[str, ...], str | None, str | None]] = [
    ((TITLE, "Published June 5, 2031", BODY), "2031-06-05", "2031-06-05"),
    ((TITLE, "June 5, 2031 4:15 PM EDT", BODY), "2031-06-05", "2031-06-05"),
    ((TITLE, "2031-06-05", BODY), "2031-06-05", "2031-06-05"),
    ((TITLE, "Published June 5, 2031. Updated June 7, 2031", BODY), "2031-06-05", "2031-06-05"),
    ((TITLE, "Updated June 7, 2031", "Published June 5, 2031", BODY), "2031-06-05", "2031-06-05"),
    ((TITLE, "Updated June 7, 2031 9:36 AM", BODY), None, "2031-06-07"),
    ((TITLE, "06/05/2031", BODY), "2031-05-06", "2031-06-05"),
    ((TITLE, "By Nora Lindqvist | Valley Post | June 5, 2031", BODY), "2031-06-05", "2031-06-05"),
    ((TITLE, BODY, "First published: 5 June 2031"), "2031-06-05", "2031-06-05"),
    (("HALWAN, June 5, 2031 (Reuters) - " + BODY,), "2031-06-05", "2031-06-05"),
    ((TITLE, "HALWAN, Northland (June 5, 2031): " + BODY), "2031-06-05", "2031-06-05"),
    (
        (TITLE, "Update (June 7, 2031) - The bridge was blown up.", "HALWAN (June 5, 2031) - " + BODY),
        "2031-06-05",
        "2031-06-05",
    ),
    (
        ("Theft in Halwan and a fire at the mill lead the police blotter for June 5, 2031", BODY),
        "2031-06-05",
        "2031-06-05",
    ),
]


@pytest.mark.parametrize(("paragraphs", "earliest", "latest"), TEXTS)
def test_what_texts_say(paragraphs: tuple[str, ...], earliest: str | None, latest: str | None) -> None:
    found = find_marks("\n\n".join(paragraphs)).published
    assert found is not None
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.how


UNDATED: list[tuple[str, ...]] = [
    (TITLE, BODY),
    (TITLE, "HALWAN, June 5 (Reuters) - " + BODY),
    (TITLE, BODY + " The treaty was published on June 5, 2029, by the council of the lake towns."),
    (TITLE, "The war began on June 5, 2029, when troops crossed the river, and it has not ended since then."),
    (TITLE, BODY, "Mariam Osei, June 5, 1990 - March 3, 2031"),
    (TITLE, "FILE - Troops cross the river at Halwan, June 5, 2029.", BODY),
    (TITLE, BODY, "© 2031 Lake Radio"),
    ("What the council knew before the bridge at Halwan fell to the front on June 5, 2029", BODY),
    (TITLE, BODY + " A member of the council (June 5, 1990) - the oldest - stayed in the town until the end of it."),
]


@pytest.mark.parametrize("paragraphs", UNDATED)
def test_other_dates_are_not_taken(paragraphs: tuple[str, ...]) -> None:
    assert find_marks("\n\n".join(paragraphs)).published is None
