"""The scorer of antecedents, trained like that of roles on what the shipped reader gives (see roles.py)."""

from __future__ import annotations

import random
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.model.reading import Mention
from dateline.reader import read as reading_module
from dateline.reader.mentions import READ_CATEGORIES, Candidates, read_categories
from dateline.reader.network import Network
from dateline.reader.read import Reader
from training.documents import Document


class AntecedentScorer(nn.Module):
    """Scores of pairs of phrases (see `dateline.reader.network.Network.antecedents`); 0 is the score of none.

    Narrow, because there are some ten thousand pairs in a report: the two vectors meet in `groups` dot products.
    """

    def __init__(self, width: int, hidden: int = 16, groups: int = 8) -> None:
        super().__init__()
        self.groups = groups
        self.later = nn.Linear(width + 1, hidden)
        self.earlier = nn.Linear(width + 1, hidden, bias=False)
        self.turn = nn.Linear(width, width)
        self.product = nn.Linear(groups, hidden, bias=False)
        self.tables = nn.ModuleList(nn.Embedding(size, hidden) for size in READ_CATEGORIES)
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.05)
        self.dropout = nn.Dropout(0.15)
        # the encoder has learnt from these very texts: half of what it says of them is hidden, so that the scorer
        # leans on what the reading tells as well
        self.blank = nn.Dropout(0.5)
        self.out = nn.Linear(hidden, 1)

    def forward(self, phrase: Tensor, other: Tensor, later: Tensor, earlier: Tensor, pairs: Tensor) -> Tensor:
        """See `Network.antecedents` for the shapes."""
        mixed = self.mixed(phrase, other, later, earlier)
        for table, category in zip(self.tables, pairs, strict=True):
            mixed = mixed + table(category)
        return self.out(self.dropout(functional.gelu(mixed))).squeeze(-1)

    def mixed(self, phrase: Tensor, other: Tensor, later: Tensor, earlier: Tensor) -> Tensor:
        """What the vectors bring to each pair (rows, columns, hidden)."""
        later, earlier = self.blank(later), self.blank(earlier)
        left = self.later(torch.cat([later, self.blank(phrase[:, None])], 1))
        right = self.earlier(torch.cat([earlier, self.blank(other[:, None])], 1))
        size = later.shape[1] // self.groups
        rows = self.turn(later).reshape(-1, self.groups, size).permute(1, 0, 2)
        columns = earlier.reshape(-1, self.groups, size).permute(1, 2, 0)
        return left[:, None, :] + right[None] + self.product((rows @ columns * 0.3).permute(1, 2, 0))


_JOINED = ((0, 4), (1, 7), (3, 5), (2, 9), (6, 8))
"""Categories that are looked up two at a time in the graph that ships; no table of two has more than 6,500 rows."""


class _Shipped(nn.Module):
    """The same scores in less time: most of it goes into looking up a category for each pair.

    The tables of two categories are added beforehand (by onnxruntime as it loads the graph, so that the file stays
    small), and each pair looks up five sums instead of ten values.
    """

    def __init__(self, scorer: AntecedentScorer) -> None:
        super().__init__()
        self.scorer = scorer

    def forward(self, phrase: Tensor, other: Tensor, later: Tensor, earlier: Tensor, pairs: Tensor) -> Tensor:
        mixed = self.scorer.mixed(phrase, other, later, earlier)
        for one, two in _JOINED:
            left, right = self.scorer.tables[one].weight, self.scorer.tables[two].weight
            sums = (left[:, None] + right[None]).reshape(-1, left.shape[1])
            mixed = mixed + functional.embedding(pairs[one] * len(right) + pairs[two], sums)
        # the constant is added last, once to a pair: added to columns of one value it takes as long as a table
        return functional.linear(functional.gelu(mixed), self.scorer.out.weight).squeeze(-1) + self.scorer.out.bias


