"""Example sentences of a codebook, with who acts, who is acted on, the trigger and the contexts marked in them.

    [Gunmen] *opened* fire on <worshippers> in Kano. #religion_ethnicity

Invariants: `text[start:end]` of every mark is what stood between its signs; a sentence is held back, or not, by a
checksum of its text, so that it stays on its side wherever it stands.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

_SIGNS = {"[": "actor", "]": "actor", "<": "recipient", ">": "recipient", "*": "trigger"}
_TAG = re.compile(r"\s+#([a-z_]+)")
_HELD_BACK = 5
"""One sentence in so many is held back."""

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its marks; `type` is None where only its contexts are told, `near` says it is a near miss."""

    text: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    near: bool
    actors: tuple[Run, ...]
    recipients: tuple[Run, ...]
    triggers: tuple[Run, ...]

    @property
    def held_back(self) -> bool:
        """Whether the sentence is for scoring only."""
        return int(sha256(self.text.encode("utf-8")).hexdigest(), 16) % _HELD_BACK == 0


@cache
def load_examples(path: Path | None = None) -> tuple[Example, ...]:
    """The examples of a TOML file in the form of a codebook, by default those that ship; raises UsageError."""
    source = str(path or "examples.toml")
    try:
        text = (
            resources.files(__package__).joinpath("data/examples.toml").read_text("utf-8")
            if path is None
            else path.read_text("utf-8")
        )
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{source}: no examples can be read: {error}") from error
    return tuple(_examples(data, source))


def _examples(data: dict[str, Any], source: str) -> Iterator[Example]:
    for name, entry in data.items():
        if isinstance(entry, dict) and name.isupper():
            yield from _of(entry, name, None, (), source)
            for mode, table in entry.get("modes", {}).items():
                yield from _of(table, name, mode, (), source)
    for name, table in data.get("contexts", {}).items():
        yield from _of(table, None, None, (name,), source)


def _of(
    table: dict[str, Any], kind: str | None, mode: str | None, contexts: tuple[str, ...], source: str
) -> Iterator[Example]:
    for key in ("examples", "near"):
        for written in table.get(key, ()):
            try:
                yield read_example(written, kind, mode, contexts, near=key == "near")
            except ValueError as error:
                raise UsageError(f"{source}: “{written}”: {error}") from error


def read_example(
    written: str, kind: str | None, mode: str | None, contexts: tuple[str, ...] = (), *, near: bool = False
) -> Example:
    """An example as it is written; raises ValueError where a sign is not closed."""
    tags = tuple(_TAG.findall(written))
    body = _TAG.sub("", written).strip()
    text: list[str] = []
    runs: dict[str, list[Run]] = {"actor": [], "recipient": [], "trigger": []}
    begun: dict[str, int] = {}
    for sign in body:
        role = _SIGNS.get(sign)
        if role is None:
            text.append(sign)
        elif sign in "]>" or (sign == "*" and role in begun):
            if role not in begun:
                raise ValueError(f"“{sign}” closes nothing")
            runs[role].append((begun.pop(role), len(text)))
        else:
            if role in begun:
                raise ValueError(f"“{sign}” stands inside another one")
            begun[role] = len(text)
    if begun:
        raise ValueError(f"the mark of the {next(iter(begun))} is not closed")
    return Example(
        text="".join(text),
        type=kind,
        mode=mode,
        contexts=tuple(dict.fromkeys((*contexts, *tags))),
        near=near,
        actors=tuple(runs["actor"]),
        recipients=tuple(runs["recipient"]),
        triggers=tuple(runs["trigger"]),
    )


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline with the code of the event that comes first in it."""

    text: str
    type: str
    mode: str | None

    @property
    def held_back(self) -> bool:
        """Whether the headline is for scoring only."""
        return int(sha256(self.text.encode("utf-8")).hexdigest(), 16) % _HELD_BACK == 0


@cache
def load_headlines() -> tuple[Headline, ...]:
    """The headlines that ship with the codebook."""
    text = resources.files(__package__).joinpath("data/headlines.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Headline(headline, kind, mode or None) for kind, mode, headline in rows)
