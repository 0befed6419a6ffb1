"""A story's gold (shared/stories/FORMAT.md) with everything that it points at found in the texts.

An anchor that is not in the text (the extractor lost it) has no run: what it carries can't be found by any record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.story.text import Run, elided_runs_of, fold, overlap, runs_of
from benchmarks.task import BenchmarkError

Gold = dict[str, Any]


@dataclass(frozen=True)
class Mention:
    """One telling of a gold event: the run of its anchor and that of its trigger."""

    event: str
    file: str
    anchor: Run | None
    trigger: Run | None


@dataclass(frozen=True)
class Occurrence:
    """One place where the text names an actor by one of its aliases."""

    file: str
    run: Run
    form: str
    actor: str


@dataclass(frozen=True)
class Story:
    """The gold, the texts that the record's spans point into (by gold file name), and the story's NOTES.md."""

    gold: Gold
    texts: dict[str, str]
    notes: str = ""

    @property
    def name(self) -> str:
        """The story's short name."""
        return str(self.gold.get("story", ""))

    @cached_property
    def folded(self) -> dict[str, str]:
        """The texts, folded."""
        return {file: fold(text) for file, text in self.texts.items()}

    @cached_property
    def events(self) -> dict[str, Gold]:
        """Gold events by id."""
        return {event["id"]: event for event in self.gold.get("events", [])}

    @cached_property
    def places(self) -> dict[str, Gold]:
        """Gold places by name."""
        return {place["name"]: place for place in self.gold.get("places", [])}

    @cached_property
    def outlets(self) -> dict[str, str | None]:
        """The outlet of each file, None where the text doesn't say."""
        return {report["file"]: report.get("outlet") for report in self.gold.get("reports", [])}

    def anchor(self, file: str, words: str) -> Run | None:
        """The first place of an anchor in its file."""
        found = runs_of(self.folded.get(file, ""), words)
        return found[0] if found else None

    def inside(self, file: str, anchor: Run | None, words: str) -> Run | None:
        """The first place of some words inside an anchor, whatever their case; the whole anchor where there is none."""
        if anchor is None:
            return None
        text = self.folded[file].lower()
        found = runs_of(text, words.lower(), *anchor)
        if not found and (start := text.find(fold(words).lower(), *anchor)) >= 0:
            found = [(start, start + len(words))]
        return found[0] if found else anchor

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every gold mention, event by event."""
        found: list[Mention] = []
        for event in self.gold.get("events", []):
            for mention in event["mentions"]:
                anchor = self.anchor(mention["file"], mention["anchor"])
                trigger = self.inside(mention["file"], anchor, mention["trigger"])
                found.append(Mention(event["id"], mention["file"], anchor, trigger))
        return found

    @cached_property
    def boilerplate(self) -> dict[str, list[Run]]:
        """Runs of each file that are not part of the report."""
        return {
            report["file"]: [
                run
                for words in report.get("boilerplate", [])
                for run in elided_runs_of(self.folded.get(report["file"], ""), words)[:1]
            ]
            for report in self.gold.get("reports", [])
        }

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Places of the actors' aliases, longest first, without overlaps, boilerplate left out; case matters."""
        aliases = {(fold(alias), actor["name"]) for actor in self.gold.get("actors", []) for alias in actor["aliases"]}
        found: list[Occurrence] = []
        for file, text in self.folded.items():
            taken = list(self.boilerplate.get(file, []))
            for alias, actor in sorted(aliases, key=lambda pair: (-len(pair[0]), pair)):
                for run in runs_of(text, alias):
                    if not any(overlap(run, other) for other in taken):
                        taken.append(run)
                        found.append(Occurrence(file, run, text[run[0] : run[1]], actor))
        return sorted(found, key=lambda occurrence: (occurrence.file, occurrence.run))

    @cached_property
    def cues(self) -> list[tuple[str, Run]]:
        """File and run of every gold attribution's cue word."""
        found: list[tuple[str, Run]] = []
        for attribution in self.gold.get("attributions", []):
            anchor = self.anchor(attribution["file"], attribution["anchor"])
            run = self.inside(attribution["file"], anchor, attribution["cue"])
            if run is not None:
                found.append((attribution["file"], run))
        return found

    @cached_property
    def neither(self) -> list[tuple[str, Run]]:
        """File and run of what NOTES.md lists, in quotation marks, under "neither right nor wrong"."""
        found: list[tuple[str, Run]] = []
        for part in re.split(r"neither right nor wrong", self.notes, flags=re.IGNORECASE)[1:]:
            listed = re.split(r"\n[ \t]*\n|\n[ \t]*[-*#]", part)[0]
            for words in re.findall(r'"([^"]+)"', fold(listed)):
                found += [(file, run) for file, text in self.folded.items() for run in runs_of(text, words)]
        return found


def load_gold(folder: Path) -> tuple[Gold, str]:
    """The gold and the notes of one story's folder."""
    notes = folder / "NOTES.md"
    try:
        gold: Gold = json.loads((folder / "gold.json").read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise BenchmarkError(f"{folder / 'gold.json'}: not JSON: {error}") from error
    return gold, notes.read_text("utf-8") if notes.is_file() else ""


def story_folders(data: Path) -> Iterator[Path]:
    """The folder itself where it holds a gold.json, else its sub-folders that do, in order."""
    if (data / "gold.json").is_file():
        yield data
        return
    found = sorted(path.parent for path in data.glob("*/gold.json"))
    if not found:
        raise BenchmarkError(f"{data}: neither a gold.json nor sub-folders with one")
    yield from found
