"""Task `codes`: a perfect system scores 1, a broken one low; modes are spelled alike; the prompt is not read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.codes.naive import naive_type
from benchmarks.codes.own import score_examples
from benchmarks.codes.scores import Classes
from benchmarks.codes.stories import Story, mode_of, read_stories
from benchmarks.codes.task import Ranked, half_of, score_stories
from benchmarks.task import BenchmarkError
from dateline.events import load_codebook
from dateline.events.examples import read_example
from dateline.model.account import Actor, Event
from dateline.model.spans import Span

STORIES = [
    Story("Chad arrests a poet", "A poet was held.", "COERCE", "ARREST"),
    Story("Mob throws stones", "Stones flew.", "ASSAULT", "PRIMATIVE"),
    Story("Chad meets Niger", "They talked.", "CONSULT", ""),
    Story("Villages emptied", "They fled.", "ASSAULT", "CLEANSING"),
]
GOLD = {story.headline: (story.type, mode_of(story.mode) if story.mode else None) for story in STORIES}


def test_perfect() -> None:
    scores = score_stories(STORIES, lambda headline, _: Ranked(GOLD[headline], GOLD[headline][0]))
    assert scores.types.macro_f1 == 1.0
    assert scores.modes.macro_f1 == 1.0
    assert scores.left_out == 1
    assert sum(scores.modes.gold.values()) == 2


def test_broken() -> None:
    scores = score_stories(STORIES, lambda _, __: Ranked(("ASSAULT", None), None))
    assert scores.types.macro_f1 is not None
    assert scores.types.macro_f1 < 0.3
    assert scores.modes.macro_f1 == 0.0
    nothing = score_stories(STORIES, lambda _, __: Ranked((None, None), None))
    assert nothing.types.macro_f1 == 0.0


def test_modes_are_spelled_alike() -> None:
    assert [mode_of(one) for one in ("SIEZE", "MASSACRE", "ARREST", "RETURN")] == ["seize", "targeted", "arrest", None]


def test_the_file_is_read_without_the_prompt(tmp_path: Path) -> None:
    with (tmp_path / "stories.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ["disclaimer", "text", "title", "source", "prompt", "label", "mode"])
        rows.writeheader()
        rows.writerow({"text": "First.\n\nSecond.", "title": "{country_1} warns {country_2} in {city}", "prompt": "secret",
                       "label": "THREATEN", "mode": ""})  # fmt: skip
    (story,) = read_stories(tmp_path)
    assert story == Story("Kenya warns Peru in Oslo", "First.", "THREATEN", "")
    with pytest.raises(BenchmarkError):
        read_stories(tmp_path / "none")


def test_halves_are_of_headlines() -> None:
    story = STORIES[0]
    assert half_of(story) == half_of(Story(story.headline, "Another lead.", story.type, ""))
    assert {half_of(one) for one in STORIES} <= {"tune", "check"}


def test_naive() -> None:
    assert naive_type("Chad condemns Niger", "Chad attacked.") == "ACCUSE"
    assert naive_type("Chad and Niger", "Chad attacked, war broke out.") == "ASSAULT"
    assert naive_type("Chad", "Niger") is None


def test_classes() -> None:
    classes = Classes()
    for gold, given in (("A", "A"), ("A", "B"), ("B", None)):
        classes.add(gold, given)
    assert classes.f1() == {"A": pytest.approx(2 / 3), "B": 0.0}


def test_own_examples() -> None:
    example = read_example("[Chad] *shelled* <Niger>. #military", "ASSAULT", "heavy-weapons")
    near = read_example("The price *war* helped shoppers.", "ASSAULT", None, near=True)
    sentence = Span(0, len(example.text), example.text)
    actors = (Actor(name="Chad", kind="state", mentions=(Span(0, 4, "Chad"),)),
              Actor(name="Niger", kind="state", mentions=(Span(13, 18, "Niger"),)))  # fmt: skip
    right = Event(trigger=Span(5, 12, "shelled"), sentence=sentence, type="ASSAULT", mode="heavy-weapons",
                  contexts=("military",), actors=(0,), recipients=(1,))  # fmt: skip
    codebook = load_codebook()
    good = score_examples([example, near], codebook, lambda text: (actors, (right,) if "Chad" in text else ()))
    assert (good.types.macro_f1, good.modes.macro_f1, good.near.value, good.actor.value) == (1.0, 1.0, 1.0, 1.0)
    assert good.wrong == []
    war = Event(trigger=Span(10, 13, "war"), sentence=sentence, type="ASSAULT")
    bad = score_examples([example, near], codebook, lambda text: (actors, () if "Chad" in text else (war,)))
    assert (bad.types.macro_f1, bad.near.value) == (0.0, 0.0)
    assert len(bad.wrong) == 3
