"""Whether a record file keeps what must always hold (DESIGN.md, "What must always hold"): a list of what doesn't.

Checked are: every span of every report, account and item says what stands in the text; every resolved value and every
merge carries its reason; indices and ids point at what is there; ids are unique and redirects end; no event holds two
tellings of different exact days (unless a person put them together); every account carries its versions; the record
that is stored is the one that its accounts, judgements and ledger give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.errors import RecordError
from dateline.model.account import Account
from dateline.model.record import Record, Source
from dateline.model.report import Report
from dateline.model.spans import Span
from dateline.record.actors import Matching
from dateline.record.build import build_record
from dateline.record.ledger import Ledger, LedgerEntry, kind_of, mint
from dateline.record.store import Store

_MOST = 20
"""How many problems of one kind are told one by one."""


def check(store: Store, *, matching: Matching | None = None) -> list[str]:
    """Everything that is wrong with a record file, as sentences; nothing where all is well."""
    problems = store.faults()
    if problems:
        return problems
    try:
        with store.snapshot():
            reports, accounts = list(store.reports()), list(store.accounts())
            ledger, judgements = store.ledger(), store.judgements()
            stale, record = store.stale, store.load_record()
    except RecordError as error:
        return [str(error)]
    texts = {report.id: report.text for report in reports}
    problems += _few(_reports(reports), "reports")
    problems += _few((problem for account in accounts for problem in _account(account, texts)), "accounts")
    problems += _few(_record(record, texts, {account.report: account for account in accounts}), "record")
    problems += _few(_ledger(ledger, record), "ledger")
    if {report.id for report in reports} != {account.report for account in accounts}:
        problems.append("some reports have no account")
    if stale:
        return [*problems, stale]
    again, additions = build_record(accounts, reports, judgements, ledger, matching=matching)
    if additions:
        problems.append(f"building the record again mints or redirects {len(additions)} ids")
    if again != record:
        problems.append(f"building the record again gives another one: {_difference(record, again)}")
    return problems


def _few(found: Iterator[str], where: str) -> list[str]:
    problems = list(found)
    more = [f"and {len(problems) - _MOST} more in the {where}"] if len(problems) > _MOST else []
    return problems[:_MOST] + more


def _spans(value: Any) -> Iterator[Span]:
    """Every span anywhere inside a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _spans(getattr(value, field))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _spans(part)


def _false(span: Span, text: str) -> bool:
    return not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text


def _reports(reports: list[Report]) -> Iterator[str]:
    for report in reports:
        if hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() != report.text_sha256:
            yield f"report {report.id[:12]}: its text is not the one that its digest was made from"
        if any(_false(span, report.text) for span in _spans(report)):
            yield f"report {report.id[:12]}: a span does not say what stands in the text"


def _account(account: Account, texts: dict[str, str]) -> Iterator[str]:
    name = f"account of {account.report[:12]}"
    text = texts.get(account.report)
    if text is None:
        yield f"{name}: its report is not there"
        return
    if not account.versions and not account.issues:
        yield f"{name}: carries no versions, and no issue says why"
    for span in _spans(account):
        if _false(span, text):
            yield f"{name}: “{span.text}” does not stand at {span.start} to {span.end}"
    kinds: tuple[tuple[Any, ...], ...] = (
        account.actors,
        account.places,
        account.times,
        account.events,
        account.claims,
        account.figures,
        account.relations,
    )
    for items in kinds:
        for number, item in enumerate(items):
            if not item.why:
                yield f"{name}: {type(item).__name__.lower()} {number} carries no reason"
    if not _indices_hold(account):
        yield f"{name}: an item points at another that is not there"


def _indices_hold(account: Account) -> bool:
    actors, places, times = len(account.actors), len(account.places), len(account.times)
    events, claims, figures = len(account.events), len(account.claims), len(account.figures)
    pairs: list[tuple[int | None, int]] = [(actor.represents, actors) for actor in account.actors]
    for event in account.events:
        pairs += [(index, actors) for index in (*event.actors, *event.recipients)]
        pairs += [(event.place, places), (event.when, times), (event.claim, claims)]
    for claim in account.claims:
        pairs += [(index, actors) for index in (claim.speaker, *claim.chain)]
    for figure in account.figures:
        pairs += [(figure.event, events), (figure.claim, claims), (figure.as_of, times), (figure.part_of, figures)]
    for relation in account.relations:
        pairs += [
            (relation.source, actors),
            (relation.target, actors),
            (relation.claim, claims),
            (relation.when, times),
        ]
    return all(index is None or 0 <= index < size for index, size in pairs)


