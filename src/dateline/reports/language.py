"""The language of a text: as its markup declares it, else by statistics over letters; None where that is unsure."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_LETTERS = 100
"""Letters from which statistics are believed where they are sure (`_SURE`)."""
_FEW_LETTERS = 40
"""Letters from which they are believed where they are very sure (`_VERY_SURE`)."""
_SAMPLE = 4000
"""Code points that statistics look at."""
_SURE = 0.7
_VERY_SURE = 0.98
"""Certainty, calibrated over languages, from which a language is taken."""
_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$")
_NOT_LATIN = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru sd si ta te tg "
    "th ti uk ur yi zh".split()
)
"""Languages written in another script than Latin; a declared language whose script the text lacks is not believed."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code of the language of `text` ("en"), or None."""
    letters = [character for character in text[:_SAMPLE] if character.isalpha()]
    latin = sum(character < "\u0250" or "\u1e00" <= character < "\u1f00" for character in letters)
    match = _CODE.match(declared or "")
    if match and len(match[1]) == 2:
        code = match[1].lower()
        if not letters or (latin < 0.5 * len(letters)) == (code in _NOT_LATIN):
            return code
    if len(letters) < _FEW_LETTERS:
        return None
    code, sure = _identifier().classify(text[:_SAMPLE])
    floor = _SURE if len(letters) >= _LETTERS else _VERY_SURE
    return str(code) if sure >= floor and len(code) == 2 else None
