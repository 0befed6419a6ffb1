"""Runs of text on a page of a PDF with their places: what the content stream shows, in its own order.

The operators are those of PDF 1.7, sections 8.4, 9.3 and 9.4; pypdf parses the stream and reads the fonts. Places are
in points, y upwards, the page turned as its /Rotate says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_SAVED = 200
_MOST_FORMS = 12
_MOST_OPERATIONS = 2_000_000
_GAP = 0.18
"""Share of the letters' size from which a gap inside a line is a space."""


@dataclass(frozen=True)
class Run:
    """Letters shown at once: their place from `x0` to `x1` on the line `y`, their size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    sideways: bool = False


@dataclass
class _State:
    ctm: Matrix
    font: Any = None
    size: float = 0.0
    letters: float = 0.0
    words: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass
class _Text:
    matrix: Matrix = _SAME
    line: Matrix = _SAME


@dataclass
class _Budget:
    """Operations left for one page, forms in forms counted with it: forms that show themselves come to an end."""

    left: int = _MOST_OPERATIONS
    open: set[int] = field(default_factory=set)


def runs_of(page: Any) -> tuple[list[Run], bool]:
    """Runs of a page, and whether it shows pictures."""
    pictures: list[bool] = []
    start = _turned(page)
    runs = list(_shown(page, page.get_contents(), page.get("/Resources"), start, _Budget(), pictures, 0))
    return runs, bool(pictures)


def _turned(page: Any) -> Matrix:
    turn = page.get("/Rotate", 0)
    turn = int(turn) % 360 if isinstance(turn, (int, float)) else 0
    return {
        90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
        270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    }.get(turn, _SAME)


def _shown(
    page: Any, stream: Any, resources: Any, ctm: Matrix, budget: _Budget, pictures: list[bool], depth: int
) -> Iterator[Run]:
    from pypdf.generic import ContentStream

    if stream is None:
        return
    resources = _object(resources) or {}
    fonts: dict[str, Any] = {}
    state, text = _State(ctm), _Text()
    saved: list[_State] = []
    for operands, operator in ContentStream(stream, getattr(page, "pdf", None), "bytes").operations:
        budget.left -= 1
        if budget.left < 0:
            return
        match operator:
            case b"q":
                if len(saved) < _MOST_SAVED:
                    saved.append(replace(state))
            case b"Q":
                state = saved.pop() if saved else state
            case b"cm":
                state.ctm = _times(_matrix(operands), state.ctm)
            case b"BT":
                text = _Text()
            case b"Tf":
                name = str(operands[0]) if operands else ""
                if name not in fonts:
                    fonts[name] = _font(resources, name)
                state.font, state.size = fonts[name], _number(operands, 1)
            case b"Tc":
                state.letters = _number(operands)
            case b"Tw":
                state.words = _number(operands)
            case b"Tz":
                state.stretch = _number(operands) / 100
            case b"TL":
                state.leading = _number(operands)
            case b"Ts":
                state.rise = _number(operands)
            case b"Td" | b"TD":
                if operator == b"TD":
                    state.leading = -_number(operands, 1)
                _move(text, _number(operands), _number(operands, 1))
            case b"T*":
                _move(text, 0, -state.leading)
            case b"Tm":
                text.matrix = text.line = _matrix(operands)
            case b"Tj":
                yield from _show(operands[:1], state, text)
            case b"TJ":
                yield from _show(operands[0] if operands and isinstance(operands[0], list) else (), state, text)
            case b"'":
                _move(text, 0, -state.leading)
                yield from _show(operands[:1], state, text)
            case b'"':
                state.words, state.letters = _number(operands), _number(operands, 1)
                _move(text, 0, -state.leading)
                yield from _show(operands[2:3], state, text)
            case b"INLINE IMAGE":
                pictures.append(True)
            case b"Do":
                form = _object((_object(resources.get("/XObject")) or {}).get(str(operands[0]) if operands else ""))
                if form is None:
                    continue
                if form.get("/Subtype") == "/Image":
                    pictures.append(True)
                elif form.get("/Subtype") == "/Form" and depth < _MOST_FORMS and id(form) not in budget.open:
                    budget.open.add(id(form))
                    inner = _times(_matrix(_object(form.get("/Matrix")) or ()), state.ctm)
                    yield from _shown(
                        page, form, form.get("/Resources") or resources, inner, budget, pictures, depth + 1
                    )
                    budget.open.discard(id(form))


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _font(resources: Any, name: str) -> Any:
    from pypdf.generic._font import Font  # pypdf has no public name for what tells letters and widths

    described = _object((_object(resources.get("/Font")) or {}).get(name))
    if described is None:
        return None
    try:
        return Font.from_font_resource(described)
    except (AttributeError, TypeError, KeyError, ValueError, IndexError):
        return None  # a font that is not described: its letters cannot be told


def _letters(font: Any, value: Any) -> list[tuple[str, float]]:
    """Each letter of a string and its width in thousandths of the size."""
    if not isinstance(value, bytes):
        return [(letter, 500.0) for letter in str(value)]
    if font is None:
        return [(chr(code), 500.0) for code in value]
    if isinstance(font.encoding, str):
        try:
            raw = value.decode(font.encoding, "surrogatepass")
        except UnicodeDecodeError:
            raw = value.decode(font.encoding, "replace")
        read = raw
    else:
        raw = "".join(map(chr, value))
        read = "".join(font.encoding.get(code, chr(code)) for code in value)
    widths = font.character_widths
    usual = widths.get("default", 500.0)
    found = []
    for code, letter in zip(raw, read, strict=False):
        shown = font.character_map.get(letter, letter)
        width = font.space_width if code == font.space_char else widths.get(letter, widths.get(code, usual))
        found.append((shown, float(width)))
    return found


def _show(parts: Any, state: _State, text: _Text) -> Iterator[Run]:
    """The runs that strings and the gaps between them show; moves the place on."""
    for part in parts:
        if isinstance(part, (int, float)):
            moved = -float(part) / 1000 * state.size * state.stretch
            text.matrix = _times((1.0, 0.0, 0.0, 1.0, moved, 0.0), text.matrix)
            continue
        if not isinstance(part, (bytes, str)):
            continue
        letters = _letters(state.font, part)
        advance = sum(
            (width / 1000 * state.size + state.letters + (state.words if letter == " " else 0.0)) * state.stretch
            for letter, width in letters
        )
        before = _times(text.matrix, state.ctm)
        text.matrix = _times((1.0, 0.0, 0.0, 1.0, advance, 0.0), text.matrix)
        after = _times(text.matrix, state.ctm)
        words = "".join(letter for letter, _ in letters).replace("\x00", "")
        size = abs(state.size) * math.hypot(before[2], before[3])
        if not words or not all(map(math.isfinite, (*before, *after, size))):
            continue
        rise = state.rise * before[3]
        if abs(before[1]) > abs(before[0]):
            yield Run(words, before[5], after[5], before[4], size, sideways=True)
        else:
            yield Run(words, min(before[4], after[4]), max(before[4], after[4]), before[5] + rise, size)


def _move(text: _Text, x: float, y: float) -> None:
    text.line = _times((1.0, 0.0, 0.0, 1.0, x, y), text.line)
    text.matrix = text.line


def _number(operands: Any, index: int = 0) -> float:
    try:
        return float(operands[index])
    except (IndexError, TypeError, ValueError):
        return 0.0


def _matrix(operands: Any) -> Matrix:
    try:
        a, b, c, d, e, f = (float(value) for value in operands[:6])
    except (TypeError, ValueError):
        return _SAME
    return (a, b, c, d, e, f)


def _times(left: Matrix, right: Matrix) -> Matrix:
    a, b, c, d, e, f = left
    k, m, n, o, p, q = right
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)
