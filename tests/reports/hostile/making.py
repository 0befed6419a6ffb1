"""What the hostile files have in common: how files are damaged, and bombs."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from functools import cache

from tests.reports.made_files import zipped

Make = Callable[[], bytes]
ZEROS = 30_000_000


def flipped(data: bytes, seed: int, count: int = 12) -> bytes:
    """Some bytes replaced at random places."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(count):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def as_bytes(data: bytes | str) -> bytes:
    return data.encode("utf-8", "replace") if isinstance(data, str) else data


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


@cache
def bomb() -> bytes:
    return zipped({"a.txt": b"\0" * ZEROS})


@cache
def gzip_bomb() -> bytes:
    return gzip.compress(b"A" * ZEROS, 9)
