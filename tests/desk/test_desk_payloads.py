"""A hundred scripts in whatever a report or a person can write: none runs, on any page that there is.

The browser is told to ignore the content security policy here: what is tested is that nothing of theirs gets into a
page as anything but text. The policy, which would stop it all the same, has tests of its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.registry import find_pages
from dateline.model.record import Record
from dateline.record import Store, judge, rebuild
from tests.desk.conftest import ADDRESS, NEEDS_CHROMIUM
from tests.desk.reviewing import served
from tests.record.made import MATCHING, Paper

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
_A_REPORT = 5
_DAY = date(2031, 1, 1)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty reports in which every name, title, file name, outlet, word and judgement is a script."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Store.open(path, write=True) as store:
        for first in range(0, len(PAYLOADS), _A_REPORT):
            some = PAYLOADS[first : first + _A_REPORT]
            paper = Paper(
                "".join(f"Line {first + turn}: {one} raided the other one on day {first + turn}.\n" for turn, one in enumerate(some)),
                outlet=some[0], title=some[1], credit=some[2], published="2031-06-09",
            )  # fmt: skip
            for turn, one in enumerate(some):
                who = paper.actor(one, f"Line {first + turn}")
                where = paper.place(one) if turn % 2 else None
                day = paper.when(f"day {first + turn}.", f"{_DAY + timedelta(first + turn)}")
                paper.event(one, actors=[who], recipients=[who], place=where, when=day)
                paper.figure(f"{first + turn}", 3, what=one)
            report = msgspec.structs.replace(paper.report, source=f"{some[3]}.txt")
            store.add(report, None, paper.account)
        record = rebuild(store, matching=MATCHING)
        for event, one in zip(record.events, PAYLOADS, strict=False):
            common: dict[str, Any] = {"who": one, "when": "2033-03-01T09:00:00+00:00", "why": one}
            store.add_judgement(judge(event, store.account, "correct", field="mode", to=one, **common))
            store.add_judgement(judge(event, store.account, "note", **common))
    return path


def addresses(record: Record, sample: int) -> list[str]:
    """Every page of the desk over this record, those of single things for a sample of them."""
    things = {
        "event": [one.id for one in record.events], "story": [one.id for one in record.stories],
        "actor": [one.id for one in record.actors], "place": [one.id for one in record.places],
        "report": [one.id for one in record.reports], "link": PAYLOADS, "format": ["acled-csv", PAYLOADS[0]],
    }  # fmt: skip
    found = []
    for route in find_pages().routes:
        assert isinstance(route, Route)
        if "GET" not in (route.methods or ()):
            continue
        if "{" not in route.path:
            found.append(route.path)
            continue
        name = route.path.partition("{")[2].partition("}")[0]
        assert name in things, f"{route.path}: say here what {name} may be"
        step = max(1, len(things[name]) // sample)
        found += [route.path.replace(f"{{{name}}}", quote(one, safe="")) for one in things[name][::step][:sample]]
    event = record.events[0].id
    found += [f"/review/{event}?panel={panel}" for panel in ("correct", "merge", "split")]
    found += ["/review?show=differ", "/review?show=all"]
    found += [f"/search?words={quote(one)}" for one in PAYLOADS[:3]]
    return [*found, f"/{quote(PAYLOADS[0])}"]


@pytest.fixture(scope="module")
def record(hostile: Path) -> Record:
    with Store.open(hostile) as store:
        return store.load_record()


def test_there_are_a_hundred_and_the_record_holds_them(record: Record) -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 100
    names = {actor.name for actor in record.actors}
    assert sum(one in names for one in PAYLOADS) > 60
    assert len(record.events) > 95


def test_none_stands_in_any_page_as_it_was_written(hostile: Path, record: Record) -> None:
    client = TestClient(make_app(hostile), base_url=ADDRESS, raise_server_exceptions=False)
    marks = [one for one in PAYLOADS if "<" in one]
    seen = set()
    for address in addresses(record, 12):
        answer = client.get(address)
        assert answer.status_code != 500, address
        if not answer.headers.get("content-type", "").startswith("text/html"):
            assert answer.headers["x-content-type-options"] == "nosniff"
            continue
        assert [one for one in marks if one in answer.text] == [], address
        seen |= {one for one in marks if escape(one, quote=False).replace("&quot;", '"')[:12] in answer.text}
    assert seen  # they do stand there, as text


@NEEDS_CHROMIUM
def test_none_runs(browser: Any, hostile: Path, record: Record) -> None:
    with served(make_app(hostile)) as address:
        context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
        page = context.new_page()
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))  # what nobody closes fails the next step
        client = TestClient(make_app(hostile), base_url=ADDRESS, raise_server_exceptions=False)
        visited = 0
        for path in addresses(record, 4):
            if not client.get(path).headers.get("content-type", "").startswith("text/html"):
                continue
            page.goto(address + path, wait_until="load")
            page.wait_for_timeout(30)
            visited += 1
            assert page.evaluate("window.__ran") is None, path
            dangerous = page.evaluate(
                "[...document.querySelectorAll('[href], [src], [action], [formaction]')].map((one) =>"
                " one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('action') ?? '')"
                ".filter((one) => /^\\s*(javascript|vbscript|data:text)/i.test(one))"
            )
            assert dangerous == [], path
        # lists that scripts of ours fill
        page.goto(f"{address}/review/{record.events[0].id}?panel=correct")
        page.wait_for_timeout(60)
        page.fill('[name="add_actors"]', "script")
        page.wait_for_timeout(400)
        assert page.evaluate("window.__ran") is None
        assert dialogs == []
        assert visited > 20
        context.close()
