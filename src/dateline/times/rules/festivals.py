"""Feasts and holidays, their weekends, and days of other calendars' months: Easter 2016, 22 Bahman."""

from __future__ import annotations

from dateline.times.expressions import PENDING, Expression
from dateline.times.feasts import feasts
from dateline.times.patterns import Match, Rule
from dateline.times.rules.counting import counts


def _day_of_other_month(m: Match) -> Expression | None:
    """“22 Bahman”, "the 10th of Muharram"."""
    length = int(feasts()[m["feastname"]].get("length", 1))
    if "month" not in feasts()[m["feastname"]] or m["anyday"] > length or counts(m.reading, m.last):
        return None
    return ("day of other month", m["anyday"], ("feast", m["feastname"], PENDING))


RULES: tuple[Rule, ...] = (
    Rule("time day recurring", "'the'? anyday 'of'? feastname", _day_of_other_month),
    Rule("time day recurring", "feastname anyday", _day_of_other_month, not_after="','? yearnum"),
    Rule("none", "feastname goods", lambda _: "goods"),
    Rule("time weekend recurring", "feastname 'weekend'", lambda m: ("weekend at", ("feast", m["feastname"], PENDING))),
    Rule("time feast fixed", "feastname 'of'? ','? yearnum", lambda m: ("feast of year", m["feastname"], m["yearnum"])),
    Rule("time feast recurring", "feastname", lambda m: ("feast", m["feastname"], PENDING)),
)
