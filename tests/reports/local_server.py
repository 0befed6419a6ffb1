"""A real HTTP server on this machine, for what is fetched: routes answer what a test says, and what was asked is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dateline.reports.fetch import Fetcher, Host


@dataclass
class Route:
    """An answer; `parts` are written one after the other."""

    data: bytes = b""
    status: int = 200
    fields: Mapping[str, str] = field(default_factory=dict)
    parts: Callable[[], Iterator[bytes]] | None = None
    etag: str = ""


@dataclass
class Site:
    """The server's address, its routes by path, and the requests that came: path and fields."""

    url: str
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Site]:
    """A site as long as the block runs."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            route = site.routes.get(self.path, Route(b"not here", 404))
            status = route.status
            if route.etag and self.headers.get("If-None-Match") == route.etag:
                status = 304
            self.send_response(status)
            for key, value in route.fields.items():
                self.send_header(key, value)
            if route.etag:
                self.send_header("ETag", route.etag)
            if route.parts is None:
                self.send_header("Content-Length", str(0 if status == 304 else len(route.data)))
            self.end_headers()
            try:
                if route.parts is not None:
                    for part in route.parts():
                        self.wfile.write(part)
                        self.wfile.flush()
                elif status != 304:
                    self.wfile.write(route.data)
            except OSError:
                pass  # the reader had enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fetcher(**more: object) -> Fetcher:
    """A fetcher that may speak to this machine, and does not wait."""
    values: dict[str, object] = {"permitted": _any, "pause": 0.0, "sleep": lambda _: None, **more}
    return Fetcher(**values)  # type: ignore[arg-type]


def _any(_: Host) -> bool:
    return True
