"""How often somebody may do something: so many at once, then so many in a second (a token bucket for each)."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

_MOST = 10_000
"""Keys that are remembered; who was quiet longest is forgotten first."""


class Limit:
    """`burst` at once, then `per_s` in a second, for each key."""

    def __init__(self, burst: int, per_s: float) -> None:
        self._burst, self._per_s = burst, per_s
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> int:
        """0 where it may be done, which then counts; else the seconds after which it may."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.get(key, (float(self._burst), now))
            left = min(float(self._burst), left + (now - since) * self._per_s)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, now)
            self._left.move_to_end(key)
            while len(self._left) > _MOST:
                self._left.popitem(last=False)
        return 0 if allowed else max(1, round((1 - left) / self._per_s))
