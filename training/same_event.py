"""`python -m training.same_event --data DIR`: fit the decision that two mentions are one event (or one participant).

Reads the train parts of ECB+ and GVC with the shipped reader, fits tables and networks, chooses the thresholds on the
dev parts (that of vectors alone on folds of the train parts), and writes `src/dateline/record/data/same_event.json.gz`.
Run it again whenever the reader changes. Seeded; a few minutes on one core; Readings are kept in `--work`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.clusters import conll_f1
from benchmarks.same_event.files import Document, read_ecb, read_gvc
from benchmarks.same_event.raw import words_that_count
from benchmarks.same_event.reading import Read, Words, read_given
from dateline.model.reading import Reading
from dateline.reader import Reader
from dateline.reader.network import Network
from dateline.record.linkage import average_link
from dateline.record.same_event import FEATURES, Model, Tables, compare, same_by_vectors
from dateline.record.told import Told, told_of
from dateline.record.words import stem
from training.corpora import tree_documents

TABLES = Path(__file__).parents[1] / "src" / "dateline" / "record" / "data" / "same_event.json.gz"
HIDDEN = 24
FOLDS = 5
LEAST_DOCUMENTS = 3  # documents that a stem of the table must be in
LEAST_PAIRS = 3  # pairs of mentions that a pair of stems of the table must have


@dataclass(slots=True)
class Part:
    """Documents of one corpus and part, read, with the mentions of one kind and their chains."""

    name: str
    told: list[Told]
    groups: list[int]
    """For each document the fold that it belongs to: one incident or topic is in one fold."""
    chains: list[str]
    """For each mention, over all documents."""

    @property
    def gold(self) -> list[list[int]]:
        """The gold clusters."""
        found: dict[str, list[int]] = {}
        for number, chain in enumerate(self.chains):
            found.setdefault(chain, []).append(number)
        return list(found.values())

    def in_folds(self, folds: set[int]) -> Part:
        """The documents of some folds."""
        chosen = [number for number, group in enumerate(self.groups) if group % FOLDS in folds]
        inside = set(chosen)
        owner = [number for number, one in enumerate(self.told) for _ in one.mentions]
        chains = [chain for chain, document in zip(self.chains, owner, strict=True) if document in inside]
        return Part(self.name, [self.told[one] for one in chosen], [self.groups[one] for one in chosen], chains)


def state_of(folder: Path) -> str:
    """What a Reading depends on: the model, and the files beside it."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_part(reader: Reader, documents: Sequence[Document], kept: Path) -> list[Read]:
    """The documents read, from the file `kept` where it has Readings of this reader."""
    state = f"{reader.version} {state_of(Network.shipped().folder)}"
    if kept.is_file():
        version, stored = pickle.loads(kept.read_bytes())  # noqa: S301 (written here)
        if version == state:
            return [_again(document, *packed) for document, packed in zip(documents, stored, strict=True)]
    read = [read_given(reader, document) for document in documents]
    stored = [(one.reading.text, one.reading.to_bytes(), one.spans, one.events, one.participants) for one in read]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps((state, stored)))
    return read


def _again(
    document: Document, text: str, packed: bytes, spans: list[tuple[int, int]], events: list[Words], people: list[Words]
) -> Read:
    return Read(document, Reading.from_bytes(packed, text), spans, events, people)


def stem_weights(read: Sequence[Read], data: Path) -> tuple[dict[str, float], float]:
    """How few documents have a stem, of the train parts and the treebanks; the second is the weight of one unseen."""
    sets = [
        {
            stem(lemma)
            for lemma, tag in zip(one.reading.lemmas, one.reading.upos, strict=True)
            if tag not in ("PUNCT", "SYM")
        }
        for one in read
    ]
    for document in tree_documents(
        [data / "ud-ewt/train.conllu", *sorted((data / "gum-open/train/dep").glob("*.conllu"))]
    ):
        sets.append({stem(lemma) for sentence in document.sentences for lemma in sentence.lemmas or []})
    counts = Counter(one for found in sets for one in found)
    weights = {
        one: round(log(len(sets) / count), 2)
        for one, count in sorted(counts.items())
        if count >= LEAST_DOCUMENTS and one
    }
    return weights, round(log(len(sets) / 2), 2)


