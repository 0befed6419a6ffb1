"""A Reading: what the reader saw in one text. Parallel lists over its words; pure function of (text, reader version).

Lists, not arrays of numbers, because the rooms walk trees word by word, where Python's lists are several times faster;
the reader fills them from arrays in one step. `to_bytes` and `from_bytes` are the compact form that the store keeps.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from dateline.model.spans import Span

NAME_TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
"""Types of names: person; organisation or group; place (governments under their place's name too); nationality,
religious or political group ("Kurdish", "Sunni"); other (operations, laws, weapons)."""


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A name: words `first` to `last` (inclusive), one of `NAME_TYPES`, and the mean chance the reader gave it."""

    first: int
    last: int
    type: str
    score: float


VECTOR = 128
"""Bytes of one vector in `Reading.vectors`."""
MODEL_VECTOR = 64
"""Those of its beginning, which are what the model makes of the word; the others are stems (see reader/vectors.py)."""


class Argument(msgspec.Struct, frozen=True, array_like=True):
    """One argument of a predicate: its role (`ARG0`, `ARGM-TMP`), its head word and its first and last word."""

    role: str
    head: int
    first: int
    last: int


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """A predicate, verbal or nominal, with its PropBank sense (`attack.01`) and its arguments in order."""

    word: int
    sense: str
    arguments: list[Argument]

    def argument(self, *roles: str) -> Argument | None:
        """The first argument that has one of `roles`, or None."""
        return next((argument for argument in self.arguments if argument.role in roles), None)


class Mention(msgspec.Struct, frozen=True, array_like=True):
    """A phrase that stands for a person or thing told of more than once: its head word, first and last word."""

    head: int
    first: int
    last: int


class _Stored(msgspec.Struct, array_like=True):
    version: str
    language: str
    starts: list[int]
    lengths: list[int]
    sentences: list[int]
    paragraphs: list[int]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]
    names: list[Name]
    frames: list[Frame]
    factuality: bytes
    chains: list[list[Mention]]
    vectors: dict[int, bytes]


