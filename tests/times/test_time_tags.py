"""Times as TIMEX3 tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.times import find_times, tags

PUBLISHED = Published(earliest="2018-06-05", latest="2018-06-05", how="stated")
CASES = [
    ("He fled on Sunday.", [("Sunday", "DATE", "2018-06-03")]),
    ("He ruled between 2011 and 2014.", [("2011", "DATE", "2011"), ("2014", "DATE", "2014")]),
    ("The road was shut from 3 to 5 May 2016.", [("3", "DATE", "2016-05-03"), ("5 May 2016", "DATE", "2016-05-05")]),
    ("Shops were shut on Monday from 3 p.m. to 5 p.m.", [("Monday from 3 p.m.", "TIME", "2018-06-04T15:00"), ("5 p.m.", "TIME", "2018-06-04T17:00")]),
    ("The siege lasted three days.", [("three days", "DURATION", "P3D")]),
    ("They pray every Friday.", [("every Friday", "SET", "XXXX-WXX-5")]),
    ("The mayor is now in hiding.", [("now", "DATE", "PRESENT_REF")]),
    ("It rained in the 2011-2014 war.", [("2011", "DATE", "2011"), ("2014", "DATE", "2014")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_tags(read: Callable[[str], Reading], sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = [tag for when in find_times(read(sentence), PUBLISHED) for tag in tags(when)]
    assert [(tag.span.text, tag.type, tag.value) for tag in found] == expected
    assert all(sentence[tag.span.start : tag.span.end] == tag.span.text for tag in found)
