"""Times of day by the clock: a piece `clock`, a run of two `clockrange`, and `hour` for a bare number that may be one.

A bare number is an hour only beside something that makes it one: a part of the day, a day, or another hour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dateline.times.patterns import Match, Rule
from dateline.times.rules.counting import counts

NOON = 12
_MORNING = ("MO", "DA")
_SMALL_HOURS, _LATE_MORNING, _MINUTES, _HOURS = 4, 10, 60, 24


class Clock(NamedTuple):
    """A time of day; minute and second are -1 where none is given, `sure` where the half of the day is known."""

    hour: int
    minute: int = -1
    second: int = -1
    zone: str = ""
    sure: bool = False


def in_part(clock: Clock, part: str) -> Clock | None:
    """The time on a clock of 24 hours that a part of the day makes of one on a clock of 12; None for no such hour."""
    if clock.sure or clock.hour > NOON:
        return clock
    hour = clock.hour
    if part == "MI":
        late = hour < _LATE_MORNING
    elif part == "NI":
        late = _SMALL_HOURS < hour < NOON
        hour = hour % NOON if hour == NOON else hour
    else:
        late = part not in _MORNING
        hour %= NOON
    hour += NOON if late else 0
    return clock._replace(hour=hour, sure=True) if 0 <= hour < _HOURS else None


def _clock(m: Match) -> Clock:
    """“10:30 p.m. GMT”, "0415 hours", "5pm"."""
    hour, minute, second = m["time"]
    half = m["meridiem"]
    return Clock(
        hour if half is None else hour % NOON + half, minute, second, m["zone"] or "", half is not None or hour > NOON
    )


def _half_day(m: Match) -> Clock:
    hour, minute, second, half = m["halfday"]
    return Clock(hour % NOON + half, minute, second, m["zone"] or "", sure=True)


def _hour(m: Match) -> int:
    return int(m["hournum"] if m["hournum"] is not None else m["num"])


def _by_hour(m: Match) -> Clock | None:
    """“8 p.m.”, "eight p.m.", "9 GMT"."""
    hour, half = _hour(m), m["meridiem"]
    if half is not None and hour > NOON:
        return None
    return Clock(hour if half is None else hour % NOON + half, -1, -1, m["zone"] or "", half is not None)


def _joined(m: Match) -> Clock | None:
    """“340 pm”."""
    hour, minute = divmod(m["number"], 100)
    return Clock(hour % NOON + m["meridiem"], minute, sure=True) if 1 <= hour <= NOON and minute < _MINUTES else None


def _spoken(m: Match) -> Clock | None:
    """“Eight forty pm”, "five thirty in the night", "eleven five"."""
    hour, minute, half = m["h"], m["min"], m["meridiem"]
    if not 1 <= hour <= NOON or not 1 <= minute < _MINUTES or counts(m.reading, m.last):
        return None
    clock = Clock(hour if half is None else hour % NOON + half, minute, sure=half is not None)
    return clock if m["daypart"] is None else in_part(clock, m["daypart"])


def _oclock(m: Match) -> Clock | None:
    """“Seven o'clock”, "one o'clock pm"."""
    hour, half = _hour(m), m["meridiem"]
    return None if hour > _HOURS else Clock(hour if half is None else hour % NOON + half, sure=half is not None)


def _hour_in_part(m: Match) -> Clock | None:
    """“4 in the morning”."""
    hour = _hour(m)
    return in_part(Clock(hour), m["daypart"]) if 1 <= hour <= NOON else None


def _hour_at_noon(m: Match) -> Clock | None:
    """“12 lunchtime” (but “1 night” is a length)."""
    return in_part(Clock(m["hournum"]), "MI") if m["daypart"] == "MI" and 1 <= m["hournum"] <= NOON else None


def _with_an_h(m: Match) -> Clock:
    """“10 h 10”, as French writes it."""
    hour, half = m["hournum"], m["meridiem"]
    return Clock(hour if half is None else hour % NOON + half, m["minutenum"], sure=half is not None)


def _clock_in_part(m: Match) -> Clock | None:
    """“4:10 in the afternoon”, "8pm in the evening", "afternoon at 7"."""
    clock = m["clock"] or (Clock(_hour(m)) if 1 <= _hour(m) <= NOON else None)
    if clock is None or counts(m.reading, m.last):
        return None
    return in_part(clock, m["daypart"])


