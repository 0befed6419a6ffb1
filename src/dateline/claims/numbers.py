"""Numbers of a text with their bounds: digits and words, ranges, "two dozen", "hundreds", "half a million".

A number is a run of words with a value, or with a low and a high end, and how it is bounded. Years, ordinals, times of
day and parts of names are no numbers here; what a number counts is settled in `counted`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.claims.cardinals import Cardinal, Cardinals
from dateline.claims.number_words import number_table
from dateline.model.account import Bound
from dateline.model.reading import Reading

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013", "\u2014"})
_RANGE = frozenset({"-", "\u2010", "\u2011", "\u2013", "\u2014", "to", "or"})
_LONGEST_BOUND = 3
VOTES = frozenset({"vote", "ballot", "motion"})
"""What has numbers for and against."""
_DECISIONS = frozenset({"approve", "pass", "reject", "adopt", "defeat", "elect"})
_NEAR_A_VOTE = 10
"""Words between a vote and its numbers, at most."""


class Number(NamedTuple):
    """A number: its words with and without what bounds it, its value or ends, and its bound."""

    first: int
    """First word, the words of its bound included."""
    last: int
    core: int
    """First word of the number proper."""
    core_last: int
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    vague: bool = False
    """A word like "dozens": at least so many, and no value."""
    digits: bool = False
    money: bool = False
    """A sign of currency stands before it."""
    share: bool = False
    """A fraction ("a third of"); its value is in per cent."""


def find_numbers(reading: Reading) -> list[Number]:
    """Every number of a text in order; they never overlap."""
    return _Scan(reading).numbers()


class _Scan:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._table = number_table()
        self._cardinals = Cardinals(reading)
        self._words = self._cardinals.words
        self._ends = [*reading.sentences[1:], len(reading)]

    def numbers(self) -> list[Number]:
        found: list[Number] = []
        word, size = 0, len(self._words)
        starts = self._table.starts
        while word < size:
            form = self._words[word]
            if not (form[0].isdigit() or form in starts or (form[0] == "." and len(form) > 1)):
                word += 1
                continue
            end = self._ends[self._reading.sentence_of[word]]
            cardinal = self._cardinals.cardinal(word, end)
            if cardinal is None:
                word += 1
                continue
            number = self._number(word, cardinal, end, found[-1].last if found else -1)
            if number is not None:
                found.append(number)
                word = number.last + 1
            else:
                word = cardinal.last + 1
        return found

    def _number(self, word: int, cardinal: Cardinal, end: int, before: int) -> Number | None:
        words = self._words
        if self._names_something(word, cardinal, end):
            return None
        if cardinal.share:
            first, bound = self._bound_before(word, before)
            return Number(
                first, cardinal.last, word, cardinal.last, cardinal.value, None, None, bound or "about", share=True
            )
        last, high = cardinal.last, None
        value = cardinal.value
        joined = last + 2 < end and words[last + 1] in _RANGE
        if joined and not cardinal.vague and not self._is_a_vote(word):
            second = self._second(last + 2, end)
            hyphen = words[last + 1] in _HYPHENS
            if second is not None and not second.vague:
                low = value * self._shared_scale(value, second)
                if low < second.value and not (word and words[word - 1] == "from" and words[last + 1] == "to"):
                    if not (hyphen and not second.digits):
                        value, high, last = low, second.value, second.last
                elif hyphen and not self._is_a_vote(word, _DECISIONS):
                    return None  # a score, a vote, a telephone number
        left = word - 2 if word > 1 and words[word - 1] in self._table.signs else word - 1
        between = word and words[left] == "between" and last + 2 < end and words[last + 1] == "and"
        if between and high is None:
            second = self._second(last + 2, end)
            if second is not None and second.value > value:
                value, high, last = value * self._shared_scale(value, second), second.value, second.last
        first, bound = self._bound_before(word, before)
        if high is not None and between:
            first = left
        last, after = self._bound_after(last, end)
        money = first > 0 and words[first - 1] in self._table.signs
        core = word
        if not money and core > 0 and words[core - 1] in self._table.signs:
            money = True
        if money and words[word - 1] in self._table.signs:
            core = word - 1
            if not (high is not None and between):
                first, bound = self._bound_before(core, before)
        if after is not None:
            bound = after
        if high is not None:
            return Number(first, last, core, last, None, value, high, "range", False, cardinal.digits, money)
        if cardinal.vague:
            return Number(first, last, core, last, None, value, None, "at least", True, False, money)
        if bound is None:
            bound = "about" if cardinal.rough else "exact"
        low_end = value if bound == "at least" else None
        high_end = value if bound == "at most" else None
        return Number(first, last, core, last, value, low_end, high_end, bound, False, cardinal.digits, money)

    def _second(self, word: int, end: int) -> Cardinal | None:
        """The second number of a range, past a sign of currency ("$2 million to $3 million")."""
        if word + 1 < end and self._words[word] in self._table.signs:
            word += 1
        return self._cardinals.cardinal(word, end)

    def _is_a_vote(self, word: int, lemmas: frozenset[str] = VOTES) -> bool:
        """Whether a number tells how a vote ended, so that "61 to 34" are two numbers."""
        reading = self._reading
        start, end = reading.sentence_bounds(reading.sentence_of[word])
        near = range(max(start, word - _NEAR_A_VOTE), min(end, word + _NEAR_A_VOTE))
        return any(reading.lemmas[other] in lemmas for other in near)

    def _bound_before(self, word: int, before: int) -> tuple[int, Bound | None]:
        """First word of what bounds the number, and the bound; the one that says most wins ("at least another 12")."""
        first, bound = word, None
        for _ in range(3):
            found = self._one_bound(first, before)
            if found is None:
                break
            first = found[0]
            if bound is None or bound == "exact":
                bound = found[1]
        return first, bound

    def _one_bound(self, word: int, before: int) -> tuple[int, Bound] | None:
        start = self._reading.sentence_bounds(self._reading.sentence_of[word])[0]
        for length in range(_LONGEST_BOUND, 0, -1):
            first = word - length
            if first < start or first <= before:
                continue
            bound = self._table.bounds.get(tuple(self._words[first:word]))
            if bound is None:
                continue
            if (
                length == 1
                and self._words[first] in ("over", "under", "above", "below", "around")
                and not self._is_bound(first, word)
            ):
                continue
            return first, bound
        return None

    def _is_bound(self, word: int, number: int) -> bool:
        """Whether "over", "around" … bounds a number and is no preposition of place ("fired over two villages")."""
        reading = self._reading
        return reading.heads[word] == number or (
            reading.labels[word] in ("advmod", "case") and reading.heads[word] >= number
        )

    def _bound_after(self, last: int, end: int) -> tuple[int, Bound | None]:
        for length in (2, 1):
            if last + length < end:
                bound = self._table.bounds_after.get(tuple(self._words[last + 1 : last + 1 + length]))
                if bound is not None:
                    return last + length, bound
        return last, None

    def _names_something(self, word: int, cardinal: Cardinal, end: int) -> bool:
        """Whether a number is a date, a time, a year, an age, or part of a name or a code."""
        reading, words, table = self._reading, self._words, self._table
        before = words[word - 1] if word else ""
        after = words[cardinal.last + 1] if cardinal.last + 1 < end else ""
        name = reading.name_at.get(word)
        if name is not None and name.last > name.first and not (name.first == word and cardinal.last + 1 > name.last):
            return True
        if cardinal.digits and (
            before in table.designators or (before in table.months and reading.words[word - 1][0].isupper())
        ):
            return True
        if before in ("no.", "nos.", "#", "age", "aged", "ages", "under-", "covid"):
            return True
        if (
            after in table.months
            and cardinal.digits
            and reading.words[cardinal.last + 1][0].isupper()
            and cardinal.value <= 31
        ):
            return True
        if after in table.clock or (before == ":" and word > 1 and words[word - 2][-1:].isdigit()):
            return True
        if cardinal.digits and before in _HYPHENS and word > 1 and reading.ends[word - 1] == reading.starts[word]:
            left = words[word - 2]
            if (
                reading.ends[word - 2] == reading.starts[word - 1]
                and not left[0].isdigit()
                and left not in table.numbers
            ):
                return True  # AK-47
        if (
            cardinal.digits
            and word == self._reading.sentence_bounds(reading.sentence_of[word])[0]
            and after in (".", ")")
        ):
            return True
        return self._is_age(word, cardinal.last, end)

    def _shared_scale(self, low: float, second: Cardinal) -> float:
        """What the first number of a range borrows from the second ("two to three million")."""
        scale = self._table.scales.get(self._words[second.last], 1)
        return float(scale) if low < 1000 and low * scale < second.value else 1.0

    def _is_age(self, word: int, last: int, end: int) -> bool:
        """“12-year-old”, "30 years old", "Smith, 30,"."""
        reading, words = self._reading, self._words
        following = words[last + 1 : min(last + 6, end)]
        plain = [form for form in following if form not in _HYPHENS]
        if (
            plain[:1]
            and plain[0] in ("year", "years", "month", "months", "week", "weeks", "day", "days")
            and plain[1:2] == ["old"]
        ):
            return True
        if plain[:1] and plain[0] in ("years", "months") and plain[1:3] == ["of", "age"]:
            return True
        if plain[:1] and plain[0] in ("and", "or", "to") and plain[2:4] == ["year", "old"]:
            return True  # "her 13 and 9-year-old sons"
        if {"ages", "aged"} & set(words[max(0, word - 4) : word]):
            return True  # "between the ages of 21 and 58"
        letters = last + 2
        if (
            letters < len(words)
            and words[last + 1] in _HYPHENS
            and reading.words[letters].isupper()
            and reading.ends[last + 1] == reading.starts[letters]
            and len(words[letters]) > 2
        ):
            return True  # a telephone number that ends in letters
        if (
            word >= 2
            and words[word - 1] in (",", "(")
            and last + 1 < len(words)
            and words[last + 1] in (",", ".", ")", ";")
        ):
            return word - 2 in reading.name_at and reading.name_at[word - 2].type == "PER"
        return False


def is_year(reading: Reading, number: Number) -> bool:
    """Whether a number of four digits reads as a year."""
    return (
        number.core == number.core_last
        and _YEAR.fullmatch(reading.words[number.core]) is not None
        and number.bound == "exact"
    )


def is_many(number: Number, least: int) -> bool:
    """Whether a number is at least so large."""
    return (number.value if number.value is not None else number.low or 0) >= least
