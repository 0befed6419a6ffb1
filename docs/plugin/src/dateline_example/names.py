"""An export: everybody who is named, one to a line, with how many events each is part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dateline.exports import Format, Made, Option
from dateline.model.record import Record


def write(record: Record, options: Mapping[str, str]) -> Made:
    """The names by number of events; `kind` takes one kind of actor alone."""
    part = Counter(item for event in record.events for item in (*event.actors, *event.recipients))
    actors = [actor for actor in record.actors if options["kind"] in ("any", actor.kind)]
    actors.sort(key=lambda actor: (-part[actor.id], actor.name, actor.id))
    return Made({"": "".join(f"{part[actor.id]}\t{actor.name}\n" for actor in actors).encode()})


FORMAT = Format(
    name="names",
    title="Everybody who is named, with how many events each is part of",
    suffix=".tsv",
    media_type="text/tab-separated-values",
    loses=("Everything but names.",),
    make=write,
    options=(Option("kind", ("any", "person", "organisation", "state"), "Whom to take."),),
)
