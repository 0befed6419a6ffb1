from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.places import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.shipped()
    yield opened
    opened.close()
