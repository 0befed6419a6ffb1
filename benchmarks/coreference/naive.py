"""The baselines: noun phrases with one head lemma are one thing; a pronoun stands for the last person named."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.reading import Mention, Reading

_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
"""Labels of words that belong to the phrase of their head and are no phrase themselves."""
_OUTSIDE = frozenset({"punct", "case", "cc", "conj", "mark", "cop", "nsubj", "advcl", "parataxis", "aux", "advmod"})
"""Labels of dependents that are not part of a noun phrase."""
_PERSONAL = frozenset("he him his himself she her hers herself".split())


def head_match(reading: Reading) -> Reading:
    """The same Reading with chains by head lemma."""
    by_lemma: dict[str, list[Mention]] = {}
    for word, tag in enumerate(reading.upos):
        if tag not in _HEADS or reading.labels[word].partition(":")[0] in _INSIDE or reading.labels[word] in _INSIDE:
            continue
        inside = [word]
        for child in reading.children[word]:
            if reading.labels[child].partition(":")[0] not in _OUTSIDE:
                inside += reading.subtree(child)
        by_lemma.setdefault(reading.lemmas[word].lower(), []).append(Mention(word, min(inside), max(inside)))
    chains = sorted((chain for chain in by_lemma.values() if len(chain) > 1), key=lambda chain: chain[0].first)
    return replace(reading, chains=chains)


def nearest_person(reading: Reading) -> Reading:
    """The same Reading with a chain for each person's name that pronouns of persons follow: it and they."""
    chains: list[list[Mention]] = []
    last: int | None = None
    for word in range(len(reading)):
        name = reading.name_at.get(word)
        if name and name.first == word and name.type == "PER":
            chains.append([Mention(word, name.first, name.last)])
            last = len(chains) - 1
        elif reading.words[word].lower() in _PERSONAL and last is not None:
            chains[last].append(Mention(word, word, word))
    return replace(reading, chains=[chain for chain in chains if len(chain) > 1])
