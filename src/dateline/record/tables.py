"""The record in its tables: one row for each item, with columns for other tools and the rest of the item as JSON.

What a row says of spans stands in `mentions` and `contents` as offsets only; reading a record back cuts the words out
of the reports' texts, so no span of a record that was read can differ from its text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
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
from dateline.record.ledger import kind_of

KEYS = {
    "record_reports": 1, "origins": 1, "stories": 1, "story_reports": 2, "actors": 1, "aliases": 2, "alias_reports": 3,
    "places": 1, "events": 1, "participants": 3, "claims": 1, "figures": 1, "relations": 1, "disagreements": 1,
    "sides": 3, "mentions": 3, "contents": 2, "forms": 2, "circles": 1, "marks": 2, "owned": 2, "shares": 2,
    "tallies": 3,
}  # fmt: skip
"""Tables that are made from the rest, each with how many of its columns, the first ones, are the key."""
OF_ITEM = {
    "origins": "id", "stories": "id", "actors": "id", "aliases": "actor", "places": "id", "events": "id",
    "participants": "event", "claims": "id", "figures": "id", "relations": "id", "disagreements": "id",
    "sides": "disagreement", "contents": "claim", "forms": "item",
}  # fmt: skip
"""Tables whose rows go with an item, and the column of its id."""
OF_REPORT = {"story_reports": "report", "mentions": "report", "alias_reports": "report", "circles": "report"}
"""Tables whose rows go with a report, and the column of its number."""
_TABLE_OF = {
    "event": ("events", "participants"), "actor": ("actors", "aliases", "forms"), "place": ("places", "forms"),
    "claim": ("claims", "contents"), "figure": ("figures",), "relation": ("relations",),
    "disagreement": ("disagreements", "sides"), "story": ("stories",), "origin": ("origins",),
}  # fmt: skip
"""The tables of `OF_ITEM` that have rows of a kind of item."""

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


FIELDS = tuple(_ROWS)
"""The lists of a record."""


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
    for table, column in (
        ("readings", "report"),
        ("accounts", "report"),
        ("report_keys", "report"),
        ("reports", "number"),
    ):
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - our own table names


def renew_index(db: sqlite3.Connection) -> None:
    """Make the indexes of words anew from what is there: an entry that is only deleted stays in their segments."""
    for index in ("report_words", "names"):
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - our own table names


Row = tuple[object, ...]
Rows = dict[str, list[Row]]
"""Rows by their table."""
Items = Mapping[str, Iterable[tuple[str, Any]]]
"""By field of the record its items, each with its place in the order of the list."""


def item_rows(items: Items, numbers: Mapping[str, int]) -> Rows:
    """All rows of items; `numbers` are those of the reports."""
    found: Rows = {table: [] for table in KEYS}
    for field, (table, _, columns) in _ROWS.items():
        for place, item in items.get(field, ()):
            found[table].append(
                (item.id, place, *(getattr(item, column) for column in columns), *_more(item), _detail(item))
            )
            _put_parts(found, item, numbers)
    return found


def _put_parts(found: Rows, item: Any, numbers: Mapping[str, int]) -> None:
    """The rows of an item in other tables than its own."""
    if isinstance(item, RecordActor | RecordPlace | RecordEvent | RecordRelation):
        found["mentions"].extend(mention_rows(item.id, item.sources, numbers))
    if isinstance(item, RecordClaim | RecordFigure):
        found["mentions"].extend(mention_rows(item.id, (item.source,), numbers))
    if isinstance(item, RecordActor):
        names = {item.name, *(alias.form for alias in item.aliases)}
        found["aliases"].extend((item.id, one.form, one.count, len(one.reports)) for one in item.aliases)
        found["alias_reports"].extend(alias_rows(item.id, item.aliases, numbers))
        found["forms"].extend((form, item.id) for form in sorted(names))
    elif isinstance(item, RecordPlace):
        found["forms"].append((item.name, item.id))
    elif isinstance(item, RecordEvent):
        roles = [(item.id, "actor", actor) for actor in item.actors]
        roles += [(item.id, "recipient", actor) for actor in item.recipients]
        found["participants"].extend(dict.fromkeys(roles))
    elif isinstance(item, RecordClaim):
        found["contents"].extend(
            (item.id, turn, numbers[item.source.report], span.start, span.end) for turn, span in enumerate(item.content)
        )
    elif isinstance(item, Story):
        found["story_reports"].extend((item.id, numbers[report]) for report in item.reports)
    elif isinstance(item, Disagreement):
        found["sides"].extend(
            (item.id, number, own, side.says)
            for number, side in enumerate(item.sides)
            for own in dict.fromkeys(side.items)
        )


def alias_rows(actor: str, aliases: Iterable[Alias], numbers: Mapping[str, int]) -> Iterator[Row]:
    """Which forms of a name stand in which reports."""
    for alias in aliases:
        for report in alias.reports:
            yield (actor, alias.form, numbers[report])


def mention_rows(item: str, sources: Iterable[Source], numbers: Mapping[str, int]) -> Iterator[Row]:
    """Where an item is said."""
    for turn, source in enumerate(sources):
        sentence = source.sentence
        yield (item, numbers[source.report], turn, source.index, source.span.start, source.span.end,
               sentence.start if sentence else None, sentence.end if sentence else None)  # fmt: skip


def all_rows(db: sqlite3.Connection) -> Rows:
    """All rows of the record that the file has."""
    return {table: db.execute(f"SELECT {_columns(table)} FROM {table}").fetchall() for table in KEYS}  # noqa: S608


def rows_of(
    db: sqlite3.Connection, items: Iterable[str], reports: Mapping[str, int], circles: Iterable[int]
) -> Rows:  # fmt: skip
    """The rows that go with items, with reports (ids and numbers) and with circles."""
    found: Rows = {table: [] for table in KEYS}
    for item in items:
        for table in _TABLE_OF[kind_of(item) or ""]:
            found[table] += among(db, table, OF_ITEM[table], (item,))
    for table, column in OF_REPORT.items():
        found[table] += among(db, table, column, reports.values())
    found["record_reports"] += among(db, "record_reports", "id", reports)
    for table in ("owned", "shares"):
        found[table] += among(db, table, "circle", circles)
    return found


def among(db: sqlite3.Connection, table: str, column: str, values: Iterable[object]) -> list[Row]:
    """Rows of a table in which a column has one of these values."""
    query = f"SELECT {_columns(table)} FROM {table} WHERE {column} = ?"  # noqa: S608 - our own names
    return [row for value in values for row in db.execute(query, (value,))]


def _columns(table: str) -> str:
    return "form, item" if table == "forms" else "*"


COUNTED = ("", "count")
"""Item and field under which `tallies` keep how much the record holds."""


def sizes(rows: Rows) -> dict[str, int]:
    """How many items rows hold; of the origins those that whole reports repeat, of the disagreements the open ones."""
    plain = ("stories", "events", "actors", "places", "claims", "figures")
    return {
        "reports": len(rows["record_reports"]),
        "origins": sum(row[3] != "statement" for row in rows["origins"]),
        **{table: len(rows[table]) for table in plain},
        "disagreements": sum(not row[4] for row in rows["disagreements"]),
    }


class Change(NamedTuple):
    """What turns rows of one table into others: keys of those that go, rows that come."""

    gone: list[Row]
    come: list[Row]
    anew: bool
    """Whether everything goes first, because most of it does."""


def changes(old: Rows, new: Rows, *, whole: bool) -> dict[str, Change]:
    """What turns the rows `old` into `new`, by table; `whole`: the old ones are all that there are."""
    found = {}
    for table, width in KEYS.items():
        before, after = set(old.get(table, ())), new.get(table, [])
        keys = {row[:width] for row in after}
        gone = {row[:width] for row in before} - keys
        anew = whole and 2 * len(gone) > len(before)
        come = after if anew else [row for row in after if row not in before]
        if anew or gone or come:
            found[table] = Change([] if anew else sorted(gone, key=repr), come, anew)
    return found


def write_changes(db: sqlite3.Connection, changed: Mapping[str, Change]) -> None:
    """Make them, within the caller's transaction: what stays as it is costs nothing while others wait to write."""
    for table, change in changed.items():
        columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
        columns = [name for name in columns if (table, name) != ("forms", "number")]
        if change.anew:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        where = " AND ".join(f"{column} = ?" for column in columns[: KEYS[table]])
        db.executemany(f"DELETE FROM {table} WHERE {where}", change.gone)  # noqa: S608 - our own names
        if change.come:
            marks = ", ".join("?" * len(columns))
            db.executemany(
                f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})", change.come  # noqa: S608
            )  # fmt: skip


