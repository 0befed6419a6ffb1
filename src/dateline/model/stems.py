"""Words made comparable: folded text, and stems.

A light stemmer brings "launched" and "launch" together: irregular forms from `data/irregular.tsv`, then inflections and
the commonest noun endings cut off. Stems are keys for comparing; nobody is shown one where a word can be shown.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_MARKS = str.maketrans("‘’ʼ“”„–—‑‐", "'''\"\"\"----")
_ES = ("ses", "xes", "zes", "ches", "shes")
_KEEP_DOUBLE = frozenset("aeiouy")


def fold_long(text: str) -> str:
    """`text` without case, accents, kinds of quotation marks, hyphens and spaces."""
    text = text.translate(_MARKS)
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(mark for mark in parts if not unicodedata.combining(mark))
    return " ".join(text.lower().split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`fold_long`, remembered: the form in which names and short phrases are compared."""
    return fold_long(text)


@cache
def _irregular() -> dict[str, str]:
    lines = (files(__package__) / "data" / "irregular.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            base, *forms = line.split("\t")
            table.update((form, base) for form in forms)
    return table


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word: "launched", "launches", "launching" → "launch"; "met" → "meet"."""
    root = fold(word).removesuffix("'s")
    root = _irregular().get(root, root)
    for suffix, put in (("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ed", "")):
        if root.endswith(suffix) and len(root) - len(suffix) >= 3:
            root = root[: -len(suffix)] + put
            break
    else:
        if root.endswith(_ES) and len(root) > 4:
            root = root[:-2]
        elif root.endswith("s") and not root.endswith("ss") and len(root) > 3:
            root = root[:-1]
        if root.endswith("al") and len(root) > 6:
            root = root[:-2]
            if root.endswith("i"):
                root = root[:-1] + "y"
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in _KEEP_DOUBLE:
        root = root[:-1]
    while len(root) > 3 and root.endswith("e"):
        root = root[:-1]
    return root
