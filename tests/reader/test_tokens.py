"""Words are cut as Universal Dependencies cuts English, with exact offsets, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reader.tokens import INVISIBLE, words_of

CASES = {
    "The U.S.-backed force left.": "The|U.S.|-|backed|force|left|.",
    "Kurdish-led, anti-IS and non-state groups": "Kurdish|-|led|,|anti-IS|and|non-state|groups",
    "He didn't say; she can't; they cannot.": "He|did|n't|say|;|she|ca|n't|;|they|can|not|.",
    "Iran’s army won’t": "Iran|’s|army|wo|n’t",
    "the residents' homes": "the|residents|'|homes",
    "Maj. Gen. Peter Okello": "Maj.|Gen.|Peter|Okello",
    "Dr. Amina J. Bello said so. No. 5 is out. No.": "Dr.|Amina|J.|Bello|said|so|.|No.|5|is|out|.|No|.",
    "at 5pm on 12/05/2018, 9:25 a.m.": "at|5|pm|on|12/05/2018|,|9:25|a.m.",
    "700-1,000 men and 4,000-square-kilometer": "700|-|1,000|men|and|4,000|-|square|-|kilometer",
    "$30m, 50% and 3.5 million": "$|30m|,|50|%|and|3.5|million",
    "“We’re ready,” she said.": "“|We|’re|ready|,|”|she|said|.",
    "see https://example.org/a?b=c.": "see|https://example.org/a?b=c|.",
    "write to desk@example.org now": "write|to|desk@example.org|now",
    "no\u00a0break\u00a0spaces": "no|break|spaces",
    "ended.The next": "ended|.|The|next",
    "wait... what?! --": "wait|...|what|?!|--",
    "AMMAN: IS [...] fled": "AMMAN|:|IS|[|...|]|fled",
    "AT&T and the 1990s": "AT&T|and|the|1990s",
}


@pytest.mark.parametrize("text", CASES)
def test_cases(text: str) -> None:
    assert "|".join(text[start:end] for start, end in words_of(text)) == CASES[text]


@given(st.text())
def test_words_cover_everything_but_space_and_never_overlap(text: str) -> None:
    position = 0
    for start, end in words_of(text):
        assert position <= start < end <= len(text)
        assert all(character.isspace() or character in INVISIBLE for character in text[position:start])
        assert not any(character.isspace() for character in text[start:end]) or "+" in text[start:end] or "(" in text
        position = end
    assert all(character.isspace() or character in INVISIBLE for character in text[position:])


@pytest.mark.parametrize("unit", ["a", "a-", '"', "'s ", "1,", "(", "\u200f\u0639 ", "a.", "-", "@a", "ab.", "123-"])
def test_time_is_linear(unit: str) -> None:
    """Eight times the text takes nowhere near sixty-four times as long (the fastest of several runs each)."""

    def seconds(count: int) -> float:
        text = unit * count
        found = []
        for _ in range(4):
            start = time.process_time()
            words_of(text)
            found.append(time.process_time() - start)
        return min(found)

    assert seconds(64_000) < 30 * max(seconds(8_000), 0.001)
