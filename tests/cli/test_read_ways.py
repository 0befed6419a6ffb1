"""`dateline read` on files of many reports, addresses, and reports that were republished; `dateline watch` on a feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model.account import Account
from dateline.model.report import Report
from dateline.reports.fetch import Fetcher
from tests.cli.conftest import Run
from tests.reports import made_files as made
from tests.reports.local_server import Route, Site, fetcher, serving


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server on this machine that commands may fetch from, and only in this test."""
    one = fetcher()
    monkeypatch.setattr("dateline.reports.fetch.Fetcher", lambda: one)
    with serving() as site:
        yield site


def test_every_report_of_an_archive_and_a_table_is_read(run: Run, tmp_path: Path) -> None:
    table = f'kop,inhoud,krant\n{made.TITLE},"{made.SENTENCE}",Valley Post\nLeeg,,Valley Post\n'
    (tmp_path / "x.zip").write_bytes(made.zipped({"a.txt": made.SECOND, "b.png": b"x"}))
    (tmp_path / "eigen.csv").write_text(table, encoding="utf-8")
    record = tmp_path / "story.db"
    asked = (
        "read",
        tmp_path / "x.zip",
        tmp_path / "eigen.csv",
        "--columns",
        "text=inhoud",
        "--columns",
        "outlet=krant",
    )
    outcome = run(*asked, "--into", record, "--json", "-q")
    found = json.loads(outcome.out)
    assert (outcome.status, len(found["read"])) == (0, 2)
    assert [Path(one["source"]).name for one in found["failed"]] == ["eigen.csv, row 2"]
    assert "in it, passed over: b.png" in found["passed"][0]["message"]
    again = json.loads(run(*asked, "--into", record, "--json", "-q").out)
    assert (again["read"], len(again["unchanged"])) == ([], 2)
    reports = json.loads(run("export", record).out)["reports"]
    assert {Path(one["source"]).name for one in reports} == {"eigen.csv, row 1", "a.txt"}


@pytest.mark.parametrize("given", ["body", "text", "text=", "colour=x"])
def test_a_wrong_column_is_said(run: Run, tmp_path: Path, given: str) -> None:
    outcome = run("read", tmp_path, "--into", tmp_path / "story.db", "--columns", given)
    assert outcome.status == 2
    assert "FIELD=NAME" in outcome.err


def test_a_republished_report_is_a_new_version(run: Run, tmp_path: Path) -> None:
    page = "<html><head><link rel='canonical' href='https://v.example/a'></head><body><article><h1>{}</h1><p>{}</p><p>{}</p>"
    (tmp_path / "one.html").write_text(page.format(made.TITLE, made.SENTENCE, made.SECOND), encoding="utf-8")
    later = made.SECOND.replace("nine", "twelve")
    (tmp_path / "two.html").write_text(page.format(made.TITLE, made.SENTENCE, later), encoding="utf-8")
    record = tmp_path / "story.db"
    assert "new version" not in run("read", tmp_path / "one.html", "--into", record, "-q").out
    out = run("read", tmp_path / "two.html", "--into", record, "-q").out
    assert "is a new version of" in out
    assert f"“{made.SECOND}” became “{later}”" in out
    assert len(json.loads(run("export", record).out)["reports"]) == 2


def test_an_address_is_fetched_because_it_was_given(run: Run, tmp_path: Path, site: Site) -> None:
    page = (
        f"<html><body><article><h1>{made.TITLE}</h1><p>{made.SENTENCE}</p><p>{made.SECOND}</p></article></body></html>"
    )
    site.routes["/a"] = Route(page.encode())
    (tmp_path / "list.txt").write_text(f"{site.url}/listed\n", encoding="utf-8")
    outcome = run("read", f"{site.url}/a", tmp_path / "list.txt", "--into", tmp_path / "story.db", "-q")
    assert outcome.status == 0, outcome.err
    assert site.paths() == ["/a"]
    assert "1 addresses without a text" in outcome.out
    (report,) = json.loads(run("export", tmp_path / "story.db").out)["reports"]
    assert report["source"] == f"{site.url}/a"


def test_an_address_of_this_machine_is_refused(run: Run, tmp_path: Path) -> None:
    assert Fetcher().permitted.__name__ == "is_public"
    outcome = run("read", "http://127.0.0.1:9/x", "--into", tmp_path / "story.db", "-q")
    assert outcome.status == 1
    assert "http://127.0.0.1:9/x: 127.0.0.1 is 127.0.0.1, an address of this machine" in outcome.err


def test_a_feed_is_watched_and_goes_on_from_where_it_was(run: Run, tmp_path: Path, site: Site) -> None:
    record = tmp_path / "story.db"
    site.routes["/feed"] = Route(made.ATOM.encode(), etag='"1"')
    outcome = run("watch", f"{site.url}/feed", "--into", record, "--once", "--json")
    assert outcome.status == 0, outcome.err
    assert json.loads(outcome.out)["read"] == 1
    assert (tmp_path / "story.db.watch.json").exists()
    assert run("watch", f"{site.url}/feed", "--into", record, "--once").out == ""
    assert site.paths() == ["/feed"]


def test_only_addresses_are_watched(run: Run, tmp_path: Path) -> None:
    outcome = run("watch", tmp_path / "feed.xml", "--into", tmp_path / "story.db")
    assert outcome.status == 2
    assert "a feed to watch is an address" in outcome.err


def test_a_fault_of_ours_in_one_report_is_said_and_loses_no_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.coding import Coder

    account = Coder.account

    def failing(self: Coder, report: Report, *given: object) -> Account:
        if made.SECOND[:20] in report.text:
            raise IndexError("made up")
        return account(self, report, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Coder, "account", failing)
    (tmp_path / "well.txt").write_text(made.SENTENCE, encoding="utf-8")
    (tmp_path / "ill.txt").write_text(made.SECOND, encoding="utf-8")
    outcome = run("read", tmp_path, "--into", tmp_path / "story.db")
    assert "ill.txt" in outcome.err
    assert "fault of Dateline's own (IndexError" in outcome.err
    reports = json.loads(run("export", tmp_path / "story.db").out)["reports"]
    assert {Path(one["source"]).name: one["read"] for one in reports} == {"well.txt": True, "ill.txt": False}
