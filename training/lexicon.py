"""The lexicon of lemmas: forms seen in the treebanks whose lemma the suffix rules would get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict

from dateline.reader.lemmas import by_rule
from training.documents import Document


def lexicon_of(documents: list[Document]) -> dict[str, dict[str, str]]:
    """Part of speech → lower-case form → lemma, only where it differs from what the rules give."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            if sentence.lemmas is None or sentence.upos is None:
                continue
            for form, tag, lemma in zip(sentence.words, sentence.upos, sentence.lemmas, strict=True):
                if tag not in ("PROPN", "NUM", "X", "SYM", "PUNCT"):
                    seen[tag, form.lower()][lemma] += 1
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), lemmas in seen.items():
        lemma = min(lemmas, key=lambda choice: (-lemmas[choice], choice))
        if lemma != by_rule(form, tag, frozenset()) and lemma != "_":
            found[tag][form] = lemma
    stems = {lemma for (tag, _), lemmas in seen.items() if tag in ("VERB", "NOUN", "ADJ") for lemma in lemmas}
    return {**found, "stems": dict.fromkeys(sorted(stem for stem in stems if stem.isalpha() and stem.islower()), "")}
