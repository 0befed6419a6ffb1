"""Times of day by the clock: a piece `clock` with hour, minute (-1: none given) and zone."""

from __future__ import annotations

from dateline.times.patterns import Match, Rule

_MORNING = ("MO", "DA")
_HALF_DAY, _SMALL_HOURS = 12, 4


def _clock(m: Match, time: tuple[int, int], half: int | None) -> tuple[int, int, str]:
    """Hour and minute of the day, and zone; `half` is 0 before noon, 12 after it, None on a clock of 24 hours."""
    hour, minute = time
    if half is not None:
        hour = hour % 12 + half
    return hour, minute, m["zone"] or ""


def _in_part(m: Match) -> tuple[int, int, str] | None:
    """“4 in the morning”."""
    found = _hour_in(m["hour"], m["daypart"])
    return None if found is None else (found, -1, "")


def _hour_in(hour: int, part: str) -> int | None:
    """The hour on a clock of 24 hours that a part of the day makes of one on a clock of 12."""
    if not 1 <= hour <= _HALF_DAY:
        return None
    early = part in _MORNING or (part == "NI" and hour <= _SMALL_HOURS)
    return hour % _HALF_DAY + (0 if early else _HALF_DAY)


def _time_in_part(m: Match) -> tuple[int, int, str] | None:
    """“4.10 in the afternoon”."""
    hour, minute = m["time"]
    found = _hour_in(hour, m["daypart"])
    return None if found is None else (found, minute, "")


def _from_to(m: Match) -> tuple[int, int] | None:
    """“5 to 6 p.m.”: the hours of a clock of twelve with one half of the day."""
    first, last, half = m["a"], m["b"], m["meridiem"]
    return (first % 12 + half, last % 12 + half) if 1 <= first < last <= 12 else None


RULES: tuple[Rule, ...] = (
    Rule("clock", "dotted (meridiem zone?|zone|'hours')", lambda m: _clock(m, m["dotted"], m["meridiem"])),
    Rule("clock", "clocktime meridiem zone?", lambda m: _clock(m, m["clocktime"], m["meridiem"])),
    Rule("clock", "clocktime ('hours'|'hrs')? zone?", lambda m: _clock(m, m["clocktime"], None), not_before="currency"),
    Rule("clock", "halfday zone?", lambda m: _clock(m, m["halfday"][:2], m["halfday"][2])),
    Rule("clockrange", "a:hournum ('to'|hyphen|'and') b:hournum meridiem", _from_to),
    Rule("clock", "hournum meridiem zone?", lambda m: _clock(m, (m["hournum"], -1), m["meridiem"])),
    Rule("clock", "num meridiem zone?", lambda m: _clock(m, (m["num"], -1), m["meridiem"]) if m["num"] <= 12 else None),
    Rule("clock", "military ('hours'|zone)", lambda m: _clock(m, m["military"], None)),
    Rule("clock", "hournum zone", lambda m: _clock(m, (m["hournum"], -1), None)),
    Rule("clock", "(hournum|num) oclock", lambda m: (m["hournum"] or m["num"], -1, "")),
    Rule("clock", "time:clocktime 'in' 'the' daypart", _time_in_part),
    Rule("clock", "time:dotted 'in' 'the' daypart", _time_in_part),
    Rule("clock", "hour:hournum 'in' 'the' daypart", _in_part),
    Rule("clock", "hour:num 'in' 'the' daypart", _in_part),
    Rule("clock", "hourname", lambda m: (m["hourname"], 0, "")),
    Rule("clock", "clock '(' other:clock ')'", lambda m: m["clock"]),
    Rule("clock", "clock 'local' 'time'", lambda m: m["clock"]),
)
