"""The tables of cues and figures hold only what the code and the types know."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import get_args

from dateline.claims.count_words import count_words
from dateline.claims.cues import Certainty, cues
from dateline.claims.number_words import number_table
from dateline.model.account import Bound, Unit

FRAMES = {"quote", "clause", "infinitive", "object", "hearer", "as", "name"}
KINDS = {"speech", "evidence", "thought", "stance"}


def test_every_verb_has_a_known_certainty_kind_and_frame() -> None:
    table = cues()
    for cue in [*table.verbs.values(), *table.phrasal.values()]:
        assert cue.certainty in get_args(Certainty)
        assert cue.kind in KINDS
        assert cue.frames <= FRAMES
        assert cue.frames or cue.after


def test_no_verb_stands_twice_in_a_group() -> None:
    text = resources.files("dateline.claims").joinpath("data/cues.toml").read_text(encoding="utf-8")
    for group in tomllib.loads(text)["verbs"]:
        assert len(set(group["lemmas"])) == len(group["lemmas"])


def test_a_verb_in_two_groups_has_one_certainty() -> None:
    text = resources.files("dateline.claims").joinpath("data/cues.toml").read_text(encoding="utf-8")
    seen: dict[str, str] = {}
    for group in tomllib.loads(text)["verbs"]:
        for lemma in group["lemmas"]:
            assert seen.setdefault(lemma, group["certainty"]) == group["certainty"], lemma


def test_nouns_adjectives_and_adverbs_have_a_known_certainty() -> None:
    table = cues()
    for column in (table.nouns, table.adjectives, table.adverbs):
        assert column
        assert set(column.values()) <= set(get_args(Certainty))


def test_units_and_bounds_are_those_of_the_record() -> None:
    words, numbers = count_words(), number_table()
    for column in (words.undergo, words.suffer, words.states, words.happenings, words.kinds):
        assert set(column.values()) <= set(get_args(Unit))
    assert {unit for unit, _ in words.measures.values()} <= set(get_args(Unit))
    assert {*numbers.bounds.values(), *numbers.bounds_after.values()} <= set(get_args(Bound))


def test_no_phrase_of_a_bound_is_longer_than_the_search() -> None:
    assert max(len(phrase) for phrase in number_table().bounds) <= 3
    assert max(len(phrase) for phrase in number_table().bounds_after) <= 2
