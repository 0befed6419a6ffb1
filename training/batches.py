"""Windows of several sentences as padded arrays, packed anew for every epoch."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from dateline.reader.wordpiece import WordPiece
from training.documents import NAME_TYPES, Document, Sentence
from training.stories import Story
from training.substitution import SHARE, with_other_names
from training.targets import Targets, joined_targets

IGNORED = -100
_ROLE_SEEN = 9
NAME_TAGS = ("O", *(f"{mark}-{kind}" for kind in NAME_TYPES for mark in "BI"))


@dataclass(frozen=True)
class Labels:
    """What the classes of each head stand for; shipped beside the model."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    deprel: tuple[str, ...]
    roles: tuple[str, ...]
    """Roles seen often enough to be learnt; the first is none."""
    senses: dict[str, tuple[str, ...]]
    """The senses that each lemma was seen with, the most frequent first."""

    @classmethod
    def of(cls, documents: list[Document]) -> Labels:
        """Every class seen in training, in alphabetical order."""
        sentences = [sentence for document in documents for sentence in document.sentences if sentence.heads]
        roles: Counter[str] = Counter()
        senses: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            for frame in sentence.frames or ():
                senses[(sentence.lemmas or [])[frame.word].lower()][frame.sense] += 1
                roles.update(role for role, _ in frame.arguments)
        return cls(
            upos=tuple(sorted({tag for sentence in sentences for tag in sentence.upos or ()})),
            feats=tuple(sorted({tag for sentence in sentences for tag in sentence.feats or ()})),
            deprel=tuple(sorted({tag for sentence in sentences for tag in sentence.labels or ()})),
            roles=("", *sorted(role for role, number in roles.items() if number >= _ROLE_SEEN)),
            senses={
                lemma: tuple(sense for sense, _ in counts.most_common()) for lemma, counts in sorted(senses.items())
            },
        )

    @cached_property
    def sense_number(self) -> dict[str, int]:
        """The row of each sense in the table of senses."""
        found = sorted({sense for options in self.senses.values() for sense in options})
        return {sense: number for number, sense in enumerate(found)}


@dataclass(slots=True)
class Batch:
    """Arrays of one batch of windows; words that a layer does not label hold `IGNORED`."""

    ids: Tensor
    cases: Tensor
    first: Tensor
    last: Tensor
    start: Tensor
    upos: Tensor
    feats: Tensor
    heads: Tensor  # column of the head in the window: 0 the root, 1 + index of the word
    labels: Tensor
    sentence: Tensor  # number of the sentence in its window, -1 at padding
    names: Tensor  # (batch, words, tags): how far the label allows each tag (`allowed_names`); all 0 where unlabelled
    other_names: Tensor  # likewise, by the schemes of other corpora
    words: int
    targets: Targets


OPEN = 0.2
"""How far a corpus that leaves a type unlabelled is believed to hide it under an O. Less than 1, so that O stays the
better guess unless a corpus that labels the type says otherwise."""


def allowed_names(word: str, tag: str, open_types: frozenset[str]) -> list[float]:
    """How far each tag is allowed at a word: its own fully; at a capitalised O by `OPEN` those of unlabelled types."""
    if tag == "O":
        capital = any(character.isupper() for character in word[:2])
        return [1.0 if name == "O" else OPEN if capital and name[2:] in open_types else 0.0 for name in NAME_TAGS]
    kinds = {tag[2:]} | ({"NORP"} if tag[2:] == "MISC" and "NORP" in open_types else set())
    return [float(name[:1] == tag[0] and name[2:] in kinds) for name in NAME_TAGS]


