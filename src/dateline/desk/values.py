"""Values of fields as a person reads them: names for ids, days as days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from dateline.record.browse import Look
from dateline.record.browse.choices import described
from dateline.wording.days import interval


def readable(look: Look, values: Iterable[str | None]) -> Callable[[str | None], str]:
    """A function from these values (JSON, or plain text) to words; ids in them are looked up together."""
    ids = {
        one
        for value in values
        for one in _listed(_read(value))
        if isinstance(one, str) and one.startswith(("act_", "plc_"))
    }
    names = {one.id: one.name for kind in ("actor", "place") for one in described(look, kind, sorted(ids))}

    def words(value: str | None) -> str:
        read = _read(value)
        if isinstance(read, dict):
            first, last = read.get("earliest"), read.get("latest")
            return interval(first, last) if first or last else "no day"
        return ", ".join(_word(one, names) for one in _listed(read)) or "nobody"

    return words


def _word(one: Any, names: dict[str, str]) -> str:
    if one is None:
        return "nothing"
    if isinstance(one, bool):
        return "yes" if one else "no"
    return names.get(str(one), str(one))


def _listed(read: Any) -> list[Any]:
    return read if isinstance(read, list) else [read]


def _read(value: str | None) -> Any:
    try:
        return msgspec.json.decode(value) if value is not None else None
    except msgspec.DecodeError:
        return value
