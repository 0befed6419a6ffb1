"""One number as it is written: "1,200", "3.5 million", "twenty-three", "half a dozen", "tens of thousands"."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.claims.number_words import number_table
from dateline.model.reading import Reading

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_GLUED = re.compile(r"(\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+)(k|m|mn|bn|tn)")
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_OWNERS = frozenset({"the", "its", "their", "his", "her", "our", "all", "those"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013", "\u2014"})


class Cardinal(NamedTuple):
    """A value and the last word of it; `rough` for "a dozen", `vague` for "dozens", which is at least so many."""

    value: float
    last: int
    rough: bool
    vague: bool
    digits: bool
    share: bool = False
    """A fraction; the value is in per cent."""


class Cardinals:
    """Reads the cardinals of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._table = number_table()
        self.words = [word.lower() for word in reading.words]
        """The words in lower case."""

    def cardinal(self, word: int, end: int) -> Cardinal | None:
        """A cardinal that begins at `word`."""
        words, table = self.words, self._table
        form = words[word]
        if _DIGITS.fullmatch(form):
            value = float(form.replace(",", ""))
            if word + 1 < end and words[word + 1] in table.scales and words[word + 1] not in ("k", "m", "score"):
                return Cardinal(value * table.scales[words[word + 1]], word + 1, False, False, True)
            if (
                word + 2 < end
                and words[word + 1] in _HYPHENS
                and words[word + 2] in ("thousand", "million", "billion", "trillion")
                and self._reading.ends[word] == self._reading.starts[word + 1]
            ):  # "a $2-million bond"
                return Cardinal(value * table.scales[words[word + 2]], word + 2, False, False, True)
            close = word + 1 < end and self._reading.ends[word] == self._reading.starts[word + 1]
            if (
                word + 1 < end
                and words[word + 1] in ("m", "k")
                and (close or (word and words[word - 1] in table.signs))
            ):
                return Cardinal(value * table.scales[words[word + 1]], word + 1, False, False, True)
            return Cardinal(value, word, False, False, True)
        glued = _GLUED.fullmatch(form)
        if glued:
            return Cardinal(float(glued[1].replace(",", "")) * table.scales[glued[2]], word, False, False, True)
        if (
            form in table.vague
            and words[word + 1 : word + 2] == ["of"]
            and words[word + 2 : word + 3]
            and word + 2 < end
        ):
            scale = table.scales.get(words[word + 2].removesuffix("s"), 0)
            if scale > 12 and words[word + 2].endswith("s"):  # "tens of thousands"
                return Cardinal(table.vague[form] * scale, word + 2, False, True, False)
        if form in table.vague:
            if form == "several" and word + 1 < end and words[word + 1] in ("dozen", "hundred", "thousand", "million"):
                return Cardinal(3 * table.scales[words[word + 1]], word + 1, False, True, False)
            if form == "tens" and not (word + 1 < end and words[word + 1] == "of"):
                return None
            return Cardinal(table.vague[form], word, False, True, False)
        share = self._share(word, end)
        if share is not None:
            return share
        if form == "half":
            return self._half(word, end)
        if form in ("a", "an"):
            return self._with_article(word, end)
        return self._in_words(word, end)

    def _share(self, word: int, end: int) -> Cardinal | None:
        """“a third of”, "two-thirds of", "half of the": in per cent, to one decimal."""
        words, table = self.words, self._table
        form = words[word]
        if form == "half":
            of = word + 1
            if of + 1 < end and words[of] in _OWNERS:
                return Cardinal(50.0, word, False, False, False, share=True)
            return Cardinal(50.0, word, False, False, False, share=True) if self._of_a_whole(of, end) else None
        parts = 1 if form in ("a", "one") else table.numbers.get(form, 0)
        part = word + 1
        if part < end and words[part] in _HYPHENS:
            part += 1
        if not 0 < parts < 10 or part >= end:
            return None
        whole = _PARTS.get(words[part].removesuffix("s"))
        if whole is None or parts >= whole or not self._of_a_whole(part + 1, end):
            return None
        return Cardinal(round(100 * parts / whole, 1), part, False, False, False, share=True)

    def _of_a_whole(self, of: int, end: int) -> bool:
        """Whether "of" and what is no measure follow ("of the town", not "of a million")."""
        words = self.words
        return of + 1 < end and words[of] == "of" and words[of + 1] not in ("a", "an", "it", "this", "that")

    def _half(self, word: int, end: int) -> Cardinal | None:
        """“half a million”, "half a dozen"."""
        words, scales = self.words, self._table.scales
        if (
            word + 2 < end
            and words[word + 1] in ("a", "an", "-")
            and words[word + 2] in ("million", "billion", "dozen", "thousand")
        ):
            return Cardinal(scales[words[word + 2]] / 2, word + 2, True, False, False)
        return None

    def _with_article(self, word: int, end: int) -> Cardinal | None:
        """“a dozen”, "a hundred and twenty", "a few hundred", "a million"."""
        words, scales = self.words, self._table.scales
        if word + 1 >= end:
            return None
        following = words[word + 1]
        if following in ("dozen", "hundred", "thousand", "million", "billion", "score"):
            if following == "score" and not (word + 2 < end and words[word + 2] == "of"):
                return None
            value, last = self._rest(float(scales[following]), word + 1, end)
            return Cardinal(value, last, last == word + 1, False, False)
        if following == "few" and word + 2 < end and words[word + 2] in ("dozen", "hundred", "thousand", "million"):
            return Cardinal(2 * scales[words[word + 2]], word + 2, False, True, False)
        if following == "couple" and word + 2 < end and words[word + 2] in ("dozen", "hundred", "thousand"):
            return Cardinal(2 * scales[words[word + 2]], word + 2, True, False, False)
        if following == "half" and word + 2 < end and words[word + 2] == "-":
            return None
        return None

    def _in_words(self, word: int, end: int) -> Cardinal | None:
        words, numbers, scales = self.words, self._table.numbers, self._table.scales
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
        return Cardinal(value, last, rough, False, False)

    def _rest(self, value: float, last: int, end: int) -> tuple[float, int]:
        """What follows a scale: "two hundred thousand", "one hundred and twenty-six", "three thousand five hundred"."""
        words, numbers, scales = self.words, self._table.numbers, self._table.scales
        while last + 1 < end:
            following = words[last + 1]
            if following in ("thousand", "million", "billion") and value < scales[following]:
                value, last = value * scales[following], last + 1
                continue
            place = last + 2 if following == "and" else last + 1
            if place >= end or words[place] not in numbers or words[last] == "dozen":
                break
            small = self._below_thousand(place, end)
            if small is None or small.value >= value:
                break
            if following == "and" and small.value >= 100:
                break
            value, last = value + small.value, small.last
        return value, last

    def _below_thousand(self, word: int, end: int) -> Cardinal | None:
        """“three”, “twenty-six”, “three hundred”, as they follow a larger scale."""
        words, numbers = self.words, self._table.numbers
        value, last = float(numbers[words[word]]), word
        if value >= 20 and last + 2 < end and words[last + 1] in _HYPHENS and 0 < numbers.get(words[last + 2], 0) < 10:
            value, last = value + numbers[words[last + 2]], last + 2
        if value < 100 and last + 1 < end and words[last + 1] == "hundred":
            value, last = value * 100, last + 1
            if last + 2 < end and words[last + 1] == "and" and words[last + 2] in numbers:
                rest = self._below_thousand(last + 2, end)
                if rest is not None and rest.value < 100:
                    value, last = value + rest.value, rest.last
        return Cardinal(value, last, rough=False, vague=False, digits=False)
