"""What comes back: every Friday, twice a week, on Mondays, weekends, 3pm each day. The value is a TIMEX3 set."""

from __future__ import annotations

from dateline.times.expressions import Expression
from dateline.times.patterns import Match, Rule
from dateline.times.rules.clock import NOON, Clock, in_part
from dateline.times.timex import length

_UNKNOWN = frozenset({"fortnight", "millennium"})


def _every_unit(m: Match) -> Expression | None:
    return ("set", length(1, m["unit"])) if m["unit"] not in _UNKNOWN else None


def _every_other(m: Match) -> Expression | None:
    return ("set", length(2, m["unit"])) if m["unit"] not in _UNKNOWN else None


def _every_length(m: Match) -> Expression | None:
    said, _, _, unit = m["length"]
    return ("set", length(said, unit))


def _every_recurring(m: Match) -> Expression | None:
    recurring, part = m["recurring"], m["daypart"] or m["dayparts"]
    match recurring[0]:
        case "weekday":
            value = f"XXXX-WXX-{recurring[1] + 1}"
        case "month":
            value = f"XXXX-{recurring[1]:02}"
        case "season":
            value = f"XXXX-{recurring[1]}"
        case "day":
            value = f"XXXX-{recurring[1]:02}-{recurring[2]:02}"
        case _:
            value = "XXXX"
    return ("set", value + (f"T{part}" if part and recurring[0] in ("weekday", "day") else ""))


def _weekdays(m: Match) -> Expression:
    """“Mondays”, "Monday nights" written apart from their day."""
    return ("set", f"XXXX-WXX-{m['weekdays'] + 1}" + (f"T{m['dayparts']}" if m["dayparts"] else ""))


def _set_at(m: Match) -> Expression | None:
    """“3pm each day”, "every Sunday at 9am", "mornings at 9"."""
    clock, value = m["clock"], str(m["set"][1])
    if clock is None:
        hour, least, most = m["amount"]
        if least != most or not isinstance(hour, int) or not 1 <= hour <= NOON:
            return None
        clock = Clock(hour)
    if "T" in value and not value.startswith("P"):
        value, _, part = value.partition("T")
        clock = in_part(clock, part) or clock
    if value.startswith("P") and value != "P1D":
        return None
    moment = f"T{clock.hour:02}" + (f":{clock.minute:02}" if clock.minute >= 0 else "")
    return ("set", moment if value in ("P1D", "") else value + moment)


_EVERY = "('every'|'each')"

RULES: tuple[Rule, ...] = (
    Rule("time set", f"{_EVERY} 'single'? unit", _every_unit),
    Rule("time set", f"{_EVERY} ('other'|'second') unit", _every_other),
    Rule("time set", f"{_EVERY} length", _every_length),
    Rule("time set", f"{_EVERY} recurring daypart?", _every_recurring),
    Rule("time set", f"{_EVERY} daypart", lambda m: ("set", f"T{m['daypart']}")),
    Rule("time set", f"{_EVERY} ('weekday'|'workday')", lambda _: ("set", "XXXX-WXX-WD")),
    Rule("time set", "('weekdays'|'workdays')", lambda _: ("set", "XXXX-WXX-WD")),
    Rule(
        "time set", "('weekends'|'every' 'weekend')", lambda _: ("set", "XXXX-WXX-WE"), not_before="length|amount|many"
    ),
    Rule("time set", "weekdays dayparts?", _weekdays),
    Rule(
        "time set",
        "recurring dayparts",
        lambda m: _every_recurring(m) if m["recurring"][0] == "weekday" else None,
    ),
    Rule("time set", "dayparts", lambda m: ("set", f"T{m['dayparts']}"), after="'at' (clock|amount)"),
    Rule("time set", "dayparts", lambda m: ("set", f"T{m['dayparts']}"), before="'the'|'in'|'most'"),
    Rule("time set", "often", lambda m: ("set", m["often"])),
    Rule("time set", "clock ('on'|',')? set", _set_at),
    Rule("time set", "set ('at'|',')? clock", _set_at),
    Rule("time set", "set 'at' amount", _set_at, not_after="unit|units|counted|hyphen|num|number|amount"),
)
