"""Words made comparable in a record: words and stems of a text, quoted runs.

An account keeps the words of a trigger, not its lemma: `stem` brings its forms together.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from dateline.model.stems import fold, fold_long, stem

__all__ = [
    "common_triggers", "fold", "fold_long", "quoted_runs", "spaced", "stem", "stems_of", "words_of",
]  # fmt: skip

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def spaced(text: str) -> str:
    """`text` with every run of white space, no-break spaces included, as one space."""
    return _SPACES.sub(" ", text).strip()


def words_of(text: str) -> list[str]:
    """The folded words of `text`, marks left out."""
    return _WORD.findall(fold_long(text))


@cache
def common_triggers() -> frozenset[str]:
    """Stems of triggers so frequent in the news that sharing one says little (`data/common.txt`)."""
    lines = (files(__package__) / "data" / "common.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(word) for line in lines if not line.startswith("#") for word in line.split())


_EMPTY = frozenset(
    "a an the of in on at to for by with from and or as its his her their our this that these those it they were was "
    "is are been be had has have not no than".split()
)


@lru_cache(maxsize=65536)
def stems_of(text: str) -> frozenset[str]:
    """Stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in words_of(text) if word not in _EMPTY)


def quoted_runs(text: str) -> list[tuple[int, int]]:
    """Runs between double quotation marks, without the marks; a run ends with its paragraph."""
    runs: list[tuple[int, int]] = []
    opened = -1
    for mark in _QUOTE.finditer(text):
        sign, place = mark.group(), mark.start()
        if sign == "\n":
            if opened >= 0 and place > opened:
                runs.append((opened, place))
            opened = -1
        elif opened >= 0 and sign in '"”':
            if place > opened:
                runs.append((opened, place))
            opened = -1
        elif opened < 0 and sign in '"“':
            opened = place + 1
    return runs


_QUOTE = re.compile('["“”\n]')
