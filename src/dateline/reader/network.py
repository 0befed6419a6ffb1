"""The model as it ships: an int8 graph run by onnxruntime, checked against the digest on its card.

Labels, roles and antecedents are scored by small graphs of their own, once it is known what pairs there are; in numpy
they would start the threads of its linear algebra, which cost more than they bring.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ReaderError
from dateline.reader.windows import Arrays

Scores = dict[str, NDArray[np.float32]]
_OUTPUTS = ("start", "upos", "feats", "names", "arcs", "label_dependent", "label_head", "more", "words")


@dataclass(frozen=True)
class Network:
    """The shipped network. `threads` is the number of processor threads one call may use."""

    folder: Path
    threads: int = 1
    model: str = "model.onnx"

    @classmethod
    def shipped(cls, threads: int = 1) -> Network:
        """The model inside the package."""
        return cls(Path(str(resources.files(__package__).joinpath("data"))), threads)

    @cached_property
    def card(self) -> dict[str, Any]:
        """Digest of the model and the classes of its heads."""
        try:
            found: dict[str, Any] = json.loads((self.folder / "reader.json").read_text("utf-8"))
        except FileNotFoundError as error:
            raise ReaderError(f"{self.folder}: the reader's model is not there; install the package again") from error
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the model file, as its card gives it; raises ReaderError where the file is another one."""
        return str(self.card["sha256"])

    @property
    def alone(self) -> bool:
        """Whether the model takes one window at a time (see training/fusing.py)."""
        return bool(self.card.get("alone"))

    @cached_property
    def _session(self) -> Any:
        path = self.folder / self.model
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if self.model == "model.onnx" and found != self.digest:
            raise ReaderError(f"{path}: this is not the model that its card describes; install the package again")
        return _session_of(path, self.threads)

    @cache  # noqa: B019 - a network lives as long as its process
    def _pairs(self, name: str) -> Any:
        """The graph that scores pairs of one kind."""
        return _session_of(self.folder / f"{name}.onnx", 1)

    @cached_property
    def senses(self) -> NDArray[np.float32]:
        """Vectors (senses, sense) of the senses of predicates, in alphabetical order of the senses."""
        table: NDArray[np.float32] = np.load(self.folder / "senses.npy").astype(np.float32)
        return table

    @cached_property
    def ways(self) -> NDArray[np.bool_]:
        """How an argument may stand to its predicate (see paths.py)."""
        table: NDArray[np.bool_] = np.load(self.folder / "ways.npy")
        return table

    @cached_property
    def _widths(self) -> list[tuple[str, int, int]]:
        found, start = [], 0
        for name, width in self.card["more"].items():
            found.append((name, start, start + width))
            start += width
        return found

    def run(self, batch: Arrays) -> Scores:
        """Scores of one batch of windows (see training/network.py for the shapes)."""
        fed = {"ids": batch.ids, "cases": batch.cases, "first": batch.first, "last": batch.last}
        return dict(zip(_OUTPUTS, self._session.run(list(_OUTPUTS), fed), strict=True))

    def parts(self, more: NDArray[np.float32]) -> Scores:
        """The scores `more` (…, all widths) by the heads that they are for."""
        return {name: more[..., start:end] for name, start, end in self._widths}

    def labels(self, dependent: NDArray[np.float32], head: NDArray[np.float32]) -> NDArray[np.float32]:
        """Label scores (words, labels) of words and their heads (words, label)."""
        scores: NDArray[np.float32] = self._pairs("labels").run(None, {"dependent": dependent, "head": head})[0]
        return scores

    def roles(
        self,
        predicates: NDArray[np.float32],
        senses: NDArray[np.float32],
        arguments: NDArray[np.float32],
        pairs: NDArray[np.int64],
        categories: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Role scores (pairs, roles) of predicates and words.

        `predicates` and `arguments` (…, encoder): what the encoder made of them; `senses` (predicates, 2 sense): the
        vector of the sense, and what the model said of it; `pairs` (pairs, 2) are rows of predicates and arguments;
        `categories` (…, pairs): see paths.py.
        """
        fed = {
            "predicates": predicates, "senses": senses, "arguments": arguments, "pairs": pairs,
            "categories": categories,
        }  # fmt: skip
        scores: NDArray[np.float32] = self._pairs("roles").run(None, fed)[0]
        return scores

    def antecedents(
        self,
        phrase: NDArray[np.float32],
        other: NDArray[np.float32],
        later: NDArray[np.float32],
        earlier: NDArray[np.float32],
        pairs: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Scores (n, m) of pairs of phrases; above 0 they are believed to be one (see training/network.py)."""
        fed = {"phrase": phrase, "other": other, "later": later, "earlier": earlier, "pairs": pairs}
        scores: NDArray[np.float32] = self._pairs("antecedents").run(None, fed)[0]
        return scores


def _session_of(path: Path, threads: int) -> Any:
    import onnxruntime as runtime  # loaded on first use: showing a record must not wait for it

    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # from its file, not from bytes, which onnxruntime would copy: 27 MB less in each process
    # the fused normalisation of onnxruntime is slower than its parts (10 % of the whole, measured with 1.31)
    return runtime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
