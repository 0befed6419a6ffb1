"""What a sentence is about: words of the codebook, and the longer run before the shorter one in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.events.contexts import Contexts
from dateline.events.loading import load_codebook
from dateline.model.reading import Reading

CASES: tuple[tuple[str, set[str]], ...] = (
    ("Police fired water cannon and tear gas at the dockers.", {"repression"}),
    ("The clerks who had complained left.", set()),
    ("Doctors said the cholera outbreak had killed nine.", {"health"}),
    ("The rebels killed a friend of mine.", set()),
    ("Villagers blocked the road to the copper mine.", {"natural_resource"}),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_contexts_of_a_sentence(read: Callable[[str], Reading], text: str, expected: set[str]) -> None:
    contexts = Contexts(read(text), load_codebook())
    assert set(contexts.of(0, "AID", None)) == expected
