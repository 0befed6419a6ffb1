"""Reading a codebook from its TOML file; every complaint names its line.

`problems_of` gives all complaints about a file, `load_codebook` raises them as one UsageError.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.events.codebook import (
    INNER,
    NOTHING,
    PARTICLES,
    Codebook,
    Context,
    Mode,
    Pattern,
    Precedence,
    Reduction,
    Type,
)
from dateline.events.listing import Listing

SHIPPED = "plover"
"""What a codebook writes in `extends` to add to the one that ships."""
_NOTHING = "nothing"
"""The table of patterns that tell of no event ("heart attack")."""
_TABLES = frozenset((_NOTHING, "classes", "statuses", "light", "contexts"))
_TYPE_KEYS = frozenset(
    (
        "definition quad score actor recipient recipients symmetric mutual things verbs nouns adjectives undergone "
        "modes examples near"
    ).split()
)
_MODE_KEYS = frozenset("definition verbs nouns adjectives means content residual examples near".split())
_CONTEXT_KEYS = frozenset("definition words events examples near".split())
_RULE_KEYS = {
    "precedence": frozenset("outer inner words verbs mutual becomes mode because".split()),
    "reduction": frozenset("types statuses becomes modes claimed".split()),
}
_BUILT_IN = ("place", "actor")  # classes that need no list of words
_FIRST_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A complaint about a codebook: the line it is about, counted from 1, and what is wrong there."""

    line: int
    text: str


@dataclass
class _Draft:
    """A codebook in the making: its source and what is wrong with it."""

    lines: list[str]
    data: dict[str, Any]
    classes: dict[str, frozenset[str]]
    problems: list[Problem] = field(default_factory=list)
    order: int = 0

    def complain(self, text: str, section: str, written: str | None = None) -> None:
        """Note a complaint about a section ("ASSAULT.modes.drone") or about a string in it."""
        self.problems.append(Problem(_line_of(self.lines, section, written), text))

    def strings(self, table: dict[str, Any], key: str, section: str) -> tuple[str, ...]:
        """A list of strings; complains where it is something else or says a thing twice."""
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
            self.complain(f"“{key}” of {section} must be a list of words in quotation marks", section, key)
            return ()
        for one in [one for one, times in Counter(found).items() if times > 1]:
            self.complain(f"{section}: “{one}” stands twice in “{key}”", section, one)
        return tuple(found)

    def only(self, table: dict[str, Any], known: frozenset[str], section: str) -> None:
        """Complain about keys that mean nothing."""
        label = f"[[{section.partition('#')[0]}]]" if "#" in section else section
        for key in table:
            if key not in known:
                self.complain(
                    f"{label}: “{key}” means nothing here; known are {', '.join(sorted(known))}", section, key
                )


_Index = dict[str, dict[str, list[Pattern]]]
"""Patterns in the making: by kind (verbs, nouns, adjectives), then by trigger."""


@cache
def load_codebook(path: Path | None = None) -> Codebook:
    """The codebook of a TOML file, by default the one that ships; raises UsageError that names what is wrong in it."""
    text = _text(path)
    codebook, problems = read_codebook(text)
    if codebook is None:
        source = str(path or "plover.toml")
        more = f" (and {len(problems) - 1} more: dateline codebook check {source})" if len(problems) > 1 else ""
        raise UsageError(f"{source}, line {problems[0].line}: {problems[0].text}{more}")
    return codebook


def _text(path: Path | None) -> str:
    if path is None:
        return resources.files(__package__).joinpath("data/plover.toml").read_text("utf-8")
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not a text in UTF-8") from error


