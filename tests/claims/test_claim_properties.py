"""What must always hold of claims and figures, whatever the words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claims import find_claims, find_figures
from dateline.claims.numbers import find_numbers
from dateline.claims.quotations import find_quotations
from dateline.model.account import Claim
from dateline.model.reading import Reading
from tests.claims.making import actor, bare

WORDS = st.sampled_from(
    "Keita Ortiz he she they the group said told added that “ ” \" ' ’ , . : ; ? — according to killed wounded 12 30 dozens of "
    "at least about more than people fighters in 2011 and who report by citing Reuters ( ) was were denied claimed not $5 million "
    "percent one them children \n".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


def checked_spans(text: str, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        spans = [*claim.content, claim.cue, *([claim.speaker_span] if claim.speaker_span else [])]
        assert claim.content
        assert all(text[span.start : span.end] == span.text for span in spans)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_claims_and_figures_of_any_words(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    actors = tuple(actor(reading, "person", form) for form in ("Keita", "Ortiz") if form in text)
    claims = find_claims(reading, actors)
    checked_spans(text, claims)
    for claim in claims:
        assert claim.speaker is None or claim.chain[-1] == claim.speaker
        assert len(set(claim.chain)) == len(claim.chain)
        assert claim.why
    for place, figure in enumerate(figures := find_figures(reading, claims, ())):
        assert text[figure.span.start : figure.span.end] == figure.span.text
        assert figure.part_of is None or 0 <= figure.part_of < place < len(figures)
        assert figure.claim is None or any(span.contains(figure.span) for span in claims[figure.claim].content)
        assert (figure.value is None) == (figure.bound == "range" or figure.why.count("is at least") == 1)
        if figure.low is not None and figure.high is not None:
            assert figure.low < figure.high
        assert figure.why


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_quotations_of_any_words(text: str) -> None:
    found = find_quotations(bare(text))
    assert all(quotation.opening < quotation.first <= quotation.last < quotation.closing for quotation in found)
    assert all(left.closing < right.opening or left.closing == right.opening for left, right in pairwise(found))


def test_the_same_text_gives_the_same_claims(read: Callable[[str], Reading]) -> None:
    text = "“The road is open,” Keita said. Ortiz, citing residents, said 12 people had died and 30 were wounded."
    first, second = read(text), read(text)
    assert find_claims(first, ()) == find_claims(second, ())
    assert find_figures(first, find_claims(first, ()), ()) == find_figures(second, find_claims(second, ()), ())


def test_an_empty_text() -> None:
    reading = bare("")
    assert find_claims(reading, ()) == ()
    assert find_figures(reading, (), ()) == ()


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_words(number: int) -> str:
    """A number below a million as English writes it."""
    if number < 20:
        return ONES.split()[number]
    if number < 100:
        rest = f"-{in_words(number % 10)}" if number % 10 else ""
        return TENS.split()[number // 10 - 2] + rest
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{in_words(number // 100)} hundred{rest}"
    below = number % 1000
    joint = " and " if 0 < below < 100 else " "
    return f"{in_words(number // 1000)} thousand" + (joint + in_words(below) if below else "")


@settings(max_examples=400, deadline=None)
@given(number=st.integers(min_value=0, max_value=999_999))
def test_numbers_in_words_and_digits_are_the_same(number: int) -> None:
    for written in (in_words(number), f"{number:,}"):
        found = find_numbers(bare(f"They counted {written} people there"))
        assert [entry.value for entry in found] == [float(number)], written


@settings(max_examples=200, deadline=None)
@given(
    low=st.integers(1, 5000),
    more=st.integers(1, 5000),
    joint=st.sampled_from(["{}-{}", "{} to {}", "between {} and {}", "{}–{}"]),
)
def test_ranges(low: int, more: int, joint: str) -> None:
    written = joint.format(f"{low:,}", f"{low + more:,}")
    (found,) = find_numbers(bare(f"They counted {written} people there"))
    assert (found.value, found.low, found.high, found.bound) == (None, low, low + more, "range")
