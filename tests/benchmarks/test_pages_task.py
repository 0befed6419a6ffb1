"""The scorer of task `pages`: a perfect answer scores 1, an empty one 0, a broken one what a person works out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.command import main
from benchmarks.pages.marked import MarkedPage, read_marked
from benchmarks.pages.task import Read, f1, is_right, read_ours, scores_of
from benchmarks.task import BenchmarkError
from dateline.model.report import Published

PAGES = Path(__file__).parents[2] / "benchmarks" / "pages"
HEAD = "title: Dam holds\noutlet: none\npublished: 2025-03-01\nlayout: bare\n---\n"
BODY = (
    "<html><body><h1>Dam holds</h1><p>\u27e6The dam at Orrin &amp; Sons <b>held</b> on Monday, engineers said.\u27e7</p>"
    "<p>\u27eaThe dam\u27eb</p><p>Share</p></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> MarkedPage:
    path = tmp_path / "dam.page"
    path.write_text(HEAD + BODY, "utf-8")
    return read_marked(path)


def _read(text: str, day: str | None = "2025-03-01", title: str = "Dam holds") -> Read:
    return Read(text, (title,), (None,), (Published(day, day, "said") if day else None,))


def test_marks_are_truth_and_not_part_of_the_page(page: MarkedPage) -> None:
    assert page.text == "The dam at Orrin & Sons held on Monday, engineers said."
    assert page.apart == "The dam"
    assert page.titles == ("Dam holds",)
    assert page.outlet is None
    assert b"<p>The dam at Orrin &amp; Sons <b>held</b>" in page.data


def test_a_perfect_answer_scores_1_and_an_empty_one_0(page: MarkedPage) -> None:
    perfect, _ = scores_of([page], lambda *_: _read(f"Dam holds\n{page.text}"))
    assert {key: value for key, value in perfect.items() if key != "updated"} == {
        "f1": 1, "published": 1, "published_day": 1, "captions_apart": 1, "title": 1, "outlet": 1,
    }  # fmt: skip
    assert perfect["updated"] is None
    empty, _ = scores_of([page], lambda *_: Read(""))
    assert (empty["f1"], empty["published"], empty["title"]) == (0, 0, 0)


def test_a_reader_of_the_whole_page_and_one_with_the_wrong_day_score_low(page: MarkedPage) -> None:
    # 10 words are wanted; "the dam share" are three more: precision 10/13, recall 1
    whole, _ = scores_of([page], lambda *_: _read(f"{page.text} The dam Share", "2025-03-02", "Share"))
    assert whole["f1"] == pytest.approx(2 * (10 / 13) / (10 / 13 + 1))
    assert (whole["captions_apart"], whole["published"], whole["title"]) == (0, 0, 0)


def test_a_reader_that_takes_the_markup_for_text_fails_the_floor() -> None:
    pages = [read_marked(path) for path in sorted(PAGES.glob("*/*.page"))]
    assert len(pages) >= 40
    broken, _ = scores_of(pages, lambda data, _: Read(data.decode("utf-8", "replace")))
    assert isinstance(broken["f1"], float)
    assert broken["f1"] < 0.8
    assert isinstance(broken["title"], float)
    assert broken["title"] < 0.05  # one page has none, which giving none is right for
    assert broken["published"] == 0


def test_f1_by_hand() -> None:
    assert f1("a b c d", "a b x") == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert f1("a a b", "a b b") == pytest.approx(2 / 3)
    assert f1("A, b.", "Headline\na b", ["Headline"]) == 1


@pytest.mark.parametrize(
    ("gold", "time", "right"),
    [
        ("2025-03-01T10:00:00+01:00", "2025-03-01T09:00:00+00:00", True),
        ("2025-03-01T10:00:00+01:00", "2025-03-01T10:00:00+00:00", False),
        ("2025-03-01T10:00:00+01:00", "2025-03-01T10:00:00", False),
        ("2025-03-01T10:00:00", "2025-03-01T10:00:00", True),
        ("2025-03-01T10:00:00", None, False),
        ("2025-03-01", None, True),
    ],
)
def test_times(gold: str, time: str | None, right: bool) -> None:
    assert is_right(gold, Published("2025-03-01", "2025-03-01", "said", time)) is right


def test_a_page_without_marks_or_facts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.page"
    for text, what in (
        (BODY, "no line of dashes"),
        ("title: x\n---\n<p>", "missing"),
        (HEAD + "<p>no", "no main text"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(BenchmarkError, match=what):
            read_marked(path)


def test_the_command_reads_both_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dev").mkdir()
    source = PAGES / "dev" / "04-paywall.page"
    (tmp_path / "dev" / source.name).write_bytes(source.read_bytes())
    assert main(["pages", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "trafilatura alone" in out
    line = json.loads(out.splitlines()[-1])
    assert line["n"] == 1
    assert line["f1"] >= 0.95


def test_every_page_of_ours_reads_to_one_report_for_each_title() -> None:
    for path in sorted(PAGES.glob("dev/*.page"))[:6]:
        page = read_marked(path)
        assert len(read_ours(page.data, page.name).titles) == len(page.titles)
