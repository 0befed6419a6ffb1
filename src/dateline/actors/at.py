"""Which actor stands at a word, with the names of states left out where they are places."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.actors.governments import is_place
from dateline.model.account import Actor
from dateline.model.mentions import mention_heads, words_of_span
from dateline.model.reading import Reading


def actor_at(reading: Reading, actors: Sequence[Actor]) -> dict[int, int]:
    """Index of the actor for each word that heads a mention where the actor acts, is acted on or speaks.

    A state's name after a preposition of place ("in Iraq") is a mention, but nobody acts there: it is left out.
    """
    places = set()
    for index, actor in enumerate(actors):
        if actor.kind != "state":
            continue
        for span in actor.mentions:
            words = words_of_span(reading, span)
            if words is not None and is_place(reading, *words):
                places.add((index, words))
    left_out = {(index, word) for index, (first, last) in places for word in range(first, last + 1)}
    return {word: index for word, index in mention_heads(reading, actors).items() if (index, word) not in left_out}
