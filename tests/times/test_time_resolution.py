"""The same expression on other days of publication, and what the reason says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.account import When
from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.model.spans import Span
from dateline.times import find_times, resolve
from dateline.times.days import EITHER, LEAN_FUTURE, NEAREST, ordinal
from dateline.times.expressions import SHAPES, Expression, anchor_of, check, flat, folded
from dateline.times.feasts import feasts
from dateline.times.intervals import PARTS, days_within
from dateline.times.reasons import reason
from dateline.times.timex import granularity, timex

Read = Callable[[str], Reading]
DAY = Published(earliest="2018-06-05", latest="2018-06-05", how="stated")
WEEK = Published(earliest="2018-06-05", latest="2018-06-11", how="solved")
AFTER = Published(earliest="2018-06-05", latest=None, how="solved")
BEFORE = Published(earliest=None, latest="2018-06-05", how="solved")

ANCHORS = [
    ("He fled on Sunday.", DAY, "2018-06-03", "2018-06-03"),
    ("He fled on Sunday.", WEEK, "2018-06-03", "2018-06-10"),
    ("He fled on Sunday.", AFTER, "2018-06-03", None),
    ("He fled on Sunday.", BEFORE, None, "2018-06-03"),
    ("He fled on Sunday.", None, None, None),
    ("He fled last month.", WEEK, "2018-05-01", "2018-05-31"),
    ("He fled last month.", None, None, None),
    ("He has been in hiding since 2016.", None, "2016-01-01", None),
    ("He has been in hiding since 2016.", DAY, "2016-01-01", "2018-06-05"),
    ("He fled in 2016.", None, "2016-01-01", "2016-12-31"),
]
REASONS = [
    ("He fled on Sunday.", DAY, "“Sunday” → 2018-06-03: the last Sunday on or before 2018-06-05, when the report was published"),
    ("He fled on Sunday.", None, "“Sunday” → no date: the last Sunday on or before the day of publication; the report carries no date"),
    ("He fled on Sunday.", WEEK, "“Sunday” → 2018-06-03 to 2018-06-10: the last Sunday on or before the day of publication, between 2018-06-05 and 2018-06-11"),
    ("He fled on Sunday.", BEFORE, "“Sunday” → up to 2018-06-03: the last Sunday on or before the day of publication, 2018-06-05 or earlier"),
    ("He fled in 2016.", None, "“2016” → 2016-01-01 to 2016-12-31: the year as written"),
    ("He fled last month.", DAY, "“last month” → 2018-05-01 to 2018-05-31: the month before that of 2018-06-05, when the report was published"),
    ("He fled today.", DAY, "“today” → 2018-06-05: the day of publication"),
    ("He fled on 31 June.", DAY, "“31 June” → no date: there is no 31 June"),
    ("He fled on 30 February 2016.", DAY, "“30 February 2016” → no date: there is no 30 February 2016"),
    ("He fled on Monday, 5 June 2016.", DAY, "“Monday, 5 June 2016” → 2016-06-05: the date as written, although it was a Sunday and not a Monday"),
    ("He fled on 06/05/2016.", DAY, "“06/05/2016” → 2016-05-06 to 2016-06-05: 5 June or 6 May: nothing says whether the day or the month comes first"),
    ("He fled two days ago.", DAY, "“two days ago” → 2018-06-03: 2 days before 2018-06-05, when the report was published"),
    ("He has ruled since September.", DAY, "“September” → 2017-09-01 to 2018-06-05: since the last September on or before 2018-06-05, when the report was published, up to then"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "published", "earliest", "latest"), ANCHORS)
def test_publication(
    read: Read, sentence: str, published: Published | None, earliest: str | None, latest: str | None
) -> None:
    (when,) = find_times(read(sentence), published)
    assert (when.earliest, when.latest) == (earliest, latest)
    (undated,) = find_times(read(sentence), None)
    assert resolve(undated, published) == when


@pytest.mark.parametrize(("sentence", "published", "why"), REASONS)
def test_reasons(read: Read, sentence: str, published: Published | None, why: str) -> None:
    (when,) = find_times(read(sentence), published)
    assert when.why == why


def test_a_weekday_that_does_not_fit_its_day_leaves_two_years(read: Read) -> None:
    (when,) = find_times(read("He fled on Saturday, Sept. 12."), Published("2017-01-28", "2017-01-28", "stated"))
    assert (when.earliest, when.latest) == ("2015-09-12", "2016-09-12")
    assert "or the one that is a Saturday" in when.why


def test_an_unknown_row_is_refused() -> None:
    span = Span.of("Sunday", 0, 6)
    for rule, arguments in (("weekday", (6,)), ("weekday", (6, -1, 3)), ("no rule", ()), ("since", ("weekday", 6))):
        with pytest.raises(ValueError, match="no time expression"):
            resolve(
                When(
                    span=span,
                    earliest=None,
                    latest=None,
                    granularity="day",
                    anchor="none",
                    rule=rule,
                    arguments=arguments,
                ),
                None,
            )


def numbers(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


WAYS = st.sampled_from([-2, -1, EITHER, 1, 2, NEAREST, LEAN_FUTURE])
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century"])
LENGTHS = st.one_of(
    st.builds(lambda count: (count, count, count), numbers(0, 60)),
    st.builds(lambda low, more: (low, low, low + more), numbers(0, 20), numbers(0, 9)),
    st.just(("X", 2, "X")),
)
LENGTH_UNITS = st.sampled_from(["minute", "hour", "day", "week", "month", "year", "decade"])
LEAVES = st.one_of(
    st.builds(lambda year, month, day: ("date", year, month, day, -1), numbers(1990, 2030), numbers(1, 12), numbers(1, 28)),
    st.builds(lambda month, day, way, weekday: ("day", month, day, way, weekday), numbers(1, 12), numbers(1, 31), WAYS, numbers(-1, 6)),
    st.builds(lambda day, way: ("day of month", day, way), numbers(1, 31), WAYS),
    st.builds(lambda left, right, year, way: ("slashed", left, right, year, way), numbers(1, 12), numbers(1, 12), st.sampled_from([0, 2016]), WAYS),
    st.builds(lambda year, month: ("year month", year, month), numbers(1990, 2030), numbers(1, 12)),
    st.builds(lambda month, way: ("month", month, way), numbers(1, 12), WAYS),
    st.builds(lambda year: ("year", year), numbers(1990, 2030)),
    st.builds(lambda decade: ("decade of the century", decade * 10), numbers(0, 9)),
    st.builds(lambda season, way: ("season", season, way), st.sampled_from(["SP", "SU", "FA", "WI"]), WAYS),
    st.builds(lambda quarter, way: ("quarter", quarter, way), numbers(1, 4), WAYS),
    st.builds(lambda feast, way: ("feast", feast, way), st.sampled_from(sorted(feasts())), WAYS),
    st.builds(lambda weekday, way: ("weekday", weekday, way), numbers(0, 6), WAYS),
    st.builds(lambda way: ("weekend", way), WAYS),
    st.builds(lambda unit, step: ("unit", unit, step), UNITS, numbers(-3, 3)),
    st.builds(lambda rule, unit: (rule, unit), st.sampled_from(["so far", "rest"]), UNITS),
    st.builds(lambda rule, length, unit: (rule, *length, unit), st.sampled_from(["ago", "ahead", "past", "coming"]), LENGTHS, LENGTH_UNITS),
    st.builds(lambda way: ("event", way), st.sampled_from([-1, 0, 1])),
)  # fmt: skip


def built_on(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(lambda rule, one: (rule, one), st.sampled_from(["since", "from", "until", "by", "before", "week of", "overnight", "then"]), inner),
        st.builds(lambda way, one: ("after", way, one), st.sampled_from([-1, 0, 1]), inner),
        st.builds(lambda rule, one, two: (rule, one, two), st.sampled_from(["in", "range", "said"]), inner, inner),
        st.builds(lambda part, one: ("part", part, one), st.sampled_from(sorted(PARTS)), inner),
        st.builds(lambda one: ("of day", "NI", one), inner),
        st.builds(lambda one: ("weekend at", one), inner),
        st.builds(lambda one: ("fiscal", one), inner),
        st.builds(lambda number, one: ("day of other month", number, one), numbers(1, 30), inner),
        st.builds(lambda step, one: ("years on", step, one), numbers(-3, 3), inner),
        st.builds(lambda unit, one: ("ended", unit, one), st.sampled_from(["week", "month", "quarter", "year"]), inner),
        st.builds(lambda number, year: ("numbered week", number, ("year", year)), numbers(1, 53), numbers(1990, 2030)),
        st.builds(lambda number, step: ("numbered week", number, ("unit", "year", step)), numbers(1, 52), numbers(-2, 2)),
        st.builds(lambda left, right: ("sum", ("duration", *left, "month"), ("duration", *right, "day")), LENGTHS, LENGTHS),
        st.builds(lambda hour, one: ("clock", hour, -1, -1, "gmt", one), numbers(0, 23), inner),
        st.builds(lambda rule, length, unit, one: (rule, *length, unit, one), st.sampled_from(["later", "earlier", "first", "final"]), LENGTHS, LENGTH_UNITS, inner),
        st.builds(lambda unit, one: ("same", unit, one), UNITS, inner),
        st.builds(lambda unit, step, one: ("next to", unit, step, one), UNITS, numbers(-2, 2), inner),
        st.builds(lambda number, unit, one: ("nth", number, unit, one), st.sampled_from([-1, 1, 2, 3]), st.sampled_from(["day", "week", "weekend", "month"]), inner),
    )  # fmt: skip


EXPRESSIONS = st.recursive(LEAVES, built_on, max_leaves=4)
DAYS = st.dates(date(1970, 1, 1), date(2060, 12, 31))


def inside(narrow: int | None, wide: int | None, *, start: bool) -> bool:
    if wide is None:
        return True
    return narrow is not None and (wide <= narrow if start else narrow <= wide)


@given(EXPRESSIONS, st.lists(DAYS, min_size=4, max_size=4), st.booleans(), st.booleans())
def test_a_narrower_publication_never_widens_the_answer(
    expression: Expression, dates: list[date], open_start: bool, open_end: bool
) -> None:
    early, from_day, to_day, late = sorted(day.toordinal() for day in dates)
    wide = days_within(expression, None if open_start else early, None if open_end else late)
    narrow = days_within(expression, from_day, to_day)
    exact = days_within(expression, from_day, from_day)
    for first, last in (wide, narrow, exact):
        assert first is None or last is None or first <= last
    assert inside(narrow[0], wide[0], start=True), (wide, narrow)
    assert inside(narrow[1], wide[1], start=False), (wide, narrow)
    assert inside(exact[0], narrow[0], start=True), (narrow, exact)
    assert inside(exact[1], narrow[1], start=False), (narrow, exact)


@given(EXPRESSIONS, st.one_of(st.none(), DAYS))
def test_every_expression_can_be_kept_described_and_valued(expression: Expression, day: date | None) -> None:
    check(expression)
    assert folded(*flat(expression)) == expression
    known = day.toordinal() if day else None
    why = reason("words", expression, days_within(expression, known, known), known, known)
    assert why.startswith("“words” → ")
    assert "None" not in why
    assert isinstance(timex(expression, known), str)
    assert granularity(expression)
    assert anchor_of(expression) in ("none", "publication", "event", "speech")


def test_every_rule_has_days_and_a_reason() -> None:
    from dateline.times import intervals, reasons

    assert set(intervals._RULES) == set(SHAPES)
    assert set(reasons._RULES) == set(SHAPES)


def test_far_years_do_not_overflow() -> None:
    for expression in (("ago", 900, 900, 900, "century"), ("ahead", 900, 900, 900, "century"), ("unit", "century", 90)):
        first, last = days_within(expression, ordinal("2018-06-05"), ordinal("2018-06-05"))
        assert first is None or last is None or first <= last
