"""Contexts: what an event is about, told by words of its sentence and by its own type and mode.

The words are looked for once in a sentence, at its first event. Where one run of words lies in a longer one ("gas" in
"tear gas"), the longer tells. Source of the list: PLOVER manual (draft 2.0).
"""

from __future__ import annotations

from dateline.events.codebook import Codebook
from dateline.model.reading import Reading

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
"""Parts of speech that tell what a sentence is about: "the mine", not "a friend of mine"."""


class Contexts:
    """The contexts of a reading's sentences."""

    def __init__(self, reading: Reading, codebook: Codebook) -> None:
        self._reading = reading
        self._codebook = codebook
        self._found: dict[int, dict[str, str]] = {}

    def of(self, word: int, kind: str, mode: str | None) -> dict[str, str]:
        """Contexts of an event with this trigger, type and mode, each with the words that tell of it."""
        always = self._codebook.event_contexts
        own = dict.fromkeys(always.get(kind, ()), f"every {kind} has it")
        if mode:
            own |= dict.fromkeys(always.get(f"{kind}.{mode}", ()), f"every {kind} {mode} has it")
        number = self._reading.sentence_of[word]
        if number not in self._found:
            self._found[number] = self._told(number)
        return {**own, **{name: f"“{words}”" for name, words in self._found[number].items()}}

    def _told(self, number: int) -> dict[str, str]:
        reading, index = self._reading, self._codebook.context_words
        first = reading.sentences[number]
        end = reading.sentences[number + 1] if number + 1 < len(reading.sentences) else len(reading)
        lemmas = [lemma.lower() for lemma in reading.lemmas[first:end]]
        found: dict[str, str] = {}
        covered = 0
        for at, lemma in enumerate(lemmas):
            here = [(run, name) for run, name in index.get(lemma, ()) if tuple(lemmas[at : at + len(run)]) == run]
            longest = max((len(run) for run, _ in here), default=0)
            if at + longest <= covered or (longest == 1 and reading.upos[first + at] not in _CONTENT):
                continue  # the water of a water cannon is no water
            covered = at + longest
            for run, name in here:
                if len(run) == longest:
                    found.setdefault(name, reading.span(first + at, first + at + longest - 1).text)
        return found
