"""Which time belongs to which event, sentence by sentence: trigger word, and the words of its time (None: none)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading
from dateline.times import find_times, time_of

Read = Callable[[str], Reading]

CASES = [
    ("Rebels attacked the base on Sunday.", "attacked", "Sunday"),
    ("On Sunday, rebels attacked the base.", "attacked", "Sunday"),
    ("Rebels attacked the base Sunday and burned two trucks.", "burned", "Sunday"),
    ("Rebels attacked the base on Sunday, killing ten soldiers.", "killing", "Sunday"),
    ("The base was attacked by rebels late Sunday.", "attacked", "late Sunday"),
    ("Rebels launched an attack on the base on Sunday.", "launched", "Sunday"),
    ("Rebels launched an attack on the base on Sunday.", "attack", "Sunday"),
    ("Sunday's meeting ended without a deal.", "meeting", "Sunday"),
    ("Clashes were reported along the river in early March.", "Clashes", "early March"),
    ("The truce was announced on Monday.", "truce", None),
    ("The December attack shook the capital.", "attack", "December"),
    ("The 2014 coup shook the capital.", "coup", "2014"),
    ("The attack, which took place on Sunday, killed ten people.", "attack", "Sunday"),
    ("The attack carried out on Sunday killed ten people.", "attack", "Sunday"),
    ("They agreed on a truce at Sunday's meeting.", "agreed", "Sunday"),
    ("The general said on Monday that rebels had attacked the base.", "attacked", None),
    ("The general said on Monday that rebels had attacked the base.", "said", "Monday"),
    ("The general said on Monday that rebels attacked the base on Sunday.", "attacked", "Sunday"),
    ("The general said on Monday that rebels attacked the base on Sunday.", "said", "Monday"),
    ("Rebels attacked the base, the general said on Monday.", "attacked", None),
    ("Rebels attacked the base on Sunday, the general said on Monday.", "attacked", "Sunday"),
    ("The minister declared Tuesday that the port would reopen.", "reopen", None),
    ("The minister declared Tuesday that the port would reopen.", "declared", "Tuesday"),
    ("The army withdrew on Friday after rebels had attacked the base.", "withdrew", "Friday"),
    ("The army withdrew on Friday after rebels had attacked the base.", "attacked", None),
    ("The mayor praised Sunday's opening of the bridge.", "opening", "Sunday"),
    ("In October, militiamen stormed and later burned the village.", "burned", "October"),
    ("In 2009, when the mission left, the valley was quiet.", "left", "2009"),
    ("The army has advanced since September.", "advanced", "September"),
    ("Rebels attacked the base.", "attacked", None),
    ("The army is now shelling the hills.", "shelling", None),
    ("A fight broke out in the market, police said Sunday.", "said", "Sunday"),
    ("A fight broke out in the market, police said Sunday.", "broke", None),
    ("The government denounced Friday's bombing.", "bombing", "Friday"),
    ("Over the past month, officials say, the army has shelled the hills.", "shelled", "the past month"),
    ("The two sides fought for three days.", "fought", "three days"),
    ("Voters elected a new mayor on Sunday, and the council met on Monday.", "elected", "Sunday"),
    ("Voters elected a new mayor on Sunday, and the council met on Monday.", "met", "Monday"),
    ("The union called a general strike for Thursday.", "called", None),
    ("The union called a general strike for Thursday.", "strike", "Thursday"),
    ("The minister offered to meet the miners on Friday.", "offered", None),
    ("The minister offered to meet the miners on Friday.", "meet", "Friday"),
    ("The minister repeated his invitation to meet on Friday.", "invitation", None),
    ("The number of people killed in Tuesday's raid in Brova rose to four on Wednesday.", "killed", "Tuesday"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "trigger", "expected"), CASES)
def test_time_of(read: Read, sentence: str, trigger: str, expected: str | None) -> None:
    reading = read(sentence)
    times = find_times(reading, None)
    found = time_of(reading, reading.words.index(trigger), times)
    assert (None if found is None else times[found].span.text) == expected


def test_only_times_of_the_same_sentence_count(read: Read) -> None:
    reading = read("The mayor resigned on Friday. Rebels attacked the base.")
    times = find_times(reading, None)
    assert time_of(reading, reading.words.index("attacked"), times) is None
    assert time_of(reading, reading.words.index("resigned"), times) == 0


def test_no_times_at_all(read: Read) -> None:
    reading = read("Rebels attacked the base.")
    assert time_of(reading, 1, ()) is None
