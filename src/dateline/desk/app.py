"""The desk as an application: `make_app` puts pages, files, guard and error pages together over one record."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from dateline.desk.accounts import LOOPBACK, Accounts, OwnMachine, Team
from dateline.desk.assets import Assets
from dateline.desk.basemap import Ground
from dateline.desk.door import Door
from dateline.desk.guard import Guard
from dateline.desk.pages.login import session_cookie
from dateline.desk.refusals import Missing, NotThere, Refused
from dateline.desk.registry import Pages, find_pages
from dateline.desk.rendering import make_environment, refuse
from dateline.desk.renewal import Idle, Renewal
from dateline.errors import RecordError
from dateline.record.browse import Window

_log = logging.getLogger(__name__)


class Desk:
    """What all pages share: the record's window, who sits here, files and templates."""

    def __init__(self, record: Path, accounts: Accounts, pages: Pages, renewal: Renewal | None, ground: Ground) -> None:
        self.record = record
        self.name = record.stem
        self.window = Window(record)
        self.accounts = accounts
        self.renewal = renewal or Idle()
        self.pages = pages
        self.assets = Assets()
        self.ground = ground
        self.environment = make_environment()
        # cookies know no ports: two desks of one machine must not share theirs
        self.cookie = f"dateline-{hashlib.sha256(str(record.absolute()).encode()).hexdigest()[:8]}"
        self.searches = any(getattr(route, "path", "") == "/search" for route in pages.routes)

    def address(self, kind: str, item: str) -> str | None:
        """The address of a thing; None where no page of the desk shows that kind."""
        pattern = self.pages.addresses.get(kind)
        return pattern.format(quote(item, safe="")) if pattern else None


def make_app(
    record: str | Path,
    *,
    accounts: Accounts | None = None,
    hosts: Collection[str] = LOOPBACK,
    renewal: Renewal | None = None,
    proxy: bool = False,
    basemap: Path | None = None,
) -> ASGIApp:
    """The desk over the record at `record` (see `record.browse.ready`), answering to the names in `hosts`.

    `proxy`: one stands before it, and what it says of addresses and TLS is believed. Without `renewal` judgements are
    kept and shown, and the record is made anew by somebody else.
    """
    pages = find_pages()
    desk = Desk(Path(record), accounts or OwnMachine("somebody"), pages, renewal, Ground(basemap))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.renewal.stop()

    app = Starlette(
        lifespan=lifespan,
        routes=[*pages.routes, *desk.assets.routes()],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={Refused: _refused, HTTPException: _told, RecordError: _unreadable, Exception: _failed},
    )
    app.state.desk = desk

    async def refuse_early(request: Request, refusal: Refused) -> ASGIApp:
        request.scope["app"] = app
        return refuse(request, refusal)

    inside: ASGIApp = app
    if isinstance(desk.accounts, Team):
        cookie = session_cookie(desk.cookie)
        inside = Door(app, desk.accounts, cookie=cookie, proxy=proxy, refuse=refuse_early)
    return Guard(inside, hosts=hosts, cookie=desk.cookie, body_limits=pages.body_limits, refuse=refuse_early)


def _refused(request: Request, error: Exception) -> Response:
    return refuse(request, cast("Refused", error))


def _told(request: Request, error: Exception) -> Response:
    """What Starlette itself says: no route, or not by that method."""
    status = cast("HTTPException", error).status_code
    if status == 404:
        return refuse(request, NotThere(f"The desk has no page {request.url.path[:120]}."))
    if status == 405:
        return refuse(request, NotThere("That page can’t be asked in this way.", status=405))
    return refuse(request, Refused(str(cast("HTTPException", error).detail), status=status))


def _unreadable(request: Request, error: Exception) -> Response:
    message = str(error)
    desk: Desk = request.app.state.desk
    if desk.accounts.remote:  # where it lies on this machine is nobody's business elsewhere
        for path in (str(desk.record.absolute()), str(desk.record)):
            message = message.replace(path, desk.record.name)
    return refuse(request, Missing(f"{message}.", title="The record can’t be read"))


def _failed(request: Request, error: Exception) -> Response:
    _log.error("the desk failed at %s", request.url.path, exc_info=error)
    return refuse(
        request,
        Refused(
            "The desk failed at this page; nothing of the record was changed or lost.",
            status=500,
            title="That is a fault of Dateline",
            todo="Go back; if it happens again, send us what the terminal says.",
        ),
    )
