"""Rules of the grammar that came after `test_time_cases`, by kind: clock times, dates in numbers, runs, lengths, sets.

Every report here was published on Tuesday, 5 June 2018; days are written as in `test_time_cases`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.account import When
from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.times import find_times

PUBLISHED = Published(earliest="2018-06-05", latest="2018-06-05", how="stated")
Read = Callable[[str], Reading]

CLOCK = [
    ("The blast struck at half past seven on Sunday morning.", "half past seven on Sunday morning", "2018-06-03T07:30"),
    ("The shelling began at a quarter to nine in the evening.", "a quarter to nine in the evening", "T20:45"),
    ("The convoy left at ten past 9 in the morning.", "ten past 9 in the morning", "T09:10"),
    ("The siren sounded at 10:35:20 p.m. on Sunday.", "10:35:20 p.m. on Sunday", "2018-06-03T22:35:20"),
    ("The plane landed at 1430 GMT.", "1430 GMT", "T14:30Z"),
    ("The alarm sounded at 21:45 local time on Monday.", "21:45 local time on Monday", "2018-06-04T21:45"),
    ("The guards changed at seven thirty pm.", "seven thirty pm", "T19:30"),
    ("The council will meet tomorrow morning at 7.", "tomorrow morning at 7", "2018-06-06T07:00"),
    ("The council will meet tomorrow at 7 p.m.", "tomorrow at 7 p.m.", "2018-06-06T19:00"),
    ("The plan is due by six o'clock this afternoon.", "six o'clock this afternoon", "2018-06-05T18:00"),
    ("The train left at 12 in the night.", "12 in the night", "T00:00"),
    ("They will talk again tonight around 9.", "tonight around 9", "2018-06-05T21:00"),
    ("The log ends at 2018-06-04T23:15:09.", "2018-06-04T23:15:09", "2018-06-04T23:15:09"),
    ("The curfew runs from 8 p.m. to 5 a.m. on Friday.", "8 p.m. to 5 a.m. on Friday", "XXXX-WXX-5T20:00/XXXX-WXX-5T05:00"),
    ("The office was open on Monday between 9 and 11:30 a.m.", "Monday between 9 and 11:30 a.m.", "2018-06-04T09:00/2018-06-04T11:30"),
    ("The shop opened from 5 to 6 p.m. on 3 May 2018.", "5 to 6 p.m. on 3 May 2018", "2018-05-03T17:00/2018-05-03T18:00"),
]  # fmt: skip
DATES = [
    ("The court sat on 12-04-2016.", "12-04-2016", "2016-04-12..2016-12-04"),
    ("The court sat on 25-04-2016.", "25-04-2016", "2016-04-25"),
    ("The court sat on 2016-4-5.", "2016-4-5", "2016-04-05"),
    ("The court sat on 20160405.", "20160405", "2016-04-05"),
    ("The court sat on 5/Apr/2016.", "5/Apr/2016", "2016-04-05"),
    ("The court sat on 08/14, 2016.", "08/14, 2016", "2016-08-14"),
    ("The court sat on 5 May.", "5 May", "2018-05-05"),
    ("The figures are for 2016/11.", "2016/11", "2016-11-01..2016-11-30"),
    ("The season of 2011-12 was dry.", "2011-12", "2011-01-01..2012-12-31"),
    ("The law passed in nineteen ninety-six.", "nineteen ninety-six", "1996-01-01..1996-12-31"),
    ("The law passed in nineteen oh four.", "nineteen oh four", "1904-01-01..1904-12-31"),
    ("The law passed in two thousand and twelve.", "two thousand and twelve", "2012-01-01..2012-12-31"),
    ("He was freed on the 27th.", "the 27th", "2018-05-27"),
    ("He was freed on the twenty-first.", "the twenty-first", "2018-05-21"),
    ("He was freed on Thursday the 24th.", "Thursday the 24th", "2018-05-24"),
    ("Floods came in week 31 of 2017.", "week 31 of 2017", "2017-07-31..2017-08-06"),
    ("Rain fell in the month of April.", "the month of April", "2018-04-01..2018-04-30"),
    ("Rain fell in 2016 April.", "2016 April", "2016-04-01..2016-04-30"),
    ("Grants rose in fiscal 2016.", "fiscal 2016", "2015-07-01..2017-03-31"),
    ("Grants rose in the last fiscal year.", "the last fiscal year", "2016-07-01..2018-03-31"),
    ("Crowds marked 22 Bahman in the square.", "22 Bahman", "2018-02-10..2018-02-12"),
    ("Crowds mourned on the 10th of Muharram.", "the 10th of Muharram", "2017-09-30..2017-10-02"),
    ("Three people drowned over the Memorial Day weekend.", "Memorial Day weekend", "2018-05-26..2018-05-28"),
    ("Two bombs went off on the weekend of 5 May.", "the weekend of 5 May", "2018-05-05..2018-05-06"),
    ("Fireworks marked Diwali 2016.", "Diwali 2016", "2016-10-30"),
    ("Stores shut for the rest of the week.", "the rest of the week", "2018-06-05..2018-06-10"),
    ("Troops left in the last week of May.", "the last week of May", "2018-05-25..2018-05-31"),
    ("Troops left on Wednesday evening last week.", "Wednesday evening last week", "2018-05-30"),
    ("Polls will be held in the second half of next year.", "the second half of next year", "2019-07-01..2019-12-31"),
    ("A census will be held at year-end.", "year-end", "2018-12-01..2018-12-31"),
]  # fmt: skip
RUNS = [
    ("The road was closed from 4 to 22 of last month.", "4 to 22 of last month", "2018-05-04..2018-05-22"),
    ("The pact ran from 20 May through 3 June.", "20 May through 3 June", "2018-05-20..2018-06-03"),
    ("They will meet next week between Wednesday and Friday.", "next week between Wednesday and Friday", "2018-06-13..2018-06-15"),
    ("The fund had bought shares through May 29.", "May 29", "..2018-05-29"),
    ("The fund will buy shares through June 29.", "June 29", "..2018-06-29"),
    ("They will meet between now and June 15.", "now and June 15", "2018-06-05..2018-06-15"),
    ("The bridge was cut from late April to early May.", "late April to early May", "2018-04-19..2018-05-13"),
    ("He was jailed for two weeks starting 20 May.", "two weeks starting 20 May", "2018-05-20..2018-06-02"),
    ("The deal took effect 1 month 3 days ago.", "1 month 3 days ago", "2018-04-17..2018-05-17"),
    ("He will return in three days.", "three days", "2018-06-08"),
    ("They were given until Friday to leave.", "Friday", "..2018-06-08"),
    ("Sales in the quarter ended March 31 were low.", "the quarter", "2018-01-01..2018-03-31"),
]  # fmt: skip
LENGTHS_AND_SETS = [
    ("The siege lasted half an hour.", "half an hour", "duration", "PT30M"),
    ("The flight took 5 1/2 hours.", "5 1/2 hours", "duration", "PT330M"),
    ("The ride took one hour and a half.", "one hour and a half", "duration", "PT90M"),
    ("The trek took 2 days 3 weeks.", "2 days 3 weeks", "duration", "P2D3W"),
    ("The trip takes 3h.", "3h", "duration", "PT3H"),
    ("He built it in three days.", "three days", "duration", "P3D"),
    ("Rallies are held on Fridays.", "Fridays", "set", "XXXX-WXX-5"),
    ("Buses run on weekdays.", "weekdays", "set", "XXXX-WXX-WD"),
    ("The horn sounds every Friday at 9 a.m.", "every Friday at 9 a.m.", "set", "XXXX-WXX-5T09"),
    ("The horn sounds at 3 p.m. each day.", "3 p.m. each day", "set", "T15"),
    ("He trains every single day.", "every single day", "set", "P1D"),
    ("The current mayor is in hiding.", "current", "unknown", "PRESENT_REF"),
]
NONE_AT_ALL = [
    "The shelter holds 700 people and feeds 50 a day.",
    "He came as soon as he could.",
    "About 2/3 of the force fled.",
    "He is on call 24/7.",
    "The school has 12 rooms; the 27 pupils sat.",
    "The team lost in Week 12.",
    "In the quarter, residents hid in cellars.",
]
IMPOSSIBLE = [
    ("The court sat on 31 June.", "31 June", "there is no 31 June"),
    ("The court sat on 2016-2-30.", "2016-2-30", "there is no 30 February 2016"),
    ("The court sat on June 5, 20178.", "June 5, 20178", "there is no year of four digits in “20178”"),
    ("The court sat on 12 May 987.", "12 May 987", "there is no year of four digits in “987”"),
]
REPORTS_OF_A_QUARTER = (
    "Profit fell in the third quarter of 2017, the firm said. A year earlier it had risen. "
    "In the year-ago period costs were higher. Sales grew in the quarter. The 2015 quarter was weak."
)


def days(when: When) -> str:
    """The days of a time as the tables write them."""
    if when.earliest == when.latest and when.earliest:
        return when.earliest
    return f"{when.earliest or ''}..{when.latest or ''}"


@pytest.mark.parametrize(("sentence", "words", "value"), CLOCK)
def test_times_of_day(read: Read, sentence: str, words: str, value: str) -> None:
    times = find_times(read(sentence), PUBLISHED)
    assert [(when.span.text, when.timex) for when in times] == [(words, value)]


@pytest.mark.parametrize(("sentence", "words", "expected"), DATES + RUNS)
def test_days(read: Read, sentence: str, words: str, expected: str) -> None:
    times = find_times(read(sentence), PUBLISHED)
    assert times, sentence
    assert (times[0].span.text, days(times[0])) == (words, expected)


@pytest.mark.parametrize(("sentence", "words", "granularity", "value"), LENGTHS_AND_SETS)
def test_lengths_and_sets(read: Read, sentence: str, words: str, granularity: str, value: str) -> None:
    (only,) = find_times(read(sentence), PUBLISHED)
    assert (only.span.text, only.granularity, only.timex, days(only)) == (words, granularity, value, "..")


@pytest.mark.parametrize("sentence", NONE_AT_ALL)
def test_what_is_no_time(read: Read, sentence: str) -> None:
    assert [when.span.text for when in find_times(read(sentence), PUBLISHED)] == []


@pytest.mark.parametrize(("sentence", "words", "why"), IMPOSSIBLE)
def test_impossible_dates_say_so(read: Read, sentence: str, words: str, why: str) -> None:
    (only,) = find_times(read(sentence), PUBLISHED)
    assert (only.span.text, only.rule, days(only)) == (words, "impossible", "..")
    assert only.why.endswith(why)


def test_a_year_earlier_counts_from_the_quarter_told(read: Read) -> None:
    times = find_times(read(REPORTS_OF_A_QUARTER), PUBLISHED)
    assert [when.timex for when in times] == ["2017-Q3", "2016-Q3", "2016-Q3", "2017-Q3", "2015-Q3"]


def test_without_a_quarter_a_year_earlier_is_a_year(read: Read) -> None:
    (only,) = find_times(read("Profit was lower than in the year-ago period."), PUBLISHED)
    assert (only.timex, only.anchor) == ("2017", "publication")


def test_the_day_after_an_event_is_not_the_day_after_the_time_told_before(read: Read) -> None:
    told, after = find_times(read("He was shot on 3 May. Two men came the day after his funeral."), PUBLISHED)
    assert days(told) == "2018-05-03"
    assert (after.span.text, after.anchor, days(after)) == ("day", "event", "..2018-06-05")


def test_the_first_sunday_of_no_month_stays_open(read: Read) -> None:
    (only,) = find_times(read("Everyone comes back first Sunday."), PUBLISHED)
    assert (only.span.text, only.earliest, only.anchor) == ("first Sunday", None, "speech")


DIRECTIONS = [
    (
        "The board approved a dividend on Nov. 22.",
        "2018-10-26",
        "2018-11-22",
    ),  # last year's would be told with its year
    ("He was shot on Nov. 22.", "2018-06-05", "2017-11-22"),
    ("The office, effective Feb. 1, has four members.", "2018-10-26", "2019-02-01"),
    ("The firm will report results for the third quarter.", "2018-10-26", "2018-07-01"),
    ("Output will fall in the first quarter.", "2018-10-26", "2019-01-01"),
    ("Neither man could be found on Wednesday.", "2018-10-26", "2018-10-24"),
    ("The first country to join on Wednesday was poor.", "2018-10-26", "2018-10-24"),
]


@pytest.mark.parametrize(("sentence", "published", "first"), DIRECTIONS)
def test_direction(read: Read, sentence: str, published: str, first: str) -> None:
    (only,) = find_times(read(sentence), Published(published, published, "stated"))
    assert only.earliest == first
