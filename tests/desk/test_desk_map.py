"""The map: places and their bins, the ground from files of two formats, and a place put there by a person."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.desk.accounts import Person
from dateline.desk.app import make_app
from dateline.desk.basemap import WORLD, Basemap
from dateline.desk.refusals import Missing
from dateline.record import Store, bring_up_to_date
from dateline.record.browse import Window
from dateline.record.browse.atlas import atlas
from dateline.record.browse.columns import Choice
from tests.desk.conftest import ADDRESS, NEEDS_PARTS

SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
HOLE = [[4.0, 4.0], [6.0, 4.0], [6.0, 6.0], [4.0, 6.0], [4.0, 4.0]]


def _file(folder: Path, value: object) -> Path:
    path = folder / "ground.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def _collection(geometry: dict[str, Any]) -> dict[str, Any]:
    feature = {"type": "Feature", "properties": {"name": "Arland"}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


def test_events_of_places_are_in_their_bins_or_undated(window: Window) -> None:
    with window.look() as look:
        found = atlas(look, Choice())
    assert sum(spot.count for spot in found.spots) + found.nowhere == 300
    for spot in found.spots:
        assert sum(many for _, many in spot.bins) + spot.undated == spot.count
        assert all(0 <= turn < len(found.edges) - 1 for turn, _ in spot.bins)


def test_a_polygon_with_a_hole_holds_what_is_in_it_and_not_in_the_hole(tmp_path: Path) -> None:
    ground = Basemap.read(_file(tmp_path, _collection({"type": "Polygon", "coordinates": [SQUARE, HOLE]})))
    assert ground.at(2, 2) == 0
    assert ground.at(5, 5) is None
    assert ground.at(11, 5) is None
    assert ground.labels()[0]["geometry"]["coordinates"] == [5.0, 5.0]
    assert ground.features((20, 20, 30, 30)) == []
    assert len(ground.features((9, 9, 30, 30))) == 1


def test_quantised_arcs_become_degrees_whichever_way_they_run(tmp_path: Path) -> None:
    topology = {
        "type": "Topology", "transform": {"scale": [0.5, 0.5], "translate": [-10, -10]},
        "arcs": [[[0, 0], [20, 0], [0, 20]], [[0, 0], [0, 20], [20, 0]]],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, -2]], "properties": {"name": "Brovia"}}]}},
    }  # fmt: skip
    ground = Basemap.read(_file(tmp_path, topology))
    (feature,) = ground.features(WORLD)
    assert feature["geometry"]["coordinates"] == [
        [[[-10.0, -10.0], [0.0, -10.0], [0.0, 0.0], [-10.0, 0.0], [-10.0, -10.0]]]
    ]
    assert ground.at(-5, -5) == 0


def test_a_land_on_both_sides_of_the_date_line_is_not_drawn_across_the_world(tmp_path: Path) -> None:
    ring = [[179.0, -17.0], [-179.0, -17.0], [-179.0, -16.0], [179.0, -16.0], [179.0, -17.0]]
    ground = Basemap.read(_file(tmp_path, _collection({"type": "Polygon", "coordinates": [ring]})))
    (feature,) = ground.features(WORLD)
    longitudes = [x for x, _ in feature["geometry"]["coordinates"][0][0]]
    assert max(longitudes) - min(longitudes) == 2
    assert len(ground.features((-180, -20, -170, -10))) == 1


@pytest.mark.parametrize("content", ["", "[]", '{"type": "Feature"}', '{"type": "Topology", "arcs": []}', "\x00"])
def test_a_file_that_is_no_map_is_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ground.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Missing, match="is no map that the desk can read"):
        Basemap.read(path)
    with pytest.raises(Missing):
        Basemap.read(tmp_path / "nothing.json")


@pytest.fixture
def copy(small_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_record, tmp_path / "copy.db"))


@NEEDS_PARTS
def test_a_file_of_ones_own_takes_the_place_of_the_ground(copy: Path) -> None:
    own = _file(copy.parent, _collection({"type": "Polygon", "coordinates": [SQUARE]}))
    client = TestClient(make_app(copy, basemap=own), base_url=ADDRESS)
    found = client.get("/map/base").json()
    assert [feature["properties"]["name"] for feature in found["land"]["features"]] == ["Arland"]
    assert str(own) in client.get("/map").text
    assert "Natural Earth" not in client.get("/map").text


def _token(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def _lost(path: Path) -> str:
    with Store.open(path) as store:
        return next(place.id for place in store.load_record().places if place.lat is None)


@NEEDS_PARTS
def test_a_place_that_is_put_on_the_map_is_there_at_once_and_kept(copy: Path) -> None:
    own = _lost(copy)
    client = TestClient(make_app(copy), base_url=ADDRESS)
    page = client.get(f"/place/{own}").text
    assert "not resolved" in page
    answer = client.post(
        f"/place/{own}",
        data={"csrf": _token(page), "lat": "12.5", "lon": "-3.25", "radius": "4", "why": "on the old map"},
    )
    assert answer.status_code == 200
    assert "12.5000, -3.2500" in answer.text
    assert "near, within about 4 km" in answer.text
    assert "on the old map" in answer.text
    placed = next(place for place in client.get("/map/data").json()["places"] if place["id"] == own)
    assert (placed["lat"], placed["lon"], placed["radius"], placed["hand"]) == (12.5, -3.25, 4, True)
    with Store.open(copy) as store:
        kept = [(one.action, one.field, one.after) for one in store.judgements() if one.on == own]
    assert kept == [
        ("correct", "lat", "12.5"),
        ("correct", "lon", "-3.25"),
        ("correct", "precision", '"near"'),
        ("correct", "radius_km", "4.0"),
    ]


def test_what_is_put_on_the_map_is_what_a_rebuild_gives(copy: Path) -> None:
    own = _lost(copy)
    client = TestClient(make_app(copy), base_url=ADDRESS)
    page = client.get(f"/place/{own}").text
    client.post(f"/place/{own}", data={"csrf": _token(page), "lat": "1", "lon": "2"})
    with Store.open(copy, write=True) as store:
        places = {(place.lat, place.lon, place.precision) for place in bring_up_to_date(store).places}
    assert (1.0, 2.0, "exact") in places


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"lat": "91", "lon": "0"}, "can’t be “91”"),
        ({"lat": "north", "lon": "0"}, "can’t be “north”"),
        ({"lat": "1"}, "missing"),
        ({"entry": "geonames:1", "name": "Arlen"}, "no such entry"),
        ({"lat": "1", "lon": "1", "colour": "red"}, "knows no “colour”"),
    ],
)
def test_what_is_no_place_is_not_kept(copy: Path, fields: dict[str, str], sentence: str) -> None:
    own = _lost(copy)
    client = TestClient(make_app(copy), base_url=ADDRESS)
    token = _token(client.get(f"/place/{own}").text)
    answer = client.post(f"/place/{own}", data={"csrf": token, **fields})
    assert answer.status_code == 400
    assert sentence in answer.text
    with Store.open(copy) as store:
        assert all(one.on != own for one in store.judgements())


def test_a_form_of_another_session_and_a_reader_change_nothing(copy: Path) -> None:
    own = _lost(copy)
    client = TestClient(make_app(copy), base_url=ADDRESS)
    client.get(f"/place/{own}")
    assert client.post(f"/place/{own}", data={"csrf": "x", "lat": "1", "lon": "1"}).status_code == 403

    class Readers:
        remote = False

        def person(self, request: object) -> Person:
            return Person("Eno", "reader")

    client = TestClient(make_app(copy, accounts=Readers()), base_url=ADDRESS)
    page = client.get(f"/place/{own}").text
    assert 'name="lat"' not in page
    token = _token(TestClient(make_app(copy), base_url=ADDRESS).get(f"/place/{own}").text)
    assert client.post(f"/place/{own}", data={"csrf": token, "lat": "1", "lon": "1"}).status_code == 403
    with Store.open(copy) as store:
        assert all(one.on != own for one in store.judgements())