def _shifted(sign: int, minutes_meant: int = 0) -> Callable[[Match], Clock | None]:
    """“Half past seven”, "a quarter to 8 in the morning", "ten past 9"."""

    def meaning(m: Match) -> Clock | None:
        base = m["clock"] or Clock(m["h"] if m["h"] is not None else m["hw"])
        minutes = minutes_meant or (m["minutes"] if m["minutes"] is not None else m["words"])
        if not 0 < minutes < _MINUTES or base.hour > _HOURS or counts(m.reading, m.last):
            return None
        total = (base.hour * _MINUTES + max(base.minute, 0) + sign * minutes) % (_HOURS * _MINUTES)
        return base._replace(hour=total // _MINUTES, minute=total % _MINUTES)

    return meaning


def _about(m: Match) -> Clock | None:
    """“Noonish”, "11ish"."""
    hour = m["ish"]
    return Clock(hour, sure=hour == NOON) if 0 < hour <= _HOURS else None


def ordered(first: Clock, last: Clock) -> tuple[Clock, Clock]:
    """Two ends, of which one may give the other its half of the day ("11 to 3 pm" is 11 to 15)."""
    if last.sure and not first.sure and first.hour <= NOON:
        late = last.hour >= NOON and first.hour % NOON + NOON <= last.hour
        first = first._replace(hour=first.hour % NOON + (NOON if late else 0), sure=True)
    elif first.sure and not last.sure and last.hour <= NOON:
        late = first.hour >= NOON or last.hour <= first.hour
        last = last._replace(hour=last.hour % NOON + (NOON if late else 0), sure=True)
    return first, last


def _end(m: Match, clock: str, number: str, word: str) -> Clock | None:
    if m[clock] is not None:
        found: Clock = m[clock]
        return found
    hour = m[number] if m[number] is not None else m[word]
    return Clock(hour) if hour is not None and hour <= _HOURS else None


def run(m: Match) -> tuple[Clock, Clock] | None:
    """“4pm to 5pm”, "5 to 6 p.m.", "1:30 p.m. to 4", "between 10 and 11:30"."""
    first, last = _end(m, "c1", "h1", "w1"), _end(m, "c2", "h2", "w2")
    if first is None or last is None:
        return None
    if m["c2"] is None and counts(m.reading, m.last):
        return None
    return ordered(first, last)


_TO = "('to'|'until'|'till'|'through'|hyphen)"
_HOUR1, _HOUR2 = "(h1:hournum|w1:num)", "(h2:hournum|w2:num)"
_HOUR = "(hournum|num)"
_IN = "'in' 'the'"
_MINUTES_OF = "('minutes'|'mins'|'minute'|'min')"
_OF_A_DAY = (
    "weekdayname|today|part|anyday|yearnum|hyphen|"
    "'this'|'that'|'the'|'tonight'|'same'|'next'|'last'|'following'|'previous'|'every'|'each'"
)
"""What comes before the part of a day that is told: the time belongs to both."""

RULES: tuple[Rule, ...] = (
    Rule("clock", "time:dotted (meridiem zone?|zone|'hours')", _clock),
    Rule("clock", "time:dotted", _clock, before="weekdayname 'at'|today 'at'"),
    Rule("clock", "time:clocktime meridiem zone?", _clock),
    Rule("clock", "time:clocktime ('hours'|'hrs')? zone?", _clock, not_before="currency"),
    Rule("clock", "halfday '.' 'm' '.'?", _half_day),
    Rule("clock", "halfday zone?", _half_day),
    Rule("clock", "hournum 'h' minutenum meridiem?", _with_an_h),
    Rule("clock", "number meridiem", _joined),
    Rule("clock", f"h:num hyphen? min:num (meridiem|{_IN} daypart)", _spoken),
    Rule(
        "clock", "h:num hyphen? min:num", _spoken, before="'at'|'until'|'by'", not_after="unit|units|counted|hyphen|num"
    ),
    Rule("clock", f"{_HOUR} (meridiem zone?|zone)", _by_hour),
    Rule("clock", "time:military ('hours'|zone)", _clock),
    Rule("clock", f"{_HOUR} oclock meridiem?", _oclock),
    Rule("clock", f"{_HOUR} {_IN} daypart", _hour_in_part),
    Rule("clock", "hournum daypart", _hour_at_noon, not_before="currency"),
    Rule("clock", "hourname", lambda m: Clock(m["hourname"], 0, sure=True)),
    Rule("clock", "ish", _about),
    Rule("clock", "'half' 'past' (clock|h:hournum|hw:num)", _shifted(1, 30)),
    Rule("clock", "'a'? 'quarter' 'past' (clock|h:hournum|hw:num)", _shifted(1, 15)),
    Rule("clock", "'a'? 'quarter' ('to'|'till') (clock|h:hournum|hw:num)", _shifted(-1, 15), not_before="ordinal"),
    Rule(
        "clock",
        f"(minutes:minutenum|words:num) {_MINUTES_OF}? 'past' (clock|h:hournum|hw:num)",
        _shifted(1),
    ),
    Rule(
        "clock",
        f"(minutes:minutenum|words:num) {_MINUTES_OF} ('to'|'before'|'till') (clock|h:hournum|hw:num)",
        _shifted(-1),
    ),
    Rule("clock", "(minutes:minutenum|words:num) 'to' clock", _shifted(-1), before="'at'|'about'"),
    Rule("clock", f"clock ({_IN}|'at')? daypart", _clock_in_part),
    Rule(
        "clock",
        f"({_IN}|'at')? daypart ('at'|'around'|',')? clock",
        _clock_in_part,
        not_before=_OF_A_DAY,
    ),
    Rule(
        "clock",
        f"({_IN}|'at')? daypart 'at' {_HOUR}",
        _clock_in_part,
        not_before=_OF_A_DAY,
        not_after="unit|units|counted|hyphen|num|number",
    ),
    Rule("clock", "clock '(' other:clock ')'", lambda m: m["clock"]),
    Rule("clock", "clock 'local' 'time'", lambda m: m["clock"]),
    Rule("clockrange", f"c1:clock {_TO} c2:clock", run),
    Rule("clockrange", "c1:clock 'and' c2:clock", run, before="'between'"),
    Rule("clockrange", f"{_HOUR1} {_TO} c2:clock", run, not_before="hyphen|currency|monthname"),
    Rule("clockrange", f"{_HOUR1} 'and' c2:clock", run, before="'between'"),
    Rule(
        "clockrange", f"c1:clock {_TO} {_HOUR2}", run, not_after="unit|units|counted|hyphen|num|number|monthname|'of'"
    ),
    Rule("clockrange", f"c1:clock 'and' {_HOUR2}", run, before="'between'", not_after="unit|units|counted"),
)
