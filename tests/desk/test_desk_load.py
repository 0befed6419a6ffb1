"""Twenty coders post while a read adds reports: nothing lost, no error shown, and the answer comes in time.

python -m pytest -m slow -s tests/desk/test_desk_load.py
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import statistics
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import httpx2
import pytest

from dateline.record import Store
from tests.desk.reviewing import hidden, papers
from tests.desk.serving_process import Desk
from tests.record.made import Paper

CODERS, POSTS, PAUSE_S = 20, 12, 2.0
P95_MS = 300


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_twenty_coders_and_a_read(small_record: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(small_record, tmp_path / "valley.db"))
    with Store.open(record) as store:
        before = len(store.judgements())
        events = [event.id for event in store.load_record().events]
    stop = multiprocessing.get_context("fork").Event()
    reading = multiprocessing.get_context("fork").Process(target=_read, args=(record, stop))
    took: list[float] = []
    answers: list[int] = []
    with Desk(record) as desk:
        reading.start()
        some = events[: CODERS * POSTS]
        coders = [
            threading.Thread(target=_code, args=(desk.address, number, some[number::CODERS], took, answers))
            for number in range(CODERS)
        ]
        for coder in coders:
            coder.start()
        for coder in coders:
            coder.join(200)
        stop.set()
        reading.join(30)
    with Store.open(record) as store:
        kept = Counter(one.why for one in store.judgements()[before:])
        reports = len(store.versions())
    wanted = {f"coder {number} turn {turn}" for number in range(CODERS) for turn in range(POSTS)}
    p95 = statistics.quantiles(took, n=20)[-1] * 1000
    load = os.getloadavg()[0]
    print(
        f"\n{len(took)} posts, median {statistics.median(took) * 1000:.0f} ms, p95 {p95:.0f} ms; {reports - 20} reports "
        f"came in meanwhile; load {load:.1f} on {os.cpu_count()} processors", file=sys.stderr,
    )  # fmt: skip
    assert set(answers) == {303}
    assert {one for one in wanted if kept[one] != 1} == set()
    assert reports > 20
    if load < (os.cpu_count() or 1):  # on a machine that does other things besides, the clock says nothing of the desk
        assert p95 < P95_MS


def _code(address: str, number: int, events: list[str], took: list[float], answers: list[int]) -> None:
    dice = random.Random(number)
    with httpx2.Client(base_url=address, timeout=60) as client:
        for turn, event in enumerate(events):
            page = client.get(f"/review/{event}").text
            time.sleep(dice.uniform(0, 2 * PAUSE_S))
            fields = {**hidden(page), "do": "accept", "why": f"coder {number} turn {turn}"}
            start = time.perf_counter()
            answer = client.post(f"/review/{event}", data=fields, follow_redirects=False)
            took.append(time.perf_counter() - start)
            answers.append(answer.status_code)


def _read(record: Path, stop: object) -> None:
    """Add reports one after another, as `dateline read` does."""
    number = 0
    with Store.open(record, write=True) as store:
        while not stop.is_set():  # type: ignore[attr-defined]
            for paper in papers():
                number += 1
                made = Paper(f"{paper.report.text}Issue {number}.\n", outlet=f"Outlet {number}", published="2031-06-09")
                made.event("raided" if "raided" in made.text else "stormed")
                store.add(made.report, None, made.account)
            time.sleep(0.25)
    os._exit(0)
