"""GAP: which of two names a pronoun stands for, in short texts.

Gold: the pronoun and the names that it stands for are one; texts where it stands for neither have no chain. Found: the
chains of the Reading, cut down to these mentions: the pronoun by its word, a name by any mention whose head lies in it.
Besides the cluster measures, GAP's own: F1 over the names that the pronoun stands for, by gender of the pronoun and
their ratio.
"""

from __future__ import annotations

import csv
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counts import Counts
from benchmarks.task import BenchmarkError, Score
from dateline.model.reading import Reading

Span = tuple[int, int]
_FEMININE = frozenset({"she", "her", "hers", "herself"})


@dataclass(frozen=True, slots=True)
class Question:
    """One text with its pronoun and its two names (code points), and whether the pronoun stands for each."""

    text: str
    pronoun: Span
    names: tuple[Span, Span]
    right: tuple[bool, bool]


def read_questions(path: Path) -> list[Question]:
    """Every line; raises BenchmarkError where an offset doesn't fit the text."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            try:
                spans = [_span(row["Text"], row[name], int(row[f"{name}-offset"])) for name in ("Pronoun", "A", "B")]
                right = (row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE")
            except (KeyError, ValueError, AttributeError) as error:
                raise BenchmarkError(f"{path}:{number}: not a line of GAP: {error}") from error
            found.append(Question(row["Text"], spans[0], (spans[1], spans[2]), right))
    return found


def _span(text: str, words: str, start: int) -> Span:
    if not text.startswith(words, start):
        raise ValueError(f"{words!r} does not stand at {start}")
    return start, start + len(words)


def chains_in(question: Question, reading: Reading) -> list[int | None]:
    """The number of the chain of the pronoun, of the first and of the second name; None for one without."""
    spans = (question.pronoun, *question.names)
    found: list[int | None] = [None, None, None]
    size = [0, 0, 0]
    for number, chain in enumerate(reading.chains):
        for mention in chain:
            start, end = reading.starts[mention.head], reading.ends[mention.head]
            width = reading.ends[mention.last] - reading.starts[mention.first]
            for place, (low, high) in enumerate(spans):
                # of mentions with heads in the name, the shortest is the name itself
                if low <= start and end <= high and (found[place] is None or width < size[place]):
                    found[place], size[place] = number, width
    return found


def clusters_of(chains: Sequence[Hashable | None], text: int) -> list[list[Hashable]]:
    """Clusters of the three mentions of one text."""
    groups: dict[Hashable, list[Hashable]] = {}
    for place, chain in enumerate(chains):
        groups.setdefault(("alone", place) if chain is None else chain, []).append((text, place))
    return list(groups.values())


def gold_chains(question: Question) -> list[int | None]:
    """The gold in the form of `chains_in`."""
    return [0, *(0 if right else None for right in question.right)]


@dataclass
class Names:
    """GAP's own counts."""

    masculine: Counts
    feminine: Counts

    @classmethod
    def of(cls, questions: Sequence[Question], found: Sequence[Sequence[int | None]]) -> Names:
        """Count all texts."""
        counts = cls(Counts(), Counts())
        for question, (pronoun, *names) in zip(questions, found, strict=True):
            word = question.text[slice(*question.pronoun)].lower()
            kind = counts.feminine if word in _FEMININE else counts.masculine
            for right, name in zip(question.right, names, strict=True):
                given = pronoun is not None and name == pronoun
                kind.right += right and given
                kind.gold += right
                kind.found += given
        return counts

    def rows(self) -> dict[str, Score]:
        """For the table."""
        both = Counts(
            *(getattr(self.masculine, name) + getattr(self.feminine, name) for name in ("right", "found", "gold"))
        )
        he, she = self.masculine.f1, self.feminine.f1
        return {
            "gap f1": both.f1,
            "gap f1, masculine": he,
            "gap f1, feminine": she,
            "feminine to masculine": she / he if he and she is not None else None,
        }
