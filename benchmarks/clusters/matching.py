"""The one-to-one matching of greatest total: what CEAF aligns clusters by.

Clusters that share no mention can't gain from each other, so each connected part is solved by itself: a part in which
one side has a single cluster takes its best, any other goes through the Hungarian method (O(n³) of that part).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_total(likeness: dict[tuple[int, int], float]) -> float:
    """The greatest sum of likeness over pairs (row, column) of which no two share a row or a column."""
    return sum(_part(rows, columns, likeness) for rows, columns in _parts(likeness))


def _parts(likeness: dict[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """Connected parts of the graph of pairs, as rows and columns, in order."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for row, column in likeness:
        columns_of.setdefault(row, []).append(column)
        rows_of.setdefault(column, []).append(row)
    seen: set[int] = set()
    parts = []
    for start in sorted(columns_of):
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in columns_of[waiting.pop()]:
                if column not in columns:
                    columns.add(column)
                    new = [row for row in rows_of[column] if row not in rows]
                    rows.update(new)
                    waiting.extend(new)
        seen |= rows
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _part(rows: list[int], columns: list[int], likeness: dict[tuple[int, int], float]) -> float:
    if len(rows) == 1 or len(columns) == 1:
        return max(likeness[row, column] for row in rows for column in columns if (row, column) in likeness)
    matrix = np.array([[likeness.get((row, column), 0.0) for column in columns] for row in rows])
    return _assigned(matrix if len(rows) <= len(columns) else matrix.T)


def _assigned(gain: NDArray[np.float64]) -> float:
    """The Hungarian method with potentials, for as many rows as columns or fewer."""
    count, width = gain.shape
    cost = -gain
    row_price, column_price = np.zeros(count), np.zeros(width)
    owner = np.full(width, -1)
    for row in range(count):
        slack = np.full(width, np.inf)
        before = np.full(width, -1)
        done = np.zeros(width, dtype=bool)
        current, column = row, -1
        while True:
            offer = cost[current] - row_price[current] - column_price
            better = ~done & (offer < slack)
            slack[better] = offer[better]
            before[better] = column
            column = int(np.where(done, np.inf, slack).argmin())
            step = slack[column]
            row_price[row] += step
            row_price[owner[done]] += step
            column_price[done] -= step
            slack[~done] -= step
            done[column] = True
            if owner[column] < 0:
                break
            current = int(owner[column])
        while column >= 0:
            previous = int(before[column])
            owner[column] = owner[previous] if previous >= 0 else row
            column = previous
    taken = np.flatnonzero(owner >= 0)
    return float(gain[owner[taken], taken].sum())
