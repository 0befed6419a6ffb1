"""ACLED's columns and coder rules, case by case."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.exports import format_named
from dateline.exports.acled_csv_format import COLUMNS, interaction, type_of
from dateline.exports.mappings import tables
from dateline.exports.tolls import split_evenly
from dateline.model.record import Disagreement, Record, Side
from tests.exports.making import Made
from tests.made import record as made_record

ACLED = format_named("acled-csv")


def rows(record: Record, **options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ACLED.write(record, **options).decode(), newline="")))


def row(made: Made, **options: str) -> dict[str, str]:
    (found,) = rows(made.record(), **options)
    return found


def test_the_columns_are_those_of_an_acled_export() -> None:
    header = (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
        "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
        "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
    )
    assert ACLED.write(made_record()).decode().splitlines()[0] == header
    assert len(COLUMNS) == 31


@pytest.mark.parametrize(
    ("kind", "who", "whom", "kinds"),
    [
        ("ASSAULT", "rebels", "army", "Battles/Armed clash/Rebel group/State forces"),
        ("ASSAULT", "army", "rebels", "Battles/Armed clash/State forces/Rebel group"),
        ("ASSAULT", "rebels", "villagers", "Violence against civilians/Attack/Rebel group/Civilians"),
        ("ASSAULT", "", "villagers", "Violence against civilians/Attack/Political militia/Civilians"),
        ("ASSAULT/aerial", "army", "villagers", "Explosions/Remote violence|Air/drone strike|State forces|Civilians"),
        ("ASSAULT/suicide-attack", "", "", "Explosions/Remote violence|Suicide bomb|Political militia|"),
        ("ASSAULT/heavy-weapons", "Sudan", "army", "Explosions/Remote violence|Shelling/artillery/missile attack|External/Other forces|State forces"),
        ("ASSAULT/abduct", "gang", "villagers", "Violence against civilians|Abduction/forced disappearance|Political militia|Civilians"),
        ("ASSAULT/sexual", "rebels", "villagers", "Violence against civilians|Sexual violence|Rebel group|Civilians"),
        ("ASSAULT/crowd-control", "police", "dockers", "Protests|Protest with intervention|State forces|Protesters"),
        ("PROTEST/demo", "dockers", "", "Protests|Peaceful protest|Protesters|"),
        ("PROTEST/riot", "dockers", "", "Riots|Violent demonstration|Rioters|"),
        ("COERCE/arrest", "police", "dockers", "Strategic developments|Arrests|State forces|Civilians"),
        ("AGREE", "Chad", "rebels", "Strategic developments|Agreement|State forces|Rebel group"),
        ("RETREAT/ceasefire", "rebels", "", "Strategic developments|Agreement|Rebel group|"),
    ],
)  # fmt: skip
def test_types_and_sides(kind: str, who: str, whom: str, kinds: str) -> None:
    made = Made()
    made.event(kind, who, whom)
    found = row(made)
    told = kinds.split("|") if "|" in kinds else kinds.split("/")
    assert [found[name] for name in ("event_type", "sub_event_type", "inter1", "inter2")] == told


@pytest.mark.parametrize(
    ("trigger", "who", "sub_type"),
    [
        ("retook", "army", "Government regains territory"),
        ("seized", "rebels", "Non-state actor overtakes territory"),
        ("struck", "rebels", "Armed clash"),
    ],
)
def test_ground_that_changes_hands(trigger: str, who: str, sub_type: str) -> None:
    made = Made()
    made.event(
        "ASSAULT", who, "gang" if who == "army" else "army", sentence=f"They {trigger} the town.", trigger=trigger
    )
    assert row(made)["sub_event_type"] == sub_type


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"status": "planned"}, "not told as having happened"),
        ({"status": "denied"}, "not told as having happened"),
        ({"background": True}, "history"),
        ({"kind": "CONSULT"}, "does not code"),
        ({"kind": "PROTEST/strike"}, "does not code"),
        ({"kind": "AGREE", "who": "Chad", "whom": "Sudan"}, "does not code"),
        ({"whom": ""}, "does not tell"),
        ({"place": "Chad"}, "below a country"),
        ({"place": ""}, "below a country"),
        ({"days": (None, "2024-03-12")}, "without a date"),
        ({"days": ("2024-01-01", "2024-12-31")}, "vaguer than a month"),
    ],
)
def test_what_is_left_out_is_named_with_the_reason(more: dict[str, Any], reason: str) -> None:
    made = Made()
    made.event(**({"kind": "ASSAULT", "who": "rebels", "whom": "army"} | more))
    written = ACLED.made(made.record())
    assert len(written.files[""].splitlines()) == 1
    assert [(reason in why, events) for why, events in written.left_out.items()] == [(True, ("evt_000",))]


def test_options_keep_what_the_rules_leave_out() -> None:
    made = Made()
    made.event("ASSAULT", "rebels", "")
    assert row(made, undecided="keep")["event_type"] == ""
    past = Made()
    past.event("ASSAULT", "rebels", "army", background=True)
    assert row(past, background="keep")["event_type"] == "Battles"


@pytest.mark.parametrize(
    ("days", "precision", "day"),
    [
        (("2024-03-12", "2024-03-12"), "1", "2024-03-12"),
        (("2024-03-10", "2024-03-16"), "2", "2024-03-13"),
        (("2024-03-01", "2024-03-31"), "3", "2024-03-16"),
    ],
)
def test_precision_of_the_date(days: tuple[str, str], precision: str, day: str) -> None:
    made = Made()
    made.event("ASSAULT", "rebels", "army", days=days)
    found = row(made)
    assert (found["time_precision"], found["event_date"], found["year"]) == (precision, day, "2024")


@pytest.mark.parametrize(("place", "precision"), [("Adre", "1"), ("near Adre", "2"), ("Ouaddai", "3"), ("Nowhere", "")])
def test_precision_of_the_place(place: str, precision: str) -> None:
    made = Made()
    made.event("ASSAULT", "rebels", "army", place=place)
    found = row(made)
    assert (found["geo_precision"], found["location"]) == (precision, place)
    assert (found["latitude"] == "") == (place == "Nowhere"), "what is not resolved stays empty"


def test_the_country_in_every_column() -> None:
    made = Made()
    made.event("ASSAULT", "rebels", "army")
    found = row(made)
    assert {name: found[name] for name in ("iso", "region", "country", "admin1")} == {
        "iso": "148", "region": "Middle Africa", "country": "Chad", "admin1": "Ouaddai",
    }  # fmt: skip
    assert found["event_id_cnty"] == "TCD000"
    assert (found["actor2"], found["interaction"]) == ("Military Forces of Chad", "State forces-Rebel group")


def test_unnamed_people_under_arms() -> None:
    made = Made()
    made.event("ASSAULT", "", "villagers")
    found = row(made)
    assert (found["actor1"], found["actor2"]) == ("Unidentified Armed Group (Chad)", "Civilians (Chad)")
    assert found["civilian_targeting"] == "Civilian targeting"


@pytest.mark.parametrize(
    ("figures", "options", "number"),
    [
        ([], {}, "0"),
        ([(14, ""), (31, "")], {}, "14"),
        ([(14, ""), (31, "")], {"fatalities": "highest"}, "31"),
        ([(None, "several")], {}, "3"),
        ([(None, "several")], {"several": "10"}, "10"),
        ([(None, "dozens")], {}, "12"),
        ([(None, "hundreds")], {}, "100"),
        ([(None, "a number")], {}, "0"),
        ([(0, "")], {}, "0"),
    ],
)  # fmt: skip
def test_fatalities(figures: list[tuple[float | None, str]], options: dict[str, str], number: str) -> None:
    made = Made()
    event = made.event("ASSAULT", "rebels", "army")
    for value, words in figures:
        made.killed(event, value, words)
    assert row(made, **options)["fatalities"] == number


def test_a_number_that_was_replaced_no_longer_counts() -> None:
    made = Made()
    event = made.event("ASSAULT", "rebels", "army")
    old, new = made.killed(event, 14), made.killed(event, 19)
    update = Disagreement(
        id="dis_a", kind="figure", about="how many", update=True, why="later",
        sides=(Side(says="14", items=(old.id,), sources=(old.source,)), Side(says="19", items=(new.id,), sources=(new.source,))),
    )  # fmt: skip
    (found,) = rows(made.record(disagreements=(update,)))
    assert found["fatalities"] == "19"


def test_several_days_are_several_rows_with_the_odd_ones_first() -> None:
    made = Made()
    made.killed(made.event("ASSAULT", "rebels", "army", days=("2024-03-12", "2024-03-14")), 8)
    found = rows(made.record(), days="split")
    assert [(one["event_date"], one["fatalities"], one["time_precision"]) for one in found] == [
        ("2024-03-12", "3", "1"), ("2024-03-13", "3", "1"), ("2024-03-14", "2", "1"),
    ]  # fmt: skip
    assert len({one["event_id_cnty"] for one in found}) == 3
    assert "divided evenly" in found[0]["notes"]


@given(st.integers(0, 10_000), st.integers(1, 9))
def test_a_split_total_stays_the_total(total: int, days: int) -> None:
    shares = split_evenly(total, days)
    assert (sum(shares), len(shares)) == (total, days)
    assert shares == sorted(shares, reverse=True)
    assert max(shares) - min(shares) <= 1


def test_one_day_place_and_pair_is_one_event_of_the_first_type() -> None:
    made = Made()
    made.event("COERCE/arrest", "army", "rebels")
    made.event("ASSAULT", "army", "rebels")
    made.event("ASSAULT", "army", "rebels", place="near Adre")
    found = rows(made.record())
    assert [(one["sub_event_type"], one["location"]) for one in found] == [
        ("Armed clash", "Adre"),
        ("Armed clash", "near Adre"),
    ]


def test_every_type_has_a_sub_type_and_every_mapping_is_one() -> None:
    acled = tables()["acled"]
    subs = [sub for types in acled["types"].values() for sub in types]
    assert (len(acled["types"]), len(subs), len(set(subs))) == (6, 25, 25)
    assert set(acled["hierarchy"]) == set(acled["types"])
    assert {sub for sub in acled["map"].values() if sub} - {"assault", "agreement"} <= set(subs)
    assert type_of("Suicide bomb") == "Explosions/Remote violence"


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (("Rebel group", "State forces"), "State forces-Rebel group"),
        (("Protesters", ""), "Protesters only"),
        (("State forces", "State forces"), "State forces-State forces"),
        (("", ""), ""),
    ],
)
def test_interaction(pair: tuple[str, str], told: str) -> None:
    assert interaction(*pair) == told


def test_a_cell_that_begins_like_a_formula_is_made_harmless() -> None:
    made = Made()
    made.event("ASSAULT", "rebels", "army", sentence="=HYPERLINK(1) is the attack they told of.")
    assert row(made)["notes"].startswith("'=HYPERLINK")
