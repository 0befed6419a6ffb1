"""An event as people have it: the record's, with what was judged since the record was made laid over it.

The record follows judgements only when it is made again, which takes a while where it is big; what a person decided
shows at once all the same. Corrections and acceptances are put in by the rules that the rebuild itself uses
(`Rulings.apply`); rejections, merges and splits are told, and carried out by the rebuild.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from dateline.model.record import RecordEvent
from dateline.record.browse.identity import former
from dateline.record.browse.item import record_event, triggers
from dateline.record.browse.window import Look
from dateline.record.judgements import SAYING_NOTHING, Judgement, Rulings, evidence_of, outline, read_value, withdrawn
from dateline.record.ledger import Ledger, LedgerEntry

_COLUMNS = "number, who, made, item, action, field, before, after, why, evidence, other, settles"
_NAMES = ("number", "who", "when", "on", "action", "field", "from", "to", "why")


class Judged(Struct, frozen=True, kw_only=True):
    """One event as people have it."""

    event: RecordEvent
    """With the corrections that the record does not have yet."""
    made: RecordEvent
    """As the record has it."""
    judgements: tuple[Judgement, ...]
    """All about it, by any of its ids, those that merge another into it too, oldest first."""
    gone: frozenset[int]
    """Numbers of those that were taken back."""
    pending: tuple[Judgement, ...]
    """Those of them that the record was not made with, notes left out."""

    @property
    def last(self) -> int:
        """Number of the last judgement about it, 0 where there is none."""
        return max((one.number for one in self.judgements), default=0)

    @property
    def outline(self) -> str:
        """Its fields as JSON: what a person sees, and accepts."""
        return outline(self.event)

    @property
    def standing(self) -> tuple[Judgement, ...]:
        """Judgements that hold."""
        return tuple(one for one in self.judgements if one.number not in self.gone and one.action not in SAYING_NOTHING)

    @property
    def rejected(self) -> Judgement | None:
        """The rejection that holds, where one does."""
        verdicts = [one for one in self.standing if one.action in ("accept", "reject")]
        settled = [one for one in verdicts if one.settles]
        last = (settled or verdicts)[-1:]
        return last[0] if last and last[0].action == "reject" else None


def judged_event(look: Look, own: str) -> Judged | None:
    """The event of that id as people have it; None where the record does not list it."""
    made = record_event(look, own)
    if made is None:
        return None
    ids = former(look, own)
    judgements = judgements_about(look, ids)
    gone = withdrawn(judgements)
    pending = tuple(one for one in judgements if one.number > look.judged and one.action != "note")
    event = made
    for one in pending:
        if one.action == "withdraw" and int(one.after or 0) <= look.judged:
            event = _as_before(event, next(each for each in judgements if each.number == int(one.after or 0)))
    changes = [one for one in pending if one.action in ("accept", "correct") and one.number not in gone]
    if changes:
        (event,) = rulings(look, changes).apply("event", [event], [evidence_of(event, lambda one: triggers(look, one))])
    return Judged(event=event, made=made, judgements=tuple(judgements), gone=gone, pending=pending)


def judgements_about(look: Look, ids: Sequence[str]) -> list[Judgement]:
    """Judgements of things that bore any of these ids, and pending ones that merge another into one of them."""
    rows = look.among(f"SELECT {_COLUMNS} FROM judgements WHERE item IN ({{}})", ids)  # noqa: S608 - our own columns
    rows += look.rows(
        f"SELECT {_COLUMNS} FROM judgements WHERE number > ? AND after IN (SELECT value FROM json_each(?)) "  # noqa: S608
        "AND action = 'merge' AND item NOT IN (SELECT value FROM json_each(?))",
        *(look.judged, msgspec.json.encode(ids).decode(), msgspec.json.encode(ids).decode()),
    )
    # what takes such a merge back bears the other's id
    merges = [row[3] for row in rows if row[3] not in set(ids)]
    if merges:
        numbers = {str(row[0]) for row in rows}
        rows += [
            row for row in look.among(f"SELECT {_COLUMNS} FROM judgements WHERE item IN ({{}})", merges)  # noqa: S608
            if row[4] == "withdraw" and row[7] in numbers
        ]  # fmt: skip
    return sorted((read_judgement(row) for row in rows), key=lambda one: one.number)


def judgement_numbered(look: Look, number: int) -> Judgement | None:
    """One judgement."""
    row = look.row(f"SELECT {_COLUMNS} FROM judgements WHERE number = ?", number)  # noqa: S608
    return read_judgement(row) if row else None


def waiting(look: Look) -> int:
    """How many judgements the record does not hold yet; notes change nothing in it."""
    row = look.row("SELECT count(*) FROM judgements WHERE number > ? AND action <> 'note'", look.judged)
    return int(row[0]) if row else 0


def last_number(look: Look) -> int:
    """The number of the last judgement; 0 where there is none."""
    row = look.row("SELECT coalesce(max(number), 0) FROM judgements")
    return int(row[0]) if row else 0


def last_of(look: Look, who: str) -> tuple[Judgement, ...]:
    """What a person decided last and has not taken back, all of one moment; notes are left out.

    Only the last few thousand judgements are looked at.
    """
    ((last,),) = look.rows("SELECT coalesce(max(number), 0) FROM judgements")
    rows = look.rows(
        f"SELECT {_COLUMNS} FROM judgements AS one WHERE number > ? AND who = ? "  # noqa: S608
        "AND action NOT IN ('note', 'withdraw') AND NOT EXISTS (SELECT 1 FROM judgements AS other "
        "WHERE other.item = one.item AND other.action = 'withdraw' AND other.after = CAST(one.number AS TEXT)) "
        "ORDER BY number DESC LIMIT 20",
        *(last - 5000, who),
    )
    found = [read_judgement(row) for row in rows]
    return tuple(one for one in found if one.when == found[0].when and one.on == found[0].on)


def read_judgement(row: tuple[object, ...]) -> Judgement:
    """A judgement from its row (`number` to `settles`)."""
    values = dict(zip(_NAMES, row[:9], strict=True))
    return msgspec.convert(
        {**values, "evidence": msgspec.json.decode(str(row[9])), "other": msgspec.json.decode(str(row[10])),
         "settles": bool(row[11])}, Judgement,
    )  # fmt: skip


def rulings(look: Look, judgements: Sequence[Judgement]) -> Rulings:
    """Judgements ready to be applied, with what is known of the ids in them."""
    return Rulings(judgements, Ledger(redirects(look, judgements)))


def redirects(look: Look, judgements: Sequence[Judgement]) -> list[LedgerEntry]:
    """Which of the ids in these judgements stand for others now."""
    ids = {one.on for one in judgements}
    for one in judgements:
        named = _read(one.after) if one.action == "correct" else one.after
        ids.update(each for each in (named if isinstance(named, list) else [named]) if isinstance(each, str))
    found: list[LedgerEntry] = []
    seen: set[str] = set()
    while ids - seen:
        asked = sorted(ids - seen)
        seen |= ids
        for own, into in look.among(
            "SELECT id, redirect FROM ledger WHERE redirect IS NOT NULL AND id IN ({})", asked
        ):  # fmt: skip
            found.append(LedgerEntry(own, "", 0, 0, redirect=into))
            ids.add(into)
    return found


def _read(after: str | None) -> object:
    """The value of a correction, which may be JSON or plain text."""
    try:
        return msgspec.json.decode(after or "null")
    except msgspec.DecodeError:
        return after


def _as_before(event: RecordEvent, judgement: Judgement) -> RecordEvent:
    """The event without a correction that the record still has."""
    if judgement.action != "correct" or judgement.field is None or judgement.before is None:
        return event
    return msgspec.structs.replace(
        event, **{judgement.field: read_value("event", judgement.field, judgement.before)}
    )  # fmt: skip
