"""Rules over pieces of a sentence: a pattern of word classes on one side, what it means on the other.

A piece is a word, or a run of words that an earlier rule understood. Each piece is written as one character that stands
for the set of classes it belongs to, so that a sentence becomes a short string and a pattern a regular expression over
it: matching runs at the speed of `re`, and rules stay readable:

    Rule("day", "monthname daynum ','? yearnum", lambda m: ("date", m["yearnum"], m["monthname"], m["daynum"], -1))

In a pattern, `name` is a class, `'word'` a word, `label:name` a class whose value is asked for by another name;
`( | )`, `?`, `*` and `+` as in regular expressions. Rules are tried in their order, each over the whole sentence; what
a rule understood becomes one piece for the rules after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dateline.model.reading import Reading

_ITEM = re.compile(r"(?P<mark>[()|?*+])|(?:(?P<label>\w+):)?(?:'(?P<word>[^']+|')'|(?P<name>\w+))")
_FIRST_CHARACTER = 0xE000


class Piece:
    """A run of words, `first` to `last`, and its value in each class that it belongs to."""

    __slots__ = ("character", "first", "last", "values")

    def __init__(self, first: int, last: int, values: Any, character: str) -> None:
        self.first = first
        self.last = last
        self.values = values
        self.character = character


@dataclass(frozen=True)
class Rule:
    """Pieces in this order, between these neighbours, become one piece of the classes `gives`.

    Its value is what `meaning` returns; None means that the rule does not apply after all. `span` is the label of the
    piece that alone gives the words (so that "since" is understood and yet not part of the expression).
    """

    gives: str
    pattern: str
    meaning: Callable[[Match], Any]
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    span: str = ""


class Match:
    """What a rule found: the values of its pieces by label, and where they stand."""

    __slots__ = ("_found", "_labels", "pieces", "reading")

    def __init__(self, reading: Reading, pieces: Sequence[Piece], found: re.Match[str], labels: dict[str, str]) -> None:
        self.reading = reading
        self.pieces = pieces
        self._found = found
        self._labels = labels

    def __getitem__(self, label: str) -> Any:
        """The value of a piece, in the class that the pattern names; None where the match has no such piece."""
        if label not in self._labels:
            return None
        at = self._found.start(label)
        return None if at < 0 else self.pieces[at].values[self._labels[label]]

    def piece(self, label: str) -> Piece:
        """The piece itself."""
        return self.pieces[self._found.start(label)]

    @property
    def run(self) -> Sequence[Piece]:
        """All pieces of the match."""
        return self.pieces[self._found.start() : self._found.end()]

    @property
    def first(self) -> int:
        """The first word."""
        return self.pieces[self._found.start()].first

    @property
    def last(self) -> int:
        """The last word."""
        return self.pieces[self._found.end() - 1].last

    def following(self, count: int) -> Piece | None:
        """The piece that comes so many pieces after the match."""
        at = self._found.end() - 1 + count
        return self.pieces[at] if at < len(self.pieces) else None


class _Compiled(NamedTuple):
    search: Callable[..., re.Match[str] | None]
    labels: dict[str, str]
    rule: Rule
    character: str
    classes: list[str]


class Grammar:
    """Rules made ready: every set of classes has its character, every pattern is a regular expression."""

    def __init__(
        self, rules: Iterable[Rule], class_sets: Iterable[frozenset[str]], word_classes: Callable[[str], Iterable[str]]
    ) -> None:
        self._rules = list(rules)
        literals = {
            item["word"]
            for rule in self._rules
            for text in _texts(rule)
            for item in _ITEM.finditer(text)
            if item["word"]
        }
        self.literals = {word: "'" + word for word in literals}
        self._characters: dict[frozenset[str], str] = {}
        for classes in class_sets:
            self.character(classes)
        for word in sorted(literals):
            self.character(frozenset([*word_classes(word), "'" + word]))
        for rule in self._rules:
            self.character(frozenset(rule.gives.split()))
        self._compiled = [self._compile(rule) for rule in self._rules]

    def character(self, classes: frozenset[str]) -> str:
        """The character for a set of classes."""
        found = self._characters.get(classes)
        if found is None:
            found = self._characters[classes] = chr(_FIRST_CHARACTER + len(self._characters))
        return found

    def parse(self, reading: Reading, pieces: list[Piece]) -> list[Piece]:
        """The pieces of a sentence after every rule has been applied."""
        text = "".join([piece.character for piece in pieces])
        for compiled in self._compiled:
            if compiled.search(text):
                pieces, text = self._apply(reading, pieces, text, compiled)
        return pieces

    def _apply(self, reading: Reading, pieces: list[Piece], text: str, compiled: _Compiled) -> tuple[list[Piece], str]:
        search, labels, rule, character, classes = compiled
        found = search(text)
        changed: list[Piece] = []
        position = 0
        while found is not None:
            start, end = found.span()
            match = Match(reading, pieces, found, labels)
            value = rule.meaning(match)
            if value is None:
                found = search(text, start + 1)
                continue
            kept = match.piece(rule.span) if rule.span else None
            changed += pieces[position:start]
            changed.append(
                Piece(
                    kept.first if kept else match.first,
                    kept.last if kept else match.last,
                    dict.fromkeys(classes, value),
                    character,
                )
            )
            position = end
            found = search(text, end)
        if not position:
            return pieces, text
        changed += pieces[position:]
        return changed, "".join([piece.character for piece in changed])

    def _compile(self, rule: Rule) -> _Compiled:
        labels: dict[str, str] = {}
        body = self._expression(rule.pattern, labels)
        for text, form in ((rule.before, "(?<={})"), (rule.not_before, "(?<!{})")):
            if text:
                body = form.format(self._expression(text, None)) + body
        for text, form in ((rule.after, "(?={})"), (rule.not_after, "(?!{})")):
            if text:
                body += form.format(self._expression(text, None))
        classes = rule.gives.split()
        return _Compiled(re.compile(body).search, labels, rule, self.character(frozenset(classes)), classes)

    def _expression(self, pattern: str, labels: dict[str, str] | None) -> str:
        items = list(_ITEM.finditer(pattern))
        if "".join(item.group() for item in items) != pattern.replace(" ", ""):
            raise ValueError(f"not a pattern: {pattern}")
        names = [item["name"] for item in items if item["name"] and not item["label"]]
        written = []
        for item in items:
            if item["mark"]:
                written.append("(?:" if item["mark"] == "(" else item["mark"])
                continue
            wanted = item["name"] or "'" + item["word"]
            inside = "".join(character for classes, character in self._characters.items() if wanted in classes)
            if not inside:
                raise ValueError(f"no word and no rule gives “{wanted}”, in: {pattern}")
            label = item["label"] or (item["name"] if item["name"] and names.count(item["name"]) == 1 else None)
            if label and labels is not None:
                labels[label] = wanted
                written.append(f"(?P<{label}>[{inside}])")
            else:
                written.append(f"[{inside}]")
        return "".join(written)


def _texts(rule: Rule) -> list[str]:
    return [rule.pattern, rule.before, rule.after, rule.not_before, rule.not_after]
