"""The timeline's numbers: every event is in just one bin, lanes and windows add up, the address is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.desk.choice import day_of
from dateline.desk.pages.timeline import EPOCH
from dateline.record.browse import Window
from dateline.record.browse.axis import MOST_BINS, Lanes, axis, overview, usual_days
from dateline.record.browse.calendar import bins
from dateline.record.browse.chosen_events import chosen_events
from dateline.record.browse.columns import TOLD, Choice, chosen, columns
from dateline.record.browse.event_lines import EventLine
from tests.desk.conftest import NEEDS_PARTS

LAST = date.max.toordinal()


@given(st.integers(1, LAST), st.integers(0, 800_000), st.integers(2, 200))
def test_bins_cover_every_day_once(first: int, length: int, most: int) -> None:
    last = min(LAST, first + length)
    unit, edges = bins(first, last, most)
    assert edges[0] <= first
    assert edges[-1] > last
    assert edges == sorted(set(edges))
    assert len(edges) - 1 <= most or unit == "century"


@given(
    st.integers(0, 900),
    st.integers(0, 900),
    st.sampled_from(["actor", "place", "type"]),
    st.sampled_from([None, *TOLD]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bins_of_the_lanes_sum_to_all_events(window: Window, one: int, other: int, by: Lanes, told: str | None) -> None:
    start = date(2030, 9, 1).toordinal()
    begin, end = start + min(one, other), start + max(one, other)
    choice = Choice(told=told)  # type: ignore[arg-type]
    with window.look() as look:
        table = columns(look)
        found = axis(look, choice, begin, end, by)
        fits = chosen(table, choice) & table.dated
        if found.single:
            inside = fits & (table.first <= end) & (table.last >= begin)
            assert found.count == inside.sum() == len(found.events) + found.left_out
        else:
            shown = int((fits & (table.day >= found.edges[0]) & (table.day < found.edges[-1])).sum())
            summed = sum(many for lane in found.lanes for _, many, _ in lane.bins)
            # an event of several actors is in the lane of each
            assert summed == shown if by != "actor" else summed >= shown
        for lane in found.lanes:
            assert lane.count == (len(lane.events) if found.single else sum(many for _, many, _ in lane.bins))
            assert all(0 <= turn < len(found.edges) - 1 and 0 <= unsure <= many for turn, many, unsure in lane.bins)
        assert found.undated == (chosen(table, choice) & ~table.dated).sum()


@pytest.mark.parametrize(
    "choice", [Choice(), Choice(told="denied"), Choice(type="ASSAULT"), Choice(story="sto_aaaaaaaaaa")]
)
def test_the_whole_in_small_holds_every_dated_event(window: Window, choice: Choice) -> None:
    with window.look() as look:
        table = columns(look)
        whole = overview(look, choice)
        fits = chosen(table, choice)
    assert sum(whole.counts) == (fits & table.dated).sum()
    assert sum(whole.counts) + whole.undated == fits.sum()


def test_every_event_has_a_kind_of_telling_and_lanes_set_them_apart(window: Window) -> None:
    with window.look() as look:
        counts = [int(chosen(columns(look), Choice(told=told)).sum()) for told in TOLD]
        found = axis(look, Choice(), 1, LAST, "type")
    assert sum(counts) == 300
    assert all(counts)
    assert {lane.told for lane in found.lanes} == set(TOLD)


def test_an_event_of_two_actors_is_in_both_lanes_and_in_the_list_once(window: Window) -> None:
    with window.look() as look:
        begin, end = usual_days(look, Choice())
        table = columns(look)
        actor, other = table.actors[0], table.actors[1]
        between = chosen_events(look, Choice(actor=actor, other=other), most=300)
        for line in between.events:
            assert {own for own, _ in (*line.actors, *line.recipients)} >= {actor, other}
        assert len({line.id for line in between.events}) == between.count
    assert begin < end


def test_pages_of_a_list_follow_one_another(window: Window) -> None:
    with window.look() as look:
        whole = chosen_events(look, Choice(), most=300).events
        found: list[EventLine] = []
        after = None
        while True:
            page = chosen_events(look, Choice(), after=after, most=37)
            found += page.events
            after = page.after
            if after is None:
                break
    assert [line.id for line in found] == [line.id for line in whole]
    dated = [day for line in whole if (day := line.earliest or line.latest)]
    assert dated == sorted(dated)
    assert len(whole) == 300


def test_data_is_typed_and_says_where_days_are(client: TestClient) -> None:
    answer = client.get("/timeline/data?from=2031-01-01&to=2032-12-31&lanes=place")
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert {"unit", "edges", "lanes", "events", "reports", "whole", "single", "count", "undated"} <= found.keys()
    assert len(found["edges"]) <= MOST_BINS + 1
    event = found["events"][0]
    assert date.fromordinal(event["first"] + EPOCH).year in (2031, 2032)
    assert set(event) >= {"id", "type", "family", "who", "whom", "words", "place", "status", "origins", "first", "last"}
    assert found["reports"]["count"] == 20
    assert len(found["reports"]["each"]) == 20


def test_the_page_lists_what_the_picture_shows(client: TestClient) -> None:
    page = client.get("/timeline?from=2031-03&to=2031-04&told=denied").text
    found = client.get("/timeline/data?from=2031-03&to=2031-04&told=denied").json()
    assert all(f"/event/{event['id']}" in page for event in found["events"][:40])
    assert f"{found['count']:,} event" in page


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-07T13:30", "2024-02-07", "2024-02-07"),
        ("9999", "9999-01-01", "9999-12-30"),
    ],
)
def test_a_month_or_year_is_all_of_its_days(given: str, first: str, last: str) -> None:
    assert date.fromordinal(day_of(given)).isoformat() == first
    assert date.fromordinal(day_of(given, end=True)).isoformat() == last


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/timeline?from=2031-02-31", "no day 2031-02-31"),
        ("/timeline?from=2032&to=2031", "later than"),
        ("/timeline?lanes=colour", "can’t be"),
        ("/timeline/data", "neither"),
        ("/events?actor=evt_aaaaaaaaaa", "can’t be"),
        ("/map?type=<b>", "can’t be"),
        ("/map/base?box=1,2,3", "can’t be"),
        pytest.param("/map/base?box=9,9,1,1", "west, south", marks=NEEDS_PARTS),
        ("/network?told=maybe", "can’t be"),
    ],
)
def test_what_does_not_fit_is_a_sentence(client: TestClient, address: str, sentence: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert sentence in answer.text
