"""What broke under fuzzing (tools/fuzz.py), made small: each is read, or refused by name, and never anything else."""

from __future__ import annotations

from io import BytesIO

import pytest

from dateline.errors import InputError
from dateline.reports import Entry, read_entry
from dateline.reports.ways import unfold

BROKE: dict[str, tuple[str, bytes]] = {
    "an encoding with a NUL in its name": (
        "box.mbox",
        b"From a@b Tue Mar  4 21:40:00 2031\nFrom: a@b\nContent-Type: text/plain; charset=no-\0such-thing\n\nhello words",
    ),
    "a first line that is JSON but for its bytes": ("rows.json", b'{"d{a\xfe\xff\xff"'),
    "a table in UTF-16 without a mark": ("rows.csv", "text,title\nA few words here,b\n".encode("utf-16-le")),
}


@pytest.mark.parametrize("what", BROKE)
def test_is_read_or_refused_by_name(what: str) -> None:
    name, data = BROKE[what]
    for found in unfold(BytesIO(data), name):
        if isinstance(found, Entry):
            try:
                report = read_entry(found)
            except InputError as error:
                found = error
            else:
                assert all(report.text[mark.span.start : mark.span.end] == mark.span.text for mark in report.marks)
        if isinstance(found, InputError):
            assert str(found).startswith(name)
            assert "\n" not in str(found)
