"""Judgements of people: kept for ever, replayed whenever the record is built, stronger than the machine.

A judgement names what it is about twice: by id, for people, and by evidence (the spans that the item rested on when it
was judged), for the machine: evidence survives a rebuild, a better reader, a merge. What a later judgement says of the
same thing replaces what an earlier one said, unless that one settled what people had judged differently. Where the
ground has changed since, the item's `why` (or, when nothing of the evidence is left, the report's `issues`) has a line
that begins with `LOOK_AGAIN`.

A judgement is taken back by another (`withdrawal`), which names its number; `standing` leaves both out. A note says
something about an item and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from typing import Any, Literal, Protocol, TypeVar, get_type_hints

import msgspec
from msgspec import Struct

from dateline.model.account import Account
from dateline.model.record import (
    Disagreement,
    Interval,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    Source,
    Story,
)
from dateline.record.corpus import account_keys
from dateline.record.ledger import NO_REPORT, Key, Ledger, Where, kind_of

LOOK_AGAIN = "look again: "
"""How a line begins that asks a person for another look at a judgement."""

_PAIRED = 8

Action = Literal["accept", "reject", "correct", "merge", "split", "note", "withdraw"]
SAYING_NOTHING = ("note", "withdraw")
"""Actions that say nothing of what an item is."""
Item = RecordEvent | RecordActor | RecordPlace | RecordClaim | RecordFigure | RecordRelation | Story | Disagreement
I = TypeVar("I", RecordEvent, RecordActor, RecordPlace, RecordClaim, RecordFigure, RecordRelation, Story)  # noqa: E741
K = TypeVar("K")

CORRECTABLE: dict[str, tuple[str, ...]] = {
    "event": ("type", "mode", "contexts", "actors", "recipients", "place", "when", "status", "background"),
    "actor": ("name", "kind", "sector", "country", "offices"),
    "place": ("name", "kind", "gazetteer", "lat", "lon", "country", "admin1", "precision", "radius_km"),
    "claim": ("speaker", "direct", "certainty"),
    "figure": ("value", "low", "high", "unit", "bound", "what", "event", "claimants", "as_of"),
    "relation": ("status", "office"),
    "story": ("title",),
}
"""Fields that a person may correct, by kind of item."""
_REFERENCES = frozenset({"actors", "recipients", "claimants", "place", "event", "speaker"})
"""Fields that name other items by their ids."""
MERGEABLE = frozenset({"event", "actor", "place", "story"})
"""Kinds of which a person may merge two or split one."""


class Judgement(Struct, frozen=True, kw_only=True):
    """One row of the table of judgements."""

    number: int = 0
    """Its place in the table, given by the store."""
    who: str
    when: str
    """Time with zone, ISO 8601."""
    on: str
    """Id of the item as it was then."""
    evidence: tuple[Key, ...]
    """What the item rested on; for a split, the part that is split off."""
    action: Action
    field: str | None = None
    before: str | None = msgspec.field(default=None, name="from")
    """JSON of the value that was there."""
    after: str | None = msgspec.field(default=None, name="to")
    """JSON of the value that a correction puts; the id of the other item for a merge; the number of what is taken
    back."""
    other: tuple[Key, ...] = ()
    """For a merge, what the other item rested on; for a split, what stays."""
    why: str = ""
    settles: bool = False
    """Whether it settles what several people judged differently: only another that does beats it."""

    def signed(self) -> str:
        """Who judged, when and why, as the end of a sentence."""
        return f"by {self.who} on {self.when[:10]}" + (f": {self.why}" if self.why else "")


class Rulings:
    """All judgements, ready to be applied: for each thing, what was said last.

    What is one thing is told by the evidence alone, so that ids that come to lead to others change nothing.
    """

    def __init__(self, judgements: Iterable[Judgement], ledger: Ledger) -> None:
        self._ledger = ledger
        self._links: dict[tuple[str, tuple[Key, ...], tuple[Key, ...]], Judgement] = {}
        self._verdicts: list[Judgement] = []
        self._fields: list[Judgement] = []
        self.live: frozenset[str] | None = None
        """Ids of the actors, places and events that the record has; None before they are known."""
        self.absent: Set[str] = frozenset()
        """Ids of things of all circles that no circle tells of any more."""
        self.lost: list[Judgement] = []
        """Judgements none of whose evidence is there any more."""
        for judgement in sorted(standing(judgements), key=lambda judgement: judgement.number):
            if judgement.action in ("merge", "split"):
                pair = tuple(sorted((tuple(sorted(judgement.evidence)), tuple(sorted(judgement.other)))))
                _put(self._links, (kind_of(judgement.on) or "", pair[0], pair[1]), judgement)
            else:
                (self._fields if judgement.action == "correct" else self._verdicts).append(judgement)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._links or self._verdicts or self._fields)

    def rejected(self, kind: str, where: Where) -> set[int]:
        """Numbers of the items that a person has rejected; `where` gives the number that holds a piece of evidence."""
        said: dict[int, Judgement] = {}
        for judgement in self._verdicts:
            if kind_of(judgement.on) == kind:
                held = {number for key in judgement.evidence if (number := where.find(key)) is not None}
                for number in held:
                    _put(said, number, judgement)
                if not held and judgement.action == "reject":
                    self.lost.append(judgement)
        return {number for number, judgement in said.items() if judgement.action == "reject"}

    def links(self, kind: str, where: Where) -> list[tuple[bool, int, int, str]]:
        """Pairs that a person has put together (True) or apart (False), in the order of judging, with the reason.

        A merge puts together all that the two things were then: merged across days, say, they would clash otherwise,
        and fall apart into other pieces than before. What a later split took off stays off.
        """
        found: list[tuple[bool, int, int, str]] = []
        taken_off: list[tuple[set[int], set[int]]] = []
        for (of, _, _), judgement in sorted(self._links.items(), key=lambda pair: pair[1].number, reverse=True):
            if of != kind:
                continue
            ours = sorted({number for key in judgement.evidence if (number := where.find(key)) is not None})
            theirs = sorted({number for key in judgement.other if (number := where.find(key)) is not None})
            if not ours or not theirs:
                self.lost.append(judgement)
            elif judgement.action == "merge":
                one, *others = _left(ours, theirs, taken_off)
                reason = f"merged {judgement.signed()}"
                found.extend((True, one, other, reason) for other in reversed(others))
            else:
                reason = f"split {judgement.signed()}"
                pairs = [(False, one, other, reason) for one in ours for other in theirs if one != other]
                found.extend(reversed(pairs))
                taken_off.append((set(ours), set(theirs)))
        return found[::-1]

    def apply(self, kind: str, items: Sequence[I], keys: Sequence[Sequence[Key]]) -> list[I]:
        """`items` with corrections put in and acceptances noted; `keys` is what each of them rests on now."""
        changed = list(items)
        for number, judgement in self.about(kind, keys):
            changed[number] = _put_in(changed[number], kind, judgement, self._ledger, self.live, self.absent)
        return changed

    def about(self, kind: str, keys: Sequence[Sequence[Key]]) -> list[tuple[int, Judgement]]:
        """Acceptances and corrections with the number of what each is about, by `keys`; in the order of judging."""
        wanted = [judgement for judgement in self._verdicts if judgement.action == "accept"]
        wanted = [one for one in (*wanted, *self._fields) if kind_of(one.on) == kind]
        if not wanted:
            return []
        where = Where(keys)
        said: dict[tuple[int, str], Judgement] = {}
        for judgement in sorted(wanted, key=lambda judgement: judgement.number):
            votes = [number for key in judgement.evidence if (number := where.find(key)) is not None]
            if votes:
                _put(said, (max(sorted(set(votes)), key=votes.count), judgement.field or ""), judgement)
            else:
                self.lost.append(judgement)
        return sorted(((number, judgement) for (number, _), judgement in said.items()), key=lambda pair: pair[1].number)

    def taken_off(self, kind: str, where: Where) -> set[int]:
        """Numbers of what people have split off something: it is not what its name says."""
        return {
            number
            for (of, _, _), judgement in self._links.items()
            if of == kind and judgement.action == "split"
            for key in judgement.evidence
            if (number := where.find(key)) is not None
        }

    def given(self, kind: str, where: Where) -> dict[int, str]:
        """What people have said to be one with a thing of all circles: numbers of items, each with the thing's mark."""
        found: dict[int, str] = {}
        for (of, _, _), judgement in self._links.items():
            if of != kind or judgement.action != "merge":
                continue
            for item in (judgement.on, judgement.after or ""):
                key = self._ledger.evidence(item)
                if key is not None and key[0] == NO_REPORT:
                    for mine in (*judgement.evidence, *judgement.other):
                        if (number := where.find(mine)) is not None:
                            found[number] = min(key[3], found.get(number, key[3]))
                    break
        return found


