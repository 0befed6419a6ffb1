from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.places import Gazetteer, building

HERE = Path(building.__file__).parent
HEADS = {
    "countries.tsv": "iso2\tiso3\tname\tother_names\tdemonyms\tcapital\tlat\tlon\tradius_km\tcontinent\tneighbours",
    "divisions.tsv": "country\tcode\tname\tother_names\tlat\tlon\tradius_km",
    "regions.tsv": "id\tkind\tname\tother_names\tlat\tlon\tradius_km\tcountries\tdemonyms",
    "towns.tsv": "country\tgeonames_name\tname\tother_names",
    "us_counties.tsv": "fips\tname\tstate\tlat\tlon\tradius_km",
}
ROWS = {
    "countries.tsv": ["AA\tAAA\tArcadia\t\tArcadian\tWestford\t10\t20\t100\tEU\tBB", "BB\tBBB\tBohea\t\tBohean\t\t10\t22\t100\tEU\tAA"],
    "divisions.tsv": ["AA\t01\tWest March\tWestmark\t\t\t"],
    "regions.tsv": ["the-fens\tregion\tThe Fens\t\t10\t20\t30\tAA\t"],
    "towns.tsv": ["AA\tWestfurt\tWestford\tWest Ford"],
    "us_counties.tsv": [],
}  # fmt: skip


def town(number: int, name: str, lat: float, lon: float, country: str, people: int, *others: str) -> dict[str, object]:
    return {
        "geonameid": number, "name": name, "latitude": lat, "longitude": lon, "countrycode": country, "population": people,
        "admin1code": "01", "alternatenames": list(others),
    }  # fmt: skip


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A little GeoNames and little tables of our own."""
    tables, folder = tmp_path / "tables", tmp_path / "geonames"
    tables.mkdir()
    folder.mkdir()
    for name, head in HEADS.items():
        (tables / name).write_text("\n".join([head, *ROWS[name], ""]), encoding="utf-8")
    towns = [
        town(7, "Westfurt", 10.0, 19.5, "AA", 90_000, "Westfourt", "we si te", "WFT", "Вестфурт"),
        *(town(8 + step, f"Weir {step}", 9.6 + step / 5, 19.6, "AA", 700) for step in range(4)),
        *(town(20 + step, f"Mill {step}", 9.6 + step / 10, 20.6, "AA", 800) for step in range(8)),
        *(town(40 + step, f"Dyke {step}", 9.6 + step / 10, 20.9, "BB", 800, "磨坊") for step in range(8)),
    ]
    (folder / "cities500.json").write_text(json.dumps({str(one["geonameid"]): one for one in towns}), encoding="utf-8")
    (folder / "countries.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(building, "DATA", tables)
    return folder


def test_the_same_input_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    assert building.build(source, one)
    assert building.build(source, other)
    assert one.read_bytes() == other.read_bytes()


def test_a_gazetteer_of_the_right_version_is_left_alone(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "g.db"
    building.build(source, target)
    assert not building.build(source, target)
    table = source.parent / "tables" / "regions.tsv"
    table.write_text(table.read_text(encoding="utf-8").replace("30", "31"), encoding="utf-8")
    assert building.build(source, target)


def test_a_broken_file_is_built_again(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "g.db"
    target.write_bytes(b"no database")
    assert building.build(source, target)
    assert building.version_of(target) == building.version(source)


def test_what_is_kept_of_other_names(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "g.db"
    building.build(source, target)
    gazetteer = Gazetteer(target)
    found = gazetteer.find(["westfurt", "westford", "westfourt", "вестфурт", "we si te", "wft", "磨坊", "fens"])
    assert [place.name for place in found["westford"]] == ["Westford"]
    assert found["westfourt"][0].ref == "geonames:7"
    assert not found["westfourt"][0].main
    assert found["вестфурт"]
    assert found["fens"][0].ref == "region:the-fens"
    assert not found["we si te"]
    assert not found["wft"]
    assert not found["磨坊"]
    gazetteer.close()


def test_parts_borders_and_capitals_come_from_the_towns(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "g.db"
    building.build(source, target)
    gazetteer = Gazetteer(target)
    country = gazetteer.countries["AA"]
    assert country.capital_place == 7
    east, west = gazetteer.part(country.place, "east"), gazetteer.part(country.place, "west")
    assert east is not None
    assert west is not None
    assert east.lon > west.lon
    border = gazetteer.border("BB", "AA")
    assert border is not None
    assert 20.6 < border.lon < 20.9
    gazetteer.close()


def test_a_table_that_names_a_town_unknown_to_geonames_says_so(source: Path, tmp_path: Path) -> None:
    table = source.parent / "tables" / "towns.tsv"
    table.write_text(f"{HEADS['towns.tsv']}\nAA\tNowhere\tNowhere\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Nowhere"):
        building.build(source, tmp_path / "g.db")


@pytest.mark.parametrize(("content", "said"), [(None, "not there"), (b"x" * 100, "no gazetteer")])
def test_opening_what_is_no_gazetteer_says_what_to_do(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "g.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        Gazetteer(path)


def test_the_builder_needs_nothing_but_the_standard_library() -> None:
    """The build hook runs it where no dependency of the package is installed."""
    code = (
        "import sys; sys.path = [path for path in sys.path if 'site-packages' not in path]\n"
        "import types\n"
        f"package = types.ModuleType('dateline'); package.__path__ = [{str(HERE.parent)!r}]\n"
        f"room = types.ModuleType('dateline.places'); room.__path__ = [{str(HERE)!r}]\n"
        "sys.modules |= {'dateline': package, 'dateline.places': room}\n"
        "import dateline.places.building\n"
    )
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True, timeout=60)
