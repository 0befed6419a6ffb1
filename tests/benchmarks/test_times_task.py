"""The scorers of task `times` on hand-made cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.task import BenchmarkError
from benchmarks.times.naive import naive_times
from benchmarks.times.recognizers import Case, Found, is_folder, plain, read_cases, right, value_right
from benchmarks.times.task import Spans
from benchmarks.times.timeml import Document, read_timeml

TIMEML = """<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" value="2020-05-06">6 May</TIMEX3></DCT>
<TEXT>
On <TIMEX3 tid="t1" value="2020-05-04">Monday</TIMEX3> they <EVENT eid="e1">met</EVENT> for
<TIMEX3 tid="t2" value="P2D"><EVENT eid="e2">two</EVENT> days</TIMEX3> &amp; left.<TIMEX3 tid="t3" value="P1D"/>
</TEXT>
</TimeML>
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "a.tml"
    path.write_text(TIMEML, "utf-8")
    return read_timeml(path)


def test_timeml(document: Document) -> None:
    assert document.created == "2020-05-06"
    assert [(document.text[one.start : one.end], one.value) for one in document.expressions] == [
        ("Monday", "2020-05-04"), ("two days", "P2D"),
    ]  # fmt: skip


def test_what_is_not_timeml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text("<TimeML>", "utf-8")
    with pytest.raises(BenchmarkError, match=r"a\.tml: not XML"):
        read_timeml(path)


def scored(document: Document, *found: Found) -> dict[str, Any]:
    spans = Spans()
    spans.add(document, list(found))
    return spans.scores()


def test_perfect_empty_and_broken(document: Document) -> None:
    perfect = [Found(one.start, one.end, one.value) for one in document.expressions]
    assert set(scored(document, *perfect).values()) == {1.0}
    assert set(scored(document).values()) == {0.0}
    monday, days = perfect
    broken = (
        Found(monday.start, monday.end, "2020-05-11"),  # the next Monday
        Found(days.start + 4, days.end, "P2D"),  # "days" only
        Found(0, 2, "2020"),  # nothing there
    )
    assert scored(document, *broken) == {
        "span_strict_f1": 2 * 1 / (2 + 3), "span_relaxed_f1": 2 * 2 / (2 + 3), "value_f1": 2 * 1 / (2 + 3),
    }  # fmt: skip


def test_one_to_one(document: Document) -> None:
    whole = Found(0, len(document.text), "2020-05-04")
    assert scored(document, whole)["span_relaxed_f1"] == 2 * 1 / (2 + 1)


PLAIN: list[tuple[str, str]] = [
    ("T07", "T07"),
    ("T07:00:00", "T07"),
    ("2016-12-05T04:00", "2016-12-05T04"),
    ("T08:40:00", "T08:40"),
    ("T19:00:05", "T19:00:05"),
    ("(2016-11-08T07:30,2016-11-08T16,PT8H30M)", "2016-11-08T07:30/2016-11-08T16"),
    ("2016-11-08T07:30:00/2016-11-08T16:00:00", "2016-11-08T07:30/2016-11-08T16"),
    ("PT60M", "3600s"),
    ("PT1H", "3600s"),
    ("P1M2D", "2.7648e+06s"),
    ("P2D1M", "2.7648e+06s"),
    ("PXD", "PXD"),
    ("PRESENT_REF", "PRESENT_REF"),
]


@pytest.mark.parametrize(("value", "expected"), PLAIN)
def test_values_in_one_way(value: str, expected: str) -> None:
    assert plain(value) == expected


def written(tmp_path: Path, parser: str, *cases: dict[str, Any]) -> Path:
    folder = tmp_path / "English"
    folder.mkdir(exist_ok=True)
    (folder / f"{parser}.json").write_text(json.dumps(cases), "utf-8-sig")
    return tmp_path


def result(text: str, words: str, timex: str | None, **resolution: str) -> dict[str, Any]:
    future = {key.removeprefix("future_"): value for key, value in resolution.items() if key.startswith("future_")}
    past = {key: value for key, value in resolution.items() if not key.startswith("future_")}
    return {
        "Text": words, "Start": text.index(words), "Length": len(words),
        "Value": {"Timex": timex, "FutureResolution": future or past, "PastResolution": past},
    }  # fmt: skip


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    day = "Back on the 2nd of October"
    span = "Away in June 2020"
    written(
        tmp_path, "DateParser",
        {"Input": day, "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"}, "Results": [
            result(day, "the 2nd of October", "XXXX-10-02", date="2016-10-02", future_date="2017-10-02")]},
        {"Input": "Nothing here", "Results": []},
        {"Input": "A slip", "Results": [{**result("A slip", "slip", "2016"), "Start": 0}]},
    )  # fmt: skip
    written(
        tmp_path, "DatePeriodParser",
        {"Input": span, "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"}, "Results": [
            result(span, "June 2020", "2020-06", startDate="2020-06-01", endDate="2020-07-01")]},
    )  # fmt: skip
    written(
        tmp_path, "TimeParser", {"Input": "at seven", "Results": [result("at seven", "seven", "T07", time="07:00")]}
    )
    assert is_folder(tmp_path)
    return read_cases(tmp_path)


def test_recognizers_cases(cases: list[Case]) -> None:
    assert [(case.parser, len(case.expected)) for case in cases] == [
        ("DateParser", 1), ("DateParser", 0), ("DatePeriodParser", 1), ("TimeParser", 1),
    ]  # fmt: skip


RECOGNIZED: list[tuple[int, list[Found], bool, bool]] = [
    # case, found, wholly right, value right
    (0, [Found(8, 26, "2016-10-02")], True, True),
    (0, [Found(8, 26, "2017-10-02")], True, True),
    (0, [Found(8, 26, "XXXX-10-02")], True, True),
    (0, [Found(8, 26, "2018-10-02")], False, False),
    (0, [Found(5, 26, "2016-10-02")], False, True),
    (0, [Found(0, 4, "2016-10-02")], False, False),
    (0, [], False, False),
    (1, [], True, True),
    (1, [Found(0, 7, "2016")], False, False),
    (2, [Found(8, 17, "2020-06")], True, True),
    (2, [Found(8, 17, "other", "2020-06-01", "2020-06-30")], True, True),
    (2, [Found(8, 17, "other", "2020-06-01", "2020-07-01")], True, True),
    (2, [Found(8, 17, "other", "2020-06-01", "2020-06-29")], False, False),
    (3, [Found(3, 8, "T07:00")], True, True),
    (3, [Found(3, 8, "2016-11-07T07:00")], True, True),
    (3, [Found(3, 8, "T19")], False, False),
]


@pytest.mark.parametrize(("number", "found", "whole", "value"), RECOGNIZED)
def test_recognized(cases: list[Case], number: int, found: list[Found], whole: bool, value: bool) -> None:
    assert right(cases[number], found) is whole
    assert value_right(cases[number], found) is value


def test_naive_times() -> None:
    text = "On Monday, in March 2019 and on May 4, they met; in 1999 too, and yesterday."
    assert [(text[one.start : one.end], one.value) for one in naive_times(text, "2020-05-06")] == [
        ("Monday", "2020-05-04"), ("March 2019", "2019-03"), ("May 4", "2020-05-04"), ("1999", "1999"),
        ("yesterday", "2020-05-05"),
    ]  # fmt: skip
