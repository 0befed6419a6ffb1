"""PDF: reading order, words parted at line ends, running heads, scans, and what is refused."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.model.report import Report
from dateline.reports import read_report
from tests.reports import pdf_files
from tests.reports.pdf_files import BODY, FILES, PdfFile, quoted


def _read(pdf: PdfFile) -> Report:
    return read_report(pdf.data(), "story.pdf")


@pytest.mark.parametrize("name", FILES)
def test_paragraphs_are_whole_and_in_the_order_of_reading(name: str) -> None:
    make, paragraphs = FILES[name]
    report = _read(make())
    unread = {mark.span.text for mark in report.marks if mark.kind == "boilerplate"}
    assert tuple(part for part in report.text.split("\n\n") if part not in unread) == paragraphs
    assert report.media_type == "application/pdf"
    assert report.title is not None
    assert report.title.value == pdf_files.TITLE
    assert all(report.text[mark.span.start : mark.span.end] == mark.span.text for mark in report.marks)


def test_heads_and_feet_are_kept_once_and_marked_with_the_reason() -> None:
    report = _read(pdf_files.three_pages_with_heads_and_feet())
    marked = {mark.span.text: mark.why for mark in report.marks if mark.kind == "boilerplate"}
    assert marked["Valley Post Wednesday 5 March 2031"] == "the same line stands at the top of 3 pages"
    assert "bottom of 3 pages" in marked["Page 1 of 3"]
    assert "Page 2 of 3" not in report.text
    assert all(start >= report.text.index(BODY[-1]) for start, _ in report.unread())


def test_scanned_pages_are_named() -> None:
    report = _read(pdf_files.text_and_a_scan())
    assert report.issues == ("page 2 is of 2 a picture of text (a scan), which is not read",)
    only = PdfFile()
    only.page("q 595 0 0 842 0 0 cm /Im1 Do Q\n")
    with pytest.raises(InputError, match=r"story\.pdf: this PDF file holds pictures of pages \(a scan\) and no text"):
        _read(only)


def test_the_day_on_which_it_was_made_is_the_latest_of_publication() -> None:
    published = _read(pdf_files.one_column()).published
    assert published is not None
    assert (published.earliest, published.latest) == (None, "2031-03-06")
    assert "made on that day" in published.how


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["The inhabi-", "tants fled."], "The inhabitants fled."),
        (["A well-", "known man of a well-known house."], "A well-known man of a well-known house."),
        (["The north-", "South talks"], "The north-South talks"),
        (["An anti-", "mine team came."], "An anti-mine team came."),
        (["From 2029-", "2031 it rained."], "From 2029- 2031 it rained."),
        (["He came to a co-", "operative; cooperative farms"], "He came to a cooperative; cooperative farms"),
    ],
)
def test_words_parted_at_a_line_end(lines: list[str], read: str) -> None:
    pdf = PdfFile()
    pdf.page(pdf_files.shown([(60, 700 - 12 * number, line) for number, line in enumerate(lines)]))
    assert _read(pdf).text == read


def test_a_bold_line_drawn_twice_is_read_once() -> None:
    pdf = PdfFile()
    pdf.page(
        pdf_files.shown([(60, 700, "Bridge lost"), (60.4, 700, "Bridge lost"), (60, 680, "It was lost on Monday.")])
    )
    assert _read(pdf).text.count("Bridge lost") == 1


def test_a_locked_or_damaged_file_is_refused() -> None:
    data = pdf_files.one_column().data()
    with pytest.raises(InputError, match=r"cut\.pdf: .*(damaged|no text)"):
        read_report(data[:300], "cut.pdf")
    with pytest.raises(InputError, match="no text"):
        read_report(PdfFile(pages=[(b"BT ET", {})]).data(), "bare.pdf")


def test_a_font_that_does_not_tell_its_letters_is_said() -> None:
    pdf = PdfFile()
    pdf.page(
        f"BT /F1 10 Tf 1 0 0 1 60 700 Tm {quoted(chr(0xA0) * 3 + 'a')} Tj ET\n" + pdf_files.shown([(60, 600, BODY[0])])
    )
    assert BODY[0] in _read(pdf).text
