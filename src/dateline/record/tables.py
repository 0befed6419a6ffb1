"""The record in its tables: one row for each item, with columns for other tools and the rest of the item as JSON.

What a row says of spans stands in `mentions` and `contents` as offsets only; reading a record back cuts the words out
of the reports' texts, so no span of a record that was read can differ from its text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from dateline.model.record import (
    Alias,
    Disagreement,
    Origin,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Source,
    Story,
)
from dateline.model.report import Report
from dateline.model.spans import Span

DERIVED = tuple(
    (
        "record_reports origins stories story_reports actors aliases places events participants claims figures "
        "relations disagreements sides mentions contents names"
    ).split()
)
"""Tables that are made anew whenever the record is built."""

_ROWS: dict[str, tuple[str, type[msgspec.Struct], tuple[str, ...]]] = {
    "reports": ("record_reports", RecordReport, ("origin",)),
    "origins": ("origins", Origin, ("name", "kind")),
    "stories": ("stories", Story, ("title",)),
    "actors": ("actors", RecordActor, ("name", "kind", "known", "sector", "country")),
    "places": (
        "places",
        RecordPlace,
        ("name", "kind", "gazetteer", "lat", "lon", "country", "admin1", "precision"),
    ),
    "events": ("events", RecordEvent, ("story", "type", "mode", "status", "background")),
    "claims": ("claims", RecordClaim, ("speaker", "direct", "certainty", "origin")),
    "figures": ("figures", RecordFigure, ("value", "low", "high", "unit", "bound", "what", "event", "origin")),
    "relations": ("relations", RecordRelation, ("kind", "source", "target", "office", "status")),
    "disagreements": ("disagreements", Disagreement, ("kind", "about", "update")),
}
"""Field of the record → its table, the type of its items, the fields that are columns after id and ordinal."""


def write_report(db: sqlite3.Connection, number: int, report: Report) -> None:
    """Put a report in, with its words in the index; what was there under its number goes, with reading and account."""
    outlet, title, credit, url = (
        stated.value if stated else None for stated in (report.outlet, report.title, report.credit, report.url)
    )
    known = report.published
    row = (
        *(number, report.id, report.source, report.media_type, report.text, report.text_sha256, report.extractor),
        *(report.language, outlet, title, credit, url),
        *((known.earliest, known.latest, known.time) if known else (None, None, None)),
        msgspec.json.encode(msgspec.structs.replace(report, text="")).decode(),
    )
    db.execute(f"INSERT OR REPLACE INTO reports VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    db.execute("INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)", (number, title, report.text))


def forget_words(db: sqlite3.Connection, number: int, title: str | None, text: str) -> None:
    """Take a report's words out of the index; they must be just those that went in."""
    db.execute(
        "INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', ?, ?, ?)", (number, title, text)
    )


def remove_report(db: sqlite3.Connection, number: int) -> None:
    """Take a report out, with its reading and account; `renew_index` then takes its words out of the index."""
    for table, column in (("readings", "report"), ("accounts", "report"), ("reports", "number")):
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - our own table names


def renew_index(db: sqlite3.Connection) -> None:
    """Make the indexes of words anew from what is there: an entry that is only deleted stays in their segments."""
    for index in ("report_words", "names"):
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - our own table names


Rows = dict[str, list[tuple[object, ...]]]
"""Rows by their table."""


def record_rows(record: Record, numbers: Mapping[str, int]) -> Rows:
    """All rows of a record; `numbers` are those of the reports."""
    found: Rows = {}
    for field, (table, _, columns) in _ROWS.items():
        rows = [
            (item.id, place, *(getattr(item, column) for column in columns), *_more(item), _detail(item))
            for place, item in enumerate(getattr(record, field))
        ]
        found[table] = rows
    mentions: list[tuple[object, ...]] = []
    told: tuple[RecordActor | RecordPlace | RecordEvent | RecordRelation, ...] = (
        *record.actors,
        *record.places,
        *record.events,
        *record.relations,
    )
    for item in told:
        mentions.extend(_mention(item.id, turn, source, numbers) for turn, source in enumerate(item.sources))
    mentions.extend(_mention(claim.id, 0, claim.source, numbers) for claim in record.claims)
    mentions.extend(_mention(figure.id, 0, figure.source, numbers) for figure in record.figures)
    found["mentions"] = mentions
    contents: list[tuple[object, ...]] = [
        (claim.id, turn, numbers[claim.source.report], span.start, span.end)
        for claim in record.claims
        for turn, span in enumerate(claim.content)
    ]
    found["contents"] = contents
    roles = [(event.id, "actor", actor) for event in record.events for actor in event.actors]
    roles += [(event.id, "recipient", actor) for event in record.events for actor in event.recipients]
    found["participants"] = list(dict.fromkeys(roles))
    found["story_reports"] = [(story.id, numbers[report]) for story in record.stories for report in story.reports]
    aliases = [(actor.id, alias) for actor in record.actors for alias in actor.aliases]
    found["aliases"] = [
        (own, one.form, one.count, _json([numbers[report] for report in one.reports])) for own, one in aliases
    ]
    sides = [(one.id, number, side) for one in record.disagreements for number, side in enumerate(one.sides)]
    found["sides"] = [
        (own, number, item, side.says) for own, number, side in sides for item in dict.fromkeys(side.items)
    ]
    names = {(actor.name, actor.id) for actor in record.actors} | {(place.name, place.id) for place in record.places}
    found["names"] = sorted(names | {(alias.form, own) for own, alias in aliases})
    return found


