"""Opens the desk to browsers: one socket, one address, one clear message where the port is taken."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
import webbrowser
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from dateline.errors import UsageError


def listen(host: str, port: int) -> socket.socket:
    """A socket on that port (0: any free one); raises UsageError where it can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        # a desk that was just closed leaves its port waiting; on Windows this option would share one that is in use
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"port {port} is taken, perhaps by another desk; --port 0 takes a free one, --port 8900 that one"
            ) from error
        raise UsageError(f"the desk cannot listen on {host}, port {port}: {error.strerror}") from error
    return found


def address_of(open_socket: socket.socket) -> str:
    """The address to give to a browser."""
    host, port = open_socket.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(app: ASGIApp, open_socket: socket.socket, *, then: Callable[[], object] | None = None) -> None:
    """Answer until interrupted; `then` is called once the desk answers."""
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
    )
    if then is not None:
        threading.Thread(target=_after_start, args=(server, then), daemon=True).start()
    server.run(sockets=[open_socket])


def _after_start(server: uvicorn.Server, then: Callable[[], object]) -> None:
    while not server.started and not server.should_exit:
        time.sleep(0.02)
    if server.started:
        then()


def open_browser(address: str) -> None:
    """Show the address in the user's browser, where there is one."""
    try:
        webbrowser.open(address)
    except webbrowser.Error:
        return  # the address stands in the terminal
