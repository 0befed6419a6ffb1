"""What tests of the review have in common: a record made by the rebuild's own rules, and forms filled as the page does."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx2
import uvicorn
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from dateline.desk.serving import address_of, listen
from dateline.record import Store, rebuild
from tests.record.made import MATCHING, Paper

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def papers() -> list[Paper]:
    """Six reports of one story by four outlets; who raided, whom and when is told in several ways."""
    made = []
    for number, (outlet, verb, day) in enumerate(
        [("Coast Wire", "raided", "2031-06-01"), ("Valley Post", "raided", "2031-06-01"),
         ("Harbour Times", "stormed", "2031-06-01"), ("The Meridian", "raided", "2031-06-02")]
    ):  # fmt: skip
        paper = Paper(
            f"{outlet} writes that the Northern Guard {verb} the Amber Front in Brova.\n"
            f"Later the Hill Council met the Amber Front in Arlen, number {number}.\n",
            outlet=outlet, published="2031-06-09", title=f"{outlet} on the raid",
        )  # fmt: skip
        when = paper.when("Later", day)
        guard, front = paper.actor("Northern Guard"), paper.actor("Amber Front")
        paper.event(verb, actors=[guard], recipients=[front], place=paper.place("Brova", "g1", 10.0, 20.0), when=when)
        paper.event("met", type="CONSULT", actors=[paper.actor("Hill Council")], recipients=[front],
                    place=paper.place("Arlen", "g2", 11.0, 21.0), when=when)  # fmt: skip
        made.append(paper)
    return made


def write_record(path: Path) -> Path:
    """A record that a rebuild gives again just so."""
    with Store.open(path, write=True) as store:
        for paper in papers():
            store.add(paper.report, None, paper.account)
        rebuild(store, matching=MATCHING)
    return path


def hidden(page: str, form: str = "decide") -> dict[str, str]:
    """The hidden fields of a form of a page."""
    body = re.search(rf'<form[^>]*id="{form}".*?</form>', page, re.DOTALL)
    assert body, page[:2000]
    return {name: unescape(value) for name, value in HIDDEN.findall(body[0])}


def decide(
    client: TestClient | httpx2.Client, event: str, do: str, page: str | None = None, **fields: object
) -> httpx2.Response:
    """Decide on an event as its page does; `page` is the one that was opened before."""
    page = page if page is not None else client.get(f"/review/{event}").text
    return client.post(f"/review/{event}", data={**hidden(page), "do": do, **fields}, follow_redirects=False)


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The app behind a real socket; its address comes back."""
    with listen("127.0.0.1", 0) as socket:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        yield address_of(socket).rstrip("/")
        server.should_exit = True
        thread.join(10)
