"""Input that is no report: one clear message with the name of the file, and nothing takes long."""

from __future__ import annotations

import gzip
import random
import time
import zipfile
from io import BytesIO

import pytest

from dateline.errors import InputError
from dateline.model.report import Report
from dateline.reports import read_report
from tests.reports import pages

SENTENCE = "Fighters of the River Front seized the bridge at Halwan on Monday, the council said. "


def _zip() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", SENTENCE)
    return held.getvalue()


def _billion_laughs() -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, 60))
    return f'<?xml version="1.0"?><!DOCTYPE html [{entities}]><html><body><article><p>&a59;</p>' + "".join(
        f"<p>{paragraph}</p>" for paragraph in pages.BODY
    )


def _deep(depth: int, tag: str = "div") -> str:
    return f"<html><body>{f'<{tag}>' * depth}{''.join(f'<p>{paragraph}</p>' for paragraph in pages.BODY)}</body></html>"


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \r\n\t\n", "the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "no word"),
    "no words": (b"1234 5678 --- ...\n", "no word"),
    "zip": (_zip(), "ZIP archive"),
    "gzip": (gzip.compress(SENTENCE.encode()), "gzip archive"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF file"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG image"),
    "random bytes": (random.Random(7).randbytes(20_000), "binary"),
    "many NULs": (SENTENCE.encode() * 5 + b"\x00" * 600, "binary"),
    "control characters": ((SENTENCE * 20).replace(" ", "\x01 ").encode(), "binary"),
    "page of nothing": (b"<html><head></head><body></body></html>", "no main text"),
    "page of menus": (pages.LISTING.encode(), "no main text"),
    "deep page": (_deep(4000).encode(), "nested more than"),
    "markup only": (b"<!doctype html>", "empty"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_is_refused_with_one_clear_message(name: str) -> None:
    data, says = REFUSED[name]
    with pytest.raises(InputError) as caught:
        read_report(data, "folder/bad.txt")
    message = str(caught.value)
    assert message.startswith("folder/bad.txt: ")
    assert says in message
    assert "\n" not in message
    assert caught.value.source == "folder/bad.txt"


def test_a_file_past_the_limit_is_refused_and_the_limit_said() -> None:
    data = SENTENCE.encode() * (50_000_000 // len(SENTENCE))
    with pytest.raises(InputError, match=r"big\.txt: the file has 50\.0 MB, more than the limit of 20\.0 MB"):
        read_report(data, "big.txt")
    with pytest.raises(InputError, match=r"limit of 0\.0 MB"):
        read_report(SENTENCE.encode(), "big.txt", max_bytes=10)
    assert read_report(SENTENCE.encode(), "small.txt", max_bytes=1000).text == SENTENCE


def test_entities_that_multiply_are_not_unfolded() -> None:
    report = read_report(_billion_laughs().encode(), "bomb.html")
    assert pages.LEAD in report.text
    assert len(report.text) < 2000


def test_formatting_left_open_a_thousand_times_is_read() -> None:
    page = "<html><body>" + "".join(f"<p><font size=2><b>{paragraph}" for paragraph in pages.BODY * 80)
    assert pages.FIFTH in read_report(page.encode(), "old.html").text


HOSTILE: dict[str, bytes] = {
    "one long word": b"A" * 300_000,
    "capitals": b"A " * 150_000,
    "capitalised lines": (b"Aa " * 700 + b"\n") * 150,
    "a byline without end": b"By " + b"Anna And Bob, " * 20_000,
    "dots": b"." * 300_000 + b"a",
    "dots at the ends of lines": (b"word " + b"." * 2000 + b"\n") * 80,
    "spaces": b"a" + b" " * 300_000 + b"b",
    "clocks": b"a 1:1:1:1:1" * 30_000,
    "told": b"told The A B C D E F G " * 10_000,
    "tiny lines": b"ab\n" * 30_000,
    "datelines without end": (b"NEW YORK, N.Y. (" + b"A" * 2000 + b"\n") * 80,
    "brackets": b"(" * 300_000 + b"a",
    "one line over and over": b"Army loses Halwan bridge as thousands flee\n" * 8_000,
    "angle brackets": b"<html>" + b"<" * 200_000,
    "an open comment": b"<html><body><!--" + b"-" * 200_000,
    "brackets in the data": b'<html><script type="application/ld+json">'
    + b"[" * 100_000
    + b"</script><p>"
    + SENTENCE.encode() * 4,
}


def _report(data: bytes, source: str) -> Report | None:
    """The report, or None where it is refused; any other error fails the test."""
    try:
        return read_report(data, source)
    except InputError:
        return None


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_input_takes_no_long_time(name: str) -> None:
    read_report(SENTENCE.encode() + b"\n" + SENTENCE.encode(), "warm.txt")
    start = time.process_time()
    report = _report(HOSTILE[name], "hostile.txt")
    if report is not None:
        assert all(report.text[mark.span.start : mark.span.end] == mark.span.text for mark in report.marks)
    assert time.process_time() - start < 5
