"""The tables of mappings and countries fit the codebook and one another."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from dateline.exports.mappings import cameo, countries, country_name, mapped, media_topic, tables
from dateline.exports.tables import dictionary, tables_of
from tests.exports.making import Made
from tests.made import record

_FILE = tomllib.loads(resources.files("dateline.events").joinpath("data/plover.toml").read_text("utf-8"))
PLOVER = {name: kind for name, kind in _FILE.items() if name.isupper()}
CODES = [(name, mode) for name, kind in PLOVER.items() for mode in (None, *kind.get("modes", {}))]


@pytest.mark.parametrize("name", ["cameo", "iptc"])
def test_every_type_and_mode_of_the_codebook_is_mapped(name: str) -> None:
    made = Made()
    for kind, mode in CODES:
        event = made.event(f"{kind}/{mode}" if mode else kind)
        assert mapped(tables()[name], event), (kind, mode)
        assert (media_topic(event) or ("", ""))[1]
        assert (cameo(event) or "").isdigit()


@pytest.mark.parametrize("name", ["cameo", "iptc"])
def test_what_is_mapped_is_in_the_codebook(name: str) -> None:
    known = {kind if mode is None else f"{kind}/{mode}" for kind, mode in CODES}
    missing = set(tables()[name]) - known
    assert not missing


def test_every_type_has_acled_scale_and_quad() -> None:
    assert set(PLOVER) <= set(tables()["acled"]["map"])
    assert set(PLOVER) == set(tables()["plover"]["scale"]) == set(tables()["plover"]["quad"])


def test_countries() -> None:
    listed = list(countries().values())
    assert len({one.iso3 for one in listed}) == len(listed) > 240
    numbers = [one.gw for one in listed if one.gw]
    assert len(set(numbers)) == len(numbers) > 160
    assert country_name("TD") == "Chad"
    assert country_name("ZZ") == "ZZ"
    assert country_name(None) == ""
    assert all(one.acled_region and one.ucdp_region for one in listed if one.gw)


def test_every_row_of_every_table_has_its_cells_of_its_kind() -> None:
    kinds = {"text": str, "whole": int, "number": (int, float), "yes/no": bool, "day": str}
    made = tables_of(record())
    for table in (*made, dictionary(made)):
        assert len({column.name for column in table.columns}) == len(table.columns)
        for row in table.rows:
            assert len(row) == len(table.columns), table.name
            for cell, column in zip(row, table.columns, strict=True):
                assert column.kind in kinds
                assert column.means.endswith(".")
                assert cell is None or isinstance(cell, kinds[column.kind]), (table.name, column.name, cell)  # type: ignore[arg-type]
