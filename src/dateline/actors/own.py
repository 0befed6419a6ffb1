"""Actors of one's own: tables (CSV or TOML) that a user adds to the known actors of the package.

They lie in one JSON file in the user's data folder, file by file in the order in which they were added. Where two files
give one actor, the later one holds; adding a file again puts it last, as it now is.

Invariants: an actor has one key (its `id`, else its name and country); a row with a fault is named by its line and left
out; the file is replaced whole or not at all.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import Struct

from dateline.actors.sectors import SECTORS
from dateline.errors import UsageError
from dateline.model.account import ActorKind
from dateline.settings import data_folder

FORMAT = 1
COLUMNS = ("name", "other_names", "kind", "sector", "country", "wikidata", "id")
"""Columns of a CSV and keys of a TOML's [[actor]]; the first and `kind` must be there, the others may."""
_SHOWN = 20
_KINDS = get_args(ActorKind)
_HEADS = {"other names": "other_names", "aliases": "other_names", "wikidata_id": "wikidata"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,99}")


class OwnActor(Struct, frozen=True):
    """One actor as a user gives it. A name that ends in "?" counts only where the report uses another one too."""

    name: str
    other_names: tuple[str, ...]
    kind: ActorKind
    sector: str | None = None
    country: str | None = None
    wikidata: str | None = None
    id: str | None = None

    @property
    def key(self) -> str:
        """What tells it from other actors."""
        return self.id or f"{_folded(self.name)}/{self.country or ''}"


class OwnFile(Struct, frozen=True):
    """What one file had given."""

    path: str
    actors: tuple[OwnActor, ...]


class _Kept(Struct, frozen=True):
    format: int
    files: tuple[OwnFile, ...] = ()


@dataclass(slots=True)
class Added:
    """What came of a file."""

    rows: int = 0
    actors: list[OwnActor] = field(default_factory=list)
    replaced: list[tuple[str, str]] = field(default_factory=list)
    """Actors (by name) that an earlier file had given otherwise, with that file."""
    faults: int = 0
    messages: list[str] = field(default_factory=list)
    """The first faults, each with its line."""

    def fault(self, path: Path, line: int, what: str) -> None:
        """Count a row that could not be read."""
        self.faults += 1
        if len(self.messages) < _SHOWN:
            self.messages.append(f"{path}, line {line}: {what}; the row is left out")


def own_path() -> Path:
    """Where the user's actors lie: in the user's data folder."""
    return data_folder() / "actors.json"


def kept_text(path: Path) -> bytes:
    """What is kept at `path`, b"" where nothing is; raises UsageError for a file that can't be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise UsageError(f"{path}: the actors kept there cannot be read: {error.strerror}") from error


def own_actors(kept: bytes, path: Path) -> tuple[OwnActor, ...]:
    """The actors of all files, each as the last file gives it."""
    found: dict[str, OwnActor] = {}
    for file in _files(kept, path):
        for actor in file.actors:
            found.pop(actor.key, None)
            found[actor.key] = actor
    return tuple(found.values())


def add(path: Path, target: Path) -> Added:
    """Read a table of actors and keep it in `target`; raises UsageError for a file that is none or can't be read."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not a text in UTF-8") from error
    added = Added()
    rows = _toml(text, path) if path.suffix.lower() == ".toml" else _table(text, path)
    mine: dict[str, OwnActor] = {}
    for line, row in rows:
        added.rows += 1
        made = _actor(row, lambda what, line=line: added.fault(path, line, what))  # type: ignore[misc]
        if made is None:
            continue
        if made.key in mine:
            added.fault(path, line, f"“{made.name}” stands in this file already")
            continue
        mine[made.key] = made
    where = _named(path)
    files = [file for file in _files(kept_text(target), target) if file.path != where]
    earlier = {actor.key: (actor, file.path) for file in files for actor in file.actors}
    for key, actor in mine.items():
        if key in earlier and earlier[key][0] != actor:
            added.replaced.append((actor.name, earlier[key][1]))
    added.actors = list(mine.values())
    if mine:
        _keep([*files, OwnFile(where, tuple(mine.values()))], target)
    return added


def forget(path: Path, target: Path) -> int:
    """Take out what a file had added; gives the number of actors, 0 where it had added none."""
    files = _files(kept_text(target), target)
    gone = [file for file in files if file.path in (str(path), _named(path))]
    if gone:
        _keep([file for file in files if file not in gone], target)
    return sum(len(file.actors) for file in gone)


