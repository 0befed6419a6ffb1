"""The items of an answer, each taken or refused by itself: one that does not fit the schema spoils no other."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct

from dateline.llm.form import MOST, DraftActor, DraftClaim, DraftEvent, DraftFigure

_T = TypeVar("_T", DraftActor, DraftEvent, DraftClaim, DraftFigure)


class AnswerError(ValueError):
    """An answer that is no draft at all; the message is the reason, as the end of a sentence."""


class Refused(Struct, frozen=True):
    """An item of a draft that is not taken: its kind and number (from 1), and why, as the end of a sentence."""

    kind: str
    number: int
    why: str

    def __str__(self) -> str:
        """Give it as a sentence."""
        return f"{self.kind} {self.number} of the draft is refused: {self.why}"


class Items(NamedTuple):
    """Items that fit the schema, each with its number in the answer, and those that don't."""

    actors: list[tuple[int, DraftActor]]
    events: list[tuple[int, DraftEvent]]
    claims: list[tuple[int, DraftClaim]]
    figures: list[tuple[int, DraftFigure]]
    refused: list[Refused]


class _Lists(Struct, forbid_unknown_fields=True):
    actors: list[Raw]
    events: list[Raw]
    claims: list[Raw]
    figures: list[Raw]


def items_of(answer: str) -> Items:
    """The items of an answer; raises AnswerError where it is no JSON object with these four lists."""
    try:
        lists = msgspec.json.decode(_unfenced(answer), type=_Lists)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise AnswerError(f"the answer does not follow the schema ({' '.join(str(error).split())[:120]})") from None
    refused: list[Refused] = []
    return Items(
        _taken(lists.actors, DraftActor, "actor", refused),
        _taken(lists.events, DraftEvent, "event", refused),
        _taken(lists.claims, DraftClaim, "claim", refused),
        _taken(lists.figures, DraftFigure, "figure", refused),
        refused,
    )


def _taken(raw: list[Raw], form: type[_T], kind: str, refused: list[Refused]) -> list[tuple[int, _T]]:
    if len(raw) > MOST:
        raise AnswerError(f"the answer has {len(raw):,} items of one kind, more than the limit of {MOST}")
    taken = []
    for number, part in enumerate(raw, start=1):
        try:
            taken.append((number, msgspec.json.decode(part, type=form)))
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            why = " ".join(str(error).split())[:120]
            refused.append(Refused(kind, number, f"it does not follow the schema ({why})"))
    return taken


def _unfenced(answer: str) -> str:
    """The answer without the fence of Markdown that many models put around JSON."""
    plain = answer.strip()
    if plain.startswith("```") and plain.endswith("```") and "\n" in plain:
        return plain.partition("\n")[2].removesuffix("```")
    return plain
