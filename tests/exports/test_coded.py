"""Tables of ACLED and UCDP as accounts, out again as they came in, and a record laid beside them."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError, UsageError
from dateline.exports import format_named
from dateline.exports.acled_csv_format import COLUMNS, interaction
from dateline.exports.coded import compare, frame_of, load, load_bytes
from dateline.exports.coded.acled import LOST, read_day
from dateline.exports.mappings import countries, country_name, tables
from dateline.exports.parties import INTER
from dateline.exports.ucdp_csv_format import COLUMNS as UCDP_COLUMNS
from dateline.model.record import Record
from tests.exports.making import Made

TYPES = [(kind, sub) for kind, subs in tables()["acled"]["types"].items() for sub in subs]
ROW = {
    "event_id_cnty": "TCD1234", "event_date": "2024-03-12", "year": "2024", "time_precision": "1", "disorder_type": "Political violence",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "River Front", "inter1": "Rebel group",
    "actor2": "Military Forces of Chad (2021-)", "inter2": "State forces", "interaction": "State forces-Rebel group", "iso": "148",
    "region": "Middle Africa", "country": "Chad", "admin1": "Ouaddai", "location": "Adre", "latitude": "13.4665",
    "longitude": "22.1988", "geo_precision": "1", "source": "Courier; Radio Ford", "fatalities": "14",
    "notes": "On 12 March 2024, River Front clashed with soldiers in Adre. 14 fatalities.",
}  # fmt: skip


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, delimiter: str = ",") -> bytes:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode()


def out_again(record: Record) -> list[dict[str, str]]:
    data = format_named("acled-csv").write(record)
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def assert_kept(before: dict[str, str], after: dict[str, str]) -> None:
    for column in COLUMNS:
        if column in LOST:
            assert after[column] == ""
        elif column in ("latitude", "longitude"):
            assert float(after[column]) == pytest.approx(float(before[column]), abs=1e-4)
        else:
            assert after[column] == before.get(column, ""), column


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=";:=+-@\"'"), min_size=3, max_size=12
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    kind, sub = draw(st.sampled_from(TYPES))
    country = draw(st.sampled_from([one for one in countries().values() if one.numeric and one.acled_region]))
    day = draw(st.dates(date(1990, 2, 1), date(2030, 11, 30)))
    first, second = draw(st.sampled_from(list(INTER.values()))), draw(st.sampled_from(["", *INTER.values()]))
    disorder = tables()["acled"]["disorder"]
    civil = kind == "Violence against civilians" or (
        second == "Civilians" and kind in ("Explosions/Remote violence", "Riots")
    )
    names = draw(st.lists(WORDS, min_size=4, max_size=4, unique=True))
    return {
        "event_id_cnty": f"{country.iso3}{draw(st.integers(1, 99999))}", "event_date": day.isoformat(), "year": str(day.year),
        "time_precision": draw(st.sampled_from("123")), "disorder_type": disorder.get(sub, disorder[kind]), "event_type": kind,
        "sub_event_type": sub, "actor1": names[0], "assoc_actor_1": f"{names[1]}; {names[2]}", "inter1": first,
        "actor2": names[3] if second else "", "inter2": second, "interaction": interaction(first, second),
        "civilian_targeting": "Civilian targeting" if civil else "", "iso": country.numeric, "region": country.acled_region,
        "country": country_name(country.iso2, "acled"), "admin1": draw(WORDS), "admin2": draw(WORDS), "admin3": draw(WORDS),
        "location": draw(WORDS), "latitude": f"{draw(st.floats(-90, 90)):.4f}", "longitude": f"{draw(st.floats(-180, 180)):.4f}",
        "geo_precision": draw(st.sampled_from("123")), "source": draw(WORDS), "source_scale": "National", "notes": draw(WORDS),
        "fatalities": str(draw(st.integers(0, 500))), "tags": "crowd size=no report", "timestamp": "1710000000",
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=5, unique_by=lambda row: row["event_id_cnty"]))
def test_acled_to_a_record_to_acled_keeps_every_column_it_can_hold(given_rows: list[dict[str, str]]) -> None:
    loaded = load_bytes(table(*given_rows), "acled.csv")
    assert (loaded.form, loaded.refused) == ("acled", ())
    after = {row["event_id_cnty"]: row for row in out_again(loaded.record)}
    assert len(after) == len(given_rows)
    for row in given_rows:
        assert_kept(row, after[row["event_id_cnty"]])


def test_every_account_keeps_its_spans() -> None:
    loaded = load_bytes(table(ROW, ROW | {"event_id_cnty": "TCD1235", "event_date": "13 March 2024"}), "acled.csv")
    for report, account in zip(loaded.reports, loaded.accounts, strict=True):
        spans = [actor.mentions[0] for actor in account.actors] + [
            account.events[0].trigger,
            account.events[0].sentence,
        ]
        spans += [account.times[0].span, account.places[0].mentions[0], account.figures[0].span]
        assert all(report.text[span.start : span.end] == span.text for span in spans)
        assert account.report == report.id
    assert loaded.accounts[1].times[0].earliest == "2024-03-13"


@pytest.mark.parametrize("words", ["", "soon", "31 Juny 2024", "2024-13-40", "March 2024"])
def test_what_is_no_day(words: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month"):
        read_day(words)


def test_a_row_that_cannot_be_taken_is_named_and_the_others_come_in() -> None:
    loaded = load_bytes(table(ROW | {"event_date": "soon"}, ROW, ROW | {"latitude": "north"}), "acled.csv")
    assert len(loaded.record.events) == 1
    assert [line.partition(":")[0] for line in loaded.refused] == ["acled.csv, row 2", "acled.csv, row 4"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_a_byte_order_mark(delimiter: str) -> None:
    loaded = load_bytes(b"\xef\xbb\xbf" + table(ROW, delimiter=delimiter), "acled.csv")
    assert loaded.record.events[0].id == "evt_TCD1234"


def test_one_id_twice_stays_two_events() -> None:
    assert [event.id for event in load_bytes(table(ROW, ROW), "a.csv").record.events] == [
        "evt_TCD1234",
        "evt_TCD1234-2",
    ]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\x01\x02", b"event_date\n2024-01-01\n"])
def test_what_is_no_table_of_theirs_is_said(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.csv.*acled, ucdp"):
        load_bytes(data, "a.csv")
    with pytest.raises(UsageError, match="gdelt"):
        load_bytes(data, "a.csv", "gdelt")
    with pytest.raises(InputError, match=r"none\.csv"):
        load(tmp_path / "none.csv")


def test_a_record_beside_itself_matches_everywhere() -> None:
    loaded = load_bytes(
        table(ROW, ROW | {"event_id_cnty": "TCD2", "event_date": "2024-04-20", "location": "Abeche"}), "a.csv"
    )
    found = compare(loaded.record, loaded.record)
    assert {(pair.ours, pair.theirs) for pair in found.pairs} == {(one, one) for one in ("evt_TCD1234", "evt_TCD2")}
    assert all(pair.differences == () for pair in found.pairs)
    assert found.ours_only == found.theirs_only == ()


def ours(**more: object) -> Record:
    made = Made()
    event = made.event("ASSAULT", "rebels", "army", **more)  # type: ignore[arg-type]
    made.killed(event, 19)
    return made.record()


def test_differences_are_named_by_field() -> None:
    theirs = load_bytes(table(ROW | {"event_date": "2024-03-13", "actor1": "Rebels"}), "a.csv").record
    (pair,) = compare(ours(), theirs).pairs
    assert {one.field: (one.ours, one.theirs) for one in pair.differences} == {
        "date": ("2024-03-12", "2024-03-13"),
        "fatalities": ("19", "14"),
    }
    assert "1 day apart" in pair.why


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"event_date": "2024-03-20"}, "eight days apart"),
        ({"location": "Abeche", "latitude": "13.83", "longitude": "20.83"}, "145 km apart"),
        ({"country": "Sudan", "iso": "729"}, "of another country"),
        ({"actor1": "Protesters (Chad)", "inter1": "Protesters", "actor2": "", "inter2": "", "event_type": "Protests", "sub_event_type": "Peaceful protest", "location": "Ouaddai", "latitude": "13.2"}, "nothing but the day"),
    ],
)  # fmt: skip
def test_what_does_not_match_stays_on_its_side(row: dict[str, str], why: str) -> None:
    found = compare(ours(), load_bytes(table(ROW | row), "a.csv").record)
    assert found.pairs == (), why
    assert found.ours_only == ("evt_000",)
    assert len(found.theirs_only) + found.outside == 1


def test_each_event_has_one_partner_the_best() -> None:
    far = ROW | {"event_id_cnty": "TCD2", "event_date": "2024-03-14"}
    found = compare(ours(), load_bytes(table(far, ROW), "a.csv").record)
    assert [pair.theirs for pair in found.pairs] == ["evt_TCD1234"]
    assert found.theirs_only == ("evt_TCD2",)


def test_an_event_without_a_day_can_match_by_place_and_actors() -> None:
    record = ours(days=(None, None))
    theirs = load_bytes(table(ROW | {"actor1": "rebels"}), "a.csv").record
    (pair,) = compare(record, theirs).pairs
    assert [one.field for one in pair.differences] == ["date", "fatalities"]


def test_rows_outside_the_frame_are_counted() -> None:
    old = ROW | {"event_date": "1999-01-01", "event_id_cnty": "TCD9"}
    found = compare(ours(), load_bytes(table(ROW, old), "a.csv").record)
    assert (len(found.pairs), found.theirs_only, found.outside) == (1, (), 1)


def test_a_table_is_read_within_the_frame_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table(ROW, ROW | {"event_date": "1999-01-01"}))
    loaded = load(tmp_path / "a.csv", keep=frame_of(ours()).has_account)
    assert (len(loaded.record.events), loaded.passed) == (1, 1)


def test_ucdp_as_accounts_beside_a_record() -> None:
    row = {
        "id": "987", "type_of_violence": "1", "side_a": "Government of Chad", "side_b": "rebels", "where_prec": "1",
        "where_coordinates": "Adre", "adm_1": "Ouaddai", "latitude": "13.4665", "longitude": "22.1988", "country": "Chad", "country_id": "483",
        "date_start": "2024-03-12", "date_end": "2024-03-12", "best": "14", "low": "14", "high": "31", "source_headline": "A headline",
    }  # fmt: skip
    loaded = load_bytes(table(row, row | {"id": "988", "date_start": ""}, columns=UCDP_COLUMNS), "ged.csv")
    assert (loaded.form, loaded.refused) == ("ucdp", ("ged.csv, row 3: there is no date_start or no date_end",))
    (pair,) = compare(ours(), loaded.record).pairs
    assert {one.field for one in pair.differences} == {"fatalities"}
