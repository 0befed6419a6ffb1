"""Lemmas: irregular forms, forms seen in the treebanks, and suffix rules for the rest.

The rules propose stems and prefer one that the treebanks know ("seized" → "seize", not "seiz"); a form that no rule
fits is its own lemma. A word is never invented from nothing: every proposal is the form less a regular ending.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

_VOWELS = frozenset("aeiou")
_KEEP_CASE = frozenset(("PROPN", "X", "SYM", "PUNCT"))


class Lemmatiser:
    """Lemma of (form, part of speech, features), cached."""

    def __init__(self, lexicon: dict[str, dict[str, str]], irregular: dict[tuple[str, str], str]) -> None:
        self._irregular = irregular
        lemmas = {lemma for (tag, _), lemma in irregular.items() if tag == "VERB"}
        self._stems = frozenset(lexicon.get("stems", {})) | lemmas
        self._lexicon = lexicon
        self.lemma = lru_cache(maxsize=100_000)(self._lemma)

    @classmethod
    def shipped(cls) -> Lemmatiser:
        """With the lexicon that training wrote beside the model."""
        packed = resources.files(__package__).joinpath("data/lexicon.json.gz").read_bytes()
        return cls(json.loads(gzip.decompress(packed)), read_irregular())

    def _lemma(self, form: str, tag: str, feats: str = "_") -> str:
        folded = form.replace("\u2019", "'").replace("\u00ad", "")
        if tag in _KEEP_CASE:
            return _of_name(folded, feats) if tag == "PROPN" else folded
        lower = folded.lower()
        known = self._lexicon.get(tag, {}).get(lower) or self._irregular.get(("VERB" if tag == "AUX" else tag, lower))
        return known if known is not None else by_rule(folded, tag, self._stems)


def read_irregular() -> dict[tuple[str, str], str]:
    """Lemma by (part of speech, form), from data/irregular.tsv."""
    found: dict[tuple[str, str], str] = {}
    for line in resources.files(__package__).joinpath("data/irregular.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            tag, lemma, forms = line.split("\t")
            found |= {(tag, form): lemma for form in forms.split()}
    return found


def _of_name(form: str, feats: str) -> str:
    """Names stand as they are, but for a plural ("Kurds" → "Kurd")."""
    plural = "Number=Plur" in feats and len(form) > 3 and form.endswith("s") and not form.endswith("ss")
    return form[:-1] if plural else form


def by_rule(form: str, tag: str, stems: frozenset[str]) -> str:
    """The lemma by suffix rules; among the possible stems the first one in `stems` wins, else the first."""
    if tag in ("PUNCT", "SYM", "X"):
        return form
    lower = form.lower()
    if tag == "NUM" or len(lower) < 3:
        return lower
    choices = list(_stems_of(lower, tag))
    return next((choice for choice in choices if choice in stems), choices[0] if choices else lower)


def _stems_of(form: str, tag: str) -> Iterator[str]:
    if tag == "NOUN" or (tag in ("VERB", "AUX") and form.endswith("s")):
        if form.endswith("ies") and len(form) > 4:
            yield form[:-3] + "y"
            yield form[:-1]
        elif form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            yield form[:-2]
            yield form[:-1]
        elif form.endswith("s") and not form.endswith(("ss", "us", "is")):
            yield form[:-1]
            if form.endswith("es"):
                yield form[:-2]
            if form.endswith("ves"):
                yield form[:-3] + "f"
        elif form.endswith("men") and tag == "NOUN":
            yield form[:-2] + "an"
        return
    if tag == "VERB":
        for ending in ("ing", "ed"):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                yield from _verb_stems(form[: -len(ending)], ending)
                return
    if tag in ("ADJ", "ADV"):
        for ending in ("est", "er"):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                stem = form[: -len(ending)]
                yield form
                if stem.endswith("i"):
                    yield stem[:-1] + "y"
                yield stem
                yield stem + "e"
                return


def _verb_stems(stem: str, ending: str) -> Iterator[str]:
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
        return
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsz"
    if doubled:
        yield stem[:-1]
        yield stem
        return
    wants_e = (
        stem.endswith(("at", "iz", "is", "us", "ur", "ut", "c", "g", "v", "s", "z", "u", "l"))
        and not stem.endswith(("ss", "ll", "zz"))
        and not (len(stem) > 2 and stem[-1] == "l" and stem[-2] in _VOWELS)
    )
    order = (stem + "e", stem) if wants_e else (stem, stem + "e")
    yield from order
    if len(stem) > 3 and stem[-1] == stem[-2]:
        yield stem[:-1]
