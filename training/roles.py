"""The last stage: the scorer of roles, trained on what the shipped reader gives (its int8 vectors, its own trees).

The network learns its role vectors together with everything else, through a plain product. What the tree says of the
two words, known only once there is a tree, is added here: a small network over both vectors, the predicate's sense and
the categories of paths.py. Minutes on two cores, since the encoder is not run again.
"""

from __future__ import annotations

import random
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from dateline.model.reading import Frame
from dateline.reader.frames import Clause, Framer
from dateline.reader.network import Network
from dateline.reader.paths import Paths, Tree, pairs_of
from dateline.reader.read import Reader
from training.documents import Document, Sentence
from training.usage import write_usage

_LARGE = 1000
"""Values from which a category has a table of few columns."""
_KEPT = 0.15
"""Share of the pairs with rare paths that are trained on."""
_HALVED = 1000
"""Numbers from which a table is stored in half precision."""


class RoleScorer(nn.Module):
    """Scores of roles for pairs of a predicate and a word (see `dateline.reader.network.Network.roles`)."""

    def __init__(self, width: int, sense: int, categories: tuple[int, ...], roles: int, hidden: int = 160) -> None:
        super().__init__()
        self.predicate = nn.Linear(width, hidden)
        self.argument = nn.Linear(width, hidden, bias=False)
        self.sense = nn.Linear(sense, hidden, bias=False)
        self.product = nn.Linear(width, hidden, bias=False)
        self.paths = nn.ModuleList(
            nn.Embedding(size, hidden) if size < _LARGE else _Narrow(size, hidden) for size in categories
        )
        for table in self.paths:
            if isinstance(table, nn.Embedding):
                nn.init.normal_(table.weight, std=0.05)
        self.dropout = nn.Dropout(0.25)
        self.blank = nn.Dropout(0.05)
        self.out = nn.Linear(hidden, roles)

    def forward(self, predicates: Tensor, senses: Tensor, arguments: Tensor, pairs: Tensor, paths: Tensor) -> Tensor:
        """See `Network.roles` for the shapes."""
        left, right = pairs[:, 0], pairs[:, 1]
        predicates, arguments = self.blank(functional.gelu(predicates)), self.blank(functional.gelu(arguments))
        mixed = (self.predicate(predicates) + self.sense(self.blank(senses)))[left] + self.argument(arguments)[right]
        mixed = mixed + self.product(predicates[left] * arguments[right])
        for table, category in zip(self.paths, paths, strict=True):
            mixed = mixed + table(category)
        return self.out(self.dropout(functional.gelu(mixed)))


class _Narrow(nn.Module):
    """A large table by way of few columns."""

    def __init__(self, size: int, hidden: int, width: int = 24) -> None:
        super().__init__()
        self.table = nn.Embedding(size, width)
        nn.init.normal_(self.table.weight, std=0.1)
        self.dropout = nn.Dropout(0.2)
        self.widen = nn.Linear(width, hidden, bias=False)

    def forward(self, category: Tensor) -> Tensor:
        return self.widen(self.dropout(self.table(category)))


@dataclass(slots=True)
class Example:
    """One sentence: what the reader gave it, its gold predicates and their roles by word."""

    clause: Clause
    words: list[int]
    senses: np.ndarray
    """Vectors of the senses."""
    numbers: list[int]
    """Numbers of the senses, -1 for one that no training text had."""
    roles: np.ndarray
    """(predicates, words)."""


