"""The network's ties count events, and the pages of one actor and one place say what the record does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from starlette.testclient import TestClient

from dateline.record import Store
from dateline.record.browse import Window
from dateline.record.browse.actor import activity
from dateline.record.browse.columns import Choice
from dateline.record.browse.ties import find_actors, network
from tests.desk.conftest import NEEDS_PARTS


def test_ties_count_the_events_of_the_record(small_record: Path, window: Window) -> None:
    with Store.open(small_record) as store:
        record = store.load_record()
    true = Counter((one, other) for event in record.events for one in event.actors for other in event.recipients)
    with window.look() as look:
        found = network(look, Choice())
    assert {(tie.source, tie.target): tie.events for tie in found.ties} == dict(true)
    assert all(sum(many for _, many in tie.types) == tie.events for tie in found.ties)
    assert found.count == len(found.actors) == len(record.actors)
    assert {one.id for one in found.relations} == {one.id for one in record.relations}


def test_few_actors_leave_out_the_ties_of_the_others(window: Window) -> None:
    with window.look() as look:
        found = network(look, Choice(), most=3)
    shown = {actor.id for actor in found.actors}
    assert len(shown) == 3
    assert found.count > 3
    assert all({tie.source, tie.target} <= shown for tie in found.ties)
    assert all({one.source, one.target} <= shown for one in found.relations)


def test_the_network_of_one_actor_has_it_in_every_tie(window: Window) -> None:
    with window.look() as look:
        own = network(look, Choice()).actors[-1].id
        found = network(look, Choice(actor=own))
    assert found.actors[0].id == own
    assert found.ties
    assert all(own in (tie.source, tie.target) for tie in found.ties)
    assert all(own in (one.source, one.target) for one in found.relations)


def test_days_narrow_ties_and_relations(window: Window) -> None:
    from datetime import date

    with window.look() as look:
        whole = network(look, Choice())
        later = network(look, Choice(), (date(2040, 1, 1).toordinal(), date(2040, 2, 1).toordinal()))
        assert activity(look, whole.actors[0].id).does_all > 0
    assert whole.ties
    assert whole.relations
    assert not later.ties
    assert not later.relations


@NEEDS_PARTS
def test_actors_are_found_by_part_of_a_name(client: TestClient, window: Window) -> None:
    with window.look() as look:
        found = find_actors(look, "gua")
        assert find_actors(look, '"*()') == ()
        assert find_actors(look, "  ") == ()
    assert found
    assert all("Guard" in actor.name for actor in found)
    assert found[0].name in client.get("/network?find=gua").text


def test_data_of_the_network_names_no_actor_that_it_does_not_hold(client: TestClient) -> None:
    found = client.get("/network/data").json()
    ids = {actor["id"] for actor in found["actors"]}
    assert all({tie["source"], tie["target"]} <= ids for tie in [*found["ties"], *found["relations"]])


def test_the_page_of_an_actor_counts_what_it_does_and_what_is_done_to_it(
    client: TestClient, small_record: Path, window: Window
) -> None:
    with Store.open(small_record) as store:
        record = store.load_record()
    actor = record.actors[0]
    does = sum(actor.id in event.actors for event in record.events)
    receives = sum(actor.id in event.recipients for event in record.events)
    with window.look() as look:
        found = activity(look, actor.id)
    assert (found.does_all, found.receives_all) == (does, receives)
    dated = sum(actor.id in event.actors and event.when.earliest is not None for event in record.events)
    assert sum(found.does) == dated
    page = client.get(f"/actor/{actor.id}").text
    assert f"{does} event" in page
    assert all(alias.form in page for alias in actor.aliases)
    assert sum(one.id in page for one in record.relations) == sum(
        actor.id in (one.source, one.target) for one in record.relations
    )


def test_the_page_of_a_place_says_where_it_is_and_what_was_there(client: TestClient, small_record: Path) -> None:
    with Store.open(small_record) as store:
        record = store.load_record()
    place = next(place for place in record.places if place.lat is not None)
    page = client.get(f"/place/{place.id}").text
    assert f"{place.lat:.4f}, {place.lon:.4f}" in page
    assert 'class="map"' in page
    assert f"/map?at={place.id}" in page
    assert client.get("/place/plc_bbbbbbbbbb").status_code == 404
    assert client.get("/actor/act_bbbbbbbbbb").status_code == 404
