"""`dateline show`: one line an event, what did not happen set apart, one thing with its words and reasons."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from dateline.cli.show import best_attested
from dateline.cli.views.lookup import Lookup
from dateline.cli.views.palette import FAMILIES
from dateline.cli.views.selection import Selection, first_day, last_day
from dateline.cli.views.timeline import MOST_DISAGREEMENTS, timeline_of
from dateline.errors import UsageError
from dateline.events import load_codebook
from dateline.model.record import Record
from tests.cli.conftest import Run
from tests.made import COURIER

TIMELINE = """\
Shelling of Old Bridge  3 reports, 2 origins  sto_bridg
  evt_mill0 ✕ before 2031-04      COERCE     River Front “seized” · denied · 1 report
  evt_shell ● 2031-04-06          ASSAULT    River Front → mayor of Old Bridge “shelled” · Old Bridge · 3 reports, 2 origins
  evt_shelt ○ 2031-04-13 … 04-19  CONSULT    River Front → governor “meet” · planned · 1 report
  + 2 told as history or only imagined (--all)

Where the reports disagree
  dis_toll figure  ASSAULT “shelled” · River Front → mayor of Old Bridge · Old Bridge
    12 killed  Aster Courier
    at least 20 killed  The Ford Telegraph

1 claim · 2 figures
"""


def listed(text: str) -> list[str]:
    """The events of a timeline, in order."""
    return re.findall(r"^  (evt_\w+)", text, re.MULTILINE)


def test_the_timeline(shown: Run) -> None:
    outcome = shown()
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == TIMELINE


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (["--all"], ["evt_mill0", "evt_shell", "evt_shelt", "evt_agree", "evt_old00"]),
        (["--type", "assault"], ["evt_shell"]),
        (["--type", "ASSAULT", "--type", "COERCE"], ["evt_mill0", "evt_shell"]),
        (["--status", "planned"], ["evt_shelt"]),
        (["--status", "hypothetical"], ["evt_agree"]),
        (["--from", "2031-04"], ["evt_shell", "evt_shelt"]),
        (["--to", "2031-03"], ["evt_mill0"]),
        (["--from", "2031-04-14", "--to", "2031"], ["evt_shelt"]),
        (["--from", "2031-04-13", "--all"], ["evt_shelt", "evt_agree"]),
        (["--story", "bridge"], ["evt_mill0", "evt_shell", "evt_shelt"]),
        (["--actor", "governor"], ["evt_shelt"]),
        (["--actor", "governor", "--all"], ["evt_shelt", "evt_agree"]),
        (["--report", "copy.txt"], ["evt_shell"]),
        (["--why", "plc_b"], ["evt_shell"]),
    ],
)
def test_what_was_asked_for_is_shown(shown: Run, options: list[str], events: list[str]) -> None:
    outcome = shown(*options)
    assert outcome.status == 0
    assert listed(outcome.out) == events


def test_a_selection_shows_only_the_disagreements_and_claims_about_it(shown: Run) -> None:
    assert "dis_toll" in shown("--type", "ASSAULT").out
    planned = shown("--status", "planned").out
    assert "dis_toll" not in planned
    assert "0 claims · 0 figures" in planned


def test_why_gives_words_and_reasons(shown: Run) -> None:
    out = shown("--why", "evt_shelling").out
    assert out.count("[shelled]") == 3
    assert COURIER.replace("shelled", "[shelled]") in out
    assert "Aster Courier · 2031-04-07 · reports/courier.txt" in out
    assert "  reports/copy.txt · no date\n" in out
    assert "“shelled” signals ASSAULT" in out
    assert "2031-04-06: counted from the day of publication" in out
    assert "3 reports, 2 origins" in out


def test_event_gives_words_without_reasons(shown: Run) -> None:
    out = shown("--event", "evt_shelling").out
    assert "[shelled]" in out
    assert "signals" not in out


def test_words_over_two_lines_are_one_line(shown: Run) -> None:
    assert "denied that it had [seized] the mill." in shown("--why", "evt_mill").out


@pytest.mark.parametrize("item", ["act_river", "plc_br", "clm_t", "fig_twelv", "rel_f", "dis_t"])
def test_whatever_has_words_shows_them_and_a_reason(shown: Run, item: str) -> None:
    out = shown("--why", item).out
    assert "The words it rests on" in out
    assert re.search(r"\[[^]]+\]", out)
    assert "\nWhy\n  - " in out


@pytest.mark.parametrize("item", ["sto_b", "org_f", "a1c0"])
def test_what_has_no_words_of_its_own_shows_its_reasons(shown: Run, item: str) -> None:
    outcome = shown("--why", item)
    assert outcome.status == 0
    assert "\nWhy\n  - " in outcome.out


def test_an_unresolved_place_says_so(shown: Run) -> None:
    assert "not resolved" in shown("--why", "plc_bridge").out


def test_top_is_the_event_that_most_stands_behind(shown: Run, record: Record) -> None:
    assert "evt_shelling22" in shown("--why", "top").out.splitlines()[0]
    assert best_attested(record).id == "evt_shelling22"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--event", "evt_none"], "no event “evt_none”"),
        (["--why", "evt_shel"], "could be 2 things"),
        (["--event", "evt_shelli", "--actor", "mayor"], "give one of them"),
        (["--status", "maybe"], "not a status"),
        (["--from", "2031-02-30"], "no day"),
        (["--actor", "nobody"], "no actor “nobody”"),
        (["--report", "none.txt"], "no report “none.txt”"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(shown: Run, options: list[str], says: str) -> None:
    outcome = shown(*options)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("dateline: ")
    assert outcome.err.count("\n") == 1
    assert says in outcome.err


def test_the_timeline_as_json_says_the_same(shown: Run) -> None:
    found = json.loads(shown("--json").out)
    (story,) = found["stories"]
    assert [line["id"] for line in story["events"]] == ["evt_mill000000", "evt_shelling22", "evt_sheltering"]
    assert story["folded"] == 2
    assert story["events"][1]["recipients"] == ["mayor of Old Bridge"]
    assert (story["events"][1]["reports"], story["events"][1]["origins"]) == (3, 2)
    assert found["disagreements"][0]["sides"][0] == {"says": "12 killed", "outlets": ["Aster Courier"], "reports": 1}


def test_one_thing_as_json_marks_its_words(shown: Run) -> None:
    found = json.loads(shown("--why", "evt_shelling", "--json").out)
    assert found["record"]["id"] == found["id"] == "evt_shelling22"
    for evidence in found["evidence"]:
        start, end = evidence["marked"]
        assert evidence["sentence"][start:end] == "shelled"


def test_colours_only_where_they_are_wanted(shown: Run) -> None:
    assert "\x1b[" not in shown().out
    coloured = shown("--colour", "always").out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == TIMELINE


def test_families_are_the_codebooks() -> None:
    quads = list(FAMILIES)
    assert {name: quads[kind.quad - 1] for name, kind in load_codebook().types.items()} == {
        name: family for family, names in FAMILIES.items() for name in names
    }


def test_days_months_and_years_have_a_first_and_a_last_day() -> None:
    assert (first_day("2024"), last_day("2024")) == ("2024-01-01", "2024-12-31")
    assert (first_day("2024-02"), last_day("2024-02")) == ("2024-02-01", "2024-02-29")
    assert first_day("2024-02-05") == last_day("2024-02-05") == "2024-02-05"
    with pytest.raises(UsageError):
        last_day("2023-02-29")


def test_a_record_without_events_has_no_top(record: Record, lookup: Lookup) -> None:
    with pytest.raises(UsageError, match="no event"):
        best_attested(msgspec.structs.replace(record, events=()))


def test_of_many_disagreements_the_first_are_listed(record: Record) -> None:
    (one,) = record.disagreements
    many = msgspec.structs.replace(
        record, disagreements=tuple(msgspec.structs.replace(one, id=f"dis_{number:04}") for number in range(30))
    )
    some = timeline_of(many, Selection(), Lookup(many))
    assert (len(some.disagreements), some.more_disagreements) == (MOST_DISAGREEMENTS, 30 - MOST_DISAGREEMENTS)
    every = timeline_of(many, Selection(everything=True), Lookup(many))
    assert (len(every.disagreements), every.more_disagreements) == (30, 0)


def test_an_update_is_counted_and_no_disagreement(record: Record) -> None:
    (one,) = record.disagreements
    later = msgspec.structs.replace(record, disagreements=(msgspec.structs.replace(one, update=True),))
    found = timeline_of(later, Selection(), Lookup(later))
    assert (found.disagreements, found.updates) == ((), 1)
