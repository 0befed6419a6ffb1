"""People to whom harm was done, numbered or not: "a toddler was shot", "Ann Vale, 34, died", "killed two guards".

A victim is a noun, a name or a pronoun that stands where those harmed stand: object of a verb of harm, or its subject
in the passive, in a headline and of verbs like "die"; what is "found dead" or "in critical condition"; "of" after a
death or a killing. Those told of as perhaps, not or nearly harmed are left out.
"""

from __future__ import annotations

from dateline.claims.harms import Harms
from dateline.claims.people import People
from dateline.claims.victim_words import WORSE, Fate, Victim, victim_words
from dateline.model.reading import Reading

__all__ = ["Victim", "find_victims"]


def find_victims(reading: Reading) -> list[Victim]:
    """The victims of a reading in the order of the text, each phrase with the worst that is told of it."""
    people = People(reading)
    harms = Harms(reading, people)
    own: dict[int, Fate] = {}
    for word in range(len(reading)):
        for told, fate in harms.harmed(word):
            head = people.head(told)
            if head not in own or WORSE[fate] > WORSE[own[head]]:
                own[head] = fate
    shared: dict[int, Fate] = {}
    for head, fate in own.items():
        for other in people.joined(head):
            if other not in own:  # what is told of itself ("one dead and three wounded") counts more
                shared[other] = _beside(reading, head, other) or fate
    found = [people.victim(word, fate) for word, fate in sorted({**own, **shared}.items())]
    return [victim for victim in found if victim is not None]


def _beside(reading: Reading, head: int, other: int) -> Fate | None:
    """The fate that words beside those joined give them ("killed two and wounded three", "one dead, three hurt")."""
    states = victim_words().states
    words = [form.lower() for form in reading.words[head + 1 : other]] + [
        form.lower() for form in reading.words[other + 1 : other + 2]
    ]
    return next((states[form] for form in reversed(words) if form in states), None)
