"""The timeline in TimelineJS itself, in a browser.

Skipped unless it is there: `npm pack @knight-lab/timelinejs`, unpack it, and name its folder in the environment as
TIMELINEJS_FOLDER; playwright and a Chromium are needed, too.
"""

from __future__ import annotations

import json
import os
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dateline.exports import format_named
from dateline.model.record import Record
from tests.made import record as made_record

WHERE = os.environ.get("TIMELINEJS_FOLDER", "")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/dist/css/timeline.css">
<div id="line" style="width:900px;height:600px"></div><script src="/dist/js/timeline.js"></script>
<script>window.made = new TL.Timeline("line", DATA, {font: null});</script>"""


class Quiet(SimpleHTTPRequestHandler):
    page = b""

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)
        return None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Silent."""


@pytest.mark.skipif(not WHERE, reason="TIMELINEJS_FOLDER does not name the unpacked package of TimelineJS")
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
@pytest.mark.parametrize("which", ["made by hand", "examples"])
def test_every_slide_is_shown(which: str, request: pytest.FixtureRequest) -> None:
    browsers: Any = pytest.importorskip("playwright.sync_api")
    record: Record = made_record() if which == "made by hand" else request.getfixturevalue("examples")
    data = json.loads(format_named("timelinejs").write(record))
    handler = type("Handler", (Quiet,), {"page": PAGE.replace("DATA", json.dumps(data)).encode()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(Path(WHERE))))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with browsers.sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            faults: list[str] = []
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
            page.wait_for_selector(".tl-slide .tl-headline", state="attached", timeout=60_000)
            page.wait_for_selector(".tl-timemarker", state="attached", timeout=60_000)
            shown = page.locator(".tl-timemarker").count()
            headlines = page.locator(".tl-slide .tl-headline").all_inner_texts()
            browser.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert faults == []
    assert shown == len(data["events"])
    assert len(headlines) >= 1
