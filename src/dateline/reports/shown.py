"""What the lines around a page's headline say of its times: published, updated, or a date alone.

"Published …" wins over a date alone. Dates that a label gives to something else (updated, printed, saved, crawled) are
never the time of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.model.report import Published
from dateline.reports.days import Moment, find_moments

_PUBLISHED = re.compile(
    r"(?:publish|publi\u00e9|ver\u00f6ffentlicht|publicad|pubblicat|gepubliceerd|post(?:ed)?\b|issued|released|filed|created"
    r"|release date|publication date|first aired|erschienen|stand\b)[^.]{0,30}$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:updat|modif|edited|revised|amended|corrected|mis \u00e0 jour|aktualisiert|ge\u00e4ndert|actualizad|aggiornat)"
    r"[^.]{0,30}$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:print|sav|archiv|crawl|captur|access|retriev|download|generat|expir|until|member since|joined|next|today)"
    r"\w*\b[^.]{0,30}$",
    re.IGNORECASE,
)
_DATE_LINE = 100
_LETTERS_BESIDE = 24
"""Letters ("Last updated", "Monday") that may stand beside the date in a line that gives nothing else."""
_LABEL_WORDS = 3
_BESIDE_WORDS = 12
"""Words that may stand beside a date without a label in a line that gives the time of publication."""


@dataclass(frozen=True)
class Shown:
    """Times that lines show: of publication, the surest first, and of changes (day and full time)."""

    published: tuple[Published, ...]
    updated: tuple[tuple[str, str | None], ...]

    @property
    def latest(self) -> Published | None:
        """Where only a change is dated: published on that day at the latest."""
        if not self.updated:
            return None
        return Published(None, self.updated[0][0], "a line beside the headline says only when it was updated")


def read_shown(lines: Sequence[str]) -> Shown:
    """Times in lines around a headline, given in the order in which they are trusted."""
    labelled: list[Published] = []
    bare: list[Published] = []
    updated: list[tuple[str, str | None]] = []
    for number, line in enumerate(_joined(lines)):
        floor = 0
        for moment in find_moments(line):
            before = line[floor : moment.start]
            floor = moment.end
            kind = _kind(before)
            if kind == "updated" and moment.earliest == moment.latest:
                updated.append((moment.earliest, moment.time))
            elif kind == "published":
                labelled.append(_published(line, moment))
            elif kind == "" and (number == 0 or len(line.split()) <= _BESIDE_WORDS):
                bare.append(_published(line, moment))
    return Shown((*labelled, *bare), tuple(updated))


def is_date_line(line: str) -> bool:
    """Whether a line is a date and hardly anything else."""
    moments = list(find_moments(line)) if len(line) <= _DATE_LINE else []
    if not moments:
        return False
    rest = "".join(character for character in _without(line, moments) if character.isalpha())
    return len(rest) <= _LETTERS_BESIDE


def _without(line: str, moments: Sequence[Moment]) -> str:
    for moment in reversed(moments):
        line = line[: moment.start] + line[moment.end :]
    return line


def _kind(before: str) -> str:
    """What the words before a date say that it is the date of: published, updated, other, or "" for nothing."""
    places = [
        (match.start(), kind)
        for kind, pattern in (("published", _PUBLISHED), ("updated", _UPDATED), ("other", _OTHER))
        if (match := pattern.search(before))
    ]
    return max(places)[1] if places else ""


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines; one that is only a label ("Last updated") with the line after it."""
    found: list[str] = []
    label = ""
    for line in lines:
        digits = any(character.isdigit() for character in line)
        if len(line.split()) <= _LABEL_WORDS and not digits and _kind(f"{line} "):
            label = line
            continue
        found.append(f"{label} {line}".strip())
        label = ""
    return found


def _published(line: str, moment: Moment) -> Published:
    words = line[moment.start : moment.end]
    return Published(moment.earliest, moment.latest, f'a line beside the headline: "{words}"', moment.time)


def is_later(changed: tuple[str, str | None], published: Published) -> bool:
    """Whether a change came after publication, as far as both are known."""
    day, time = changed
    if time and published.time:
        one, other = datetime.fromisoformat(time), datetime.fromisoformat(published.time)
        if (one.tzinfo is None) == (other.tzinfo is None):
            return one > other
    return published.latest is not None and day > published.latest
