"""`show --as-of`, `show --changes`, `diff`, `forget` and `judge agreement`, on reports that were read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dateline.cli import main
from tests.cli.conftest import Run

BODY = "KASSALA, {day} April 2031 (Aster Courier) - Fighters of the River Front attacked the town of Kassala on Sunday, killing {toll} people, the mayor said."
ADDRESS = "https://courier.example/2031/kassala-attack"


def page(day: int, toll: int, more: str = "") -> str:
    head = f'<title>River Front attacks Kassala</title><link rel="canonical" href="{ADDRESS}">'
    body = "".join(f"<p>{text}</p>" for text in (BODY.format(day=day, toll=toll), f"The army sent troops to Kassala. {more}", "Schools in the town stayed closed, teachers said, and the market was empty."))  # fmt: skip
    time = f'<meta property="article:published_time" content="2031-04-{day:02}T10:00:00Z">'
    return f"<html lang=en><head>{head}{time}<meta property='og:site_name' content='Aster Courier'></head><body><article><h1>River Front attacks Kassala</h1>{body}</article></body></html>"


REPORTS = {
    "courier.html": page(7, 12),
    "courier-later.html": page(9, 14, "The governor denied that the mill had burned."),
    "telegraph.txt": (
        "The Ford Telegraph, 8 April 2031\n\nThe River Front attacked Kassala on 6 April 2031. At least 20 people were killed, "
        "the health ministry said. The army backs the Hill Guard, the ministry said.\n"
    ),
    "letter.txt": "The River Front attacked the town of Kassala, an Oxbramble farmer said.\n",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    path = folder / "story.db"
    given = [str(folder / name) for name in REPORTS]
    assert main(["read", *given, "--into", str(path), "--quiet"]) == 0
    return path


@pytest.fixture
def record_file(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "story.db"))


def test_as_of_leaves_later_reports_out_and_tells_the_state_of_things(run: Run, record_file: Path) -> None:
    out = run("show", record_file, "--as-of", "2031-04-08").out
    assert out.startswith(
        "As reported by 2031-04-08: 2 reports\n  left out: 1 later report and 1 report of unknown day"
    )
    assert "The state of things on 2031-04-08, as reported" in out
    shown = json.loads(run("show", record_file, "--as-of", "2031-04-07", "--json").out)
    assert (shown["as_of"]["day"], shown["as_of"]["reports"], len(shown["as_of"]["later"])) == ("2031-04-07", 1, 2)
    assert shown["stories"]
    assert run("show", record_file, "--as-of", "soon").status == 2
    whole = json.loads(run("show", record_file, "--json").out)
    assert "as_of" not in whole


def test_as_of_shows_one_thing_as_it_was_then(run: Run, record_file: Path) -> None:
    now = run("show", record_file, "--event", "top").out
    then = run("show", record_file, "--event", "top", "--as-of", "2031-04-07").out
    assert "telegraph.txt" in now
    assert "telegraph.txt" not in then
    assert "courier.html" in then


def test_changes_between_versions(run: Run, record_file: Path) -> None:
    outcome = run("show", record_file, "--report", "courier.html", "--changes")
    assert outcome.status == 0
    assert "2 versions of one report: they have one address" in outcome.out
    assert "killing 12 people" in outcome.out
    assert "killing 14 people" in outcome.out
    found = json.loads(run("show", record_file, "--report", "courier.html", "--changes", "--json").out)
    assert len(found["versions"]) == 2
    assert len(found["steps"]) == 1
    assert "no other version" in run("show", record_file, "--report", "letter.txt", "--changes").out
    assert run("show", record_file, "--changes").status == 2


def test_diff_tells_what_the_reports_of_a_day_changed(run: Run, record_file: Path) -> None:
    out = run("diff", record_file, "--since", "2031-04-08").out
    assert "New report: telegraph.txt, 8 April 2031." in out
    found = json.loads(run("diff", record_file, "--since", "2031-04-08", "--json").out)
    assert {"report", "figure"} <= {change["topic"] for change in found["changes"]}
    assert all(change["items"] and change["text"].endswith(".") for change in found["changes"])
    newest = json.loads(run("diff", record_file, "--json").out)
    assert newest["beside"] == "itself without the reports of 2031-04-09 and later"
    assert newest["changes"][0]["text"] == (
        "New report: Aster Courier, “River Front attacks Kassala”, 9 April 2031; a new version of its report of "
        "7 April 2031, changed in two places."
    )
    one = run("diff", record_file, "--report", "telegraph.txt").out
    assert "New report: telegraph.txt" in one
    assert "New report: Aster Courier" not in one


def test_diff_beside_an_older_record(run: Run, record_file: Path, original: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    run("read", original.parent / "telegraph.txt", "--into", older, "-q")
    out = run("diff", record_file, older, "--all").out
    assert f"{record_file} beside {older}" in out
    assert out.count("New report: ") == 3
    assert "nothing changed" in run("diff", record_file, original).out
    assert "No longer there: " in run("diff", older, record_file).out
    assert run("diff", record_file, older, "--since", "2031-04-08").status == 2
    assert run("diff", record_file, tmp_path / "none.db").status == 1


def test_forget_takes_a_report_out_for_good(run: Run, record_file: Path, original: Path) -> None:
    (event,) = [one for one in json.loads(run("export", record_file).out)["events"] if len(one["sources"]) > 2][:1]
    run("judge", "correct", record_file, event["id"], "status", "ongoing", "--by", "Ada")
    outcome = run("forget", "letter.txt", "--into", record_file, "--because", "asked by its writer", "--by", "Ada")
    assert outcome.status == 0, outcome.err
    assert "letter.txt" in outcome.out
    assert "is out of" in outcome.out
    assert not [name for name in record_file.parent.iterdir() if b"Oxbramble" in name.read_bytes()]
    assert run("check", record_file).status == 0
    again = run("read", original.parent / "letter.txt", "--into", record_file, "-q")
    assert "was taken out of the record on" in again.out
    assert "(asked by its writer) and is not read again" in again.out
    (stone,) = json.loads(run("forget", "--list", "--into", record_file, "--json").out)["tombstones"]
    assert run("forget", stone["report"][:10], "--into", record_file).status == 0
    assert run("forget", "nothing.txt", "--into", record_file).status == 2
    assert run("forget", "--into", record_file).status == 2
    assert run("forget", "x", "--into", record_file.with_name("none.db")).status == 1
    assert not record_file.with_name("none.db").exists()


def test_forget_lists_the_judgements_that_rested_on_it(run: Run, record_file: Path) -> None:
    events = json.loads(run("export", record_file).out)["events"]
    report = {
        one["source"].rpartition("/")[2]: one["id"] for one in json.loads(run("export", record_file).out)["reports"]
    }
    event = next(one for one in events if {s["report"] for s in one["sources"]} == {report["telegraph.txt"]})
    run("judge", "accept", record_file, event["id"], "--by", "Ada", "--because", "seen")
    done = json.loads(run("forget", "telegraph.txt", "--into", record_file, "--json").out)
    (resting,) = done["judgements"]
    assert (resting["judgement"]["who"], resting["others"]) == ("Ada", 0)
    assert done["tombstone"]["why"] == "no reason given"


def test_agreement_of_people_on_copies_of_one_record(run: Run, record_file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(record_file, tmp_path / "copy.db"))
    one, two, *_ = (event["id"] for event in json.loads(run("export", record_file).out)["events"])
    for file, who, status in ((record_file, "Ada", "ongoing"), (copy, "Ben", "possible")):
        run("judge", "correct", file, one, "status", status, "--by", who)
        run("judge", "correct", file, two, "status", "denied", "--by", who)
    out = run("judge", "agreement", record_file, copy).out
    assert "status          2     1" in out
    assert "Ada: ongoing" in out
    found = json.loads(run("judge", "agreement", record_file, copy, "--json").out)
    (status,) = [row for row in found["agreement"] if row["field"] == "status"]
    assert status["alpha"] == pytest.approx(1 - (2 / 4) / (2 * (1 + 2 + 2) / 12))
    assert [unit["field"] for unit in found["open"]] == ["status"]
    assert run("judge", "correct", record_file, one, "status", "ongoing", "--by", "Cleo", "--settles").status == 0
    assert json.loads(run("judge", "agreement", record_file, copy, "--json").out)["open"] == []
    late = run("judge", "correct", record_file, one, "status", "denied", "--by", "Ada").out
    assert "Cleo has settled this" in late
    assert "No field was judged by two people" in run("judge", "agreement", copy).out