def ruled(item: I, kind: str, judgements: Iterable[Judgement]) -> I:
    """An item of a kind whose fields name no others, with all that was judged of it put in."""
    said: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.number):
        _put(said, judgement.field or "", judgement)
    for judgement in sorted(said.values(), key=lambda judgement: judgement.number):
        item = _put_in(item, kind, judgement, None, None)
    return item


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements of one file that say what is so, without those that were taken back, and without notes."""
    every = list(judgements)
    gone = withdrawn(every)
    return [one for one in every if one.number not in gone and one.action not in SAYING_NOTHING]


def withdrawn(judgements: Iterable[Judgement]) -> frozenset[int]:
    """Numbers of the judgements of one file that were taken back."""
    return frozenset(int(one.after or 0) for one in judgements if one.action == "withdraw")


def withdrawal(judgement: Judgement, *, who: str, when: str, why: str = "") -> Judgement:
    """What takes a judgement back; raises ValueError for a withdrawal (judge again) and for what has no number."""
    if judgement.action == "withdraw":
        raise ValueError("what was taken back is not put back: judge again")
    if judgement.number < 1:
        raise ValueError("only a judgement that is kept can be taken back")
    return Judgement(
        who=who, when=when, on=judgement.on, evidence=judgement.evidence, action="withdraw",
        after=str(judgement.number), why=why,
    )  # fmt: skip


def _left(ours: Sequence[int], theirs: Sequence[int], taken_off: Sequence[tuple[set[int], set[int]]]) -> list[int]:
    """What a merge puts together, its first of either side foremost, without what later splits took off."""
    every = list(dict.fromkeys((ours[0], theirs[0], *ours, *theirs)))
    for off, rest in taken_off:
        if not rest.isdisjoint(every):
            every = [number for number in every if number not in off] or every
    return every


def _put(said: dict[K, Judgement], about: K, judgement: Judgement) -> None:
    """Let a judgement stand in place of an earlier one, unless that one settles and this doesn't."""
    if judgement.settles or about not in said or not said[about].settles:
        said[about] = judgement


