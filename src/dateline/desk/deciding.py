"""From a form to judgements: what a coder decided about one event, checked against the event as it is now.

Invariants: a decision is on disk before its answer goes out; a decision about an event that has changed since the coder
saw it is not kept but shown beside what changed; the same form sent twice is one decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from dateline.desk.clock import now
from dateline.desk.query import EventId, Words
from dateline.desk.refusals import NotFitting
from dateline.model.account import Status
from dateline.model.record import Interval
from dateline.record import Judgement, judge
from dateline.record.browse import Look
from dateline.record.browse.adjudication import units_about
from dateline.record.browse.choices import described, named, tellings_of
from dateline.record.browse.identity import former
from dateline.record.browse.item import record_event, triggers
from dateline.record.browse.judged import Judged
from dateline.record.judgements import plain_json

Do = Literal["accept", "reject", "correct", "merge", "split", "note", "settle"]
Note = Annotated[str, Meta(max_length=4000)]
_Long = Annotated[str, Meta(max_length=20_000)]
STATUSES: tuple[Status, ...] = get_args(Status)


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of the review page."""

    do: Do
    seen: Annotated[int, Meta(ge=0)] = 0
    """Number of the last judgement about the event when the page was made."""
    shown: _Long = "{}"
    """The event's fields as the page showed them, JSON."""
    queue: Words = ""
    """The filter of the queue, as a query."""
    why: Note = ""
    settles: bool = False
    # for a correction
    type: Words | None = None
    mode: Words | None = None
    status: Status | None = None
    actors: tuple[Words, ...] = ()
    add_actors: Words | None = None
    recipients: tuple[Words, ...] = ()
    add_recipients: Words | None = None
    place: Words | None = None
    place_id: Words | None = None
    when: Words | None = None
    background: bool = False
    contexts: Words | None = None
    # for a merge, a split, the settling of what differs
    other: EventId | None = None
    tellings: tuple[Words, ...] = ()
    field: Words | None = None
    value: _Long | None = None


class Difference(Struct, frozen=True):
    """A field that has changed since the coder saw it; JSON values."""

    field: str
    shown: str
    now: str


def differences(shown: str, now: str) -> tuple[Difference, ...]:
    """What has changed between two outlines; raises NotFitting for one that is none."""
    before, after = _outline(shown), _outline(now)
    return tuple(
        Difference(field, _json(before[field]), _json(value))
        for field, value in after.items()
        if field in before and before[field] != value
    )


