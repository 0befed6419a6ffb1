"""The terminal: where text goes, how wide it is, whether it has colours."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable

import msgspec
from rich.console import Console
from rich.text import Text

from dateline.settings import Colour


def make_printable() -> None:
    """Let both streams take every character: where the system's encoding can't, they write UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")


def discard_output() -> None:
    """Nobody reads on (`dateline show … | head`): what is still to be written goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class Screen:
    """Standard output. On a terminal long lines are folded under their own text; elsewhere a line is a line."""

    def __init__(self, colour: Colour = "auto") -> None:
        self._console = Console(
            file=sys.stdout,
            force_terminal=True if colour == "always" else None,
            no_color=True if colour == "never" else None,
            highlight=False,
            emoji=False,
            markup=False,
            # a pipe has no width; rich would otherwise fold at 80 columns
            width=None if sys.stdout.isatty() else 100_000,
        )
        self.coloured = self._console.is_terminal and not self._console.no_color
        self.folds = sys.stdout.isatty()
        self.width = self._console.width if self.folds else 100

    def line(self, text: Text | str = "", indent: int = 0) -> None:
        """Print one line; what does not fit is folded and stands `indent` columns in."""
        if not self.folds and not self.coloured:
            print(text.plain if isinstance(text, Text) else text)
            return
        text = Text(text) if isinstance(text, str) else text
        if self.folds and text.cell_len > self.width:
            for number, part in enumerate(fold(self._console, text, self.width, indent)):
                self._console.print(Text(" " * indent if number else "") + part, soft_wrap=True)
        else:
            self._console.print(text, soft_wrap=True)

    def lines(self, texts: Iterable[tuple[Text, int]]) -> None:
        """Print lines, each with its indent."""
        for text, indent in texts:
            self.line(text, indent)


def fold(console: Console, text: Text, width: int, indent: int) -> list[Text]:
    """The parts of `text`: the first at most `width` wide, the others `indent` less; flat where that is too narrow."""
    if width - indent < 16:
        return list(text.wrap(console, width))
    first = text.wrap(console, width)[0]
    rest = text[len(first.plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    parts = [first, *(rest.wrap(console, width - indent) if rest.plain else ())]
    for part in parts:
        part.rstrip()
    return parts


def print_json(value: object) -> None:
    """Print a value as JSON: UTF-8, indented by one, whatever the terminal's encoding."""
    data = msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=1) + b"\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