def _record(record: Record, texts: dict[str, str], accounts: dict[str, Account]) -> Iterator[str]:
    lists = {
        field: getattr(record, field) for field in record.__struct_fields__ if isinstance(getattr(record, field), tuple)
    }
    ids = [item.id for items in lists.values() for item in items]
    if len(ids) != len(set(ids)):
        yield "the record: an id stands for two items"
    known = set(ids)
    for items in lists.values():
        for item in items:
            if "why" in item.__struct_fields__ and not item.why:
                yield f"{item.id}: carries no reason"
            sources = list(_sources(item))
            for source in sources:
                text = texts.get(source.report)
                if text is None or _false(source.span, text) or (source.sentence and _false(source.sentence, text)):
                    yield f"{item.id}: a source does not say what stands in report {source.report[:12]}"
            for reference in _references(item):
                if reference not in known:
                    yield f"{item.id}: points at {reference}, which is not in the record"
    for event in record.events:
        days = set()
        for source in event.sources:
            account = accounts[source.report]
            when = account.events[source.index].when
            told = account.times[when] if when is not None else None
            if told is not None and told.earliest is not None and told.earliest == told.latest:
                days.add(told.earliest)
        if len(days) > 1 and not any(line.startswith("merged by") for line in event.why):
            yield f"{event.id}: its tellings are of different days ({', '.join(sorted(str(day) for day in days))})"
        if not event.sources:
            yield f"{event.id}: nobody tells it"


def _sources(value: Any) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _sources(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from _sources(part)


def _references(item: Any) -> Iterator[str]:
    """Every id that an item points at."""
    for field in item.__struct_fields__:
        value = getattr(item, field)
        values = value if isinstance(value, tuple) else (value,)
        for one in values:
            if (
                isinstance(one, str)
                and field not in ("id", "name", "title", "why", "what", "about")
                and kind_of(one)
                and len(one) == 14
            ):
                yield one
            elif isinstance(one, msgspec.Struct) and field == "sides":
                yield from _references(one)


def _ledger(entries: list[LedgerEntry], record: Record) -> Iterator[str]:
    try:
        book = Ledger(entries)
    except ValueError as error:
        yield f"the ledger: {error}"
        return
    minted: set[str] = set()
    for entry in entries:
        if entry.redirect is None:
            if entry.id in minted:
                yield f"the ledger: {entry.id} was minted twice"
            minted.add(entry.id)
            kind = kind_of(entry.id) or ""
            if not any(mint(kind, entry.key, turn) == entry.id for turn in range(100)):
                yield f"the ledger: {entry.id} does not follow from its evidence"
        elif entry.redirect not in minted or entry.id not in minted:
            yield f"the ledger: {entry.id} redirects to an id that never was, or was none itself"
    for item in minted:
        try:
            book.resolve(item)
        except ValueError as error:
            yield f"the ledger: {error}"
    for field in (
        "actors",
        "places",
        "events",
        "claims",
        "figures",
        "relations",
        "stories",
        "origins",
        "disagreements",
    ):
        for item in getattr(record, field):
            if item.id not in minted:
                yield f"{item.id} is not in the ledger"
            elif book.resolve(item.id) != item.id:
                yield f"{item.id} stands in the record, but the ledger redirects it"


def _difference(record: Record, again: Record) -> str:
    for field in record.__struct_fields__:
        one, other = getattr(record, field), getattr(again, field)
        if one != other:
            if isinstance(one, tuple):
                changed = next((mine.id for mine, theirs in zip(one, other, strict=False) if mine != theirs), None)
                return f"{field}, {len(one)} stored and {len(other)} made" + (
                    f", first at {changed}" if changed else ""
                )
            return field
    return "nothing that shows"