def read_codebook(text: str) -> tuple[Codebook | None, list[Problem]]:
    """The codebook that a text holds, None where it has problems; and the problems in the order of their lines."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _FIRST_LINE.search(str(error))
        return None, [Problem(int(found[1]) if found else 1, f"not TOML: {error}")]
    unknown = data.pop("extends", None)
    listing = Listing.shipped() if SHIPPED in (unknown, data.get("name")) else None
    if unknown == SHIPPED:
        unknown, data = None, _merged(tomllib.loads(_text(None)), data)
    classes = {name: frozenset(words) for name, words in data.get("classes", {}).items() if isinstance(words, list)}
    draft = _Draft(text.splitlines(), data, classes)
    if unknown:
        draft.complain(f"extends = “{unknown}”: only “plover” can be extended", "", "extends")
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    adjectives: dict[str, list[Pattern]] = {}
    index = {"verbs": verbs, "nouns": nouns, "adjectives": adjectives}
    types: dict[str, Type] = {}
    _patterns(draft, NOTHING, None, data.get(_NOTHING, {}), _NOTHING, index)
    for name, entry in data.items():
        if isinstance(entry, dict) and name.isupper():
            types[name] = _type(draft, name, entry, index)
        elif isinstance(entry, dict) and name not in _TABLES:
            draft.complain(f"[{name}]: names of types are written in capitals", name)
    if not types:
        draft.complain("no types: a codebook needs at least one, like [ASSAULT]", "")
    contexts = {name: _context(draft, name, entry, types) for name, entry in data.get("contexts", {}).items()}
    precedence = tuple(_precedence(draft, number, rule, types) for number, rule in _rules(draft, "precedence"))
    reductions = tuple(_reduction(draft, number, rule, types) for number, rule in _rules(draft, "reduction"))
    if draft.problems:
        return None, sorted(set(draft.problems))
    light, nothing = data.get("light", {}), data.get(_NOTHING, {})
    always: dict[str, list[str]] = {}
    for context in contexts.values():
        for code in context.events:
            always.setdefault(code, []).append(context.name)
    return Codebook(
        name=data.get("name", "unnamed"),
        version=str(data.get("version", "0")),
        types=types,
        verbs=_sorted(verbs),
        nouns=_sorted(nouns),
        adjectives=_sorted(adjectives),
        classes=classes,
        light=frozenset(light.get("verbs", ())),
        light_undergone=frozenset(light.get("undergone", ())),
        weak=frozenset(light.get("weak", ())),
        statuses={status: frozenset(words) for status, words in data.get("statuses", {}).items()},
        idle_subjects=frozenset(nothing.get("subjects", ())),
        idle_objects=frozenset(nothing.get("objects", ())),
        empty_senses=frozenset(nothing.get("senses", ())),
        contexts=contexts,
        context_words=_context_words(contexts),
        event_contexts={code: tuple(names) for code, names in always.items()},
        precedence=precedence,
        reductions=reductions,
        listing=listing,
    ), []


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The shipped codebook with a user's added: tables together, lists one behind the other, else the user's word."""
    found = dict(base)
    for key, value in own.items():
        below = found.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            found[key] = _merged(below, value)
        elif isinstance(value, list) and isinstance(below, list):
            found[key] = [*below, *(one for one in value if one not in below)]
        else:
            found[key] = value
    return found


def _type(draft: _Draft, name: str, entry: dict[str, Any], index: _Index) -> Type:
    draft.only(entry, _TYPE_KEYS, name)
    for wanted, kind in (("definition", str), ("quad", int), ("score", (int, float))):
        if not isinstance(entry.get(wanted), kind):
            draft.complain(f"type {name} has no “{wanted}”", name)
    if entry.get("quad") not in (1, 2, 3, 4):
        draft.complain(f"type {name}: “quad” is 1, 2, 3 or 4", name, "quad")
    modes: dict[str, Mode] = {}
    _patterns(draft, name, None, entry, name, index)
    _patterns(draft, name, None, entry.get("undergone", {}), f"{name}.undergone", index, undergone=True)
    for mode, table in entry.get("modes", {}).items():
        section = f"{name}.modes.{mode}"
        draft.only(table, _MODE_KEYS, section)
        _patterns(draft, name, mode, table, section, index)
        modes[mode] = Mode(
            name=mode,
            definition=table.get("definition", ""),
            means=frozenset(draft.strings(table, "means", section)),
            content=frozenset(draft.strings(table, "content", section)),
            residual=bool(table.get("residual", False)),
        )
        for code in modes[mode].content:
            _known_code(draft, code, draft.data, section)
    return Type(
        name=name,
        definition=entry.get("definition", ""),
        quad=entry.get("quad", 1),
        score=entry.get("score", 0),
        recipients=frozenset(draft.strings(entry, "recipients", name)),
        symmetric=bool(entry.get("symmetric", False)),
        mutual=frozenset(draft.strings(entry, "mutual", name)),
        things=bool(entry.get("things", False)),
        modes=modes,
        examples=draft.strings(entry, "examples", name),
    )


def _patterns(
    draft: _Draft,
    name: str,
    mode: str | None,
    table: dict[str, Any],
    section: str,
    index: _Index,
    *,
    undergone: bool = False,
) -> None:
    for kind, patterns in index.items():
        for written in draft.strings(table, kind, section):
            words = written.split()
            for word in words:
                named = word[1:-1] if word.startswith("{") else word[1:] if word.startswith(("~", "<")) else None
                if named is not None and named not in draft.classes and named not in _BUILT_IN:
                    draft.complain(f"type {name}: “{written}” names a class that is not there", section, written)
            if words[0].startswith(("{", "~", "<")):
                draft.complain(f"type {name}: “{written}” begins with no word", section, written)
                continue
            pattern = _pattern(name, mode, words, kind, draft.order, undergone)
            patterns.setdefault(pattern.trigger, []).append(pattern)
            draft.order += 1


