"""The codebook: types, modes and the words that signal them, read from a data file.

A pattern is a trigger lemma and what must stand with it (see the head of data/plover.toml). Patterns are kept by
their trigger, those with more words first, so that the first one that fits is the most particular one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

PARTICLES = frozenset(
    "about across against aside at away back behind by down for from in into off on onto out over through to together "
    "under up upon with".split()
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a type (and mode) is signalled; `words` are the companions, as the codebook writes them."""

    type: str
    mode: str | None
    trigger: str
    words: tuple[str, ...]
    order: int
    undergone: bool = False
    """Whether the subject is the one acted on ("lost the town")."""

    def __str__(self) -> str:
        """Give the pattern as the codebook writes it."""
        return " ".join((self.trigger, *self.words))


@dataclass(frozen=True, slots=True)
class Type:
    """A type of event: its definition, PLOVER's quad class and score, and where its recipient stands."""

    name: str
    definition: str
    quad: int
    score: float
    recipients: frozenset[str]
    symmetric: bool
    modes: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """Types by name, patterns by trigger lemma, word classes, light verbs, and words that set a status."""

    name: str
    version: str
    types: dict[str, Type]
    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]
    light: frozenset[str]
    """Verbs that carry an event noun."""
    light_undergone: frozenset[str]
    """Those whose subject is the one acted on ("suffered an attack")."""
    weak: frozenset[str]
    """Event nouns that count only with a role filled."""
    statuses: dict[str, frozenset[str]]


@cache
def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook of a TOML file, by default the one that ships; raises UsageError that names what is wrong in it."""
    if path is None:
        text = resources.files(__package__).joinpath("data/plover.toml").read_text("utf-8")
    else:
        text = path.read_text("utf-8")
    source = str(path or "plover.toml")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{source}: not a codebook: {error}") from error
    classes = {name: frozenset(words) for name, words in data.get("classes", {}).items()}
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    types: dict[str, Type] = {}
    order = 0
    for name, entry in data.items():
        if not (isinstance(entry, dict) and name.isupper()):
            continue
        for wanted in ("definition", "quad", "score"):
            if wanted not in entry:
                raise UsageError(f"{source}: type {name} has no “{wanted}”")
        modes: dict[str, dict[str, Any]] = entry.get("modes", {})
        types[name] = Type(
            name=name,
            definition=entry["definition"],
            quad=entry["quad"],
            score=entry["score"],
            recipients=frozenset(entry.get("recipients", ())),
            symmetric=entry.get("symmetric", False),
            modes=tuple(modes),
            examples=tuple(entry.get("examples", ())),
        )
        sections = [(None, entry, False), (None, entry.get("undergone", {}), True)]
        for mode, section, undergone in [*sections, *((mode, section, False) for mode, section in modes.items())]:
            for kind, index in (("verbs", verbs), ("nouns", nouns)):
                for written in section.get(kind, ()):
                    pattern = _pattern(name, mode, written, kind, order, undergone, classes, source)
                    index.setdefault(pattern.trigger, []).append(pattern)
                    order += 1
    return Codebook(
        name=data.get("name", source),
        version=data.get("version", "0"),
        types=types,
        verbs=_sorted(verbs),
        nouns=_sorted(nouns),
        classes=classes,
        light=frozenset(data.get("light", {}).get("verbs", ())),
        light_undergone=frozenset(data.get("light", {}).get("undergone", ())),
        weak=frozenset(data.get("light", {}).get("weak", ())),
        statuses={status: frozenset(words) for status, words in data.get("statuses", {}).items()},
    )


def _sorted(index: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    return {
        trigger: tuple(sorted(patterns, key=lambda pattern: (-len(pattern.words), _open(pattern), pattern.order)))
        for trigger, patterns in index.items()
    }


def _open(pattern: Pattern) -> bool:
    """Whether a class stands for one of the companions: "fire at" is more particular than "fire {actor}"."""
    return any(word.startswith(("{", "~")) for word in pattern.words)


def _pattern(
    name: str,
    mode: str | None,
    written: str,
    kind: str,
    order: int,
    undergone: bool,
    classes: dict[str, frozenset[str]],
    source: str,
) -> Pattern:
    words = written.split()
    for word in words:
        named = word[1:-1] if word.startswith("{") else word[1:] if word.startswith("~") else None
        if named is not None and named not in classes and named not in ("place", "actor"):
            raise UsageError(f"{source}: type {name}: “{written}” names a class that is not there")
    # a noun's trigger is its last word ("air strike"), unless what follows is a preposition ("call for")
    after = kind == "verbs" or words[-1] in PARTICLES or words[-1] == "of" or words[-1].startswith("~")
    at = 0 if after else len(words) - 1
    if kind == "nouns" and "of" in words[1:-1]:  # "state of emergency"
        at = words.index("of") - 1
    return Pattern(name, mode, words[at], tuple(words[:at] + words[at + 1 :]), order, undergone)
