"""The gazetteer at run time: a file that is only read, asked for many names at once, and what it answered is kept.

Numbers of places are GeoNames ids for towns and lie below zero for areas (`building` gives them).
"""

from __future__ import annotations

import sqlite3
import struct
import weakref
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.places.folding import fold
from dateline.places.layout import FORMAT, KINDS, SCALE, TARGET
from dateline.places.own import OwnPlaces, own_path

_CHUNK = 400
_KEPT = 200_000
_COLUMNS = "id, ref, name, kind, lat, lon, country, admin1, population, radius"


class Candidate(NamedTuple):
    """A place of the gazetteer that bears the name that was asked for."""

    number: int
    ref: str
    """Id that is stored: "geonames:170794", "iso:SY", "admin1:SY.07", "fips:22079", "region:sahel"."""
    name: str
    kind: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    """ISO 3166 alpha-2; several, or none, for a region."""
    admin1: str
    """Code of the first-order division within the country; "" where there is none."""
    population: int
    radius: float
    """Kilometres; 0 for a town."""
    main: bool
    """Whether the name is a chief name of the place, not one of its other names."""

    @property
    def country(self) -> str | None:
        """The country, where there is exactly one."""
        return self.countries[0] if len(self.countries) == 1 else None


class Country(NamedTuple):
    """A country of the table."""

    code: str
    name: str
    capital: str
    continent: str
    neighbours: tuple[str, ...]
    demonyms: tuple[str, ...]
    place: int
    capital_place: int | None


class Area(NamedTuple):
    """Middle and radius (km) of a part of an area, or of a border."""

    lat: float
    lon: float
    radius: float


