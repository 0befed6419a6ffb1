"""What is counted from the day of publication, or from the time told before: yesterday, last month, that year."""

from __future__ import annotations

from collections.abc import Callable

from dateline.times.expressions import IN_LENGTH, PENDING, THEN, THEN_QUARTER, Expression, turned
from dateline.times.patterns import Match, Rule
from dateline.times.timex import granularity

_ENDING = frozenset({"week", "month", "quarter", "year", "half", "decade"})
_LONG = frozenset({"week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"})
_DAYS = frozenset({"day", "week", "month", "year"})
_EVENTS = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "VERB"})
"""Parts of speech with which the event begins in "the day after the vote", "the week before rebels attacked"."""
_PARTS = frozenset({"MO", "AF", "EV", "NI"})
_MANY = {"fortnight": ("week", 2), "millennium": ("century", 10)}
_OUTER = {"weekday": "week", "day": "year", "month": "year", "season": "year", "quarter": "year", "feast": "year"}
"""In which unit "this" looks for what comes back: this Friday is the week's, this June the year's."""


def _unit(step: int) -> Callable[[Match], Expression | None]:
    """A calendar unit, so many from that of publication ("this day" and "last minute" are idioms)."""
    return lambda m: ("unit", m["unit"], step) if m["unit"] in _LONG else None


def _stretch(rule: str) -> Callable[[Match], Expression | None]:
    """One unit up to publication, or from it on: "the past year", "the coming week"."""

    def meaning(m: Match) -> Expression | None:
        unit, many = _MANY.get(m["unit"], (m["unit"], 1))
        return None if unit in ("second", "minute") else (rule, many, many, many, unit)

    return meaning


def _some(rule: str) -> Callable[[Match], Expression | None]:
    """“Recent weeks”, "the coming days"."""
    return lambda m: (rule, "X", 2, "X", _MANY.get(m["units"], (m["units"], 1))[0])


def _next_to(step: int) -> Callable[[Match], Expression | None]:
    """The unit before or after that of the time told before: "the following week"."""

    def meaning(m: Match) -> Expression | None:
        return ("next to", m["unit"], step, THEN) if m["unit"] in _LONG or m["unit"] == "day" else None

    return meaning


def _beside_event(rule: str) -> Callable[[Match], Expression | None]:
    """“The day” of "the day after his death": counted from an event, not from the time told before."""

    def meaning(m: Match) -> Expression | None:
        following = m.following(1)
        if m["unit"] not in _DAYS or following is None or m.reading.upos[following.first] not in _EVENTS:
            return None
        return (rule, 1, 1, 1, m["unit"], ("event", PENDING))

    return meaning


def _next_part(step: int) -> Callable[[Match], Expression | None]:
    return lambda m: ("of day", m["daypart"], ("next to", "day", step, THEN))


def _same(m: Match) -> Expression | None:
    unit = m["unit"]
    return ("same", unit, THEN) if unit in _LONG or unit == "day" else None


def _same_part(m: Match) -> Expression | None:
    """“That morning” (but “the same sunset” is a view)."""
    return ("of day", m["daypart"], THEN) if m["daypart"] in _PARTS else None


def _part_of(step: int) -> Callable[[Match], Expression | None]:
    return lambda m: ("of day", m["daypart"], ("unit", "day", step))


def _towards(direction: int) -> Callable[[Match], Expression | None]:
    """“Last Friday”, "next summer"."""
    return lambda m: turned(m["recurring"], direction)


def _this(m: Match) -> Expression | None:
    """“This Friday”, "this June"."""
    recurring = m["recurring"]
    outer = _OUTER.get(recurring[0])
    return ("in", turned(recurring, 1), ("unit", outer, 0)) if outer else None


def _within_unit(rule: str) -> Callable[[Match], Expression | None]:
    """“Earlier this year”, "later in the month"."""

    def meaning(m: Match) -> Expression | None:
        unit = m["unit"]
        if unit == "day":
            return ("same", "day", THEN)
        return (rule, unit) if unit in _LONG else None

    return meaning


def _rest(m: Match) -> Expression | None:
    """“The rest of the week”, "rest of my day" (but "they rest this week")."""
    reading, unit = m.reading, m["unit"]
    if any(reading.upos[at] == "VERB" for at in range(m.first, m.last)):
        return None
    if unit == "day" and reading.words[m.last - 1].lower() == "the":
        return ("same", "day", THEN)
    return ("rest", unit) if unit in _LONG or unit == "day" else None


def _unit_end(m: Match) -> Expression | None:
    """“Year-end”, "the month's end"; the end of a year is its December."""
    if m["unit"] == "year":
        return ("in", ("month", 12, 1), ("unit", "year", 0))
    return ("part", "end", ("unit", m["unit"], 0)) if m["unit"] in _LONG else None


def _budget(step: int) -> Callable[[Match], Expression | None]:
    """“The last fiscal year”."""
    return lambda _: ("fiscal", ("unit", "year", step))


def _weekend_of(m: Match) -> Expression:
    """“The weekend of 5 May”."""
    return ("weekend at", m["day"])


