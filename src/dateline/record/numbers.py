"""What a figure allows: the numbers that it could stand for, so that two of them can be held against each other."""

from __future__ import annotations

import re
from math import floor, inf, log10

from dateline.model.account import Unit
from dateline.model.record import RecordFigure
from dateline.record.words import stem, stems_of, words_of

CASUALTIES: frozenset[Unit] = frozenset({"killed", "injured", "missing", "displaced", "detained"})
MEASURES: frozenset[Unit] = frozenset({"%", "km2", "fighters", "troops"})
"""Units whose figures can be held against each other without an event: the state of something, not a count of it."""
_ROUNDING = 0.02
_MOST_ROUNDING = 0.05
_FOUND = re.compile(r"(?i)(?:\w+ )?(?:bodies|corpses|remains)")
"""Bodies are found one after another: their number is the least that the toll can be."""
_MORE = frozenset("other others more another additional further".split())
_MORE_STEMS = frozenset(map(stem, _MORE))
_MORE_THAN = re.compile(r"(?i)\bmore than\b")
_NUMBER_OF = re.compile(
    r"(?i)\b(?:number|toll|count) of ((?:[\w'’-]+ ){1,4}?)(?:killed|dead|wounded|injured|missing|arrested|detained)\b"
    r"[^.;]{0,70}$"
)
_ONE_KIND = (
    {stem(word): stem("soldiers") for word in "servicemen serviceman servicewomen troops troopers personnel".split()}
    | {stem(word): stem("police") for word in "policemen policeman policewomen officers".split()}
    | {
        stem(word): stem("fighters")
        for word in "rebels militants insurgents gunmen terrorists attackers assailants guerrillas combatants".split()
    }
)
"""What is called by several names: "three servicemen", "nine soldiers"."""
_HELD = frozenset(
    stem(word) for word in "suspects demonstrators protesters marchers activists participants attendees".split()
)
"""What those who are detained, or in a crowd, are called without saying which part of them is meant."""
_SETTLED = frozenset(stem(word) for word in "residents villagers inhabitants locals townspeople homes".split())
"""What those who flee are called without saying which part of them is meant."""
_CROWD = re.compile(
    r"(?i)\b(?:crowds?|march(?:ed|es|ers?)?|rall(?:y|ies|ied)|protest\w*|demonstrat\w*|turnout|turned out|took part|"
    r"takes? part|strikers|attend\w*|gather(?:ed|ing)|took to the streets)\b"
)
_GROUP, _MANY = re.compile(r"(?i)\bgroups? of $"), 100
"""A group of so many people is a crowd."""
_TAKEN = re.compile(r"(?i)\b(?:kidnap\w*|abduct\w*|hostages?|captives?)\b")
_FREED = re.compile(
    r"(?i)\b(?:freed|releas\w*|rescued?|escaped?|freeing|recover\w*|charg(?:es?|ed|ing)|suspect\w*|trial)\b"
)
"""What is said of others than those who were just taken: who got away, who took them."""
_NEAR = 60
"""Characters around a figure in which it is said what happened to those counted."""
_BY_THEN = re.compile(
    r"(?i)\b(?:so far|by (?:noon|midday|dawn|daybreak|\d+(?::\d\d|\.\d\d)?(?: ?[ap]\.?m|\b(?= hours))))\b"
)
_NAMED = re.compile(r"(?i)\b(?:confirm|verif|establish|collect)\w*\b[^.;]{0,20}\bnames of $")
"""By when people had been counted who were not all."""
_HELD_AGAINST = "held against the figure"
"""How the reason of a figure without a noun of its own begins, which counts what the figure before it does."""
_ABOARD = re.compile(
    r"(?i)\b(?:on board|aboard|(?:was|were|had been) carrying|"
    r"on (?:the|a) (?:bus|coach|train|ferry|boat|ship|plane|flight))\b"
)
_HELD_STILL = re.compile(
    r"(?i)\b(?:still|remain(?:s|ing)?)\b.{0,30}\b(?:h[eo]ld(?:s|ing)?|captives?|hostages?)\b|\b(?:we|they) hold\b"
)
_PLAIN = frozenset(
    stem(word)
    for word in (
        "people person persons killed dead died deaths injured wounded hurt victims victim casualties missing "
        "displaced fled detained arrested men women lives toll total others individuals were was been had have left "
        "least some about nearly almost around shot slain fell body bodies corpses young man woman single only names "
        "evacuated evacuees moved"
    ).split()
)


