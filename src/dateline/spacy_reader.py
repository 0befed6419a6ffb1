"""A Reading from any spaCy pipeline: another reader in the place of the shipped one.

`reading_of(doc)` makes a Reading of a spaCy Doc; `SpacyReader` reads texts with a pipeline. Labels may be Universal
Dependencies' (a pipeline trained on a treebank) or ClearNLP's (spaCy's own English pipelines), which are turned round
(`spacy_labels.py`). A pipeline gives words, sentences, parts of speech, trees, lemmas and names; frames, factuality,
chains and vectors stay empty. Nothing here imports spaCy but `SpacyReader.of`.

Invariants, whatever the pipeline: words are those of the Doc that are no white space, at their places in the text; a
sentence starts after each line break; each sentence is a tree with one root.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.errors import ReaderError
from dateline.model.reading import Name, Reading
from dateline.reader.lemmas import Lemmatiser
from dateline.spacy_labels import is_universal, to_universal, universal_labels

NAME_OF = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "PRODUCT": "MISC", "EVENT": "MISC", "LAW": "MISC", "WORK_OF_ART": "MISC", "LANGUAGE": "MISC", "MISC": "MISC",
}  # fmt: skip
"""Types of names by spaCy's labels; dates, numbers and amounts are no names."""

_UPOS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())

Lemma = Callable[[str, str, str], str]
"""Lemma of (form, part of speech, features)."""


def reading_of(
    doc: Any, version: str, language: str = "en", labels: Iterable[str] = (), lemma: Lemma | None = None
) -> Reading:
    """The Reading of a spaCy Doc.

    `labels` are those that its parser can give, by which the scheme is told (else by the Doc's own); `lemma` stands in
    where the pipeline has none.
    """
    text: str = doc.text
    tokens = [token for token in doc if token.text.strip()]
    number = {token.i: word for word, token in enumerate(tokens)}
    starts = [token.idx + len(token.text) - len(token.text.lstrip()) for token in tokens]
    ends = [token.idx + len(token.text.rstrip()) for token in tokens]
    upos = [_tag(token) for token in tokens]
    feats = [str(token.morph) or "_" for token in tokens]
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    fall_back = lemma or (lambda word, _tag, _feats: word)
    lemmas = [
        token.lemma_ or fall_back(word, tag, feat)
        for token, word, tag, feat in zip(tokens, words, upos, feats, strict=True)
    ]
    heads = [_head(token, number) for token in tokens]
    raw = [token.dep_ for token in tokens]
    if is_universal(labels or raw):
        deprel = universal_labels(raw, heads)
    else:
        deprel, heads = to_universal(raw, heads, upos, lemmas)
    breaks = [word > 0 and "\n" in text[ends[word - 1] : starts[word]] for word in range(len(tokens))]
    begins = [word == 0 or breaks[word] or bool(token.is_sent_start) for word, token in enumerate(tokens)]
    sentences = [word for word, first in enumerate(begins) if first]
    _one_root_each(sentences, heads, deprel)
    return Reading(
        text=text,
        version=version,
        language=language,
        starts=starts,
        ends=ends,
        sentences=sentences,
        paragraphs=[index for index, word in enumerate(sentences) if word == 0 or breaks[word]],
        upos=upos,
        feats=feats,
        lemmas=lemmas,
        heads=heads,
        labels=deprel,
        names=_names(doc, number),
    )


def _tag(token: Any) -> str:
    """The universal part of speech; pipelines trained without a morphologiser have it as their fine tag."""
    found = token.pos_ or token.tag_
    return found if found in _UPOS else "X"


def _head(token: Any, number: dict[int, int]) -> int:
    """The word that a token hangs on, white space passed over; -1 for a root."""
    while token.head.i != token.i:
        token = token.head
        if token.i in number:
            return number[token.i]
    return -1


def _one_root_each(sentences: list[int], heads: list[int], labels: list[str]) -> None:
    """Make each sentence a tree of its own, in place: what hung outside, or was a further root, hangs on its root."""
    for first, end in pairwise([*sentences, len(heads)]):
        loose = [word for word in range(first, end) if not first <= heads[word] < end]
        root = next((word for word in loose if heads[word] < 0), loose[0])
        for word in loose:
            heads[word], labels[word] = (-1, "root") if word == root else (root, "parataxis")


