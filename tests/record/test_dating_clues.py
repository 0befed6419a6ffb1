"""What clues to the day of publication say together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record.corpus import day_number
from dateline.record.dating.clues import DATED, LIKELY, STATED, TOLD, WEAK, Clue, settle

DAY = day_number("2018-06-05")
clues = st.builds(
    Clue,
    st.sampled_from((WEAK, LIKELY, DATED, TOLD, STATED)),
    st.none() | st.integers(DAY - 50, DAY),
    st.none() | st.integers(DAY - 20, DAY + 50),
    st.sampled_from(("one", "two", "three")),
)


def test_nothing_is_known_of_nothing() -> None:
    assert settle([]).open


def test_the_narrowest_that_all_allow() -> None:
    settled = settle([Clue(TOLD, DAY, None, "told"), Clue(LIKELY, DAY - 9, DAY + 6, "likely")])
    assert (settled.low, settled.high) == (DAY, DAY + 6)
    assert "not before 2018-06-05: told" in settled.how()
    assert "not after 2018-06-11: likely (likely)" in settled.how()


def test_a_weaker_clue_never_overrules() -> None:
    settled = settle([Clue(STATED, DAY, DAY, "stated"), Clue(TOLD, DAY + 9, None, "told later")])
    assert (settled.low, settled.high) == (DAY, DAY)
    assert settled.contradictions == ["told later does not fit: stated, which is firmer"]


def test_equals_that_contradict_are_both_left_out_and_named() -> None:
    settled = settle([Clue(LIKELY, DAY, DAY + 9, "one"), Clue(LIKELY, DAY - 90, DAY - 80, "other")])
    assert settled.open
    assert settled.contradictions == ["one, but other: neither counts"]


@settings(deadline=None)
@given(st.lists(clues, max_size=6), st.randoms(use_true_random=False))
def test_order_is_nothing_and_the_ends_are_in_order(given_clues: list[Clue], shuffle: object) -> None:
    turned = list(given_clues)
    shuffle.shuffle(turned)  # type: ignore[attr-defined]
    one, other = settle(given_clues), settle(turned)
    assert (one.low, one.high, one.reasons, one.contradictions) == (
        other.low,
        other.high,
        other.reasons,
        other.contradictions,
    )
    assert one.low is None or one.high is None or one.low <= one.high
    assert one.open or one.how()
