"""Quotation marks: straight and curly, double and single, nested, left open, and what is no quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.claims.quotations import find_quotations
from tests.claims.making import bare

CASES = [
    ('"We stay," she said.', ["We stay,"]),
    ("“We stay,” she said. “We sleep here.”", ["We stay,", "We sleep here."]),
    ("''We stay,'' she said.", ["We stay,"]),
    ("«We stay», she said.", ["We stay"]),
    ("'We stay,' she said.", ["We stay,"]),
    ("‘We stay,’ she said.", ["We stay,"]),
    ("“He called it ‘our war’ and left,” she said.", ["He called it ‘our war’ and left,"]),
    ("\"He called it 'our war' and left,\" she said.", ["He called it 'our war' and left,"]),
    ("‘He called it “our war” and left,’ she said.", ["He called it “our war” and left,"]),
    ("The fighters’ weapons and the mayor's house burned.", []),
    ("The '90s were hard.", []),
    ("The “first” day and the ‘last’ one.", ["first", "last"]),
    ("“We stay. We sleep here.", ["We stay. We sleep here."]),
    ("He said: “Go.", ["Go."]),
    ("A wall 6' high.", []),
    ('He wrote "stay" and "go" on the wall.', ["stay", "go"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_stands_between_marks(text: str, expected: list[str]) -> None:
    reading = bare(text)
    assert [reading.span(found.first, found.last).text for found in find_quotations(reading)] == expected


def test_a_quotation_over_paragraphs_goes_on() -> None:
    """Each paragraph opens with a mark, only the last one closes."""
    reading = bare("“We stay.\n“We sleep here,” she said.")
    found = find_quotations(reading)
    assert [(quotation.goes_on, quotation.closed) for quotation in found] == [(True, False), (False, True)]


def test_an_open_mark_does_not_swallow_later_quotations() -> None:
    reading = bare('"The first one opens and goes nowhere.\nHe said “go” and left.')
    assert [reading.span(found.first, found.last).text for found in find_quotations(reading)][-1] == "go"


def test_quotations_are_in_order_and_apart() -> None:
    reading = bare("“One” and ‘two’ and \"three\" and “four 'five' six”.")
    found = find_quotations(reading)
    assert all(left.closing < right.opening for left, right in pairwise(found))
