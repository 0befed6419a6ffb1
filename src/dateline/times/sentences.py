"""Time expressions of one sentence, before they meet an anchor.

A sentence without a word of time in it is passed over after one look at its words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dateline.model.reading import Reading
from dateline.times.expressions import Expression
from dateline.times.lexicon import NOTHING, feast_names, feast_triggers, prefixed, tables, values_of
from dateline.times.patterns import Grammar, Piece
from dateline.times.rules import RULES

_TRIGGERS = frozenset(
    "monthname weekdayname weekdays unit units daypart hourname today often vague yearnum decadenum isodate "
    "slashed clocktime halfday military feastname dayth quartername halfname seasonname meridiem oclock decadetens "
    "decadename alone".split()
)
"""Classes of words of which a sentence must have one to hold a time expression."""
_NUMBERS = (
    "0 5 9 00 05 15 20 23 24 31 45 59 60 90 123 0900 0930 1000 1959 1960 2001 2018 2200 2360 2400 2460 2500 9999 99999 "
    "1,500 0.123 1.5 10.5 10.30 10.61 30.75 5th 40th 2018-06-05 6/5 6/5/18 5.6.2018 12.99.2018 10:30 5pm 1990s 90s 95s "
    "q3 h2"
).split()
"""A number of every form, so that the grammar knows every set of classes that a number can have."""
_BEFORE_DATES = frozenset("on last next this every each since until by".split())
_DATE_WORDS = frozenset({"monthname", "weekdayname", "daypart"})
_NAMED = frozenset({"ORG", "PER"})
_NAMES_OF_TIME = frozenset(
    "monthname weekdayname weekdays seasonname today often daypart part feastname vague unit units".split()
)


@lru_cache(maxsize=1)
def _grammar() -> Grammar:
    words = {word for table in tables().values() for word in table}
    sets = {frozenset(values_of(word)) for word in (*words, *_NUMBERS)} | {frozenset(), frozenset({"feastname"})}
    return Grammar(RULES, sorted(sets, key=sorted), values_of)


@lru_cache(maxsize=65536)
def _word(word: str) -> tuple[str, Any, bool]:
    """Character and values of a word (lower case), and whether a time expression can hang on it."""
    grammar, values = _grammar(), values_of(word)
    classes = frozenset(values)
    if word in grammar.literals:
        classes |= {grammar.literals[word]}
    trigger = not _TRIGGERS.isdisjoint(classes) or word in feast_triggers()
    if not values and (halves := prefixed(word)):
        trigger = not _TRIGGERS.isdisjoint(values_of(halves[1]))
    return grammar.character(classes), values, trigger


def pieces_of_time(reading: Reading, number: int) -> list[tuple[int, int, Expression]]:
    """First word, last word and expression of every time in one sentence."""
    start, end = reading.sentence_bounds(number)
    words = [word.lower().replace("’", "'") for word in reading.words[start:end]]
    looked_up = [_word(word) for word in words]
    if not any(trigger for _, _, trigger in looked_up):
        return []
    pieces: list[Piece] = []
    skip = 0
    for offset, (character, values, trigger) in enumerate(looked_up):
        at = start + offset
        if skip:
            skip -= 1
            continue
        if (feast := _feast(words, offset)) is not None:
            length, name = feast
            pieces.append(
                Piece(at, at + length - 1, {"feastname": name}, _grammar().character(frozenset({"feastname"})))
            )
            skip = length - 1
        elif trigger and _is_something_else(reading, at, words[offset], values):
            pieces.append(Piece(at, at, NOTHING, _grammar().character(frozenset())))
        elif not values and (halves := _halves(at, words[offset])):
            pieces += halves
        else:
            pieces.append(Piece(at, at, values, character))
    return [
        (piece.first, piece.last, piece.values["time"])
        for piece in _grammar().parse(reading, pieces)
        if "time" in piece.values
    ]


def _feast(words: list[str], offset: int) -> tuple[int, str] | None:
    """Length and feast of a name of several words that starts here."""
    for name, feast in feast_names().get(words[offset], ()):
        if tuple(words[offset : offset + len(name)]) == name:
            return len(name), feast
    return None


def _halves(at: int, word: str) -> list[Piece]:
    """The two pieces of "mid-June", on one word; none for another word."""
    halves = prefixed(word)
    if halves is None or not values_of(halves[1]):
        return []
    prefix = halves[0] + "-" if halves[0] in ("post", "pre") else halves[0]
    found = []
    for half in (prefix, halves[1]):
        character, values, _ = _word(half)
        found.append(Piece(at, at, values, character))
    return found


def _is_something_else(reading: Reading, at: int, word: str, values: Any) -> bool:
    """Whether a word of time is here somebody's name, a verb ("may") or an ordinary word ("sun")."""
    if "capital" in values:
        if not reading.words[at][0].isupper() or reading.upos[at] in ("AUX", "VERB", "PRON", "ADP"):
            return True
        if values["capital"] == "short" and not _stands_as_date(reading, at):
            return True
    name = reading.name_at.get(at)
    if name is None or name.type not in _NAMED or _NAMES_OF_TIME.isdisjoint(values):
        return False
    return name.first != name.last or word == "may"


def _stands_as_date(reading: Reading, at: int) -> bool:
    """Whether a short form ("Sun", "Mar") has a number, another word of a date or its preposition beside it."""
    before = reading.words[at - 1].lower() if at else ""
    beside = [before, *(word.lower() for word in reading.words[at + 1 : at + 3])]
    return before in _BEFORE_DATES or any(
        word[:1].isdigit() or not _DATE_WORDS.isdisjoint(values_of(word)) for word in beside
    )