def _outline(shown: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(shown, type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise NotFitting("The form does not say what it showed.") from error


def judgements_for(look: Look, judged: Judged, decision: Decision, who: str) -> list[Judgement]:
    """What to keep: one judgement, several for a correction of several fields. Raises NotFitting for what can't be."""
    common: dict[str, Any] = {"who": who, "when": now(),
              "why": " ".join(decision.why.split()) if decision.do != "note" else decision.why.strip(),
              "settles": decision.settles}  # fmt: skip

    def one(action: Any, **more: Any) -> Judgement:
        return judge(judged.event, lambda report: triggers(look, report), action, **common, **more)

    try:
        if decision.do == "correct":
            found = [one("correct", field=field, to=value) for field, value in corrections(look, judged, decision)]
            if not found:
                raise NotFitting("No field was changed: accept the event, or change one.", title="Nothing was changed")
            return found
        if decision.do == "settle":
            return [_settled(look, judged, one, decision)]
        if decision.do == "merge":
            other = record_event(look, decision.other) if decision.other else None
            if other is None or other.id == judged.event.id:
                raise NotFitting("Choose the event that it is to be merged with.", title="No event was chosen")
            return [one("merge", other=other)]
        if decision.do == "split":
            return [one("split", tellings=tellings_of(judged.event, decision.tellings))]
        return [one(decision.do)]
    except ValueError as error:
        raise NotFitting(f"{str(error)[:1].upper()}{str(error)[1:]}.", title="That does not fit") from error


def _settled(look: Look, judged: Judged, one: Any, decision: Decision) -> Judgement:
    """What decides between coders: a verdict, or the value that one of them gave a field."""
    units = units_about(look, former(look, judged.event.id))
    if not any(unit.field == decision.field and decision.value in unit.values.values() for unit in units):
        raise NotFitting("No coder gave the field that value.")
    if decision.field == "listed":
        return one("accept" if decision.value == '"yes"' else "reject")  # type: ignore[no-any-return]
    return one("correct", field=decision.field, to=decision.value)  # type: ignore[no-any-return]


def repeats(judgements: Sequence[Judgement], judged: Judged, seen: int) -> bool:
    """Whether just this was kept before by the same person: the form came twice (the answer was lost on the way)."""
    mine = [one for one in judged.judgements if one.number > seen and one.who == judgements[0].who]
    return bool(mine) and {_said(one) for one in judgements} <= {_said(one) for one in mine}


def _said(one: Judgement) -> tuple[object, ...]:
    return (one.action, one.field, one.after, one.why, one.settles, one.evidence)


def corrections(look: Look, judged: Judged, decision: Decision) -> list[tuple[str, str]]:
    """The fields that the form changes, with their values as JSON."""
    event = judged.event
    given: dict[str, Any] = {
        "type": decision.type or event.type,
        "mode": decision.mode,
        "status": decision.status or event.status,
        "background": decision.background,
        "contexts": tuple(part.strip() for part in (decision.contexts or "").split(",") if part.strip()),
        "actors": _actors(look, decision.actors, decision.add_actors),
        "recipients": _actors(look, decision.recipients, decision.add_recipients),
        "place": _place(look, decision, event.place),
        "when": _when(decision.when, event.when),
    }
    # what the form showed, and not what there is now: the same form, sent again, changes the same
    shown = {field: _json(value) for field, value in _outline(decision.shown).items()}
    changed = {field: plain_json(value) for field, value in given.items()}
    if sorted(given["contexts"]) == sorted(event.contexts):
        del changed["contexts"]
    return [(field, value) for field, value in changed.items() if value != shown.get(field)]


def _actors(look: Look, ids: Sequence[str], more: str | None) -> tuple[str, ...]:
    """Actors by ids and by names with semicolons between them."""
    found = [one.id for one in described(look, "actor", ids)]
    if len(found) < len(set(ids)):
        raise NotFitting("The record has not all of these actors any more.", title="No such actor")
    for name in (more or "").split(";"):
        if name.strip():
            found.append(_found(look, "actor", name))
    return tuple(dict.fromkeys(found))


def _place(look: Look, decision: Decision, now: str | None) -> str | None:
    if decision.place is None:
        return None
    if now and decision.place_id == now and [one.name for one in described(look, "place", [now])] == [decision.place]:
        return now
    same = named(look, "place", decision.place)
    for wanted in (decision.place_id, now):  # a name that several have: the one that was chosen, or that was there
        if wanted and any(one.id == wanted for one in same):
            return wanted
    return _found(look, "place", decision.place)


def _found(look: Look, kind: Literal["actor", "place"], name: str) -> str:
    same = named(look, kind, name)
    if len(same) == 1:
        return same[0].id
    if not same:
        raise NotFitting(
            f"The record has no {kind} “{name.strip()[:80]}”.", title=f"No such {kind}",
            todo="Go back and choose one of the list.",
        )  # fmt: skip
    raise NotFitting(
        f"{len(same)} {kind}s are called “{name.strip()[:80]}”.", title=f"Which {kind}?",
        todo="Go back and choose one of the list.",
    )  # fmt: skip


def _when(given: str | None, now: Interval) -> Interval:
    """Days as "2031-06-03", "2031-06-03/2031-06-05", "2031-06-03/" (open), or nothing."""
    earliest, slash, latest = (part.strip() or None for part in (given or "").partition("/"))
    last = latest if slash else earliest
    for day in (earliest, last):
        if day:
            try:
                date.fromisoformat(day)
            except ValueError:
                raise NotFitting(f"“{day[:40]}” is no day: write 2031-06-03, or 2031-06-03/2031-06-05.") from None
            if len(day) != len("2031-06-03"):
                raise NotFitting(f"“{day[:40]}” is no day: write 2031-06-03, or 2031-06-03/2031-06-05.")
    if earliest and last and earliest > last:
        raise NotFitting(f"{earliest} comes after {last}.")
    return now if (earliest, last) == (now.earliest, now.latest) else Interval(earliest, last, "set by hand")


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
