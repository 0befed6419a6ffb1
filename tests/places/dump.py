"""A made GeoNames dump of any size, written row by row: kinds of places, other names and faults as the real one has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

FIRST_NUMBER = 100_000_001
FAULT_EVERY = 1_000_000
_SYLLABLES = "ka ta ba dar mur sha lin qas rab tel hum nis wal dor fen gra hol jin mak pet rus sol tum vor zel".split()
_KINDS = (
    ("P", "PPL"),
    ("P", "PPL"),
    ("H", "STM"),
    ("S", "SCH"),
    ("T", "HLL"),
    ("L", "LCTY"),
    ("A", "ADM3"),
    ("R", "RD"),
)
SKIPPED = 1 / len(_KINDS)
"""Share of rows that are streets."""


def rows(count: int) -> Iterator[str]:
    """Rows of a dump, the numbers rising; one row in `FAULT_EVERY` has lost its columns."""
    random = Random(12)
    for place in range(count):
        name = "".join(random.choices(_SYLLABLES, k=3)).title() + " " + "".join(random.choices(_SYLLABLES, k=2)).title()
        if (place + 1) % FAULT_EVERY == 0:
            yield f"{name}\tno columns\n"
            continue
        kind, code = _KINDS[place % len(_KINDS)]
        others = ",".join(name + end for end in ("abad", "", "pur")[: place % 4]) if place % 3 == 0 else ""
        lat, lon = random.uniform(-60, 70), random.uniform(-180, 180)
        yield (
            f"{FIRST_NUMBER + place}\t{name}\t{name}\t{others}\t{lat:.5f}\t{lon:.5f}\t{kind}\t{code}\tSY\t\t"
            f"{place % 14:02d}\t\t\t\t{place % 5000}\t\t\tAsia/Damascus\t2020-01-01\n"
        )


def write_zip(path: Path, count: int) -> None:
    """The dump as GeoNames gives it: one text in a zip."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("allCountries.txt", "w", force_zip64=True) as raw,
    ):
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        text.writelines(rows(count))
        text.flush()
        text.detach()
