"""The run of task `same-event`."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.clusters import Agreement, agreement
from benchmarks.same_event.files import Document, is_gvc, read_ecb, read_gvc
from benchmarks.same_event.raw import event_words, gold_keys, keys_of
from benchmarks.same_event.reading import Read, head_lemmas, read_given, read_raw
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task
from dateline.record.same_event import Model, Tables, same_by_vectors, same_events, tables
from dateline.record.told import Told, told_of

KEYS = (
    "conll_f1_no_topics", "conll_f1_topics", "conll_f1_raw", "conll_f1_embedding", "conll_f1_participants",
    "lemma_baseline",
)  # fmt: skip


@dataclass(slots=True)
class Gold:
    """Mentions of one kind over all documents: keys, chains, head lemmas and topics, and what is told of them."""

    keys: list[Hashable]
    chains: list[str]
    lemmas: list[str]
    topics: list[str]
    told: list[Told]
    numbers: list[int]
    """For each mention that is told of, its number among `keys`; mentions without a word stand alone."""

    @classmethod
    def of(cls, read: Sequence[Read], kind: str, known: Tables) -> Gold:
        """The mentions of `kind`: "events" or "participants"."""
        gold = cls([], [], [], [], [], [])
        for one in read:
            words = getattr(one, kind)
            for mention, lemma in zip(getattr(one.document, kind), head_lemmas(one, words), strict=True):
                gold.keys.append((one.document.id, mention.spans))
                gold.chains.append(mention.chain)
                gold.lemmas.append(lemma)
                gold.topics.append(one.document.topic)
            first = len(gold.keys) - len(words)
            gold.numbers += [first + place for place, each in enumerate(words) if each]
            told = told_of(
                one.reading, [each for each in words if each], known.idf, known.unseen, one.document.published
            )
            gold.told.append(told)
        return gold

    def agreement(self, clusters: Sequence[Sequence[int]]) -> Agreement:
        """How well clusters of the mentions that are told of agree with the chains."""
        grouped = [[self.keys[self.numbers[number]] for number in cluster] for cluster in clusters]
        told = set(self.numbers)
        grouped += [[key] for number, key in enumerate(self.keys) if number not in told]
        return agreement(self._by(self.chains), grouped)

    def by_lemma(self, topics: bool) -> Agreement:
        """The baseline: one head lemma (in one topic), one event."""
        lemmas: list[Hashable] = list(self.lemmas)
        if topics:
            lemmas = list(zip(self.topics, self.lemmas, strict=True))
        return agreement(self._by(self.chains), self._by(lemmas))

    def _by(self, labels: Sequence[Hashable]) -> list[list[Hashable]]:
        found: dict[Hashable, list[Hashable]] = {}
        for key, label in zip(self.keys, labels, strict=True):
            found.setdefault(label, []).append(key)
        return list(found.values())

    def clustered(self, model: Model, topics: Sequence[str] | None = None) -> Agreement:
        """What our clusters score."""
        return self.agreement(same_events(self.told, model, topics))


def raw_agreement(read: Sequence[Read], known: Tables, lemma_only: bool = False) -> Agreement:
    """Our own mentions in our own clusters (or by lemma alone) against the gold's."""
    told, keys, lemmas = [], [], []
    for one in read:
        words = event_words(one, known)
        keys += keys_of(one, words)
        lemmas += [one.reading.lemmas[word].lower() for word in words]
        told.append(told_of(one.reading, [[word] for word in words], known.idf, known.unseen, one.document.published))
    if lemma_only:
        groups: dict[str, list[int]] = {}
        for number, lemma in enumerate(lemmas):
            groups.setdefault(lemma, []).append(number)
        clusters = list(groups.values())
    else:
        clusters = same_events(told, known.events)
    chains: dict[str, list[Hashable]] = {}
    for one in read:
        for mention, key in zip(one.document.events, gold_keys(one), strict=True):
            chains.setdefault(mention.chain, []).append(key)
    return agreement(list(chains.values()), [[keys[number] for number in cluster] for cluster in clusters])


def run(options: Options) -> Outcome:
    """Score the shipped reader and record; `--limit` counts documents."""
    from dateline.reader import Reader

    data = options.folder()
    if is_gvc(data):
        documents, split, lost = read_gvc(data, options.split, options.limit)
    elif any(data.glob("*/*.xml")):
        documents, split, lost = read_ecb(data, options.split, options.limit), options.split or "", 0
    else:
        raise BenchmarkError(f"{data}: neither folders of topics with *.xml nor mentions.jsonl")
    if not any(document.events for document in documents):
        raise BenchmarkError(f"{data}: no mentions of events in {split}")
    return outcome_of(Reader.shipped(), documents, split, lost, tables())


def outcome_of(reader: Any, documents: Sequence[Document], split: str, lost: int, known: Tables) -> Outcome:
    """Score any reader."""
    read = [read_given(reader, document) for document in documents]
    events = Gold.of(read, "events", known)
    with_topics = any(events.topics)
    no_topics = events.clustered(known.events)
    lemma = events.by_lemma(topics=False)
    scores: dict[str, Score] = {"conll_f1_no_topics": no_topics.conll}
    baseline: dict[str, Score] = {"conll_f1_no_topics": lemma.conll, **lemma.rows()}
    rows: dict[str, Score] = {**no_topics.rows()}
    notes = [f"model {reader.version}; {len(documents)} documents, {len(set(events.chains))} gold chains"]
    if with_topics:
        topics = [document.topic for document in documents]
        scores["conll_f1_topics"] = events.clustered(known.events, topics).conll
        baseline["conll_f1_topics"] = events.by_lemma(topics=True).conll
    raw = read if documents[0].tokens is None else [read_raw(reader, document) for document in documents]
    found = raw_agreement(raw, known)
    scores["conll_f1_raw"] = found.conll
    baseline["conll_f1_raw"] = raw_agreement(raw, known, lemma_only=True).conll
    rows |= found.rows("raw: ")
    if any(mention.vector is not None for one in events.told for mention in one.mentions):
        threshold = known.events.cosine_threshold
        if threshold is None:
            notes.append("no threshold of vectors alone: run training/same_event.py with this reader")
        else:
            scores["conll_f1_embedding"] = events.agreement(same_by_vectors(events.told, threshold)).conll
            baseline["conll_f1_embedding"] = lemma.conll
    else:
        notes.append("the reader gives no vectors: no conll_f1_embedding")
    participants = Gold.of(read, "participants", known)
    if participants.keys:
        people = participants.clustered(known.participants)
        scores["conll_f1_participants"] = people.conll
        baseline["conll_f1_participants"] = participants.by_lemma(topics=False).conll
        rows["participants: lea f1"] = people.lea.f1
    scores["lemma_baseline"] = lemma.conll
    unplaced = sum(not words for one in read for words in one.events)
    if lost or unplaced:
        notes.append(f"{lost} gold mentions don't stand in their text and are left out; {unplaced} have no word")
    return Outcome(
        split=split,
        n=len(events.keys),
        scores={key: scores.get(key) for key in KEYS},
        baselines={"head lemma": baseline},
        rows=rows,
        notes=tuple(notes),
    )


TASK = Task(
    name="same-event",
    summary="Which mentions, across documents, are of one event.",
    unit="gold mentions of events",
    keys=KEYS,
    run=run,
)
