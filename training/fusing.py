"""Quicker graphs that say the same: what onnxruntime has as one step, but does not find by itself.

`python -m training.fusing FOLDER` does it to a model that is there already (`model.onnx`, and its digest in
`reader.json`); `export` does it to each new one.

* The attention of each layer becomes one `MultiHeadAttention`, which neither copies the heads about nor keeps all
  weights in memory. It takes no mask: windows are run one at a time, without padding (`"alone"` on the card).
* The error function of the activations becomes the usual tangent (`FastGelu`, apart by 0.0005 at most).

Measured with onnxruntime 1.31 on an AMD EPYC: the model takes a tenth less time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from training.network import Sizes


def fuse(path: Path, heads: int) -> str:
    """Rewrite the model at `path`, whose layers have `heads` attention heads; gives its new SHA-256."""
    model = onnx.load(str(path))
    graph = model.graph
    made = {output for node in graph.node for output in node.output}
    layer = 0
    while (mixed := f"/layers.{layer}/mix/Add_output_0") in made:
        _attend(graph, mixed, f"/layers.{layer}/Reshape_1_output_0", heads)
        layer += 1
    if not layer:
        raise ValueError(f"{path}: no layers of the names that training/network.py gives them")
    _quicken_activations(graph)
    _drop_unused(graph)
    _order(graph)
    if not any(opset.domain == "com.microsoft" for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(path))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _attend(graph: onnx.GraphProto, mixed: str, joined: str, heads: int) -> None:
    """One step from `mixed` (batch, pieces, queries and keys and values) to `joined` (batch, pieces, width)."""
    bias = f"{mixed.strip('/').replace('/', '.').removesuffix('.Add_output_0')}.bias"
    width = next(tensor.dims[-1] // 3 for tensor in graph.initializer if tensor.name == bias)
    thirds = f"{mixed}_thirds"
    graph.initializer.append(numpy_helper.from_array(np.full(3, width, dtype=np.int64), thirds))
    parts = [f"{mixed}_{name}" for name in ("query", "key", "value")]
    for node in graph.node:
        for place, output in enumerate(node.output):
            if output == joined:
                node.output[place] = f"{joined}_unused"
    graph.node.append(helper.make_node("Split", [mixed, thirds], parts, axis=2))
    graph.node.append(
        helper.make_node("MultiHeadAttention", parts, [joined], domain="com.microsoft", num_heads=heads)
    )  # fmt: skip


def _quicken_activations(graph: onnx.GraphProto) -> None:
    """`x * 0.5 * (1 + erf(x / √2))`, as torch writes it, as one step."""
    maker = {output: node for node in graph.node for output in node.output}
    takers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for given in node.input:
            takers.setdefault(given, []).append(node)
    for node in [node for node in graph.node if node.op_type == "Erf"]:
        given = maker[node.input[0]].input[0]
        last = node
        for kind in ("Add", "Mul", "Mul"):
            (last,) = takers[last.output[0]]
            if last.op_type != kind:
                raise ValueError(f"{node.name}: followed by {last.op_type} ({kind} was expected)")
        made = last.output[0]
        last.output[0] = f"{made}_unused"
        graph.node.append(helper.make_node("FastGelu", [given], [made], domain="com.microsoft"))


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Leave out steps and tables whose results nothing takes."""
    while True:
        taken = {given for node in graph.node for given in node.input} | {output.name for output in graph.output}
        unused = [node for node in graph.node if not taken.intersection(node.output)]
        for node in unused:
            graph.node.remove(node)
        if not unused:
            break
    for tensor in [tensor for tensor in graph.initializer if tensor.name not in taken]:
        graph.initializer.remove(tensor)


def _order(graph: onnx.GraphProto) -> None:
    """Put every step behind those whose results it takes."""
    known = {tensor.name for tensor in graph.initializer} | {given.name for given in graph.input} | {""}
    waiting, ordered = list(graph.node), []
    while waiting:
        ready = [node for node in waiting if known.issuperset(node.input)]
        if not ready:
            raise ValueError(f"{waiting[0].name}: takes what nothing gives")
        ordered += ready
        known.update(output for node in ready for output in node.output)
        waiting = [node for node in waiting if not known.issuperset(node.output)]
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in ordered]
    del graph.node[:]
    graph.node.extend(copies)


def main() -> None:
    """Fuse the model of a folder in place."""
    folder = Path(sys.argv[1])
    card = json.loads((folder / "reader.json").read_text("utf-8"))
    if card.get("alone"):
        raise SystemExit(f"{folder}: this model is fused already")
    card["sha256"], card["alone"] = fuse(folder / "model.onnx", Sizes().attention_heads), True
    (folder / "reader.json").write_text(json.dumps(card, indent=0) + "\n", "utf-8")
    print(f"{folder / 'model.onnx'}: sha256 {card['sha256']}")


if __name__ == "__main__":
    main()
