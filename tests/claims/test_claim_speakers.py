"""Which actor speaks, and through whom a claim came."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.claims import find_claims
from dateline.model.account import Actor
from dateline.model.reading import Reading
from tests.claims.making import actor

Read = Callable[[str], Reading]


def cast(reading: Reading) -> tuple[Actor, ...]:
    """The actors of these texts, as far as a text names them."""
    known = [
        ("person", ("Omar Keita", "Keita"), None),
        ("person", ("Lena Ortiz", "Ortiz"), None),
        ("armed group", ("Hill Brigade",), None),
        ("organisation", ("Delta Monitor",), None),
        ("organisation", ("Reuters",), "MED"),
        ("organisation", ("Riverside Today",), None),
        ("organisation", ("Water Ministry",), None),
        ("group", ("residents",), None),
    ]
    return tuple(
        actor(reading, kind, *forms, sector=sector)  # type: ignore[arg-type]
        for kind, forms, sector in known
        if any(form in reading.text for form in forms)
    )


WHO = [
    ("Keita said the front was quiet.", ["Omar Keita"]),
    ("Omar Keita entered the room. He said the front was quiet.", ["Omar Keita"]),
    ("Omar Keita met Mrs. Lena Ortiz. She said the talks went well.", ["Lena Ortiz"]),
    (
        "Mr. Keita met Mrs. Ortiz. He said the talks went well. She added that more would follow.",
        [
            "Omar Keita",
            "Lena Ortiz",
        ],
    ),
    ("Spokesman Omar Keita said the road was open. “It is safe,” he added.", ["Omar Keita", "Omar Keita"]),
    ("“The road is open,” Keita said. “We patrol it.” “Nobody is in danger,” he added.", ["Omar Keita", "Omar Keita"]),
    ("The Hill Brigade took the bridge. The group said it would hold it.", ["Hill Brigade"]),
    ("A report by the Delta Monitor was published. The report said the river was poisoned.", ["Delta Monitor"]),
    ("Water Ministry officials said the dam was safe.", ["Water Ministry"]),
    ("A spokesman for the Water Ministry said the dam was safe.", ["Water Ministry"]),
    (
        "The dam is safe, the Water Ministry said. The Hill Brigade has rejected the plan. “Nobody asked us,” it said.",
        ["Water Ministry", "Hill Brigade", "Hill Brigade"],
    ),
    ("“They shot at us,” Keita told Riverside Today.", ["Omar Keita"]),
    ("The dam is safe, the mayor, Omar Keita, said. The mayor said the road was open.", ["Omar Keita", "Omar Keita"]),
    ("Mayor Omar Keita was there. The road was open, the town's mayor said.", ["Omar Keita"]),
    ("Keita said the dam was safe. The statement said the road was open.", ["Omar Keita", "Omar Keita"]),
    ("The statement said the dam was safe.", [None]),
    ("He said the dam was safe.", [None]),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_the_actor_who_speaks(read: Read, text: str, expected: list[str | None]) -> None:
    reading = read(text)
    actors = cast(reading)
    speakers = [claim.speaker for claim in find_claims(reading, actors)]
    assert [None if speaker is None else actors[speaker].name for speaker in speakers] == expected


CHAINS = [
    ("Keita said talks had begun.", [["Omar Keita"]]),
    ("Keita told Reuters that talks had begun.", [["Reuters", "Omar Keita"]]),
    ("Keita said in an interview with Reuters that talks had begun.", [["Reuters", "Omar Keita"]]),
    ("Keita told Riverside Today that talks had begun.", [["Riverside Today", "Omar Keita"]]),
    ("Reuters reported that Keita said talks had begun.", [["Reuters"], ["Reuters", "Omar Keita"]]),
    (
        "The Delta Monitor, citing residents, said the town was empty.",
        [
            ["Delta Monitor", "residents"],
            ["Delta Monitor"],
        ],
    ),
    ("In a statement carried by Reuters, Keita said the pilot was free.", [["Reuters", "Omar Keita"]]),
    ("Keita told Ortiz that talks had begun.", [["Omar Keita"]]),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_chains_run_from_the_outside_in(read: Read, text: str, expected: list[list[str]]) -> None:
    reading = read(text)
    actors = cast(reading)
    assert [[actors[link].name for link in claim.chain] for claim in find_claims(reading, actors)] == expected


def test_a_quotation_alone_belongs_to_the_speaker_before(read: Read) -> None:
    reading = read("“The road is open,” Keita said.\n\n“We patrol it day and night.”")
    first, second = find_claims(reading, cast(reading))
    assert first.speaker == second.speaker is not None
    assert second.direct
    assert "without a cue" in second.why


def test_a_nested_claim_keeps_its_own_speaker(read: Read) -> None:
    reading = read("“Keita has said that the bridge is mined, and we know it,” Ortiz said.")
    actors = cast(reading)
    names = {tuple(actors[link].name for link in claim.chain) for claim in find_claims(reading, actors)}
    assert names == {("Lena Ortiz",), ("Lena Ortiz", "Omar Keita")}


def test_every_claim_says_why(read: Read) -> None:
    reading = read("Omar Keita entered. He said the front was quiet.")
    (claim,) = find_claims(reading, cast(reading))
    assert claim.why == (
        "“said”: the clause that is the complement of the cue; “He” takes up Omar Keita, the person named last"
    )
