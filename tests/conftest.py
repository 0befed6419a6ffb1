"""Fixtures that every room's tests share: the shipped reader, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading
from dateline.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.shipped()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Reading]:
    return reader.read