def own_files(target: Path) -> tuple[OwnFile, ...]:
    """The files that were added, in that order."""
    return _files(kept_text(target), target)


def _named(path: Path) -> str:
    """A file as it is remembered: the same from whatever folder it is named."""
    return str(path.absolute())


def _files(kept: bytes, path: Path) -> tuple[OwnFile, ...]:
    if not kept:
        return ()
    try:
        read = msgspec.json.decode(kept, type=_Kept)
    except msgspec.DecodeError as error:
        raise UsageError(f"{path}: these are no actors that dateline has kept ({error})") from error
    if read.format != FORMAT:
        raise UsageError(f"{path}: has format {read.format}, not {FORMAT}; remove it and add again")
    return read.files


def _keep(files: list[OwnFile], target: Path) -> None:
    data = msgspec.json.format(msgspec.json.encode(_Kept(FORMAT, tuple(files))), indent=1)
    aside = target.with_name(target.name + ".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        aside.replace(target)
    except OSError as error:
        raise UsageError(f"{target}: actors cannot be kept there: {error.strerror or error}") from error


def _table(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, row) of a CSV, parted by whichever of comma, semicolon and tab its first line has most of."""
    first = text.split("\n", 1)[0]
    marks = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=marks)
    heads = [cell.strip().lower() for cell in next(reader, [])]
    columns = [_HEADS.get(head, head.replace(" ", "_")) for head in heads]
    missing = [name for name in ("name", "kind") if name not in columns]
    if missing:
        raise UsageError(
            f"{path}: has no column {' and none '.join(missing)}; a table of actors has {', '.join(COLUMNS)}"
        )
    strange = [head for head in columns if head not in COLUMNS]
    if strange:
        raise UsageError(f"{path}: the column “{strange[0]}” means nothing here; known are {', '.join(COLUMNS)}")
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row: dict[str, Any] = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
                row["other_names"] = [name.strip() for name in row.get("other_names", "").split(";")]
                yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: {error}") from error


def _toml(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, row) of each [[actor]] of a TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: is not TOML: {error}") from error
    rows = data.get("actor")
    if not isinstance(rows, list) or set(data) != {"actor"}:
        raise UsageError(f"{path}: actors stand in it as [[actor]], one for each, and nothing else does")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[\s*actor\s*\]\]", line)]
    for turn, row in enumerate(rows):
        yield lines[turn] if len(lines) == len(rows) else 1, row


def _actor(row: Mapping[str, Any], fault: Callable[[str], None]) -> OwnActor | None:
    """The actor of a row; None, and the reason told to `fault`, where it can't be one."""
    strange = [key for key in row if key not in COLUMNS]
    if strange:
        fault(f"“{strange[0]}” means nothing here; known are {', '.join(COLUMNS)}")
        return None
    others = row.get("other_names") or []
    texts = [row.get(key) for key in COLUMNS if key != "other_names"]
    if not isinstance(others, list) or not all(isinstance(one, str) for one in (*others, *filter(None, texts))):
        fault("values are texts, and other_names is a list of them")
        return None
    name, kind, sector = (str(row.get(key) or "").strip() for key in ("name", "kind", "sector"))
    country, wikidata, ident = (str(row.get(key) or "").strip() for key in ("country", "wikidata", "id"))
    country, wikidata, sector = country.upper(), wikidata.rpartition("/")[2].upper(), sector.upper()
    problem = (
        "has no name" if not any(letter.isalnum() for letter in name)
        else f"“{kind}” is no kind of actor; there are {', '.join(_KINDS)}" if kind not in _KINDS
        else f"“{sector}” is no sector; there are {', '.join(sorted(SECTORS))}" if sector and sector not in SECTORS
        else f"“{country}” is no country code of two letters" if country and not re.fullmatch("[A-Z]{2}", country)
        else f"“{wikidata}” is no Wikidata id (Q12345)" if wikidata and not re.fullmatch(r"Q[1-9]\d*", wikidata)
        else f"“{ident}” is no id: three or more small letters, digits, hyphens" if ident and not _ID.fullmatch(ident)
        else next((f"“{one}” is no name" for one in others if one.strip() and not any(map(str.isalnum, one))), None)
    )  # fmt: skip
    if problem is not None:
        fault(problem)
        return None
    names = tuple(dict.fromkeys(one.strip() for one in others if one.strip() and one.strip() != name))
    return OwnActor(
        name, names, msgspec.convert(kind, ActorKind), sector or None, country or None, wikidata or None, ident or None
    )


def _folded(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.casefold()))
