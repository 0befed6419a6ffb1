"""One actor whole: the names in use, what it is, what it does and what is done to it over time, what it says."""

from __future__ import annotations

import msgspec
import numpy as np
from msgspec import Struct

from dateline.record.browse.axis import event_lines
from dateline.record.browse.calendar import Unit, bins
from dateline.record.browse.columns import Choice, chosen, columns
from dateline.record.browse.event_lines import EventLine
from dateline.record.browse.names import ReportName, reports_by_number
from dateline.record.browse.tellings import Words, words_of
from dateline.record.browse.ties import RelationLine, relation_lines
from dateline.record.browse.window import Look

_MOST_REPORTS = 5
_MOST_BINS = 60


class AliasLine(Struct, frozen=True):
    """A name in use: how often, and where first."""

    form: str
    count: int
    reports: tuple[ReportName, ...]
    in_reports: int


class ActorWhole(Struct, frozen=True, kw_only=True):
    """One actor."""

    id: str
    name: str
    kind: str
    known: str | None
    sector: str | None
    country: str | None
    offices: tuple[str, ...]
    why: tuple[str, ...]
    names: tuple[AliasLine, ...]
    relations: tuple[RelationLine, ...]


class Activity(Struct, frozen=True, kw_only=True):
    """How much an actor does, and how much is done to it, over time; days are `date.toordinal()`."""

    unit: Unit | None
    edges: tuple[int, ...]
    does: tuple[int, ...]
    receives: tuple[int, ...]
    does_all: int
    receives_all: int
    """All of them, undated ones too."""


class Said(Struct, frozen=True, kw_only=True):
    """A claim of the actor: its words in a report."""

    id: str
    words: Words
    start: int
    direct: bool
    certainty: str
    report: ReportName
    events: tuple[str, ...]


class _Detail(Struct):
    offices: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class _Claim(Struct):
    events: tuple[str, ...] = ()


_DETAIL = msgspec.json.Decoder(_Detail)
_CLAIM = msgspec.json.Decoder(_Claim)


def actor(look: Look, own: str) -> ActorWhole | None:
    """The actor of that id; None where the record has none."""
    row = look.row("SELECT id, name, kind, known, sector, country, detail FROM actors WHERE id = ?", own)
    if row is None:
        return None
    detail = _DETAIL.decode(row[6])
    aliases = look.rows("SELECT form, count, reports FROM aliases WHERE actor = ? ORDER BY count DESC, form", own)
    some = "SELECT report FROM alias_reports WHERE actor = ? AND form = ? LIMIT ?"
    first = {form: [number for (number,) in look.rows(some, own, form, _MOST_REPORTS)] for form, _, _ in aliases}
    reports = reports_by_number(look, (number for numbers in first.values() for number in numbers))
    ids = look.rows(
        "SELECT id FROM relations WHERE source = ? UNION SELECT id FROM relations WHERE target = ?", own, own
    )
    return ActorWhole(
        id=row[0], name=row[1], kind=row[2], known=row[3], sector=row[4], country=row[5],
        offices=detail.offices, why=detail.why, relations=relation_lines(look, [one for (one,) in ids]),
        names=tuple(
            AliasLine(form, count, tuple(reports[one] for one in first.get(form, ()) if one in reports), many)
            for form, count, many in aliases
        ),
    )  # fmt: skip


def activity(look: Look, own: str) -> Activity:
    """The events in which it takes part, bin by bin."""
    table = columns(look)
    if own not in table.actors:
        return Activity(unit=None, edges=(), does=(), receives=(), does_all=0, receives_all=0)
    rows = table.party_actor == table.actors.index(own)
    acts = np.unique(table.party_event[rows & ~table.party_receives])
    hit = np.unique(table.party_event[rows & table.party_receives])
    days = table.day[np.concatenate([acts, hit])]
    days = days[days > 0]
    if not len(days):
        return Activity(unit=None, edges=(), does=(), receives=(), does_all=len(acts), receives_all=len(hit))
    unit, edges = bins(int(days.min()), int(days.max()), _MOST_BINS)

    def counted(events: np.ndarray) -> tuple[int, ...]:
        some = table.day[events]
        counts, _ = np.histogram(some[some > 0], np.asarray(edges, np.float64) - 0.5)
        return tuple(counts.tolist())

    return Activity(
        unit=unit,
        edges=tuple(edges),
        does=counted(acts),
        receives=counted(hit),
        does_all=len(acts),
        receives_all=len(hit),
    )


def main_events_of(look: Look, choice: Choice, most: int = 12) -> tuple[EventLine, ...]:
    """The events of a choice that most stands behind, by day, undated ones last."""
    table = columns(look)
    places = np.flatnonzero(chosen(table, choice))
    places = places[np.argsort(-table.origins[places], kind="stable")[:most]]
    order = np.lexsort((table.day[places], ~table.dated[places]))
    return tuple(event_lines(look, table, places[order]))


def said_by(look: Look, own: str, most: int = 30) -> tuple[tuple[Said, ...], int]:
    """Claims of an actor in the record's order, and how many there are."""
    ((count,),) = look.rows("SELECT count(*) FROM claims WHERE speaker = ?", own)
    rows = look.rows(
        "SELECT claims.id, direct, certainty, claims.detail, contents.report, contents.span_start, contents.span_end, "
        "coalesce(sentence_start, contents.span_start), coalesce(sentence_end, contents.span_end), reports.text "
        "FROM claims JOIN contents ON contents.claim = claims.id AND contents.turn = 0 "
        "LEFT JOIN mentions ON mentions.item = claims.id AND mentions.turn = 0 "
        "JOIN reports ON reports.number = contents.report WHERE speaker = ? ORDER BY claims.ordinal LIMIT ?",
        *(own, most),
    )
    reports = reports_by_number(look, (row[4] for row in rows))
    found = []
    for claim, direct, certainty, detail, number, start, end, first, last, text in rows:
        # what is said may go on beyond the sentence in which it is said that it is
        first, last = min(first, start), max(last, end)
        found.append(
            Said(
                id=claim, direct=bool(direct), certainty=certainty, report=reports[number], start=start,
                words=words_of(text[first:last], start, (first, last), end), events=_CLAIM.decode(detail).events,
            )
        )  # fmt: skip
    return tuple(found), count
