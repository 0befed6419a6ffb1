"""Who said what: a text, and for each claim its cue, the words of its speaker, how it is quoted, and its content.

Pieces of a content are joined with " … ". Add a row to say what a text should give.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.claims import find_claims
from dateline.model.reading import Reading

Read = Callable[[str], Reading]
D, I = "direct", "indirect"  # noqa: E741
Rows = list[tuple[str, list[tuple[str, str | None, str, str]]]]

DIRECT: Rows = [
    ("“We will not leave,” the mayor said.", [("said", "the mayor", D, "We will not leave")]),
    ('"We will not leave," the mayor said.', [("said", "the mayor", D, "We will not leave")]),
    ("'We will not leave,' said Rosa Lind, a teacher.", [("said", "Rosa Lind, a teacher", D, "We will not leave")]),
    ("“Why now?” asked Ortiz.", [("asked", "Ortiz", D, "Why now?")]),
    (
        "“We will rebuild. It will take years. But we will rebuild,” said Governor Lena Ortiz, who toured the valley.",
        [("said", "Governor Lena Ortiz", D, "We will rebuild. It will take years. But we will rebuild")],
    ),
    (
        "“We will not leave,” the mayor said on Monday. “This is our home.”",
        [("said", "the mayor", D, "We will not leave … This is our home.")],
    ),
    (
        "“If the dam breaks,” Ortiz said, “the valley will drown.”",
        [("said", "Ortiz", D, "If the dam breaks … the valley will drown.")],
    ),
    (
        "“This,” Ortiz said, looking up at the wall, “is where they stood.”",
        [("said", "Ortiz", D, "This … is where they stood.")],
    ),
    ("Ortiz said: “The road is closed. Nobody passes.”", [("said", "Ortiz", D, "The road is closed. Nobody passes.")]),
    ("Ortiz was blunt: “The road is closed.”", [(":", "Ortiz", D, "The road is closed.")]),
    ("He called it “a turning point for the valley”.", [("called", "He", D, "a turning point for the valley")]),
    (
        "“They said ‘leave or die’ and then they fired,” Lind said.",
        [("said", "Lind", D, "They said ‘leave or die’ and then they fired")],
    ),
    (
        "Keita said the front was calm. “Nothing moves there.”",
        [("said", "Keita", I, "the front was calm … Nothing moves there.")],
    ),
]

INDIRECT: Rows = [
    (
        "Ortiz said the dam had failed because repairs were late.",
        [("said", "Ortiz", I, "the dam had failed because repairs were late")],
    ),
    ("Ortiz said on Friday that the dam had failed.", [("said", "Ortiz", I, "the dam had failed")]),
    (
        "But, the witness says, she came back minutes later.",
        [("says", "the witness", I, "she came back minutes later")],
    ),
    ("The dam had failed at dawn, Ortiz said.", [("said", "Ortiz", I, "The dam had failed at dawn")]),
    (
        "LIMA, March 3 (Agency) - The dam had failed at dawn, Ortiz said.",
        [
            ("said", "Ortiz", I, "The dam had failed at dawn"),
        ],
    ),
    ("The dam, Ortiz said, had failed at dawn.", [("said", "Ortiz", I, "The dam … had failed at dawn")]),
    ("The purpose was to “calm the town,” said Keita.", [("said", "Keita", I, "The purpose was to “calm the town")]),
    (
        "The governor said that “we are ready” and that shelters were open.",
        [("said", "The governor", I, "“we are ready” and that shelters were open")],
    ),
    (
        "Keita promised to end the siege “once and for all.”",
        [
            ("promised", "Keita", I, "to end the siege “once and for all.”"),
        ],
    ),
    ("The rebels vowed to retake the hill.", [("vowed", "The rebels", I, "to retake the hill")]),
    ("The mayor declared “victory” over the flood.", [("declared", "The mayor", I, "“victory” over the flood")]),
    ("The governor warned of famine in the north.", [("warned", "The governor", I, "famine in the north")]),
    ("The group claimed responsibility for the blast.", [("claimed", "The group", I, "responsibility for the blast")]),
    ("Keita fears that the river will rise.", [("fears", "Keita", I, "the river will rise")]),
    ("Keita pointed out that the bridge was gone.", [("pointed out", "Keita", I, "the bridge was gone")]),
    ("Diplomats have been clear that the truce is over.", [("clear", "Diplomats", I, "the truce is over")]),
    ("The council issued a warning that the dam could break.", [("warning", "The council", I, "the dam could break")]),
    (
        "The ministry accused the rebels of shelling the school.",
        [("accused", "The ministry", I, "the rebels of shelling the school")],
    ),
]

LEADS: list[tuple[str, list[tuple[str, str | None, str, str]]]] = [
    (
        "HARUN, May 3 (Delta Wire) - Gunmen killed nine soldiers at a post near the river, the army said on Monday.",
        [("said", "the army", I, "Gunmen killed nine soldiers at a post near the river")],
    ),
    (
        "The first bomb fell at noon, two residents reached by telephone said.",
        [("said", "two residents", I, "The first bomb fell at noon")],
    ),
    ("As the mayor noted, the bridge was shut.", [("noted", "the mayor", I, "the bridge was shut")]),
    ("The police say 87.", [("say", "The police", I, "87")]),
    ("The bridge, Keita said, was shut.", [("said", "Keita", I, "The bridge … was shut")]),
]

SPEAKERS: Rows = [
    (
        "Ryan Dale, spokesman for the alliance, said the convoy was attacked.",
        [("said", "Ryan Dale, spokesman for the alliance", I, "the convoy was attacked")],
    ),
    (
        "The raid was led by Minister Omar Keita, who said the operation had been planned for weeks.",
        [("said", "Minister Omar Keita", I, "the operation had been planned for weeks")],
    ),
    (
        "General Keita was quoted as saying that the front was quiet.",
        [
            ("saying", "General Keita", I, "the front was quiet"),
        ],
    ),
    ("The road was cut, said spokesman Juba.", [("said", "spokesman Juba", I, "The road was cut")]),
    (
        "It was announced on Friday that the bridge would be closed.",
        [
            ("announced", None, I, "the bridge would be closed"),
        ],
    ),
    ("Troops reportedly shelled the market.", [("reportedly", None, I, "Troops reportedly shelled the market")]),
    (
        "The Daily Post quoted Keita as saying that the front was quiet.",
        [("saying", "Keita", I, "the front was quiet")],
    ),
    (
        "Ortiz warned that prices could rise, and urged people to wait.",
        [("warned", "Ortiz", I, "prices could rise"), ("urged", "Ortiz", I, "people to wait")],
    ),
    ("Keita is said to have left the country.", [("said", None, I, "Keita … to have left the country")]),
    (
        "“It is a disgrace,” she said, adding that the police had come too late.",
        [("said", "she", D, "It is a disgrace"), ("adding", "she", I, "the police had come too late")],
    ),
]

SOURCES: Rows = [
    (
        "The union puts the turnout at 9,000 of the port's workers.",
        [("puts", "The union", I, "the turnout at 9,000 of the port's workers")],
    ),
    (
        "The Delta Monitor reported that 12 houses had burned, citing residents.",
        [
            ("reported", "The Delta Monitor", I, "12 houses had burned"),
            ("citing", "residents", I, "12 houses had burned"),
        ],
    ),
    (
        "The dam failed at dawn, according to the water board.",
        [
            ("according to", "the water board", I, "The dam failed at dawn"),
        ],
    ),
    (
        "According to the water board, the dam failed at dawn.",
        [
            ("According to", "the water board", I, "the dam failed at dawn"),
        ],
    ),
    (
        "The town is quiet, and two bridges have been rebuilt, according to the water board.",
        [("according to", "the water board", I, "two bridges have been rebuilt")],
    ),
    (
        "The Delta Monitor, citing residents, said 12 houses had burned.",
        [
            ("citing", "residents", I, "12 houses had burned"),
            ("said", "The Delta Monitor", I, "12 houses had burned"),
        ],
    ),
    ("Ministry: no deal with rebels", [(":", "Ministry", I, "no deal with rebels")]),
    (
        "Commanders stood at the bridge in a photo shared by Colonel Dale.",
        [("shared", "Colonel Dale", I, "Commanders stood at the bridge")],
    ),
    ("Dale published pictures of a meeting at the bridge.", [("published", "Dale", I, "a meeting at the bridge")]),
    (
        "The video posted by the group shows fighters entering the town.",
        [("shows", "The video posted by the group", I, "fighters entering the town")],
    ),
]

NOTHING = [
    "Officials did not say whether the road was open.",
    "Keita declined to comment.",
    "Keita could say more tomorrow.",
    "The “first” day was quiet.",
    "He read “The Long Road Home” on the train.",
    "The raid claimed 12 lives.",
    "The school reopened on Monday.",
    "The path goes on to the lake.",
    "There is no way of knowing the price.",
    "The decision to announce a truce was taken on Monday.",
]


APPOSITIONS = [
    (
        "At least eight people died, among them a child, the mayor of Harun, Lena Costa, told reporters.",
        [("told", "Lena Costa", I, "At least eight people died, among them a child")],
    ),
    (
        "The bridge is closed, its owner, Ivo Marek, said.",
        [("said", "Ivo Marek", I, "The bridge is closed")],
    ),
    (
        "Police raised their estimate of the crowd to 5,500.",
        [("raised", "Police", I, "their estimate of the crowd to 5,500")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*DIRECT, *INDIRECT, *LEADS, *SPEAKERS, *SOURCES, *APPOSITIONS])
def test_cue_speaker_and_content(read: Read, text: str, expected: list[tuple[str, str | None, str, str]]) -> None:
    found = [
        (
            claim.cue.text,
            claim.speaker_span.text if claim.speaker_span else None,
            D if claim.direct else I,
            " … ".join(span.text for span in claim.content),
        )
        for claim in find_claims(read(text), ())
    ]
    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_claim(read: Read, text: str) -> None:
    assert find_claims(read(text), ()) == ()


CERTAINTY = [
    ("The army said it held the hill.", "stated"),
    ("The army claimed that it held the hill.", "claimed"),
    ("The army confirmed that it held the hill.", "confirmed"),
    ("The army alleged that rebels held the hill.", "alleged"),
    ("The army denied that rebels held the hill.", "denied"),
    ("The army does not believe that rebels hold the hill.", "denied"),
    ("Rebels allegedly hold the hill.", "alleged"),
    ("Rebels reportedly hold the hill.", "unverified"),
    ("The army said it held the hill. The claim could not be independently verified.", "unverified"),
    ("The army said it held the hill. Reporters couldn't independently confirm this.", "unverified"),
]


@pytest.mark.parametrize(("text", "expected"), CERTAINTY)
def test_certainty(read: Read, text: str, expected: str) -> None:
    assert [claim.certainty for claim in find_claims(read(text), ())] == [expected]
