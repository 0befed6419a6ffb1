"""Timeline, map, network and the pages of one thing in a real browser: drawn, steered by keys, light, keeping to itself.

Needs Debian's Chromium. With DESK_SCREENSHOTS=FOLDER every page is kept there, light and dark, wide and narrow.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.desk.big_record import write_big_record
from dateline.desk.app import make_app
from dateline.record import Store
from tests.desk.conftest import CHROMIUM, NEEDS_CHROMIUM, NEEDS_PARTS
from tests.desk.reviewing import served

pytestmark = [NEEDS_CHROMIUM, NEEDS_PARTS]
SIZES = ((1280, 900), (390, 844))
SCHEMES = ("light", "dark")
MOST_BYTES = 700_000
MOST_BUSY_MS = 2000
DRAWN = "body[data-ready]"
# the machine of the tests has no graphics card
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="module")
def address(small_record: Path) -> Iterator[str]:
    """The desk behind a real socket."""
    with served(make_app(small_record)) as found:
        yield found


@pytest.fixture(scope="module")
def browser(chromium: Any) -> Iterator[Any]:
    started = chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="module")
def pages(small_record: Path) -> dict[str, str]:
    with Store.open(small_record) as store:
        record = store.load_record()
    lost = next(place for place in record.places if place.lat is None)
    return {
        "timeline": "/timeline", "timeline-lanes": "/timeline?lanes=actor&from=2031-03&to=2031-04", "map": "/map",
        "network": "/network", "events": "/events?told=denied", "actor": f"/actor/{record.actors[0].id}",
        "place": f"/place/{record.places[1].id}", "place-lost": f"/place/{lost.id}",
    }  # fmt: skip


def _drawn(name: str) -> bool:
    return name.partition("-")[0] in ("timeline", "map", "network")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_are_drawn_and_keep_to_themselves(
    browser: Any, address: str, pages: dict[str, str], size: tuple[int, int], scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    shots = os.environ.get("DESK_SCREENSHOTS")
    try:
        for name, path in pages.items():
            page = context.new_page()
            asked: list[str] = []
            said: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda line, said=said: said.append(line.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.goto(address + path)
            if _drawn(name):
                page.wait_for_selector(DRAWN, timeout=60_000)
            # what the graphics of a machine without a card say of themselves
            assert [line for line in said if "GPU stall" not in line] == []
            assert [url for url in asked if not url.startswith((address, "data:", f"blob:{address}"))] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            serious = [
                (finding["id"], [node["target"] for node in finding["nodes"][:3]])
                for finding in Axe().run(page).response["violations"]
                if finding["impact"] in ("serious", "critical")
            ]
            assert serious == [], name
            if shots:
                Path(shots).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=Path(shots) / f"{name}-{size[0]}-{scheme}.png", full_page=True)
            page.close()
    finally:
        context.close()


def test_a_first_visit_is_light(browser: Any, address: str, pages: dict[str, str]) -> None:
    """What comes over the line, compressed, until all is drawn."""
    for name, path in pages.items():
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        came: list[Any] = []
        page.on("response", lambda response, came=came: came.append(response))
        page.goto(address + path)
        if _drawn(name):
            page.wait_for_selector(DRAWN, timeout=60_000)
        page.wait_for_load_state("networkidle")
        total = sum(_weight(response) for response in came)
        context.close()
        print(f"{name}: {total:,} bytes")
        assert total < MOST_BYTES, name


def _weight(response: Any) -> int:
    length = response.headers.get("content-length")
    return int(length) if length else len(gzip.compress(response.body(), 5))


def test_the_timeline_is_steered_by_keys_and_its_address_says_where_it_is(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/timeline?lanes=type&from=2031-03-01&to=2031-04-30")
    page.wait_for_selector(DRAWN, timeout=60_000)
    assert page.locator("#picture a.event").count() > 10

    def days() -> tuple[str, str]:
        query = parse_qs(urlsplit(page.url).query)
        assert query["lanes"] == ["type"]
        return query["from"][0], query["to"][0]

    begun = days()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: f"from={begun[0]}" not in url)
    moved = days()
    assert moved[0] > begun[0]
    assert moved[1] > begun[1]
    for _ in range(12):
        page.keyboard.press("+")
    page.wait_for_url("**T*")  # hours
    assert all("T" in day for day in days())
    page.keyboard.press("0")
    page.wait_for_url(lambda url: "T" not in url)
    assert days()[0] < "2031-03"
    page.keyboard.press("j")
    wanted = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{wanted}")
    assert wanted.startswith("/event/")
    page.close()


def test_the_list_below_the_timeline_follows_the_window(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/timeline?from=2031-03-01&to=2031-04-30")
    page.wait_for_selector(DRAWN, timeout=60_000)
    before = page.locator("#list .row").count()
    with page.expect_response(lambda answer: "/events?" in answer.url):
        page.click("[data-act=narrower]")
    page.wait_for_timeout(300)
    shown = page.locator("#picture a.event").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    listed = page.locator("#list .row a.open").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert set(shown) == set(listed)
    assert 0 < len(listed) < before
    page.close()


def test_the_map_shows_what_the_time_that_is_chosen_has_and_lists_a_place(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/map")
    page.wait_for_selector(DRAWN, timeout=60_000)
    whole = page.locator("#counted").inner_text()
    page.locator("#until").focus()
    for _ in range(20):
        page.keyboard.press("ArrowLeft")
    assert page.locator("#counted").inner_text() != whole
    page.locator("#spots a.open").first.click()
    page.wait_for_selector("#list .row", timeout=20_000)
    page.wait_for_url("**at=plc_*")
    assert "to=" in page.url
    page.close()


def test_a_map_without_webgl_is_a_sentence_and_a_list(chromium: Any, address: str) -> None:
    bare = chromium.launch(
        executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-webgl", "--disable-3d-apis"]
    )
    page = bare.new_page()
    page.goto(f"{address}/map")
    page.wait_for_selector(DRAWN, timeout=60_000)
    assert "has no WebGL" in page.locator("#map").inner_text()
    page.locator("#spots a.open").first.click()
    page.wait_for_selector("#list .row", timeout=20_000)
    bare.close()


def test_a_lost_place_is_put_on_the_map_from_beside_it(browser: Any, small_record: Path, tmp_path: Path) -> None:
    import shutil

    copy = Path(shutil.copy(small_record, tmp_path / "copy.db"))
    with served(make_app(copy)) as address:
        page = browser.new_page()
        page.goto(f"{address}/map")
        page.wait_for_selector(DRAWN, timeout=60_000)
        lost = page.locator(".unplaced > li").count()
        one = page.locator(".unplaced > li").first
        one.locator("summary").click()
        one.locator(".pick").click()
        page.locator("#map").click(position={"x": 200, "y": 150})
        assert one.locator("[name=lat]").input_value()
        one.locator("button.primary").click()
        page.wait_for_url("**/map?at=plc_*")
        page.wait_for_selector(DRAWN, timeout=60_000)
        assert page.locator(".unplaced > li").count() == lost - 1
        assert page.locator("#spots .tag.done").count() == 1
        page.close()


def test_the_network_stands_in_the_same_way_each_time_and_leads_to_evidence(browser: Any, address: str) -> None:
    found = []
    for _ in range(2):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/network")
        page.wait_for_selector(DRAWN, timeout=60_000)
        found.append(
            page.evaluate(
                "document.getElementById('net')._cyreg.cy.nodes()"
                ".map(one => [one.id(), Math.round(one.position('x')), Math.round(one.position('y'))])"
            )
        )
        page.close()
    assert len(found[0]) > 3
    assert found[0] == found[1]
    page = browser.new_page()
    page.goto(f"{address}/network")
    page.locator("#ties + .log a.open").first.click()
    page.wait_for_url("**/events?actor=*")
    assert page.locator(".row").count() > 0
    page.close()


@pytest.mark.slow
def test_fifty_thousand_events_are_soon_there(browser: Any, tmp_path: Path) -> None:
    """Time of the page's own thread on the processor until all is drawn and can be used: a busy machine counts less."""
    record = tmp_path / "big.db"
    write_big_record(record)
    found = {}
    with served(make_app(record)) as address:
        for path in ("/timeline", "/map"):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(address + path)  # the desk reads the record's columns once
            page.wait_for_selector(DRAWN, timeout=120_000)
            page.close()
            page = context.new_page()
            meter = context.new_cdp_session(page)
            meter.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
            meter.send("Performance.enable")
            page.goto(address + path)
            page.wait_for_selector(DRAWN, timeout=120_000)
            clock = float(page.locator("body").get_attribute("data-ready"))
            metrics = {one["name"]: one["value"] for one in meter.send("Performance.getMetrics")["metrics"]}
            found[path] = metrics["TaskDuration"] * 1000
            load = os.getloadavg()[0]
            print(f"{path}: {found[path]:.0f} ms of the page's thread, {clock:.0f} ms on the clock, load {load:.1f}")
            context.close()
    assert {path: busy for path, busy in found.items() if busy > MOST_BUSY_MS} == {}
