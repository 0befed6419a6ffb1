"""What the builder and the reader of the gazetteer must agree on."""

from __future__ import annotations

from pathlib import Path

FORMAT = 1
"""Changes whenever the layout of the file does; the gazetteer refuses a file of another format."""

DATA = Path(__file__).parent / "data"
TARGET = DATA / "gazetteer.db"
TABLES = ("countries.tsv", "divisions.tsv", "regions.tsv", "towns.tsv", "us_counties.tsv")
"""Our own tables that go into it."""

KINDS = (
    "town",
    "country",
    "division",
    "county",
    "region",
    "continent",
    "river",
    "facility",
    "province",
    "district",
    "other",
)
"""Kinds of places, stored by their number."""

SCALE = 10_000
"""Coordinates are stored as whole numbers, in ten-thousandths of a degree (11 m)."""
