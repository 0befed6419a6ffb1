"""Whatever a model answers is items and refusals, or one error."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.llm.answer import AnswerError, items_of
from tests.llm.making import draft

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.text() | ANYTHING.map(json.dumps))
def test_any_text_is_a_draft_or_one_error(answer: str) -> None:
    told = ""
    try:
        items_of(answer)
    except AnswerError as error:
        told = str(error)
    assert "\n" not in told


@given(st.sampled_from(["actors", "events", "claims", "figures"]), st.lists(ANYTHING, max_size=5))
def test_items_that_do_not_fit_are_refused_one_by_one(name: str, added: list[Any]) -> None:
    good = draft()
    found = items_of(
        json.dumps({**good, name: [*added, *good[name]]})
        .replace("-Infinity", "null")
        .replace("Infinity", "null")
        .replace("NaN", "null")
    )
    assert [len(part) for part in found[:4]] == [len(good[each]) for each in ("actors", "events", "claims", "figures")]
    assert [one.number for one in found.refused] == list(range(1, len(added) + 1))
    assert all(one.kind == name.removesuffix("s") and "\n" not in one.why for one in found.refused)
