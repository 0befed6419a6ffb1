"""An event of the record from its tellings: what they say together, and why just that.

Where tellings say different things of what is still one event, the one told most often stands, tellings with the same
words counting once; the others stay in the accounts and are named in `why`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.model.account import Status
from dateline.model.record import Interval, RecordEvent, Source
from dateline.record.actors import ActorsFound
from dateline.record.corpus import Corpus, day_number, day_text
from dateline.record.events import EventsFound
from dateline.record.origins import OriginsFound, event_origins
from dateline.record.places import PlacesFound
from dateline.record.roles import role_of
from dateline.record.stories import StoriesFound
from dateline.record.tellings import EVER, NEVER, Telling, interval_text
from dateline.record.untimed import days_of_reports
from dateline.record.words import spaced

_SHOWN = 8
_WORDS_BEFORE, _WORDS_AFTER = 3, 5
"""Words around a trigger that two copies of a sentence share."""
_FIRMEST: tuple[Status, ...] = (
    "happened",
    "ongoing",
    "planned",
    "promised",
    "threatened",
    "possible",
    "denied",
    "hypothetical",
)
T = TypeVar("T", bound=str)


@dataclass(slots=True)
class MadeEvent:
    """An event of the record whose actors, places and origins are still numbers."""

    tellings: list[Telling]
    type: str
    mode: str | None
    actors: list[int]
    recipients: list[int]
    place: int
    when: Interval
    status: Status
    origins: list[int]
    sources: tuple[Source, ...]
    why: tuple[str, ...]

    def item(
        self, own: str, story: str, actor_ids: Sequence[str], place_ids: Sequence[str], origin_ids: Sequence[str]
    ) -> RecordEvent:
        """The event with ids."""
        return RecordEvent(
            id=own, story=story, type=self.type, mode=self.mode,
            contexts=tuple(sorted({context for telling in self.tellings for context in telling.event.contexts})),
            actors=tuple(actor_ids[number] for number in self.actors),
            recipients=tuple(actor_ids[number] for number in self.recipients),
            place=place_ids[self.place] if self.place >= 0 else None, when=self.when, status=self.status,
            background=all(telling.event.background for telling in self.tellings), sources=self.sources,
            origins=tuple(origin_ids[number] for number in self.origins), why=self.why,
        )  # fmt: skip


def make_event(
    corpus: Corpus, events: EventsFound, actors: ActorsFound, places: PlacesFound, origins: OriginsFound, number: int
) -> MadeEvent:
    """The event of cluster `number`."""
    members = events.clusters[number]
    tellings = [events.tellings[member] for member in members]
    reasons = events.reasons[number]
    why = [*reasons[:_SHOWN]] or ["told once"]
    if len(reasons) > _SHOWN:
        why.append(f"and {len(reasons) - _SHOWN} more merges")
    why.extend(list(dict.fromkeys(line for telling in tellings for line in telling.event.why))[:_SHOWN])
    different = _different(tellings)
    status, status_why = _status(different)
    chosen, place_why = _place(places, different)
    who, who_why = role_of(corpus, actors, different, "actors")
    whom, whom_why = role_of(corpus, actors, different, "recipients")
    found, origins_why = event_origins(corpus, events, origins, members)
    why.extend(line for line in (status_why, place_why, who_why, whom_why, origins_why) if line)
    sources = tuple(
        corpus.source(corpus.events, telling.number, telling.event.trigger, telling.event.sentence)
        for telling in tellings
    )
    kind = _most([telling.event.type for telling in different]) or tellings[0].event.type
    modes = [telling.event.mode for telling in different if telling.event.mode and telling.event.type == kind]
    return MadeEvent(
        tellings, kind, _most(modes), who, whom, chosen,
        _when(corpus, tellings), status, found, sources, tuple(dict.fromkeys(why)),
    )  # fmt: skip


def _different(tellings: Sequence[Telling]) -> list[Telling]:
    """One telling for each that has its own words; of those with the same words the one that names the most.

    Words that stand before a sentence (a dateline) and behind it (who said so) may differ between copies.
    """
    kept: dict[tuple[str, ...], Telling] = {}
    for telling in tellings:
        end = telling.offset + len(telling.event.trigger.text)
        before, after = telling.sentence[: telling.offset].split(), telling.sentence[end:].split()
        words = (*before[-_WORDS_BEFORE:], telling.event.trigger.text.lower(), *after[:_WORDS_AFTER])
        key = words if len(words) > _WORDS_AFTER else (telling.sentence, str(telling.offset))
        other = kept.get(key)
        if other is None or _names(telling) > _names(other):
            kept[key] = telling
    return sorted(kept.values(), key=lambda telling: telling.number)


def _names(telling: Telling) -> int:
    return len(telling.actors.named) + len(telling.recipients.named)


def story_of_event(events: EventsFound, stories: StoriesFound, number: int) -> int:
    """The story that most of an event's tellings as news belong to (of all tellings, where none is news)."""
    tellings = [events.tellings[member] for member in events.clusters[number]]
    news = [telling for telling in tellings if not telling.event.background] or tellings
    counted = Counter(stories.of[telling.report] for telling in news)
    return min(counted, key=lambda story: (-counted[story], story))


