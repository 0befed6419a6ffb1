"""Ids: minted from evidence, kept for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.ledger import KINDS, Key, Ledger, LedgerEntry, kind_of, mint

A: Key = ("a" * 64, 10, 18, "")
B: Key = ("b" * 64, 30, 36, "")
C: Key = ("c" * 64, 5, 9, "")


def test_an_id_says_its_kind() -> None:
    for kind, letters in KINDS.items():
        item = mint(kind, A)
        assert re.fullmatch(rf"{letters}_[a-z2-7]{{10}}", item)
        assert kind_of(item) == kind


def test_a_merge_keeps_the_oldest_id_and_leaves_a_redirect() -> None:
    book = Ledger()
    first, second = book.assign("event", [[B], [A]])
    again = Ledger(book.additions)
    (merged,) = again.assign("event", [[A, B]])
    assert merged == first
    assert again.resolve(second) == first
    assert [entry.redirect for entry in again.additions] == [first]


def test_a_redirect_is_kept_when_a_merge_comes_apart() -> None:
    book = Ledger()
    first, second = book.assign("event", [[A], [B]])
    book.assign("event", [[A, B]])
    parted = book.assign("event", [[A], [B]])
    assert parted[0] == first
    assert parted[1] not in (first, second)
    assert book.resolve(second) == first
    assert book.assign("event", [[A], [B]]) == parted


def test_evidence_that_moved_a_little_keeps_its_id() -> None:
    book = Ledger()
    (item,) = book.assign("event", [[A]])
    wider: Key = (A[0], 8, 22, "")
    assert book.assign("event", [[wider]]) == [item]
    elsewhere: Key = (A[0], 40, 44, "")
    assert book.assign("event", [[elsewhere]]) != [item]


def test_the_same_evidence_gives_another_id_to_another_kind() -> None:
    assert mint("event", A)[4:] != mint("actor", A)[4:]


def test_a_circle_is_an_error() -> None:
    one, two = mint("event", A), mint("event", B)
    book = Ledger(
        [
            LedgerEntry(one, *A),
            LedgerEntry(two, *B),
            LedgerEntry(one, *A, redirect=two),
            LedgerEntry(two, *B, redirect=one),
        ]
    )
    with pytest.raises(ValueError, match="circle"):
        book.resolve(one)


_STEPS = st.lists(st.lists(st.integers(0, 3), min_size=8, max_size=8), min_size=1, max_size=6)


@given(_STEPS)
def test_ids_once_minted_always_resolve_and_assigning_again_changes_nothing(steps: list[list[int]]) -> None:
    entries: list[LedgerEntry] = []
    seen: set[str] = set()
    for step in steps:
        groups: dict[int, list[Key]] = {}
        for number, group in enumerate(step):
            groups.setdefault(group, []).append((f"r{number}", 0, 5, ""))
        clusters = sorted(groups.values())
        book = Ledger(entries)
        ids = book.assign("event", clusters)
        entries += book.additions
        again = Ledger(entries)
        assert again.assign("event", clusters) == ids
        assert not again.additions
        assert len(set(ids)) == len(ids)
        seen |= set(ids)
        for item in seen:
            assert again.knows(again.resolve(item))
        assert all(again.resolve(item) == item for item in ids)
