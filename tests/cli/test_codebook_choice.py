"""`--codebook` of `read` and `rebuild`: the record keeps the codebook, and its accounts say which one made them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dateline.plugins
from dateline.record import Store
from tests.cli.conftest import Run
from tests.cli.test_codebook_verb import BOOK

REPORT = (
    "MOUNDOU, June 3, 2031 (Own) - The flood reached the market on Sunday. Rebels attacked a village near Moundou.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "floods.toml"
    path.write_text(BOOK, "utf-8")
    return path


def types(run: Run, record: Path) -> set[str]:
    return {event["type"] for event in json.loads(run("export", record).out)["events"]}


def coded_with(record: Path) -> list[str]:
    with Store.open(record) as store:
        return sorted({versions["events"] for versions in store.versions().values()})


def test_the_record_keeps_the_codebook_it_was_made_with(run: Run, tmp_path: Path, report: Path, book: Path) -> None:
    record = tmp_path / "r.db"
    assert run("read", report, "--into", record, "--codebook", book, "-q").status == 0
    assert {"FLOOD", "ASSAULT"} <= types(run, record)
    (version,) = coded_with(record)
    assert "floods-" in version
    book.unlink()  # the record needs the file no more
    assert json.loads(run("rebuild", record, "-q", "--json").out)["read"] == []
    other = tmp_path / "b.txt"
    other.write_text(REPORT.replace("market", "harbour"), "utf-8")
    assert run("read", other, "--into", record, "-q").status == 0
    assert coded_with(record) == [version]


def test_another_codebook_codes_again_what_is_there(run: Run, tmp_path: Path, report: Path, book: Path) -> None:
    record = tmp_path / "r.db"
    run("read", report, "--into", record, "-q")
    assert "FLOOD" not in types(run, record)
    refused = run("read", report, "--into", record, "--codebook", book, "-q")
    assert refused.status == 2
    assert f"dateline rebuild {record} --codebook {book}" in refused.err
    assert len(json.loads(run("rebuild", record, "--codebook", book, "-q", "--json").out)["read"]) == 1
    assert "FLOOD" in types(run, record)
    before = coded_with(record)
    book.write_text(BOOK.replace('nouns = ["flood"]', 'nouns = ["flood", "market"]'), "utf-8")
    run("rebuild", record, "--codebook", book, "-q")
    assert coded_with(record) != before  # another text is another version, whatever it says of itself
    run("rebuild", record, "--codebook", "plover", "-q")
    assert "FLOOD" not in types(run, record)
    assert not any("floods" in version for version in coded_with(record))


def test_workers_get_the_codebook(run: Run, tmp_path: Path, book: Path) -> None:
    for number in range(2):
        (tmp_path / f"r{number}.txt").write_text(REPORT.replace("market", f"market {number}"), "utf-8")
    record = tmp_path / "r.db"
    given = [tmp_path / f"r{number}.txt" for number in range(2)]
    assert run("read", *given, "--into", record, "--codebook", book, "--workers", "2", "-q").status == 0
    assert sum(event["type"] == "FLOOD" for event in json.loads(run("export", record).out)["events"]) >= 1
    assert len(coded_with(record)) == 1


def test_a_codebook_of_a_plugin_is_named(
    run: Run, tmp_path: Path, report: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dateline.plugins, "names", lambda group: ("floods",) if group == "dateline.codebooks" else ())
    monkeypatch.setattr(dateline.plugins, "load", lambda _group, _name: book)
    record = tmp_path / "r.db"
    assert run("read", report, "--into", record, "--codebook", "floods", "-q").status == 0
    assert "FLOOD" in types(run, record)


@pytest.mark.parametrize("verb", ["read", "rebuild"])
def test_what_is_no_codebook_is_said(run: Run, tmp_path: Path, report: Path, book: Path, verb: str) -> None:
    record = tmp_path / "r.db"
    if verb == "rebuild":
        run("read", report, "--into", record, "-q")
    before = record.read_bytes() if record.exists() else None
    book.write_text(BOOK.replace("{people}", "{peopl}"), "utf-8")
    for given, says in ((book, f"{book}, line 10: "), ("no-such-book", "there is no such codebook")):
        arguments = (report, "--into", record) if verb == "read" else (record,)
        outcome = run(verb, *arguments, "--codebook", given, "-q")
        assert outcome.status == 2
        assert says in outcome.err
        assert (record.read_bytes() if record.exists() else None) == before
