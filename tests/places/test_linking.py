"""Which place belongs to which event, in readings of the shipped reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading
from dateline.places import Gazetteer, find_places, place_of
from tests.places.marked import marked

# sentence, trigger, words of the place's mention
LINKED = [
    ("Gunmen attacked a convoy near Kirkuk on Monday.", "attacked", "near Kirkuk"),
    ("Rebels seized Afrin after a week of fighting.", "seized", "Afrin"),
    ("Mosul was captured by rebels on Sunday.", "captured", "Mosul"),
    ("At least five people were killed in Mosul on Friday.", "killed", "Mosul"),
    ("A bomb exploded at a market in Baghdad, killing six people.", "killing", "Baghdad"),
    ("The seizure of Mosul shocked the army.", "seizure", "Mosul"),
    ("Thousands of students protested in the city of Homs.", "protested", "Homs"),
    ("Two soldiers died in an ambush in Helmand province.", "ambush", "Helmand province"),
    ("Police in Nairobi fired tear gas, and a minister spoke in London.", "fired", "Nairobi"),
    ("Shelling destroyed a hospital in Idlib.", "destroyed", "Idlib"),
]


@pytest.mark.parametrize(("text", "trigger", "words"), LINKED)
def test_linked(gazetteer: Gazetteer, read: Callable[[str], Reading], text: str, trigger: str, words: str) -> None:
    reading = read(text)
    places = find_places(reading, gazetteer)
    found = place_of(reading, reading.words.index(trigger), places)
    assert found is not None
    assert words in {span.text for span in places[found].mentions}


# sentence, trigger
NOT_LINKED = [
    ("The gunmen attacked the convoy, the envoy to Syria said.", "attacked"),
    ("U.S. helicopters attacked the convoy.", "attacked"),
    ("The minister said in Brussels that the army had attacked the convoy.", "attacked"),
]


@pytest.mark.parametrize(("text", "trigger"), NOT_LINKED)
def test_not_linked(gazetteer: Gazetteer, read: Callable[[str], Reading], text: str, trigger: str) -> None:
    reading = read(text)
    places = find_places(reading, gazetteer)
    assert places
    assert place_of(reading, reading.words.index(trigger), places) is None


def test_a_place_of_another_sentence_is_not_taken(gazetteer: Gazetteer) -> None:
    reading = marked("Guards slept. Rain fell in [Mosul].")
    places = find_places(reading, gazetteer)
    assert place_of(reading, reading.words.index("fell"), places) == 0
    assert place_of(reading, reading.words.index("slept"), places) is None


def test_two_texts_are_not_mixed_up(gazetteer: Gazetteer) -> None:
    one, other = marked("Rain fell in [Mosul]."), marked("Rain fell at dawn.")
    there, nowhere = find_places(one, gazetteer), find_places(other, gazetteer)
    for _ in range(2):
        assert place_of(one, 1, there) == 0
        assert place_of(other, 1, nowhere) is None
