"""Numbers with a measure: shares, distances and areas, sums of money, lengths of time."""

from __future__ import annotations

from dateline.claims.count_words import Counted, count_words
from dateline.claims.nouns import Nouns
from dateline.claims.numbers import Number
from dateline.claims.phrases import outer_extent
from dateline.model.account import Unit
from dateline.model.reading import Reading

_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
LENGTHS_OF_TIME = frozenset({"years", "months", "weeks", "days", "hours"})
"""Units of time; such a figure may be a time expression too ("three years after the fall")."""
_LEFT_OUT = frozenset("min mins second seconds times".split())
_LESSER = frozenset("minute minutes meter meters metre metres yard yards foot feet".split())
"""Measures outside the closed list; counted by themselves where they tell no place and no point in time."""
_SMALLEST = frozenset(
    "mm cm millimetre millimeter millimetres millimeters centimetres centimeters kg kgs lb lbs".split()
)
"""Counted only of something ("300 mm of rain")."""
_WEIGHING = frozenset({"weight", "weighs", "weighed", "weighing", "weigh"})
_POINTS = frozenset("ago earlier later before old prior hence away".split())
"""After a length of time: it tells when something was."""
_RELATIVE = frozenset("last past next previous coming these those recent every each preceding following".split())
"""Before a length of time: it tells when something was."""


class Measures:
    """Finds the measures of one reading."""

    def __init__(self, reading: Reading, nouns: Nouns) -> None:
        self._reading = reading
        self._nouns = nouns
        self._forms = nouns.forms
        self._table = count_words()

    def measure(self, number: Number, end: int) -> Counted | None:
        """The measure after a number, or None."""
        forms, place = self._forms, number.last + 1
        while place < end and forms[place] in _HYPHENS:
            place += 1
        if place < end and forms[place] == "of" and number.vague:
            place += 1
        if forms[place : place + 2] == ["per", "cent"]:
            return Counted("%", 1.0, self._nouns.of_phrase(place + 2, end), place + 1, "a share in per cent")
        parts = [form for form in forms[place : min(place + 4, end)] if form not in _HYPHENS]
        for length in (2, 1):
            found = self._table.measures.get(" ".join(parts[:length])) if len(parts) >= length else None
            if found is None:
                continue
            last = place
            seen = 0
            while last < end:
                seen += forms[last] not in _HYPHENS
                if seen == length:
                    break
                last += 1
            unit, factor = found
            if unit == "km" and self._is_a_location(last, end):
                return None
            if forms[last] == "pounds":
                if number.first and forms[number.first - 1] in _WEIGHING:
                    return None
                of_what = self._nouns.of_phrase(last + 1, end)
                if of_what is not None:
                    return Counted("count", 1.0, (last, of_what[1]), last, "“pounds” are counted")
            if unit in LENGTHS_OF_TIME:
                return self._duration(number, unit, last, end)
            why = (
                "a share in per cent"
                if unit == "%"
                else "a sum of money"
                if unit == "money"
                else f"a measure in {unit}"
            )
            if factor != 1.0:
                why = f"“{' '.join(parts[:length])}” in {unit}"
            joined = number.last + 1 < end and forms[number.last + 1] in _HYPHENS
            what = self._nouns.of_phrase(last + 1, end) or (self._nouns.noun_after(last, end) if joined else None)
            return Counted(unit, factor, what, last, why)
        return None

    def is_left_out(self, number: Number, end: int) -> bool:
        """Whether a measure follows that was left out (a length of time, a distance to a place)."""
        forms, place = self._forms, number.last + 1
        while place < end and (forms[place] in _HYPHENS or forms[place] == "of"):
            place += 1
        if place >= end:
            return False
        if forms[place] in _SMALLEST:
            return forms[place + 1 : place + 2] != ["of"]
        if forms[place] in _LESSER:
            return number.vague or self._is_a_point(number, place, end) or self._is_a_location(place, end)
        return forms[place] in self._table.measures or forms[place] in _LEFT_OUT

    def _is_a_point(self, number: Number, last: int, end: int) -> bool:
        """Whether a length of time tells when something was ("two days ago", "the past week")."""
        forms = self._forms
        following = forms[last + 1 : min(last + 3, end)]
        before = forms[number.first - 1] if number.first else ""
        return before in _RELATIVE or following[:1] == ["old"] or any(form in _POINTS for form in following[:1])

    def _is_a_location(self, last: int, end: int) -> bool:
        """Whether a distance tells where something lies ("30 km north of the city")."""
        following = self._forms[last + 1 : min(last + 3, end)]
        if following[:1] == ["of"]:
            return False
        if following[:1] == [")"]:
            following = following[1:]
        if following[:1] and following[0] == "(":
            following = self._forms[last + 1 : min(last + 8, end)]
            following = following[following.index(")") + 1 :] if ")" in following else []
        return bool(following) and following[0] in self._table.directions

    def _duration(self, number: Number, unit: Unit, last: int, end: int) -> Counted | None:
        """A length of time where it measures what happened: "three years after …", "a 10-day siege"."""
        forms, reading = self._forms, self._reading
        if number.vague:
            return None
        following = forms[last + 1] if last + 1 < end else ""
        before = forms[number.first - 1] if number.first else ""
        if number.last + 1 < len(forms) and forms[number.last + 1] in _HYPHENS:
            noun = self._nouns.noun_after(last, end)
            if noun is None or forms[last + 1 : last + 2] == ["-"]:
                return None
            return Counted(unit, 1.0, noun, last, "how long something lasted")
        if following == "after" and last + 2 < end:
            governor = reading.heads[last + 1]
            what = (
                (last + 1, min(outer_extent(reading, governor)[1], last + 12))
                if governor > last
                else (last + 1, last + 1)
            )
            return Counted(unit, 1.0, what, last, "the time from one event to the other")
        if before in ("lasted", "lasting", "lasts") or (
            before in ("for", "of") and number.first > 1 and forms[number.first - 2] in ("lasted", "period")
        ):
            return Counted(unit, 1.0, None, last, "how long something lasted")
        if (
            following == "of"
            and last + 2 < end
            and reading.upos[last + 2] in ("NOUN", "ADJ", "VERB")
            and before in ("after", "in", "during", "following")
        ):
            return Counted(unit, 1.0, self._nouns.of_phrase(last + 1, end), last, "how long something lasted")
        if self._is_a_point(number, last, end):
            return None
        return Counted(unit, 1.0, self._nouns.of_phrase(last + 1, end), last, "a length of time", loose=True)
