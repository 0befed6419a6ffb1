"""Lines on a terminal: folded under their own text, nothing lost; and what a run shows of itself."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from dateline.cli.progress import ProgressBar
from dateline.cli.terminal import fold

CONSOLE = Console(file=io.StringIO(), width=40)


def test_what_does_not_fit_stands_under_its_own_text() -> None:
    parts = fold(CONSOLE, Text("  id  2031-04-06  River Front → mayor of Old Bridge"), 40, 18)
    assert [part.plain for part in parts] == ["  id  2031-04-06  River Front → mayor of", "Old Bridge"]


@given(st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(0, 30))
def test_folding_loses_no_word_and_keeps_to_the_width(words: list[str], indent: int) -> None:
    parts = fold(CONSOLE, Text(" ".join(words)), 40, indent)
    assert " ".join(part.plain for part in parts).split() == words
    hanging = indent if 40 - indent >= 16 else 0
    assert all(part.cell_len + (hanging if number else 0) <= 40 for number, part in enumerate(parts))


@dataclass
class Step:
    done: int
    total: int
    source: str


def test_without_a_terminal_progress_is_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 100, 2))
    monkeypatch.setattr("dateline.cli.progress.time.monotonic", lambda: next(clock))
    with ProgressBar() as bar:
        for number in range(1, 7):
            bar(Step(number, 1000, f"{number}.txt"))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["read 3 of 1,000: 3.txt", "read 6 of 1,000: 6.txt"]


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.cli.progress._PAUSE", 0.0)
    with ProgressBar(quiet=True) as bar:
        bar(Step(1, 2, "a.txt"))
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_a_bar_comes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("dateline.cli.progress.sys.stderr", terminal)
    with ProgressBar() as bar:
        bar(Step(1, 2, "a.txt"))
        bar(Step(2, 2, "b.txt"))
    assert "2/2" in terminal.getvalue()
    assert "b.txt" in terminal.getvalue()