class _Listening(Framer):
    """Keeps what the reader gives to its framer."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.heard: list[Clause] = []

    def frames(self, clauses: list[Clause]) -> list[Frame]:
        self.heard.extend(clauses)
        return []


def examples(reader: Reader, network: Network, documents: list[Document]) -> list[Example]:
    """Every sentence with known frames, as the reader sees it."""
    listening = _Listening(network)
    reader._framer = listening
    number = {role: index for index, role in enumerate(network.card["roles"])}
    found: list[Example] = []
    for document in documents:
        if not any(sentence.frames for sentence in document.sentences):
            continue
        firsts, position = {}, 0
        for sentence in document.sentences:
            firsts[position] = sentence
            position += len(sentence.words)
        reader.read_words([sentence.words for sentence in document.sentences])
        for clause in listening.heard:
            gold: Sentence | None = firsts.get(clause.first)  # none where a long sentence was cut
            if gold is not None and gold.frames and len(clause.tree.heads) == len(gold.words):
                found.append(_example(listening, clause, gold, number))
        listening.heard.clear()
    return found


def _example(framer: Framer, clause: Clause, gold: Sentence, number: dict[str, int]) -> Example:
    words = [frame.word for frame in gold.frames or ()]
    roles = np.zeros((len(words), len(gold.words)), dtype=np.int64)
    for row, frame in enumerate(gold.frames or ()):
        for role, head in frame.arguments:
            roles[row, head] = number.get(role, roles[row, head])
    names, senses = zip(*(framer.sense(clause, word) for word in words), strict=True)
    return Example(clause, words, np.stack(senses), [framer.numbers.get(name, -1) for name in names], roles)


@dataclass(slots=True)
class Batch:
    """Sentences as what the scorer is given, the gold role of each pair and how much the pair counts."""

    given: tuple[Tensor, ...]
    gold: Tensor
    weight: Tensor


def batches(known: list[Example], paths: Paths, size: int, rare: NDArray[np.bool_], seed: int = 0) -> list[Batch]:
    """Batches of `size` sentences; of pairs whose path is a `rare` one for a role, only some, which count for all."""
    random_numbers = np.random.default_rng(seed)
    found = []
    for start in range(0, len(known), size):
        batch = known[start : start + size]
        rows, words, categories, gold = _pairs(batch, paths)
        seldom = rare[categories[0]]
        kept = ~seldom | (random_numbers.random(len(gold)) < _KEPT)
        given = (
            np.concatenate([example.clause.role_predicate[example.words] for example in batch]),
            np.concatenate([example.senses for example in batch]),
            np.concatenate([example.clause.role_argument for example in batch]),
            np.stack([rows, words], axis=1)[kept],
            categories[:, kept],
        )
        weight = np.where(seldom, 1 / _KEPT, 1).astype(np.float32)[kept]
        tensors = tuple(torch.from_numpy(np.ascontiguousarray(one)) for one in given)
        found.append(Batch(tensors, torch.from_numpy(gold[kept]), torch.from_numpy(weight)))
    return found


def _pairs(batch: list[Example], paths: Paths) -> tuple[NDArray[np.int64], ...]:
    """Rows of the predicates, words, categories and gold roles of all pairs of some sentences."""
    sizes = [len(example.clause.tree.heads) for example in batch]
    rows, predicates, words = pairs_of(sizes, [example.words for example in batch])
    categories = paths.of(Tree.joined([example.clause.tree for example in batch]), predicates, words)
    return rows, words, categories, np.concatenate([example.roles.reshape(-1) for example in batch])


def _known_pairs(known: list[Example], paths: Paths) -> tuple[NDArray[np.int64], ...]:
    """Senses, categories and gold roles of the pairs whose words hang together."""
    found = []
    for start in range(0, len(known), 64):
        batch = known[start : start + 64]
        rows, _, categories, gold = _pairs(batch, paths)
        near = categories[0] != paths.far
        senses = np.array([number for example in batch for number in example.numbers])[rows]
        found.append((senses[near], categories[:, near], gold[near]))
    senses, categories, roles = zip(*found, strict=True)
    return np.concatenate(senses), np.concatenate(categories, axis=1), np.concatenate(roles)


def rare_paths(known: list[Example], paths: Paths) -> NDArray[np.bool_]:
    """Which paths between a predicate and a word hardly ever give the word a role."""
    seen, given = np.zeros(paths.sizes[0]), np.zeros(paths.sizes[0])
    for start in range(0, len(known), 64):
        _, _, categories, gold = _pairs(known[start : start + 64], paths)
        np.add.at(seen, categories[0], 1)
        np.add.at(given, categories[0], gold > 0)
    rare: NDArray[np.bool_] = given < 0.02 * np.maximum(seen, 1)
    return rare


def train_roles(
    folder: Path, documents: list[Document], held: list[Document], *, epochs: int = 10, seed: int = 0
) -> RoleScorer:
    """Train the scorer for the model in `folder` and write `roles.onnx` into it."""
    torch.manual_seed(seed)
    network = Network(folder)
    reader = Reader.in_folder(folder)
    rng = random.Random(seed)
    known, unseen = examples(reader, network, documents), examples(reader, network, held)
    paths = Paths(network.card["deprel"])
    rare = rare_paths(known, paths)
    write_usage(folder, *_known_pairs(known, paths), paths.sizes, len(network.card["roles"]))
    every, apart = batches(known, paths, 64, rare, seed), batches(unseen, paths, 64, np.zeros_like(rare))
    width, sense = every[0].given[0].shape[1], every[0].given[1].shape[1]
    scorer = RoleScorer(width, sense, paths.sizes, len(network.card["roles"]))
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=epochs * len(every), pct_start=0.1)
    for epoch in range(epochs):
        rng.shuffle(every)
        total = 0.0
        for batch in every:
            losses = functional.cross_entropy(scorer(*batch.given), batch.gold, reduction="none")
            loss = (losses * batch.weight).sum() / batch.weight.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"roles epoch {epoch}: loss {total / len(every):.4f}, held {_score(scorer, apart):.4f}", flush=True)
    _write(scorer.eval(), folder / "roles.onnx", apart[0])
    return scorer


@torch.no_grad()
def _score(scorer: RoleScorer, held: list[Batch]) -> float:
    """F1 of (word, role) pairs on gold predicates."""
    scorer.eval()
    right = found = true = 0
    for batch in held:
        guess = scorer(*batch.given).argmax(1)
        right += int(((guess == batch.gold) & (batch.gold > 0)).sum())
        found += int((guess > 0).sum())
        true += int((batch.gold > 0).sum())
    scorer.train()
    return 2 * right / max(found + true, 1)


def _write(scorer: RoleScorer, path: Path, batch: Batch) -> None:
    """The graph that ships, its numbers in half precision (onnxruntime widens them as it loads it)."""
    names = ["predicates", "senses", "arguments", "pairs", "paths"]
    axes = {name: {0: name} for name in names[:4]} | {"paths": {1: "pairs"}, "scores": {0: "pairs"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            scorer, batch.given, str(path), input_names=names, output_names=["scores"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
    graph = onnx.load(str(path))
    for number, stored in enumerate(list(graph.graph.initializer)):
        values = numpy_helper.to_array(stored)
        if values.dtype == np.float32 and values.size >= _HALVED:
            half = numpy_helper.from_array(values.astype(np.float16), f"{stored.name}.half")
            graph.graph.initializer.remove(stored)
            graph.graph.initializer.append(half)
            graph.graph.node.insert(number, helper.make_node("Cast", [half.name], [stored.name], to=TensorProto.FLOAT))
    onnx.save(graph, str(path))
