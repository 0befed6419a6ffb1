"""From the trained network to what the package ships: an int8 ONNX graph, its labels, the lexicon of lemmas.

Dynamic int8, per channel, reduced range (older processors saturate without it); embeddings are quantised too. What
onnxruntime has as one step is written as one (fusing.py). What scores labels is a graph of its own: the labels are
scored once the tree is made legal. What scores roles and antecedents is trained afterwards (roles.py, antecedents.py).
"""

from __future__ import annotations

import gzip
import json
import random
import warnings
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from dateline.reader.wordpiece import WordPiece
from training.batches import Labels, batches
from training.corpora import training_documents
from training.documents import Document
from training.fusing import fuse
from training.lexicon import lexicon_of
from training.network import Layer, Network, Sizes
from training.train import counts_of

SHIPPED = Path(__file__).parent.parent / "src" / "dateline" / "reader" / "data"
_KEPT = ("/names/MatMul", "/upos/MatMul", "/start/MatMul")
"""Kept in float beside the outliers (see `_Parted`): small heads, which cost nothing."""
_OUTLIERS = 16
"""Inner channels of a parted layer that stay in float."""
_SAMPLE = 400
"""Training documents whose values decide what is parted."""
_PARTED = (0, 1, 2)
"""Layers whose inner half is parted; parting the others brought nothing."""
_TRAINED = ("role_predicate", "role_argument")
"""Parts of the output `more` that the encoder is trained with, and nothing else needs."""
_OUTPUTS = ("start", "upos", "feats", "names", "arcs", "label_dependent", "label_head", "more", "words")


class _Parted(nn.Module):
    """The inner half of a layer in two: its channels with the largest values apart from the rest.

    Eight bits are shared out over the range of all values, so that a few outliers cost all others precision (0.003
    LAS in the first layer). The sum of the two parts is what the whole was.
    """

    def __init__(self, layer: Layer, largest: Tensor, count: int) -> None:
        super().__init__()
        order = largest.argsort(descending=True)
        self.few = _half(layer, order[:count], with_bias=False)
        self.rest = _half(layer, order[count:], with_bias=True)

    def forward(self, x: Tensor) -> Tensor:
        return self.rest(x) + self.few(x)


def _half(layer: Layer, channels: Tensor, *, with_bias: bool) -> nn.Sequential:
    """Some channels of a layer's inner half, the output's bias with one of the halves only."""
    widen = nn.Linear(layer.widen.in_features, len(channels))
    narrow = nn.Linear(len(channels), layer.narrow.out_features, bias=with_bias)
    widen.weight.data = layer.widen.weight.data[channels]
    widen.bias.data = layer.widen.bias.data[channels]
    narrow.weight.data = layer.narrow.weight.data[:, channels]
    if with_bias:
        narrow.bias.data = layer.narrow.bias.data
    return nn.Sequential(widen, nn.GELU(), narrow)


@torch.no_grad()
def _part_outliers(network: Network, documents: list[Document], labels: Labels, which: int) -> None:
    """Part a layer by the values that it has on some of the training text."""
    layer = network.layers[which]
    largest = torch.zeros(layer.widen.out_features)

    def look(_module: nn.Module, _given: object, made: Tensor) -> None:
        nonlocal largest
        largest = torch.maximum(largest, functional.gelu(made).abs().amax((0, 1)))

    hook = layer.widen.register_forward_hook(look)
    for batch in islice(batches(documents[:_SAMPLE], labels, WordPiece.shipped(), random.Random(0), noise=0.0), 20):
        network(batch.ids, batch.cases, batch.first, batch.last)
    hook.remove()
    layer.parted = _Parted(layer, largest, _OUTLIERS)


@torch.no_grad()
def _mix_names(network: Network, share: float = 0.5) -> None:
    """Names as the mean of both heads: our own scheme and UNER's, and those of the other corpora."""
    for kind in ("weight", "bias"):
        own, other = getattr(network.tags["names"], kind), getattr(network.other_names, kind)
        own.copy_((1 - share) * own + share * other)


