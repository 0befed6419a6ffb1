"""Reports and the incidents that they are of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.task import BenchmarkError


@dataclass(frozen=True)
class Incident:
    """What happened; `cities` are the names under which its city or county goes."""

    identity: str
    day: str
    cities: frozenset[str]
    killed: int
    injured: int


@dataclass(frozen=True)
class Report:
    """One report: its text with the title first, the day of publication, its incident."""

    identity: str
    text: str
    published: str
    incident: Incident

    @property
    def names_city(self) -> bool:
        """Whether the text has one of the names of the city."""
        text = self.text.lower()
        return any(city in text for city in self.incident.cities)


def cities_of(name: str) -> frozenset[str]:
    """Names of a place in lower case: "New York (Manhattan)" is New York or Manhattan, "Vale (county)" the county."""
    outer, _, inner = name.lower().partition("(")
    names = {outer.strip(), inner.strip(" )")} - {"", "county"}
    if inner.strip(" )") == "county":
        names.add(f"{outer.strip()} county")
    return frozenset(re.sub(r"\s+", " ", one).lower() for one in names)


def read_reports(folder: Path) -> list[Report]:
    """The reports of a folder with `incidents.jsonl` and `reports.jsonl`, in the file's order."""
    incidents = {}
    for row in _rows(folder / "incidents.jsonl"):
        day = datetime.strptime(row["date"], "%B %d, %Y").date().isoformat()  # noqa: DTZ007 (a day has no zone)
        incidents[row["incident_uri"]] = Incident(
            row["incident_uri"], day, cities_of(row["city_or_county"]), row["num_killed"], row["num_injured"]
        )
    return [
        Report(row["id"], f"{row['title']}\n\n{row['text']}\n", row["published"][:10], incidents[row["incident"]])
        for row in _rows(folder / "reports.jsonl")
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise BenchmarkError(f"{path}: not readable as JSON lines: {error}") from error