def _names(doc: Any, number: dict[int, int]) -> list[Name]:
    found = []
    for entity in doc.ents:
        inside = [number[token.i] for token in entity if token.i in number]
        if inside and entity.label_ in NAME_OF:
            found.append(Name(inside[0], inside[-1], NAME_OF[entity.label_], 1.0))
    return found


class SpacyReader:
    """Reads with a spaCy pipeline, like `dateline.reader.Reader`. One instance per process."""

    def __init__(self, pipeline: Any, name: str) -> None:
        self._pipeline = pipeline
        self._labels = tuple(pipeline.get_pipe("parser").labels) if pipeline.has_pipe("parser") else ()
        self.languages = frozenset({str(pipeline.lang)})
        self._lemma: Lemma | None = Lemmatiser.shipped().lemma if pipeline.lang == "en" else None
        self.version = f"spacy-{name}-{pipeline.meta.get('version', '0')}"

    @classmethod
    def of(cls, pipeline: Path | str) -> SpacyReader:
        """The pipeline in a folder, or an installed one by its name; raises ReaderError where there is none."""
        try:
            spacy = import_module("spacy")
        except ImportError as error:
            raise ReaderError("spaCy is not installed: pip install 'dateline[spacy]'") from error
        try:
            loaded = spacy.load(pipeline)
        except (OSError, ValueError) as error:
            raise ReaderError(f"{pipeline}: no spaCy pipeline: {error}") from error
        return cls(loaded, Path(pipeline).name)

    def read(self, text: str, skip: Iterable[tuple[int, int]] = (), language: str = "en") -> Reading:
        """The Reading of `text`; runs in `skip` (code points, in order) are not read."""
        parts: list[tuple[int, Reading]] = []
        position = 0
        for begin, stop in [*skip, (len(text), len(text))]:
            if text[position:begin].strip():
                parts.append((position, self._reading(self._pipeline(text[position:begin]), language)))
            position = stop
        return joined(text, parts, self.version, language)

    def read_words(self, sentences: list[list[str]], language: str = "en") -> Reading:
        """The Reading of words and sentences that are given; its text is the words joined with spaces."""
        tokens = import_module("spacy.tokens")
        words = [word for sentence in sentences for word in sentence]
        starts = [place == 0 for sentence in sentences for place in range(len(sentence))]
        doc = tokens.Doc(self._pipeline.vocab, words=words, spaces=[True] * len(words), sent_starts=starts)
        found = self._reading(self._pipeline(doc), language)
        if len(found) != len(words):
            raise ReaderError("a given word is white space")
        return found

    def words_in_batches(self, texts: Iterable[str]) -> int:
        """How many words the texts have when the pipeline reads them in batches: for timing it at its best."""
        return sum(len(doc) for doc in self._pipeline.pipe(texts))

    def _reading(self, doc: Any, language: str) -> Reading:
        return reading_of(doc, self.version, language, self._labels, self._lemma)


def joined(text: str, parts: Iterable[tuple[int, Reading]], version: str, language: str) -> Reading:
    """One Reading of `text` from Readings of runs of it, each with the place where its run starts."""
    whole = Reading(
        text=text, version=version, language=language, starts=[], ends=[], sentences=[], paragraphs=[], upos=[],
        feats=[], lemmas=[], heads=[], labels=[],
    )  # fmt: skip
    for start, part in parts:
        words, sentences = len(whole.starts), len(whole.sentences)
        whole.starts.extend(start + place for place in part.starts)
        whole.ends.extend(start + place for place in part.ends)
        whole.sentences.extend(words + word for word in part.sentences)
        whole.paragraphs.extend(sentences + number for number in part.paragraphs)
        for name in ("upos", "feats", "lemmas", "labels"):
            getattr(whole, name).extend(getattr(part, name))
        whole.heads.extend(words + head if head >= 0 else -1 for head in part.heads)
        whole.names.extend(Name(words + one.first, words + one.last, one.type, one.score) for one in part.names)
    return replace(whole)
