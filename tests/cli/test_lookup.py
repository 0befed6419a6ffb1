"""What a person types finds one thing, or says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli.views.lookup import SHORTEST, Lookup, _unambiguous
from dateline.errors import UsageError
from dateline.model.record import RecordActor, RecordEvent


@pytest.mark.parametrize("wanted", ["evt_shelling22", "evt_shelli", "shelli", "EVT_SHELLI", "SHELLING22"])
def test_an_event_by_the_beginning_of_its_id(lookup: Lookup, wanted: str) -> None:
    assert lookup.find(wanted, RecordEvent, noun="event").id == "evt_shelling22"


def test_an_ambiguous_beginning_names_what_it_could_be(lookup: Lookup) -> None:
    with pytest.raises(UsageError, match="evt_shelling22, evt_sheltering"):
        lookup.find("evt_shel")


@pytest.mark.parametrize("wanted", ["evt_nothing", "", "act_riverfront"])
def test_what_is_not_there_is_said(lookup: Lookup, wanted: str) -> None:
    with pytest.raises(UsageError, match=r"no event|could be"):
        lookup.find(wanted, RecordEvent, noun="event")


@pytest.mark.parametrize(("wanted", "actor"), [
    ("River Front", "act_riverfront"), ("river front", "act_riverfront"), ("the front", "act_riverfront"), ("front", "act_riverfront"),
    ("act_may", "act_mayor"), ("mayor", "act_mayor"),
])  # fmt: skip
def test_an_actor_by_name(lookup: Lookup, wanted: str, actor: str) -> None:
    assert lookup.actor(wanted).id == actor


@pytest.mark.parametrize("wanted", ["reports/copy.txt", "copy.txt", "c3c0"])
def test_a_report_by_file(lookup: Lookup, wanted: str) -> None:
    assert lookup.report(wanted).id == "c3c0ffee"


def test_a_part_of_a_files_name_is_not_the_file(lookup: Lookup) -> None:
    with pytest.raises(UsageError, match="no report"):
        lookup.report("opy.txt")


def test_a_story_by_words_of_its_title(lookup: Lookup) -> None:
    assert lookup.story("old bridge").id == "sto_bridge" == lookup.story("sto_b").id


def test_short_ids_are_found_again(lookup: Lookup) -> None:
    for item, part in lookup.by_id.items():
        assert lookup.find(lookup.short(item)) is part


@given(st.sets(st.text("ab", min_size=6, max_size=6), min_size=2, max_size=20))
def test_shortened_ids_stay_apart(letters: set[str]) -> None:
    length = _unambiguous(f"evt_{item}" for item in letters)
    assert len({item[:length] for item in letters}) == len(letters)
    assert length == SHORTEST or len({item[: length - 1] for item in letters}) < len(letters)


def test_kinds_are_told_apart(lookup: Lookup) -> None:
    assert isinstance(lookup.find("act_river"), RecordActor)
