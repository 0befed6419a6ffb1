"""The reference loop: a fixed piece of work, half Python and half matrices, against which speed is gated."""

from __future__ import annotations

import re
import time

import numpy as np

from benchmarks.speed.texts import report_text

_WORD = re.compile(r"\w+|[^\w\s]")


def units_per_second(seconds: float = 1.0) -> float:
    """How often this machine does one unit in a second of processor time, in a run of that many seconds.

    One unit counts a report's words and multiplies small matrices.
    """
    text = report_text(0)
    left = np.linspace(-1.0, 1.0, 128 * 384, dtype=np.float32).reshape(128, 384)
    right = np.linspace(-1.0, 1.0, 384 * 384, dtype=np.float32).reshape(384, 384)
    done = 0
    start, used = time.perf_counter(), time.process_time()
    while time.perf_counter() - start < seconds or not done:
        counts: dict[str, int] = {}
        for match in _WORD.finditer(text):
            word = match.group().lower()
            counts[word] = counts.get(word, 0) + 1
        product = left
        for _ in range(4):
            product = np.tanh(product @ right)
        done += 1
    return done / (time.process_time() - used)
