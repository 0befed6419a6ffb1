"""Which events are wanted, and which of those are folded away."""

from __future__ import annotations

import re
from calendar import monthrange

from msgspec import Struct

from dateline.errors import UsageError
from dateline.model.record import RecordEvent

_DAYS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Selection(Struct, frozen=True, kw_only=True):
    """What a person asked for; what is None or empty asks for nothing in particular."""

    story: str | None = None
    actor: str | None = None
    report: str | None = None
    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    begin: str | None = None
    """First day (ISO date)."""
    end: str | None = None
    """Last day (ISO date)."""
    everything: bool = False
    """Whether everything is listed: history, the hypothetical, every disagreement."""

    def wants(self, event: RecordEvent) -> bool:
        """Whether the event is among what was asked for; one without any date is in no span of days."""
        return (
            (self.story is None or event.story == self.story)
            and (self.actor is None or self.actor in event.actors or self.actor in event.recipients)
            and (self.report is None or any(source.report == self.report for source in event.sources))
            and (not self.types or event.type in self.types)
            and (not self.statuses or event.status in self.statuses)
            and self._meets(event.when.earliest, event.when.latest)
        )

    def folds(self, event: RecordEvent) -> bool:
        """Whether the event is only counted: told as history, or of something that is only imagined."""
        if self.everything:
            return False
        return event.background or (event.status == "hypothetical" and not self.statuses)

    def _meets(self, earliest: str | None, latest: str | None) -> bool:
        if self.begin is None and self.end is None:
            return True
        if earliest is None and latest is None:
            return False
        after = self.begin is not None and latest is not None and latest < self.begin
        before = self.end is not None and earliest is not None and earliest > self.end
        return not (after or before)


def first_day(given: str) -> str:
    """The first day of "2018", "2018-06" or "2018-06-03"; raises UsageError for anything else."""
    year, month, day = _parts(given)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def last_day(given: str) -> str:
    """The last day of "2018", "2018-06" or "2018-06-03"; raises UsageError for anything else."""
    year, month, day = _parts(given)
    month = month or 12
    return f"{year:04}-{month:02}-{day or monthrange(year, month)[1]:02}"


def _parts(given: str) -> tuple[int, int | None, int | None]:
    found = _DAYS.fullmatch(given)
    if found:
        year, month, day = (int(part) if part else None for part in found.groups())
        if year and 1 <= (month or 1) <= 12 and 1 <= (day or 1) <= monthrange(year, month or 1)[1]:
            return year, month, day
    raise UsageError(f"“{given}” is no day; write 2018-06-03, 2018-06 or 2018")
