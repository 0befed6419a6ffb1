"""Words made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.words import common_triggers, fold, fold_long, quoted_runs, stem, words_of


@pytest.mark.parametrize(
    "forms",
    [
        ("launch", "launched", "launches", "launching", "Launch"),
        ("kill", "killed", "kills", "killing", "killings"),
        ("seize", "seized", "seizing", "seizes", "seizure"),
        ("meet", "met", "meets", "meeting"),
        ("strike", "struck", "strikes", "striking"),
        ("deny", "denied", "denies", "denying", "denial"),
        ("withdraw", "withdrew", "withdrawn", "withdrawal", "withdrawing"),
        ("agree", "agreed", "agreement", "agreeing"),
        ("plan", "planned", "planning", "plans"),
        ("explode", "exploded", "explosion", "explosions"),
        ("attack", "attacked", "attacks"),
        ("die", "died", "deaths", "dying"),
        ("shell", "shelled", "shelling", "shells"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1, {form: stem(form) for form in forms}


@pytest.mark.parametrize(("one", "other"), [("kill", "kiln"), ("war", "warn"), ("bomb", "boom")])
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_common_triggers_are_stems() -> None:
    assert {stem("launched"), stem("attacks"), stem("met")} <= common_triggers()
    assert stem("ambushed") not in common_triggers()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir\u00a0ez-Zor", "deir  ez-zor"),
        ("“Victory”", '"victory"'),
        ("Erdoğan", "ERDOGAN"),
        ("Shi’ite", "Shi'ite"),
        ("a–b", "a-b"),
    ],
)
def test_fold_levels_what_does_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    once = fold_long(text)
    assert fold_long(once) == once


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we will go” and left.", ["we will go"]),
        ('"Go," he said. "Now."', ["Go,", "Now."]),
        (
            "“A quotation that is never closed\nand a new line with “one that is”.",
            ["A quotation that is never closed", "one that is"],
        ),
        ("No quotation at all.", []),
        ("Empty “” marks.", []),
    ],
)
def test_quoted_runs(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_runs(text)] == quoted


def test_words_of_leaves_marks_out() -> None:
    assert words_of("The army's “last” stand, 12:30!") == ["the", "army's", "last", "stand", "12", "30"]