class Gazetteer:
    """Places by their names. Reading only: several threads may share one."""

    def __init__(self, path: Path = TARGET, own: Path | None = None) -> None:
        """`own`: the file of places that the user has added (see own.py), where there is one."""
        self.path = path
        if not path.is_file():
            raise UsageError(
                f"{path}: the gazetteer is not there; reinstall dateline, "
                "or build it: python -m dateline.places.building"
            )
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._close = weakref.finalize(self, self._connection.close)
        try:
            meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{path}: this is no gazetteer ({error})") from error
        if meta.get("format") != str(FORMAT):
            raise UsageError(f"{path}: the gazetteer has format {meta.get('format')}, not {FORMAT}; build it again")
        self.version = meta["version"]
        """What it was built from; stored with every account."""
        self._own = OwnPlaces(own) if own is not None and own.is_file() else None
        if self._own is not None:
            self.version += f"+{self._own.version}"
        self._by_key: dict[str, tuple[Candidate, ...]] = {}
        self._by_number: dict[int, Candidate] = {}
        self._alike: dict[str, tuple[Candidate, ...]] = {}
        self._parts: dict[tuple[int, str], Area | None] = {}

    @classmethod
    def shipped(cls) -> Gazetteer:
        """The gazetteer of the package, with the places that the user has added."""
        return cls(own=own_path())

    def close(self) -> None:
        """Lets go of the files."""
        self._close()
        if self._own is not None:
            self._own.close()

    def find(self, keys: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """For each folded name the places that bear it, the most populous first; () for a name nobody bears."""
        wanted = set(keys)
        missing = sorted(wanted - self._by_key.keys())
        if missing:
            if len(self._by_key) > _KEPT:
                self._by_key.clear()
            self._by_key |= self._ask("name", missing)
        return {key: self._by_key[key] for key in wanted}

    def alike(self, bones: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """For each skeleton of a name (see `folding`) the places in whose names the same consonants stand."""
        wanted = set(bones)
        missing = sorted(wanted - self._alike.keys())
        if missing:
            if len(self._alike) > _KEPT:
                self._alike.clear()
            self._alike |= self._ask("near", missing)
        return {key: self._alike[key] for key in wanted}

    def place(self, number: int) -> Candidate:
        """The place of that number; raises KeyError where there is none."""
        return self._places([number])[number]

    def part(self, number: int, direction: str) -> Area | None:
        """Where the north, the south … of an area lies; None for an area with too few towns to tell."""
        asked = (number, direction)
        if asked not in self._parts:
            row = self._connection.execute(
                "SELECT lat, lon, radius FROM part WHERE place = ? AND direction = ?", asked
            ).fetchone()
            self._parts[asked] = _area(row)
        return self._parts[asked]

    def border(self, one: str, other: str) -> Area | None:
        """Where two countries meet, by the towns on both sides; None where they don't."""
        return self._borders.get((min(one, other), max(one, other)))

    def division(self, country: str | None, code: str) -> str | None:
        """The name of a first-order division; None where our table has none."""
        return self._divisions.get((country or "", code))

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Every country by its ISO 3166 alpha-2 code."""
        rows = self._connection.execute(
            "SELECT iso2, name, capital, continent, neighbours, demonyms, place, capital_place FROM country"
        )
        return {
            row[0]: Country(
                row[0], row[1], row[2], row[3], tuple(row[4].split(";")), tuple(row[5].split(";")), row[6], row[7]
            )
            for row in rows
        }

    @cached_property
    def capitals(self) -> frozenset[int]:
        """The numbers of the capitals."""
        return frozenset(row.capital_place for row in self.countries.values() if row.capital_place is not None)

    @cached_property
    def demonyms(self) -> dict[str, tuple[str, ...]]:
        """Folded demonym, one and many, → codes of the countries ("congolese" has two)."""
        found: dict[str, tuple[str, ...]] = {}
        for code, country in self.countries.items():
            for demonym in filter(None, country.demonyms):
                key = fold(demonym)
                for form in (key, key + "s"):
                    found[form] = (*found.get(form, ()), code)
        return found

    @cached_property
    def unmistakable(self) -> frozenset[str]:
        """Folded names of countries, regions and big towns that may be looked for where the reader saw no name."""
        return frozenset(row[0] for row in self._connection.execute("SELECT key FROM big"))

    @cached_property
    def _divisions(self) -> dict[tuple[str, str], str]:
        kind = KINDS.index("division")
        rows = self._connection.execute("SELECT country, admin1, name FROM place WHERE id < 0 AND kind = ?", (kind,))
        return {(row[0], row[1]): row[2] for row in rows}

    @cached_property
    def _borders(self) -> dict[tuple[str, str], Area]:
        rows = self._connection.execute("SELECT one, other, lat, lon, radius FROM border")
        return {(row[0], row[1]): Area(row[2] / SCALE, row[3] / SCALE, float(row[4])) for row in rows}

    def _ask(self, table: str, keys: list[str]) -> dict[str, tuple[Candidate, ...]]:
        packed: dict[str, tuple[int, ...]] = {}
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            for key, blob in self._connection.execute(f"SELECT key, places FROM {table} WHERE key IN ({marks})", chunk):  # noqa: S608
                packed[key] = struct.unpack(f"<{len(blob) // 4}i", blob)
        bearers = {key: {value >> 1: bool(value & 1) for value in values} for key, values in packed.items()}
        if self._own is not None:
            for start in range(0, len(keys), _CHUNK):
                for key, number, main in self._own.numbers(table, keys[start : start + _CHUNK]):
                    bearers.setdefault(key, {})[number] = main
        places = self._places([number for numbers in bearers.values() for number in numbers])
        found: dict[str, tuple[Candidate, ...]] = dict.fromkeys(keys, ())
        for key, numbers in bearers.items():
            named = [places[number]._replace(main=main) for number, main in numbers.items()]
            found[key] = tuple(sorted(named, key=lambda place: (-place.population, place.number)))
        return found

    def _places(self, numbers: list[int]) -> dict[int, Candidate]:
        missing = sorted(set(numbers) - self._by_number.keys())
        if missing and len(self._by_number) > _KEPT:
            self._by_number.clear()
            missing = sorted(set(numbers))
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            query = f"SELECT {_COLUMNS} FROM place WHERE id IN ({marks})"  # noqa: S608
            for row in self._connection.execute(query, chunk):
                self._by_number[row[0]] = Candidate(
                    row[0], row[1] or f"geonames:{row[0]}", row[2], KINDS[row[3]], row[4] / SCALE, row[5] / SCALE,
                    tuple(row[6].split()), row[7], row[8], float(row[9]), main=True,
                )  # fmt: skip
            for number, own in self._own.places(chunk) if self._own is not None else ():
                self._by_number[number] = Candidate(
                    number, own.ref, own.names[0], own.kind, own.lat, own.lon, tuple(own.country.split()), own.admin1,
                    own.population, own.radius, main=True,
                )  # fmt: skip
        return {number: self._by_number[number] for number in numbers}


def _area(row: tuple[int, int, int] | None) -> Area | None:
    return Area(row[0] / SCALE, row[1] / SCALE, float(row[2])) if row else None
