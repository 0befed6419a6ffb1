"""Where the time goes, by room: a thread looks again and again at what the main thread is doing.

Nothing is slowed down but by the looks themselves, and no function need be known by name.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import PurePath
from types import FrameType

OTHER = "other"


class Sampler:
    """Time by room while it runs (`with Sampler() as sampler: …`)."""

    def __init__(self, package: str = "dateline", pause_s: float = 0.002) -> None:
        self._package = package
        self._pause = pause_s
        self._main = threading.main_thread().ident
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._interval = sys.getswitchinterval()
        self.seconds: dict[str, float] = {}

    def __enter__(self) -> Sampler:
        sys.setswitchinterval(min(self._interval, self._pause / 4))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        sys.setswitchinterval(self._interval)

    def shares(self) -> dict[str, float]:
        """The share of each room, largest first."""
        total = sum(self.seconds.values())
        ordered = sorted(self.seconds.items(), key=lambda pair: -pair[1])
        return {room: seconds / total for room, seconds in ordered} if total else {}

    def _watch(self) -> None:
        last = time.perf_counter()
        while not self._stop.wait(self._pause):
            frame = sys._current_frames().get(self._main or 0)
            now = time.perf_counter()
            room = self._room(frame)
            self.seconds[room] = (
                self.seconds.get(room, 0.0) + now - last
            )  # weighted: looks come later while Python holds the lock
            last = now

    def _room(self, frame: FrameType | None) -> str:
        """The innermost room on the stack: the folder or module right below the package."""
        while frame is not None:
            parts = PurePath(frame.f_code.co_filename).parts
            if self._package in parts[:-1]:
                below = parts[len(parts) - 1 - parts[::-1].index(self._package) + 1]
                return below.removesuffix(".py")
            frame = frame.f_back
        return OTHER
