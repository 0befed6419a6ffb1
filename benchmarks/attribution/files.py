"""Texts with their gold attributions: a folder `text/` of .txt and a folder `attributions/` of brat's .ann."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.task import BenchmarkError

Runs = tuple[tuple[int, int], ...]
_WORD = re.compile(r"(?<!\w)\w+")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True)
class Said:
    """One attribution: the words (by their first characters) of its content, its cue and its source."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    direct: bool = False


@dataclass(frozen=True)
class Text:
    """One text with its gold attributions."""

    text: str
    said: tuple[Said, ...]


def words_in(text: str, runs: Runs) -> frozenset[int]:
    """First characters of the words that begin in some runs."""
    return frozenset(match.start() for start, end in runs for match in _WORD.finditer(text, start, end))


def is_direct(text: str, content: frozenset[int]) -> bool:
    """Whether all words of a content stand in quotation marks."""
    quoted = words_in(text, tuple(match.span() for match in _QUOTED.finditer(text)))
    return bool(content) and content <= quoted


def read_texts(folder: Path) -> Iterator[Text]:
    """The texts that somebody has annotated, in the order of their names."""
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        raise BenchmarkError(f"{folder}: no folders text and attributions in it")
    by_text: dict[str, dict[str, list[Path]]] = defaultdict(lambda: defaultdict(list))
    names = sorted((path.stem for path in (folder / "text").glob("*.txt")), key=len, reverse=True)
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = next((name for name in names if path.stem == name or path.stem.startswith(f"{name}_")), None)
        if name is None:
            raise BenchmarkError(f"{path}: there is no text of that name")
        annotator = path.stem[len(name) + 1 :].partition("_")[0]
        by_text[name][annotator].append(path)
    for name, annotators in sorted(by_text.items()):
        # decoded by hand: offsets count the characters of the file, line ends as they are
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        said = {one for path in annotators[min(annotators)] for one in _attributions(path, text)}
        yield Text(text, tuple(sorted(said, key=lambda one: sorted(one.content | one.cue))))


def _attributions(path: Path, text: str) -> Iterator[Said]:
    spans: dict[str, Runs] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            spans[cells[0]] = _runs(cells[1])
        elif cells[0].startswith("E"):
            events.append([(role, span) for role, _, span in (part.partition(":") for part in cells[1].split())])
    for event in events:
        parts: dict[str, Runs] = defaultdict(tuple)
        for role, span in event:
            parts[role.rstrip("0123456789")] += spans.get(span, ())
        content = words_in(text, parts["Content"])
        if content:
            cue, source = words_in(text, parts["Cue"]), words_in(text, parts["Source"])
            yield Said(content, cue, source, is_direct(text, content))


def _runs(cell: str) -> Runs:
    """Runs from "Content 12 20;25 30"."""
    numbers = cell.partition(" ")[2]
    return tuple((int(first), int(last)) for first, last in (part.split() for part in numbers.split(";")))
