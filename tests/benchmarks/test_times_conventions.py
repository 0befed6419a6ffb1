"""Our times in the form of the Recognizers project: spans, values, conventions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.times.conventions import converted
from benchmarks.times.peers import peer_finders
from benchmarks.times.recognizers import Found
from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.times import find_times

TUESDAY = "2018-06-05T16:12:00"
CASES = [
    # text, words, value or days
    ("They will stay from 4 to 22 May 2019", "from 4 to 22 May 2019", ("2019-05-04", "2019-05-22")),
    ("They will be back within 5 hours", "within 5 hours", "2018-06-05T16:12:00/2018-06-05T21:12:00"),
    ("They will be back within 5 days", "within 5 days", ("2018-06-05", "2018-06-10")),
    ("They will be away for the next 3 days", "the next 3 days", ("2018-06-06", "2018-06-09")),
    ("They will be back next Sunday", "next Sunday", "2018-06-17"),
    ("They came back two weeks ago", "two weeks ago", "2018-05-22"),
    ("They came back 2 hours ago", "2 hours ago", "2018-06-05T14:12:00"),
    ("They will come on 08/12/2019", "08/12/2019", "2019-08-12"),
    ("They came at the end of 2000", "end of 2000", "2000"),
    ("They will come in the afternoon on 3 May 2019", "in the afternoon on 3 May 2019", "2019-05-03T12/2019-05-03T16"),
    ("They will leave in summer", "summer", "SU"),
    ("It was built in the 15th century", "the 15th century", ("1400-01-01", "1499-12-31")),
    ("Next day they left", "Next day", "2018-06-06"),
]


@pytest.mark.parametrize(("text", "words", "expected"), CASES)
def test_converted(read: Callable[[str], Reading], text: str, words: str, expected: str | tuple[str, str]) -> None:
    (when,) = find_times(read(text), Published(TUESDAY[:10], TUESDAY[:10], "given"))
    found = converted(text, when, TUESDAY)
    assert text[found.start : found.end] == words
    assert (found.earliest, found.latest) == expected if isinstance(expected, tuple) else found.value == expected


def test_without_a_reference_the_value_stays(read: Callable[[str], Reading]) -> None:
    text = "They left at 9 a.m."
    (when,) = find_times(read(text), None)
    assert converted(text, when, None) == Found(13, 19, "T09:00")


def test_peers_are_run_or_named() -> None:
    finders, missing = peer_finders()
    assert {*finders, *missing} == {"dateparser", "parsedatetime", "recognizers-text"}
    for find in finders.values():
        assert all(0 <= found.start < found.end for found in find("He was freed on 3 May 2018.", "2018-06-05"))
