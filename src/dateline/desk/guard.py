"""What every request passes before a page sees it, and what every answer carries.

- Only known names of this machine are answered (a page elsewhere can't reach the desk by a name that it points here).
- A request that changes something comes from one of the desk's own pages: the browser says so (`Sec-Fetch-Site`,
  `Origin`) and a token shows it.
- No request is larger than its page takes; forms are read here, once, so that pages stay plain functions.
- Answers are never run by a browser as anything but what they are, never framed, never ask another host for anything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk import tokens
from dateline.desk.refusals import NotAllowed, NotFitting, Refused, TooLarge

MOST_BODY = 256_000
"""Bytes of a POST, where the page says nothing else."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(*, worker: bool = False) -> str:
    """The content security policy; `worker` for a page that runs a part of its own in a worker (the map)."""
    parts = POLICY | ({"worker-src": "'self' blob:"} if worker else {})
    return "; ".join(f"{name} {value}" for name, value in parts.items())


_HEADERS = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    # nothing for other hosts; with "no-referrer" browsers say of the desk’s own forms that they come from nowhere
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""What every answer carries, where it says nothing else itself."""

Refuse = Callable[[Request, Refused], Awaitable[ASGIApp]]


class Guard:
    """Stands before the whole application, its error pages too."""

    def __init__(
        self, app: ASGIApp, *, hosts: Collection[str], cookie: str, body_limits: Mapping[str, int], refuse: Refuse
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._cookie = cookie
        self._limits = body_limits
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._app
        try:
            self._check_host(Headers(scope=scope))
            if scope["method"] not in SAFE:
                receive = await self._check_change(scope, receive)
        except Refused as refusal:
            app = await self._refuse(Request(scope), refusal)
        await app(scope, receive, send_with_headers)

    def _check_host(self, headers: Headers) -> None:
        host = headers.get("host", "")
        if hostname(host) not in self._hosts:
            raise NotFitting(
                f"This desk does not answer to the name “{host[:80]}”.", title="Not this desk’s name",
                todo="Use the address that `dateline desk` printed.",
            )  # fmt: skip

    async def _check_change(self, scope: Scope, receive: Receive) -> Receive:
        """Read the body, check where it comes from, and keep its fields for the page."""
        headers = Headers(scope=scope)
        body = await _read(receive, headers, self._limits.get(scope["path"], MOST_BODY))

        async def again() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none") or (origin and urlsplit(origin).netloc != headers.get("host")):
            raise NotAllowed("It came from a page that is not the desk’s.")
        try:
            form = await Request(scope, again).form(max_files=20, max_fields=2000)
        except MultiPartException as error:
            raise NotFitting(f"The form could not be read: {error.message}.") from error
        given = headers.get(tokens.HEADER) or form.get(tokens.FIELD)
        if not isinstance(given, str) or not tokens.fits(given, self._secret(headers)):
            raise NotAllowed("The page that it came from was opened in another session.")
        scope["desk.form"] = [(name, value) for name, value in form.multi_items() if name != tokens.FIELD]
        return again

    def _secret(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""


def hostname(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()


async def _read(receive: Receive, headers: Headers, most: int) -> bytes:
    """The whole body; raises TooLarge before more than `most` bytes of it are held."""
    refusal = TooLarge(f"The page takes {most // 1000:,} kB at most.")
    if headers.get("content-length", "0").isdecimal() and int(headers.get("content-length", "0")) > most:
        raise refusal
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotAllowed("The connection broke off.")
        body += message.get("body", b"")
        if len(body) > most:
            raise refusal
        if not message.get("more_body", False):
            return bytes(body)
