"""A desk in a process of its own, to be killed: forked, so that it is back at once."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn

from dateline.desk.accounts import Accounts, OwnMachine
from dateline.desk.app import make_app


class Desk:
    """The desk over a record on a port of its own."""

    def __init__(self, record: Path, accounts: Accounts | None = None) -> None:
        self._record = record
        self._accounts = accounts or OwnMachine("Edda")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._process = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self, *, wait: bool = True) -> None:
        """Serve, and wait until it answers."""
        self._process = os.fork()
        if self._process == 0:
            try:
                self._serve()
            finally:
                os._exit(0)
        if wait:
            self.wait()

    def wait(self) -> None:
        """Wait until it takes connections."""
        for _ in range(4000):
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            except OSError:
                time.sleep(0.005)
            else:
                return
        raise TimeoutError("the desk does not start")

    def kill(self) -> None:
        """Kill it as the system does when memory runs out: no goodbye."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    def _serve(self) -> None:
        config: dict[str, Any] = {"log_level": "critical", "access_log": False}
        with socket.socket() as own:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            own.bind(("127.0.0.1", self._port))
            uvicorn.Server(uvicorn.Config(make_app(self._record, accounts=self._accounts), **config)).run(sockets=[own])
