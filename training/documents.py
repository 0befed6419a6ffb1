"""The one form of all training data: documents of sentences; what a corpus does not label is None or empty."""

from __future__ import annotations

from dataclasses import dataclass, field

NAME_TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
"""The one scheme of the reader's names. LOC holds countries, cities, regions and facilities alike; the rooms above
tell a place from a government."""


@dataclass(slots=True)
class Sentence:
    """One sentence of gold words; every list is as long as `words`, or the layer is None."""

    words: list[str]
    heads: list[int] | None = None  # index of the head word, -1 for the root
    labels: list[str] | None = None
    upos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    names: list[str] | None = None  # BIO over NAME_TYPES
    other_names: list[str] | None = None  # BIO likewise, by the schemes of other corpora
    open_types: frozenset[str] = frozenset()  # name types this corpus leaves unlabelled: an O may hide them
    frames: list[Frame] | None = None
    factual: dict[int, float] = field(default_factory=dict)  # word -> how far it is told as having happened
    phrases: list[Phrase] | None = None  # candidates of coreference, in order
    known_phrases: bool = False  # whether candidates without a chain are labelled too
    chains: dict[int, int] = field(default_factory=dict)  # word -> number of its event or person across documents
    bounded: bool = True  # whether where it starts is to be learnt


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate: its word, its sense, and the role and head word of each argument."""

    word: int
    sense: str
    arguments: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate of coreference: head, first and last word in its sentence; chain -1 where it has no partner."""

    head: int
    first: int
    last: int
    chain: int


@dataclass(slots=True)
class Document:
    """Sentences in their order; `ordered` is False where neighbours do not belong together.

    Sentences of a `whole` document are trained on together, so that what is said of one thing far apart can be matched.
    """

    sentences: list[Sentence] = field(default_factory=list)
    ordered: bool = True
    whole: bool = False
