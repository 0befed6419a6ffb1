"""The whole path on the examples: one content whatever the order, the same bytes twice, bad files beside good ones."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from dateline.errors import RecordError, UsageError
from dateline.exports import format_named
from dateline.exports.page import render
from dateline.model.account import Account
from dateline.model.reading import Reading
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.pipeline import read_paths, rebuild
from dateline.record import Store, bring_up_to_date, check, content

EXAMPLES = Path(__file__).parent.parent / "examples"
Told = tuple[Report, Reading | None, Account]


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "examples.db"
    summary = read_paths([EXAMPLES], path)
    assert len(summary.read) == 12
    assert summary.failed == ()
    return path


@pytest.fixture(scope="module")
def told(record_path: Path) -> list[Told]:
    with Store.open(record_path) as store:
        return [(report, store.reading(report.id), store.account(report.id)) for report in store.reports()]


@pytest.fixture(scope="module")
def record(record_path: Path) -> Record:
    with Store.open(record_path) as store:
        return store.load_record()


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_reports_does_not_matter(told: list[Told], record: Record, tmp_path: Path, seed: int) -> None:
    """Reports come in twenty orders, the record made anew at random points between them."""
    dice = random.Random(seed)
    shuffled = dice.sample(told, len(told))
    with Store.open(tmp_path / "other.db", write=True) as store:
        for report, reading, account in shuffled:
            store.add(report, reading, account)
            if dice.random() < 0.2:
                bring_up_to_date(store)
        assert content(bring_up_to_date(store)) == content(record)


def test_the_record_keeps_its_promises(record_path: Path) -> None:
    with Store.open(record_path) as store:
        assert check(store) == []


def test_the_same_input_gives_the_same_bytes(record: Record, tmp_path: Path) -> None:
    again = read_paths([EXAMPLES], tmp_path / "again.db").record
    write = format_named("json").write
    assert write(again) == write(record)
    assert render(again) == render(record)


def test_what_is_there_already_is_left_alone(record_path: Path, record: Record) -> None:
    summary = read_paths([EXAMPLES], record_path)
    assert summary.read == ()
    assert len(summary.unchanged) == 12
    assert summary.record == record


def test_rebuilding_gives_the_same_record(record_path: Path, record: Record) -> None:
    summary = rebuild(record_path)
    assert summary.read == ()
    assert summary.record == record


def test_the_examples_show_what_they_were_written_for(record: Record) -> None:
    """A copied agency text, two tolls, a denial: origins, disagreement, status."""
    by_file = {Path(report.source).name: report for report in record.reports}
    assert by_file["adre-1-agency.txt"].origin == by_file["adre-2-copy.html"].origin
    assert by_file["adre-1-agency.txt"].origin != by_file["adre-3-meridian.txt"].origin
    figures = [one for one in record.disagreements if one.kind == "figure" and not one.update]
    assert any({"31", "19"} <= set(" ".join(side.says for side in one.sides).split()) for one in figures)
    assert any(event.status == "denied" and event.type == "AID" for event in record.events)
    assert any(event.status == "planned" for event in record.events)


def test_a_date_that_the_user_gives_wins(tmp_path: Path) -> None:
    file = EXAMPLES / "adre-6-denial.txt"
    first = read_paths([file], tmp_path / "a.db", published={str(file): "2024-03-15"})
    assert first.record.reports[0].published is not None
    assert first.record.reports[0].published.earliest == "2024-03-15"
    dated = [event for event in first.record.events if event.when.earliest == "2024-03-15"]
    assert dated, "“on Friday” is the day of publication"
    second = read_paths([file], tmp_path / "a.db", published={file.name: "2024-03-16"})
    assert len(second.read) == 1, "another date reads the report again"
    for wrong in ({"nowhere.txt": "2024-03-15"}, {str(file): "31 Juny"}):
        with pytest.raises(UsageError, match=next(iter(wrong)).rpartition("/")[2]):
            read_paths([file], tmp_path / "b.db", published=wrong)


def test_bad_files_never_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("The army attacked the town of Goma on Monday.\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"a word " * 300_000)
    (folder / "arabic.txt").write_text(
        "هاجم الجيش البلدة يوم الاثنين وقال المتحدث إن عشرة جنود قتلوا في المعركة. " * 4, "utf-8"
    )
    summary = read_paths([folder, tmp_path / "nowhere"], tmp_path / "r.db", max_bytes=1_000_000)
    failed = {Path(error.source).name: str(error) for error in summary.failed}
    assert set(failed) == {"empty.txt", "binary.txt", "huge.txt", "nowhere"}
    assert all(name in message for name, message in failed.items())
    assert len(summary.read) == 2
    unread = next(report for report in summary.record.reports if report.source.endswith("arabic.txt"))
    assert not unread.read
    assert "no reader" in " ".join(unread.issues)


def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database at all", "utf-8")
    with pytest.raises(RecordError, match=r"notes\.db"):
        read_paths([EXAMPLES / "port-5-brief.txt"], path)
    assert path.read_text("utf-8") == "not a database at all"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(RecordError, match=r"r\.db"):
        read_paths([EXAMPLES / "port-5-brief.txt"], tmp_path / "r.db")


def test_the_page_asks_no_host_and_runs_no_script_of_a_report(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    text = f"{hostile} rebels attack Goma\n\nThe {hostile} army attacked Goma on Monday, spokesman {hostile} said.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    page = render(read_paths([tmp_path / "a.txt"], tmp_path / "r.db").record)
    assert "<script>alert" not in page
    assert "<img" not in page
    for asking in ('src="http', "url(http", "@import", '<link rel="stylesheet'):
        assert asking not in page
    assert "Content-Security-Policy" in page
