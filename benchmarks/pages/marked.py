"""A page with its truth marked in it: facts above a line of dashes, then the page, ⟦ and ⟧ around the main text.

The facts are `title`, `outlet`, `published`, `updated` and `layout`, and may be `encoding` (UTF-8 unless given). `none`
stands for what the page does not say; `//` parts those of several reports. What stands between ⟪ and ⟫ is a caption or
a pull quote. The marks are taken out before anybody reads the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from benchmarks.task import BenchmarkError

_MAIN = re.compile("\u27e6(.*?)\u27e7", re.DOTALL)
_APART = re.compile("\u27ea(.*?)\u27eb", re.DOTALL)
_MARKS = str.maketrans("", "", "\u27e6\u27e7\u27ea\u27eb")
_BREAKS = re.compile(r"<(?:br|/?p|/?div|/?li|/?td|/?th|/?h\d)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_FACTS = frozenset({"title", "outlet", "published", "updated", "layout", "encoding"})
_NEEDED = ("title", "outlet", "published", "layout")


@dataclass(frozen=True)
class MarkedPage:
    """One page as it would be saved, and what is true of it."""

    name: str
    data: bytes
    text: str
    """Main text."""
    apart: str
    """Words of captions and pull quotes."""
    titles: tuple[str, ...]
    outlet: str | None
    published: tuple[str, ...]
    """ISO 8601, one for each report; a day, a time, or two days parted by `..`; empty where the page gives none."""
    updated: str | None


def read_marked(path: Path) -> MarkedPage:
    """The page in a file; raises BenchmarkError where it is not of this form."""
    head, dashes, page = path.read_text("utf-8").partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [name for name in _NEEDED if name not in facts]
    unknown = sorted(facts.keys() - _FACTS)
    if not dashes or missing or unknown:
        what = f"missing {missing}, unknown {unknown}" if dashes else "no line of dashes"
        raise BenchmarkError(f"{path}: not a marked page: {what}")
    if page.count("\u27e6") != len(_MAIN.findall(page)) or page.count("\u27ea") != len(_APART.findall(page)):
        raise BenchmarkError(f"{path}: a mark is opened and not closed")
    text, apart = ("\n".join(_words(each) for each in pattern.findall(page)) for pattern in (_MAIN, _APART))
    if not text:
        raise BenchmarkError(f"{path}: no main text is marked")
    try:
        data = page.translate(_MARKS).encode(facts.get("encoding", "utf-8"))
    except (LookupError, UnicodeEncodeError) as error:
        raise BenchmarkError(f"{path}: {error}") from error
    return MarkedPage(
        name=path.stem,
        data=data,
        text=text,
        apart=apart,
        titles=_several(facts["title"]),
        outlet=None if facts["outlet"] == "none" else facts["outlet"],
        published=_several(facts["published"]),
        updated=facts.get("updated"),
    )


def _several(words: str) -> tuple[str, ...]:
    return () if words == "none" else tuple(part.strip() for part in words.split(" // "))


def _words(markup: str) -> str:
    return unescape(_TAGS.sub("", _BREAKS.sub(" ", markup)))
