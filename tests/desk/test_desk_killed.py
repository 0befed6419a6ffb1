"""The desk killed at random moments of a session: what it answered for is kept, and what was sent again is kept once.

DESK_KILLS=100 python -m pytest -m slow tests/desk/test_desk_killed.py
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import httpx2
import pytest

from dateline.record import Store
from tests.desk.reviewing import hidden
from tests.desk.serving_process import Desk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.mark.parametrize("kills", [6, pytest.param(int(os.environ.get("DESK_KILLS", "500")), marks=pytest.mark.slow)])
def test_no_judgement_is_lost_and_none_is_kept_twice(small_record: Path, tmp_path: Path, kills: int) -> None:
    record = Path(shutil.copy(small_record, tmp_path / "valley.db"))
    with Store.open(record) as store:
        before = len(store.judgements())
        events = [event.id for event in store.load_record().events]
    answered = tmp_path / "answered"
    dice = random.Random(8)
    fork = multiprocessing.get_context("fork")
    with Desk(record) as desk:
        coder = fork.Process(target=_code, args=(desk.address, events, answered))
        coder.start()
        for _ in range(kills):
            known = _size(answered)
            until = time.monotonic() + 20
            while _size(answered) == known and time.monotonic() < until:
                time.sleep(0.002)
            # somewhere in the next page, the next decision, or the page after it
            time.sleep(dice.uniform(0, 0.2))
            desk.kill()
            desk.start(wait=False)
        desk.wait()
        (tmp_path / "enough").touch()
        coder.join(60)
        coder.kill()
        assert coder.exitcode == 0
    turns = answered.read_text().split()
    with Store.open(record) as store:
        kept = store.judgements()[before:]
        assert store.faults() == []
    counts = Counter((one.why, one.field) for one in kept if one.action != "withdraw")
    lost = [turn for turn in turns if not any(why == turn for why, _ in counts)]
    print(f"\n{kills} kills, {len(turns)} decisions answered for, {len(lost)} lost", file=sys.stderr)
    assert lost == []
    assert {why: count for why, count in counts.items() if count > 1} == {}
    assert len(turns) >= kills


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _code(address: str, events: list[str], answered: Path) -> None:
    """Decide on one event after another until told that it is enough; write down what was answered for."""
    dice = random.Random(9)
    client = httpx2.Client(base_url=address, timeout=20)

    def until_answered(method: str, path: str, **more: object) -> httpx2.Response:
        while True:
            try:
                answer = client.request(method, path, **more)  # type: ignore[arg-type]
            except httpx2.TransportError:
                time.sleep(0.02)
                continue
            if answer.status_code != 503:
                return answer
            time.sleep(0.02)

    turn = 0
    with answered.open("a") as out:
        while not (answered.parent / "enough").exists():
            turn += 1
            event = events[turn % len(events)]
            page = until_answered("GET", f"/review/{event}").text
            do = dice.choice(("accept", "accept", "reject", "note", "correct"))
            fields: dict[str, object] = {**hidden(page), "do": do, "why": f"turn-{turn}"}
            if do == "correct":
                fields |= {"type": dice.choice(("ASSAULT", "AID", "COERCE")), "contexts": f"turn {turn}"}
            answer = until_answered("POST", f"/review/{event}", data=fields, follow_redirects=False)
            assert answer.status_code == 303, answer.text
            print(f"turn-{turn}", file=out, flush=True)
    os._exit(0)