def _whole_unit(m: Match) -> Expression | None:
    """The unit in "by the end of the year": that of publication."""
    unit = m["unit"]
    if unit == "day":
        return ("same", "day", THEN)
    return ("unit", unit, 0) if unit in _LONG else None


def _vague(value: str) -> Callable[[Match], Expression | None]:
    return lambda _: ("vague", value)


def _now(m: Match) -> Expression | None:
    """Words like "now" and "recently", where they are adverbs."""
    return ("vague", m["vague"]) if m.reading.upos[m.first] == "ADV" else None


def _adjective(m: Match) -> Expression | None:
    """“Current”, "recent", "future" before a noun."""
    word = m.first
    if m.reading.upos[word] != "ADJ" or m.reading.labels[word] != "amod":
        return None
    return ("vague", m["vagueadjective"])


def _reported(m: Match) -> Expression | None:
    """“The quarter”, "the latest period" of a report on results."""
    return ("same", "quarter", THEN_QUARTER) if m["unit"] in ("quarter", None) else None


def _latest(m: Match) -> Expression | None:
    """“The latest quarter”: the last that is over."""
    return ("unit", "quarter", -1) if m["unit"] == "quarter" else None


def _of_a_year(m: Match) -> Expression | None:
    """“The 1988 quarter”."""
    return ("in", THEN_QUARTER, m["year"]) if m["year"][0] == "year" else None


def _ended(m: Match) -> Expression | None:
    """“The quarter” where "ended Sept. 30" follows: up to and with that day."""
    following = m.following(2)
    if following is None or m["unit"] not in _ENDING or granularity(following.values["time"]) not in ("day", "month"):
        return None
    return ("ended", m["unit"], following.values["time"])


def _ahead(m: Match) -> Expression:
    return ("ahead", *m["length"])


_BUDGET = "('fiscal'|'financial')"
_OWN = "'the'|'this'|'my'|'our'|'your'|'his'|'her'|'its'|'their'"

