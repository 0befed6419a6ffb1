"""Folding: words that tell of one event give one telling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import find_actors, load_known
from dateline.events import find_events, load_codebook
from dateline.model.reading import Reading

CASES = [
    ("The general vowed to shell the port.", ["vowed"]),
    ("Chad called on the minister to resign.", ["called"]),
    ("Chad called for an inquiry into the raid.", ["called", "raid"]),
    ("Niger offered to receive the wounded and to free the pilot.", ["offered"]),
    ("Chad accused Niger of shelling the port.", ["accused", "shelling"]),
    ("Niger denied that its troops had shelled the port.", ["denied", "shelled"]),
    ("The dockers' union called on its members to strike on Friday.", ["called", "strike"]),
    ("The prosecutor insisted that the kidnappers demanded a ransom.", ["insisted", "demanded"]),
    ("Police fired tear gas.", ["fired"]),
    ("Ten thousand people took part in the march.", ["march"]),
    ("Teachers joined the strike.", ["joined"]),
    ("Analysts said the group lost territory in May.", []),
    ("A report warns of a new drought.", []),
    ("An official requested anonymity.", []),
]


@pytest.mark.parametrize(("text", "triggers"), CASES)
def test_folded(read: Callable[[str], Reading], text: str, triggers: list[str]) -> None:
    reading = read(text)
    events = find_events(reading, load_codebook(), find_actors(reading, load_known()), ())
    assert [event.trigger.text.split()[0] for event in events] == triggers


def test_threat_takes_the_status_of_what_it_announces(read: Callable[[str], Reading]) -> None:
    reading = read("The rebels threatened to kill the mayor of Moundou.")
    (event,) = find_events(reading, load_codebook(), find_actors(reading, load_known()), ())
    assert (event.type, event.status) == ("THREATEN", "threatened")
    assert event.recipients
