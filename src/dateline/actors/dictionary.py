"""Names of known actors in a reading, found by dictionary: longest first, weak forms settled by what else is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.actors.hits import Hit
from dateline.actors.known import BLOCKED, Form, Known
from dateline.actors.tables import words
from dateline.actors.tokens import Tokens, shouted
from dateline.model.reading import Reading


class _Run(NamedTuple):
    """Tokens `first` to `last` and the forms that they may be."""

    first: int
    last: int
    forms: list[Form]


def _runs(tokens: Tokens, known: Known, loud: list[bool], reading: Reading) -> Iterator[_Run]:
    """Runs of tokens that are forms of known actors: longest first, from left to right, without overlaps."""
    texts, lowers = tokens.texts, tokens.lowers
    count, position, sentence_of = len(texts), 0, reading.sentence_of
    capitals = words("capitals")
    while position < count:
        lengths = known.lengths.get(lowers[position])
        if lengths is None:
            position += 1
            continue
        for length in lengths:
            end = position + length
            if end > count:
                continue
            here = known.forms.get(lowers[position] if length == 1 else " ".join(lowers[position:end]))
            if here is None:
                continue
            sentence = sentence_of[tokens.words[position]]
            if sentence_of[tokens.words[end - 1]] != sentence:
                continue
            if length == 1 and loud[sentence] and lowers[position] in capitals:
                continue
            forms = [form for form in here if known.fits(form, texts[position:end])]
            if forms and forms[0].weak and not _bare(tokens, position, end, reading):
                forms = []
            if forms and _ends_word(tokens, end):
                yield _Run(position, end - 1, forms)
                position = end - 1
                break
        position += 1


def _bare(tokens: Tokens, first: int, end: int, reading: Reading) -> bool:
    """Whether a weak form stands by itself: "Senate", but not "state Senate".

    A common noun ("coalition") also without "a", "of" or a telling adjective.
    """
    first_word = tokens.words[first]
    before = first_word - 1
    word = reading.words[before] if before >= 0 else ""
    if not tokens.texts[first].islower():
        return word not in ("state", "provincial", "regional", "State")
    if end < len(tokens.lowers) and tokens.lowers[end] == "of":
        return False
    if before < 0:
        return True
    word = word.lower()
    if word in ("a", "an", "any", "no", "new", "own"):
        return False
    if (
        reading.upos[before] not in ("ADJ", "NOUN", "PROPN")
        or reading.sentence_of[before] != reading.sentence_of[before + 1]
    ):
        return True
    against = any(
        reading.words[index].lower().startswith(("anti-", "counter-"))
        for index in range(max(0, before - 4), before + 1)
    )
    return against or word in _ALLOWED or word in words("linked")


_ALLOWED = frozenset(
    "international military global multinational coordinated wider broader multi-national world".split()
)
"""Adjectives that leave "coalition" the coalition."""


def _ends_word(tokens: Tokens, end: int) -> bool:
    """A name ends where a word ends ("anti-IS", never "IS-ish")."""
    return end == len(tokens.words) or tokens.words[end] != tokens.words[end - 1]


def known_hits(reading: Reading, tokens: Tokens, known: Known) -> list[Hit]:
    """Hits of the dictionary, weak forms settled."""
    runs = list(_runs(tokens, known, shouted(reading), reading))
    strong = {form.entry for run in runs for form in run.forms if not form.weak}
    hits = []
    for run in runs:
        entry = _settle(run.forms, strong, known)
        if entry is None or entry == BLOCKED:
            continue
        first, last = tokens.words[run.first], tokens.words[run.last]
        start, end = tokens.starts[run.first], tokens.ends[run.last]
        inside = start != reading.starts[first]
        parts = frozenset(form.part for form in run.forms if form.entry == entry)
        name = reading.name_at.get(first)
        kind = name.type if name is not None else ""
        hits.append(Hit(first, last, start, end, entry, parts, "inside" if inside else kind))
    return hits


def _settle(forms: list[Form], strong: set[str], known: Known) -> str | None:
    """The one entry that the forms stand for, or None."""
    sure = {form.entry for form in forms if not form.weak}
    if sure:
        return next(iter(sure)) if len(sure) == 1 else None
    entries = {form.entry for form in forms}
    for supported in (
        {entry for entry in entries if entry in strong},
        {entry for entry in entries if any(other in strong for other in known.entries[entry].context)},
    ):
        if supported:
            return next(iter(supported)) if len(supported) == 1 else None
    return None
