"""What a way in hands over: the text of one entry and what its markup says of it, before the text is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.report import Published, Stated

TITLE_ELEMENT = "the title of the page as a whole"
"""How a title is known that may be the site's rather than the report's; one that the text shows wins over it."""


@dataclass(frozen=True)
class Extract:
    """Text and stated facts of one entry. What markup states wins over what the text seems to say."""

    text: str
    extractor: str
    """Name and version of what made the text."""
    issues: tuple[str, ...] = ()
    title: Stated | None = None
    outlet: Stated | None = None
    byline: Stated | None = None
    credit: Stated | None = None
    url: Stated | None = None
    published: Published | None = None
    language: str | None = None
    """As the markup declares it ("en-GB")."""
    captions: tuple[tuple[int, int], ...] = ()
    """Runs of the text that the markup calls captions."""
    asides: tuple[tuple[int, int, str], ...] = ()
    """Runs that are no part of the report (running heads, comments), each with why."""
    quotes: tuple[tuple[int, int], ...] = ()
    """Runs that the markup shows as pull quotes: words of the report, said again in large letters."""
    made: tuple[str, str] | None = None
    """The day on which the file was made, and how that is known: it was published on that day at the latest."""
