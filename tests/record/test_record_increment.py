"""Adding to a record file gives what making it at once gives, under the ids that a rebuild gives."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model.account import Account
from dateline.model.record import Record
from dateline.model.report import Published, Report
from dateline.record import Store, build_record, check, content, judge, rebuild, renew, withdrawal
from dateline.record.circles import Marked, commonplaces, components
from dateline.record.forget import forget
from dateline.record.increment import increment
from tests.record.made import MATCHING
from tests.record.synthetic import START, World, make_many

Told = tuple[Report, Account]
WHEN = "2031-07-01T10:00:00+00:00"
_FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def limits(small: int = 3, common: int = 6) -> Iterator[None]:
    """Records of a few reports have circles, and marks of a few reports are commonplaces."""
    with ExitStack() as stack:
        for module in ("build", "increment", "renewal"):
            stack.enter_context(mock.patch(f"dateline.record.{module}.SMALL", small))
        for module in ("circles", "increment"):
            stack.enter_context(mock.patch(f"dateline.record.{module}.COMMON", common))
        yield


def told(seed: int, worlds: int, each: int) -> list[Told]:
    """Reports of several worlds with their accounts; worlds share towns, groups and persons, and lie weeks apart."""
    found: list[Told] = []
    for number in range(worlds):
        with mock.patch("tests.record.synthetic.START", START + timedelta(days=45 * number)):
            world = World(seed * 31 + number, events=3, groups=4, days=2)
            made = list(zip(*make_many(world, each, 2), strict=True))
        day = (START + timedelta(days=45 * number + 3)).isoformat()
        found += ((_mostly_dated(report, day), account) for report, account in made)
    return found


def _mostly_dated(report: Report, day: str) -> Report:
    """Every twelfth undated report stays so: one is enough to hold worlds together."""
    if report.published is not None or int(report.id[:4], 16) % 12 == 0:
        return report
    return msgspec.structs.replace(report, published=Published(day, day, "made up"))


def add(store: Store, some: list[Told]) -> None:
    for report, account in some:
        store.add(report, None, account)


def at_once(store: Store) -> Record:
    """What the reports and judgements of a file give when they are built at once."""
    made, _ = build_record(store.accounts(), store.reports(), store.judgements(), store.ledger(), matching=MATCHING)
    return made


@_FEW
@given(st.integers(0, 1000), st.integers(1, 4), st.integers(2, 6), st.randoms(use_true_random=False))
def test_in_whatever_parts_and_order_reports_come_in(seed: int, worlds: int, each: int, dice: random.Random) -> None:
    some = told(seed, worlds, each)
    dice.shuffle(some)
    with limits(), tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder) / "r.db", write=True) as store:
            rest = list(some)
            while rest:
                part = dice.randint(1, 4)
                add(store, rest[:part])
                rest = rest[part:]
                renew(store, matching=MATCHING)
            assert store.stale is None
            grown = store.load_record()
            assert check(store, matching=MATCHING) == []
            assert rebuild(store, matching=MATCHING) == grown
        fresh, _ = build_record([one[1] for one in some], [one[0] for one in some], matching=MATCHING)
        assert content(fresh) == content(grown)


@_FEW
@given(st.integers(0, 1000), st.randoms(use_true_random=False))
def test_with_judgements_replacements_and_withdrawals_in_between(seed: int, dice: random.Random) -> None:
    some = told(seed, 3, 4)
    dice.shuffle(some)
    with limits(), tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db", write=True) as store:
        rest = list(some)
        while rest:
            part = dice.randint(1, 3)
            add(store, rest[:part])
            rest = rest[part:]
            renew(store, matching=MATCHING)
            _do_something(store, dice)
            renew(store, matching=MATCHING)
            grown = store.load_record()
            assert grown == at_once(store)
        assert check(store, matching=MATCHING) == []
        assert rebuild(store, matching=MATCHING) == grown


def _do_something(store: Store, dice: random.Random) -> None:
    record = store.load_record()
    chance = dice.randrange(8)
    said: dict[str, Any] = {"who": "Edda", "when": WHEN}
    if chance == 0:
        actor = dice.choice(record.actors)
        store.add_judgement(judge(actor, store.account, "correct", field="name", to="Somebody Else", **said))
    elif chance == 1 and len(record.actors) > 1:
        one, other = dice.sample(record.actors, 2)
        store.add_judgement(judge(one, store.account, "merge", other=other, **said))
    elif chance == 2:
        event = dice.choice(record.events)
        place = dice.choice(record.places)
        store.add_judgement(judge(event, store.account, "correct", field="place", to=place.id, **said))
    elif chance == 3 and len(record.events) > 1:
        one_event, other_event = dice.sample(record.events, 2)
        store.add_judgement(judge(one_event, store.account, "merge", other=other_event, **said))
    elif chance == 4 and store.judgements():
        judgement = dice.choice(store.judgements())
        if judgement.action != "withdraw":
            store.add_judgement(withdrawal(judgement, **said))
    elif chance == 5 and len(record.reports) > 1:
        forget(store, dice.choice(record.reports).id, why="asked", matching=MATCHING, **said)
    elif chance == 6:
        report = store.report(dice.choice(record.reports).id)
        account = store.account(report.id)
        changed = msgspec.structs.replace(account, events=account.events[:1], figures=(), claims=())
        store.add(report, None, changed, replace=True)
    elif chance == 7:
        event = dice.choice(record.events)
        store.add_judgement(judge(event, store.account, "reject", **said))


def test_only_the_circle_is_made_again(tmp_path: Path) -> None:
    some = told(4, 4, 6)
    with limits(), Store.open(tmp_path / "r.db", write=True) as store:
        add(store, some[:-1])
        rebuild(store, matching=MATCHING)
        add(store, some[-1:])
        with mock.patch("dateline.record.build.build_circle", wraps=_circle()) as made:
            renew(store, matching=MATCHING)
        assert made.call_count == 1
        ((accounts, *_), _) = made.call_args
        assert len(accounts) < len(some)


def _circle() -> Any:
    from dateline.record.circle import build_circle

    return build_circle


def test_a_small_record_is_one_circle_and_made_whole(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db", write=True) as store:
        add(store, told(4, 2, 3))
        renew(store, matching=MATCHING)
        add(store, told(5, 1, 1))
        assert increment(store, MATCHING) is None
        renew(store, matching=MATCHING)
        assert store.load_record() == at_once(store)


@pytest.mark.parametrize(
    ("one", "other", "together"), [(10, 20, True), (10, 41, False), (10, None, True), (None, None, True)]
)
def test_a_mark_holds_within_a_month(one: int | None, other: int | None, together: bool) -> None:
    reports = [Marked("a", one, frozenset({4})), Marked("b", other, frozenset({4, 6}))]
    assert (len(components(reports, (), ())) == 1) is together


def test_two_persons_hold_whenever() -> None:
    assert len(components([Marked("a", 10, frozenset({5})), Marked("b", 99, frozenset({5}))], (), ())) == 1


def test_a_commonplace_holds_nothing_together() -> None:
    reports = [Marked(str(number), 1, frozenset({2})) for number in range(5)]
    with limits(common=4):
        assert commonplaces(reports) == {2}
        assert commonplaces(reports[:4]) == set()
    assert len(components(reports, {2}, [])) == 5
    assert components(reports[:3], {2}, [["0", "2", "gone"]]) == [["0", "2"], ["1"]]
