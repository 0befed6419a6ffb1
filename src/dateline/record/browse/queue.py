"""What to look at next: events by what hangs on them and by how little is certain of them.

Weight = how much stands on it (independent origins; half of it for history and for what did not happen) times how much
is in doubt (open disagreements, nobody named, place or day missing or wide, a judgement whose ground has changed). The
order is made once for each rebuild and remembered; who judged what is kept up to date by the judgements' numbers, so a
page of the queue costs the same with ten events as with 50,000.
"""

from __future__ import annotations

import math
import threading
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from dateline.record.browse.window import Look
from dateline.record.judgements import LOOK_AGAIN

Show = Literal["open", "mine", "others", "differ", "all"]
"""Judged by nobody; by me; by others and not by me; by several who differ; everything, what is not judged first."""
_WIDE = 7
_MOST_DISPUTES = 3


class Wanted(Struct, frozen=True, kw_only=True):
    """A filter of the queue."""

    show: Show = "open"
    who: str = ""
    """Who "me" is."""
    type: str | None = None
    story: str | None = None
    status: str | None = None
    differing: frozenset[str] = frozenset()
    """Events on which coders differ, for `differ`."""


class Doubt(Struct, frozen=True):
    """Why an event stands where it stands."""

    weight: float
    origins: int
    reasons: tuple[str, ...]


class Progress(Struct, frozen=True, kw_only=True):
    """How far people have got with what a filter takes, whatever it says of who judged."""

    events: int
    judged: int
    mine: int


class _Entry(Struct):
    id: str
    type: str
    story: str
    status: str
    doubt: Doubt


class Queue:
    """The order of one rebuild, and who judged what so far."""

    def __init__(self, look: Look) -> None:
        self.entries = _entries(look)
        self.place = {entry.id: number for number, entry in enumerate(self.entries)}
        self._redirects: dict[str, str] = dict(
            look.rows("SELECT id, redirect FROM ledger WHERE redirect IS NOT NULL AND id >= 'evt_' AND id < 'evu'")
        )
        self._lock = threading.Lock()
        self._said: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self._sizes: dict[tuple[str | None, ...], int] = {}
        self._by: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._last = 0
        self.refresh(look)

    def refresh(self, look: Look) -> None:
        """Take in the judgements that came since."""
        with self._lock:
            rows = look.rows(
                "SELECT number, who, item, action, after FROM judgements WHERE number > ? AND item >= 'evt_' "
                "AND item < 'evu' AND action <> 'note' ORDER BY number",
                self._last,
            )
            for number, who, item, action, after in rows:
                if action == "withdraw":
                    self._take_back(int(after))
                else:
                    self._add(number, who, item)
                    if action == "merge" and after:
                        self._add(number, who, after)
                self._last = number

    def _add(self, number: int, who: str, item: str) -> None:
        seen = {item}
        while (into := self._redirects.get(item)) and into not in seen:
            item = into
            seen.add(item)
        if item in self.place:
            self._by[item][who] += 1
            self._said[number].append((who, item))

    def _take_back(self, number: int) -> None:
        for who, item in self._said.pop(number, ()):
            self._by[item][who] -= 1
            if not self._by[item][who]:
                del self._by[item][who]
            if not self._by[item]:
                del self._by[item]

    def judged_by(self, event: str) -> tuple[str, ...]:
        """Who has judged an event."""
        return tuple(self._by[event]) if event in self._by else ()

    def doubt(self, event: str) -> Doubt | None:
        """Why it stands where it stands; None for what is not in the queue."""
        return self.entries[self.place[event]].doubt if event in self.place else None

    def fits(self, entry: _Entry, wanted: Wanted) -> bool:
        """Whether a filter takes an entry."""
        if not _fits(entry, wanted):
            return False
        people = self._by.get(entry.id, ())
        if wanted.show == "open":
            return not people
        if wanted.show == "mine":
            return wanted.who in people
        if wanted.show == "others":
            return bool(people) and wanted.who not in people
        return wanted.show != "differ" or entry.id in wanted.differing

    def after(self, wanted: Wanted, event: str | None = None) -> Iterator[str]:
        """Events that follow `event` in the queue, in a circle; from the top where none is given."""
        at = self.place.get(event or "", -1)
        for number in (*range(at + 1, len(self.entries)), *range(at)):
            if self.fits(self.entries[number], wanted):
                yield self.entries[number].id

    def before(self, wanted: Wanted, event: str) -> str | None:
        """The event that comes before, None at the top."""
        for number in range(self.place.get(event, 0) - 1, -1, -1):
            if self.fits(self.entries[number], wanted):
                return self.entries[number].id
        return None

    def progress(self, wanted: Wanted) -> Progress:
        """How far people have got."""
        about = (wanted.type, wanted.story, wanted.status)
        if about not in self._sizes:
            self._sizes[about] = sum(_fits(entry, wanted) for entry in self.entries)
        with self._lock:
            judged = [people for event, people in self._by.items() if _fits(self.entries[self.place[event]], wanted)]
            mine = sum(wanted.who in people for people in judged)
        return Progress(events=self._sizes[about], judged=len(judged), mine=mine)


