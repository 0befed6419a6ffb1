"""Fixtures that every room's tests share: the shipped reader, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dateline.model.reading import Reading
from dateline.reader import Reader


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what the person who runs it has added to dateline, or adds to it."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(variable, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.shipped()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[[str], Reading]:
    return reader.read