RULES: tuple[Rule, ...] = (
    Rule("time ahead", "length 'from' 'now'", _ahead),
    Rule("time ahead", "length 'from' 'today'", _ahead, not_before="'for'"),
    Rule("time ahead", "length 'hence'", _ahead),
    Rule("time day", "'the'? 'day' 'before' 'yesterday'", lambda _: ("unit", "day", -2)),
    Rule("time day", "'the'? 'day' 'after' 'tomorrow'", lambda _: ("unit", "day", 2)),
    Rule("time unit_time fixed", "'the' unit 'after' 'the'? 'next'", _unit(2)),
    Rule("time unit_time fixed", "'the' unit 'before' 'last'", _unit(-2)),
    Rule("time day fixed", "today", lambda m: ("unit", "day", m["today"])),
    Rule("time daypart_time", "'tonight'", lambda _: ("of day", "NI", ("unit", "day", 0))),
    Rule("time daypart_time", "'last' 'night'", lambda _: ("of day", "NI", ("unit", "day", -1)), not_before="'the'"),
    Rule("time daypart_time", "'this' daypart", _part_of(0)),
    Rule("time daypart_time", "('that'|'that' 'same'|'the' 'same') daypart", _same_part),
    Rule("time daypart_time", "'the'? ('next'|'following') daypart", _next_part(1)),
    Rule("time daypart_time", "'the' ('previous'|'preceding') daypart", _next_part(-1)),
    Rule("time weekend fixed", "'the'? 'weekend' 'of' day", _weekend_of),
    Rule("time weekend", "'this' 'weekend'", lambda _: ("weekend", PENDING)),
    Rule("time weekend", "('last'|'the' 'past'|'this' 'past') 'weekend'", lambda _: ("weekend", -2)),
    Rule("time weekend", "('next'|'this' 'coming'|'the' 'coming') 'weekend'", lambda _: ("weekend", 2)),
    Rule("time stretch", "('so' 'far'|'to' 'date') ('this'|'in' 'the') unit", _within_unit("so far")),
    Rule("time stretch", "'this' unit 'so' 'far'", _within_unit("so far")),
    Rule("time stretch", "'earlier' ('this'|'in' 'the'|'on' 'in' 'the'|'the' 'same') unit", _within_unit("so far")),
    Rule("time stretch", "'later' ('this'|'in' 'the'|'on' 'in' 'the') unit", _within_unit("rest")),
    Rule("time stretch", f"'the'? ('rest'|'remainder') 'of' ({_OWN}|'current') unit", _rest),
    Rule("time stretch", "('rest'|'remainder') 'of' unit", _rest),
    Rule("time stretch", "'rest' ('the'|'this') unit", _rest),
    Rule("time stretch", "('this'|'the')? 'past' unit", _stretch("past"), not_before="'in'"),
    Rule("time stretch", "('this'|'the') 'past' unit", _stretch("past")),
    Rule("time stretch last_unit", "'the' 'last' unit", _stretch("past")),
    Rule("time stretch", "('this'|'the')? ('coming'|'upcoming') unit", _stretch("coming")),
    Rule("time unit_time fixed", f"('this'|'current'|'the' 'current'|'the') {_BUDGET} 'year'", _budget(0)),
    Rule("time unit_time fixed", f"('last'|'the' 'last'|'the' 'previous') {_BUDGET} 'year'", _budget(-1)),
    Rule("time unit_time fixed", f"('next'|'the' 'next'|'the' 'coming') {_BUDGET} 'year'", _budget(1)),
    Rule("time unit_time fixed", "('this'|'current'|'the' 'current'|'this' 'very'|'the' 'present') unit", _unit(0)),
    Rule("time unit_time fixed", "'last' unit", _unit(-1), not_before="'the'|'his'|'her'|'its'|'their'"),
    Rule("time unit_time fixed", "'next' unit", _unit(1), not_before="'the'"),
    Rule("time unit_time", "'next' 'day'", lambda _: ("next to", "day", 1, THEN), not_before="'the'"),
    Rule("time unit_time", "'the' ('next'|'following'|'subsequent') unit", _next_to(1)),
    Rule("time unit_time", "'the' ('previous'|'preceding'|'prior') unit", _next_to(-1)),
    Rule("time stretch", "('earlier'|'later'|'late'|'early') 'that' unit", _same),
    Rule("time unit_time fixed", "('that'|'the' 'same'|'that' 'same'|'that' 'very') unit", _same),
    Rule("time stretch", "'the'? ('recent'|'past'|'last') units", _some("past")),
    Rule("time stretch", "'the'? ('coming'|'next'|'upcoming') units", _some("coming")),
    Rule("time weekend recurring", "'the' 'weekend'", lambda _: ("weekend", PENDING)),
    Rule("time recent", "'these' 'days'", _vague("PRESENT_REF")),
    Rule("time recent", "'at' ('the' 'moment'|'present')", _vague("PRESENT_REF")),
    Rule("time recent", "'the' 'past'", _vague("PAST_REF"), before="'in'|'of'", not_after="units|unit|amount|length"),
    Rule("time recent", "'the' 'near'? 'future'", _vague("FUTURE_REF"), before="'in'|'of'"),
    Rule("time recent", "vague", _now, not_after="'after'|'before'|'from'", not_before="'as'|'too'|'how'"),
    Rule("time recent", "vagueadjective", _adjective),
    Rule("time day recurring_this", "'this' 'past' recurring", _towards(-2)),
    Rule("time day recurring_this", "'this'? ('coming'|'upcoming') recurring", _towards(2)),
    Rule("time day recurring_this fixed", "('last'|'past') recurring", _towards(-2)),
    Rule("time day recurring_this fixed", "'next' recurring", _towards(2)),
    Rule("time day recurring_this fixed", "'this' recurring", _this),
    Rule("time day recurring_this fixed", "'previous' recurring", _towards(-2), not_before="'the'"),
    Rule(
        "time day recurring_this",
        "'the' ('previous'|'preceding') recurring",
        lambda m: ("said", THEN, turned(m["recurring"], -2)),
    ),
    Rule(
        "time day recurring_this",
        "'the' ('following'|'next') recurring",
        lambda m: ("said", THEN, turned(m["recurring"], 2)),
    ),
    Rule(
        "time shift",
        "'the'? unit 'before' time",
        lambda m: ("earlier", 1, 1, 1, m["unit"], m["time"]) if m["unit"] in _DAYS else None,
    ),
    Rule(
        "time shift",
        "'the'? unit 'after' time",
        lambda m: ("later", 1, 1, 1, m["unit"], m["time"]) if m["unit"] in _DAYS else None,
    ),
    Rule("time shift", "'the' unit 'before'", _beside_event("earlier"), span="unit"),
    Rule("time shift", "'the' unit 'after'", _beside_event("later"), span="unit"),
    Rule("time unit_time", "'the' unit 'before'", _next_to(-1)),
    Rule("time unit_time", "'the' unit 'after'", _next_to(1)),
    Rule("whole fixed", "'the' unit", _whole_unit, before="'of'"),
    Rule(
        "time whole fixed",
        "'the'? unit possessive 'end'",
        _unit_end,
    ),
    Rule(
        "time whole fixed",
        "'the'? unit hyphen? 'end'",
        _unit_end,
    ),
    Rule("time ahead", "'in' length possessive 'time'", _ahead),
    Rule("time ago", "length ('ago'|'back')", lambda m: ("ago", *m["length"])),
    Rule(
        "time length_ahead",
        "length",
        lambda m: (IN_LENGTH, *m["length"]),
        before="'in'",
        not_after="'of'|'after'|'before'|'from'|'time'|possessive",
    ),
    Rule("time unit_time", "('the'|'its')? 'latest'? 'fiscal'? unit", _ended, after="('ended'|'ending') time"),
    Rule("time unit_time", "('the'|'its') ('latest'|'most' 'recent') 'fiscal'? unit", _latest),
    Rule("time unit_time", "('the'|'its') 'latest' 'period'", _reported),
    Rule("time unit_time", "'the'? year ('quarter'|'period')", _of_a_year),
    Rule(
        "time unit_time",
        "'the' unit",
        _reported,
        before="'in'|'for'|'during'|'throughout'",
        not_after="'of'|'after'|'before'",
    ),
)
