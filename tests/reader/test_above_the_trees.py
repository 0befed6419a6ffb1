"""What the reader gives above the trees: frames, factuality, coreference, vectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.reading import VECTOR, Reading
from dateline.reader import Reader

Read = Callable[[str], Reading]

FRAMES = [
    ("The rebels attacked a convoy near Kano on Friday.", "attacked", "attack.01",
     {"ARG0": "The rebels", "ARG1": "a convoy near Kano", "ARGM-TMP": "on Friday"}),
    ("Two farmers were killed by soldiers.", "killed", "kill.01", {"ARG0": "by soldiers", "ARG1": "Two farmers"}),
    ("The mayor gave up the office.", "gave", "give_up.07", {"ARG0": "The mayor", "ARG1": "the office"}),
    ("The mayor gave the town a bridge.", "gave", "give.01", {"ARG1": "a bridge", "ARG2": "the town"}),
    ("The minister did not resign.", "resign", "resign.01", {"ARG0": "The minister", "ARGM-NEG": "not"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "sense", "roles"), FRAMES)
def test_frames(read: Read, text: str, word: str, sense: str, roles: dict[str, str]) -> None:
    reading = read(text)
    frame = reading.frame_at[reading.words.index(word)]
    assert frame.sense == sense
    found = {one.role: reading.span(one.first, one.last).text for one in frame.arguments}
    assert roles.items() <= found.items()


@pytest.mark.parametrize(
    ("text", "told", "doubted"),
    [
        ("Soldiers attacked the village. Soldiers did not burn the school.", "attacked", "burn"),
        ("Police arrested the man. Police may charge the woman.", "arrested", "charge"),
    ],
)
def test_what_happened_is_told_more_surely(read: Read, text: str, told: str, doubted: str) -> None:
    reading = read(text)
    sure, unsure = (reading.factuality[reading.words.index(word)] for word in (told, doubted))
    assert sure > unsure + 0.5


def test_a_pronoun_joins_its_name(read: Read) -> None:
    reading = read("Marta Vale resigned on Monday. She said that she was tired of her work.")
    at = reading.chain_at
    vale = next(mention.head for chain in reading.chains for mention in chain if mention.last == 1)
    pronouns = [word for word, form in enumerate(reading.words) if form in ("She", "she", "her")]
    assert len(pronouns) == 3
    assert all(at.get(word) == at[vale] for word in pronouns)


def test_one_event_told_twice_lies_nearer_than_another(read: Read) -> None:
    def vector(text: str, word: str) -> np.ndarray:
        reading = read(text)
        found = np.frombuffer(reading.vectors[reading.words.index(word)], dtype=np.int8).astype(float)
        return np.asarray(found / np.linalg.norm(found))

    one = vector("Gunmen attacked a market in Kano on Friday.", "attacked")
    same = vector("An armed group struck the Kano market on Friday.", "struck")
    other = vector("The central bank raised its rates.", "raised")
    assert one @ same > one @ other


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from("The army says that she attacked him , their village . “ ” it 's Kano".split()), max_size=60
    )
)
def test_layers_stay_within_the_text(reader: Reader, words: list[str]) -> None:
    reading = reader.read(" ".join(words))
    assert len(reading.factuality) == len(reading)
    for frame in reading.frames:
        low, high = reading.sentence_bounds(reading.sentence_of[frame.word])
        assert all(low <= one.first <= one.head <= one.last < high for one in frame.arguments)
        numbered = Counter(
            one.role for one in frame.arguments if one.role[-1:].isdigit() and one.role.startswith("ARG")
        )
        assert all(count == 1 for count in numbered.values())
    heads = [mention.head for chain in reading.chains for mention in chain]
    assert len(heads) == len(set(heads))
    assert all(len(chain) > 1 for chain in reading.chains)
    assert all(len(vector) == VECTOR and 0 <= word < len(reading) for word, vector in reading.vectors.items())
    assert Reading.from_bytes(reading.to_bytes(), reading.text) == reading