def part_of(name: str, read: Sequence[Read], kind: str, idf: dict[str, float], unseen: float) -> Part:
    """The mentions of one kind; those without words are left out."""
    told, chains, groups = [], [], []
    incidents: dict[str, int] = {}
    for one in read:
        words = getattr(one, kind)
        told.append(told_of(one.reading, [each for each in words if each], idf, unseen, one.document.published))
        mentions = getattr(one.document, kind)
        chains += [mention.chain for mention, each in zip(mentions, words, strict=True) if each]
        label = one.document.topic or next((mention.chain for mention in mentions), one.document.id)
        groups.append(incidents.setdefault(label, len(incidents)))
    return Part(name, told, groups, chains)


def stems_together(parts: Sequence[Part], folds: set[int] | None = None) -> tuple[dict[str, float], float, float]:
    """Log odds that two stems tell one event, in documents (of the folds) that have an event in common."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for part in parts:
        owner = [number for number, one in enumerate(part.told) for _ in one.mentions]
        mentions = [mention for one in part.told for mention in one.mentions]
        near: dict[int, set[int]] = {number: {number} for number in range(len(part.told))}
        for cluster in part.gold:
            for one in cluster:
                near[owner[one]].update(owner[other] for other in cluster)
        of: dict[int, list[int]] = {}
        for number, document in enumerate(owner):
            of.setdefault(document, []).append(number)
        for document, others in near.items():
            if folds is not None and part.groups[document] % FOLDS not in folds:
                continue
            for one in of.get(document, ()):
                for other in (number for another in others if another >= document for number in of.get(another, ())):
                    if other > one:
                        a, b = sorted((mentions[one].stem, mentions[other].stem))
                        seen[f"{a} {b}"] += 1
                        right[f"{a} {b}"] += part.chains[one] == part.chains[other]
    same = [key for key in seen if len(set(key.split(" "))) == 1]
    other_keys = [key for key in seen if len(set(key.split(" "))) == 2]
    priors = []
    for keys in (same, other_keys):
        count = sum(min(seen[key], 20) for key in keys)
        priors.append(sum(right[key] * min(1.0, 20 / seen[key]) for key in keys) / max(count, 1))
    alike, unlike = (_odds(min(max(prior, 0.01), 0.95)) for prior in priors)
    table = {}
    for key in sorted(seen):
        prior = priors[0] if len(set(key.split(" "))) == 1 else priors[1]
        if seen[key] >= LEAST_PAIRS:
            strength = 4.0
            chance = (right[key] + strength * prior) / (seen[key] + strength)
            table[key] = round(_odds(min(max(chance, 0.002), 0.98)), 2)
    return table, round(alike, 2), round(unlike, 2)


def _tellers_in(one: Read) -> Iterator[tuple[str, str, bool, bool]]:
    """Stem, class, whether a predicate and whether an event, for each word of the runs that count."""
    events = {words[0] for words in one.events if words}
    predicates = {frame.word for frame in one.reading.frames}
    for word in words_that_count(one):
        kind = "verb" if one.reading.upos[word] == "VERB" else "noun"
        yield stem(one.reading.lemmas[word]), kind, word in predicates, word in events


def tellers(corpora: Sequence[Sequence[Read]]) -> dict[str, float]:
    """Log odds that a word tells an event, by stem and class and by class alone; each corpus counts the same."""
    right: dict[str, float] = {}
    seen: dict[str, float] = {}
    times: Counter[str] = Counter()
    kinds_of: dict[str, str] = {}
    for read in corpora:
        words = [each for one in read for each in _tellers_in(one)]
        weight = 20_000 / max(len(words), 1)
        for root, kind, predicate, event in words:
            for each in (f"{kind} predicate", kind) if predicate else (kind,):
                for key in (each, f"{root} {each}"):
                    kinds_of[key] = each
                    times[key] += 1
                    seen[key] = seen.get(key, 0.0) + weight
                    right[key] = right.get(key, 0.0) + weight * event
    found = {}
    for key in sorted(seen):
        prior = right[kinds_of[key]] / seen[kinds_of[key]]
        if times[key] >= LEAST_PAIRS:
            chance = (right[key] + 4 * prior) / (seen[key] + 4)
            found[key] = round(_odds(min(max(chance, 0.002), 0.98)), 2)
    return found


def tellers_from(table: dict[str, float], corpora: Sequence[Sequence[Read]]) -> tuple[dict[str, float], list[float]]:
    """The table less the odds from which a word is taken for an event: those of the highest mean F1; and each F1."""
    best: tuple[float, dict[str, float], list[float]] = (-1.0, table, [])
    for step in range(-10, 5):
        shifted = {key: round(odds - step / 4, 2) for key, odds in table.items()}
        known = Tables({}, 0.0, blank(({}, 0.0, 0.0)), blank(({}, 0.0, 0.0)), shifted)
        found = []
        for read in corpora:
            words = [each for one in read for each in _tellers_in(one)]
            taken = [known.tells_event(root, kind == "verb", predicate) for root, kind, predicate, _ in words]
            both = sum(each and event for each, (*_, event) in zip(taken, words, strict=True))
            found.append(2 * both / (sum(taken) + sum(event for *_, event in words)))
        if sum(found) / len(found) > best[0]:
            best = (sum(found) / len(found), shifted, found)
    return best[1], best[2]


def _odds(chance: float) -> float:
    return log(chance / (1 - chance))


def blank(table: tuple[dict[str, float], float, float]) -> Model:
    """A model that has tables only: what pairs and features need."""
    return Model([], [], [], [], [], 0.0, 0.5, *table)


@dataclass(slots=True)
class Examples:
    """Pairs with their features, what they are, and how much each counts."""

    features: NDArray[np.float32]
    right: NDArray[np.float32]
    weight: NDArray[np.float32]


def examples_of(parts: Sequence[Part]) -> Examples:
    """Pairs of the parts; the table of stems that a document sees comes from the other folds."""
    features, right, weight = [], [], []
    for fold in range(FOLDS):
        model = blank(stems_together(parts, set(range(FOLDS)) - {fold}))
        for part in parts:
            chosen = [number for number, group in enumerate(part.groups) if group % FOLDS == fold]
            inside = set(chosen)
            compared = compare([part.told[number] for number in chosen], model)
            owner = [number for number, one in enumerate(part.told) for _ in one.mentions]
            chains = [part.chains[number] for number, document in enumerate(owner) if document in inside]
            sizes = Counter(chains)
            truth = np.array([chains[one] == chains[other] for one, other in compared.pairs], np.float32)
            size = np.array([sizes[chains[one]] * sizes[chains[other]] for one, other in compared.pairs], np.float32)
            features.append(compared.features)
            right.append(truth)
            weight.append(size**-0.5)
    counted = np.concatenate(weight)
    return Examples(np.concatenate(features), np.concatenate(right), counted / counted.mean())


def fit(examples: Examples, table: tuple[dict[str, float], float, float], seed: int, steps: int = 6000) -> Model:
    """A network of one hidden layer by Adam on cross-entropy."""
    random = np.random.default_rng(seed)
    count = examples.features.shape[1]
    mean, scale = examples.features.mean(0), examples.features.std(0) + 1e-3
    inputs = ((examples.features - mean) / scale).astype(np.float32)
    values = [
        random.normal(0, (2 / count) ** 0.5, (count, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        random.normal(0, HIDDEN**-0.5, HIDDEN).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    first = [np.zeros_like(value) for value in values]
    second = [np.zeros_like(value) for value in values]
    for step in range(1, steps + 1):
        rows = random.integers(0, len(inputs), 1024)
        batch, truth, weight = inputs[rows], examples.right[rows], examples.weight[rows]
        layer = batch @ values[0] + values[1]
        active = np.maximum(layer, 0)
        chance = 1 / (1 + np.exp(-(active @ values[2] + values[3])))
        wrong = (chance - truth) * weight / len(rows)
        inner = np.outer(wrong, values[2]) * (layer > 0)
        slopes = [
            batch.T @ inner + 1e-4 * values[0],
            inner.sum(0),
            active.T @ wrong + 1e-4 * values[2],
            wrong.sum(keepdims=True),
        ]
        rate = 3e-3 * (1 - step / (steps + 1))
        for value, slope, one, two in zip(values, slopes, first, second, strict=True):
            one += 0.1 * (slope - one)
            two += 0.001 * (slope * slope - two)
            value -= rate * (one / (1 - 0.9**step)) / (np.sqrt(two / (1 - 0.999**step)) + 1e-8)
    rounded = [np.round(value.astype(np.float64), 4).tolist() for value in values]
    return Model(
        np.round(mean.astype(np.float64), 4).tolist(), np.round(scale.astype(np.float64), 4).tolist(),
        rounded[0], rounded[1], rounded[2], rounded[3][0], 0.5, *table,
    )  # fmt: skip


def best_threshold(parts: Sequence[Part], model: Model) -> tuple[float, dict[str, float]]:
    """The threshold of the highest mean CoNLL F1 over the parts, and each part's F1 there."""
    scored = []
    for part in parts:
        compared = compare(part.told, model)
        chances = model.chances(compared.features).tolist()
        scored.append(
            (part, [(one, other, chance) for (one, other), chance in zip(compared.pairs, chances, strict=True)])
        )
    best: tuple[float, float, dict[str, float]] = (-1.0, 0.5, {})
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65):
        found = {
            part.name: conll_f1(part.gold, average_link(len(part.chains), scores, threshold)) for part, scores in scored
        }
        mean = sum(found.values()) / len(found)
        if mean > best[0]:
            best = (mean, threshold, found)
    return best[1], best[2]


