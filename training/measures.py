"""Quick scores of the heads above the trees while they train; the benchmarks measure the shipped reader."""

from __future__ import annotations

import torch
from torch import Tensor

from training.batches import Batch
from training.network import Network
from training.target_losses import antecedent_scores, role_scores, sense_scores, vectors


class TargetScores:
    """Counts over batches; `scores()` gives fractions."""

    def __init__(self) -> None:
        self._counts: dict[str, list[float]] = {}
        self._factual: list[Tensor] = []
        self._gold: list[Tensor] = []

    def _add(self, name: str, *values: float) -> None:
        kept = self._counts.setdefault(name, [0.0] * len(values))
        for index, value in enumerate(values):
            kept[index] += float(value)

    def add(self, network: Network, more: Tensor, batch: Batch) -> None:
        """Count one batch."""
        parts, targets = network.parts(more), batch.targets
        if len(targets.predicate):
            row, word = targets.predicate_at.T
            found, gold = parts["predicate"][row, word, 0] > 0, targets.predicate == 1
            self._add("predicate_f1", 2 * (found & gold).sum(), found.sum() + gold.sum())
        if len(targets.sense):
            self._add(
                "sense", (sense_scores(network, parts, batch).argmax(1) == targets.sense).sum(), len(targets.sense)
            )
        if len(targets.role):
            guess = role_scores(network, parts, batch).argmax(1)
            right = (guess == targets.role) & (guess > 0)
            self._add("role_f1", 2 * right.sum(), (guess > 0).sum() + (targets.role > 0).sum())
        if len(targets.factual):
            row, word = targets.factual_at.T
            self._factual.append(parts["factual"][row, word, 0])
            self._gold.append(targets.factual)
        if len(targets.chain) > 1:
            count = len(targets.chain)
            earlier = torch.ones(count, count).tril(-1).bool()
            scores = antecedent_scores(network, parts, batch).masked_fill(~earlier, -1e4)
            best, which = scores.max(1)
            same = (targets.chain[:, None] == targets.chain[None]) & (targets.chain[:, None] >= 0) & earlier
            linked = best > 0
            right = linked & same.gather(1, which[:, None]).squeeze(1)
            self._add("link_f1", 2 * right.sum(), linked.sum() + same.any(1).sum())
        if len(targets.told) > 1:
            found = vectors(parts, batch)
            near = found @ found.T - 2 * torch.eye(len(found))
            same = (targets.told[:, None] == targets.told[None]) & ~torch.eye(len(found), dtype=torch.bool)
            has = same.any(1)
            self._add("nearest", (same.gather(1, near.argmax(1)[:, None]).squeeze(1) & has).sum(), has.sum())

    def scores(self) -> dict[str, float]:
        """Share right of each head that had something to say."""
        found = {name: values[0] / max(values[1], 1) for name, values in self._counts.items()}
        if self._factual:
            pair = torch.stack([torch.cat(self._factual), torch.cat(self._gold)])
            found["factual_r"] = float(torch.corrcoef(pair)[0, 1])
        return found