def _with_why(item: I, lines: list[str], **values: Any) -> I:
    why: Any = item.why
    joined = (*why, *lines) if isinstance(why, tuple) else "; ".join([*([why] if why else []), *lines])
    return msgspec.structs.replace(item, why=joined, **values)


def _put_in(
    item: I,
    kind: str,
    judgement: Judgement,
    ledger: Ledger | None,
    live: frozenset[str] | None,
    absent: Set[str] = frozenset(),
) -> I:
    if judgement.action == "accept":
        return _accepted(item, judgement)
    return _corrected(item, kind, judgement.field or "", judgement, ledger, live, absent)


def _accepted(item: I, judgement: Judgement) -> I:
    lines = [f"accepted {judgement.signed()}"]
    if judgement.before is not None and judgement.before != outline(item):
        lines.append(f"{LOOK_AGAIN}what was accepted {judgement.signed()} has changed since")
    return _with_why(item, lines)


def _corrected(
    item: I,
    kind: str,
    field: str,
    judgement: Judgement,
    ledger: Ledger | None,
    live: frozenset[str] | None,
    absent: Set[str],
) -> I:
    before: Any = getattr(item, field)
    value = read_value(kind, field, judgement.after, judgement)
    if ledger is not None and field in ("actors", "recipients", "claimants") and isinstance(value, tuple):
        value = tuple(ledger.resolve(one) for one in value)
    elif ledger is not None and field in ("place", "event", "speaker") and isinstance(value, str):
        value = ledger.resolve(value)
    if live is not None and field in _REFERENCES:
        named = value if isinstance(value, tuple) else (value,) if value else ()
        if any(own not in live and not (ledger and ledger.is_common(own) and own not in absent) for own in named):
            return _with_why(item, [f"{LOOK_AGAIN}what {field} was corrected to {judgement.signed()} is gone"])
    lines = [f"{field} corrected from {_say(before)} to {_say(value)} {judgement.signed()}"]
    if judgement.before is not None and plain_json(before) != judgement.before and before != value:
        lines.append(f"{LOOK_AGAIN}{field} was {judgement.before} when it was corrected {judgement.signed()}")
    return _with_why(item, lines, **{field: value})


def read_value(kind: str, field: str, given: str | None, judgement: Judgement | None = None) -> Any:
    """The value of a field from its JSON (or plain text); days as "2018-06-03" or "2018-06-03/2018-06-05".

    Raises ValueError for a field that can't be corrected and for a value that doesn't fit it.
    """
    if field not in CORRECTABLE.get(kind, ()):
        raise ValueError(
            f"{field} of {kind} can't be corrected; what can: {', '.join(CORRECTABLE.get(kind, ())) or 'nothing'}"
        )
    types = {
        "event": RecordEvent, "actor": RecordActor, "place": RecordPlace, "claim": RecordClaim, "figure": RecordFigure,
        "relation": RecordRelation, "story": Story,
    }  # fmt: skip
    try:
        value = msgspec.json.decode(given.encode()) if given is not None else None
    except msgspec.DecodeError:
        value = given
    if field in ("when", "as_of") and isinstance(value, str):
        earliest, slash, latest = value.partition("/")
        value = {"earliest": earliest or None, "latest": (latest if slash else earliest) or None}
    if field in ("when", "as_of") and isinstance(value, dict):
        value.setdefault("why", f"set {judgement.signed()}" if judgement else "set by hand")
    try:
        return msgspec.convert(value, get_type_hints(types[kind])[field])
    except msgspec.ValidationError as error:
        raise ValueError(f"{given} does not fit {field}: {error}") from None