def best_cosine(parts: Sequence[Part]) -> float | None:
    """The threshold of vectors alone, on two folds of each of the train parts; None where there are none."""
    parts = [part.in_folds({0, 1}) for part in parts]
    if not any(mention.vector is not None for part in parts for one in part.told for mention in one.mentions):
        return None
    choices = [step / 40 for step in range(23, 32)]
    return max(
        choices, key=lambda choice: sum(conll_f1(part.gold, same_by_vectors(part.told, choice)) for part in parts)
    )


def main() -> None:
    """Fit everything and write the tables."""
    parser = argparse.ArgumentParser(prog="python -m training.same_event", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / "build" / "same_event")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=TABLES)
    given = parser.parse_args()
    reader = Reader.shipped()
    read = {}
    for part in ("train", "dev"):
        read["ecb", part] = read_part(
            reader, read_ecb(given.data / "ecbplus", part, None), given.work / f"ecb_{part}.bin"
        )
        read["gvc", part] = read_part(
            reader, read_gvc(given.data / "gvc", part, None)[0], given.work / f"gvc_{part}.bin"
        )
    idf, unseen = stem_weights([*read["ecb", "train"], *read["gvc", "train"]], given.data)
    models = []
    for kind, corpora in (("events", ("ecb", "gvc")), ("participants", ("ecb",))):
        train, dev = (
            [part_of(corpus, read[corpus, part], kind, idf, unseen) for corpus in corpora] for part in ("train", "dev")
        )
        examples = examples_of(train)
        print(f"{kind}: {len(examples.right)} pairs, {int(examples.right.sum())} of them one", flush=True)
        model = fit(examples, stems_together(train), given.seed)
        threshold, scores = best_threshold(dev, model)
        near = best_cosine(train)
        print(f"{kind}: threshold {threshold}, dev CoNLL F1 {scores}, cosine alone from {near}", flush=True)
        models.append(msgspec.structs.replace(model, threshold=threshold, cosine_threshold=near))
    telling, found = tellers_from(
        tellers([read["ecb", "train"], read["gvc", "train"]]), [read["ecb", "dev"], read["gvc", "dev"]]
    )
    print(f"words that tell events: dev F1 {found}", flush=True)
    packed = gzip.compress(msgspec.json.encode(Tables(idf, unseen, models[0], models[1], telling)), 9, mtime=0)
    given.out.write_bytes(packed)
    print(f"{given.out}: {len(packed):,} bytes; features {len(FEATURES)}")


if __name__ == "__main__":
    main()
