"""Pages in many layouts: the main text whole and in order, what is shown beside it left out or marked, facts stated."""

from __future__ import annotations

import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model.report import Report
from dateline.reports import read_report
from tests.reports import pages


def _read(page: str, encoding: str = "utf-8") -> Report:
    return read_report(page.encode(encoding), "page.html")


def _check_spans(report: Report) -> None:
    for mark in report.marks:
        assert report.text[mark.span.start : mark.span.end] == mark.span.text
    for stated in (report.title, report.byline, report.dateline, report.credit, report.outlet, report.url):
        if stated is not None and stated.span is not None:
            assert report.text[stated.span.start : stated.span.end] == stated.span.text


@pytest.mark.parametrize("name", sorted(pages.ALL))
def test_main_text_is_whole_and_in_order(name: str) -> None:
    report = _read(pages.ALL[name], "cp1252" if name == "tables" else "utf-8")
    assert report.media_type == "text/html"
    assert report.extractor.startswith("dateline-page/1 trafilatura/")
    places = [report.text.find(paragraph) for paragraph in pages.BODY]
    assert -1 not in places
    assert places == sorted(places)
    lines = report.text.split("\n")
    for paragraph in pages.BODY:
        assert sum(paragraph in line for line in lines) == 1
    assert report.title is not None
    assert report.title.value == pages.TITLE
    assert report.language == "en"
    _check_spans(report)


@pytest.mark.parametrize("name", sorted(pages.ALL))
def test_what_stands_beside_the_report_is_outside_or_marked(name: str) -> None:
    report = _read(pages.ALL[name], "cp1252" if name == "tables" else "utf-8")
    unread = report.unread()
    for words in (
        "Facebook", "Sign up", "Related stories", "What is the River Front?", "World", "Weather", "rights reserved",
        "bloggers like", "nobody tells the half", "Privacy policy", "Notes from the Lake",
    ):  # fmt: skip
        at = report.text.find(words)
        assert at == -1 or any(start <= at < end for start, end in unread), words


def test_facts_of_a_modern_page() -> None:
    report = _read(pages.MODERN)
    assert report.outlet is not None
    assert report.outlet.value == "Valley Post"
    assert report.byline is not None
    assert report.byline.value == "Nora Lindqvist and Sami Odeh"
    assert report.url is not None
    assert report.url.value == "https://valleypost.example/world/halwan-bridge"
    assert report.published is not None
    assert report.published.earliest == report.published.latest == "2031-03-04"
    assert report.published.time == "2031-03-04T21:40:00+01:00"
    assert "JSON-LD" in report.published.how
    assert report.title is not None
    assert report.title.span is not None
    captions = [mark.span.text for mark in report.marks if mark.kind == "caption"]
    assert captions == [pages.CAPTION]
    assert report.text.index(pages.CAPTION) < report.text.index(pages.LEAD)
    assert "Council says nine people were killed" in report.text
    assert "The River Front, the Lake Accord and the Halwan garrison are covered in our guide" in report.text
    assert report.issues == ()


def test_facts_of_other_pages() -> None:
    blog = _read(pages.BLOG)
    assert blog.outlet is not None
    assert blog.outlet.value == "Notes from the Lake"
    assert blog.published is not None
    assert blog.published.time == "2031-03-05T07:15:00+00:00"
    assert [mark.span.text for mark in blog.marks if mark.kind == "caption"] == [pages.CAPTION]

    tables = _read(pages.TABLES, "cp1252")
    assert tables.byline is not None
    assert tables.byline.value == "Peter Okafor"
    assert tables.published is not None
    assert tables.published.earliest == "2031-03-04"
    assert tables.outlet is not None
    assert tables.outlet.value == "Halwan Courier"

    divs = _read(pages.DIVS)
    assert divs.published is not None
    assert divs.published.time == "2031-03-04T21:40:00-05:00"

    agency = _read(pages.AGENCY)
    assert agency.credit is not None
    assert agency.credit.value == "Reuters"
    assert agency.dateline is not None
    assert agency.dateline.value == "HALWAN"
    assert agency.outlet is not None
    assert agency.outlet.value == "Daily Ledger"
    assert agency.byline is not None
    assert agency.byline.value == "Ana Petrov"

    amp = _read(pages.AMP)
    assert amp.outlet is not None
    assert amp.outlet.value == "Lake Radio"
    assert amp.byline is None

    broken = _read(pages.BROKEN_DATA)
    assert broken.published is not None
    assert broken.published.time == "2031-03-04T20:40:00+00:00"
    assert "Army denies it lost the bridge" in broken.text


