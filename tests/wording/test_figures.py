"""How figures are written."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.model.record import RecordFigure, Source
from dateline.model.spans import Span
from dateline.wording.figures import amount


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"value": 12.0}, "12 killed"),
        ({"value": 12.0, "bound": "at least"}, "at least 12 killed"),
        ({"low": 40.0, "high": 60.0, "bound": "range", "unit": "injured"}, "40 to 60 injured"),
        ({"low": 40.0}, "40 or more killed"),
        ({"high": 40.0}, "up to 40 killed"),
        ({}, "“dozens” killed"),
        ({"value": 90_000_000.0, "unit": "people"}, "90,000,000 people"),
        ({"value": 5.5, "unit": "%"}, "5.5 %"),
        ({"value": 90e6, "unit": "money", "words": "about $90\nmillion"}, "about $90 million"),
        ({"value": 30.0, "bound": "about", "unit": "count", "what": "vehicles"}, "about 30 vehicles"),
    ],
)
def test_amount(more: dict[str, Any], told: str) -> None:
    words = more.pop("words", "dozens")
    values: dict[str, Any] = {
        "value": None,
        "low": None,
        "high": None,
        "unit": "killed",
        "bound": "exact",
        "what": "",
    } | more
    figure = RecordFigure(
        id="fig_a", source=Source("a", 0, Span(0, len(words), words)), event=None, claimants=(), outlet=None, as_of=None,
        origin="org_a", why="", **values,
    )  # fmt: skip
    assert amount(figure) == told
