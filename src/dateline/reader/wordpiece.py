"""WordPiece: a word becomes a short list of vocabulary ids, and each piece carries the case of its letters.

The vocabulary is uncased, so case travels beside the pieces as one of six classes (`CASES`). Typographic
variants that news uses freely (curly quotation marks, dashes, no-break spaces) are folded to one form first:
the treebanks hardly know them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import resources

CASES = ("none", "lower", "title", "upper", "mixed", "digit")
PAD, UNKNOWN, CLS, SEP = 0, 100, 101, 102
MAX_PIECES = 12  # of one word; the middle of a longer one (an address, a run of dashes) says nothing
_MAX_CHARACTERS = 100

_FOLDED = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2014": "-", "\u2013": "-", "\u2015": "-",
        "\u2026": "...", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    }
)  # fmt: skip


def case_of(piece: str) -> int:
    """Index into `CASES` of the letters of one piece (or of a whole word)."""
    if piece.isdigit():
        return 5
    if not any(character.isalpha() for character in piece):
        return 5 if any(character.isdigit() for character in piece) else 0
    if piece.islower():
        return 1
    if piece.isupper():
        return 3 if sum(character.isalpha() for character in piece) > 1 else 2
    if piece[0].isupper() and (piece[1:].islower() or not any(c.isalpha() for c in piece[1:])):
        return 2
    return 4


def _is_punctuation(character: str) -> bool:
    code = ord(character)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(character).startswith("P")


def _is_ideograph(character: str) -> bool:
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F


def _runs(word: str) -> list[str]:
    """A word cut at its punctuation and ideographs, white space and control characters dropped."""
    runs: list[str] = []
    open_run = False
    for character in word:
        if character.isspace() or unicodedata.category(character) in ("Cc", "Cf"):
            open_run = False
        elif _is_punctuation(character) or _is_ideograph(character):
            runs.append(character)
            open_run = False
        elif open_run:
            runs[-1] += character
        else:
            runs.append(character)
            open_run = True
    return runs


def _lowered(run: str) -> str:
    """Lower case without accents, as the vocabulary was made."""
    decomposed = unicodedata.normalize("NFD", run.lower())
    return "".join(character for character in decomposed if unicodedata.category(character) != "Mn")


class WordPiece:
    """Greedy longest-match-first pieces over a vocabulary; one instance per process, results are cached."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.pieces = lru_cache(maxsize=200_000)(self._pieces)

    @classmethod
    def shipped(cls) -> WordPiece:
        """The vocabulary that the shipped model was trained with."""
        text = resources.files(__package__).joinpath("data/vocab.txt").read_text("utf-8")
        return cls(text.splitlines())

    def _pieces(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Vocabulary ids and case classes of one word: two tuples of equal length, 1 to `MAX_PIECES` long."""
        ids: list[int] = []
        cases: list[int] = []
        for run in _runs(word[:_MAX_CHARACTERS].translate(_FOLDED)):
            case = case_of(run)
            found = self._match(_lowered(run))
            ids.extend(found)
            cases.extend([case] * len(found))
        if not ids:
            return (UNKNOWN,), (0,)
        if len(ids) > MAX_PIECES:
            half = MAX_PIECES // 2
            ids, cases = ids[:half] + ids[-half:], cases[:half] + cases[-half:]
        return tuple(ids), tuple(cases)

    def _match(self, run: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(run):
            end = len(run)
            while end > start:
                piece = run[start:end] if start == 0 else "##" + run[start:end]
                if piece in self._ids:
                    found.append(self._ids[piece])
                    break
                end -= 1
            else:
                return [UNKNOWN]
            start = end
        return found
