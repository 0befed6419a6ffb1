"""Contexts: what an event is about, told by words of its sentence and by its own type and mode.

The words are looked for once in a sentence, at its first event. Source of the list: PLOVER manual (draft 2.0).
"""

from __future__ import annotations

from dateline.events.codebook import Codebook
from dateline.model.reading import Reading


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
        for at, lemma in enumerate(lemmas):
            for run, name in index.get(lemma, ()):
                if name not in found and tuple(lemmas[at : at + len(run)]) == run:
                    found[name] = reading.span(first + at, first + at + len(run) - 1).text
        return found
