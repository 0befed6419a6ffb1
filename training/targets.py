"""What the heads above the trees learn in one batch: roles, factuality, coreference, events across documents.

Sparse: positions are (row, word) pairs into the batch, and each list is as long as what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from dateline.reader.mentions import Candidates, pair_categories
from training.documents import Sentence

if TYPE_CHECKING:
    from training.batches import Labels


@dataclass(slots=True)
class Targets:
    """Positions and gold values; empty tensors where a batch has none of a kind."""

    predicate_at: Tensor  # (n, 2): words of sentences whose predicates are known
    predicate: Tensor  # (n,): 1 at a predicate
    sense_at: Tensor  # (n, 2): predicates whose lemma has several senses
    sense_options: Tensor  # (n, options): rows of the table of senses, -1 where there are fewer
    sense: Tensor  # (n,): which of the options
    role_at: Tensor  # (n, 3): row, predicate, word of the same sentence
    role: Tensor  # (n,): number of the role, 0 for none
    factual_at: Tensor
    factual: Tensor
    phrase_at: Tensor  # (n, 2): candidates of coreference in their order; one document to a batch
    chain: Tensor  # (n,): -1 for a candidate without a chain
    pairs: Tensor  # (5, n, n): categories of pairs
    chain_at: Tensor  # (n, 2): heads of event and person mentions
    told: Tensor  # (n,): which event or person across documents


def joined_targets(windows: list[list[Sentence]], labels: Labels) -> Targets:
    """The targets of windows that form a batch."""
    role_number = {role: number for number, role in enumerate(labels.roles)}
    found: dict[str, list[object]] = {name: [] for name in Targets.__slots__}
    words: list[str] = []
    phrases: list[tuple[int, int, int]] = []
    sentences: list[int] = []
    number = 0
    coreferent = all(sentence.phrases is not None for window in windows for sentence in window)
    for row, window in enumerate(windows):
        offset = 0
        for sentence in window:
            size = len(sentence.words)
            if sentence.frames is not None:
                _add_frames(found, sentence, row, offset, labels, role_number)
            for word, value in sentence.factual.items():
                found["factual_at"].append((row, offset + word))
                found["factual"].append(value)
            for word, told in sentence.chains.items():
                found["chain_at"].append((row, offset + word))
                found["told"].append(told)
            if coreferent:
                for phrase in sentence.phrases or ():
                    found["phrase_at"].append((row, offset + phrase.head))
                    found["chain"].append(phrase.chain)
                    phrases.append((phrase.head + len(words), phrase.first + len(words), phrase.last + len(words)))
                    sentences.append(number)
                words.extend(sentence.words)
            number += 1
            offset += size
    count = len(phrases)
    pairs = (
        pair_categories(Candidates.of(words, phrases, sentences), range(count), range(count))
        if count
        else np.zeros((5, 0, 0), dtype=np.int64)
    )
    most = max((len(options) for options in found["sense_options"]), default=1)  # type: ignore[arg-type]
    found["sense_options"] = [[*options, *[-1] * (most - len(options))] for options in found["sense_options"]]  # type: ignore[misc,arg-type]
    widths = {"role_at": 3, "sense_options": most}
    made = {}
    for name, values in found.items():
        if name == "pairs":
            made[name] = torch.from_numpy(pairs)
        elif name == "factual":
            made[name] = torch.tensor(values, dtype=torch.float32)
        else:
            made[name] = torch.tensor(values, dtype=torch.long)
            if name.endswith("_at") or name in widths:
                made[name] = made[name].reshape(-1, widths.get(name, 2))
    return Targets(**made)


def _add_frames(
    found: dict[str, list[object]], sentence: Sentence, row: int, offset: int, labels: Labels, roles: dict[str, int]
) -> None:
    size = len(sentence.words)
    predicates = {frame.word for frame in sentence.frames or ()}
    found["predicate_at"].extend((row, offset + word) for word in range(size))
    found["predicate"].extend(int(word in predicates) for word in range(size))
    for frame in sentence.frames or ():
        options = labels.senses.get((sentence.lemmas or [])[frame.word].lower(), ())
        if len(options) > 1 and frame.sense in options:
            found["sense_at"].append((row, offset + frame.word))
            found["sense_options"].append([labels.sense_number[sense] for sense in options])
            found["sense"].append(options.index(frame.sense))
        of = [0] * size
        for role, head in frame.arguments:
            of[head] = roles.get(role, of[head])
        found["role_at"].extend((row, offset + frame.word, offset + word) for word in range(size))
        found["role"].extend(of)