def test_two_days_of_publication_are_both_said() -> None:
    published = _read(pages.TWO_TIMES).published
    assert published is not None
    assert published.earliest == published.latest == "2031-03-05"
    assert "2031-03-04" in published.how


def _article(inner: str, head: str = "") -> Report:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in pages.BODY)
    return _read(
        f'<html lang="en"><head><title>{pages.TITLE}</title>{head}</head><body><article><h1>{pages.TITLE}</h1>'
        + inner.replace("BODY", body)
        + "</article></body></html>"
    )


@pytest.mark.parametrize(
    ("lines", "time", "updated"),
    [
        ("<p>Updated 7 March 2025, 10:00 UTC</p><p>Published 5 March 2025, 21:40 UTC</p>", "2025-03-05T21:40:00+00:00", "2025-03-07"),
        ("<div>Posted 4:15 PM EST, Mar 5, 2025</div><div>and last updated 6:42 PM EST, Mar 5, 2025</div>", "2025-03-05T16:15:00-05:00", "2025-03-05T18:42"),
        ("<dl><dt>Published</dt><dd>5 March 2025</dd><dt>Last updated</dt><dd>6 March 2025</dd></dl>", None, "2025-03-06"),
        ("<div>Printed on 9 March 2025</div><div>5 March 2025</div>", None, None),
        ("<i>Wed Mar 5 19:03:44 CET 2025</i>", "2025-03-05T19:03:44+01:00", None),
    ],
)  # fmt: skip
def test_times_that_lines_beside_the_headline_show(lines: str, time: str | None, updated: str | None) -> None:
    published = _article(f"{lines}BODY").published
    assert published is not None
    assert published.earliest == published.latest == "2025-03-05"
    assert published.time == time
    assert (f"updated {updated}" in published.how) if updated else ("updated" not in published.how)


def test_the_time_of_a_change_stands_beside_publication() -> None:
    published = _read(pages.MODERN).published
    assert published is not None
    assert published.how.endswith("updated 2031-03-05T08:00:00+01:00")
    same = _article("BODY", '<meta property="article:published_time" content="2025-03-05T10:00:00Z">'
                    '<meta property="article:modified_time" content="2025-03-05T10:00:00Z">').published  # fmt: skip
    assert same is not None
    assert "updated" not in same.how


def test_pull_quotes_are_marked_and_other_quotations_are_not() -> None:
    report = _article(
        'BODY<blockquote class="pullquote"><p>We had no warning</p></blockquote>'
        "<blockquote><p>The bridge belongs to those who cross it, and to nobody else.</p></blockquote>"
        "<p>The words stand on a board at the eastern end, where the council put them up.</p>"
    )
    quotes = [mark for mark in report.marks if "pull quote" in mark.why]
    assert all(mark.span.text == "We had no warning" for mark in quotes)
    at = report.text.index("The bridge belongs")
    assert not any(start <= at < end for start, end in report.unread())
    _check_spans(report)


@pytest.mark.parametrize(
    "beside",
    [
        '<div class="support-box"><p>Reporting like this is paid for by readers. Give what you can, every month.</p></div>',
        '<section><div><h4><a href="/x">Lake camps run short of tents</a></h4><p>Families wait in the rain for a third day.</p></div></section>',
        "<div><h4>Lake camps run short of tents</h4><p>Families wait in the rain for a third day and the trucks do not...</p></div>",
        '<div role="dialog"><p>We and our partners store things on your device, and you may object to that at any time.</p></div>',
        "<x-rail><p>Copper falls for the sixth day, and the lake steamer is late again.</p></x-rail>",
    ],
)
def test_cards_and_boxes_below_the_report_are_left_out(beside: str) -> None:
    report = _article(f"BODY{beside}")
    assert pages.FIFTH in report.text
    at = max(report.text.find(words) for words in ("paid for by", "Families wait", "We and our", "Copper falls"))
    assert at == -1 or any(start <= at < end for start, end in report.unread())