@torch.no_grad()
def _leave_out_trained(network: Network) -> dict[str, int]:
    """Take what nothing needs out of the output `more`; gives the widths of the parts that stay."""
    rows, start = [], 0
    for name, width in network.sizes.more.items():
        rows += [] if name in _TRAINED else range(start, start + width)
        start += width
    whole, network.more = network.more, nn.Linear(network.sizes.width, len(rows))
    network.more.weight.copy_(whole.weight[rows])
    network.more.bias.copy_(whole.bias[rows])
    return {name: width for name, width in network.sizes.more.items() if name not in _TRAINED}


class _Labels(nn.Module):
    """The part of the network that scores labels, by itself."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        return self.network.label_scores(dependent, head)


def _write_labels(network: Network, path: Path) -> None:
    """The small graph that scores labels."""
    halves = (torch.zeros(2, network.sizes.label), torch.zeros(2, network.sizes.label))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Labels(network), halves, str(path), input_names=["dependent", "head"], output_names=["labels"],
            opset_version=17, dynamo=False,
            dynamic_axes={name: {0: "words"} for name in ("dependent", "head", "labels")},
        )  # fmt: skip


def classes_of(labels: dict[str, Any]) -> Labels:
    """The classes of the heads, as training wrote them down."""
    senses = {lemma: tuple(options) for lemma, options in labels["senses"].items()}
    return Labels(*(tuple(labels[name]) for name in ("upos", "feats", "deprel", "roles")), senses)


def load(work: Path) -> tuple[Network, dict[str, Any], int]:
    """The network of the last finished epoch, its labels, and the number of epochs."""
    labels = json.loads((work / "labels.json").read_text())
    network = Network(Sizes(), counts_of(classes_of(labels)))
    kept = torch.load(work / "last.pt", weights_only=True)
    network.load_state_dict(kept["network"])
    return network.eval(), labels, kept["epoch"]


def export(work: Path, data: Path, target: Path = SHIPPED) -> None:
    """Write `model.onnx` (int8) and the files beside it into `target`, and `float.onnx` into `work`."""
    network, labels, _ = load(work)
    _mix_names(network)
    documents = training_documents(data, Path(__file__).parent / "news")
    classes = classes_of(labels)
    for which in _PARTED:
        _part_outliers(network, documents, classes, which)
    more = _leave_out_trained(network)
    sample = (
        torch.tensor([[101, 2000, 2001, 102], [101, 2002, 102, 0]]),
        torch.zeros(2, 4, dtype=torch.long),
        torch.tensor([[1, 2], [1, 0]]),
        torch.tensor([[1, 2], [1, 0]]),
    )
    names = ("ids", "cases", "first", "last")
    axes = {name: {0: "batch", 1: "pieces" if name in ("ids", "cases") else "words"} for name in names}
    axes |= {name: {0: "batch", 1: "words"} for name in _OUTPUTS}
    axes["arcs"][2] = "heads"
    axes["label_head"][1] = "heads"
    plain = work / "float.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, sample, str(plain), input_names=list(names), output_names=list(_OUTPUTS),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    small = target / "model.onnx"
    products = [node.name for node in onnx.load(str(plain)).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        str(plain), str(small), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=[*_KEPT, *(name for name in products if "/few/" in name)],
    )  # fmt: skip
    graph = onnx.load(str(small))
    graph.doc_string = ""
    onnx.save(graph, str(small))
    digest = fuse(small, network.sizes.attention_heads)
    _write_labels(network, target / "labels.onnx")
    np.save(target / "senses.npy", network.senses.weight.detach().numpy().astype(np.float16))
    lexicon = lexicon_of(documents)
    packed = gzip.compress(
        json.dumps(lexicon, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(), mtime=0
    )
    (target / "lexicon.json.gz").write_bytes(packed)
    card = {"sha256": digest, "alone": True, "more": more, **labels}
    (target / "reader.json").write_text(json.dumps(card, indent=0) + "\n")
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB, sha256 {digest}")
