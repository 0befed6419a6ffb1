"""Where quoted words are found, and why others are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.llm.form import Quote
from dateline.llm.quotes import Quotes, RefusedError
from dateline.model.report import Mark
from dateline.model.spans import Span
from tests.llm.making import TEXT, report

FOUND = [
    (Quote("shelled", ""), "shelled"),
    (Quote("  River Front\n spokesman", ""), "River Front spokesman"),
    (Quote('"We hit only soldiers,"', ""), "“We hit  only soldiers,”"),
    (Quote("civilians. “We", ""), "civilians.\n“We"),
    (Quote("market", "The army said on Wednesday that it had retaken the market."), "market"),
]
REFUSED = [
    (Quote("bombed", ""), "do not stand in the report: “bombed”"),
    (Quote("Shelled", ""), "do not stand in the report"),
    (Quote("shell", ""), "do not stand in the report"),
    (Quote("2", ""), "do not stand in the report"),
    (Quote("market", ""), "stand 2 times in the report"),
    (Quote("the", "that it had retaken the market"), ""),
    (Quote("market", "no such sentence"), "its context does not stand in the report"),
    (Quote("said", "said"), "its context stands 2 times"),
    (Quote("shelled", "a River Front spokesman said."), "do not stand in its context"),
    (Quote(" \n", ""), "quotes nothing"),
    (Quote("", "shelled"), "quotes nothing"),
]


@pytest.mark.parametrize(("quote", "words"), FOUND)
def test_is_found(quote: Quote, words: str) -> None:
    span = Quotes(report()).find(quote)
    assert span.text == words
    assert TEXT[span.start : span.end] == words


@pytest.mark.parametrize(("quote", "why"), REFUSED)
def test_is_refused(quote: Quote, why: str) -> None:
    if not why:
        assert Quotes(report()).find(quote).text == "the"
        return
    with pytest.raises(RefusedError, match=why):
        Quotes(report()).find(quote)


def test_the_second_market_is_meant() -> None:
    quote = Quote("market", "The army said on Wednesday that it had retaken the market.")
    assert Quotes(report()).find(quote).start == TEXT.rindex("market")


def test_what_is_marked_as_not_the_report_cannot_be_quoted() -> None:
    from msgspec.structs import replace

    start = TEXT.index("The army")
    marked = replace(report(), marks=(Mark("boilerplate", Span.of(TEXT, start, len(TEXT)), "made"),))
    with pytest.raises(RefusedError, match="what is not the report"):
        Quotes(marked).find(Quote("retaken", ""))


@given(st.text(), st.integers(0, 80), st.integers(1, 40))
def test_whatever_is_found_says_what_was_quoted(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    try:
        span = Quotes(report(text + TEXT)).find(Quote(words, ""))
    except RefusedError:
        return
    assert (
        span.text.translate(str.maketrans("", "", "‘’“”'\"«»„‚‛‟′″‹›")).split()
        == words.translate(str.maketrans("", "", "‘’“”'\"«»„‚‛‟′″‹›")).split()
    )
