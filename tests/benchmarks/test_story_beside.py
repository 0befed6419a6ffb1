"""Triples of subject, verb and object as a record: what task `story` scores of another extractor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.story.beside import triple_record, verb_types
from dateline.events import load_codebook

TEXT = "Rebels were arrested by Chad. Chad said nothing."


@dataclass
class Sentence:
    start_char: int
    end_char: int


@dataclass
class Token:
    """As much of a spaCy token as the record needs."""

    i: int
    text: str
    idx: int
    pos_: str
    dep_: str
    sent: Sentence
    doc: list[Token]
    children: list[Token] = field(default_factory=list)


def made(text: str) -> list[Token]:
    """The words of a text, without a tree."""
    doc: list[Token] = []
    place = 0
    for number, word in enumerate(text.replace(".", " .").split()):
        place = text.index(word, place)
        sentence = Sentence(0, 29) if place < 29 else Sentence(30, len(text))
        tag = "VERB" if word in ("arrested", "said") else "NOUN"
        dep = "nsubjpass" if word == "Rebels" else "nsubj"
        doc.append(Token(number, word, place, tag, dep, sentence, doc))
    return doc


def triples(doc: Any) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Two triples by hand."""
    yield [doc[0]], [doc[1], doc[2]], [doc[4]]
    yield [doc[6]], [doc[7]], [doc[8]]


def test_the_passive_is_turned_round_and_unlisted_verbs_are_left_out() -> None:
    type_of = verb_types(load_codebook())
    every = triple_record({"a.txt": TEXT}, made, triples, type_of, listed=False)
    listed = triple_record({"a.txt": TEXT}, made, triples, type_of, listed=True)
    assert [event.sources[0].span.text for event in every.events] == ["arrested", "said"]
    (event,) = listed.events
    assert (event.type, event.actors, event.recipients) == ("COERCE", ("act_Chad",), ("act_Rebels",))
    assert event.sources[0].sentence is not None
    assert event.sources[0].sentence.text == "Rebels were arrested by Chad."
    assert {actor.name: len(actor.sources) for actor in every.actors} == {"Rebels": 1, "Chad": 2, "nothing": 1}
