"""The table of what roles the dependents of each sense had (see `dateline.reader.usage`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.reader.usage import STEPS, TABLE, keys_of

_SHARE = 0.6
"""How much the log odds count beside the network, which knows a part of them; chosen on the dev part, as all here."""
_PRIOR = 1.0
"""Pairs that the roles of all senses count for."""
_LEAST = 1
"""Pairs that a key must have."""
_TELLING = 0.5
"""Log odds that one of its roles must have for a key to be kept."""


def write_usage(
    folder: Path, senses: NDArray[np.int64], categories: NDArray[np.int64], roles: NDArray[np.int64],
    sizes: Sequence[int], count: int,
) -> None:  # fmt: skip
    """Write the table, from all pairs of the training texts whose path is known: sense, categories, and gold role."""
    every = np.bincount(roles, minlength=count) / len(roles)
    ways, way = np.unique(keys_of(np.full(len(roles), -1), categories, tuple(sizes)), return_inverse=True)
    usual = np.zeros((len(ways), count))
    np.add.at(usual, (way, roles), 1)
    usual = (usual + 2 * every) / (usual.sum(1, keepdims=True) + 2)
    keys, first, key = np.unique(keys_of(senses, categories, tuple(sizes)), return_index=True, return_inverse=True)
    seen = np.zeros((len(keys), count))
    np.add.at(seen, (key, roles), 1)
    total = seen.sum(1, keepdims=True)
    prior = usual[way[first]]
    odds = _SHARE * np.log((seen + _PRIOR * prior) / (total + _PRIOR) / prior)
    # what speaks against a role that the way hardly ever has changes nothing
    telling = (np.abs(odds) * ((seen > 0) | (prior > 0.02))).max(1) > _TELLING
    kept = telling & (total[:, 0] >= _LEAST) & (senses[first] >= 0)
    packed = np.rint(odds[kept] * STEPS).clip(-127, 127).astype(np.int8)
    np.savez_compressed(folder / TABLE, keys=keys[kept], odds=packed)
    print(f"usage: {int(kept.sum())} of {len(keys)} keys", flush=True)
