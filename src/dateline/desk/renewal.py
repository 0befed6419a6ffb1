"""Makes the record anew in the background after judgements: one process at a time, never while coders are at it.

A judgement is kept at once and laid over the record (`record.browse.judged`); what needs the whole record (merges,
splits, disagreements, origins) follows when nobody has judged for a while. Many judgements are one rebuild.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

_log = logging.getLogger(__name__)


class Idle:
    """No rebuilding: another command does it."""

    running = False
    failed: str | None = None

    def wanted(self) -> None:
        """Nothing follows."""

    def stop(self) -> None:
        """Nothing runs."""


class Renewal:
    """Rebuilds `record` when it was `wanted` and nobody wanted more for `quiet_s`, at the latest after `longest_s`."""

    def __init__(self, record: Path, *, quiet_s: float = 20, longest_s: float = 600) -> None:
        self._record = record
        self._quiet_s, self._longest_s = quiet_s, longest_s
        self._change = threading.Condition()
        self._first: float | None = None
        self._last = 0.0
        self._took = 0.0
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._ended = False
        self.failed: str | None = None
        """What the last rebuild said when it failed."""

    @property
    def running(self) -> bool:
        """Whether the record is being made anew just now."""
        return self._process is not None

    def wanted(self) -> None:
        """Somebody has judged; returns at once."""
        with self._change:
            self._last = time.monotonic()
            self._first = self._first or self._last
            if self._thread is None and not self._ended:
                self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
                self._thread.start()
            self._change.notify()

    def stop(self) -> None:
        """End it; a rebuild that runs is given up, which leaves the record as it was."""
        with self._change:
            self._ended = True
            if self._process is not None:
                self._process.terminate()
            self._change.notify()
        if self._thread is not None:
            self._thread.join(10)

    def _run(self) -> None:
        while True:
            with self._change:
                while not self._ended and (rest := self._rest()) > 0:
                    self._change.wait(rest if rest < 1e9 else None)
                if self._ended:
                    return
                self._first = None
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    [sys.executable, "-m", "dateline.record.renewal", str(self._record)],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                    creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
                )  # fmt: skip
            self._await(self._process)

    def _await(self, process: subprocess.Popen[str]) -> None:
        start = time.monotonic()
        if hasattr(os, "setpriority"):
            try:
                os.setpriority(os.PRIO_PROCESS, process.pid, 10)
            except OSError:
                _log.debug("the rebuild runs at the desk's own priority")
        said = process.communicate()[1].strip()
        with self._change:
            self._process = None
            self._took = time.monotonic() - start
            self.failed = (said.splitlines() or ["it ended"])[-1] if process.returncode and not self._ended else None
        if self.failed:
            _log.warning("the record could not be made anew: %s", said)

    def _rest(self) -> float:
        """Seconds until the next rebuild: longer where one takes long."""
        if self._first is None:
            return 1e12
        quiet = max(self._quiet_s, self._took / 2)
        now = time.monotonic()
        return min(self._last + quiet, self._first + max(self._longest_s, 4 * self._took)) - now
