"""When an event was that no telling gives a time: what the days of its reports, and the way it is told, leave open.

What goes on, goes on as its report is published; what is to come, may come or is said not to come lies after; what is
told as news is of the week before, at the earliest. The last is a rule of thumb and says so: it is used only where the
report's own day is known within wide bounds, so that a week is little beside them. Background, what lies behind ("may
have fled"), what is only alleged to have been ("the alleged executions") and what is only spoken of (hypothetical: "the
orders for an attack") stay open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.account import Event
from dateline.model.report import Published
from dateline.record.corpus import Corpus, day_number
from dateline.record.tellings import EVER, NEVER, Telling

_PAST = re.compile(
    r"(?i)\b(?:(?:may|might|could|would|must|should)(?:\s+not)?\s+have|had|was|were|did)(?:\s+[\w-]+){0,2}\s*$"
)
"""What makes of "may attack" or "did not attack" something that lies behind."""
_AHEAD = re.compile(r"(?i)\b(?:will|won['’]t|would|yet|so far)\b[^.;]{0,50}$")
"""What makes of a denial one of what has not come, or will not."""
_DENIES = re.compile(r"(?i)\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*)\b")
"""What speaks of the past where no claim is found ("denied beating him")."""
_ALLEGED = re.compile(
    r"(?i)\b(?:alleg\w+|suspect\w*|purported\w*|rumou?red|apparent\w*|attempted|supposed\w*|accus\w+|claim\w*|charg\w+|"
    r"blam\w+|suspicion|probably|possibly|perhaps|investigat\w+)\b[^.;]{0,80}$"
)
"""What makes of "possible" something that may have been, not something that may come."""
_WIDE, _WEEK = 31, 6


def days_of_reports(corpus: Corpus, tellings: Sequence[Telling]) -> tuple[int, int, str]:
    """First and last day, `NEVER` and `EVER` where open, and the reason, for tellings none of which has a time."""
    found = [bounds for telling in tellings if (bounds := _bounds(corpus, telling)) is not None]
    if not found:
        return NEVER, EVER, ""
    first = min(found, key=lambda bounds: (bounds[0], -bounds[1], bounds[2]))
    return first[0], max(high for _, high, _ in found), first[2]


def _bounds(corpus: Corpus, telling: Telling) -> tuple[int, int, str] | None:
    known, event = corpus.reports[telling.report].published, telling.event
    if known is None or known.earliest is None or event.background or event.status == "hypothetical":
        return None
    low, outlet = day_number(known.earliest), corpus.outlet(telling.report)
    when = f"by {outlet}, published on {known.earliest}" + ("" if known.exact else " or later")
    if event.status == "happened":
        if not _is_wide(known):
            return None
        return low - _WEEK, EVER, f"told as news {when}: likely of the week before (weak)"
    if _lies_behind(event):
        return None
    if event.status == "ongoing":
        high = day_number(known.latest) if known.latest is not None else EVER
        return low, high, f"told as going on {when}"
    return low, EVER, f"told as {event.status} {when}"


def _is_wide(known: Published) -> bool:
    if known.earliest is None or known.latest is None:
        return True
    return day_number(known.latest) - day_number(known.earliest) > _WIDE


def _before(event: Event) -> str:
    """The words of the sentence before the trigger."""
    return event.sentence.text[: max(0, event.trigger.start - event.sentence.start)]


def _lies_behind(event: Event) -> bool:
    before = _before(event)
    if event.status == "possible" and _ALLEGED.search(before):
        return True
    if event.status == "denied" and (event.claim is not None or _DENIES.search(before)) and not _AHEAD.search(before):
        return True
    return event.status != "ongoing" and _PAST.search(before) is not None
