"""The grammar of times, case by case: a sentence, the words found in it, and the days they stand for.

Every report here was published on Tuesday, 5 June 2018. "2018-06-03" is that day, ".." an open end ("2018-06-03.."),
"2018-06-01..2018-06-30" a stretch, "?" no days at all. Add a row to say what a sentence should give.
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

WRITTEN = [
    ("Troops entered the town on June 5, 2016.", "June 5, 2016", "2016-06-05", "2016-06-05"),
    ("Troops entered the town on 5 June 2016.", "5 June 2016", "2016-06-05", "2016-06-05"),
    ("Troops entered the town on the 5th of June 2016.", "the 5th of June 2016", "2016-06-05", "2016-06-05"),
    ("Troops entered the town on Sunday, 5 June 2016.", "Sunday, 5 June 2016", "2016-06-05", "2016-06-05"),
    ("Troops entered the town on 2016-06-05.", "2016-06-05", "2016-06-05", "2016-06-05"),
    ("Troops entered the town on 13/06/2016.", "13/06/2016", "2016-06-13", "2016-06-13"),
    ("Troops entered the town on 05.06.2016.", "05.06.2016", "2016-06-05", "2016-06-05"),
    ("Troops entered the town on 06/05/2016.", "06/05/2016", "2016-05-06..2016-06-05", "2016-XX-XX"),
    ("Troops entered the town on 2016/06/05.", "2016/06/05", "2016-06-05", "2016-06-05"),
    ("The law was passed in March 2012.", "March 2012", "2012-03-01..2012-03-31", "2012-03"),
    ("The law was passed in 1998.", "1998", "1998-01-01..1998-12-31", "1998"),
    ("The 2014 coup shocked the capital.", "2014", "2014-01-01..2014-12-31", "2014"),
    ("In 2014 militants seized the dam.", "2014", "2014-01-01..2014-12-31", "2014"),
    ("The border was drawn in the 1920s.", "the 1920s", "1920-01-01..1929-12-31", "192"),
    ("He fled in the late 1990s.", "the late 1990s", "1996-01-01..1999-12-31", "199"),
    ("He fled in the '90s.", "the '90s", "1990-01-01..1999-12-31", "199"),
    ("The fort was built in the 17th century.", "the 17th century", "1601-01-01..1700-12-31", "16"),
    ("The war ended in the summer of 2006.", "the summer of 2006", "2006-06-01..2006-08-31", "2006-SU"),
    ("Exports fell in the third quarter of 2017.", "the third quarter of 2017", "2017-07-01..2017-09-30", "2017-Q3"),
    ("He was freed in the first half of 2017.", "the first half of 2017", "2017-01-01..2017-06-30", "2017-H1"),
    ("Fighting began in mid-2014.", "mid-2014", "2014-04-20..2014-09-13", "2014"),
    ("Fighting began in early March 2012.", "early March 2012", "2012-03-01..2012-03-13", "2012-03"),
    ("He took office at the end of 2015.", "the end of 2015", "2015-08-08..2015-12-31", "2015"),
    (
        "The bridge was closed from 3 to 5 May 2016.",
        "3 to 5 May 2016",
        "2016-05-03..2016-05-05",
        "2016-05-03/2016-05-05",
    ),
    (
        "The bridge was closed from May 30 to June 2, 2016.",
        "May 30 to June 2, 2016",
        "2016-05-30..2016-06-02",
        "2016-05-30/2016-06-02",
    ),
    ("He was governor between 2011 and 2014.", "2011 and 2014", "2011-01-01..2014-12-31", "2011/2014"),
    ("The 2011-2014 drought emptied the villages.", "2011-2014", "2011-01-01..2014-12-31", "2011/2014"),
    ("Talks were held in May and June 2016.", "May", "2016-05-01..2016-05-31", "2016-05"),
    ("The blast came at 10:30 p.m. on May 3, 2016.", "10:30 p.m. on May 3, 2016", "2016-05-03", "2016-05-03T22:30"),
    ("The alarm sounded at 0415 GMT on May 3, 2016.", "0415 GMT on May 3, 2016", "2016-05-03", "2016-05-03T04:15Z"),
    ("Shops closed for Ramadan 2018.", "Ramadan 2018", "2018-05-15..2018-06-15", "2018-05"),
    ("The attack on Christmas Day 2015 killed two.", "Christmas Day 2015", "2015-12-25", "2015-12-25"),
    ("Violence flared during Easter 2016.", "Easter 2016", "2016-03-27", "2016-03-27"),
]
RELATIVE = [
    ("Rebels attacked the town on Sunday.", "Sunday", "2018-06-03", "2018-06-03"),
    ("Rebels attacked the town Tuesday.", "Tuesday", "2018-06-05", "2018-06-05"),
    ("Rebels attacked the town last Tuesday.", "last Tuesday", "2018-05-29", "2018-05-29"),
    ("The ministers will meet on Friday.", "Friday", "2018-06-08", "2018-06-08"),
    ("The ministers plan to meet on Friday.", "Friday", "2018-06-08", "2018-06-08"),
    ("Elections are scheduled for Sunday.", "Sunday", "2018-06-10", "2018-06-10"),
    ("The ministers will meet next Friday.", "next Friday", "2018-06-08", "2018-06-08"),
    ("The shelling began Sunday night.", "Sunday night", "2018-06-03", "2018-06-03TNI"),
    ("The shelling began early Monday.", "early Monday", "2018-06-04", "2018-06-04"),
    ("The shelling began at dawn on Monday.", "dawn on Monday", "2018-06-04", "2018-06-04TDA"),
    ("The shelling began late on Sunday.", "late on Sunday", "2018-06-03", "2018-06-03"),
    ("The shelling began in the early hours of Monday.", "the early hours of Monday", "2018-06-04", "2018-06-04TNI"),
    ("Sunday's meeting ended without a deal.", "Sunday", "2018-06-03", "2018-06-03"),
    ("He was arrested today.", "today", "2018-06-05", "2018-06-05"),
    ("He was arrested yesterday.", "yesterday", "2018-06-04", "2018-06-04"),
    ("He was arrested yesterday morning.", "yesterday morning", "2018-06-04", "2018-06-04TMO"),
    ("He will be freed tomorrow.", "tomorrow", "2018-06-06", "2018-06-06"),
    ("He was arrested the day before yesterday.", "the day before yesterday", "2018-06-03", "2018-06-03"),
    ("The council votes tonight.", "tonight", "2018-06-05", "2018-06-05TNI"),
    ("Protests went on overnight.", "overnight", "2018-06-04..2018-06-05", "2018-06-05TNI"),
    ("They crossed the river in the night from Saturday to Sunday.", "the night from Saturday to Sunday",
     "2018-06-02..2018-06-03", "2018-06-03TNI"),
    ("They crossed in the night between Friday and Saturday.", "the night between Friday and Saturday",
     "2018-06-01..2018-06-02", "2018-06-02TNI"),
    ("The union called a general strike for Thursday.", "Thursday", "2018-06-07", "2018-06-07"),
    ("The shop was closed for Saturday.", "Saturday", "2018-06-02..2018-06-09", "XXXX-WXX-6"),
    ("The council offered to meet the miners on Friday.", "Friday", "2018-06-08", "2018-06-08"),
    ("Protests broke out last night.", "last night", "2018-06-04", "2018-06-04TNI"),
    ("Two soldiers were killed this week.", "this week", "2018-06-04..2018-06-10", "2018-W23"),
    ("Two soldiers were killed last month.", "last month", "2018-05-01..2018-05-31", "2018-05"),
    ("A deal was signed last year.", "last year", "2017-01-01..2017-12-31", "2017"),
    ("A deal will be signed next month.", "next month", "2018-07-01..2018-07-31", "2018-07"),
    ("Two soldiers were killed over the weekend.", "the weekend", "2018-06-02..2018-06-03", "2018-W22-WE"),
    ("A deal was signed earlier this year.", "earlier this year", "2018-01-01..2018-06-05", "2018"),
    ("A deal will be signed later this month.", "later this month", "2018-06-05..2018-06-30", "2018-06"),
    ("A deal was signed early last month.", "early last month", "2018-05-01..2018-05-13", "2018-05"),
    ("In October, troops seized the oil fields.", "October", "2017-10-01..2017-10-31", "2017-10"),
    ("The vote will be held in October.", "October", "2018-10-01..2018-10-31", "2018-10"),
    ("He promised it in a December speech.", "December", "2017-12-01..2017-12-31", "2017-12"),
    ("He was killed on 3 May.", "3 May", "2018-05-03", "2018-05-03"),
    ("He was killed on May 3.", "May 3", "2018-05-03", "2018-05-03"),
    ("The deadline is June 20.", "June 20", "2018-06-20", "2018-06-20"),
    ("He was killed in October last year.", "October last year", "2017-10-01..2017-10-31", "2017-10"),
    ("The talks resume on Friday next week.", "Friday next week", "2018-06-15", "2018-06-15"),
    ("He was killed in the winter of last year.", "the winter of last year", "2017-01-01..2017-12-31", "2016-WI"),
    ("Troops have advanced since September.", "September", "2017-09-01..2018-06-05", "2017-09"),
    ("Troops have advanced since 2016.", "2016", "2016-01-01..2018-06-05", "2016"),
    ("The town was quiet until Sunday.", "Sunday", "..2018-06-03", "2018-06-03"),
    ("The army left two weeks ago.", "two weeks ago", "2018-05-19..2018-05-25", "2018-W21"),
    ("The army left ten days ago.", "ten days ago", "2018-05-26", "2018-05-26"),
    ("The army left several years ago.", "several years ago", "..2015-06-05", "PAST_REF"),
    ("The army left more than three years ago.", "more than three years ago", "2014-06-05..2015-06-05", "2015"),
    ("The army left about two years ago.", "about two years ago", "2015-06-05..2017-06-05", "2016"),
    ("Over the past several months, prices doubled.", "the past several months", "..2018-06-05", "PXM"),
    ("Prices doubled in the past two years.", "the past two years", "2016-06-05..2018-06-05", "P2Y"),
    ("Prices will double over the next three months.", "the next three months", "2018-06-05..2018-09-05", "P3M"),
    ("In recent weeks, prices doubled.", "recent weeks", "..2018-06-05", "PXW"),
    ("As of March 2017, the camp held 3,000 people.", "March 2017", "2017-03-01..2017-03-31", "2017-03"),
    ("He resigned three days after Sunday's vote.", "three days after Sunday", "2018-06-06", "2018-06-06"),
    ("He resigned two days after the attack of 3 May 2016.", "two days", "2016-05-05", "2016-05-05"),
    ("Voters go to the polls at the end of the month.", "the end of the month", "2018-06-19..2018-06-30", "2018-06"),
    ("He was arrested on Eid al-Fitr.", "Eid al-Fitr", "2017-06-25..2017-06-29", "2017-W25"),
    ("It rained in the first week of May.", "the first week of May", "2018-05-01..2018-05-07", "2018-W18"),
    ("It rained in the week of May 14.", "the week of May 14", "2018-05-14..2018-05-20", "2018-W20"),
    ("Rain fell from Friday to Sunday.", "Friday to Sunday", "2018-06-01..2018-06-03", "2018-06-01/2018-06-03"),
]  # fmt: skip
NO_DAYS = [
    ("The siege lasted for many years.", "many years", "duration", "PXY"),
    ("They agreed on a three-day truce.", "three-day", "duration", "P3D"),
    ("The flight takes two and a half hours.", "two and a half hours", "duration", "PT150M"),
    ("They fought for more than two months.", "more than two months", "duration", "P2M"),
    ("People gather here every Friday.", "every Friday", "set", "XXXX-WXX-5"),
    ("The bulletin appears daily.", "daily", "set", "P1D"),
    ("He visits her twice a week.", "twice a week", "set", "P1W"),
    ("The mayor is now in hiding.", "now", "unknown", "PRESENT_REF"),
]
NONE_AT_ALL = [
    "A 12-year-old boy was wounded.",
    "A boy, 12 years old, was wounded.",
    "The woman, aged 30, was arrested.",
    "Some 2,000 troops took part.",
    "Power failed in 2000 homes.",
    "About 2000 people fled.",
    "They may march to the palace.",
    "The rebels won 3-2 in court.",
    "The column advanced 20 km.",
    "They paid $1999 for the car.",
    "During the slow fall of the fortress, many left.",
    "The second attack failed.",
    "Theresa May left the room.",
    "He reads the Sunday Times.",
]


def days(when: When) -> str:
    """The days of a time as the tables write them."""
    if when.earliest is None and when.latest is None:
        return "?"
    return (
        when.earliest
        if when.earliest == when.latest and when.earliest
        else f"{when.earliest or ''}..{when.latest or ''}"
    )


@pytest.mark.parametrize(("sentence", "words", "expected", "value"), WRITTEN + RELATIVE)
def test_days(read: Read, sentence: str, words: str, expected: str, value: str) -> None:
    times = find_times(read(sentence), PUBLISHED)
    assert times, sentence
    assert (times[0].span.text, days(times[0]), times[0].timex) == (words, expected, value)


@pytest.mark.parametrize(("sentence", "words", "expected", "value"), WRITTEN)
def test_what_is_written_in_full_needs_no_publication_date(
    read: Read, sentence: str, words: str, expected: str, value: str
) -> None:
    first = find_times(read(sentence), None)[0]
    if words != "the '90s":
        assert (days(first), first.anchor) == (expected, "none")


@pytest.mark.parametrize(("sentence", "words", "expected", "value"), RELATIVE)
def test_what_is_relative_stays_open_without_a_publication_date(
    read: Read, sentence: str, words: str, expected: str, value: str
) -> None:
    first = find_times(read(sentence), None)[0]
    if first.anchor == "publication":
        assert first.why.endswith("the report carries no date")
        assert days(first) in ("?", "2016-01-01..")


@pytest.mark.parametrize(("sentence", "words", "granularity", "value"), NO_DAYS)
def test_lengths_and_what_comes_back(read: Read, sentence: str, words: str, granularity: str, value: str) -> None:
    (only,) = find_times(read(sentence), PUBLISHED)
    assert (only.span.text, only.granularity, only.timex, days(only)) == (words, granularity, value, "?")


@pytest.mark.parametrize("sentence", NONE_AT_ALL)
def test_what_is_no_time(read: Read, sentence: str) -> None:
    assert [when.span.text for when in find_times(read(sentence), PUBLISHED)] == []
