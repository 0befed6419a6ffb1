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
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.model.reading import Frame
from dateline.reader.frames import Clause, Framer
from dateline.reader.network import Network
from dateline.reader.paths import Paths, Tree, pairs_of
from dateline.reader.read import Reader
from training.documents import Document, Sentence


class RoleScorer(nn.Module):
    """Scores of roles for pairs of a predicate and a word (see `dateline.reader.network.Network.roles`)."""

    def __init__(self, width: int, sense: int, categories: tuple[int, ...], roles: int, hidden: int = 128) -> None:
        super().__init__()
        self.predicate = nn.Linear(width, hidden)
        self.argument = nn.Linear(width, hidden, bias=False)
        self.sense = nn.Linear(sense, hidden, bias=False)
        self.product = nn.Linear(width, hidden, bias=False)
        self.paths = nn.ModuleList(nn.Embedding(size, hidden) for size in categories)
        for table in self.paths:
            nn.init.normal_(table.weight, std=0.05)
        self.dropout = nn.Dropout(0.3)
        self.out = nn.Linear(hidden, roles)

    def forward(self, predicates: Tensor, senses: Tensor, arguments: Tensor, pairs: Tensor, paths: Tensor) -> Tensor:
        """See `Network.roles` for the shapes."""
        left, right = pairs[:, 0], pairs[:, 1]
        predicates, arguments = functional.gelu(predicates), functional.gelu(arguments)
        mixed = (self.predicate(predicates) + self.sense(senses))[left] + self.argument(arguments)[right]
        mixed = mixed + self.product(predicates[left] * arguments[right])
        for table, category in zip(self.paths, paths, strict=True):
            mixed = mixed + table(category)
        return self.out(self.dropout(functional.gelu(mixed)))


@dataclass(slots=True)
class Example:
    """One sentence: what the reader gave it, its gold predicates and their roles by word."""

    clause: Clause
    words: list[int]
    senses: np.ndarray
    roles: np.ndarray  # (predicates, words)


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
    senses = np.stack([framer.sense(clause, word)[1] for word in words])
    return Example(clause, words, senses, roles)


def _tensors(batch: list[Example], paths: Paths) -> tuple[tuple[Tensor, ...], Tensor]:
    sizes = [len(example.clause.tree.heads) for example in batch]
    rows, predicates, words = pairs_of(sizes, [example.words for example in batch])
    given = (
        np.concatenate([example.clause.role_predicate[example.words] for example in batch]),
        np.concatenate([example.senses for example in batch]),
        np.concatenate([example.clause.role_argument for example in batch]),
        np.stack([rows, words], axis=1),
        paths.of(Tree.joined([example.clause.tree for example in batch]), predicates, words),
    )
    gold = np.concatenate([example.roles.reshape(-1) for example in batch])
    return tuple(torch.from_numpy(np.ascontiguousarray(one)) for one in given), torch.from_numpy(gold)


def train_roles(
    folder: Path, documents: list[Document], held: list[Document], *, epochs: int = 8, seed: int = 0
) -> RoleScorer:
    """Train the scorer for the model in `folder` and write `roles.onnx` into it."""
    torch.manual_seed(seed)
    network = Network(folder)
    reader = Reader.in_folder(folder)
    rng = random.Random(seed)
    known, unseen = examples(reader, network, documents), examples(reader, network, held)
    first = known[0]
    paths = Paths(network.card["deprel"])
    scorer = RoleScorer(
        first.clause.role_predicate.shape[1], first.senses.shape[1], paths.sizes, len(network.card["roles"])
    )
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=2e-3, weight_decay=0.02)
    steps = epochs * (len(known) // 48 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        rng.shuffle(known)
        total = 0.0
        for start in range(0, len(known), 48):
            given, gold = _tensors(known[start : start + 48], paths)
            loss = functional.cross_entropy(scorer(*given), gold)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(
            f"roles epoch {epoch}: loss {total / (len(known) // 48 + 1):.4f}, held {_score(scorer, unseen, paths):.4f}"
        )
    _write(scorer.eval(), folder / "roles.onnx", first, paths)
    return scorer


@torch.no_grad()
def _score(scorer: RoleScorer, held: list[Example], paths: Paths) -> float:
    """F1 of (word, role) pairs on gold predicates."""
    scorer.eval()
    right = found = true = 0
    for start in range(0, len(held), 64):
        given, gold = _tensors(held[start : start + 64], paths)
        guess = scorer(*given).argmax(1)
        right += int(((guess == gold) & (gold > 0)).sum())
        found += int((guess > 0).sum())
        true += int((gold > 0).sum())
    scorer.train()
    return 2 * right / max(found + true, 1)


def _write(scorer: RoleScorer, path: Path, example: Example, paths: Paths) -> None:
    given, _ = _tensors([example], paths)
    names = ["predicates", "senses", "arguments", "pairs", "paths"]
    axes = {name: {0: name} for name in names[:4]} | {"paths": {1: "pairs"}, "scores": {0: "pairs"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            scorer, given, str(path), input_names=names, output_names=["scores"], dynamic_axes=axes, opset_version=17,
            dynamo=False,
        )  # fmt: skip
