"""Days that the tense of their clause leaves open, settled by what is told of them.

"Police are investigating a shooting on Friday" may mean the Friday before or the next one, by its tense. The shooting
is told as something that happened, so the Friday is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.happening.tellings import TOLD
from dateline.model.account import Event, When
from dateline.model.report import Published
from dateline.times import resolve
from dateline.times.days import EITHER
from dateline.times.expressions import direction_of, flat, folded, turned

_PAST = -1
_RECENT = timedelta(days=60)


def settled(times: Sequence[When], events: Sequence[Event], published: Published | None) -> tuple[When, ...]:
    """The times, those that lie, or may lie, after the report turned to the past where an event of them happened.

    A time that an event planned, possible or denied has as well stays open.
    """
    happened: set[int] = set()
    unsure: set[int] = set()
    for event in events:
        if event.when is not None:
            if event.status == "happened":
                happened.add(event.when)
            elif event.status not in TOLD:
                unsure.add(event.when)
    found = list(times)
    for index in happened - unsure:
        turned_back = _turned_back(times[index], published)
        if turned_back is not None:
            found[index] = turned_back
    return tuple(found)


def not_ahead(times: Sequence[When], events: Sequence[Event], published: Published | None) -> tuple[Event, ...]:
    """The events, what happened without a time that lies after the report: it is that of what was spoken of.

    "Both sides were invited to talks on 25 March" was told on the 15th.
    """
    return tuple(
        replace(event, when=None)
        if event.status == "happened" and event.when is not None and _lies_ahead(times[event.when], published)
        else event
        for event in events
    )


def _turned_back(when: When, published: Published | None) -> When | None:
    """The time looked for in the past; None where nothing in it comes back, or it is of the past already."""
    try:
        expression = folded(when.rule, when.arguments)
    except ValueError:
        return None  # of another maker, whose rules are not known here
    direction = direction_of(expression)
    if direction is None or not (direction == EITHER or _lies_ahead(when, published)):
        return None
    rule, arguments = flat(turned(expression, _PAST))
    found = resolve(replace(when, rule=rule, arguments=arguments), published)
    if _is_long_gone(found, published):
        return None
    return replace(found, why=f"{found.why}; told as what happened") if found.why else found


def _is_long_gone(when: When, published: Published | None) -> bool:
    """Whether a time lies so far back that the news would give its year: "a strike on 22 October", told in October."""
    if published is None or published.earliest is None or when.latest is None:
        return False
    return date.fromisoformat(published.earliest) - date.fromisoformat(when.latest) > _RECENT


def _lies_ahead(when: When, published: Published | None) -> bool:
    """Whether a time is one after the day of the report."""
    latest = published.latest if published is not None else None
    return latest is not None and when.earliest is not None and when.earliest > latest
