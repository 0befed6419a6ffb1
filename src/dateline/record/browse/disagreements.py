"""Where the reports disagree, and what later reports put in place of earlier ones, in the record's order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from dateline.model.record import Disagreement
from dateline.record.browse.names import ReportName, reports_by_id
from dateline.record.browse.window import Look

_READ = msgspec.json.Decoder(Disagreement)


class SideLine(Struct, frozen=True):
    """One side: what it says, and the reports that say so."""

    says: str
    items: tuple[str, ...]
    reports: tuple[ReportName, ...]


class DisagreementLine(Struct, frozen=True, kw_only=True):
    """One disagreement, or update."""

    id: str
    ordinal: str
    kind: str
    about: str
    event: str | None
    """The event that it is about, where it is about one."""
    update: bool
    sides: tuple[SideLine, ...]
    why: str


class Disagreements(Struct, frozen=True):
    """A page of them, and the place in their order at which it ended (None for the last)."""

    lines: tuple[DisagreementLine, ...]
    after: str | None


def disagreements(
    look: Look, *, update: bool = False, story: str | None = None, after: str = "", most: int = 20
) -> Disagreements:
    """Open disagreements (or updates), of one story or of all."""
    of_story = f"AND EXISTS ({_OF_STORY})" if story else ""
    rows = look.named(
        "SELECT ordinal, detail FROM disagreements WHERE is_update = :update AND ordinal > :after "  # noqa: S608
        f"{of_story} ORDER BY ordinal LIMIT :most",
        {"update": update, "after": after, "most": most + 1, "story": story},
    )
    found = disagreement_lines(look, rows[:most])
    return Disagreements(found, found[-1].ordinal if len(rows) > most else None)


_OF_STORY = (
    "SELECT 1 FROM sides JOIN mentions ON mentions.item = sides.item AND mentions.turn = 0 "
    "JOIN story_reports ON story_reports.report = mentions.report "
    "WHERE sides.disagreement = disagreements.id AND story_reports.story = :story"
)


def disagreements_of(look: Look, items: Sequence[str]) -> tuple[DisagreementLine, ...]:
    """Disagreements and updates that are about these items, or in which they take a side; open ones first."""
    ids = [own for (own,) in look.among("SELECT DISTINCT disagreement FROM sides WHERE item IN ({})", items)]
    ids += [own for (own,) in look.among("SELECT id FROM disagreements WHERE about IN ({})", items)]
    rows = look.among("SELECT ordinal, detail FROM disagreements WHERE id IN ({})", list(dict.fromkeys(ids)))
    return tuple(sorted(disagreement_lines(look, rows), key=lambda line: (line.update, line.ordinal)))


def disagreement_lines(look: Look, rows: Sequence[tuple[str, str]]) -> tuple[DisagreementLine, ...]:
    """Lines for rows of `disagreements` (ordinal, detail), in their order."""
    read = [(ordinal, _READ.decode(detail)) for ordinal, detail in rows]
    reports = reports_by_id(look, (source.report for _, one in read for side in one.sides for source in side.sources))
    events = [one.about for _, one in read if one.about.startswith("evt_")]
    words = dict(look.among(
        "SELECT item, type || ' “' || substr(text, span_start + 1, span_end - span_start) || '”' FROM mentions "
        "JOIN reports ON reports.number = mentions.report JOIN events ON events.id = item "
        "WHERE turn = 0 AND item IN ({})", events))  # fmt: skip
    firsts = [item for _, one in read for side in one.sides for item in side.items[:1] if item.startswith("fig_")]
    figures = dict(look.among("SELECT id, event FROM figures WHERE id IN ({})", firsts))
    return tuple(
        DisagreementLine(
            id=one.id, ordinal=ordinal, kind=one.kind, update=one.update, why=one.why,
            about=words.get(one.about, one.about), event=one.about if one.about in words else _event_of(one, figures),
            sides=tuple(
                SideLine(side.says, side.items,
                         tuple(reports[own] for own in dict.fromkeys(source.report for source in side.sources)))
                for side in one.sides
            ),
        )
        for ordinal, one in read
    )  # fmt: skip


def _event_of(one: Disagreement, figures: Mapping[str, str | None]) -> str | None:
    """The first event that takes a side, or whose figure does."""
    items = (item for side in one.sides for item in side.items)
    return next((own for item in items if (own := item if item.startswith("evt_") else figures.get(item))), None)
