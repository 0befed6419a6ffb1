"""The record as flat tables, each column with its type and what it means: what `csv` and `parquet` write.

Lists of ids stand in one cell with spaces between them; what has rows of its own (participants, evidence) has its own
table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from dateline.exports.mappings import cameo, media_topic
from dateline.exports.parts import Parts, one_line, outlet, title
from dateline.model.record import Record, Source

Kind = Literal["text", "whole", "number", "yes/no", "day"]


class Column(NamedTuple):
    """A column: its name, what its cells are, what it means."""

    name: str
    kind: Kind
    means: str


class Table(NamedTuple):
    """A table: its name, its columns, its rows as tuples in the order of the columns."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]


_ID = "Its id in the record."
_PLAN: tuple[tuple[str, str, Callable[[Parts], list[tuple[Any, ...]]]], ...]


def tables_of(record: Record) -> list[Table]:
    """Every table, in a fixed order."""
    parts = Parts(record)
    return [Table(name, _columns(columns), rows(parts)) for name, columns, rows in _PLAN]


def dictionary(tables: Sequence[Table]) -> Table:
    """The data dictionary: a row for each column of each table."""
    columns = _columns("""
        table text Name of the table.
        column text Name of the column.
        type text text, whole (number), number, yes/no or day (ISO 8601).
        means text What stands in it.""")
    return Table("dictionary", columns, [(table.name, *column) for table in tables for column in table.columns])


def _columns(lines: str) -> tuple[Column, ...]:
    found = []
    for line in lines.strip().splitlines():
        name, kind, means = line.strip().split(" ", 2)
        found.append(Column(name, kind, means))  # type: ignore[arg-type]  # the table below is checked by a test
    return tuple(found)


def _events(parts: Parts) -> list[tuple[Any, ...]]:
    rows = []
    for event in parts.record.events:
        place, topic = parts.place(event), media_topic(event)
        rows.append((
            event.id, event.story, event.type, event.mode, " ".join(event.contexts) or None, event.status,
            event.background, event.when.earliest, event.when.latest, event.when.words, event.when.why,
            parts.names(event.actors, "; ") or None, parts.names(event.recipients, "; ") or None, event.place,
            place.name if place else None, place.lat if place else None, place.lon if place else None,
            place.country if place else None, place.precision if place else None,
            one_line(event.sources[0].span.text) if event.sources else None,
            len({source.report for source in event.sources}), len(event.origins), cameo(event),
            topic[0] if topic else None, " ".join(event.origins) or None, " | ".join(event.why),
        ))  # fmt: skip
    return rows


def _participants(parts: Parts) -> list[tuple[Any, ...]]:
    roles = [(event.id, "actor", item) for event in parts.record.events for item in event.actors]
    roles += [(event.id, "recipient", item) for event in parts.record.events for item in event.recipients]
    return [(*role, parts.names([role[2]]) or None) for role in dict.fromkeys(roles)]


def _evidence(parts: Parts) -> list[tuple[Any, ...]]:
    record = parts.record
    told: list[tuple[str, str, Source]] = []
    for kind, items in (("event", record.events), ("actor", record.actors), ("place", record.places),
                        ("relation", record.relations)):  # fmt: skip
        told.extend((kind, item.id, source) for item in items for source in item.sources)
    told.extend(("claim", claim.id, claim.source) for claim in record.claims)
    told.extend(("figure", figure.id, figure.source) for figure in record.figures)
    return [
        (kind, item, source.report, source.span.start, source.span.end, source.span.text,
         source.sentence.text if source.sentence else None)
        for kind, item, source in told
    ]  # fmt: skip


