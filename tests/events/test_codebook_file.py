"""Codebook files: what is wrong in them is said with its line; a user's file adds to the one that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.actors import find_actors, load_known
from dateline.errors import UsageError
from dateline.events import find_events, load_codebook
from dateline.events.loading import read_codebook
from dateline.model.reading import Reading

WHOLE = """name = "sports"
version = "3"

[PLAY]
definition = "Plays a match."
quad = 1
score = 1
verbs = ["play"]

[PLAY.modes.cup]
definition = "A cup match."
means = ["cup"]

[contexts.ball]
definition = "With a ball."
words = ["ball"]
"""

# what replaces what, the line of the complaint, words in it
WRONG = [
    ('definition = "Plays a match."\n', "", 4, "no “definition”"),
    ("quad = 1", "quad = 5", 6, "1, 2, 3 or 4"),
    ('verbs = ["play"]', 'verbs = ["play {balls}"]', 8, "a class that is not there"),
    ('verbs = ["play"]', 'verbs = ["play", "play"]', 8, "twice"),
    ('verbs = ["play"]', 'verbs = "play"', 8, "a list"),
    ('verbs = ["play"]', 'colour = "red"', 8, "“colour” means nothing"),
    ('means = ["cup"]', 'content = ["KICK"]', 12, "no type KICK"),
    ('definition = "With a ball."\n', "", 14, "no “definition”"),
    ("[PLAY]", "[PLAY", 4, "not TOML"),
    ("[contexts.ball]", '[[precedence]]\nouter = ["PLAY.cap"]\nbecomes = "PLAY"\n[contexts.ball]', 15, "no mode cap"),
    ("[contexts.ball]", "[[reduction]]\n[contexts.ball]", 14, "no “becomes”"),
    ('name = "sports"', 'extends = "cameo"', 1, "only “plover”"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG)
def test_what_is_wrong_has_its_line(old: str, new: str, line: int, words: str) -> None:
    assert read_codebook(WHOLE)[1] == []
    codebook, problems = read_codebook(WHOLE.replace(old, new, 1))
    assert codebook is None
    assert any(problem.line == line and words in problem.text for problem in problems), problems


def test_a_wrong_file_raises(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(WHOLE.replace("quad = 1", "quad = 9"), "utf-8")
    with pytest.raises(UsageError, match="line 6"):
        load_codebook(path)
    with pytest.raises(UsageError, match="read"):
        load_codebook(tmp_path / "none.toml")


def test_a_codebook_that_extends_the_shipped_one(read: Callable[[str], Reading]) -> None:
    codebook, problems = read_codebook('extends = "plover"\n' + WHOLE.replace('["play"]', '["shell {territory}"]'))
    assert problems == []
    assert codebook is not None
    assert len(codebook.types) == 17
    assert "military" in codebook.contexts
    reading = read("The army shelled the town.")
    events = find_events(reading, codebook, find_actors(reading, load_known()), ())
    assert [event.type for event in events] == ["PLAY"]


def test_the_shipped_codebook_defines_everything() -> None:
    codebook = load_codebook()
    assert len(codebook.contexts) == 37
    assert sum(len(kind.modes) for kind in codebook.types.values()) == 67
    assert all(mode.definition for kind in codebook.types.values() for mode in kind.modes.values())
    assert all(context.definition and context.words for context in codebook.contexts.values())