def windows(documents: list[Document], pieces: WordPiece, limit: int, rng: random.Random) -> list[list[Sentence]]:
    """Neighbouring sentences packed to at most `limit` pieces; one window in four holds one sentence only."""
    found: list[list[Sentence]] = []
    loose = [document for document in documents if not document.ordered]
    rng.shuffle(loose)
    sequences = [document.sentences for document in documents if document.ordered and not document.whole]
    sequences.append([sentence for document in loose for sentence in document.sentences])
    for sequence in sequences:
        window: list[Sentence] = []
        used, room = 2, limit
        for sentence in sequence:
            size = sum(len(pieces.pieces(word)[0]) for word in sentence.words)
            if window and used + size > room:
                found.append(window)
                window, used = [], 2
            if not window:
                room = 0 if rng.random() < 0.25 else rng.randint(limit // 2, limit)
            window.append(sentence)
            used += size
        if window:
            found.append(window)
    return found


def packed(sentences: list[Sentence], pieces: WordPiece, limit: int) -> list[list[Sentence]]:
    """Neighbouring sentences packed to at most `limit` pieces."""
    found: list[list[Sentence]] = []
    used = limit
    for sentence in sentences:
        size = sum(len(pieces.pieces(word)[0]) for word in sentence.words)
        if used + size > limit:
            found.append([])
            used = 2
        found[-1].append(sentence)
        used += size
    return found


def joined_windows(
    documents: list[Document], stories: list[Story], pieces: WordPiece, limit: int, padded: int, rng: random.Random
) -> list[list[list[Sentence]]]:
    """Groups of windows that are trained on together: runs of one document, documents of one story or two."""
    groups: list[list[list[Sentence]]] = []
    room = max(padded // limit, 1)
    for document in documents:
        if document.whole:
            start = rng.randrange(max(len(document.sentences) // 3, 1))
            for sentences in (document.sentences[:start], document.sentences[start:]):
                found = packed(sentences, pieces, rng.randint(limit * 3 // 4, limit))
                groups.extend(found[first : first + room] for first in range(0, len(found), room))
    found = []
    for story in rng.sample(stories, len(stories)):
        for document in rng.sample(story.documents, len(story.documents)):
            found.extend(packed(document, pieces, limit))
    room = padded // (limit * 2 // 3)
    groups.extend(found[first : first + room] for first in range(0, len(found), room))
    return groups


def batches(
    documents: list[Document],
    labels: Labels,
    pieces: WordPiece,
    rng: random.Random,
    *,
    stories: list[Story] | None = None,
    limit: int = 128,
    padded: int = 1600,
    noise: float = 0.06,
) -> Iterator[Batch]:
    """Batches of about `padded` pieces in random order, of windows alike in length, of one document or of one story."""
    index = {
        "upos": {tag: number for number, tag in enumerate(labels.upos)},
        "feats": {tag: number for number, tag in enumerate(labels.feats)},
        "deprel": {tag: number for number, tag in enumerate(labels.deprel)},
    }

    def made(window: list[Sentence]) -> dict[str, np.ndarray]:
        return _arrays(window, index, pieces, rng if noise else None, noise)

    cut = windows(documents, pieces, limit, rng)
    if noise:
        cut = [
            [with_other_names(sentence, rng) if rng.random() < SHARE else sentence for sentence in window]
            for window in cut
        ]
    loose = [(window, made(window)) for window in cut]
    loose.sort(key=lambda pair: len(pair[1]["ids"]) + rng.random() * 8)
    groups: list[list[tuple[list[Sentence], dict[str, np.ndarray]]]] = [[]]
    for pair in loose:
        if groups[-1] and len(pair[1]["ids"]) * (len(groups[-1]) + 1) > padded:
            groups.append([])
        groups[-1].append(pair)
    whole = joined_windows(documents, stories or [], pieces, limit, padded, rng)
    groups.extend([(window, made(window)) for window in group] for group in whole)
    rng.shuffle(groups)
    for group in groups:
        if group:
            yield _stacked([arrays for _, arrays in group], joined_targets([window for window, _ in group], labels))


def _cases(cases: list[int], style: float) -> list[int]:
    """The case classes of a sentence set in another style: all lower, ALL UPPER or Every Word Capital."""
    if style < 0.4:
        return [1 if case in (2, 3, 4) else case for case in cases]
    if style < 0.7:
        return [3 if case in (1, 2, 4) else case for case in cases]
    return [2 if case == 1 else case for case in cases]


def _arrays(
    window: list[Sentence], index: dict[str, dict[str, int]], pieces: WordPiece, rng: random.Random | None, noise: float
) -> dict[str, np.ndarray]:
    ids, cases, first, last = [101], [0], [], []
    rows: dict[str, list[int]] = {name: [] for name in ("start", "upos", "feats", "heads", "labels", "sentence")}
    names: dict[str, list[list[float]]] = {"names": [], "other_names": []}
    for number, sentence in enumerate(window):
        offset = len(first)
        styled: list[int] = []
        for word in sentence.words:
            found, word_cases = pieces.pieces(word)
            first.append(len(ids))
            ids.extend(found)
            styled.extend(word_cases)
            last.append(len(ids) - 1)
        changed = rng is not None and rng.random() < noise
        cases.extend(_cases(styled, rng.random()) if changed and rng is not None else styled)
        size = len(sentence.words)
        rows["start"] += [1] + [0] * (size - 1)
        rows["sentence"] += [number] * size
        blank = [IGNORED] * size
        rows["upos"] += [index["upos"].get(tag, IGNORED) for tag in sentence.upos] if sentence.upos else blank
        rows["feats"] += [index["feats"].get(tag, IGNORED) for tag in sentence.feats] if sentence.feats else blank
        rows["labels"] += [index["deprel"].get(tag, IGNORED) for tag in sentence.labels] if sentence.labels else blank
        rows["heads"] += [head + 1 + offset if head >= 0 else 0 for head in sentence.heads] if sentence.heads else blank
        for name, tags in (("names", sentence.names), ("other_names", sentence.other_names)):
            if tags is None:
                names[name] += [[0.0] * len(NAME_TAGS)] * size
            else:
                pairs = zip(sentence.words, tags, strict=True)
                names[name] += [allowed_names(word, tag, sentence.open_types) for word, tag in pairs]
    if not all(sentence.bounded for sentence in window):
        rows["start"] = [IGNORED] * len(first)
    ids.append(102)
    cases.append(0)
    arrays = {name: np.array(values, dtype=np.int64) for name, values in rows.items()}
    arrays |= {"ids": np.array(ids), "cases": np.array(cases), "first": np.array(first), "last": np.array(last)}
    arrays |= {name: np.array(values, dtype=np.float32) for name, values in names.items()}
    return arrays


def _stacked(group: list[dict[str, np.ndarray]], targets: Targets) -> Batch:
    longest = max(len(arrays["ids"]) for arrays in group)
    words = max(len(arrays["first"]) for arrays in group)
    stacked: dict[str, Tensor] = {}
    for name in group[0]:
        size = longest if name in ("ids", "cases") else words
        fill = {"ids": 0, "cases": 0, "first": 0, "last": 0, "sentence": -1}.get(name, IGNORED)
        if name in ("names", "other_names"):
            block = np.zeros((len(group), size, len(NAME_TAGS)), dtype=np.float32)
        else:
            block = np.full((len(group), size), fill, dtype=np.int64)
        for row, arrays in enumerate(group):
            block[row, : len(arrays[name])] = arrays[name]
        stacked[name] = torch.from_numpy(block)
    return Batch(**stacked, words=sum(len(arrays["first"]) for arrays in group), targets=targets)
