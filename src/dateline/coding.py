"""From a Reading to an Account: the five coding rooms, composed.

The rooms don't know each other; what one needs of another passes through here.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

import dateline.actors
import dateline.claims
import dateline.events
import dateline.places
import dateline.times
from dateline.actors import Known, find_actors, is_place
from dateline.claims import find_claims, find_figures, find_tolls
from dateline.codebooks import Book, version_of
from dateline.events import Codebook, find_events, find_relations
from dateline.happening import detached, find_happening, not_ahead, placed, settled
from dateline.model.account import Account, Actor, Event, Figure
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.spans import Span
from dateline.narrative import lend_places, lend_times
from dateline.places import Gazetteer, find_places, place_of
from dateline.scene import in_scene
from dateline.times import find_times, time_of

_HARM = frozenset(("killed", "injured", "missing", "displaced", "detained"))
_TOLLS = frozenset(("killed", "injured"))
_HARMFUL = frozenset(("ASSAULT", "COERCE", "PROTEST"))


class Coder:
    """The rooms with their tables, loaded once per process."""

    def __init__(self, codebook: Codebook, known: Known, gazetteer: Gazetteer, book: str | None = None) -> None:
        """`book` is the version of the codebook as accounts carry it, else its name and version."""
        self._codebook = codebook
        self._known = known
        self._gazetteer = gazetteer
        self.versions = {
            "actors": f"{dateline.actors.VERSION}/{known.version}",
            "claims": dateline.claims.VERSION,
            "events": f"{dateline.events.VERSION}/{book or f'{codebook.name}-{codebook.version}'}",
            "places": f"{dateline.places.VERSION}/{gazetteer.version}",
            "times": dateline.times.VERSION,
        }

    @classmethod
    def shipped(cls, book: Book | None = None) -> Coder:
        """With the tables inside the package and what the user has added to them; `book` instead of its codebook."""
        codebook = dateline.events.load_codebook() if book is None else book.codebook()
        return cls(codebook, dateline.actors.load_known(), Gazetteer.shipped(), version_of(book))

    def account(self, report: Report, reading: Reading, versions: dict[str, str]) -> Account:
        """What the report says, each item on its span; `versions` names what made it."""
        actors = find_actors(reading, self._known)
        times = find_times(reading, report.published)
        places = find_places(reading, self._gazetteer, report.dateline, _acting(reading, actors))
        claims = find_claims(reading, actors)
        figures = find_figures(reading, claims, times)
        events = find_events(reading, self._codebook, actors, claims)
        word_at = {start: word for word, start in enumerate(reading.starts)}
        events = tuple(
            replace(
                event,
                place=place_of(reading, word_at[event.trigger.start], places),
                when=time_of(reading, word_at[event.trigger.start], times),
            )
            for event in events
        )
        events = placed(reading, detached(reading, events, times), places)
        happening = find_happening(reading, events, actors)
        events = lend_times(reading, events, times, happening)
        times = settled(times, events, report.published)
        events = not_ahead(times, events, report.published)
        events = in_scene(reading, events, times, happening, report.published)
        events = lend_places(reading, events, places, happening)
        sentences = _Sentences(reading)
        claims = tuple(replace(claim, sentence=sentences.around(claim.cue)) for claim in claims)
        counted = _measured(_placed(figures, sentences), events)
        seed = happening.seed if happening is not None else None
        if events[seed].type == "ASSAULT" if seed is not None else any(figure.unit in _TOLLS for figure in figures):
            tolls = find_tolls(reading, figures, claims)
            counted += tuple(replace(toll, event=seed) for toll in _placed(tolls, sentences))
        return Account(
            report=report.id,
            versions=versions,
            actors=actors,
            places=places,
            times=times,
            events=events,
            claims=claims,
            figures=counted,
            relations=find_relations(reading, actors, events),
        )


def _acting(reading: Reading, actors: tuple[Actor, ...]) -> frozenset[tuple[int, int]]:
    """Words (first, last) of the place names that stand for governments."""
    taken = {(span.start, span.end) for actor in actors for span in actor.mentions}
    return frozenset(
        (name.first, name.last)
        for name in reading.names
        if name.type == "LOC"
        and (reading.starts[name.first], reading.ends[name.last]) in taken
        and not is_place(reading, name.first, name.last)
    )


def _measured(figures: tuple[Figure, ...], events: tuple[Event, ...]) -> tuple[Figure, ...]:
    """Figures with the event whose harm they count: the nearest one of a kind that harms in the same sentence."""
    by_sentence: dict[int, list[int]] = {}
    for index, event in enumerate(events):
        by_sentence.setdefault(event.sentence.start, []).append(index)
    found = []
    for figure in figures:
        near = by_sentence.get(figure.sentence.start, []) if figure.sentence else []
        if figure.unit in _HARM:
            near = [index for index in near if events[index].type in _HARMFUL]
        else:
            near = [index for index in near if figure.span.start < events[index].sentence.end]
        best = min(near, key=lambda index: (abs(events[index].trigger.start - figure.span.start), index), default=None)
        found.append(replace(figure, event=best))
    return tuple(found)


def _placed(figures: tuple[Figure, ...], sentences: _Sentences) -> tuple[Figure, ...]:
    """Figures with the sentence in which each stands."""
    return tuple(replace(figure, sentence=sentences.around(figure.span)) for figure in figures)


class _Sentences:
    """The sentences of a reading, found by a place in its text."""

    def __init__(self, reading: Reading) -> None:
        self._spans = [reading.sentence_span(number) for number in range(len(reading.sentences))]
        self._starts = [span.start for span in self._spans]

    def around(self, span: Span) -> Span | None:
        """The sentence that holds the span, or None where it runs over several."""
        number = bisect_right(self._starts, span.start) - 1
        return self._spans[number] if number >= 0 and self._spans[number].contains(span) else None
