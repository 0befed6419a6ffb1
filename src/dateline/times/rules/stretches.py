"""Stretches: from … to, since, until, over the past months, two days after; plain durations."""

from __future__ import annotations

from collections.abc import Callable

from dateline.times.expressions import PENDING, THEN, Expression, direction_of
from dateline.times.patterns import Match, Rule
from dateline.times.rules.lengths import length
from dateline.times.timex import granularity

_DAYS = frozenset({"hour", "part of day", "day"})
_PARTS = frozenset({"hour", "part of day"})
_NO_ENDS = frozenset({"unknown", "duration", "set"})
_NO_BOUND = frozenset({"since", "until", "from", "by", "before", "after", "range"})


def _over(rule: str) -> Callable[[Match], Expression | None]:
    """“The past several months”, "the next two weeks"."""
    return lambda m: (rule, *m["length"])


def _amount_over(rule: str) -> Callable[[Match], Expression | None]:
    """“The 5 past months”."""

    def meaning(m: Match) -> Expression | None:
        found = length(m["amount"], m["units"])
        return (rule, *found) if found else None

    return meaning


def _counted_from(rule: str) -> Callable[[Match], Expression | None]:
    """“Three days after Friday”, "two weeks before Sunday's vote"."""
    return lambda m: (rule, *m["length"], m["time"])


def _from_then(rule: str) -> Callable[[Match], Expression | None]:
    """“Three days later”, "a week earlier"."""
    return lambda m: (rule, *m["length"], THEN)


def _from_event(rule: str) -> Callable[[Match], Expression | None]:
    """“Two days after the attack”: an event with no time of its own in these words."""
    return lambda m: (rule, *m["length"], ("event", PENDING))


def _range(m: Match) -> Expression | None:
    left, right = _now(m["a"]), _now(m["b"])
    fine, coarse = granularity(left), granularity(right)
    if {fine, coarse} & _NO_ENDS:
        return None
    recurring = direction_of(left) is not None or direction_of(right) is not None
    if recurring and fine != coarse and not {fine, coarse} <= _DAYS and right[0] != "year month":
        return None  # "this year through August"
    return ("range", left, right)


def _now(end: Expression) -> Expression:
    """The day of publication for the "now" of "between now and 15 November"."""
    return ("unit", "day", 0) if end == ("vague", "PRESENT_REF") else end


def _starting(m: Match) -> Expression | None:
    """“For 3 days from today”, "two weeks starting 20 May"."""
    return None if granularity(m["time"]) in _NO_ENDS else ("first", *m["length"], m["time"])


def _bound(rule: str) -> Callable[[Match], Expression | None]:
    """“Since September”, "until Friday" - unless the time belongs to a noun ("since Friday's attack")."""

    def meaning(m: Match) -> Expression | None:
        time, last = m["time"], m.last
        fine = granularity(time)
        if fine in ("set", "duration", "unknown") or (fine in _PARTS and rule in ("before", "after", "by")):
            return None  # "shortly after 6 a.m. on Wednesday" is still Wednesday
        if time[0] in _NO_BOUND or (rule == "from" and time[0] in ("ago", "earlier", "later", "past")):
            return None
        following = m.following(1)
        if following is not None and m.reading.words[following.first].lower() in ("'s", "’s", "'", "’"):
            return None
        head = m.reading.heads[last]
        if head > last and m.reading.labels[last] in (
            "compound",
            "nummod",
            "amod",
            "nmod:poss",
            "nmod:unmarked",
            "nmod:desc",
        ):
            return None
        return ("after", PENDING, time) if rule == "after" else (rule, time)

    return meaning


def _duration(m: Match) -> Expression | None:
    return ("duration", *m["length"])


_TO = "('to'|'until'|'till'|'through'|'thru'|hyphen)"

RULES: tuple[Rule, ...] = (
    Rule(
        "time stretch",
        "('the'|'these')? ('past'|'last'|'previous'|'preceding') length",
        _over("past"),
        not_before="'his'|'her'|'its'|'their'",
    ),
    Rule("time stretch", "('the'|'these') ('next'|'coming'|'following') length", _over("coming")),
    Rule("time stretch", "amount ('past'|'last'|'previous') units", _amount_over("past")),
    Rule("time stretch", "amount ('next'|'coming'|'upcoming'|'following') units", _amount_over("coming")),
    Rule("time stretch", "('next'|'coming') length", _over("coming")),
    Rule("time stretch", "length ','? 'from' time", _starting, before="'for'"),
    Rule("time stretch", "length ','? ('starting'|'beginning') ('on'|'from')? time", _starting),
    Rule("time shift", "length ('after'|'from'|'following'|'since') time", _counted_from("later")),
    Rule("time shift", "length ('before'|'prior' 'to'|'ahead' 'of') time", _counted_from("earlier")),
    Rule(
        "time shift",
        "length ('later'|'afterwards'|'afterward'|'thereafter')",
        _from_then("later"),
        not_after="recurring|time",
    ),
    Rule("time shift", "length ('earlier'|'beforehand'|'previously')", _from_then("earlier")),
    Rule("time shift", "length ('after'|'following')", _from_event("later"), span="length", not_before="'for'"),
    Rule("time shift", "length ('before'|'prior')", _from_event("earlier"), span="length", not_before="'for'"),
    Rule("time range", f"a:time {_TO} b:time", _range),
    Rule("time range", "a:time 'and' b:time", _range, before="'between'"),
    Rule("time bound", "afterwards time", lambda m: ("after", PENDING, m["time"])),
    Rule("time bound", "beforehand time", lambda m: ("before", m["time"])),
    Rule("time bound", "'since' ('the'|'about'|'around'|'at' 'least')? time", _bound("since"), span="time"),
    Rule("time bound", "('until'|'till'|'through') time", _bound("until"), span="time"),
    Rule("time bound", "('from'|'starting'|'beginning') ('on'|'in')? time", _bound("from"), span="time"),
    Rule("time bound", "'by' time", _bound("by"), span="time"),
    Rule("time bound", "'before' time", _bound("before"), span="time"),
    Rule("time bound", "'after' time", _bound("after"), span="time"),
    Rule("time duration", "'the' ('first'|'last'|'final'|'opening') length", _duration),
    Rule("time duration", "length", _duration),
)
