"""Losses of the heads above the trees."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.network import Network

TARGET_WEIGHTS = {"predicate": 1.0, "sense": 0.5, "role": 3.0, "factual": 0.5, "chain": 0.5, "told": 0.3}
_TEMPERATURE = 0.1


def target_losses(network: Network, more: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Mean loss of each head over what it is trained on in this batch; `more` (batch, words, more) in float."""
    parts, targets = network.parts(more), batch.targets
    found: dict[str, Tensor] = {}
    if len(targets.predicate):
        row, word = targets.predicate_at.T
        found["predicate"] = functional.binary_cross_entropy_with_logits(
            parts["predicate"][row, word, 0], targets.predicate.float()
        )
    if len(targets.sense):
        found["sense"] = functional.cross_entropy(sense_scores(network, parts, batch), targets.sense)
    if len(targets.role):
        found["role"] = functional.cross_entropy(role_scores(network, parts, batch), targets.role)
    if len(targets.factual):
        row, word = targets.factual_at.T
        found["factual"] = functional.smooth_l1_loss(parts["factual"][row, word, 0], targets.factual)
    if len(targets.chain) > 1:
        found["chain"] = _chain_loss(antecedent_scores(network, parts, batch), targets.chain)
    if len(targets.told) > 1:
        loss = _told_loss(vectors(parts, batch), targets.told)
        if loss is not None:
            found["told"] = loss
    return found


def sense_scores(network: Network, parts: dict[str, Tensor], batch: Batch) -> Tensor:
    """Scores (predicates, options) of the senses that each predicate's lemma may have."""
    row, word = batch.targets.sense_at.T
    options = batch.targets.sense_options
    scores = (network.senses(options.clamp(min=0)) * parts["sense"][row, word][:, None]).sum(-1)
    return scores.masked_fill(options < 0, -1e4)


def role_scores(network: Network, parts: dict[str, Tensor], batch: Batch) -> Tensor:
    """Scores (pairs, roles) of predicates and the words of their sentences."""
    row, predicate, word = batch.targets.role_at.T
    return network.role_scores(parts["role_predicate"][row, predicate], parts["role_argument"][row, word])


def antecedent_scores(network: Network, parts: dict[str, Tensor], batch: Batch) -> Tensor:
    """Scores (candidates, candidates) of each candidate with each; only earlier ones mean something."""
    row, word = batch.targets.phrase_at.T
    phrase = parts["phrase"][row, word, 0]
    later, earlier = parts["later"][row, word], parts["earlier"][row, word]
    return network.antecedent_scores(phrase, phrase, later, earlier, batch.targets.pairs)


def _chain_loss(scores: Tensor, chain: Tensor) -> Tensor:
    """How far each candidate's right antecedents, or none where it has none, are chosen."""
    count = len(chain)
    earlier = torch.ones(count, count).tril(-1).bool()
    right = earlier & (chain[:, None] == chain[None]) & (chain[:, None] >= 0)
    none = torch.zeros(count, 1)
    chances = functional.log_softmax(torch.cat([none, scores.masked_fill(~earlier, -1e4)], 1), -1)
    allowed = torch.cat([~right.any(1, keepdim=True), right], 1)
    return -torch.logsumexp(chances.masked_fill(~allowed, -1e4), -1).mean()


def vectors(parts: dict[str, Tensor], batch: Batch) -> Tensor:
    """Unit vectors (mentions, vector) of events and persons: the word's part and the mean of its window's."""
    row, word = batch.targets.chain_at.T
    real = (batch.sentence >= 0).float()[:, :, None]
    context = (parts["context"] * real).sum(1) / real.sum(1).clamp(min=1)
    return functional.normalize(parts["vector"][row, word] + context[row], dim=-1)


def _told_loss(found: Tensor, told: Tensor) -> Tensor | None:
    """How far mentions of one event lie nearer to each other than to all others (supervised contrast)."""
    others = ~torch.eye(len(told), dtype=torch.bool)
    right = (told[:, None] == told[None]) & others
    if not right.any():
        return None
    chances = functional.log_softmax((found @ found.T / _TEMPERATURE).masked_fill(~others, -1e4), -1)
    has = right.any(1)
    return -(chances.masked_fill(~right, 0.0).sum(1)[has] / right.sum(1)[has]).mean()