def _pattern(name: str, mode: str | None, words: list[str], kind: str, order: int, undergone: bool) -> Pattern:
    # a noun's trigger is its last word ("air strike"), unless what follows is a preposition ("call for")
    after = kind != "nouns" or words[-1] in PARTICLES or words[-1] == "of" or words[-1].startswith("~")
    at = 0 if after else len(words) - 1
    if kind == "nouns" and "of" in words[1:-1]:  # "state of emergency"
        at = words.index("of") - 1
    return Pattern(name, mode, words[at], tuple(words[:at] + words[at + 1 :]), order, undergone)


def _sorted(index: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    return {
        trigger: tuple(sorted(patterns, key=lambda pattern: (-len(pattern.words), _open(pattern), pattern.order)))
        for trigger, patterns in index.items()
    }


def _open(pattern: Pattern) -> bool:
    """Whether a class stands for one of the companions: "fire at" is more particular than "fire {actor}"."""
    return any(word.startswith(("{", "~", "<")) for word in pattern.words)


def _context(draft: _Draft, name: str, entry: dict[str, Any], types: dict[str, Type]) -> Context:
    section = f"contexts.{name}"
    draft.only(entry, _CONTEXT_KEYS, section)
    if not isinstance(entry.get("definition"), str):
        draft.complain(f"context {name} has no “definition”", section)
    events = draft.strings(entry, "events", section)
    for code in events:
        _known_code(draft, code, types, section)
    words = tuple(word.lower() for word in draft.strings(entry, "words", section))
    return Context(name, entry.get("definition", ""), words, frozenset(events))


def _context_words(contexts: dict[str, Context]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context in contexts.values():
        for written in context.words:
            run = tuple(written.split())
            found.setdefault(run[0], []).append((run, context.name))
    return {first: tuple(sorted(runs, key=lambda one: -len(one[0]))) for first, runs in found.items()}


def _rules(draft: _Draft, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rules = draft.data.get(kind, [])
    if not isinstance(rules, list):
        draft.complain(f"“{kind}” is written as [[{kind}]], one for each rule", kind)
        return
    for number, rule in enumerate(rules, start=1):
        section = f"{kind}#{number}"
        draft.only(rule, _RULE_KEYS[kind], section)
        if not isinstance(rule.get("becomes"), str):
            draft.complain(f"a rule of [[{kind}]] has no “becomes”", section)
        yield section, rule


def _precedence(draft: _Draft, section: str, rule: dict[str, Any], types: dict[str, Type]) -> Precedence:
    outer, inner = draft.strings(rule, "outer", section), draft.strings(rule, "inner", section)
    for code in (*outer, *inner, rule.get("becomes", "")):
        if code and code != INNER:
            _known_code(draft, code, types, section)
    if rule.get("becomes") == INNER and rule.get("words"):
        draft.complain("[[precedence]]: “becomes = inner” needs an inner event; “words” are none", section, "words")
    becomes, _, mode = rule.get("becomes", "").partition(".")
    return Precedence(
        outer=frozenset(outer),
        inner=frozenset(inner),
        words=frozenset(draft.strings(rule, "words", section)),
        verbs=frozenset(draft.strings(rule, "verbs", section)),
        mutual=bool(rule.get("mutual", False)),
        becomes=becomes,
        mode=mode or None,
        because=rule.get("because", ""),
    )


def _reduction(draft: _Draft, section: str, rule: dict[str, Any], types: dict[str, Type]) -> Reduction:
    reduced = draft.strings(rule, "types", section)
    for code in (*reduced, rule.get("becomes", "")):
        if code:
            _known_code(draft, code, types, section)
    return Reduction(
        types=frozenset(reduced),
        statuses=frozenset(draft.strings(rule, "statuses", section)),
        becomes=rule.get("becomes", ""),
        modes=dict(rule.get("modes", {})),
        claimed=bool(rule.get("claimed", False)),
    )


def _known_code(draft: _Draft, code: str, types: dict[str, Any], section: str) -> None:
    name, _, mode = code.partition(".")
    label = f"[[{section.partition('#')[0]}]]" if "#" in section else section
    entry = types.get(name)
    if entry is None:
        draft.complain(f"{label}: there is no type {name}", section, code)
        return
    modes = entry.modes if isinstance(entry, Type) else entry.get("modes", {})
    if mode and mode not in modes:
        draft.complain(f"{label}: {name} has no mode {mode}", section, code)


def _line_of(lines: list[str], section: str, written: str | None) -> int:
    """The line of a section's heading, or of a string or key below it; 1 where neither is found.

    `kind#2` is the second [[kind]].
    """
    name, _, number = section.partition("#")
    heading = f"[[{name}]]" if number else f"[{name}]"
    starts = [index for index, line in enumerate(lines) if line.strip() == heading]
    at = starts[min(int(number or 1), len(starts)) - 1] if starts else 0
    if written is None:
        return at + 1
    for index in range(at, len(lines)):
        line = lines[index].strip()
        if index > at and line.startswith("["):
            break
        if f'"{written}"' in line or f"'{written}'" in line or line.startswith((f"{written} ", f"{written}=")):
            return index + 1
    return at + 1