def read_record(db: sqlite3.Connection, versions: dict[str, str]) -> Record:
    """The record that the tables hold, within the caller's transaction."""
    texts = dict(db.execute("SELECT number, text FROM reports"))
    ids = dict(db.execute("SELECT number, id FROM reports"))
    mentions: dict[str, list[Source]] = {}
    for item, report, position, start, end, first, last in db.execute(
        "SELECT item, report, position, span_start, span_end, sentence_start, sentence_end FROM mentions "
        "JOIN reports ON number = report "
        "ORDER BY item, CASE WHEN item >= 'evt_' AND item < 'evu' THEN '' ELSE reports.id END, turn"
    ):
        text = texts[report]
        sentence = Span(first, last, text[first:last]) if first is not None else None
        mentions.setdefault(item, []).append(Source(ids[report], position, Span(start, end, text[start:end]), sentence))
    contents: dict[str, list[Span]] = {}
    for claim, report, start, end in db.execute(
        "SELECT claim, report, span_start, span_end FROM contents ORDER BY claim, turn"
    ):
        contents.setdefault(claim, []).append(Span(start, end, texts[report][start:end]))
    using: dict[tuple[str, str], list[str]] = {}
    for actor, form, report in db.execute("SELECT actor, form, report FROM alias_reports"):
        using.setdefault((actor, form), []).append(ids[report])
    aliases: dict[str, list[Alias]] = {}
    for actor, form, count in db.execute("SELECT actor, form, count FROM aliases"):
        aliases.setdefault(actor, []).append(Alias(form, count, tuple(sorted(using.get((actor, form), ())))))
    fields: dict[str, Any] = {}
    for field, (table, kind, _) in _ROWS.items():
        items = []
        for own, detail in db.execute(f"SELECT id, detail FROM {table} ORDER BY ordinal, id"):  # noqa: S608
            values = msgspec.json.decode(detail)
            if kind in (RecordClaim, RecordFigure):
                values["source"] = mentions[own][0]
            elif kind in (RecordActor, RecordPlace, RecordEvent, RecordRelation):
                values["sources"] = tuple(mentions[own])
            if kind is RecordClaim:
                values["content"] = tuple(contents.get(own, ()))
            if kind is RecordActor:
                values["aliases"] = tuple(sorted(aliases.get(own, ())))
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
