"""The form of a draft: what a language model is asked to fill in, and its published JSON schema.

Every part quotes the report. There is no field for a day, a coordinate or a count of sources: those come from
Dateline's own tables, out of the words that are quoted. Nothing besides these fields is taken.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from dateline.model.account import ActorKind, Status, Unit

MOST = 400
"""Items of one kind in a draft, at most."""

Words = Annotated[str, Meta(max_length=2_000)]
Label = Annotated[str, Meta(max_length=200)]


class Quote(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the report, copied letter by letter."""

    words: Annotated[Words, Meta(description="The words, exactly as the report has them.")]
    context: Annotated[
        Words, Meta(description="The sentence in which they stand, word for word; empty where they stand only once.")
    ]


class DraftActor(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who acts, is acted on, or speaks."""

    label: Annotated[Label, Meta(description="Your own name for them, by which events and claims refer to them.")]
    kind: ActorKind
    quotes: Annotated[list[Quote], Meta(max_length=MOST, description="Where the report names them; at least one.")]


class DraftEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that somebody does to somebody, as this report tells it."""

    trigger: Annotated[Quote, Meta(description="The word that tells it (“shelled”).")]
    type: Annotated[Label, Meta(description="One of the types of the codebook.")]
    mode: Annotated[Label | None, Meta(description="One of the modes of that type, or null.")]
    status: Status
    background: Annotated[bool, Meta(description="Whether it is told as history.")]
    actors: Annotated[list[Label], Meta(max_length=MOST, description="Labels of those who do it.")]
    recipients: Annotated[list[Label], Meta(max_length=MOST, description="Labels of those to whom it is done.")]
    place: Annotated[Quote | None, Meta(description="The name of the place where it happened, or null.")]
    time: Annotated[Quote | None, Meta(description="The words that say when it happened (“on Tuesday”), or null.")]


class DraftClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody is reported to have said."""

    speaker: Annotated[Label | None, Meta(description="Label of the actor who says it; null where nobody is named.")]
    cue: Annotated[Quote, Meta(description="The word that says that it is said (“said”, “according to”).")]
    content: Annotated[Quote, Meta(description="What is said.")]


class DraftFigure(Struct, frozen=True, forbid_unknown_fields=True):
    """A number of people or things."""

    number: Annotated[Quote, Meta(description="The words of the number and what it counts (“at least 12 civilians”).")]
    value: Annotated[float, Meta(description="The number; of a range, its lower end.")]
    unit: Unit
    event: Annotated[int | None, Meta(description="Place of its event in `events`, counted from 0, or null.")]


class Draft(Struct, frozen=True, forbid_unknown_fields=True):
    """What one report says, in quotations."""

    actors: Annotated[list[DraftActor], Meta(max_length=MOST)]
    events: Annotated[list[DraftEvent], Meta(max_length=MOST)]
    claims: Annotated[list[DraftClaim], Meta(max_length=MOST)]
    figures: Annotated[list[DraftFigure], Meta(max_length=MOST)]


def schema(types: Iterable[str]) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a draft whose events have these types."""
    made = msgspec.json.schema(Draft)
    for part in made["$defs"].values():
        part["description"] = inspect.cleandoc(part["description"])
    made["$defs"]["DraftEvent"]["properties"]["type"]["enum"] = list(types)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A draft of what a report says", **made}


def published_schema() -> dict[str, Any]:
    """The schema with the types of the package's own codebook, as docs/draft.schema.json has it."""
    from dateline.events import load_codebook

    return schema(load_codebook().types)