def queue(look: Look) -> Queue:
    """The queue as it is now."""
    found = look.kept("queue", lambda: Queue(look))
    found.refresh(look)
    return found


def types(look: Look) -> list[str]:
    """Types of the events, for the filter."""
    return look.kept("types", lambda: [kind for (kind,) in look.rows("SELECT DISTINCT type FROM events ORDER BY 1")])


def _fits(entry: _Entry, wanted: Wanted) -> bool:
    return (
        (wanted.type is None or entry.type == wanted.type)
        and (wanted.story is None or entry.story == wanted.story)
        and (wanted.status is None or entry.status == wanted.status)
    )


_EVENTS = """
SELECT id, story, type, status, background, earliest, latest, origins, ordinal, place IS NULL,
    place IS NOT NULL AND (SELECT lat FROM places WHERE places.id = events.place) IS NULL,
    NOT EXISTS (SELECT 1 FROM participants WHERE event = events.id AND role = 'actor'),
    instr(detail, ?) > 0
FROM events ORDER BY ordinal
"""
_DISPUTES = """
SELECT event, count(DISTINCT disagreement) FROM (
    SELECT item AS event, disagreement FROM sides WHERE item >= 'evt_' AND item < 'evu'
    UNION ALL SELECT figures.event, disagreement FROM sides JOIN figures ON figures.id = item
    UNION ALL SELECT about, id FROM disagreements WHERE about >= 'evt_' AND about < 'evu'
) JOIN disagreements ON disagreements.id = disagreement WHERE is_update = 0 AND event IS NOT NULL GROUP BY event
"""


def _entries(look: Look) -> list[_Entry]:
    disputes = dict(look.rows(_DISPUTES))
    found = []
    for row in look.rows(_EVENTS, LOOK_AGAIN):
        own, story, kind, status, history, earliest, latest, origins, ordinal, nowhere, unresolved, nobody, again = row
        reasons = []
        doubt = 0.2
        if again:
            reasons.append("what was judged has changed")
            doubt += 2
        if count := disputes.get(own, 0):
            reasons.append(f"{count} open disagreement{'' if count == 1 else 's'}")
            doubt += min(count, _MOST_DISPUTES)
        for holds, more, told in (
            (nobody, 0.5, "nobody named"), (nowhere, 0.4, "no place"), (unresolved, 0.5, "place not resolved"),
            (not earliest or not latest, 0.5, "day not known"),
            (earliest and latest and _length(earliest, latest) > _WIDE, 0.3, "days uncertain"),
        ):  # fmt: skip
            if holds:
                reasons.append(told)
                doubt += more
        matters = math.log2(1 + origins) * (0.5 if history or status not in ("happened", "ongoing") else 1)
        found.append((-matters * (1 + doubt), ordinal, own, kind, story, status, origins, tuple(reasons)))
    found.sort()
    return [
        _Entry(own, kind, story, status, Doubt(round(-weight, 2), origins, reasons))
        for weight, _, own, kind, story, status, origins, reasons in found
    ]


def _length(earliest: str, latest: str) -> int:
    if earliest == latest:
        return 0
    try:
        return (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days
    except ValueError:  # a year or month alone
        return _WIDE + 1