def plain_json(value: Any) -> str:
    """A value of a field as JSON, of days only the days."""
    if isinstance(value, Interval):
        value = {"earliest": value.earliest, "latest": value.latest}
    return msgspec.json.encode(value, order="sorted").decode()


def _say(value: Any) -> str:
    if isinstance(value, Interval):
        same = value.earliest == value.latest
        return f"{value.earliest or '…'}" if same else f"{value.earliest or '…'} to {value.latest or '…'}"
    if isinstance(value, tuple):
        return f"{len(value)} entries" if value else "none"
    return "nothing" if value is None else f"“{value}”"


def outline(item: Item) -> str:
    """What a person sees when they accept an item, as JSON: its correctable fields."""
    kind = kind_of(item.id) or ""
    return plain_json({field: _plain(getattr(item, field)) for field in CORRECTABLE.get(kind, ())})


def _plain(value: Any) -> Any:
    return {"earliest": value.earliest, "latest": value.latest} if isinstance(value, Interval) else value


def evidence_of(item: Item, account: Callable[[str], Account]) -> tuple[Key, ...]:
    """What an item of a record rests on; `account` gives the account of a report."""
    if isinstance(item, Story):
        return tuple((report, 0, 0, "") for report in item.reports)
    if isinstance(item, Disagreement):
        return tuple(sorted(disagreement_keys(item.kind, item.sides, update=item.update)))
    kind = kind_of(item.id) or ""
    sources = item.sources if not isinstance(item, RecordClaim | RecordFigure) else (item.source,)
    found: set[Key] = set()
    keys: dict[str, list[list[Key]]] = {}
    for source in sources:
        if source.report not in keys:
            keys[source.report] = account_keys(kind, account(source.report))
        found.update(keys[source.report][source.index])
    return tuple(sorted(found))


class _Sided(Protocol):
    @property
    def sources(self) -> Sequence[Source]: ...


def disagreement_keys(kind: str, sides: Sequence[_Sided], *, update: bool) -> list[Key]:
    """Evidence of a disagreement: pairs of what its sides rest on, the first few of each."""
    found: list[Key] = []
    for place, side in enumerate(sides):
        for other in sides[place + 1 :]:
            for one in sorted(side.sources)[:_PAIRED]:
                for two in sorted(other.sources)[:_PAIRED]:
                    mark = f"{kind}{'+' if update else ''} {two.report[:16]} {two.span.start}"
                    found.append((one.report, one.span.start, one.span.end, mark))
    return list(dict.fromkeys(found))


def judge(
    item: Item,
    account: Callable[[str], Account],
    action: Action,
    *,
    who: str,
    when: str,
    why: str = "",
    field: str | None = None,
    to: str | None = None,
    other: Item | None = None,
    reports: Sequence[str] = (),
    tellings: Sequence[Source] = (),
    settles: bool = False,
) -> Judgement:
    """A judgement of an item of the record as it is now, ready for the store.

    `field` and `to` (JSON or plain text) are for a correction, `other` is the item to merge with, `reports` those whose
    tellings are split off (`tellings`: single ones); with `settles` only another that settles beats it. Raises
    ValueError for what does not fit.
    """
    kind = kind_of(item.id) or ""
    evidence = evidence_of(item, account)
    rest: tuple[Key, ...] = ()
    before = outline(item) if action == "accept" else None
    if action == "correct":
        read_value(kind, field or "", to)
        before = plain_json(getattr(item, field or ""))
    elif action == "withdraw":
        raise ValueError("`withdrawal` makes what takes a judgement back")
    elif action == "note" and not why.strip():
        raise ValueError("a note says something")
    elif action in ("merge", "split"):
        if kind not in MERGEABLE:
            raise ValueError(f"{kind}s can be neither merged nor split")
        if action == "merge":
            if other is None or kind_of(other.id) != kind:
                raise ValueError(f"{item.id} can be merged only with another {kind}")
            rest, to = evidence_of(other, account), other.id
        else:
            chosen = {key for one in tellings for key in account_keys(kind, account(one.report))[one.index]}
            rest = tuple(key for key in evidence if key[0] not in reports and key not in chosen)
            evidence = tuple(key for key in evidence if key[0] in reports or key in chosen)
            if not rest or not evidence:
                raise ValueError(f"nothing of {item.id} would be split off, or nothing would stay")
    return Judgement(
        who=who, when=when, on=item.id, evidence=evidence, action=action, field=field, before=before, after=to,
        other=rest, why=why, settles=settles,
    )  # fmt: skip
