"""The last stage: the scorer of roles, trained on what the shipped reader gives (its int8 vectors, its own trees).

The network learns its role vectors together with everything else, through a plain product. What the tree and the
lemmas say of the two words is added here: a small network over what the encoder made of both, the predicate's sense and
the categories of paths.py. The encoder has seen these sentences; perturbing.py says what is done about it. Two such
networks are trained side by side, each with its own chance, and their probabilities averaged: together they err less
than either.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from dateline.model.reading import Frame
from dateline.reader.frames import Clause, Framer
from dateline.reader.names import TAGS
from dateline.reader.network import Network
from dateline.reader.paths import Paths, Tree, pairs_of
from dateline.reader.read import Reader
from training.documents import Document, Sentence
from training.perturbing import perturbed

_SHARES = (0.12, 0.25, 0.35)
"""How much is replaced in each of the copies of the training text."""
_SENTENCES = 96
"""Sentences of a batch."""
_NETWORKS = 2
_HIDDEN, _PRODUCT, _COLUMNS = 192, 96, 24
"""Widths of each network: its one layer, the product of the two words, the tables of hashes."""
_RATE = 3e-3
_WAY = 0.005
"""Share of the words standing to a predicate in some way that must be arguments, for the reader to look at them."""
_HALVED = 1000
"""Numbers from which a table is stored in half precision."""


class _Scorer(nn.Module):
    """Scores of roles for pairs of a predicate and a word (see `dateline.reader.network.Network.roles`)."""

    def __init__(self, width: int, senses: int, sizes: tuple[int, ...], hashed: int, roles: int) -> None:
        super().__init__()
        self.predicate = nn.Linear(width, _HIDDEN)
        self.argument = nn.Linear(width, _HIDDEN, bias=False)
        self.sense = nn.Linear(senses, _HIDDEN, bias=False)
        self.one, self.other = nn.Linear(width, _PRODUCT), nn.Linear(width, _PRODUCT)
        self.product = nn.Linear(_PRODUCT, _HIDDEN, bias=False)
        self.whole = len(sizes) - hashed
        self.table = nn.Embedding(sum(sizes[: self.whole]), _HIDDEN)
        nn.init.normal_(self.table.weight, std=0.05)
        self.hashes = nn.Embedding(sum(sizes[self.whole :]), _COLUMNS)
        nn.init.normal_(self.hashes.weight, std=0.1)
        self.widen = nn.Linear(_COLUMNS * hashed, _HIDDEN, bias=False)
        starts = [np.cumsum([0, *part[:-1]]) for part in (sizes[: self.whole], sizes[self.whole :])]
        self.starts: Tensor
        self.register_buffer("starts", torch.from_numpy(np.concatenate(starts))[:, None])
        self.few, self.some, self.many = nn.Dropout(0.05), nn.Dropout(0.25), nn.Dropout(0.35)
        self.out = nn.Linear(_HIDDEN, roles)

    def forward(
        self, predicates: Tensor, senses: Tensor, arguments: Tensor, pairs: Tensor, categories: Tensor
    ) -> Tensor:
        left, right = pairs[:, 0], pairs[:, 1]
        predicates, arguments = self.few(predicates), self.few(arguments)
        known = (self.predicate(predicates) + self.sense(self.few(senses)))[left] + self.argument(arguments)[right]
        return self.settled(known, self.one(predicates)[left] * self.other(arguments)[right], categories)

    def settled(self, known: Tensor, both: Tensor, categories: Tensor) -> Tensor:
        """Scores from what is known of the two words, the product of both (pairs, …), and the categories."""
        mixed = known + self.product(both)
        rows = categories + self.starts
        if self.training:
            mixed = mixed + functional.embedding_bag(rows[: self.whole].T.contiguous(), self.table.weight, mode="sum")
        else:
            for row in rows[: self.whole]:
                mixed = mixed + self.table(row)
        mixed = mixed + self.widen(self.many(self.hashes(rows[self.whole :].T)).flatten(1))
        return self.out(self.some(functional.gelu(mixed)))


class RoleScorer(nn.Module):
    """Several networks; gives the log of the mean of their probabilities."""

    def __init__(self, width: int, senses: int, sizes: tuple[int, ...], hashed: int, roles: int) -> None:
        super().__init__()
        self.networks = nn.ModuleList(_Scorer(width, senses, sizes, hashed, roles) for _ in range(_NETWORKS))

    def forward(self, *given: Tensor) -> Tensor:
        """See `Network.roles` for the shapes."""
        return torch.log(sum(functional.softmax(network(*given), 1) for network in self.networks) / _NETWORKS)

    def loss(self, given: tuple[Tensor, ...], gold: Tensor) -> Tensor:
        """The losses of the networks, each by itself, together."""
        losses = [functional.cross_entropy(network(*given), gold) for network in self.networks]
        return torch.stack(losses).sum()


class _Together(nn.Module):
    """What `RoleScorer` gives, with what all networks make of a word by itself as one product."""

    def __init__(self, scorer: RoleScorer) -> None:
        super().__init__()
        self.networks = [one for one in scorer.networks if isinstance(one, _Scorer)]
        self.kept = scorer.networks
        predicate = [part for one in self.networks for part in (one.predicate, one.one)]
        argument = [part for one in self.networks for part in (one.argument, one.other)]
        self.predicate, self.argument = _joined(predicate), _joined(argument)

    def forward(
        self, predicates: Tensor, senses: Tensor, arguments: Tensor, pairs: Tensor, categories: Tensor
    ) -> Tensor:
        left, right = pairs[:, 0], pairs[:, 1]
        widths = [_HIDDEN, _PRODUCT] * len(self.networks)
        mine, theirs = self.predicate(predicates).split(widths, 1), self.argument(arguments).split(widths, 1)
        found = []
        for number, network in enumerate(self.networks):
            known = (mine[2 * number] + network.sense(senses))[left] + theirs[2 * number][right]
            both = mine[2 * number + 1][left] * theirs[2 * number + 1][right]
            found.append(functional.softmax(network.settled(known, both, categories), 1))
        return torch.log(torch.stack(found).mean(0))


def _joined(parts: Sequence[nn.Linear]) -> nn.Linear:
    """Several products of one thing as one."""
    joined = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    biases = [torch.zeros(part.out_features) if part.bias is None else part.bias for part in parts]
    joined.weight.data = torch.cat([part.weight.data for part in parts])
    joined.bias.data = torch.cat(biases).detach()
    return joined


@dataclass(slots=True)
class Example:
    """One sentence: what the reader gave it, its gold predicates and their roles by word."""

    clause: Clause
    words: list[int]
    senses: np.ndarray
    """Vectors of the senses, and what the model said of them."""
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
    """The gold predicates; and those that the reader takes for one, which have no roles."""
    roles = {frame.word: np.zeros(len(gold.words), dtype=np.int64) for frame in gold.frames or ()}
    for frame in gold.frames or ():
        for role, head in frame.arguments:
            roles[frame.word][head] = number.get(role, 0) or roles[frame.word][head]
    for word in np.flatnonzero(clause.predicate > 0).tolist():
        roles.setdefault(word, np.zeros(len(gold.words), dtype=np.int64))
    words = sorted(roles)
    senses = [np.concatenate([framer.sense(clause, word)[1], clause.sense[word]]) for word in words]
    kept = Clause(clause.first, clause.tree, clause.predicate.copy(), clause.sense[:0].copy(), clause.words.copy())
    return Example(kept, words, np.stack(senses), np.stack([roles[word] for word in words]))


@dataclass(slots=True)
class Batch:
    """Sentences as what the scorer is given, the gold role of each candidate, and how many roles there are in all."""

    given: tuple[Tensor, ...]
    gold: Tensor
    all: int


def batches(known: list[Example], paths: Paths) -> list[Batch]:
    """Batches of sentences in their order."""
    found = []
    for start in range(0, len(known), _SENTENCES):
        batch = known[start : start + _SENTENCES]
        sizes = [len(example.clause.tree.heads) for example in batch]
        rows, predicates, words = pairs_of(sizes, [example.words for example in batch])
        kept, categories = paths.of(Tree.joined([example.clause.tree for example in batch]), predicates, words)
        roles = np.concatenate([example.roles.reshape(-1) for example in batch])
        given = (
            np.concatenate([example.clause.words[example.words] for example in batch]),
            np.concatenate([example.senses for example in batch]),
            np.concatenate([example.clause.words for example in batch]),
            np.stack([rows[kept], words[kept]], axis=1),
            categories,
        )
        tensors = tuple(torch.from_numpy(np.ascontiguousarray(one)) for one in given)
        found.append(Batch(tensors, torch.from_numpy(roles[kept]), int((roles > 0).sum())))
    return found


def write_ways(folder: Path, known: list[Batch], sizes: tuple[int, ...]) -> None:
    """Write in which ways (the first two categories) words may stand to a predicate whose arguments they are."""
    seen, given = np.zeros(sizes[:2]), np.zeros(sizes[:2])
    for batch in known:
        way = tuple(batch.given[-1][:2].numpy())
        np.add.at(seen, way, 1)
        np.add.at(given, way, (batch.gold > 0).numpy())
    np.save(folder / "ways.npy", given >= _WAY * np.maximum(seen, 1))


def train_roles(
    folder: Path, documents: list[Document], held: list[Document], *, epochs: int = 3, seed: int = 0
) -> RoleScorer:
    """Train the scorer for the model in `folder` and write `roles.onnx` into it."""
    torch.manual_seed(seed)
    network = Network(folder)
    reader = Reader.in_folder(folder)
    rng = random.Random(seed)
    paths = Paths(network.card["deprel"], len(network.card["feats"]), len(TAGS))
    every: list[Batch] = []
    for number, share in enumerate(_SHARES):
        known = examples(reader, network, perturbed(documents, share, seed + number))
        rng.shuffle(known)
        every += batches(known, paths)
        print(f"roles: {len(known)} sentences, {share} of the words replaced", flush=True)
    apart = batches(examples(reader, network, held), paths)
    write_ways(folder, every, paths.sizes)
    width, senses = every[0].given[0].shape[1], every[0].given[1].shape[1]
    scorer = RoleScorer(width, senses, paths.sizes, paths.hashed, len(network.card["roles"]))
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=_RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=epochs * len(every), pct_start=0.1)
    for epoch in range(epochs):
        rng.shuffle(every)
        total = 0.0
        for batch in every:
            loss = scorer.loss(batch.given, batch.gold)
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
    """F1 of (word, role) pairs on gold predicates and those that the reader takes for one."""
    scorer.eval()
    right = found = true = 0
    for batch in held:
        guess = scorer(*batch.given).argmax(1)
        right += int(((guess == batch.gold) & (batch.gold > 0)).sum())
        found += int((guess > 0).sum())
        true += batch.all
    scorer.train()
    return 2 * right / max(found + true, 1)


def _write(scorer: RoleScorer, path: Path, batch: Batch) -> None:
    """The graph that ships: products of int8, tables in half precision, hashes in bytes (widened when it is loaded)."""
    names = ["predicates", "senses", "arguments", "pairs", "categories"]
    axes = {name: {0: name} for name in names[:4]} | {"categories": {1: "pairs"}, "scores": {0: "pairs"}}
    plain = path.with_suffix(".plain")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Together(scorer).eval(), batch.given, str(plain), input_names=names, output_names=["scores"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    quantize_dynamic(
        str(plain), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"], nodes_to_exclude=_float_products(plain),
    )  # fmt: skip
    plain.unlink()
    graph = onnx.load(str(path))
    for stored in list(graph.graph.initializer):
        values = numpy_helper.to_array(stored)
        if values.dtype == np.float32 and values.size >= _HALVED:
            _pack(graph.graph, stored, values, small="hashes" in stored.name)
    onnx.save(graph, str(path))


def _float_products(path: Path) -> list[str]:
    """The products that stay in float: the last one of each network, whose results are compared."""
    nodes = onnx.load(str(path)).graph.node
    return [node.name for node in nodes if node.op_type in ("MatMul", "Gemm") and "/out/" in node.name]


def _pack(graph: onnx.GraphProto, stored: TensorProto, values: NDArray[np.float32], *, small: bool) -> None:
    """Store a table in half precision, or in `small` bytes, and say how it is widened."""
    step = float(np.abs(values).max()) / 127
    packed = np.rint(values / step).astype(np.int8) if small else values.astype(np.float16)
    graph.initializer.remove(stored)
    graph.initializer.append(numpy_helper.from_array(packed, f"{stored.name}.packed"))
    steps = [helper.make_node("Cast", [f"{stored.name}.packed"], [stored.name], to=TensorProto.FLOAT)]
    if small:
        steps[0].output[0] = f"{stored.name}.steps"
        graph.initializer.append(numpy_helper.from_array(np.array(step, dtype=np.float32), f"{stored.name}.step"))
        steps.append(helper.make_node("Mul", [f"{stored.name}.steps", f"{stored.name}.step"], [stored.name]))
    for node in reversed(steps):
        graph.node.insert(0, node)
