"""Reports that were republished: versions are found, what changed is said with spans that are true to the texts."""

from __future__ import annotations

import pytest

from dateline.model.report import Published, Report, Stated
from dateline.reports import read_entry
from dateline.reports.entry import Entry, Said
from dateline.reports.versions import find_changes, find_versions, same_address

FIRST = "Fighters seized the bridge on Monday. At least nine people were killed. The army has not commented."
LATER = "Fighters seized the bridge on Monday. At least twelve people were killed. The army denied it. Talks go on."


def _report(text: str, url: str | None, time: str = "2031-03-04T21:40:00+01:00", outlet: str = "Valley Post") -> Report:
    said = Said(
        url=Stated(url, "given") if url else None,
        outlet=Stated(outlet, "given"),
        title=Stated("River Front takes the bridge", "given"),
        published=Published(time[:10], time[:10], "given", time),
    )
    return read_entry(Entry(f"{time}.txt", text.encode(), said=said))


@pytest.mark.parametrize("url", ["https://v.example/a", None])
def test_versions_come_with_the_oldest_first(url: str | None) -> None:
    later = _report(LATER, f"{url}?utm_source=x#top" if url else None, "2031-03-05T08:00:00+01:00")
    first = _report(FIRST, url)
    other = _report("Something else was written here about the lake.", "https://v.example/b", outlet="Lake Radio")
    (found,) = find_versions([later, other, first])
    assert found.reports == (first.id, later.id)
    assert "one address" in found.why or "one outlet" in found.why


def test_what_stands_on_a_front_page_tomorrow_is_another_report() -> None:
    assert find_versions([_report(FIRST, "https://v.example/"), _report(LATER, "https://v.example/")]) == ()
    unlike = _report("The lake camps have no tents. Rain is expected. Nobody came.", "https://v.example/a")
    assert find_versions([_report(FIRST, "https://v.example/a"), unlike]) == ()


def test_what_changed_is_said_sentence_by_sentence() -> None:
    first, later = _report(FIRST, None), _report(LATER, None)
    (change,) = find_changes(first, later)
    assert [span.text for span in change.before] == ["At least nine people were killed.", "The army has not commented."]
    assert [span.text for span in change.after][-1] == "Talks go on."
    for span in change.before:
        assert first.text[span.start : span.end] == span.text
    for span in change.after:
        assert later.text[span.start : span.end] == span.text
    assert find_changes(first, first) == ()
    assert "became" in str(change)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.v.example/a/", "http://v.example/a"),
        ("https://v.example/a?utm_medium=feed&id=7", "https://v.example/a?id=7"),
        ("https://v.example/a/amp/", "https://v.example/a"),
        ("https://v.example/a#comments", "https://v.example/a"),
    ],
)
def test_one_page_has_one_address(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


def test_two_pages_have_two() -> None:
    assert same_address("https://v.example/a?id=7") != same_address("https://v.example/a?id=8")
