"""Settings: one table, one order of precedence. Nothing is read before somebody asks.

A value comes from the last of these that has one:

1. the default, in the table below;
2. `dateline.toml` in the user's configuration folder;
3. `dateline.toml` in the folder of the record;
4. the environment: `DATELINE_` and the name in capitals (`DATELINE_WORKERS`);
5. the command's flag.

What is not in the table, or does not fit, is an error that names where it stands; it is never passed over.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta, Struct

from dateline.errors import UsageError

PREFIX = "DATELINE_"
FILE = "dateline.toml"

Colour = Literal["auto", "always", "never"]


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table: name, what fits, what it does, default."""

    workers: Annotated[int, Meta(ge=0, le=1024, description="Processes that read at once; 0: as is useful.")] = 0
    colour: Annotated[
        Colour, Meta(description="Colours in the terminal; `auto` is only where there is a terminal.")
    ] = "auto"
    by: Annotated[
        str, Meta(max_length=200, description="Name under which judgements are kept; empty is the name of the user.")
    ] = ""
    basemap: Annotated[
        str,
        Meta(
            max_length=4000,
            description="File (GeoJSON, TopoJSON) under the desk’s map; empty: Natural Earth’s countries.",
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table, for the documentation."""

    name: str
    default: Any
    fits: str
    help: str

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.upper()


def table() -> tuple[Setting, ...]:
    """Every setting, in the order of the table."""
    hints = get_type_hints(Settings, include_extras=True)
    lines = []
    for field in msgspec.structs.fields(Settings):
        kind, meta = hints[field.name].__origin__, hints[field.name].__metadata__[0]
        values = getattr(kind, "__args__", None)
        fits = " | ".join(values) if values else {int: "whole number", str: "text"}[kind]
        lines.append(Setting(field.name, field.default, fits, meta.description))
    return tuple(lines)


def load_settings(
    record: Path | None = None,
    flags: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings that hold for a record.

    `flags` are the command's own, None where one was not given; `environment` and `folder` (the user's configuration
    folder) are those of the process unless given. Raises UsageError for what is not a setting or does not fit.
    """
    environment = os.environ if environment is None else environment
    files = [(folder or config_folder(environment)) / FILE]
    if record is not None:
        files.append(record.parent / FILE)
    settings = Settings()
    for file in files:
        settings = _with(settings, _read(file), str(file))
    for variable, value in sorted(environment.items()):
        if variable.startswith(PREFIX):
            settings = _with(settings, {variable.removeprefix(PREFIX).lower(): value}, variable, strict=False)
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    return _with(settings, given, "command line")


def config_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder in which the user's `dateline.toml` lies, as the platform has it."""
    if platform == "win32" and environment.get("APPDATA"):
        return Path(environment["APPDATA"]) / "Dateline"
    home = Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Dateline"
    chosen = environment.get("XDG_CONFIG_HOME")
    return (Path(chosen) if chosen else home / ".config") / "dateline"


def data_folder(environment: Mapping[str, str] | None = None, platform: str | None = None) -> Path:
    """The folder in which what the user has added (places, actors) is kept, as the platform has it."""
    environment = os.environ if environment is None else environment
    platform = sys.platform if platform is None else platform
    if platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "Dateline"
    home = Path.home()
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Dateline"
    chosen = environment.get("XDG_DATA_HOME")
    return (Path(chosen) if chosen else home / ".local" / "share") / "dateline"


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: cannot be read as settings: {error}") from error


def _with(settings: Settings, given: Mapping[str, object], origin: str, *, strict: bool = True) -> Settings:
    """`settings` with the values that `origin` gives; not strict: numbers may be written as text."""
    if not given:
        return settings
    known = [field.name for field in msgspec.structs.fields(Settings)]
    for name in given:
        if name not in known:
            raise UsageError(f"{origin}: “{name}” is not a setting; there are {', '.join(known)}")
    try:
        return msgspec.convert({**msgspec.structs.asdict(settings), **given}, Settings, strict=strict)
    except msgspec.ValidationError as error:
        raise UsageError(f"{origin}: {error}") from error