@dataclass(slots=True)
class Example:
    """One text: what the reader gives of its candidates, and the gold chain of each (-1 for none)."""

    phrase: Tensor
    later: Tensor
    earlier: Tensor
    pairs: Tensor
    chain: Tensor


def examples(reader: Reader, documents: list[Document]) -> list[Example]:
    """Every document whose phrases are known, as the reader sees it."""
    found: list[Example] = []
    gold: dict[int, int] = {}

    def listen(
        _network: Network, words: list[str], phrases: list[tuple[int, int, int]], sentences: list[int],
        read: list[tuple[str, str, str]], phrase: np.ndarray, later: np.ndarray, earlier: np.ndarray,
    ) -> list[list[Mention]]:  # fmt: skip
        every = range(len(phrases))
        pairs = read_categories(Candidates.of(words, phrases, sentences, read), every, every)
        chain = torch.tensor([gold.get(head, -1) for head, _, _ in phrases])
        tensors = (torch.from_numpy(values) for values in (phrase, later, earlier, pairs))
        found.append(Example(*tensors, chain))
        return []

    kept, reading_module.chains_of = reading_module.chains_of, listen
    try:
        for document in documents:
            if not any(sentence.known_phrases for sentence in document.sentences):
                continue
            gold.clear()
            position = 0
            for sentence in document.sentences:
                gold.update((position + one.head, one.chain) for one in sentence.phrases or ())
                position += len(sentence.words)
            reader.read_words([sentence.words for sentence in document.sentences])
    finally:
        reading_module.chains_of = kept
    return found


def _loss(scorer: AntecedentScorer, example: Example) -> Tensor:
    count = len(example.chain)
    scores = scorer(example.phrase, example.phrase, example.later, example.earlier, example.pairs)
    earlier = torch.ones(count, count).tril(-1).bool()
    right = earlier & (example.chain[:, None] == example.chain[None]) & (example.chain[:, None] >= 0)
    chances = functional.log_softmax(torch.cat([torch.zeros(count, 1), scores.masked_fill(~earlier, -1e4)], 1), -1)
    allowed = torch.cat([~right.any(1, keepdim=True), right], 1)
    return -torch.logsumexp(chances.masked_fill(~allowed, -1e4), -1).mean()


def train_antecedents(
    folder: Path, documents: list[Document], held: list[Document], *, epochs: int = 8, seed: int = 0
) -> AntecedentScorer:
    """Train the scorer for the model in `folder` and write `antecedents.onnx` into it."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    reader = Reader.in_folder(folder)
    known, unseen = examples(reader, documents), examples(reader, held)
    scorer = AntecedentScorer(known[0].later.shape[1])
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 5e-3, total_steps=epochs * len(known), pct_start=0.1)
    for epoch in range(epochs):
        rng.shuffle(known)
        total = 0.0
        for example in known:
            loss = _loss(scorer, example)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        scorer.eval()
        with torch.no_grad():
            apart = sum(_loss(scorer, example).item() for example in unseen) / max(len(unseen), 1)
        scorer.train()
        print(f"antecedents epoch {epoch}: loss {total / len(known):.4f}, held {apart:.4f}", flush=True)
    _write(scorer.eval(), folder / "antecedents.onnx", known[0])
    return scorer


def _write(scorer: AntecedentScorer, path: Path, example: Example) -> None:
    given = (example.phrase[:3], example.phrase[:4], example.later[:3], example.earlier[:4], example.pairs[:, :3, :4])
    axes = {
        "phrase": {0: "rows"}, "other": {0: "columns"}, "later": {0: "rows"}, "earlier": {0: "columns"},
        "pairs": {1: "rows", 2: "columns"},
    }  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Shipped(scorer).eval(), given, str(path), input_names=list(axes), output_names=["scores"],
            dynamic_axes={**axes, "scores": {0: "rows", 1: "columns"}}, opset_version=17, dynamo=False,
            do_constant_folding=False,
        )  # fmt: skip
