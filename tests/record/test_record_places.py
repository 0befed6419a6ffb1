"""Places across reports, and how they lie to each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.account import Place
from dateline.model.record import Record
from dateline.model.spans import Span
from dateline.record.places import PlacesFound, Somewhere
from tests.record.made import Paper

Build = Callable[..., Record]


def test_one_gazetteer_entry_is_one_place(build: Build) -> None:
    one, other = Paper("Fire in Brova.\n"), Paper("Fire in Old Brova.\n")
    one.place("Brova", "g1", 10.0, 20.0)
    other.place("Old Brova", "g1", 10.0, 20.0)
    assert len(build(one, other).places) == 1


def test_one_name_in_two_provinces_is_two_places(build: Build) -> None:
    papers = [Paper(f"Fire in Brova, {number}.\n") for number in (1, 2)]
    for paper, province in zip(papers, ("01", "02"), strict=True):
        paper.place("Brova", admin1=province)
    assert len(build(*papers).places) == 2


def test_a_place_without_a_proper_name_is_its_reports_own(build: Build) -> None:
    papers = [Paper(f"Smoke over the border zone, {number}.\n") for number in (1, 2)]
    for paper in papers:
        paper.place("the border zone", country=None, kind="other")
    assert len(build(*papers).places) == 2


def _place(name: str, kind: str = "city", lat: float | None = None, lon: float | None = None, country: str | None = "XA",
           admin1: str | None = None, radius: float | None = None, precision: str | None = None) -> Place:  # fmt: skip
    return Place(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        mentions=(Span(0, 1, name[0]),),
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        radius_km=radius,
        precision=precision,  # type: ignore[arg-type]
    )


LAND = _place("Arland", "country", 10.0, 20.0)
PROVINCE = _place("Upper Arland", "province", 10.0, 20.0, admin1="01")
TOWN = _place("Brova", lat=10.0, lon=20.0, admin1="01")


@pytest.mark.parametrize(
    ("one", "other", "lie"),
    [
        (LAND, TOWN, "within"),
        (PROVINCE, TOWN, "within"),
        (_place("Lower Arland", "province", 12.0, 20.0, admin1="02"), TOWN, "apart"),
        (TOWN, _place("Calder", lat=10.5, lon=20.0, admin1="01"), "apart"),
        (TOWN, _place("Brova Mill", lat=10.01, lon=20.0, admin1="01"), "near"),
        (TOWN, _place("Dovrin", lat=10.0, lon=20.0, country="XB"), "apart"),
        (TOWN, _place("Nowhere", country=None), "unknown"),
        (_place("the north", "region", 10.5, 20.0, radius=150.0), TOWN, "within"),
        (_place("the north", "region", 10.5, 20.0, country=None), TOWN, "unknown"),
        (LAND, _place("Borland", "country", country="XB"), "apart"),
    ],
)
def test_how_places_lie(one: Place, other: Place, lie: str) -> None:
    found = PlacesFound([Somewhere([0], 0, one, 1, ()), Somewhere([1], 1, other, 1, ())], [0, 1])
    assert found.lie(0, 1) == lie
    assert found.lie(1, 0) == lie


def test_the_same_wide_place_is_no_sign_of_one_event() -> None:
    found = PlacesFound([Somewhere([0], 0, LAND, 1, ()), Somewhere([1], 1, TOWN, 1, ())], [0, 1])
    assert (found.lie(0, 0), found.lie(1, 1), found.lie(0, -1)) == ("within", "same", "open")
    assert found.narrowest([0, 1, 0]) == 1
