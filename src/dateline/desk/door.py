"""Where a desk has accounts: who is not logged in gets no further than the login, and what is done is written down.

- A session is a random secret in a cookie that no script can read and no other site can send; the file keeps its hash.
- A reader changes nothing. Who posts more than a person can is asked to wait.
- What a proxy says of the address and of TLS is believed only where the desk was told that one stands before it.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.accounts import Person, Team
from dateline.desk.guard import SAFE, Refuse
from dateline.desk.limits import Limit
from dateline.desk.refusals import NotAllowed, Refused

_OPEN = ("/static/", "/parts/", "/enter/")
LOGIN, LOGOUT = "/login", "/logout"
POSTS = (90, 3.0)
"""Posts at once, and in a second, of one person: a quick coder decides every two seconds."""


class Door:
    """Stands between the guard and the pages."""

    def __init__(self, app: ASGIApp, team: Team, *, cookie: str, proxy: bool, refuse: Refuse) -> None:
        self._app = app
        self._team = team
        self._cookie = cookie
        self._proxy = proxy
        self._refuse = refuse
        self._posts = Limit(*POSTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._proxy:
            believe(scope)
        request = Request(scope)
        path = scope["path"]
        if path.startswith(("/static/", "/parts/")):
            await self._app(scope, receive, send)
            return
        secret = request.cookies.get(self._cookie)
        person = await run_in_threadpool(self._team.by_session, secret) if secret else None
        scope["desk.person"] = person
        if path == LOGIN or path.startswith(_OPEN):
            await self._app(scope, receive, send)
            return
        if person is None and scope["method"] in SAFE:
            asked = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            await RedirectResponse(f"{LOGIN}?to={quote(asked, safe='')}", status_code=303)(scope, receive, send)
            return
        if scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(person, path)
        if refusal is not None:
            await (await self._refuse(request, refusal))(scope, receive, send)
            return
        await self._noted(scope, receive, send, person)

    def _refusal(self, person: Person | None, path: str) -> Refused | None:
        """Why somebody may not post; None where they may."""
        if person is None:
            return NotAllowed(
                "You are not logged in any more.", status=401, title="Log in again",
                todo="Log in, in this tab: what you decided here is kept and sent then.",
            )  # fmt: skip
        if path == LOGOUT:
            return None
        if person.role == "reader":
            return NotAllowed("You may read this record and change nothing in it.", todo="Ask a lead for another role.")
        if wait := self._posts.wait(person.name):
            return Refused(
                f"That was more in a minute than a person decides; go on in {wait} s.", status=429,
                title="Too much at once", todo="Nothing of it was kept.",
            )  # fmt: skip
        return None

    async def _noted(self, scope: Scope, receive: Receive, send: Send, person: Person | None) -> None:
        """Pass a change on, and write down that it was made."""
        status = 0

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                do = next((value for name, value in scope.get("desk.form", ()) if name == "do"), "")
                what = " ".join(part for part in (scope["method"], scope["path"], str(do)[:20], str(status)) if part)
                await run_in_threadpool(self._team.note, person.name if person else "", address(scope), what)
            await send(message)

        await self._app(scope, receive, watch)


def believe(scope: Scope) -> None:
    """Put what the proxy says of who asks, and by which protocol, in place of what the connection says."""
    headers = Headers(scope=scope)
    if forwarded := headers.get("x-forwarded-for"):
        scope["client"] = (forwarded.rpartition(",")[2].strip()[:64], 0)
    if headers.get("x-forwarded-proto", "").strip().lower() == "https":
        scope["scheme"] = "https"


def address(scope: Scope) -> str:
    """The address from which a request came."""
    client = scope.get("client")
    return str(client[0]) if client else ""
