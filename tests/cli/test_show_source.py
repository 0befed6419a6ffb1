"""`show --report X --source`: the text as it came in, what was marked in it and why, and its versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAGE = """<html lang="en"><head><title>Ferry runs again | Lake Herald</title>
<meta property="og:site_name" content="Lake Herald"><link rel="canonical" href="https://lakeherald.example/ferry">
<meta property="article:published_time" content="2031-05-06T07:00:00Z"></head><body><main><article>
<h1>Ferry between Moro and Tala runs again</h1><p class="byline">By Anna Sule</p>
<figure><img src="a.jpg"><figcaption>The ferry at the quay of Tala. Photo: J. Abo</figcaption></figure>
<p>TALA (Reuters) - The ferry between Moro and Tala went out again on Tuesday after nine days, the harbour office said.</p>
<blockquote class="pullquote">We have waited long enough for this boat</blockquote>
<p>“We have waited long enough for this boat,” said Issa Moro, a trader, who had brought forty sacks of millet.</p>
<p>Soldiers had closed the quay after an attack in which three boatmen were killed. {more}</p>
</article></main></body></html>"""


@pytest.fixture
def ferry(run: Run, tmp_path: Path) -> Path:
    for name, more in (
        ("one.html", "The army has not said who did it."),
        ("two.html", "The army blamed the Lake Guard."),
    ):
        (tmp_path / name).write_text(PAGE.replace("{more}", more), "utf-8")
    assert run("read", tmp_path / "one.html", tmp_path / "two.html", "--into", tmp_path / "ferry.db", "-q").status == 0
    return tmp_path / "ferry.db"


def test_the_text_with_its_audit(run: Run, ferry: Path) -> None:
    outcome = run("show", ferry, "--report", "one.html", "--source")
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert "  outlet     Lake Herald · the page's og:site_name" in lines
    assert (
        "  published  2031-05-06 (2031-05-06T07:00:00+00:00) · the page's meta article:published_time (in UTC)" in lines
    )
    assert "  title      Ferry between Moro and Tala runs again" in lines
    assert "  caption    The ferry at the quay of Tala. Photo: J. Abo" in lines
    assert any(line.startswith("             [dateline: TALA") for line in lines)
    assert any(line.startswith("  teaser") and "We have waited long enough for this boat" in line for line in lines)
    why = outcome.out.partition("What was marked, and why")[2]
    assert "caption: “The ferry at the quay of Tala. Photo: J. Abo” · " in why
    assert "teaser, not read: “We have waited long enough for this boat” · " in why
    assert "became" in why
    assert "Lake Guard" in why


def test_as_json_it_is_whole(run: Run, ferry: Path) -> None:
    found = json.loads(run("show", ferry, "--report", "two.html", "--source", "--json").out)
    assert len(found["versions"]["versions"]) == 2
    for mark in found["marks"]:
        assert found["text"][mark["start"] : mark["end"]] == mark["words"]
        assert mark["why"]
    kinds = {mark["kind"]: mark["read"] for mark in found["marks"]}
    assert kinds["caption"]
    assert not kinds["teaser"]
    assert found["unread"] == sum(mark["end"] - mark["start"] for mark in found["marks"] if not mark["read"])


def test_it_goes_with_a_report(run: Run, ferry: Path) -> None:
    assert run("show", ferry, "--source").status == 2
    assert run("show", ferry, "--report", "one.html", "--source", "--as-of", "2031").status == 2
    assert "no report" in run("show", ferry, "--report", "none.html", "--source").err
