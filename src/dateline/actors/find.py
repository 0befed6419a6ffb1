"""Everybody who acts, is acted on or speaks in one report."""

from __future__ import annotations

from dateline.actors.acronyms import find_equations, with_initials
from dateline.actors.backing import equate_by_links, name_links, settle_police
from dateline.actors.cast import Cast, Part
from dateline.actors.described import Described
from dateline.actors.governments import acts
from dateline.actors.hits import Hit
from dateline.actors.known import NAME, Known
from dateline.actors.names import name_actors, with_short_forms
from dateline.actors.offices import give_offices, settle_bodies, settle_holders
from dateline.actors.overlaps import merged_hits
from dateline.actors.owned import settle_owned
from dateline.actors.persons import Persons
from dateline.actors.phrases import find_phrases
from dateline.actors.pronouns import find_pronouns
from dateline.actors.references import References
from dateline.model.account import Actor
from dateline.model.reading import Reading


def find_actors(reading: Reading, known: Known) -> tuple[Actor, ...]:
    """The actors of a report in the order of their first mention, each with every span that names it.

    Mentions of different actors may lie inside one another ("ORF" in "ORF spokesman Adoum Tahir"). `represents`
    counts in the returned tuple.
    """
    cast = Cast(reading, known)
    hits = with_initials(reading, merged_hits(reading, known))
    hits = with_short_forms(cast, hits, find_equations(reading, hits))
    persons = Persons(cast)
    persons.read(hits)
    places = name_actors(cast, hits)
    name_links(cast, hits)
    phrases = find_phrases(reading, hits)
    used = give_offices(cast, persons.people, hits, phrases)
    described = Described(cast)
    states = [(hit.first, hit.entry) for hit in hits if hit.is_state and hit.entry is not None]
    references = References(cast, described, states)
    covered = _covered(cast)
    for phrase in phrases:
        if phrase.head in used or phrase.head in covered:
            continue
        part = references.refer(phrase) or described.read(phrase)
        if part is not None:
            references.seen(part, phrase.first, phrase.end, "described")
    equate_by_links(cast, described)
    settle_police(cast, described)
    find_pronouns(cast)
    settle_owned(cast, described)
    settle_bodies(cast)
    settle_holders(cast, described)
    _places_of_acting_states(cast, places)
    return cast.actors()


def acting_places(reading: Reading, known: Known) -> frozenset[tuple[int, int]]:
    """First and last words of the names of states and capitals that stand for a government here."""
    return frozenset(
        (hit.first, hit.last)
        for hit in merged_hits(reading, known)
        if hit.is_state and hit.whole_words and hit.type == "LOC" and acts(reading, hit.first, hit.last)
    )


def _covered(cast: Cast) -> set[int]:
    """Words inside a mention that is a name with its word of kind ("ISIS terrorists")."""
    return {
        word for part in cast.parts if part.kind != "person" for sighting in part.sightings
        for word in range(sighting.first, sighting.last + 1) if sighting.how == "name"
    }  # fmt: skip


def _places_of_acting_states(cast: Cast, places: list[Hit]) -> None:
    """A state that acts in the report is named wherever its name stands, also where that is a place ("in Iraq")."""
    for hit in places:
        if hit.entry is None or NAME not in hit.parts:
            continue
        part: Part | None = cast.seen_entry(hit.entry)
        if part is not None and part.sightings:
            part.see_run(hit.first, hit.last, hit.start, hit.end, "place")
