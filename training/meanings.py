"""`python -m training.meanings --data DIR`: the table of what words mean, `src/dateline/record/data/meanings.npz`.

The starting weights of the reader (all-MiniLM-L6-v2) read each word in a few sentences that say nothing but that; the
mean over these, over the forms of a stem, in its `WIDTH` strongest directions and two bits for each, is its vector. The
words are those of the train parts and treebanks that are no names. The reader's own vectors won't do: it was trained on
the stories that `training/same_event.py` learns from and knows what happened in them. A few minutes on one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import gelu, layer_norm

from benchmarks.same_event.files import read_ecb, read_gvc
from dateline.reader import Reader
from dateline.reader.wordpiece import CLS, SEP, WordPiece
from dateline.record.words import stem
from training.__main__ import starting_weights
from training.corpora import tree_documents
from training.same_event import read_part

TABLE = Path(__file__).parents[1] / "src" / "dateline" / "record" / "data" / "meanings.npz"
SAID_IN = (("they decided to", ""), ("there was a", "yesterday"))
WIDTH = 96
LEAST = 3  # times that a word must stand in the texts
_TAGS = frozenset({"NOUN", "VERB", "ADJ"})
_WIDTH, _HEADS, _LAYERS = 384, 12, 6


class Encoder:
    """The starting weights, as they read one short sentence."""

    def __init__(self, path: Path) -> None:
        self._weights = load_file(path)
        self._pieces = WordPiece.shipped()

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return layer_norm(x, (_WIDTH,), self._weights[f"{name}.weight"], self._weights[f"{name}.bias"], 1e-12)

    def _run(self, ids: Tensor) -> Tensor:
        """States (batch, pieces, width) of rows of pieces of one length."""
        batch, length = ids.shape
        table = {name: self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position")}
        types = self._weights["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(table["word"][ids] + table["position"][:length] + types, "embeddings.LayerNorm")
        for number in range(_LAYERS):
            at = f"encoder.layer.{number}"
            query, key, value = (
                self._linear(x, f"{at}.attention.self.{part}").view(batch, length, _HEADS, -1).transpose(1, 2)
                for part in ("query", "key", "value")
            )
            weights = torch.softmax(query @ key.transpose(-1, -2) * (_WIDTH // _HEADS) ** -0.5, -1)
            joined = (weights @ value).transpose(1, 2).reshape(batch, length, _WIDTH)
            x = self._norm(x + self._linear(joined, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            inner = gelu(self._linear(x, f"{at}.intermediate.dense"))
            x = self._norm(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        return x

    @torch.no_grad()
    def vectors(self, words: Sequence[str], before: str, after: str) -> NDArray[np.float32]:
        """What it makes of each word (words, width) between two others, less what is the same for all."""
        ahead = [piece for word in before.split() for piece in self._pieces.pieces(word)[0]]
        behind = [piece for word in after.split() for piece in self._pieces.pieces(word)[0]]
        by_length: dict[int, list[tuple[int, list[int]]]] = {}
        for number, word in enumerate(words):
            own = list(self._pieces.pieces(word)[0])
            by_length.setdefault(len(own), []).append((number, [CLS, *ahead, *own, *behind, SEP]))
        found = np.zeros((len(words), _WIDTH), np.float32)
        for count, rows in by_length.items():
            for start in range(0, len(rows), 256):
                some = rows[start : start + 256]
                states = self._run(torch.tensor([ids for _, ids in some]))
                first = 1 + len(ahead)
                found[[number for number, _ in some]] = states[:, first : first + count].mean(1).numpy()
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found - found.mean(0)


def known_words(data: Path, work: Path) -> list[str]:
    """Lemmas that are no names, of the train parts and the treebanks."""
    counts: Counter[str] = Counter()
    reader = Reader.shipped()
    parts = (("ecb", read_ecb(data / "ecbplus", "train", None)), ("gvc", read_gvc(data / "gvc", "train", None)[0]))
    for name, documents in parts:
        for one in read_part(reader, documents, work / f"{name}_train.bin"):
            pairs = zip(one.reading.lemmas, one.reading.upos, strict=True)
            counts.update(lemma.lower() for lemma, tag in pairs if tag in _TAGS)
    trees = [data / "ud-ewt/train.conllu", *sorted((data / "gum-open/train/dep").glob("*.conllu"))]
    for document in tree_documents(trees):
        for sentence in document.sentences:
            pairs = zip(sentence.lemmas or [], sentence.upos or [], strict=True)
            counts.update(lemma.lower() for lemma, tag in pairs if tag in _TAGS)
    return sorted(word for word, count in counts.items() if count >= LEAST and word.isascii() and word.isalpha())


def packed(vectors: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """The vectors in their `WIDTH` strongest directions, with two bits for each number, and the steps' widths."""
    _, strength, directions = np.linalg.svd(vectors - vectors.mean(0), full_matrices=False)
    turned = (vectors - vectors.mean(0)) @ directions[:WIDTH].T / strength[:WIDTH] ** 0.5
    scale = np.abs(turned).mean(0).astype(np.float32)
    steps = (np.clip(np.floor(turned / scale), -2, 1) + 2).astype(np.uint8).reshape(len(vectors), -1, 4)
    codes = steps[..., 0] | steps[..., 1] << 2 | steps[..., 2] << 4 | steps[..., 3] << 6
    return codes, scale


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.meanings", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / "build" / "same_event")
    parser.add_argument("--out", type=Path, default=TABLE)
    given = parser.parse_args()
    torch.set_num_threads(1)
    words = known_words(given.data, given.work)
    encoder = Encoder(starting_weights())
    vectors = np.sum([encoder.vectors(words, before, after) for before, after in SAID_IN], axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    forms: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        forms.setdefault(stem(word), []).append(number)
    stems = sorted(one for one in forms if one)
    codes, scale = packed(np.stack([vectors[forms[one]].mean(0) for one in stems]))
    named = np.frombuffer("\n".join(stems).encode(), np.uint8)
    np.savez_compressed(given.out, stems=named, codes=codes, scale=scale)
    print(f"{given.out}: {given.out.stat().st_size:,} bytes, {len(stems)} stems")


if __name__ == "__main__":
    main()
