"""The network: one MiniLM encoder over a window of text, small heads on the mean of each word's outer pieces.

Written plainly (no fused kernels) so that the exported graph is the trained one, and quantises well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dateline.reader.mentions import CATEGORIES
from dateline.reader.wordpiece import CASES


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the encoder and the heads; the first six are those of the starting weights."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    arc: int = 256
    label: int = 128
    sense: int = 64
    role: int = 128
    entity: int = 96
    vector: int = 64

    @property
    def more(self) -> dict[str, int]:
        """Widths of what each word brings to the heads above the trees, in the order of the output `more`."""
        return {
            "predicate": 1, "factual": 1, "phrase": 1, "sense": self.sense, "role_predicate": self.role,
            "role_argument": self.role, "later": self.entity, "earlier": self.entity, "vector": self.vector,
            "context": self.vector,
        }  # fmt: skip


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.attention_heads
        self.mix = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.widen = nn.Linear(sizes.width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, sizes.width)
        self.norm_out = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.parted: nn.Module | None = None  # export may put the inner half in two parts (see export.py)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` (batch, pieces, width); `bias` (batch, 1, 1, pieces) is 0 where a piece stands, very low at padding."""
        batch, pieces, width = x.shape
        mixed = self.mix(x).view(batch, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = mixed[0], mixed[1], mixed[2]
        weights = torch.softmax(query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias, -1)
        joined = (weights @ value).transpose(1, 2).reshape(batch, pieces, width)
        x = self.norm(x + self.dropout(self.out(joined)))
        return self.norm_out(x + self.dropout(self.inner(x)))

    def inner(self, x: Tensor) -> Tensor:
        """The second half of the layer, before what it adds to is normalised."""
        if self.parted is not None:
            return self.parted(x)
        return self.narrow(functional.gelu(self.widen(x)))


class Network(nn.Module):
    """Window in, scores of every layer of the Reading out (see `forward`)."""

    def __init__(self, sizes: Sizes, counts: dict[str, int], dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        width = sizes.width
        self.pieces = nn.Embedding(sizes.vocabulary, width)
        self.places = nn.Embedding(sizes.positions, width)
        self.cases = nn.Embedding(len(CASES), width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(dropout)
        self.head_dropout = nn.Dropout(head_dropout)
        self.tags = nn.ModuleDict(
            {name: nn.Linear(width, counts[name]) for name in ("start", "upos", "feats", "names")}
        )
        self.other_names = nn.Linear(width, counts["names"])  # other corpora's schemes; export mixes the two
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dependent = nn.Linear(width, sizes.arc)
        self.arc_head = nn.Linear(width, sizes.arc)
        self.arc_mix = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_prior = nn.Linear(sizes.arc, 1, bias=False)
        self.label_dependent = nn.Linear(width, sizes.label)
        self.label_head = nn.Linear(width, sizes.label)
        self.label_pair = nn.Linear(sizes.label, counts["labels"])
        self.label_single = nn.Linear(2 * sizes.label, counts["labels"], bias=False)
        self.sizes = sizes
        self.more = nn.Linear(width, sum(sizes.more.values()))
        self.senses = nn.Embedding(counts["senses"], sizes.sense)
        nn.init.normal_(self.senses.weight, std=0.05)
        self.role_pair = nn.Linear(sizes.role, counts["roles"])
        self.role_single = nn.Linear(2 * sizes.role, counts["roles"], bias=False)
        self.phrase_pairs = nn.ModuleList(nn.Embedding(size, 1) for size in CATEGORIES)
        for table in self.phrase_pairs:
            nn.init.zeros_(table.weight)

    def load_encoder(self, path: Path) -> None:
        """Starting weights of the encoder; the case classes all start from the first token type."""
        stored = load_file(path)
        with torch.no_grad():
            self.pieces.weight.copy_(stored["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(stored["embeddings.position_embeddings.weight"])
            self.cases.weight.copy_(stored["embeddings.token_type_embeddings.weight"][:1].repeat(len(CASES), 1))
            self.norm.weight.copy_(stored["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(stored["embeddings.LayerNorm.bias"])
            for index, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{index}."
                pairs = {
                    "attention.output.dense": layer.out,
                    "attention.output.LayerNorm": layer.norm,
                    "intermediate.dense": layer.widen,
                    "output.dense": layer.narrow,
                    "output.LayerNorm": layer.norm_out,
                }
                for name, module in pairs.items():
                    module.weight.copy_(stored[f"{prefix}{name}.weight"])
                    module.bias.copy_(stored[f"{prefix}{name}.bias"])
                for kind in ("weight", "bias"):
                    parts = [stored[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                    getattr(layer.mix, kind).copy_(torch.cat(parts))

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Scores for windows of pieces.

        `ids`, `cases` (batch, pieces), padded with 0; `first`, `last` (batch, words): index of the outer pieces.
        Gives start (batch, words, 1), upos, feats, names (batch, words, classes), arcs (batch, words, 1 + words) with
        the root in column 0, the two halves of the label score (batch, words, label), (batch, 1 + words, label), and
        what each word brings to the heads above the trees (batch, words, more; see `Sizes.more`), and what the encoder
        made of each word (batch, words, width); in training also names by the schemes of other corpora.
        """
        bias = (ids == 0).to(torch.float32)[:, None, None, :] * -1e4
        positions = torch.arange(ids.shape[1], device=ids.device)[None, :]
        x = self.dropout(self.norm(self.pieces(ids) + self.places(positions) + self.cases(cases)))
        for layer in self.layers:
            x = layer(x, bias)
        width = x.shape[-1]
        outer = [torch.gather(x, 1, index[:, :, None].expand(-1, -1, width)) for index in (first, last)]
        words = self.head_dropout((outer[0] + outer[1]) * 0.5)
        heads = torch.cat([self.root[None, None, :].expand(words.shape[0], 1, width).to(words.dtype), words], 1)
        dependent = self.head_dropout(functional.gelu(self.arc_dependent(words)))
        head = self.head_dropout(functional.gelu(self.arc_head(heads)))
        arcs = self.arc_mix(dependent) @ head.transpose(1, 2) * self.arc_mix.in_features**-0.5
        arcs = arcs + self.arc_prior(head).transpose(1, 2)
        return (
            *(self.tags[name](words) for name in ("start", "upos", "feats", "names")),
            arcs,
            self.head_dropout(functional.gelu(self.label_dependent(words))),
            self.head_dropout(functional.gelu(self.label_head(heads))),
            self.more(words),
            words,
            *([self.other_names(words)] if self.training else []),
        )

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Label scores (…, labels) of dependents and their chosen heads (…, label)."""
        return self.label_pair(dependent * head) + self.label_single(torch.cat([dependent, head], -1))

    def parts(self, more: Tensor) -> dict[str, Tensor]:
        """The output `more` by what it is for."""
        widths = self.sizes.more
        return dict(zip(widths, more.split(list(widths.values()), -1), strict=True))

    def role_scores(self, predicate: Tensor, argument: Tensor) -> Tensor:
        """Role scores (…, roles) of pairs of a predicate and a word (…, role)."""
        predicate, argument = functional.gelu(predicate), functional.gelu(argument)
        return self.role_pair(predicate * argument) + self.role_single(torch.cat([predicate, argument], -1))

    def antecedent_scores(self, phrase: Tensor, other: Tensor, later: Tensor, earlier: Tensor, pairs: Tensor) -> Tensor:
        """Scores (n, m) of pairs of a candidate and an earlier one; above 0 they are believed to be one.

        `phrase` (n), `other` (m): how far each is one that has a partner; `later` (n, entity), `earlier` (m, entity);
        `pairs` (5, n, m): see `pair_categories`.
        """
        scores = later @ earlier.transpose(0, 1) * self.sizes.entity**-0.5 + phrase[:, None] + other[None]
        for table, category in zip(self.phrase_pairs, pairs, strict=True):
            scores = scores + table(category).squeeze(-1)
        return scores