def test_lists_and_notes_between_headline_and_text_are_kept() -> None:
    report = _article(
        "<p>Correction: An earlier version of this report gave the wrong day of the shelling.</p>"
        "<ul><li>Nine people are dead, the council says</li><li>The army denies that it lost the bridge</li></ul>BODY"
    )
    assert "An earlier version" in report.text
    assert "The army denies that it lost the bridge" in report.text


def test_microdata_and_the_ends_of_the_title_name_the_outlet() -> None:
    named = _article('<div itemprop="publisher" itemscope><span itemprop="name">Lake Radio</span></div>BODY')
    assert named.outlet is not None
    assert named.outlet.value == "Lake Radio"
    page = pages.UNDATED.replace(f"<title>{pages.TITLE}", f"<title>Valley Post: {pages.TITLE}")
    outlet = _read(page).outlet
    assert outlet is not None
    assert outlet.value == "Valley Post"


def test_a_page_without_a_date_has_none() -> None:
    assert _read(pages.UNDATED).published is None


def test_a_date_in_the_address_alone_is_called_weak() -> None:
    page = pages.UNDATED.replace("<head>", '<head><link rel="canonical" href="https://v.example/2021/03/04/halwan/">')
    published = _read(page).published
    assert published is not None
    assert published.earliest == "2021-03-04"
    assert "weak" in published.how


def test_arabic_page() -> None:
    report = _read(pages.ARABIC)
    assert report.language == "ar"
    assert report.title is not None
    assert report.title.span is not None
    assert report.text.count("\n\n") == 3


def test_text_that_stands_in_the_data_only_is_read_and_said() -> None:
    report = _read(pages.DATA_ONLY)
    assert pages.LEAD in report.text
    assert "in the page's data" in report.issues[0]


def test_page_without_main_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"page\.html: this page has no main text"):
        _read(pages.LISTING)


def test_no_break_spaces_and_signs_stay() -> None:
    page = pages.UNDATED.replace("Fighters of the River", "Fighters&nbsp;of the\n   River").replace(
        "Monday", "Mon&#173;day"
    )
    report = _read(page)
    assert "Fighters\u00a0of the River Front" in report.text
    assert "Mon\u00adday" in report.text


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//V//X" "http://v.example/x.dtd" '
        '[<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY far SYSTEM "http://v.example/e">]>'
        '<html><head><base href="http://v.example/"><link rel="stylesheet" href="http://v.example/s.css">'
        f'<script src="http://v.example/s.js"></script></head><body><iframe src="http://v.example/f"></iframe>'
        f'<article><h1>{pages.TITLE}</h1><p>&secret; &far;</p><img src="http://v.example/i.png">'
        + "".join(f"<p>{paragraph}</p>" for paragraph in pages.BODY)
        + "</article></body></html>"
    )
    report = _read(page)
    assert pages.LEAD in report.text
    assert "root:" not in report.text


_PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<article>", "</article>", "<table><tr><td>", "</td>", "<br>", "<br><br>", "<h1>",
        "</h1>", "<ul><li>", "</li>", "<figcaption>", "</figcaption>", "<aside>", "</aside>", "<a href='x'>", "</a>",
        "<b>", "<!--", "-->", "<script>", "</script>", "&amp;", "&#150;", "&bogus;", "<", ">", '"', "<time datetime='2031'>",
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[[{"name":["A"]}]],"publisher":7}</script>',
        '<meta property="article:published_time" content="soon">', "\x00", "\u2028", *pages.BODY, pages.TITLE,
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, max_size=25))
def test_any_page_gives_a_report_with_true_spans_or_one_clear_error(pieces: list[str]) -> None:
    page = "<html><body>" + "".join(pieces)
    try:
        report = _read(page)
    except InputError:
        with pytest.raises(InputError, match=r"^page\.html: [^\n]+$"):
            _read(page)
        return
    _check_spans(report)
