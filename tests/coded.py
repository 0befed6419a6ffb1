"""From a text to its Account, for tests of what the rooms say together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from dateline.coding import Coder
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.reports import parse_published, read_report

Read = Callable[[str], Reading]


@cache
def coder() -> Coder:
    """The shipped rooms, loaded once."""
    return Coder.shipped()


def account(read: Read, text: str, published: str = "2019-05-21") -> Account:
    """The account of a text that was published on that day, a Tuesday unless said otherwise."""
    data = text.encode()
    name = hashlib.sha256(data).hexdigest()[:8]
    report = read_report(data, f"{name}.txt", published=parse_published(published), sidecar=None)
    return coder().account(report, read(report.text), {})
