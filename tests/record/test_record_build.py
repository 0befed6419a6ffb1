"""The record as a pure function of accounts, judgements and ledger."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model.account import Account
from dateline.model.record import Record, Source
from dateline.model.report import Report
from dateline.model.spans import Span
from dateline.record import LedgerEntry, build_record, content
from dateline.record.ledger import Ledger
from tests.record.made import MATCHING
from tests.record.synthetic import World, make_many

_FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Made = tuple[list[Report], list[Account]]


def worlds() -> st.SearchStrategy[Made]:
    return st.builds(
        lambda seed, events, count, told, dated, days: make_many(
            World(seed, events=events, groups=5, days=days), count, told, dated
        ),
        st.integers(0, 10_000),
        st.integers(2, 10),
        st.integers(1, 9),
        st.integers(1, 5),
        st.booleans(),
        st.integers(1, 4),
    )


def build(made: Made, ledger: list[LedgerEntry] | None = None) -> tuple[Record, tuple[LedgerEntry, ...]]:
    reports, accounts = made
    return build_record(accounts, reports, (), ledger or (), matching=MATCHING)


@_FEW
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(made: Made, dice: random.Random) -> None:
    pairs = list(zip(*made, strict=True))
    dice.shuffle(pairs)
    shuffled = ([report for report, _ in pairs], [account for _, account in pairs])
    dice.shuffle(shuffled[1])
    assert build(made) == build(shuffled)


@_FEW
@given(worlds(), st.randoms(use_true_random=False))
def test_reports_one_by_one_give_the_content_of_all_at_once(made: Made, dice: random.Random) -> None:
    pairs = list(zip(*made, strict=True))
    dice.shuffle(pairs)
    ledger: list[LedgerEntry] = []
    record = None
    for length in range(1, len(pairs) + 1):
        record, additions = build(
            ([report for report, _ in pairs[:length]], [account for _, account in pairs[:length]]), ledger
        )
        ledger += additions
    assert record is not None
    assert content(record) == content(build(made)[0])


@_FEW
@given(worlds())
def test_building_again_gives_the_same_bytes_and_mints_nothing(made: Made) -> None:
    record, additions = build(made)
    again, more = build(made, list(additions))
    assert msgspec.json.encode(again) == msgspec.json.encode(record)
    assert not more


@_FEW
@given(worlds(), st.integers(0, 8))
def test_adding_reports_renames_nothing(made: Made, kept: int) -> None:
    reports, accounts = made
    before, ledger = build((reports[:kept], accounts[:kept]))
    after, additions = build(made, list(ledger))
    book = Ledger([*ledger, *additions])
    live = {
        item.id
        for field in ("events", "actors", "places", "claims", "figures", "relations", "stories")
        for item in getattr(after, field)
    }
    for field in ("events", "actors", "places", "claims", "figures", "relations", "stories"):
        for item in getattr(before, field):
            assert book.resolve(item.id) in live
    where = {(source.report, source.index): event.id for event in after.events for source in event.sources}
    for event in before.events:
        founding = book.evidence(event.id)
        assert founding is not None
        source = next(source for source in event.sources if (source.report, source.span.start) == founding[:2])
        assert where[source.report, source.index] == book.resolve(event.id)


def spans(value: Any, report: str | None = None) -> Iterator[tuple[str | None, Span]]:
    if isinstance(value, Span):
        yield report, value
    elif isinstance(value, msgspec.Struct):
        own = value.report if isinstance(value, Source) else report
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field), own)
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part, report)


@_FEW
@given(worlds())
def test_every_source_says_what_stands_there(made: Made) -> None:
    texts = {report.id: report.text for report in made[0]}
    record, _ = build(made)
    found = [
        pair
        for items in (record.events, record.actors, record.places, record.figures, record.relations)
        for pair in spans(items)
    ]
    assert found
    for report, span in found:
        assert report is not None
        assert texts[report][span.start : span.end] == span.text


@_FEW
@given(worlds())
def test_no_event_holds_two_days_and_every_item_says_why(made: Made) -> None:
    accounts = {account.report: account for account in made[1]}
    record, _ = build(made)
    for event in record.events:
        told = [accounts[source.report].events[source.index] for source in event.sources]
        days = {
            accounts[source.report].times[one.when].earliest
            for source, one in zip(event.sources, told, strict=True)
            if one.when is not None
        } - {None}
        assert len(days) <= 1
        assert len({one.type for one in told}) == 1
        assert event.why
        assert event.when.why
    for items in (
        record.origins,
        record.stories,
        record.actors,
        record.places,
        record.claims,
        record.figures,
        record.disagreements,
    ):
        assert all(item.why for item in items)


@_FEW
@given(worlds())
def test_every_telling_is_in_just_one_event_and_every_report_in_one_story(made: Made) -> None:
    record, _ = build(made)
    told = [(source.report, source.index) for event in record.events for source in event.sources]
    assert sorted(told) == sorted(
        (account.report, index) for account in made[1] for index in range(len(account.events))
    )
    assert sorted(report for story in record.stories for report in story.reports) == sorted(
        report.id for report in made[0]
    )


@_FEW
@given(worlds())
def test_lists_stand_in_an_order_that_needs_no_ids(made: Made) -> None:
    record, _ = build(made)
    keys = [(event.when.earliest or event.when.latest or "9999", event.sources[0]) for event in record.events]
    assert all(one <= other for one, other in pairwise(keys))


def test_nothing_depends_on_the_seed_of_hashes() -> None:
    code = (
        "import hashlib, msgspec\nfrom tests.record.made import MATCHING\nfrom tests.record.synthetic import World, make_many\nfrom dateline.record import build_record\n"
        "reports, accounts = make_many(World(5), 12)\n"
        "print(hashlib.sha256(msgspec.json.encode(build_record(accounts, reports, matching=MATCHING))).hexdigest())"
    )
    root = Path(__file__).parent.parent.parent
    paths = f"import sys; sys.path[:0] = {[str(root), str(root / 'src')]!r}\n"
    digests = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", paths + code],
            env={"PYTHONHASHSEED": seed, "SYSTEMROOT": "C:\\Windows"},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_an_unread_report_is_kept_and_says_so() -> None:
    reports, accounts = make_many(World(3), 2)
    unread = Account(report=reports[1].id, versions={}, issues=("No reader knows this language.",))
    record, _ = build_record([accounts[0], unread], reports, matching=MATCHING)
    assert {report.id: report.read for report in record.reports} == {reports[0].id: True, reports[1].id: False}
    assert any(report.issues for report in record.reports)


def test_accounts_and_reports_must_belong_together() -> None:
    reports, accounts = make_many(World(3), 2)
    with pytest.raises(ValueError, match="not given"):
        build_record(accounts, reports[:1], matching=MATCHING)
    with pytest.raises(ValueError, match="twice"):
        build_record([], [reports[0], reports[0]], matching=MATCHING)


def test_an_empty_record_can_be_built() -> None:
    record, additions = build_record([], [], matching=MATCHING)
    assert not record.events
    assert not additions