def _most(values: list[T]) -> T | None:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _status(tellings: list[Telling]) -> tuple[Status, str]:
    counted = Counter(telling.event.status for telling in tellings)
    first = _FIRMEST.index
    if tellings[0].status_class == "real":
        status = min(counted, key=first)
    else:
        status = min(counted, key=lambda status: (-counted[status], first(status)))
    if len(counted) == 1:
        return status, ""
    told = ", ".join(f"{name} ({counted[name]})" for name in sorted(counted, key=first))
    return status, f"status “{status}”: told as {told}"


def _place(places: PlacesFound, tellings: list[Telling]) -> tuple[int, str]:
    """The narrowest of the places that fit most of what is told; a place fits those it lies in, near or around."""
    told = sorted(telling.place for telling in tellings if telling.place >= 0)
    if not told:
        return -1, ""
    fits = {one: sum(places.lie(one, other) in ("same", "near", "within") for other in told) for one in told}
    chosen = places.narrowest([one for one in told if fits[one] == max(fits.values())])
    others = sorted({places.everywhere[number].place.name for number in told if number != chosen})
    if not others:
        return chosen, ""
    name = places.everywhere[chosen].place.name
    return chosen, f"place {name}: the narrowest that fits most of those told (also {', '.join(others)})"


def _when(corpus: Corpus, tellings: list[Telling]) -> Interval:
    """The days that all tellings allow, from the words of the narrowest; open where none gives any."""
    low, high = max(telling.low for telling in tellings), min(telling.high for telling in tellings)
    torn = low > high
    if torn:
        low = min((telling.low for telling in tellings if telling.low != NEVER), default=NEVER)
        high = max((telling.high for telling in tellings if telling.high != EVER), default=EVER)
    timed = [telling for telling in tellings if telling.event.when is not None]
    if not timed:
        first, last, told = days_of_reports(corpus, tellings)
        if max(low, first) <= min(high, last) and (first, last) != (NEVER, EVER):
            low, high = max(low, first), min(high, last)
            return Interval(
                None if low == NEVER else day_text(low), None if high == EVER else day_text(high),
                "; ".join(part for part in (told, _published_bound(corpus, tellings, low, high)) if part), None,
            )  # fmt: skip
    if not timed and low == NEVER and high == EVER:
        return Interval(None, None, "no report says when")
    parts: list[str] = []
    words = None
    if timed:
        best = min(timed, key=lambda telling: (telling.high - telling.low, telling.number))
        when = corpus.accounts[best.report].times[best.event.when or 0]
        words = spaced(when.span.text)
        parts.append(when.why or f"“{words}”")
        narrowed = [telling for telling in timed if (telling.low, telling.high) != (best.low, best.high)]
        if torn:
            parts.append("put together by a person although the tellings give different days")
        elif (low, high) != (best.low, best.high) and narrowed:
            others = sorted({_timed(corpus, telling) for telling in narrowed})
            parts.append(f"narrowed to {interval_text(low, high)} by {', '.join(others[:3])}")
    bound = _published_bound(corpus, tellings, low, high)
    if bound:
        parts.append(bound)
    return Interval(
        None if low == NEVER else day_text(low), None if high == EVER else day_text(high), "; ".join(parts), words
    )


def _timed(corpus: Corpus, telling: Telling) -> str:
    span = corpus.accounts[telling.report].times[telling.event.when or 0].span
    return f"“{spaced(span.text)}” in {corpus.outlet(telling.report)}"


def _published_bound(corpus: Corpus, tellings: list[Telling], low: int, high: int) -> str:
    """Why the interval ends where it does, when that is the day of a report's publication."""
    if high == EVER or low == high:
        return ""
    for telling in tellings:
        known = corpus.reports[telling.report].published
        if (
            telling.event.status != "happened"
            or known is None
            or known.latest is None
            or day_number(known.latest) != high
        ):
            continue
        when = telling.event.when
        stated = corpus.accounts[telling.report].times[when].latest if when is not None else None
        if stated is None or day_number(stated) != high:
            return f"told as having happened in a report published by {known.latest}"
    return ""


def event_label(kind: str, place: str | None, when: Interval) -> str:
    """An event for people: "ASSAULT, Dashisha, 2018-06-03"."""
    parts = [kind, *([place] if place else [])]
    if when.earliest and when.earliest == when.latest:
        parts.append(when.earliest)
    elif when.earliest or when.latest:
        parts.append(f"{when.earliest or '…'} to {when.latest or '…'}")
    return ", ".join(parts)
