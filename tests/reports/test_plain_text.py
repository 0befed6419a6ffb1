"""Plain text is kept whole; what it says of itself is found, with true spans."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.report import Published, Report, Stated
from dateline.reports import Sidecar, read_report

STORY = """Army loses Halwan bridge, council says

By Nora Lindqvist

HALWAN, March 4, 2031 (Lake Agency) - Fighters of the River Front seized the bridge on Monday, the council said.

“We had no warning,” said Mariam Osei, who\u00a0runs a bakery near the market in the middle of the town.

4 min read

Share this article
"""


def _read(text: str, **more: object) -> Report:
    return read_report(text.encode(), "story.txt", **more)  # type: ignore[arg-type]


def _check_spans(report: Report) -> None:
    spans = [mark.span for mark in report.marks]
    for stated in (report.title, report.byline, report.dateline, report.credit, report.outlet, report.url):
        if stated is not None and stated.span is not None:
            spans.append(stated.span)
    for span in spans:
        assert report.text[span.start : span.end] == span.text


def test_story_is_kept_whole_and_read() -> None:
    report = _read(STORY)
    assert report.text == STORY
    assert report.id == hashlib.sha256(STORY.encode()).hexdigest()
    assert report.text_sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert report.media_type == "text/plain"
    assert report.language == "en"
    assert report.title is not None
    assert report.title.value == "Army loses Halwan bridge, council says"
    assert report.byline is not None
    assert report.byline.value == "Nora Lindqvist"
    assert report.dateline is not None
    assert report.dateline.value == "HALWAN"
    assert report.credit is not None
    assert report.credit.value == "Lake Agency"
    assert report.published == Published("2031-03-04", "2031-03-04", "the date in the dateline")
    assert [(mark.kind, mark.span.text) for mark in report.marks] == [
        ("title", "Army loses Halwan bridge, council says"),
        ("byline", "By Nora Lindqvist"),
        ("dateline", "HALWAN, March 4, 2031 (Lake Agency) -"),
        ("credit", "Lake Agency"),
        ("boilerplate", "4 min read"),
        ("boilerplate", "Share this article"),
    ]
    assert all(mark.why for mark in report.marks)
    _check_spans(report)


def test_same_bytes_give_the_same_report() -> None:
    assert _read(STORY) == _read(STORY)


def test_undated_stays_undated() -> None:
    report = _read("Troops left the town on Sunday, and the council asked for help from the lake camps in the north.")
    assert report.published is None
    assert report.title is None
    assert report.outlet is None


def test_what_the_user_says_wins() -> None:
    row = Sidecar(
        "story.txt", 2, outlet=Stated("Valley Post", "row"), url=Stated("https://v.example", "row"),
        published=Published("2031-03-01", "2031-03-31", "row"),
    )  # fmt: skip
    report = _read(STORY + "\n© 2031 Lake Radio. All rights reserved.\n", sidecar=row)
    assert report.outlet == Stated("Valley Post", "row")
    assert report.url == Stated("https://v.example", "row")
    assert report.published == Published("2031-03-01", "2031-03-31", "row")
    day = Published("2031-03-05", "2031-03-05", "flag")
    assert _read(STORY, sidecar=row, published=day).published == day


def test_outlet_in_the_notice_of_rights_where_nobody_says_better() -> None:
    report = _read(STORY + "\n© 2031 Lake Radio. All rights reserved.\n")
    assert report.outlet is not None
    assert report.outlet.value == "Lake Radio"
    _check_spans(report)


def test_credit_that_names_the_outlet_itself_is_none() -> None:
    text = "HALWAN (WLKR) - Police closed the bridge on Monday.\n\nCopyright 2031 WLKR. All rights reserved.\n"
    report = _read(text)
    assert report.outlet is not None
    assert report.outlet.value == "WLKR"
    assert report.credit is None


_LINES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.sampled_from(
        [
            *STORY.split("\n"), "Read more: Lake camps run short of tents", "(Reuters)", "Published June 5, 2031",
            "Photo: L. Anders", "Army loses Halwan bridge, council …", "\u00a0\u00a0", "© 2031 Lake Radio", "By",
            "The council told Lake Radio that it would not leave.", "HALWAN: ", "1:20 A walk through the town",
        ]
    ),
)  # fmt: skip
_TEXTS = st.builds(
    lambda lines, ends: "".join(line + end for line, end in zip(lines, ends, strict=False)),
    st.lists(_LINES, min_size=1, max_size=14),
    st.lists(st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028"]), min_size=14, max_size=14),
)


def _normal(text: str) -> str:
    for end in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.removeprefix("\ufeff")


@settings(max_examples=150, deadline=None)
@given(_TEXTS.filter(lambda text: any(character.isalpha() for character in text) and not text.lstrip().startswith("<")))
def test_nothing_is_lost_and_every_span_is_true(text: str) -> None:
    report = _read(text)
    assert report.text == _normal(text)
    _check_spans(report)
    runs = report.unread()
    assert all(0 <= start < end <= len(report.text) for start, end in runs)
    assert all(before[1] < after[0] for before, after in pairwise(runs))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_kind(end: str) -> None:
    assert _read(STORY.replace("\n", end)).text == STORY


def test_lines_of_a_fixed_width_are_joined_into_paragraphs() -> None:
    text = (
        "Army loses Halwan bridge, council says\n\n"
        "HALWAN, Lakeland (Reuters) - Fighters of the River Front seized the\n"
        "bridge on Monday after two days of shelling, and thousands of people\n"
        "left for the lake camps in the north, the provincial council said in\n"
        "a statement that was read out on Lake Radio in the evening.\n\n"
        "The army denied that it had lost the bridge, and its spokesman told\n"
        "reporters that troops still held both banks of the river there.\n"
    )
    report = _read(text)
    assert report.text == text
    assert report.title is not None
    assert report.title.value == "Army loses Halwan bridge, council says"
    assert report.dateline is not None
    assert report.dateline.value == "HALWAN, Lakeland"
    assert report.credit is not None
    assert report.credit.value == "Reuters"
