"""Numbers of a text with their bounds: digits and words, ranges, "two dozen", "hundreds", "half a million".

A number is a run of words with a value, or with a low and a high end, and how it is bounded. Years, ordinals, times of day
and parts of names are no numbers here; what a number counts is settled in `counted`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from dateline.model.account import Bound
from dateline.model.reading import Reading

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_GLUED = re.compile(r"(\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+)(k|m|mn|bn|tn)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013", "\u2014"})
_RANGE = frozenset({"-", "\u2010", "\u2011", "\u2013", "\u2014", "to", "or"})
_CLOCK = frozenset(
    {
        "a.m.",
        "p.m.",
        "am",
        "pm",
        "a.m",
        "p.m",
        "o'clock",
        "o\u2019clock",
        "gmt",
        "utc",
        "bst",
        "est",
        "edt",
        "local",
        "hrs",
    }
)
_LONGEST_BOUND = 3


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


class Table(NamedTuple):
    """The tables of `data/figures.toml` that numbers need."""

    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    bounds: dict[tuple[str, ...], Bound]
    bounds_after: dict[tuple[str, ...], Bound]
    designators: frozenset[str]
    months: frozenset[str]
    signs: frozenset[str]
    starts: frozenset[str]
    """Words that a number in words can begin with."""


@cache
def figure_data() -> dict[str, Any]:
    """The whole of `data/figures.toml`."""
    return tomllib.loads(resources.files("dateline.claims").joinpath("data/figures.toml").read_text(encoding="utf-8"))


@cache
def number_table() -> Table:
    """The tables of numbers and bounds."""
    data = figure_data()
    return Table(
        numbers=data["numbers"],
        scales=data["scales"],
        vague=data["vague"],
        bounds={tuple(phrase.split()): bound for phrase, bound in data["bounds"].items()},
        bounds_after={tuple(phrase.split()): bound for phrase, bound in data["bounds_after"].items()},
        designators=frozenset(data["designators"]["words"]),
        months=frozenset(data["months"]["words"]),
        signs=frozenset(data["currencies"]["signs"]),
        starts=frozenset(
            {*data["numbers"], *data["vague"], "half", "hundred", "thousand", "million", "dozen", "a", "an"}
        ),
    )


def find_numbers(reading: Reading) -> list[Number]:
    """Every number of a text in order; they never overlap."""
    return _Scan(reading).numbers()


class _Cardinal(NamedTuple):
    value: float
    last: int
    rough: bool
    vague: bool
    digits: bool


class _Scan:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._table = number_table()
        self._words = [word.lower() for word in reading.words]
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
            cardinal = self._cardinal(word, end)
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

    # One cardinal

    def _cardinal(self, word: int, end: int) -> _Cardinal | None:
        """A cardinal that begins at `word`."""
        words, table = self._words, self._table
        form = words[word]
        if _DIGITS.fullmatch(form):
            value = float(form.replace(",", ""))
            if word + 1 < end and words[word + 1] in table.scales and words[word + 1] not in ("k", "m", "score"):
                return _Cardinal(value * table.scales[words[word + 1]], word + 1, False, False, True)
            close = word + 1 < end and self._reading.ends[word] == self._reading.starts[word + 1]
            if (
                word + 1 < end
                and words[word + 1] in ("m", "k")
                and (close or (word and words[word - 1] in table.signs))
            ):
                return _Cardinal(value * table.scales[words[word + 1]], word + 1, False, False, True)
            return _Cardinal(value, word, False, False, True)
        glued = _GLUED.fullmatch(form)
        if glued:
            return _Cardinal(float(glued[1].replace(",", "")) * table.scales[glued[2]], word, False, False, True)
        if form in ("tens", "hundreds", "dozens", "scores") and word + 2 < end and words[word + 1] == "of":
            if words[word + 2] in ("thousands", "millions", "hundreds"):
                base = {"tens": 20, "hundreds": 200, "dozens": 24, "scores": 40}[form]
                scale = {"thousands": 1000, "millions": 1000000, "hundreds": 100}[words[word + 2]]
                return _Cardinal(base * scale, word + 2, False, True, False)
        if form in table.vague:
            if form == "several" and word + 1 < end and words[word + 1] in ("dozen", "hundred", "thousand", "million"):
                return _Cardinal(3 * table.scales[words[word + 1]], word + 1, False, True, False)
            if form == "tens" and not (word + 1 < end and words[word + 1] == "of"):
                return None
            return _Cardinal(table.vague[form], word, False, True, False)
        if form == "half":
            return self._half(word, end)
        if form in ("a", "an"):
            return self._with_article(word, end)
        return self._in_words(word, end)

    def _half(self, word: int, end: int) -> _Cardinal | None:
        """“half a million”, "half a dozen"."""
        words, scales = self._words, self._table.scales
        if (
            word + 2 < end
            and words[word + 1] in ("a", "an", "-")
            and words[word + 2] in ("million", "billion", "dozen", "thousand")
        ):
            return _Cardinal(scales[words[word + 2]] / 2, word + 2, True, False, False)
        return None

    def _with_article(self, word: int, end: int) -> _Cardinal | None:
        """“a dozen”, "a hundred and twenty", "a few hundred", "a million"."""
        words, scales = self._words, self._table.scales
        if word + 1 >= end:
            return None
        following = words[word + 1]
        if following in ("dozen", "hundred", "thousand", "million", "billion", "score"):
            if following == "score" and not (word + 2 < end and words[word + 2] == "of"):
                return None
            value, last = self._rest(float(scales[following]), word + 1, end)
            return _Cardinal(value, last, last == word + 1, False, False)
        if following == "few" and word + 2 < end and words[word + 2] in ("dozen", "hundred", "thousand", "million"):
            return _Cardinal(2 * scales[words[word + 2]], word + 2, False, True, False)
        if following == "couple" and word + 2 < end and words[word + 2] in ("dozen", "hundred", "thousand"):
            return _Cardinal(2 * scales[words[word + 2]], word + 2, True, False, False)
        if following == "half" and word + 2 < end and words[word + 2] == "-":
            return None
        return None

    def _in_words(self, word: int, end: int) -> _Cardinal | None:
        words, numbers, scales = self._words, self._table.numbers, self._table.scales
        form = words[word]
        if form not in numbers:
            return None
        value, last = float(numbers[form]), word
        if value >= 20 and last + 2 < end and words[last + 1] in _HYPHENS and 0 < numbers.get(words[last + 2], 0) < 10:
            value, last = value + numbers[words[last + 2]], last + 2
        if last + 3 < end and words[last + 1 : last + 4] == ["and", "a", "half"]:
            value, last = value + 0.5, last + 3
        rough = False
        if last + 1 < end and words[last + 1] in (
            "dozen",
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            "score",
        ):
            rough = words[last + 1] in ("dozen", "score")
            value, last = self._rest(value * scales[words[last + 1]], last + 1, end)
        return _Cardinal(value, last, rough, False, False)

    def _rest(self, value: float, last: int, end: int) -> tuple[float, int]:
        """What follows a scale: "two hundred thousand", "one hundred and twenty-six", "three thousand five hundred"."""
        words, numbers, scales = self._words, self._table.numbers, self._table.scales
        while last + 1 < end:
            following = words[last + 1]
            if following in ("thousand", "million", "billion") and value < scales[following]:
                value, last = value * scales[following], last + 1
                continue
            place = last + 2 if following == "and" else last + 1
            if place >= end or words[place] not in numbers or words[last] == "dozen":
                break
            small = self._in_words(place, end)
            if small is None or small.value >= value or (following != "and" and small.value >= 1000):
                break
            if following == "and" and value % 1000 == 0 and small.value >= 100:
                break
            value, last = value + small.value, small.last
        return value, last

    # The number around it

    def _number(self, word: int, cardinal: _Cardinal, end: int, before: int) -> Number | None:
        words = self._words
        if self._names_something(word, cardinal, end):
            return None
        last, high = cardinal.last, None
        value = cardinal.value
        joined = last + 2 < end and words[last + 1] in _RANGE
        if joined and not cardinal.vague:
            second = self._cardinal(last + 2, end)
            hyphen = words[last + 1] in _HYPHENS
            if second is not None and not second.vague:
                low = value * self._shared_scale(value, second)
                if low < second.value and not (word and words[word - 1] == "from" and words[last + 1] == "to"):
                    if not (hyphen and not second.digits):
                        value, high, last = low, second.value, second.last
                elif hyphen:
                    return None  # a score, a vote, a telephone number
        between = word and words[word - 1] == "between" and last + 2 < end and words[last + 1] == "and"
        if between and high is None:
            second = self._cardinal(last + 2, end)
            if second is not None and second.value > value:
                value, high, last = value * self._shared_scale(value, second), second.value, second.last
        first, bound = self._bound_before(word, before)
        if high is not None and between:
            first = word - 1
        last, after = self._bound_after(last, end)
        money = first > 0 and words[first - 1] in self._table.signs
        core = word
        if not money and core > 0 and words[core - 1] in self._table.signs:
            money = True
        if money and words[word - 1] in self._table.signs:
            core = word - 1
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

    def _names_something(self, word: int, cardinal: _Cardinal, end: int) -> bool:
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
        if after in _CLOCK or (before == ":" and word > 1 and words[word - 2][-1:].isdigit()):
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

    def _shared_scale(self, low: float, second: _Cardinal) -> float:
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
