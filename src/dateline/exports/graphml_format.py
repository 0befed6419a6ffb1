"""GraphML: actors as nodes; relations between them and what they did to one another as edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from dateline.exports.formats import Format, Made, Option
from dateline.exports.parts import REAL, Parts, one_line
from dateline.model.record import Record, Source

_NODE = (("name", "string"), ("kind", "string"), ("sector", "string"), ("country", "string"), ("offices", "string"),
         ("forms", "string"), ("tellings", "long"))  # fmt: skip
_EDGE = (("what", "string"), ("kind", "string"), ("status", "string"), ("earliest", "string"), ("latest", "string"),
         ("place", "string"), ("reports", "long"), ("origins", "long"), ("words", "string"),
         ("record_id", "string"))  # fmt: skip


def write(record: Record, options: Mapping[str, str]) -> Made:
    """A directed multigraph. Events with nobody on one side are no edges, and are left out."""
    parts = Parts(record)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        lines += [
            f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>' for name, kind in keys
        ]
    lines.append('<graph id="record" edgedefault="directed">')
    for actor in record.actors:
        node: tuple[object, ...] = (actor.name, actor.kind, actor.sector, actor.country, "; ".join(actor.offices),
                  "; ".join(alias.form for alias in actor.aliases), len(actor.sources))  # fmt: skip
        lines.append(f"<node id={quoteattr(actor.id)}>{_data('node', _NODE, node)}</node>")
    left = []
    values: tuple[object, ...]
    for relation in record.relations:
        if relation.source in parts.actors and relation.target in parts.actors:
            values = ("relation", relation.kind, relation.status, None, None, None,
                      len({source.report for source in relation.sources}), None,
                      relation.office or _words(relation.sources), relation.id)  # fmt: skip
            lines.append(_edge(relation.id, relation.source, relation.target, values))
    for event in parts.in_order():
        if options["status"] == "happened" and (event.status not in REAL or event.background):
            continue
        pairs = [(one, other) for one in event.actors for other in event.recipients]
        pairs = [pair for pair in dict.fromkeys(pairs) if pair[0] in parts.actors and pair[1] in parts.actors]
        if not pairs:
            left.append(event.id)
        place = parts.place(event)
        for turn, (one, other) in enumerate(pairs):
            values = ("event", f"{event.type}/{event.mode}" if event.mode else event.type, event.status,
                      event.when.earliest, event.when.latest, place.name if place else None,
                      len({source.report for source in event.sources}), len(event.origins), _words(event.sources),
                      event.id)  # fmt: skip
            lines.append(_edge(f"{event.id}-{turn}", one, other, values))
    lines += ["</graph>", "</graphml>", ""]
    return Made({"": "\n".join(lines).encode()}, {"with nobody on one of its sides": tuple(left)} if left else {})


def _words(sources: Sequence[Source]) -> str:
    return one_line(sources[0].span.text) if sources else ""


def _edge(identity: str, one: str, other: str, values: Sequence[object]) -> str:
    ends = f"source={quoteattr(one)} target={quoteattr(other)}"
    return f"<edge id={quoteattr(identity)} {ends}>{_data('edge', _EDGE, values)}</edge>"


def _data(owner: str, keys: Sequence[tuple[str, str]], values: Sequence[object]) -> str:
    return "".join(
        f'<data key="{owner}_{name}">{escape(_clean(str(value)))}</data>'
        for (name, _), value in zip(keys, values, strict=True) if value not in (None, "")
    )  # fmt: skip


def _clean(text: str) -> str:
    """Without the characters that XML has no room for."""
    return "".join(
        letter for letter in text
        if letter in "\t\n\r" or (letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff")
    )  # fmt: skip


FORMAT = Format(
    name="graphml",
    title="Actors and what is between them, as a network (GraphML)",
    suffix=".graphml",
    media_type="application/xml",
    loses=(
        "Events with nobody named on one of their sides.",
        "Claims, figures and disagreements; places other than by name; all words but the first of each edge.",
        "That several edges are one event, but for their record_id.",
    ),
    make=write,
    options=(Option("status", ("all", "happened"), "Whether planned, denied and past events are edges too."),),
)
