"""Who did what to whom, and how it is told: sentences and what a coder would write down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import Known, find_actors, load_known
from dateline.events import find_events, load_codebook
from dateline.model.account import Actor, Event
from dateline.model.reading import Reading

CODEBOOK = load_codebook()

# sentence, trigger, type, mode, actors, recipients, status
CASES = [
    ("Ethiopia attacked Eritrea on Monday.", "attacked", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("Eritrea was attacked by Ethiopia.", "attacked", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia launched an offensive against Eritrea.", "launched an offensive", "ASSAULT", None, ["Ethiopia"], ["Eritrea"],
     "happened"),
    ("An attack by Ethiopia on Eritrea left houses in ruins.", "attack", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia plans to attack Eritrea.", "attack", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "planned"),
    ("Ethiopia denied that it attacked Eritrea.", "attacked", "ASSAULT", None, None, ["Eritrea"], "denied"),
    ("Ethiopia did not attack Eritrea.", "attack", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "denied"),
    ("Ethiopia could attack Eritrea.", "attack", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "possible"),
    ("Ethiopia is shelling Eritrea.", "shelling", "ASSAULT", "heavy-weapons", ["Ethiopia"], ["Eritrea"], "ongoing"),
    ("Ethiopia vowed to withdraw from Eritrea.", "vowed", "CONCEDE", None, ["Ethiopia"], ["Eritrea"], "promised"),
    ("If Ethiopia attacks Eritrea, the truce is over.", "attacks", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "hypothetical"),
    ("Ethiopia met with Eritrea in Nairobi.", "met", "CONSULT", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia and Eritrea signed a peace agreement.", "signed a peace agreement", "SUPPORT", None, ["Ethiopia"], ["Eritrea"],
     "happened"),
    ("Ethiopia accused Eritrea of fraud.", "accused", "ACCUSE", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia urged Eritrea to leave.", "urged", "REQUEST", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia imposed sanctions on Eritrea.", "imposed sanctions", "SANCTION", "discontinue", ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia provided food to Eritrea.", "provided", "AID", None, ["Ethiopia"], ["Eritrea"], "happened"),
    ("The dispute between Ethiopia and Eritrea grew.", "dispute", "ACCUSE", "disapprove", ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia condemned Eritrea's shelling of the town.", "condemned", "ACCUSE", "disapprove", ["Ethiopia"], ["Eritrea"],
     "happened"),
    ("Ethiopia threatened to attack Eritrea.", "threatened", "THREATEN", "violence", ["Ethiopia"], ["Eritrea"], "threatened"),
    ("Ethiopia vowed to expel Eritrea.", "vowed", "THREATEN", "expel", ["Ethiopia"], ["Eritrea"], "promised"),
    ("The withdrawal of Ethiopia from the zone began on Monday.", "withdrawal", "RETREAT",
     "withdraw", ["Ethiopia"], [], "happened"),
    ("Ethiopia called on Eritrea to withdraw its troops.", "called", "REQUEST", "yield", ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia called on Eritrea to march on Friday.", "march", "PROTEST", "demo", None, None, "hypothetical"),
    ("Ethiopia will stay until Eritrea is defeated.", "defeated", "ASSAULT", None, [], ["Eritrea"], "hypothetical"),
    ("Ethiopia lost the town to Eritrea.", "lost", "ASSAULT", None, ["Eritrea"], ["Ethiopia"], "happened"),
    ("Talks with Eritrea collapsed.", "Talks with Eritrea collapsed", "CONSULT", None, [], ["Eritrea"],
     "happened"),
    ("The truce with Eritrea has held.", "truce with Eritrea has held", "RETREAT", "ceasefire", [], ["Eritrea"],
     "happened"),
    ("Ethiopia denied having attacked Eritrea.", "attacked", "ASSAULT", None, ["Ethiopia"], ["Eritrea"], "denied"),
    ("Ethiopia demanded that Eritrea apologise.", "demanded", "REQUEST", "yield", ["Ethiopia"], ["Eritrea"], "happened"),
    ("Ethiopia backs Eritrea.", "backs", "SUPPORT", None, ["Ethiopia"], ["Eritrea"], "ongoing"),
    ("A state of emergency was declared in Eritrea.", "declared", "COERCE", "martial-law", [], None, "happened"),
    ("A bomb planted by Eritrea exploded at the station.", "exploded", "ASSAULT", "explosives", ["Eritrea"], [], "happened"),
    ("Ethiopia is due to visit Eritrea on Monday.", "visit", "CONSULT", "visit", ["Ethiopia"], ["Eritrea"], "planned"),
    ("Ethiopia and Eritrea are to meet in Oslo.", "meet", "CONSULT", None, ["Ethiopia"], ["Eritrea"], "planned"),
    ("The planned attack on Eritrea alarmed the region.", "attack", "ASSAULT", None, [], ["Eritrea"], "planned"),
    ("Soldiers seized power in Lome.", "seized power", "ASSAULT", None, [], None, "happened"),
]  # fmt: skip


def _events(reading: Reading) -> tuple[list[Actor], tuple[Event, ...]]:
    """The events of a reading whose actors are its names, one actor a name."""
    spans = [reading.span(name.first, name.last) for name in reading.names]
    actors = [
        Actor(name=form, kind="state", mentions=tuple(span for span in spans if span.text == form))
        for form in dict.fromkeys(span.text for span in spans)
    ]
    return actors, find_events(reading, CODEBOOK, tuple(actors), ())


@pytest.mark.parametrize(("text", "trigger", "kind", "mode", "who", "whom", "status"), CASES)
def test_cases(
    read: Callable[[str], Reading],
    text: str,
    trigger: str,
    kind: str,
    mode: str | None,
    who: list[str] | None,
    whom: list[str] | None,
    status: str,
) -> None:
    actors, events = _events(read(text))
    event = next((event for event in events if event.trigger.text == trigger), None)
    assert event is not None, [event.trigger.text for event in events]
    assert (event.type, event.mode, event.status) == (kind, mode, status)
    if who is not None:
        assert [actors[index].name for index in event.actors] == who
    if whom is not None:
        assert [actors[index].name for index in event.recipients] == whom
    assert all(event.why)


# the same with the actors that the actors room finds, those without a name included
DESCRIBED = [
    ("Two policemen were shot dead by masked gunmen in Quetta.", "shot", "ASSAULT", ["masked gunmen in Quetta"], ["policemen"],
     "happened"),
    ("Five people were wounded in an attack by the rebels on a bus.", "wounded", "ASSAULT", ["rebels"], ["people"], "happened"),
    ("The attack left 12 people dead and dozens injured.", "injured", "ASSAULT", [], ["people"], "happened"),
    ("An explosion outside a mosque killed nine worshippers.", "explosion", "ASSAULT", [], ["worshippers"], "happened"),
    ("The rebels freed 20 soldiers on Friday.", "freed", "RETREAT", ["rebels"], ["soldiers"], "happened"),
    ("The minister's arrest angered students.", "arrest", "COERCE", [], ["minister"], "happened"),
    ("Four pilgrims died when a bomb went off at the shrine.", "died", "ASSAULT", [], ["pilgrims"], "happened"),
    ("Hamas claimed responsibility for the bombing of a market.", "bombing", "ASSAULT", ["Hamas"], [], "happened"),
    ("Protesters threw stones at the governor.", "threw stones", "PROTEST", ["Protesters"], None, "happened"),
    ("Families fled the city at dawn.", "fled", "RETREAT", ["Families"], [], "happened"),
    ("A nurse was shot and killed by soldiers in Goma.", "killed", "ASSAULT", ["soldiers in Goma"], ["nurse"], "happened"),
    ("A man was stabbed to death in Lyon.", "stabbed", "ASSAULT", [], ["man"], "happened"),
    ("The minister was accused of beating prisoners.", "beating", "ASSAULT", ["minister"], ["prisoners"], "happened"),
    ("The army rejected a claim that its planes had bombed a bridge.", "bombed", "ASSAULT", None, None, "denied"),
    ("No country has committed to sending troops.", "committed", "AGREE", None, None, "denied"),
    ("The union called off its strike.", "called off its strike", "CONCEDE", ["union"], [], "happened"),
]  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Known:
    return load_known()


@pytest.mark.parametrize(("text", "trigger", "kind", "who", "whom", "status"), DESCRIBED)
def test_described_actors(
    read: Callable[[str], Reading],
    known: Known,
    text: str,
    trigger: str,
    kind: str,
    who: list[str] | None,
    whom: list[str] | None,
    status: str,
) -> None:
    reading = read(text)
    actors = find_actors(reading, known)
    events = find_events(reading, CODEBOOK, actors, ())
    event = next((event for event in events if event.trigger.text == trigger), None)
    assert event is not None, [event.trigger.text for event in events]
    assert (event.type, event.status) == (kind, status)
    if who is not None:
        assert [actors[index].name.lower() for index in event.actors] == [name.lower() for name in who]
    if whom is not None:
        assert [actors[index].name for index in event.recipients] == whom


NO_EVENT = [
    "The weather in Nairobi was mild.",
    "She was born in Accra in 1961.",
    "The captured village lies in a valley.",
    "The child has life-threatening injuries.",
    "The ministry released a photo of the bridge.",
    "He pleaded guilty in court.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_no_event(read: Callable[[str], Reading], text: str) -> None:
    assert _events(read(text))[1] == ()


def test_the_codebook_is_whole() -> None:
    assert len(CODEBOOK.types) == 16
    for kind in CODEBOOK.types.values():
        assert kind.definition
        assert kind.examples
        assert kind.quad in (1, 2, 3, 4)


@pytest.mark.parametrize("name", list(CODEBOOK.types))
def test_a_type_is_found_in_its_own_examples(read: Callable[[str], Reading], name: str) -> None:
    """The codebook's examples must be coded as the codebook says."""
    for example in CODEBOOK.types[name].examples:
        assert name in {event.type for event in _events(read(example))[1]}, example
