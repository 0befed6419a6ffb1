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
_MORE_THAN = re.compile(r"(?i)\bmore than\b")
_NUMBER_OF = re.compile(
    r"(?i)\b(?:number|toll|count) of ((?:[\w'’-]+ ){1,4}?)(?:killed|dead|wounded|injured|missing|arrested|detained)\b"
    r"[^.;]{0,30}$"
)
_ONE_KIND = {
    stem(word): stem("soldiers") for word in "servicemen serviceman servicewomen troops troopers personnel".split()
} | {stem(word): stem("police") for word in "policemen policeman policewomen officers".split()}
"""What is called by several names: "three servicemen", "nine soldiers"."""
_HELD = frozenset(
    stem(word) for word in "suspects demonstrators protesters marchers activists participants attendees".split()
)
"""What those who are detained, or in a crowd, are called without saying which part of them is meant."""
_SETTLED = frozenset(stem(word) for word in "residents villagers inhabitants locals townspeople homes".split())
"""What those who flee are called without saying which part of them is meant."""
_CROWD = re.compile(
    r"(?i)\b(?:crowds?|march(?:ed|es|ers?)?|rall(?:y|ies|ied)|protest\w*|demonstrat\w*|turnout|turned out|took part|"
    r"takes? part|attend\w*|gather(?:ed|ing)|took to the streets)\b"
)
_TAKEN = re.compile(r"(?i)\b(?:kidnap\w*|abduct\w*|hostages?|captives?)\b")
_FREED = re.compile(r"(?i)\b(?:freed|releas\w*|rescued?|escaped?|freeing)\b")
_NEAR = 60
"""Characters around a figure in which it is said what happened to those counted."""
_HELD_AGAINST = "held against the figure"
"""How the reason of a figure without a noun of its own begins, which counts what the figure before it does."""
_ABOARD = re.compile(r"(?i)\b(?:on board|aboard|(?:was|were|had been) carrying)\b")
_PLAIN = frozenset(
    stem(word)
    for word in (
        "people person persons killed dead died deaths injured wounded hurt victims victim casualties missing "
        "displaced fled detained arrested men women lives toll total others individuals were was been had have left "
        "least some about nearly almost around shot slain fell body bodies corpses young"
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
    if figure.bound == "at least" or (figure.bound == "exact" and _FOUND.fullmatch(figure.what)):
        return value, inf
    if figure.bound == "at most":
        return -inf, value
    if figure.bound == "about":
        reach = max(_ROUNDING * abs(value), min(_half_last_digit(value), _MOST_ROUNDING * abs(value)))
        return value - reach, value + reach
    return value, value


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
        plain = _PLAIN | {"detained": _HELD, "displaced": _SETTLED}.get(figure.unit, frozenset()) | _MORE
        words = (_ONE_KIND.get(word, word) for word in stems_of(_counted(figure)) - plain)
        return frozenset(word for word in words if not word[0].isdigit())
    return frozenset(word for word in stems_of(figure.what) - _PLAIN if not word[0].isdigit())


def is_crowd(figure: RecordFigure) -> bool:
    """Whether a figure says how many came: people, in a sentence about a march, a rally, those who took part."""
    sentence = figure.source.sentence
    told = f"{figure.what} {sentence.text if sentence else ''}"
    against = _HELD_AGAINST in figure.why  # "The union put the number at 2,000", after a sentence on the march
    return figure.unit == "people" and figure.value is not None and (against or bool(_CROWD.search(told)))


def is_aboard(figure: RecordFigure) -> bool:
    """Whether a figure says how many were on board."""
    sentence = figure.source.sentence
    return figure.unit == "people" and figure.value is not None and sentence is not None and bool(
        _ABOARD.search(sentence.text)
    )  # fmt: skip


def is_taken(figure: RecordFigure) -> bool:
    """Whether a figure says how many were abducted or taken hostage."""
    sentence = figure.source.sentence
    if figure.unit != "people" or figure.value is None or sentence is None:
        return False
    start = figure.source.span.start - sentence.start
    near = sentence.text[max(0, start - _NEAR) : start + len(figure.source.span.text) + _NEAR]
    return bool(_TAKEN.search(f"{figure.what} {near}")) and not _FREED.search(near)


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
