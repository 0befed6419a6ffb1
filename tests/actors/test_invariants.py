"""What holds for every text: exact spans, indices inside the tuple, the same result twice, no square of the length."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.actors import acting_places, actor_at, find_actors, load_known, merge_keys, same_actor
from dateline.model.mentions import actor_of_span, mention_heads, words_of_span
from dateline.model.reading import Reading

Read = Callable[[str], Reading]

WORDS = (
    "the a its Iraqi Syrian US-backed Kurdish-led anti-IS and of for in from with forces army group ministry officials "
    "SDF (SDF) [IS] ISIS Islamic State Washington Turkey Turkey's President Holm Anna Holm, Mr. said told attacked , . "
    "he it two dozens gunmen police “ ” spokesman loyal to backed by is - Syrian Democratic Forces U.S. Pentagon "
    "Boko Haram militant coalition Georgia New Mexico 's also known as"
).split()

TEXT = (
    "The Syrian Democratic Forces (SDF) and Iraqi forces met on Sunday, SDF spokesman Omar Haddad said. He thanked the "
    "US-led coalition. Turkey condemned the meeting; Ankara said that the group threatens its border. Officials in "
    "Baghdad denied it. Two soldiers and dozens of residents were hurt when gunmen attacked the army.\n\n"
)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words(read: Read, words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    actors = find_actors(reading, load_known())
    for index, actor in enumerate(actors):
        assert actor.mentions
        assert actor.why
        assert actor.represents is None or (0 <= actor.represents < len(actors) and actor.represents != index)
        starts = [(span.start, span.end) for span in actor.mentions]
        assert starts == sorted(set(starts))
        for span in actor.mentions:
            assert text[span.start : span.end] == span.text
            assert words_of_span(reading, span) is not None
        for other in actors:
            reason = same_actor(actor, other)
            assert reason is None or set(merge_keys(actor)) & set(merge_keys(other))
    assert find_actors(reading, load_known()) == actors
    places = acting_places(reading, load_known())
    assert all(0 <= first <= last < len(reading) for first, last in places)


def test_heads_of_mentions(read: Read) -> None:
    reading = read(
        "Iraqi forces and Turkey attacked the town in Syria, SDF spokesman Omar Haddad said. Syria denied it."
    )
    actors = find_actors(reading, load_known())
    heads = {reading.words[word]: actors[index].name for word, index in actor_at(reading, actors).items()}
    assert heads["forces"] == "Armed forces of Iraq"
    assert heads["Turkey"] == "Turkey"
    assert heads["Omar"] == "Omar Haddad"
    syria = [word for word, text in enumerate(reading.words) if text == "Syria"]
    assert syria[0] not in actor_at(reading, actors)
    assert syria[1] in actor_at(reading, actors)
    assert syria[0] in mention_heads(reading, actors)


def test_actor_of_a_span(read: Read) -> None:
    text = "SDF spokesman Omar Haddad said so."
    reading = read(text)
    actors = find_actors(reading, load_known())
    whole = reading.span(0, 3)
    found = actor_of_span(actors, whole)
    assert found is not None
    assert actors[found].name == "Omar Haddad"
    assert actor_of_span(actors, reading.span(4, 4)) is None


def test_places_that_act(read: Read) -> None:
    reading = read("Talks between Washington and Ankara failed in Ankara.")
    words = {(reading.words[first], first) for first, _ in acting_places(reading, load_known())}
    assert {word for word, _ in words} <= {"Washington", "Ankara"}
    assert max(first for _, first in words) < len(reading) - 2


def test_twice_the_text_takes_about_twice_as_long(read: Read) -> None:
    known = load_known()
    short, long = read(TEXT * 20), read(TEXT * 80)
    find_actors(short, known)

    def seconds(reading: Reading) -> float:
        best = 1e9
        for _ in range(3):
            start = perf_counter()
            find_actors(reading, known)
            best = min(best, perf_counter() - start)
        return best

    assert seconds(long) < 10 * seconds(short)
