"""Where quoted words stand in a report: letter by letter, but for white space and the form of quotation marks.

Words are found only as whole words ("12" is not in "2012") and only in one place: where they stand more than once,
their sentence must tell which is meant. Whatever can't be found so has not been quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from dateline.llm.form import Quote
from dateline.model.report import Report
from dateline.model.spans import Span

_MARKS = str.maketrans("‘’‚‛′‹›“”„‟″«»", "'''''''\"\"\"\"\"\"\"")
_MOST_PLACES = 200


class RefusedError(ValueError):
    """What can't be taken into an account; the message is the reason, as the end of a sentence."""


class Quotes:
    """The text of one report, made to be searched for quotations."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._unread = report.unread()
        self._places: list[int] = []
        """For each character of the aligned text, where it stands in the report's."""
        aligned: list[str] = []
        for place, character in enumerate(report.text.translate(_MARKS)):
            if not character.isspace():
                aligned.append(character)
                self._places.append(place)
            elif aligned and aligned[-1] != " ":
                aligned.append(" ")
                self._places.append(place)
        self._aligned = "".join(aligned)

    def find(self, quote: Quote) -> Span:
        """The one place where the words stand; raises RefusedError."""
        words = _aligned(quote.words)
        if not words:
            raise RefusedError("quotes nothing")
        begin, end = 0, len(self._aligned)
        if context := _aligned(quote.context):
            around = self._all(context, begin, end)
            if len(around) != 1:
                many = "does not stand in the report" if not around else f"stands {len(around)} times in the report"
                raise RefusedError(f"its context {many}: “{_short(quote.context)}”")
            begin, end = around[0], around[0] + len(context)
        found = self._all(words, begin, end)
        where = "its context" if context else "the report"
        if not found:
            raise RefusedError(f"its words do not stand in {where}: “{_short(quote.words)}”")
        if len(found) > 1:
            raise RefusedError(f"its words stand {len(found)} times in {where}: “{_short(quote.words)}”")
        first, last = self._places[found[0]], self._places[found[0] + len(words) - 1]
        if any(start <= first < stop for start, stop in self._unread):
            raise RefusedError(f"its words stand in what is not the report: “{_short(quote.words)}”")
        return Span.of(self._text, first, last + 1)

    def _all(self, words: str, begin: int, end: int) -> Sequence[int]:
        return list(islice(self._each(words, begin, end), _MOST_PLACES))

    def _each(self, words: str, begin: int, end: int) -> Iterator[int]:
        at = self._aligned.find(words, begin, end)
        while at >= 0:
            if self._is_whole(at, at + len(words)):
                yield at
            at = self._aligned.find(words, at + 1, end)

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no word is cut at either end."""
        text = self._aligned
        before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not before and not after


def _aligned(words: str) -> str:
    return " ".join(words.translate(_MARKS).split())


def _short(words: str) -> str:
    plain = "".join(character if character.isprintable() else " " for character in words)
    return plain if len(plain) <= 80 else f"{plain[:80]}…"
