"""Victims and tolls: a report, and how many it says were killed and injured in its main event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.claims import find_claims, find_figures, find_tolls, is_toll
from dateline.claims.victims import find_victims
from dateline.model.reading import Reading

Read = Callable[[str], Reading]

VICTIMS = [
    ("A toddler was shot in Norwick on Friday.", [("toddler", 1, "shot")]),
    ("Rebels killed two guards and a cook near the mine.", [("guards", 2, "killed"), ("cook", 1, "killed")]),
    ("The man fatally shot his wife before he killed himself.", [("wife", 1, "killed"), ("himself", 1, "killed")]),
    ("Ann Vale, 34, died at the scene.", [("Ann", 1, "killed")]),
    ("Nobody was hurt in the blast.", []),
    ("The gunman could have killed ten people.", []),
    ("A boy shot and killed his sister.", [("sister", 1, "killed")]),
]


@pytest.mark.parametrize(("text", "expected"), VICTIMS)
def test_victims(read: Read, text: str, expected: list[tuple[str, int, str]]) -> None:
    reading = read(text)
    found = [(reading.words[victim.word], victim.number, victim.fate) for victim in find_victims(reading)]
    assert found == expected


TOLLS = [
    ("Five people were shot, one fatally, at a market in Norwick on Sunday.", 1, 4),
    ("A man was wounded when shots were fired at a bus. He died in hospital.", 1, 0),
    ("A guard was killed and a driver was wounded when rebels attacked a convoy.", 1, 1),
    ("Three men were shot outside a bar. All three men are in stable condition.", 0, 3),
    ("The farmer shot and killed his brother before turning the rifle on himself.", 2, 0),
    ("Ministers met on Monday to discuss the harvest.", 0, 0),
    ("A boy was wounded in Norwick, where he is in serious condition.", 0, 1),
    ("A driver was rushed to hospital in Norwick, where he died.", 1, 0),
    ("A clerk was killed. A nurse and two other men were also shot.", 1, 3),
    ("One of four women wounded in the blast has died.", 1, 3),
    ("Three people were shot at a club. A fourth victim was also hurt.", 0, 4),
    ("A farmer is accused of shooting another man. The man died in hospital.", 1, 0),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_what_a_report_says_of_killed_and_injured(read: Read, text: str, killed: int, injured: int) -> None:
    reading = read(text)
    claims = find_claims(reading, ())
    figures = find_figures(reading, claims, ())
    tolls = find_tolls(reading, figures, claims)
    for unit, number in (("killed", killed), ("injured", injured)):
        given = [figure.value for figure in (*tolls, *figures) if figure.unit == unit]
        assert (given[0] if given else 0) == number, (unit, figures, tolls)
    for toll in tolls:
        assert is_toll(toll.why)
        assert text[toll.span.start : toll.span.end] == toll.span.text


def test_no_toll_where_the_first_figure_says_it(read: Read) -> None:
    reading = read("Twelve people were killed in the raid on Sunday.")
    figures = find_figures(reading, (), ())
    assert find_tolls(reading, figures, ()) == ()


def test_an_age_is_no_toll(read: Read) -> None:
    reading = read("Girl, 16, killed in Norwick")
    assert all(figure.value != 16 for figure in find_figures(reading, (), ()))
