"""The stories of ngec-synthetic, and the spellings of their modes."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.task import BenchmarkError

_OPEN = re.compile(r"\{(\w+?)(?:_(\d+))?\}")
_NAMES = {"country": ("Kenya", "Peru", "Laos"), "city": ("Oslo", "Lima", "Accra")}
_LEAD = 900
"""Characters of a story's first paragraph that are read at most."""


@dataclass(frozen=True)
class Story:
    """A story: its headline with names filled in, its first paragraph, the gold type and the gold mode as spelled."""

    headline: str
    lead: str
    type: str
    mode: str


def read_stories(folder: Path) -> list[Story]:
    """The stories of `stories.csv` in their order; raises BenchmarkError where the file is not such a one."""
    path = folder / "stories.csv" if folder.is_dir() else folder
    if not path.is_file():
        raise BenchmarkError(f"{path}: there is no such file")
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if not {"title", "text", "label", "mode"} <= set(rows.fieldnames or ()):
            raise BenchmarkError(f"{path}: no columns title, text, label and mode")
        return [
            Story(_filled(row["title"]), _first_paragraph(row["text"]), row["label"], row["mode"] or "") for row in rows
        ]


def _filled(headline: str) -> str:
    """The headline with a name for each `{country_1}`: always the same one."""

    def name(found: re.Match[str]) -> str:
        names = _NAMES.get(found[1], _NAMES["city"])
        return names[(int(found[2] or 1) - 1) % len(names)]

    return " ".join(_OPEN.sub(name, headline).split())


def _first_paragraph(text: str) -> str:
    return text.strip().partition("\n")[0][:_LEAD].strip()


@cache
def _spellings() -> dict[str, str]:
    return {
        name: spelled
        for name, spelled in tomllib.loads(Path(__file__).with_name("modes.toml").read_text("utf-8")).items()
        if isinstance(spelled, str)
    }


def mode_of(written: str) -> str | None:
    """The codebook's name for a gold mode; None where it has none."""
    return _spellings().get(written, written.lower()) or None
