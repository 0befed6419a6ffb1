"""The example sentences: enough of them, marks that hold, a fifth held back."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline.events import load_codebook
from dateline.events.examples import load_examples, load_headlines, read_example


def test_there_are_enough() -> None:
    examples = [example for example in load_examples() if example.type is not None and not example.near]
    codebook = load_codebook()
    types = Counter(example.type for example in examples)
    modes = Counter((example.type, example.mode) for example in examples if example.mode)
    contexts = Counter(name for example in load_examples() if not example.near for name in example.contexts)
    assert all(types[name] >= 30 for name in codebook.types)
    assert all(modes[name, mode] >= 8 for name, kind in codebook.types.items() for mode in kind.modes)
    assert all(contexts[name] >= 4 for name in codebook.contexts), [n for n in codebook.contexts if contexts[n] < 4]
    assert set(contexts) <= set(codebook.contexts)
    assert all(any(one.near and one.type == name for one in load_examples()) for name in codebook.types)


def test_no_sentence_stands_twice() -> None:
    texts = [example.text for example in load_examples()] + [line.text for line in load_headlines()]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_fifth_is_held_back() -> None:
    for found in (load_examples(), load_headlines()):
        assert 0.15 < sum(one.held_back for one in found) / len(found) < 0.25


def test_types_and_modes_of_the_examples_are_there() -> None:
    types = load_codebook().types
    codes = [(one.type, one.mode) for one in load_examples()] + [(one.type, one.mode) for one in load_headlines()]
    for kind, mode in codes:
        if kind is not None:
            assert kind in types
            assert mode is None or mode in types[kind].modes, (kind, mode)


def test_marks() -> None:
    one = read_example("[Gunmen] *opened* fire on <a bus>. #crime", "ASSAULT", "firearms")
    assert one.text == "Gunmen opened fire on a bus."
    assert [one.text[start:end] for run in (one.actors, one.recipients, one.triggers) for start, end in run] == [
        "Gunmen", "a bus", "opened",
    ]  # fmt: skip
    assert one.contexts == ("crime",)


@pytest.mark.parametrize("written", ["[Gunmen fired.", "Gunmen] fired.", "[[Gunmen] fired.", "Gunmen *fired."])
def test_marks_that_do_not_close(written: str) -> None:
    with pytest.raises(ValueError, match=r"closed|closes|inside"):
        read_example(written, "ASSAULT", None)
