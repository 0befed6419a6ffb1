"""Disagreements about one thing, told together."""

from __future__ import annotations

from dateline.model.disputes import disputes_of
from dateline.model.record import Disagreement, Side, Source
from dateline.model.spans import Span


def side(says: str, report: str) -> Side:
    return Side(says=says, items=(f"fig_{report}",), sources=(Source(report, 0, Span(0, 1, "6")),))


def between(own: str, *sides: Side, about: str = "how many were killed", update: bool = False) -> Disagreement:
    return Disagreement(id=own, kind="figure", about=about, update=update, sides=sides, why=f"why {own}")


def test_pairs_about_one_thing_are_one_dispute_with_each_side_once() -> None:
    six, nine, ten = side("6 killed", "a"), side("9 killed", "b"), side("10 killed", "c")
    again = side("9 killed", "d")
    first, other, updated = disputes_of([
        between("dis_1", six, nine), between("dis_2", six, ten), between("dis_3", again, ten),
        between("dis_4", six, nine, about="how many were hurt"), between("dis_5", six, nine, update=True),
    ])  # fmt: skip
    assert first.ids == ("dis_1", "dis_2", "dis_3")
    assert [one.says for one in first.sides] == ["6 killed", "9 killed", "10 killed"]
    assert first.sides[1].items == ("fig_b", "fig_d")
    assert first.why == ("why dis_1", "why dis_2", "why dis_3")
    assert (other.ids, updated.ids, updated.update) == (("dis_4",), ("dis_5",), True)


def test_updates_of_one_thing_stay_one_by_one() -> None:
    steps = [between(f"dis_{number}", side("6", "a"), side("9", "b"), update=True) for number in (1, 2)]
    assert len(disputes_of(steps)) == 2
