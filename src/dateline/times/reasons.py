"""Why an expression stands for its days, as a sentence that a person understands.

“Sunday” → 2018-06-03: the last Sunday on or before 2018-06-05, when the report was published
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.times.days import EITHER, LEAN_FUTURE, NEAREST, iso
from dateline.times.expressions import Expression, is_anchored
from dateline.times.intervals import Count, Days, days_on, days_within

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_DAY_PARTS = {
    "MO": "morning", "MI": "middle of the day", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime",
    "DA": "dawn", "DU": "dusk",
}  # fmt: skip
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_PARTS = {"mid": "middle", "early": "early part", "late": "late part"}


def reason(words: str, expression: Expression, days: Days, earliest: int | None, latest: int | None) -> str:
    """The sentence for an expression in a report published between two days (None: not known)."""
    why = _Reason(earliest, latest).of(expression)
    if is_anchored(expression) and earliest is None and latest is None:
        why += "; the report carries no date"
    return f"“{words}” → {_result(days)}: {why}"


def _result(days: Days) -> str:
    first, last = days
    if first is None:
        return "no date" if last is None else f"up to {iso(last)}"
    if last is None:
        return f"from {iso(first)} on"
    return iso(first) if first == last else f"{iso(first)} to {iso(last)}"


def amount(low: Count, high: Count, unit: str) -> str:
    """A length in words ("3 days", "3 to 4 years", "some weeks")."""
    if low == high:
        return f"some {unit}s" if low == "X" else f"{low} {unit}{'' if low == 1 else 's'}"
    if high == "X":
        return f"at least {low} {unit}s"
    return f"up to {high} {unit}s" if low == "X" or low == 0 else f"{low} to {high} {unit}s"


class _Reason:
    """Reasons in one report: what stands for the day of publication in them."""

    def __init__(self, earliest: int | None, latest: int | None) -> None:
        self.earliest, self.latest = earliest, latest

    @property
    def published(self) -> str:
        """The day of publication as the reader of the reason should see it."""
        return _known(self.earliest, self.latest, "the day of publication", "when the report was published")

    @property
    def today(self) -> str:
        """The day of publication where it is the answer."""
        exact = self.earliest is not None and self.earliest == self.latest
        return "the day of publication" if exact else self.published

    def of(self, expression: Expression) -> str:
        """Why one expression stands for its days."""
        rule, *arguments = expression
        return _RULES[rule](self, *arguments)

    def recurring(self, what: str, direction: int) -> str:
        """Which of the times that come again and again is meant."""
        if direction == EITHER:
            return f"the last {what} before or the first after {self.published}: nothing says which"
        if direction == NEAREST:
            return f"the {what} nearest to {self.published}"
        if direction == LEAN_FUTURE:
            return f"the next {what} after {self.published}, or the last where that has just ended"
        side = {-1: "last {} on or before", -2: "last {} before", 1: "first {} on or after", 2: "first {} after"}[
            direction
        ]
        return f"the {side.format(what)} {self.published}"

    def unit(self, unit: str, step: int) -> str:
        """A calendar unit, counted from the one of publication."""
        if unit == "day":
            if step == 0:
                return self.today
            return f"{amount(abs(step), abs(step), 'day')} {'before' if step < 0 else 'after'} {self.published}"
        if step == 0:
            return f"the {unit} of {self.published}"
        side = "before" if step < 0 else "after"
        many = f"the {unit}" if abs(step) == 1 else amount(abs(step), abs(step), unit)
        return f"{many} {side} that of {self.published}"

    def said(self, spoken: Expression, inner: Expression) -> str:
        """Something that a speaker counted from the time of speaking."""
        first, last = days_within(spoken, self.earliest, self.latest)
        return _Spoken(first, last).of(inner) + f"; it was said on {self.of(spoken)}"

    def then(self, inner: Expression) -> str:
        """The time told before."""
        first, last = days_within(inner, self.earliest, self.latest)
        return _known(first, last, "the time told before", "the time told before")

    def range(self, left: Expression, right: Expression) -> str:
        """From one time to another."""
        return f"from {self.of(left)} to {self.of(right)}"

    def slashed(self, left: int, right: int, _year: int, _direction: int) -> str:
        """A day and a month in an order that nothing tells."""
        first, second = f"{right} {MONTHS[left - 1]}", f"{left} {MONTHS[right - 1]}"
        return f"{first} or {second}: nothing says whether the day or the month comes first"


class _Spoken(_Reason):
    """Reasons inside a quotation, counted from the time of speaking."""

    @property
    def published(self) -> str:
        return _known(self.earliest, self.latest, "the day of speaking", "when it was said")

    @property
    def today(self) -> str:
        return super().today.replace("the day of publication", "the day of speaking")


def _known(first: int | None, last: int | None, what: str, when: str) -> str:
    """A day that is known ("2018-06-05, when …"), or what is known of it."""
    if first is None and last is None:
        return what
    if first == last and first is not None:
        return f"{iso(first)}, {when}"
    if last is None and first is not None:
        return f"{what}, {iso(first)} or later"
    if first is None and last is not None:
        return f"{what}, {iso(last)} or earlier"
    return f"{what}, between {iso(first or 1)} and {iso(last or 1)}"


def _date(_: _Reason, year: int, month: int, number: int, weekday: int) -> str:
    day, _last = days_on(("date", year, month, number, weekday), None)
    if day is not None and weekday >= 0 and (day - 1) % 7 != weekday:
        return f"the date as written, although it was a {WEEKDAYS[(day - 1) % 7]} and not a {WEEKDAYS[weekday]}"
    return "the date as written"


def _day(at: _Reason, month: int, number: int, direction: int, weekday: int) -> str:
    why = at.recurring(f"{number} {MONTHS[month - 1]}", direction)
    plain = days_within(("day", month, number, direction, -1), at.earliest, at.latest)
    if weekday >= 0 and plain != days_within(("day", month, number, direction, weekday), at.earliest, at.latest):
        why += f", or the one that is a {WEEKDAYS[weekday]}"
    return why


def _number(number: int) -> str:
    return _NTH.get(number, f"{number}th")


_RULES: dict[str, Callable[..., str]] = {
    "date": _date,
    "day": _day,
    "day of month": lambda at, number, way: at.recurring(f"{number}th of a month".replace("1th", "1st"), way),
    "slashed": _Reason.slashed,
    "year month": lambda _, _year, _month: "the month as written",
    "month": lambda at, month, way: at.recurring(MONTHS[month - 1], way),
    "year": lambda _, _year: "the year as written",
    "decade": lambda _, _year: "the decade as written",
    "decade of the century": lambda at, number: f"the last decade of the {number}s begun by {at.published}",
    "century": lambda _, _number: "the century as written",
    "season": lambda at, season, way: at.recurring(_SEASONS[season], way) + ", in the northern half of the world",
    "season of year": lambda _, season, year: f"{_SEASONS[season]} {year}, in the northern half of the world",
    "quarter": lambda at, number, way: at.recurring(f"{_number(number)} quarter", way),
    "quarter of year": lambda _, _number, _year: "the quarter as written",
    "feast": lambda at, feast, way: at.recurring(feast, way),
    "feast of year": lambda _, feast, year: f"{feast} {year}",
    "weekday": lambda at, weekday, way: at.recurring(WEEKDAYS[weekday], way),
    "weekend": lambda at, way: at.recurring("weekend", way),
    "unit": lambda at, unit, step: at.unit(unit, step),
    "in": lambda at, inner, outer: f"{_plain(inner)} in {at.of(outer)}",
    "nth": lambda at, number, unit, outer: f"the {_number(number)} {unit} of {at.of(outer)}",
    "day of other month": lambda at, number, inner: (
        f"day {number} of {at.of(inner)}, a month that may have begun a day sooner or later than reckoned"
    ),
    "weekend at": lambda at, inner: f"the weekend at {at.of(inner)}",
    "fiscal": lambda at, inner: f"the budget year of {at.of(inner)}, whose first month is not told",
    "numbered week": lambda at, number, outer: f"week {number}, by ISO 8601, of {at.of(outer)}",
    "years on": lambda at, step, inner: (
        f"{amount(abs(step), abs(step), 'year')} {'before' if step < 0 else 'after'} {at.of(inner)}"
    ),
    "ended": lambda at, unit, inner: f"the {unit} that ends with {at.of(inner)}",
    "sum": lambda at, left, right: f"{at.of(left)}, and {at.of(right).removeprefix('a length of time, ')}",
    "week of": lambda at, inner: f"the week of {at.of(inner)}",
    "part": lambda at, part, whole: f"the {_PARTS.get(part, part)} of {at.of(whole)}",
    "of day": lambda at, _part, inner: at.of(inner),
    "clock": lambda at, _hour, _minute, _second, _zone, inner: at.of(inner),
    "overnight": lambda at, inner: f"the night before or after {at.of(inner)}",
    "ago": lambda at, _, low, high, unit: f"{amount(low, high, unit)} before {at.published}",
    "ahead": lambda at, _, low, high, unit: f"{amount(low, high, unit)} after {at.published}",
    "later": lambda at, _, low, high, unit, base: f"{amount(low, high, unit)} after {at.of(base)}",
    "earlier": lambda at, _, low, high, unit, base: f"{amount(low, high, unit)} before {at.of(base)}",
    "past": lambda at, _, low, high, unit: f"{amount(low, high, unit)} up to {at.published}",
    "coming": lambda at, _, low, high, unit: f"{amount(low, high, unit)} from {at.published} on",
    "first": lambda at, _, low, high, unit, base: f"the first {amount(low, high, unit)} of {at.of(base)}",
    "final": lambda at, _, low, high, unit, base: f"the last {amount(low, high, unit)} of {at.of(base)}",
    "so far": lambda at, unit: f"the {unit} of {at.published}, up to that day",
    "rest": lambda at, unit: f"the {unit} of {at.published}, from that day on",
    "since": lambda at, inner: f"since {at.of(inner)}, up to then",
    "from": lambda at, inner: f"from {at.of(inner)} on",
    "until": lambda at, inner: f"until {at.of(inner)}",
    "by": lambda at, inner: f"by {at.of(inner)}",
    "before": lambda at, inner: f"before {at.of(inner)}",
    "after": lambda at, way, inner: f"after {at.of(inner)}" + (", up to publication" if way < 0 else ""),
    "range": _Reason.range,
    "same": lambda at, unit, inner: f"the {unit} of {at.of(inner)}",
    "next to": lambda at, unit, step, inner: (
        f"{amount(abs(step), abs(step), unit)} {'before' if step < 0 else 'after'} {at.of(inner)}"
    ),
    "then": _Reason.then,
    "event": lambda at, way: (
        "an event whose time the report does not give" + (f", no later than {at.published}" if way < 0 else "")
    ),
    "said": _Reason.said,
    "duration": lambda _, _said, low, high, unit: f"a length of time, {amount(low, high, unit)}",
    "set": lambda _, _value: "something that comes back, not one time",
    "vague": lambda _, _value: "the words set no bounds",
    "impossible": lambda _, words: f"there is no {words}",
}


def _plain(expression: Expression) -> str:
    """What comes back every week or year, by its name alone."""
    rule, *arguments = expression
    match rule:
        case "weekend":
            return "the weekend"
        case "weekday":
            return WEEKDAYS[arguments[0]]
        case "month":
            return MONTHS[arguments[0] - 1]
        case "day":
            return f"{arguments[1]} {MONTHS[arguments[0] - 1]}"
        case "day of month":
            return f"day {arguments[0]}"
        case "season":
            return _SEASONS[arguments[0]]
        case "quarter":
            return f"the {_number(arguments[0])} quarter"
        case "feast":
            return str(arguments[0])
        case "part" | "of day":
            return _plain(arguments[1])
        case _:
            return "a time"
