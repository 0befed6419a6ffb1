"""A whole session of review by keyboard in a real browser. Needs Debian's Chromium.

With DESK_SCREENSHOTS=FOLDER every step is kept there, light and dark, wide and narrow.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.desk.accounts import OwnMachine
from dateline.desk.app import make_app
from dateline.record import Store
from tests.desk.conftest import ADDRESS, NEEDS_CHROMIUM
from tests.desk.reviewing import decide, served, write_record

pytestmark = NEEDS_CHROMIUM
SIZES = ((1280, 900, "light"), (390, 844, "dark"), (1280, 900, "dark"), (390, 844, "light"))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return write_record(tmp_path / "raid.db")


@pytest.fixture
def address(record: Path) -> Iterator[str]:
    with served(make_app(record, accounts=OwnMachine("Edda"))) as found:
        yield found


class Session:
    """One coder at a browser: keys, and what must hold of every page."""

    def __init__(self, browser: Any, address: str, size: tuple[int, int, str]) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=size[2], reduced_motion="reduce"
        )
        self.size = size
        self.address = address
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.took: list[float] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda line: self.said.append(line.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    @property
    def event(self) -> str:
        return str(re.findall(r"evt_[a-z2-7]{10}|$", self.page.url)[0])

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.page.wait_for_timeout(60)

    def press(self, *keys: str, until: str | Callable[[], bool]) -> None:
        """Press keys; wait for a selector, or until something holds."""
        start = time.perf_counter()
        for key in keys:
            self.page.keyboard.press(key)
        if isinstance(until, str):
            self.page.wait_for_selector(until, state="attached", timeout=15_000)
        else:
            while not until():
                assert time.perf_counter() - start < 15
                self.page.wait_for_timeout(10)
        self.took.append(time.perf_counter() - start)

    def look_at(self, name: str) -> None:
        """Nothing wider than the page, nothing serious for axe, nothing in the console."""
        from axe_playwright_python.sync_playwright import Axe

        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.size[0], name
        serious = [
            (finding["id"], [node["target"] for node in finding["nodes"][:3]])
            for finding in Axe().run(self.page).response["violations"]
            if finding["impact"] in ("serious", "critical")
        ]
        assert serious == [], name
        if shots := os.environ.get("DESK_SCREENSHOTS"):
            Path(shots).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(shots) / f"review-{name}-{self.size[0]}-{self.size[2]}.png", full_page=True)

    def end(self) -> None:
        assert [url for url in self.asked if not url.startswith((self.address, "data:"))] == []
        assert [line for line in self.said if "409" not in line and "400" not in line] == []
        self.context.close()


def kept(record: Path) -> list[tuple[str, str | None, str]]:
    with Store.open(record) as store:
        return [(one.action, one.field, one.why) for one in store.judgements()]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}-{size[2]}")
def test_a_session_by_keyboard(browser: Any, address: str, record: Path, size: tuple[int, int, str]) -> None:
    session = Session(browser, address, size)
    page = session.page
    session.open("/review")
    session.look_at("first")
    first = session.event

    # a note, half written, outlives a reload; then right with one key, and it goes on by itself
    page.keyboard.press("n")
    page.keyboard.type("seen in both")
    page.reload()
    page.wait_for_timeout(60)
    assert page.input_value("#note") == "seen in both"
    session.press("a", until=lambda: session.event not in (first, ""))
    assert kept(record) == [("accept", None, "seen in both")]
    second = session.event
    assert page.input_value("#note") == ""
    session.look_at("accepted")

    # undo, and right again
    session.press("u", until=lambda: session.event == first)
    assert [action for action, _, _ in kept(record)] == ["accept", "withdraw"]
    session.press("a", until=lambda: session.event == second)

    # why; next and previous
    page.keyboard.press("?")
    assert page.locator("details.why[open]").count() == page.locator("details.why").count() > 1
    session.look_at("why")
    session.press("j", until=lambda: session.event not in (second, ""))
    session.press("k", until=lambda: session.event == second)

    # correct: type by its first letters, an actor from the list, another day
    session.press("e", until="#type")
    page.wait_for_timeout(60)
    assert page.evaluate("document.activeElement.id") == "type"
    page.keyboard.type("COER")
    page.focus('[name="add_actors"]')
    page.keyboard.type("nor")
    page.wait_for_selector(".offers")
    session.look_at("correct")
    page.keyboard.press("Enter")
    assert page.locator(".offers").count() == 0
    assert page.locator('[name="actors"]:checked').count() == 2
    page.fill("#when", "2031-05-31/2031-06-02")
    session.press("Enter", until=lambda: session.event not in (second, ""))
    fields = {field for action, field, _ in kept(record) if action == "correct"}
    assert fields == {"type", "actors", "when"}
    third = session.event

    # merge with the event of the same story that is most like it, then take it back
    session.press("m", until='[name="other"]')
    session.look_at("merge")
    page.wait_for_timeout(60)
    session.press("Enter", until=lambda: session.event != third)
    assert kept(record)[-1][0] == "merge"
    session.press("u", until=lambda: session.event == third)

    # what does not fit is said, and Escape goes back
    session.press("e", until="#type")
    page.fill("#when", "next week")
    session.press("Enter", until=".refusal")
    assert "is no day" in page.inner_text("main")
    session.open(f"/review/{third}?panel=correct")
    session.press("Escape", "Escape", until='[value="accept"]')

    # not so
    session.press("r", until=lambda: session.event != third)
    assert kept(record)[-1][0] == "reject"

    # split where there are several tellings
    session.open("/review?show=all")
    while page.locator('[data-key="s"]').count() == 0:
        here = session.event
        session.press("j", until=lambda here=here: session.event != here)  # type: ignore[misc]
    here = session.event
    session.press("s", until='[name="tellings"]')
    page.wait_for_timeout(60)
    session.look_at("split")
    page.keyboard.press("Space")
    session.press("Enter", until=lambda: session.event != here)
    assert kept(record)[-1][0] == "split"
    # a note by itself
    page.keyboard.press("n")
    page.keyboard.type("ask the desk in Arlen")
    here = session.event
    session.press("Control+Enter", until=lambda: kept(record)[-1] == ("note", None, "ask the desk in Arlen"))
    session.press("Escape", until=lambda: session.event == here)
    session.open("/review/agreement")
    session.look_at("agreement")
    session.end()
    assert sorted(session.took)[len(session.took) // 2] < 5


def test_the_second_coder_is_shown_both_and_chooses_by_keyboard(browser: Any, record: Path, address: str) -> None:
    session = Session(browser, address, SIZES[0])
    session.open("/review")
    event = session.event
    anna = TestClient(make_app(record, accounts=OwnMachine("Anna")), base_url=ADDRESS)
    decide(
        anna, event, "correct", anna.get(f"/review/{event}?panel=correct").text, type="PROTEST", why="it was a march"
    )
    session.press("a", until=".conflict")
    assert "Anna" in session.page.inner_text("main")
    session.look_at("conflict")
    session.page.get_by_role("button", name="Judge it as I meant to").focus()
    session.press("Enter", until=lambda: session.event != event)
    assert [action for action, _, _ in kept(record)] == ["correct"] * (len(kept(record)) - 1) + ["accept"]
    session.end()


def test_a_decision_made_while_the_desk_is_down_is_sent_when_it_is_back(browser: Any, record: Path) -> None:
    from tests.desk.serving_process import Desk

    with Desk(record) as desk:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{desk.address}/review")
        page.wait_for_timeout(60)
        first = page.url
        desk.kill()
        page.keyboard.press("a")
        page.wait_for_selector(".told-now.failing")
        assert kept(record) == []
        desk.start()
        page.wait_for_url(lambda url: url != first, timeout=20_000)
        assert [action for action, _, _ in kept(record)] == ["accept"]
        # and after a reload too
        second = page.url
        desk.kill()
        page.keyboard.press("r")
        page.wait_for_selector(".told-now.failing")
        desk.start()
        page.goto(second)
        page.wait_for_url(lambda url: url != second, timeout=20_000)
        assert [action for action, _, _ in kept(record)] == ["accept", "reject"]
        context.close()


def test_judgements_are_append_only(record: Path) -> None:
    client = TestClient(make_app(record), base_url=ADDRESS)
    decide(client, client.get("/review").url.path.rpartition("/")[2], "accept")
    db = sqlite3.connect(record)
    for statement in ("DELETE FROM judgements", "UPDATE judgements SET who = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()