@dataclass(frozen=True)
class Reading:
    """Words, sentences, trees and names of one text. Word indices count from 0 over the whole text."""

    text: str
    version: str
    language: str
    starts: list[int]
    """First code point of each word."""
    ends: list[int]
    """One past the last code point of each word."""
    sentences: list[int]
    """Index of the first word of each sentence."""
    paragraphs: list[int]
    """Index of the first sentence of each paragraph (a run of text between line breaks)."""
    upos: list[str]
    """Universal part of speech."""
    feats: list[str]
    """Universal features, `Mood=Ind|Tense=Past`, `_` for none."""
    lemmas: list[str]
    heads: list[int]
    """Index of each word's head, -1 for the root of its sentence. Always a tree within the sentence."""
    labels: list[str]
    """Universal dependency relation to the head, with its subtype (`nsubj:pass`)."""
    names: list[Name] = field(default_factory=list)
    """Names in their order, without overlaps."""
    frames: list[Frame] = field(default_factory=list)
    """Predicates with their senses and arguments, in the order of their words."""
    factuality: list[float] = field(default_factory=list)
    """How far each word, taken as a predicate, is told as having happened: from about -2.3 (told as not) over 0 to
    about 2.3 (told as a fact), in steps of 0.1; 0 at words that can be no predicate. Empty where no reader gave it."""
    chains: list[list[Mention]] = field(default_factory=list)
    """Mentions of one person or thing in this text, two or more of each; chains in the order of their first words."""
    vectors: dict[int, bytes] = field(default_factory=dict)
    """For predicates and the heads of names: `VECTOR` signed bytes, by whose cosine they match across reports."""

    def __len__(self) -> int:
        """Number of words."""
        return len(self.starts)

    @cached_property
    def words(self) -> list[str]:
        """The words as they stand in the text."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    @cached_property
    def sentence_of(self) -> list[int]:
        """Number of the sentence of each word."""
        bounds = [*self.sentences, len(self)]
        return [number for number in range(len(self.sentences)) for _ in range(bounds[number], bounds[number + 1])]

    @cached_property
    def paragraph_of(self) -> list[int]:
        """Number of the paragraph of each sentence."""
        bounds = [*self.paragraphs, len(self.sentences)]
        return [number for number in range(len(self.paragraphs)) for _ in range(bounds[number], bounds[number + 1])]

    @cached_property
    def children(self) -> list[list[int]]:
        """Dependents of each word, in order."""
        found: list[list[int]] = [[] for _ in self.heads]
        for word, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(word)
        return found

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """The name that each word is part of, for words that are part of one."""
        return {word: name for name in self.names for word in range(name.first, name.last + 1)}

    @cached_property
    def frame_at(self) -> dict[int, Frame]:
        """The frame of each word that is a predicate."""
        return {frame.word: frame for frame in self.frames}

    @cached_property
    def chain_at(self) -> dict[int, int]:
        """The number of the chain of each word that heads a phrase in one."""
        return {mention.head: number for number, chain in enumerate(self.chains) for mention in chain}

    def sentence_bounds(self, number: int) -> tuple[int, int]:
        """First word of a sentence, and one past its last."""
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self)
        return self.sentences[number], end

    def span(self, first: int, last: int) -> Span:
        """The span of words `first` to `last` (inclusive)."""
        return Span.of(self.text, self.starts[first], self.ends[last])

    def sentence_span(self, number: int) -> Span:
        """The span of one sentence."""
        first, end = self.sentence_bounds(number)
        return self.span(first, end - 1)

    def child(self, word: int, *labels: str) -> int | None:
        """The first dependent of `word` whose relation is one of `labels`, or None."""
        for child in self.children[word]:
            if self.labels[child] in labels:
                return child
        return None

    def subtree(self, word: int) -> list[int]:
        """`word` and everything below it, in order."""
        found, waiting = [], [word]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(self.children[current])
        return sorted(found)

    def feature(self, word: int, name: str) -> str | None:
        """The value of one feature of a word (`feature(3, "Tense")` → "Past"), or None."""
        for pair in self.feats[word].split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None

    def to_bytes(self) -> bytes:
        """The compact form; the text itself is not in it."""
        lengths = [end - start for start, end in zip(self.starts, self.ends, strict=True)]
        gaps = [start - end for start, end in zip(self.starts, [0, *self.ends], strict=False)]
        offsets = [head - word if head >= 0 else 0 for word, head in enumerate(self.heads)]
        stored = _Stored(
            self.version, self.language, gaps, lengths, self.sentences, self.paragraphs,
            self.upos, self.feats, self.lemmas, offsets, self.labels, self.names, self.frames,
            bytes(round(value * 10) + 128 for value in self.factuality), self.chains, self.vectors,
        )  # fmt: skip
        return zlib.compress(msgspec.msgpack.encode(stored), 6)

    @classmethod
    def from_bytes(cls, packed: bytes, text: str) -> Reading:
        """A Reading of `text` from its compact form; raises msgspec.DecodeError where the bytes are no Reading."""
        stored = msgspec.msgpack.decode(zlib.decompress(packed), type=_Stored)
        starts, ends, position = [], [], 0
        for gap, length in zip(stored.starts, stored.lengths, strict=True):
            starts.append(position + gap)
            position = starts[-1] + length
            ends.append(position)
        return cls(
            text=text, version=stored.version, language=stored.language, starts=starts, ends=ends,
            sentences=stored.sentences, paragraphs=stored.paragraphs, upos=stored.upos, feats=stored.feats,
            lemmas=stored.lemmas, heads=[word + step if step else -1 for word, step in enumerate(stored.heads)],
            labels=stored.labels, names=stored.names, frames=stored.frames,
            factuality=[(value - 128) / 10 for value in stored.factuality], chains=stored.chains,
            vectors=stored.vectors,
        )  # fmt: skip
