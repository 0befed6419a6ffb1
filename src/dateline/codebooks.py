"""Which codebook a record is made with: the one of the package, a file of the user's, or one that a plug-in brings.

A record keeps the text of a codebook that is not the package's own, so that it can be made again without the file.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import dateline.events
import dateline.plugins
from dateline.errors import DatelineError, UsageError
from dateline.events import Codebook, load_codebook
from dateline.events.loading import read_codebook

SHIPPED = "plover"
"""How the user names the codebook of the package."""
_GROUP = "dateline.codebooks"


class Book(NamedTuple):
    """A codebook that is not the package's own: how the user named it, and its text."""

    name: str
    text: str

    def codebook(self) -> Codebook:
        """What it says; raises UsageError for the first thing that is wrong in it."""
        return _read(self)

    def version(self) -> str:
        """Its name, version and a digest: another for every other text, and where what it extends is another."""
        codebook = self.codebook()
        below = load_codebook()
        digest = sha256(f"{dateline.events.VERSION} {below.version}\n{self.text}".encode()).hexdigest()[:8]
        return f"{codebook.name}-{codebook.version}+{digest}"


def version_of(book: Book | None) -> str:
    """The version of a codebook as accounts carry it; None is the package's own."""
    if book is not None:
        return book.version()
    shipped = load_codebook()
    return f"{shipped.name}-{shipped.version}"


def find_book(given: str) -> Book | None:
    """The codebook that a user names: a file, the name of a plug-in's, or “plover” (None: the package's own).

    Raises UsageError where it is none of these, or something is wrong in it.
    """
    path = Path(given)
    if given == SHIPPED and not path.is_file():
        return None
    if not path.is_file() and given in dateline.plugins.names(_GROUP):
        found = dateline.plugins.load(_GROUP, given)
        if not isinstance(found, str | Path):
            raise DatelineError(f"the plug-in “{given}” for {_GROUP} leads to no path: {found!r}")
        path = Path(found)
    elif not path.exists():
        known = ", ".join((SHIPPED, *dateline.plugins.names(_GROUP)))
        raise UsageError(f"{given}: there is no such codebook file, and none of that name is installed ({known})")
    try:
        book = Book(given, path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not a text in UTF-8") from error
    book.codebook()
    return book


@cache
def _read(book: Book) -> Codebook:
    codebook, problems = read_codebook(book.text)
    if codebook is None:
        more = f" (and {len(problems) - 1} more: dateline codebook check {book.name})" if len(problems) > 1 else ""
        raise UsageError(f"{book.name}, line {problems[0].line}: {problems[0].text}{more}")
    return codebook
