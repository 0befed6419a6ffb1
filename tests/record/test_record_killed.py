"""A process killed at any moment leaves a record that opens, holds whole reports only, and is finished by the next run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.record import Store, bring_up_to_date, check, content
from tests.record.made import MATCHING
from tests.record.synthetic import World, make_many
from tests.record.test_record_increment import limits

COUNT = 120
SMALL = 20
"""Most of the record is made by what comes in alone."""
ROOT = Path(__file__).parent.parent.parent
CODE = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "src")!r}]
from tests.record.made import MATCHING
from tests.record.synthetic import World, make_many
from tests.record.test_record_increment import limits
from dateline.record import Store, bring_up_to_date
reports, accounts = make_many(World(6), {COUNT})
with limits({SMALL}), Store.open(sys.argv[1], write=True) as store:
    print("ready", flush=True)
    for number, (report, account) in enumerate(zip(reports, accounts)):
        store.add(report, None, account)
        if number % 15 == 14:
            bring_up_to_date(store, matching=MATCHING)
    bring_up_to_date(store, matching=MATCHING)
print("done", flush=True)
"""


def run(path: Path, wait_s: float | None) -> bool:
    """Read all reports into the record; killed after `wait_s`. Whether it got to the end."""
    process = subprocess.Popen([sys.executable, "-c", CODE, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    if wait_s is not None:
        time.sleep(wait_s)
        process.kill()
    said = process.communicate()[0]
    return "done" in said


def survive(path: Path, dice: random.Random, longest_s: float) -> None:
    reports = {report.id: report for report in make_many(World(6), COUNT)[0]}
    run(path, dice.random() * longest_s)
    with Store.open(path, write=True) as store:
        assert not store.faults()
        held = list(store.reports())
        assert all(report == reports[report.id] for report in held)
        assert {account.report for account in store.accounts()} == {report.id for report in held}
        assert {report.id for report in store.load_record().reports} <= set(reports)


@pytest.mark.parametrize("times", [3, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_random_moments(tmp_path: Path, times: int) -> None:
    whole = tmp_path / "whole.db"
    start = time.monotonic()
    assert run(whole, None)
    longest_s = time.monotonic() - start
    with Store.open(whole) as store:
        expected = content(store.load_record())
    dice = random.Random(11)
    for turn in range(times):
        path = tmp_path / f"killed{turn}.db"
        survive(path, dice, longest_s)
        with limits(SMALL), Store.open(path, write=True) as store:
            for report, account in zip(*make_many(World(6), COUNT), strict=True):
                store.add(report, None, account)
            assert content(bring_up_to_date(store, matching=MATCHING)) == expected
            if turn % 50 == 0:
                assert check(store, matching=MATCHING) == []
        path.unlink()
