"""Lines of a page in the order in which a person reads them: columns from left to right, each from top to bottom.

Runs are joined to pieces of lines, pieces to blocks (each the only one above or below the other), and blocks are put in
order by two rules (Breuel, "High performance document layout analysis", 2003): what stands above comes first; what
stands to the left comes first unless something that spans both stands between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.reports.pdfruns import Run

_GAP = 0.18
"""Share of the size from which a gap between runs is a space."""
_GUTTER = 1.0
"""Share of the size from which a gap on a line may part two columns."""
_SAME_LINE = 0.45
_SPACING = 1.75
"""Line spacing, in sizes, up to which lines belong to one block."""
_SIZES = 1.2
_MOST_BLOCKS = 600
"""Blocks of a page past which they are only ordered from top to bottom (a table of numbers, a drawing)."""


@dataclass(frozen=True)
class Piece:
    """A line of text, or the part of it that stands in one column."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    block: int = -1
    """Number of its block on the page."""


def lines_of(runs: Sequence[Run]) -> list[Piece]:
    """The pieces of a page in reading order; text that stands sideways comes last."""
    upright = _pieces([run for run in runs if not run.sideways])
    sideways = _pieces([run for run in runs if run.sideways])
    ordered = _in_order(_blocks(upright))
    return [
        Piece(piece.text, piece.x0, piece.x1, piece.y, piece.size, number)
        for number, block in enumerate([*ordered, *([piece] for piece in sideways)])
        for piece in block
    ]


def _pieces(runs: Sequence[Run]) -> list[Piece]:
    """Pieces of lines, from the top, on one line from the left."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        row = rows[-1] if rows else None
        if row and abs(row[0].y - run.y) <= _SAME_LINE * min(row[0].size, run.size):
            row.append(run)
        else:
            rows.append([run])
    return [piece for row in rows for piece in _split(sorted(row, key=lambda run: run.x0))]


def _split(row: Sequence[Run]) -> list[Piece]:
    pieces: list[Piece] = []
    parts: list[str] = []
    start = end = size = y = 0.0
    drawn: tuple[str, float] | None = None

    def close() -> None:
        text = " ".join("".join(parts).split())
        if text:
            pieces.append(Piece(text, start, end, y, size))

    for run in row:
        if not run.text.strip():
            continue
        if drawn is not None and run.text == drawn[0] and abs(run.x0 - drawn[1]) < 0.15 * run.size:
            continue  # drawn twice, a little apart, to look bold
        if parts and run.x0 - end <= _GUTTER * max(size, run.size):
            parts.append(" " + run.text if run.x0 - end > _GAP * max(size, run.size) else run.text)
            end = max(end, run.x1)
            size = max(size, run.size)
        else:
            close()
            parts, start, end, size, y = [run.text], run.x0, run.x1, run.size, run.y
        drawn = (run.text, run.x0)
    close()
    return pieces


def _overlap(one: Piece, other: Piece) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.1 * min(one.x1 - one.x0, other.x1 - other.x0)


def _blocks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces joined downwards where each is the only one next to the other, with letters of about one size."""
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        nearest: float | None = None
        for other in range(index + 1, min(len(pieces), index + 60)):
            lower = pieces[other]
            step = piece.y - lower.y
            if nearest is not None and step > nearest + 0.5 * piece.size:
                break
            if step <= _SAME_LINE * min(piece.size, lower.size) or not _overlap(piece, lower):
                continue
            nearest = step if nearest is None else nearest
            below.setdefault(index, []).append(other)
            above.setdefault(other, []).append(index)
    blocks: list[list[Piece]] = []
    taken: set[int] = set()
    for index in range(len(pieces)):
        if index in taken:
            continue
        block = [index]
        taken.add(index)
        while True:
            here = block[-1]
            nexts = below.get(here, [])
            if len(nexts) != 1 or len(above[nexts[0]]) != 1 or nexts[0] in taken:
                break
            one, lower = pieces[here], pieces[nexts[0]]
            if one.y - lower.y > _SPACING * max(one.size, lower.size) or max(one.size, lower.size) > _SIZES * min(
                one.size, lower.size
            ):
                break
            block.append(nexts[0])
            taken.add(nexts[0])
        blocks.append([pieces[each] for each in block])
    return blocks


def _in_order(blocks: list[list[Piece]]) -> list[list[Piece]]:
    """The blocks in reading order."""
    if len(blocks) > _MOST_BLOCKS:
        return blocks
    boxes = [
        (min(piece.x0 for piece in block), max(piece.x1 for piece in block), block[0].y, block[-1].y)
        for block in blocks
    ]
    count = len(blocks)
    before: list[set[int]] = [set() for _ in range(count)]
    for first in range(count):
        for second in range(count):
            if first != second and _precedes(boxes, first, second):
                before[second].add(first)
    ordered: list[int] = []
    left = sorted(range(count), key=lambda index: (-boxes[index][2], boxes[index][0]))
    placed: set[int] = set()
    while left:
        ready = next((index for index in left if before[index] <= placed), left[0])
        ordered.append(ready)
        placed.add(ready)
        left.remove(ready)
    return [blocks[index] for index in ordered]


_Box = tuple[float, float, float, float]


def _precedes(boxes: list[_Box], first: int, second: int) -> bool:
    a, b = boxes[first], boxes[second]
    if _share(a, b):
        return a[2] > b[2]
    if a[1] > b[0] + 0.1 * min(a[1] - a[0], b[1] - b[0]):
        return False
    low, high = min(a[2], b[2]), max(a[2], b[2])
    return not any(
        low <= box[2] < high and _share(box, a) and _share(box, b)
        for index, box in enumerate(boxes)
        if index not in (first, second)
    )


def _share(a: _Box, b: _Box) -> bool:
    """Whether two boxes stand above one another, in part."""
    return min(a[1], b[1]) - max(a[0], b[0]) > 0.1 * min(a[1] - a[0], b[1] - b[0])
