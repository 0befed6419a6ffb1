"""`check` finds what is wrong, and nothing where all is well."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dateline.model.account import Account
from dateline.model.spans import Span
from dateline.record import LedgerEntry, Store, check, judge, rebuild
from dateline.record.judgements import Action
from tests.record.made import MATCHING
from tests.record.synthetic import World, make_many


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "story.db"
    with Store.open(made, write=True) as store:
        for report, account in zip(*make_many(World(4), 6), strict=True):
            store.add(report, None, account)
        rebuild(store, matching=MATCHING)
    return made


def problems(path: Path) -> list[str]:
    with Store.open(path) as store:
        return check(store, matching=MATCHING)


def test_a_sound_record_has_no_problems(path: Path) -> None:
    assert problems(path) == []


def test_judgements_leave_a_sound_record(path: Path) -> None:
    with Store.open(path, write=True) as store:
        record = store.load_record()
        actions: tuple[Action, ...] = ("accept", "reject", "correct", "merge")
        for number, action in enumerate(actions):
            made = judge(
                record.events[number],
                store.account,
                action,
                who="Edda",
                when="2031-07-01T10:00:00Z",
                other=record.events[number + 1] if action == "merge" else None,
                field="status" if action == "correct" else None,
                to="ongoing" if action == "correct" else None,
            )
            store.add_judgement(made)
        for item in (record.actors[0], record.places[0], record.claims[0], record.figures[0], record.relations[0]):
            store.add_judgement(judge(item, store.account, "reject", who="Edda", when="2031-07-01T10:00:00Z"))
        rebuild(store, matching=MATCHING)
    assert problems(path) == []


def test_a_stale_record_says_so(path: Path) -> None:
    (report,), (account,) = make_many(World(99), 1)
    with Store.open(path, write=True) as store:
        store.add(report, None, account)
    assert any("since the record was made" in problem for problem in problems(path))


def _shift(account: Account) -> Account:
    event = account.events[0]
    wrong = Span(event.trigger.start + 1, event.trigger.end + 1, event.trigger.text)
    return msgspec.structs.replace(account, events=(msgspec.structs.replace(event, trigger=wrong), *account.events[1:]))


def _silence(account: Account) -> Account:
    return msgspec.structs.replace(
        account, times=(msgspec.structs.replace(account.times[0], why=""), *account.times[1:])
    )


def _point_nowhere(account: Account) -> Account:
    return msgspec.structs.replace(
        account, figures=(msgspec.structs.replace(account.figures[0], part_of=99), *account.figures[1:])
    )


@pytest.mark.parametrize(
    ("spoil", "says"), [(_shift, "does not stand at"), (_silence, "carries no reason"), (_point_nowhere, "not there")]
)
def test_a_spoilt_account_is_found(path: Path, spoil: Callable[[Account], Account], says: str) -> None:
    with Store.open(path, write=True) as store:
        report = next(iter(store.reports()))
        store.add(report, None, spoil(store.account(report.id)), replace=True)
    assert any(says in problem for problem in problems(path))


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE reports SET text = 'x' || text WHERE number = 1", "not the one that its digest"),
        (
            "UPDATE events SET detail = replace(detail, 'happened', 'denied') WHERE id = (SELECT id FROM events ORDER BY ordinal LIMIT 1)",
            "gives another one: events",
        ),
        (
            "DELETE FROM actors WHERE id = (SELECT id FROM actors ORDER BY ordinal LIMIT 1)",
            "which is not in the record",
        ),
        (
            "UPDATE mentions SET span_end = span_end + 1 WHERE item = (SELECT id FROM events ORDER BY ordinal LIMIT 1)",
            "gives another one",
        ),
    ],
)
def test_a_spoilt_table_is_found(path: Path, statement: str, says: str) -> None:
    db = sqlite3.connect(path)
    db.execute(statement)
    db.commit()
    db.close()
    assert any(says in problem for problem in problems(path)), problems(path)


def test_a_spoilt_ledger_is_found(path: Path) -> None:
    with Store.open(path, write=True) as store:
        record = store.load_record()
        store.save_record(record, [LedgerEntry("evt_aaaaaaaaaa", "nowhere", 1, 2, redirect="evt_bbbbbbbbbb")])
    found = problems(path)
    assert any("redirects to an id that never was" in problem for problem in found)