_PLAN = (
    ("reports", """
        id text SHA-256 of the bytes received.
        source text Where the bytes came from.
        outlet text The outlet, where it is known; else the agency credited, else the file's name.
        title text Its title, where it has one.
        url text Its address, where it is known.
        language text ISO 639-1 code.
        published_from day The day of publication, or the first day it can be.
        published_to day The day of publication, or the last day it can be.
        published_time text The time of publication with its zone, where the report gives one.
        published_how text How that is known.
        origin text Id of the origin that this report repeats.
        read yes/no Whether a reader knows its language.""",
     lambda parts: [
         (one.id, one.source, outlet(one), title(one) if one.title else None, one.url.value if one.url else None,
          one.language, *((one.published.earliest, one.published.latest, one.published.time, one.published.how)
                          if one.published else (None,) * 4), one.origin, one.read)
         for one in parts.record.reports
     ]),
    ("origins", f"""
        id text {_ID}
        name text What it is called.
        kind text report, agency, copy or statement.
        reports text Ids of the reports that repeat it.
        why text Why they are taken for one origin.""",
     lambda parts: [(one.id, one.name, one.kind, " ".join(one.reports), " | ".join(one.why))
                    for one in parts.record.origins]),
    ("stories", f"""
        id text {_ID}
        title text Its title.
        reports text Ids of its reports.
        why text Why they tell one story.""",
     lambda parts: [(one.id, one.title, " ".join(one.reports), one.why) for one in parts.record.stories]),
    ("events", f"""
        id text {_ID}
        story text Id of its story.
        type text PLOVER's type.
        mode text PLOVER's mode, where the words tell it.
        contexts text PLOVER's contexts.
        status text happened, ongoing, planned, promised, threatened, possible, denied or hypothetical.
        background yes/no Whether it is told as history.
        earliest day The first day on which it can have happened; empty where that end is open.
        latest day The last day on which it can have happened; empty where that end is open.
        date_words text The words of the date.
        date_why text How the days came about.
        actors text Names of those who act.
        recipients text Names of those acted on.
        place text Id of the place.
        place_name text Its name.
        lat number Latitude of the place (WGS 84), where it is resolved.
        lon number Longitude of the place.
        country text ISO 3166-1 alpha-2 code of the place.
        precision text How exactly the place is known.
        words text The word that tells it, in the first telling.
        reports whole How many reports tell it.
        origins whole How many independent origins stand behind it.
        cameo text CAMEO code, derived.
        media_topic text IPTC media topic, derived.
        origin_ids text Ids of the origins.
        why text Why the tellings were put together, and the type and status chosen.""", _events),
    ("participants", """
        event text Id of the event.
        role text actor or recipient.
        actor text Id of the actor.
        name text Name of the actor.""", _participants),
    ("actors", f"""
        id text {_ID}
        name text The name under which the record keeps them.
        kind text person, armed group, state, organisation, place-as-actor, group or unidentified.
        sector text PLOVER's sector.
        country text ISO 3166-1 alpha-2 code.
        known text Id in the table of known actors.
        offices text Offices that the reports give them.
        forms text Every form of the name in use, with how often.""",
     lambda parts: [
         (one.id, one.name, one.kind, one.sector, one.country, one.known, "; ".join(one.offices) or None,
          "; ".join(f"{alias.form} ({alias.count})" for alias in one.aliases) or None)
         for one in parts.record.actors
     ]),
    ("places", f"""
        id text {_ID}
        name text Its name.
        kind text village, city, district, province, country, region, river, facility or other.
        gazetteer text Id in the gazetteer; empty where the place is not resolved.
        lat number Latitude (WGS 84).
        lon number Longitude (WGS 84).
        country text ISO 3166-1 alpha-2 code.
        admin1 text First administrative level.
        precision text exact, near, district, province, country or region.
        radius_km number How far off it can be.
        why text Why this place, or why none.""",
     lambda parts: [(one.id, one.name, one.kind, one.gazetteer, one.lat, one.lon, one.country, one.admin1,
                     one.precision, one.radius_km, one.why) for one in parts.record.places]),
    ("claims", f"""
        id text {_ID}
        report text Id of the report.
        speaker text Id of the actor who says it; empty where nobody is named.
        speaker_name text Name of the speaker.
        chain text Names of those through whom it came, the speaker last.
        content text What is said.
        cue text The word that says so.
        direct yes/no Whether all of it is quoted.
        certainty text stated, claimed, confirmed, alleged, denied or unverified.
        events text Ids of the events it tells.
        figures text Ids of the figures it gives.
        origin text Id of its origin.
        why text Why it is taken for a claim.""",
     lambda parts: [
         (one.id, one.source.report, one.speaker, parts.names([one.speaker or ""]) or None,
          parts.names(one.chain, " > ") or None, " … ".join(one_line(span.text) for span in one.content),
          one_line(one.source.span.text), one.direct, one.certainty, " ".join(one.events) or None,
          " ".join(one.figures) or None, one.origin, one.why)
         for one in parts.record.claims
     ]),
    ("figures", f"""
        id text {_ID}
        report text Id of the report.
        value number The number.
        low number The least it can be.
        high number The most it can be.
        unit text What it is counted in (killed, injured, people, % …).
        bound text exact, about, at least, at most or range.
        what text What is counted, in the report's words.
        words text The words of the number.
        event text Id of the event it belongs to.
        claimants text Names of those who give it; empty where only the outlet does.
        as_of_from day The first day for which it holds.
        as_of_to day The last day for which it holds.
        replaced yes/no Whether a later one by the same side replaced it.
        origin text Id of its origin.
        why text Why it is taken so.""",
     lambda parts: [
         (one.id, one.source.report, one.value, one.low, one.high, one.unit, one.bound, one.what or None,
          one_line(one.source.span.text), one.event, parts.names(one.claimants, "; ") or None,
          one.as_of.earliest if one.as_of else None, one.as_of.latest if one.as_of else None,
          one.id in parts.replaced, one.origin, one.why)
         for one in parts.record.figures
     ]),
    ("relations", f"""
        id text {_ID}
        kind text Its kind (backs, part_of, speaks_for, holds_office, fights, allied_with, controls …).
        source text Id of the actor it goes out from.
        source_name text Name of that actor.
        target text Id of the actor it leads to.
        target_name text Name of that actor.
        office text The office, where it is one.
        status text stated, claimed, denied or former.
        why text Why it is taken so.""",
     lambda parts: [(one.id, one.kind, one.source, parts.names([one.source]) or None, one.target,
                     parts.names([one.target]) or None, one.office, one.status, one.why)
                    for one in parts.record.relations]),
    ("disagreements", """
        id text Id of the disagreement; one row for each of its sides.
        kind text figure, date, place, actor, status or name.
        about text What it is about.
        update yes/no Whether a later reading replaces an earlier one.
        side whole Number of the side, from 1.
        says text What the side says.
        items text Ids of the figures or events that say so.
        reports text Ids of the reports in which it stands.
        why text Why the sides can't both hold.""",
     lambda parts: [
         (one.id, one.kind, one.about, one.update, number, side.says, " ".join(side.items),
          " ".join(dict.fromkeys(source.report for source in side.sources)), one.why)
         for one in parts.record.disagreements for number, side in enumerate(one.sides, start=1)
     ]),
    ("evidence", """
        kind text event, actor, place, relation, claim or figure.
        item text Id of the item.
        report text Id of the report.
        start whole First code point of the words in the report's text.
        end whole One past the last code point.
        words text The words.
        sentence text The sentence in which they stand.""", _evidence),
)  # fmt: skip