def allowed(figure: RecordFigure) -> tuple[float, float]:
    """The lowest and highest number that a figure allows: "at least 9" is 9 and up, "about 90" what rounds to it.

    Rounding is 2 %, or half a unit of the last digit that is not 0 where that is more, but never more than 5 %.
    """
    if figure.value is None or figure.bound == "range":
        low = figure.low if figure.low is not None else -inf
        high = figure.high if figure.high is not None else inf
        return (low, high) if low <= high else (high, low)
    value = figure.value
    if figure.bound == "at least" or (
        figure.bound == "exact" and (_FOUND.fullmatch(figure.what) or _is_so_far(figure))
    ):
        return value, inf
    if figure.bound == "at most":
        return -inf, value
    if figure.bound == "about":
        reach = max(_ROUNDING * abs(value), min(_half_last_digit(value), _MOST_ROUNDING * abs(value)))
        return value - reach, value + reach
    return value, value


def _is_so_far(figure: RecordFigure) -> bool:
    """Whether a figure is what had been counted so far: "16 dead by noon", "confirmed the names of 29 victims"."""
    sentence = figure.source.sentence
    if sentence is None:
        return False
    start, end = figure.source.span.start - sentence.start, figure.source.span.end - sentence.start
    return bool(_BY_THEN.search(sentence.text, end, end + _NEAR) or _NAMED.search(sentence.text[:start]))


def _half_last_digit(value: float) -> float:
    whole = round(abs(value))
    if whole == 0:
        return 0.0
    digits = len(str(whole).rstrip("0"))
    return 0.5 * 10.0 ** (floor(log10(whole)) - digits + 1)


def can_both_hold(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether some number is allowed by both."""
    return one[0] <= other[1] and other[0] <= one[1]


def _counted(figure: RecordFigure) -> str:
    """What is counted, in words; where that is only "killed", what stands before ("the number of guards killed")."""
    if stems_of(figure.what) - _PLAIN or figure.source.sentence is None:
        return figure.what
    sentence = figure.source.sentence
    found = _NUMBER_OF.search(sentence.text[: figure.source.span.start - sentence.start])
    return f"{found[1]} {figure.what}" if found else figure.what


def is_on_top(figure: RecordFigure) -> bool:
    """Whether people are counted on top of others ("three others", "another 22")."""
    told = words_of(_MORE_THAN.sub("", f"{figure.what} {figure.source.span.text}"))
    return figure.unit in CASUALTIES and not _MORE.isdisjoint(told)


def subject(figure: RecordFigure) -> frozenset[str]:
    """Stems of what is counted beyond the unit itself."""
    if figure.unit in CASUALTIES:
        plain = _PLAIN | {"detained": _HELD, "displaced": _SETTLED}.get(figure.unit, frozenset()) | _MORE_STEMS
        words = (_ONE_KIND.get(word, word) for word in stems_of(_counted(figure)) - plain)
        return frozenset(word for word in words if not word[0].isdigit())
    return frozenset(word for word in stems_of(figure.what) - _PLAIN if not word[0].isdigit())


def is_held_against(figure: RecordFigure) -> bool:
    """Whether a figure has no noun of its own and counts what the figure before it does."""
    return _HELD_AGAINST in figure.why


def kind_of_people(figure: RecordFigure, before: str = "") -> str:
    """Which people a figure counts that is no toll: "crowd" (who came), "aboard", "taken" (hostages), "held" (still).

    `before` is what it is held against, where it has no noun of its own; "" for people of whom nothing like it is said.
    """
    sentence = figure.source.sentence
    if figure.unit != "people" or figure.value is None or sentence is None:
        return ""
    start = figure.source.span.start - sentence.start
    near = (
        f"{figure.what} {before} {sentence.text[max(0, start - _NEAR) : start + len(figure.source.span.text) + _NEAR]}"
    )
    if _HELD_STILL.search(near):
        return "held"
    if _TAKEN.search(near) and not _FREED.search(near):
        return "taken"
    if _ABOARD.search(f"{before} {sentence.text}"):
        return "aboard"
    crowd = _CROWD.search(f"{figure.what} {before} {sentence.text}")
    return "crowd" if crowd or (figure.value >= _MANY and _GROUP.search(sentence.text[:start])) else ""


def one_subject(unit: Unit, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two figures of one unit count the same: for the killed and injured, just the same people."""
    if unit in CASUALTIES:
        return one == other
    if unit not in MEASURES:
        return bool(one) and one == other
    common = len(one & other)
    return common > 0 and (one <= other or other <= one or 2 * common >= len(one | other))


def say(figure: RecordFigure) -> str:
    """The figure in words: "at least 9 killed", "700 to 1000 fighters", "90 %"."""
    unit = figure.what if figure.unit == "count" and figure.what else figure.unit
    if figure.value is None or figure.bound == "range":
        if figure.low is not None and figure.high is not None:
            return f"{figure.low:.15g} to {figure.high:.15g} {unit}"
        if figure.low is not None:
            return f"{figure.low:.15g} or more {unit}"
        return f"up to {figure.high:.15g} {unit}" if figure.high is not None else f"an unknown number of {unit}"
    bound = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most ", "range": ""}[figure.bound]
    return f"{bound}{figure.value:.15g} {unit}"
