"""The verbs on real files, one after another, as a person uses them: read, show, export, judge, rebuild, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cli import main
from tests.cli.conftest import Run

REPORTS = {
    "courier.txt": (
        "Aster Courier\n\nKASSALA, 7 April 2031 (Aster Courier) - Fighters of the River Front attacked the town of Kassala on "
        "Sunday, killing 12 people, the mayor said.\n\nThe army sent troops to Kassala on Monday.\n"
    ),
    "telegraph.txt": (
        "The Ford Telegraph, 8 April 2031\n\nThe River Front attacked Kassala on 6 April 2031. At least 20 people were killed, "
        "the health ministry said.\n\nThe River Front denied that it had attacked the hospital.\n"
    ),
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf-8")
    (made / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (made / "notes.xyz").write_text("no report", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def record_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the folder, read once for all tests of this file."""
    path = tmp_path_factory.mktemp("record") / "story.db"
    assert main(["read", str(folder), "--into", str(path), "--quiet"]) == 0
    return path


def test_what_cannot_be_read_is_named_and_the_rest_is_read(run: Run, folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    outcome = run("read", folder, missing, "--into", tmp_path / "story.db", "--quiet")
    assert outcome.status == 0
    lines = outcome.err.splitlines()
    for name in ("empty.txt", "picture.txt", "missing.txt"):
        assert sum(name in line for line in lines) == 1, outcome.err
    assert "Passed over" in outcome.out
    assert "notes.xyz" in outcome.out
    assert "2 read" in outcome.out
    assert "3 problems named above" in outcome.out
    assert "The record holds 2 reports" in outcome.out


def test_reading_again_changes_nothing(run: Run, folder: Path, record_file: Path) -> None:
    before = run("export", record_file).out
    outcome = run("read", folder, "--into", record_file, "--json", "--quiet")
    found = json.loads(outcome.out)
    assert (outcome.status, found["read"], len(found["unchanged"])) == (0, [], 2)
    assert {Path(problem["source"]).name for problem in found["failed"]} == {"empty.txt", "picture.txt"}
    assert run("export", record_file).out == before


def test_nothing_to_read_is_a_failure(run: Run, folder: Path, tmp_path: Path) -> None:
    outcome = run("read", folder / "empty.txt", "--into", tmp_path / "story.db")
    assert (outcome.status, outcome.out) == (1, "")
    assert "empty.txt" in outcome.err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("2031-04-07", "FILE=DATE"),
        ("=2031-04-07", "FILE=DATE"),
        ("courier.txt=", "FILE=DATE"),
        ("courier.txt=yesterday", "yesterday"),
        ("none.txt=2031-04-07", "none.txt"),
    ],
)
def test_a_wrong_day_of_publication_is_said(run: Run, folder: Path, tmp_path: Path, given: str, says: str) -> None:
    outcome = run("read", folder, "--into", tmp_path / "story.db", "--published", given, "--quiet")
    assert outcome.status == 2
    assert says in outcome.err
    assert not (tmp_path / "story.db").exists()


def test_what_is_said_of_publication_is_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.db"
    run("read", folder / "courier.txt", "--into", target, "--published", "courier.txt=2031-04-09", "--quiet")
    (report,) = json.loads(run("export", target).out)["reports"]
    assert report["published"]["earliest"] == report["published"]["latest"] == "2031-04-09"


