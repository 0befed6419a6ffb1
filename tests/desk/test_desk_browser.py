"""Pages in a real browser: nothing asked of another host, nothing refused by the policy, nothing serious for axe.

Needs Debian's Chromium. With DESK_SCREENSHOTS=FOLDER every page is kept there, light and dark, wide and narrow.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.desk.app import make_app
from dateline.record import Store
from tests.desk.conftest import NEEDS_CHROMIUM
from tests.desk.reviewing import served

pytestmark = NEEDS_CHROMIUM
SIZES = ((1280, 900), (390, 844))
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def address(small_record: Path) -> Iterator[str]:
    """The desk behind a real socket."""
    with served(make_app(small_record)) as found:
        yield found


@pytest.fixture
def pages(heaviest: str, small_record: Path) -> dict[str, str]:
    with Store.open(small_record) as store:
        report = next(iter(store.reports())).id
    return {
        "story": "/", "event": f"/event/{heaviest}", "refusal": "/nowhere", "reports": "/reports",
        "report": f"/report/{report}", "search": "/search?words=north+guard", "exports": "/exports",
        "export": "/exports/acled-csv/preview", "brief": "/exports/brief",
    }  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_keep_to_themselves(
    browser: Any, address: str, pages: dict[str, str], size: tuple[int, int], scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=False
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
            page.locator("[data-later]").wait_for(state="detached")  # what follows the page is there
            # the browser itself notes a page that is not there
            assert [line for line in said if "404" not in line] == []
            assert [url for url in asked if not url.startswith((address, "data:"))] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            serious = [
                (finding["id"], [node["target"] for node in finding["nodes"][:3]])
                for finding in Axe().run(page).response["violations"]
                if finding["impact"] in ("serious", "critical")
            ]
            assert serious == []
            if shots:
                Path(shots).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=Path(shots) / f"{name}-{size[0]}-{scheme}.png", full_page=True)
            page.close()
    finally:
        context.close()


def test_keys_step_through_a_list_and_open_what_they_reach(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    first = page.locator(".row a.open").nth(0).get_attribute("href")
    second = page.locator(".row a.open").nth(1).get_attribute("href")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == second
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{first}")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.close()


def test_the_theme_that_was_chosen_stays(browser: Any, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(address)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("[data-theme-switch]")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    context.close()
