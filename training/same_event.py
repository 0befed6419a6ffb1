"""`python -m training.same_event --data DIR`: fit the decision that two mentions are one event (or one participant).

Reads the train parts of ECB+ and GVC with the shipped reader, fits tables and networks, chooses the thresholds on folds
of the train parts, and writes `src/dateline/record/data/same_event.json.gz`. The reader was trained on the stories of
ECB+'s train part and its vectors know them by heart (they tell pairs of different stems apart with an area of 0.97
there and of 0.80 on the dev part), so those of events count only where reports are dated, which none of ECB+ is.
Run it again whenever the reader changes. Seeded; ten minutes on one core; Readings are kept in `--work`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import pickle
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.clusters import conll_f1
from benchmarks.same_event.files import Document, read_ecb, read_gvc
from benchmarks.same_event.reading import Read, Words, read_given
from dateline.model.reading import Reading
from dateline.reader import Reader
from dateline.reader.network import Network
from dateline.record.linkage import average_link
from dateline.record.pairs import FEATURES
from dateline.record.same_event import LARGEST, Model, Tables, compare, same_by_vectors, same_events
from dateline.record.told import Told, told_of
from dateline.record.words import stem
from training.corpora import tree_documents
from training.tellers import LEAST, odds, tellers, tellers_from

TABLES = Path(__file__).parents[1] / "src" / "dateline" / "record" / "data" / "same_event.json.gz"
NETWORKS = 3
HIDDEN = {"events": 24, "participants": 8}  # of each network
STEPS = 2500
DECAY = 0.05
BALANCE = 2.0  # how much a pair of ECB+, which has stories of many kinds, counts beside one of shootings
FOLDS = 5
LEAST_DOCUMENTS = 3  # documents that a stem of the table must be in


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
    alike, unlike = (odds(min(max(prior, 0.01), 0.95)) for prior in priors)
    table = {}
    for key in sorted(seen):
        prior = priors[0] if len(set(key.split(" "))) == 1 else priors[1]
        if seen[key] >= LEAST:
            strength = 4.0
            chance = (right[key] + strength * prior) / (seen[key] + strength)
            table[key] = round(odds(min(max(chance, 0.002), 0.98)), 2)
    return table, round(alike, 2), round(unlike, 2)


def blank(table: tuple[dict[str, float], float, float], trusts_vectors: bool) -> Model:
    """A model that has tables only: what pairs and features need."""
    return Model([], [], [], [], [], 0.0, 0.5, *table, trusts_vectors=trusts_vectors)


@dataclass(slots=True)
class Examples:
    """Pairs of one fold of one part with their features, what they are, and how much each counts."""

    name: str
    fold: int
    pairs: list[tuple[int, int]]
    chains: list[str]
    features: NDArray[np.float32]
    right: NDArray[np.float32]
    weight: NDArray[np.float32]


def examples_of(parts: Sequence[Part], trusts_vectors: bool) -> list[Examples]:
    """Pairs of the parts; the table of stems that a document sees comes from the other folds."""
    found = []
    for fold in range(FOLDS):
        model = blank(stems_together(parts, set(range(FOLDS)) - {fold}), trusts_vectors)
        for part in parts:
            inside = part.in_folds({fold})
            compared = compare(inside.told, model)
            chains, sizes = inside.chains, Counter(inside.chains)
            truth = np.array([chains[one] == chains[other] for one, other in compared.pairs], np.float32)
            size = np.array([sizes[chains[one]] * sizes[chains[other]] for one, other in compared.pairs], np.float32)
            weight = size**-0.5 * (BALANCE if part.name == "ecb" else 1.0)
            found.append(Examples(part.name, fold, compared.pairs, chains, compared.features, truth, weight))
    return found


def fit(
    examples: Sequence[Examples],
    table: tuple[dict[str, float], float, float],
    hidden: int,
    seed: int,
    networks: int = NETWORKS,
) -> Model:
    """Several networks of one hidden layer side by side: one network, whose outcome is their mean."""
    features = np.concatenate([one.features for one in examples])
    right = np.concatenate([one.right for one in examples])
    weight = np.concatenate([one.weight for one in examples])
    weight /= weight.mean()
    mean, scale = features.mean(0), features.std(0) + 1e-3
    inputs = np.clip((features - mean) / scale, -LARGEST, LARGEST).astype(np.float32)
    fitted = [_fit_one(inputs, right, weight, hidden, seed + number) for number in range(networks)]
    layer, layer_bias, out = (np.concatenate([one[place] for one in fitted], axis=-1) for place in range(3))
    rounded = [np.round(value.astype(np.float64), 4).tolist() for value in (layer, layer_bias, out / networks)]
    return Model(
        np.round(mean.astype(np.float64), 4).tolist(), np.round(scale.astype(np.float64), 4).tolist(),
        rounded[0], rounded[1], rounded[2], round(float(np.mean([one[3] for one in fitted])), 4), 0.5, *table,
    )  # fmt: skip


def _fit_one(
    inputs: NDArray[np.float32], right: NDArray[np.float32], weights: NDArray[np.float32], hidden: int, seed: int
) -> list[NDArray[np.float32]]:
    """A network of one hidden layer by Adam on cross-entropy, its weights decaying: hidden, its bias, out, its bias."""
    random = np.random.default_rng(seed)
    count = inputs.shape[1]
    values = [
        random.normal(0, (2 / count) ** 0.5, (count, hidden)).astype(np.float32),
        np.zeros(hidden, np.float32),
        random.normal(0, hidden**-0.5, hidden).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    first = [np.zeros_like(value) for value in values]
    second = [np.zeros_like(value) for value in values]
    for step in range(1, STEPS + 1):
        rows = random.integers(0, len(inputs), 1024)
        batch, truth, weight = inputs[rows], right[rows], weights[rows]
        layer = batch @ values[0] + values[1]
        active = np.maximum(layer, 0)
        chance = 1 / (1 + np.exp(-(active @ values[2] + values[3])))
        wrong = (chance - truth) * weight / len(rows)
        inner = np.outer(wrong, values[2]) * (layer > 0)
        slopes = [batch.T @ inner, inner.sum(0), active.T @ wrong, wrong.sum(keepdims=True)]
        rate = 3e-3 * (1 - step / (STEPS + 1))
        for number, (value, slope, one, two) in enumerate(zip(values, slopes, first, second, strict=True)):
            one += 0.1 * (slope - one)
            two += 0.001 * (slope * slope - two)
            if number in (0, 2):
                value *= 1 - rate * DECAY
            value -= rate * (one / (1 - 0.9**step)) / (np.sqrt(two / (1 - 0.999**step)) + 1e-8)
    return values


Scored = tuple[str, int, list[str], list[tuple[int, int, float]]]
"""Name of the part, fold, chains of the mentions, pairs with their chances."""


def scored_on_folds(examples: Sequence[Examples], hidden: int, seed: int) -> list[Scored]:
    """The pairs of each fold by a network that was fitted on the others."""
    found = []
    for fold in range(FOLDS):
        model = fit([one for one in examples if one.fold != fold], ({}, 0.0, 0.0), hidden, seed, networks=1)
        for one in examples:
            if one.fold == fold:
                chances = model.chances(one.features).tolist()
                rows = [(*pair, chance) for pair, chance in zip(one.pairs, chances, strict=True)]
                found.append((one.name, fold, one.chains, rows))
    return found


def clusters_f1(scored: Sequence[Scored], threshold: float) -> dict[str, float]:
    """CoNLL F1 of each part over all its folds at one threshold."""
    gold: dict[str, dict[Hashable, list[Hashable]]] = {}
    ours: dict[str, list[list[Hashable]]] = {}
    for name, fold, chains, rows in scored:
        for number, chain in enumerate(chains):
            gold.setdefault(name, {}).setdefault((fold, chain), []).append((fold, number))
        groups = average_link(len(chains), rows, threshold)
        ours.setdefault(name, []).extend([(fold, number) for number in group] for group in groups)
    return {name: conll_f1(list(chains.values()), ours[name]) for name, chains in gold.items()}


def best_threshold(scored: Sequence[Scored]) -> tuple[float, dict[str, float]]:
    """The threshold of the highest mean CoNLL F1 of the parts, and each part's F1 there."""
    choices = {threshold: clusters_f1(scored, threshold) for threshold in (0.15, 0.2, 0.25, 0.3, 0.35)}
    best = max(choices, key=lambda threshold: sum(choices[threshold].values()))
    return best, choices[best]


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
    for kind, corpora, trusts_vectors in (("events", ("ecb", "gvc"), False), ("participants", ("ecb",), True)):
        train, dev = (
            [part_of(corpus, read[corpus, part], kind, idf, unseen) for corpus in corpora] for part in ("train", "dev")
        )
        examples = examples_of(train, trusts_vectors)
        count, ones = (sum(len(one.pairs) for one in examples), sum(int(one.right.sum()) for one in examples))
        print(f"{kind}: {count} pairs, {ones} of them one", flush=True)
        threshold, scores = best_threshold(scored_on_folds(examples, HIDDEN[kind], given.seed))
        near = best_cosine(train)
        print(f"{kind}: threshold {threshold}, CoNLL F1 on folds {scores}, cosine alone from {near}", flush=True)
        model = fit(examples, stems_together(train), HIDDEN[kind], given.seed)
        models.append(
            msgspec.structs.replace(model, threshold=threshold, cosine_threshold=near, trusts_vectors=trusts_vectors)
        )
        scores = {part.name: conll_f1(part.gold, same_events(part.told, models[-1])) for part in dev}
        print(f"{kind}: dev CoNLL F1 {scores}", flush=True)
    telling, found = tellers_from(
        tellers([read["ecb", "train"], read["gvc", "train"]]), [read["ecb", "dev"], read["gvc", "dev"]]
    )
    print(f"words that tell events: dev F1 {found}", flush=True)
    packed = gzip.compress(msgspec.json.encode(Tables(idf, unseen, models[0], models[1], telling)), 9, mtime=0)
    given.out.write_bytes(packed)
    print(f"{given.out}: {len(packed):,} bytes; features {len(FEATURES)}")


if __name__ == "__main__":
    main()