def test_an_interrupted_read_says_what_is_kept(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.pipeline.read_paths", interrupt)
    outcome = run("read", folder, "--into", tmp_path / "story.db")
    assert outcome.status == 130
    assert "what was read so far is kept" in outcome.err


def test_the_timeline_tells_the_attack(run: Run, record_file: Path) -> None:
    out = run("show", record_file).out
    assert "ASSAULT" in out
    assert "River Front" in out
    assert "2031-04-06" in out


def test_every_thing_can_be_shown_with_its_words(run: Run, record_file: Path) -> None:
    exported = json.loads(run("export", record_file).out)
    texts = {
        path.name: path.read_text("utf-8") for path in map(Path, (report["source"] for report in exported["reports"]))
    }
    shown = 0
    for kind in (
        "events",
        "actors",
        "places",
        "claims",
        "figures",
        "relations",
        "disagreements",
        "stories",
        "origins",
        "reports",
    ):
        for item in exported[kind]:
            outcome = run("show", record_file, "--why", item["id"], "--json")
            assert outcome.status == 0, outcome.err
            for evidence in json.loads(outcome.out)["evidence"]:
                first, last = evidence["marked"]
                words = evidence["sentence"][first:last]
                text = texts[Path(evidence["file"]).name]
                assert " ".join(text[evidence["start"] :].split()).startswith(" ".join(words.split()))
                shown += 1
    assert shown > 10


def test_a_judgement_holds_over_a_rebuild(run: Run, record_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.db"
    target.write_bytes(record_file.read_bytes())
    events = json.loads(run("export", target).out)["events"]
    attack = next(event for event in events if event["type"] == "ASSAULT" and event["status"] == "happened")
    outcome = run(
        "judge",
        "correct",
        target,
        attack["id"][:10],
        "status",
        "denied",
        "--by",
        "A. Coder",
        "--because",
        "read it again",
    )
    assert outcome.status == 0, outcome.err
    assert run("rebuild", target, "--quiet").status == 0
    (now,) = [event for event in json.loads(run("export", target).out)["events"] if event["id"] == attack["id"]]
    assert now["status"] == "denied"
    assert any("A. Coder" in reason and "read it again" in reason for reason in now["why"])
    assert "A. Coder" in run("judge", "list", target).out
    assert run("check", target).status == 0


def test_what_is_rejected_is_not_listed(run: Run, record_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.db"
    target.write_bytes(record_file.read_bytes())
    event = json.loads(run("export", target).out)["events"][0]["id"]
    outcome = run("judge", "reject", target, event, "--by", "A. Coder")
    assert (outcome.status, "no longer lists it" in outcome.out) == (0, True)
    assert event not in {one["id"] for one in json.loads(run("export", target).out)["events"]}
    assert run("judge", "reject", target, event).status == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["correct", "{event}", "colour", "red"], "can't be corrected"),
        (["correct", "{event}", "status", "maybe"], "does not fit"),
        (["correct", "{event}", "actors", "Nobody"], "no actor “Nobody”"),
        (["merge", "{event}", "{actor}"], "can be merged only with"),
        (["split", "{event}", "--report", "none.txt"], "no report “none.txt”"),
        (["accept", "{report}"], "can't be judged"),
    ],
)
def test_what_cannot_be_judged_is_said(
    run: Run, record_file: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    target = tmp_path / "story.db"
    target.write_bytes(record_file.read_bytes())
    exported = json.loads(run("export", target).out)
    ids = {kind: exported[f"{kind}s"][0]["id"] for kind in ("event", "actor", "report")}
    verb, *rest = (argument.format(**ids) for argument in arguments)
    outcome = run("judge", verb, target, *rest, "--by", "A. Coder")
    assert (outcome.status, outcome.out) == (2, "")
    assert says in outcome.err
    assert run("judge", "list", target).out == ""


def test_a_rebuild_and_a_check_of_what_is_right_change_nothing(run: Run, record_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.db"
    target.write_bytes(record_file.read_bytes())
    before = run("export", target).out
    assert run("rebuild", target, "--quiet").status == 0
    assert run("export", target).out == before
    outcome = run("check", target)
    assert (outcome.status, outcome.err) == (0, "")
    assert "nothing is wrong" in outcome.out
    assert json.loads(run("check", target, "--json").out)["problems"] == []


def test_judging_makes_no_record_where_none_was(run: Run, tmp_path: Path) -> None:
    outcome = run("judge", "accept", tmp_path / "none.db", "evt_abc")
    assert outcome.status == 1
    assert list(tmp_path.iterdir()) == []
