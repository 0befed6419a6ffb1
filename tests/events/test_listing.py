"""Listing: what a coder would not put on a list is left out of reports, by a table that names its signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.actors import find_actors, load_known
from dateline.claims import find_claims
from dateline.events import find_events, load_codebook
from dateline.events.find import find_drafts
from dateline.events.listing import Listing, crossed
from dateline.events.signs import Signs
from dateline.model.reading import Reading

REPORT = """Rebels attack army post in Moundou

Rebels attacked an army post near Moundou on Tuesday, killing four soldiers, the defence ministry said.

The army chased the attackers to the river and arrested six of them.

"We would welcome any cooperation," an engineer said. "A discussion is good, and so is help."

Niger condemned the attack.
"""


def test_nouns_without_parties_go_and_deeds_stay(read: Callable[[str], Reading]) -> None:
    reading = read(REPORT)
    codebook = load_codebook()
    actors = find_actors(reading, load_known())
    claims = find_claims(reading, actors)
    every = find_events(reading, replace(codebook, listing=None), actors, claims)
    listed = find_events(reading, codebook, actors, claims)
    assert {event.trigger for event in listed} < {event.trigger for event in every}
    told = {event.trigger.text.split()[0] for event in listed}
    assert {"attacked", "killing", "arrested", "condemned"} <= told
    assert "help" not in told
    assert set(listed) <= set(every)


def test_a_text_of_few_sentences_is_listed_whole(read: Callable[[str], Reading]) -> None:
    reading = read("We would welcome any cooperation with Niger.")
    codebook = load_codebook()
    actors = find_actors(reading, load_known())
    listed = find_events(reading, codebook, actors, ())
    assert listed == find_events(reading, replace(codebook, listing=None), actors, ())
    assert listed


def test_signs_are_measures_with_names(read: Callable[[str], Reading]) -> None:
    reading = read(REPORT)
    codebook = load_codebook()
    actors = find_actors(reading, load_known())
    drafts = find_drafts(reading, codebook, actors, ())
    signs = Signs(reading, codebook, actors, (), drafts)
    for draft in drafts:
        found = signs.of(draft)
        assert all(-1 <= value <= 1 for value in found.values())
        assert {f"type {draft.type}", f"status {draft.told.status}"} <= set(found)
        assert len(crossed(found)) == 2 * len(found)


def test_the_chance_is_a_sum_of_weights() -> None:
    listing = Listing("1", ("ASSAULT",), bias=0.0, threshold=0.5, weights={"noun": -1.0, "noun: no party": -1.0})
    assert listing.chance({}) == 0.5
    assert listing.chance({"noun": 1.0}) > listing.chance({"noun": 1.0, "no party": 1.0})
    assert listing.chance({"no party": 1.0}) == 0.5
    assert listing.decides(10, "ASSAULT")
    assert not listing.decides(2, "ASSAULT")
    assert not listing.decides(10, "FLOOD")


def test_only_the_shipped_codebook_has_a_listing() -> None:
    shipped = load_codebook()
    assert shipped.listing is not None
    assert set(shipped.listing.types) <= set(shipped.types)
    assert 0 < shipped.listing.threshold < 1