def kept_rows(db: sqlite3.Connection) -> Rows:
    """All rows of the record that the file has."""
    return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in DERIVED}  # noqa: S608


class Change(NamedTuple):
    """What turns the rows of one table into others: keys of rows that go (columns and values), rows that come."""

    columns: tuple[str, ...]
    gone: list[tuple[object, ...]]
    come: list[tuple[object, ...]]
    anew: bool
    """Whether everything goes first: most of it does, or rows can't be found by a key (`names`)."""


def changes(db: sqlite3.Connection, old: Rows, new: Rows) -> dict[str, Change]:
    """What turns the rows `old` into `new`, by table."""
    found = {}
    for table in DERIVED:
        before, after = set(old[table]), set(new[table])
        columns = [(own, key) for _, own, _, _, _, key in db.execute(f"PRAGMA table_info({table})")]
        keyed = [place for place, (_, key) in enumerate(columns) if key] or list(range(len(columns)))
        keys = {tuple(row[place] for place in keyed) for row in after}
        gone = {tuple(row[place] for place in keyed) for row in before - after} - keys
        come = [row for row in new[table] if row not in before]
        anew = 2 * len(gone) > len(before) or (bool(gone) and len(keyed) == len(columns))
        found[table] = Change(
            tuple(columns[place][0] for place in keyed), [] if anew else sorted(gone, key=repr),
            new[table] if anew else come, anew,
        )  # fmt: skip
    return found


def write_changes(db: sqlite3.Connection, changed: Mapping[str, Change]) -> None:
    """Make them, within the caller's transaction: what stays as it is costs nothing while others wait to write."""
    for table, change in changed.items():
        if change.anew:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        where = " AND ".join(f"{column} IS ?" for column in change.columns)
        db.executemany(f"DELETE FROM {table} WHERE {where}", change.gone)  # noqa: S608 - our own names
        if change.come:
            marks = ", ".join("?" * len(change.come[0]))
            db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", change.come)  # noqa: S608


def read_record(db: sqlite3.Connection, versions: dict[str, str]) -> Record:
    """The record that the tables hold, within the caller's transaction."""
    texts = dict(db.execute("SELECT number, text FROM reports"))
    ids = dict(db.execute("SELECT number, id FROM reports"))
    mentions: dict[str, list[Source]] = {}
    for item, report, position, start, end, first, last in db.execute(
        "SELECT item, report, position, span_start, span_end, sentence_start, sentence_end FROM mentions "
        "ORDER BY item, turn"
    ):
        text = texts[report]
        sentence = Span(first, last, text[first:last]) if first is not None else None
        mentions.setdefault(item, []).append(Source(ids[report], position, Span(start, end, text[start:end]), sentence))
    contents: dict[str, list[Span]] = {}
    for claim, report, start, end in db.execute(
        "SELECT claim, report, span_start, span_end FROM contents ORDER BY claim, turn"
    ):
        contents.setdefault(claim, []).append(Span(start, end, texts[report][start:end]))
    aliases: dict[str, list[Alias]] = {}
    for actor, form, count, reports in db.execute("SELECT actor, form, count, reports FROM aliases"):
        named = tuple(sorted(ids[number] for number in msgspec.json.decode(reports)))
        aliases.setdefault(actor, []).append(Alias(form, count, named))
    fields: dict[str, Any] = {}
    for field, (table, kind, _) in _ROWS.items():
        items = []
        for own, detail in db.execute(f"SELECT id, detail FROM {table} ORDER BY ordinal"):  # noqa: S608
            values = msgspec.json.decode(detail)
            if kind in (RecordClaim, RecordFigure):
                values["source"] = mentions[own][0]
            elif kind in (RecordActor, RecordPlace, RecordEvent, RecordRelation):
                values["sources"] = tuple(mentions[own])
            if kind is RecordClaim:
                values["content"] = tuple(contents.get(own, ()))
            if kind is RecordActor:
                values["aliases"] = tuple(sorted(aliases.get(own, ()), key=lambda alias: alias.form))
            items.append(msgspec.convert(values, kind))
        fields[field] = tuple(items)
    return Record(versions=versions, **fields)


def _more(item: msgspec.Struct) -> tuple[object, ...]:
    """Columns of an event that are no fields: its days, its place, how many reports and origins tell it."""
    if not isinstance(item, RecordEvent):
        return ()
    reports = len({source.report for source in item.sources})
    return (item.when.earliest, item.when.latest, item.place, reports, len(item.origins))


_ELSEWHERE = ("source", "sources", "content", "aliases")


def _detail(item: Any) -> str:
    """The item as JSON, without what other tables hold."""
    values = {field: getattr(item, field) for field in item.__struct_fields__}
    if not isinstance(item, Disagreement | RecordReport | RecordRelation):
        for field in _ELSEWHERE:
            values.pop(field, None)
    if isinstance(item, RecordRelation):
        del values["sources"]
    return _json(values)


def _json(values: object) -> str:
    return msgspec.json.encode(values).decode()


def _mention(item: str, turn: int, source: Source, numbers: Mapping[str, int]) -> tuple[object, ...]:
    sentence = source.sentence
    return (item, turn, numbers[source.report], source.index, source.span.start, source.span.end,
            sentence.start if sentence else None, sentence.end if sentence else None)  # fmt: skip
