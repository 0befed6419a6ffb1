"""Codes: precedence, modes by means and content, contexts, headlines, what is none; each with its evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import find_actors, load_known
from dateline.events import find_events, foremost, load_codebook, told_as
from dateline.model.account import Event
from dateline.model.reading import Reading

CODEBOOK = load_codebook()

# sentence, trigger, type, mode, the one code of it
CODES = [
    ("Chad agreed to withdraw from the district.", "agreed", "CONCEDE", None, ("CONCEDE", None)),
    ("Chad will withdraw from the district.", "withdraw", "RETREAT", "withdraw", ("CONCEDE", None)),
    ("Chad agreed to help Niger.", "agreed", "AGREE", None, ("AGREE", None)),
    ("The general promised to arrest the traders.", "promised", "THREATEN", "arrest", ("THREATEN", "arrest")),
    ("Both sides agreed to a ceasefire.", "agreed to a ceasefire", "RETREAT", "ceasefire", ("RETREAT", "ceasefire")),
    ("Chad asked Niger for talks.", "asked", "REQUEST", "meet", ("REQUEST", "meet")),
    ("Chad refused to free the pilot.", "refused", "REJECT", "yield", ("REJECT", "yield")),
    ("Drones hit a depot in Moundou.", "hit", "ASSAULT", "drone", ("ASSAULT", "drone")),
    ("Raiders with machetes attacked a village.", "attacked", "ASSAULT", "primitive", ("ASSAULT", "primitive")),
    ("Chad will send doctors to Niger.", "send", "AID", None, ("AGREE", None)),
    ("Chad will expel the envoy of Niger.", "expel the envoy", "SANCTION", "expel", ("THREATEN", "expel")),
    ("Chad and Niger signed a treaty.", "signed a treaty", "SUPPORT", None, ("SUPPORT", None)),
    ("Niger called up reservists.", "called up reservists", "MOBILIZE", "troops", ("MOBILIZE", "troops")),
]  # fmt: skip


def events_of(reading: Reading) -> tuple[Event, ...]:
    return find_events(reading, CODEBOOK, find_actors(reading, load_known()), ())


@pytest.mark.parametrize(("text", "trigger", "kind", "mode", "code"), CODES)
def test_codes(
    read: Callable[[str], Reading],
    text: str,
    trigger: str,
    kind: str,
    mode: str | None,
    code: tuple[str, str | None],
) -> None:
    found = events_of(read(text))
    event = next((event for event in found if event.trigger.text == trigger), None)
    assert event is not None, [event.trigger.text for event in found]
    assert (event.type, event.mode) == (kind, mode)
    assert told_as(CODEBOOK, event) == code


def test_precedence_and_means_are_told(read: Callable[[str], Reading]) -> None:
    (agreed,) = (event for event in events_of(read("Chad agreed to withdraw.")) if event.trigger.text == "agreed")
    assert any("not AGREE" in why and "“withdraw”" in why for why in agreed.why)
    (hit,) = events_of(read("Drones hit a depot in Moundou."))
    assert any("drone" in why.lower() for why in hit.why)


def test_contexts_have_their_words(read: Callable[[str], Reading]) -> None:
    (event,) = events_of(read("Police arrested a bishop over a bribe."))
    assert set(event.contexts) == {"religion_ethnicity", "corruption"}
    assert "context corruption: “bribe”" in event.why
    (event,) = events_of(read("A court convicted him."))
    assert "legal" in event.contexts


NONE = [
    "The storm struck the coast.",
    "The virus attacks the liver.",
    "A heart attack killed the poet.",
    "The figures do not agree with the census.",
    "The recipe calls for two eggs.",
    "The band released its third album.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_none(read: Callable[[str], Reading], text: str) -> None:
    assert [event.trigger.text for event in events_of(read(text))] == []


# headline, the code of the event that comes first
HEADLINES = [
    ("Union Chief Hails Court Decision", "SUPPORT"),
    ("Chad, Niger to Meet on Border Dispute", "AGREE"),
    ("Junta Frees Editor After Weeks of Protests", "RETREAT"),
    ("Senate Votes Down Gun Bill", "REJECT"),
]


@pytest.mark.parametrize(("text", "code"), HEADLINES)
def test_headlines(read: Callable[[str], Reading], text: str, code: str) -> None:
    reading = read(text)
    events = events_of(reading)
    first = events[foremost(reading, events)[0]]
    assert told_as(CODEBOOK, first)[0] == code


def test_the_headline_comes_before_the_lead(read: Callable[[str], Reading]) -> None:
    reading = read("Minister resigns\n\nSoldiers shelled a market in Moundou.")
    events = events_of(reading)
    assert [events[index].type for index in foremost(reading, events)] == ["RETREAT", "ASSAULT"]
