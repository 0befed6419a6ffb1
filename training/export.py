"""From the trained network to what the package ships: an int8 ONNX graph, its labels, the lexicon of lemmas.

Dynamic int8, per channel, reduced range (older processors saturate without it); embeddings are quantised too.
What scores labels is a graph of its own: the labels are scored after the tree is made legal.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.batches import NAME_TAGS
from training.corpora import training_documents
from training.lexicon import lexicon_of
from training.network import Network, Sizes

SHIPPED = Path(__file__).parent.parent / "src" / "dateline" / "reader" / "data"
_KEPT = ("/layers.0/narrow/MatMul", "/names/MatMul", "/upos/MatMul", "/start/MatMul")
"""Kept in float: the first layer's inner activations have outliers that eight bits lose; small heads cost nothing."""
_OUTPUTS = ("start", "upos", "feats", "names", "arcs", "label_dependent", "label_head")


class _Labels(nn.Module):
    """The part of the network that scores labels, by itself."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        return self.network.label_scores(dependent, head)


def load(work: Path) -> tuple[Network, dict[str, list[str]], int]:
    """The network of the last finished epoch, its labels, and the number of epochs."""
    labels = json.loads((work / "labels.json").read_text())
    counts = {"start": 1, "upos": len(labels["upos"]), "feats": len(labels["feats"]), "labels": len(labels["deprel"])}
    network = Network(Sizes(), counts | {"names": len(NAME_TAGS)})
    kept = torch.load(work / "last.pt", weights_only=True)
    network.load_state_dict(kept["network"])
    return network.eval(), labels, kept["epoch"]


def export(work: Path, data: Path, target: Path = SHIPPED) -> None:
    """Write `model.onnx` (int8) and the files beside it into `target`, and `float.onnx` into `work`."""
    network, labels, _ = load(work)
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
    quantize_dynamic(
        str(plain), str(small), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=list(_KEPT),
    )  # fmt: skip
    graph = onnx.load(str(small))
    graph.doc_string = ""
    onnx.save(graph, str(small))
    halves = (torch.zeros(2, Sizes().label), torch.zeros(2, Sizes().label))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Labels(network), halves, str(target / "labels.onnx"), input_names=["dependent", "head"],
            output_names=["labels"], opset_version=17, dynamo=False,
            dynamic_axes={name: {0: "words"} for name in ("dependent", "head", "labels")},
        )  # fmt: skip
    lexicon = lexicon_of(training_documents(data, Path(__file__).parent / "news"))
    packed = gzip.compress(
        json.dumps(lexicon, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(), mtime=0
    )
    (target / "lexicon.json.gz").write_bytes(packed)
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    (target / "reader.json").write_text(json.dumps({"sha256": digest, **labels}, indent=0) + "\n")
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB, sha256 {digest}")
