"""The record file: whole reports only, one clear message for whatever is wrong."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dateline.errors import RecordError, UsageError
from dateline.model.reading import Name, Reading
from dateline.model.record import Record
from dateline.record import Store, bring_up_to_date, build_record, check, judge, rebuild, schema
from dateline.record.schema import APPLICATION, FORMAT
from tests.record.made import MATCHING, Paper
from tests.record.synthetic import World, make_many


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, write=True) as opened:
        yield opened


def fill(store: Store, count: int = 6) -> Record:
    for report, account in zip(*make_many(World(2), count), strict=True):
        store.add(report, None, account)
    return rebuild(store, matching=MATCHING)


def test_what_goes_in_comes_out(store: Store) -> None:
    reports, accounts = make_many(World(1), 4)
    for report, account in zip(reports, accounts, strict=True):
        assert store.add(report, None, account)
    assert list(store.reports()) == reports
    assert list(store.accounts()) == accounts
    assert store.report(reports[2].id) == reports[2]
    assert store.account(reports[2].id) == accounts[2]
    assert store.versions() == {account.report: account.versions for account in accounts}


def test_a_reading_comes_out_as_it_went_in(store: Store) -> None:
    made = Paper("Brova burns.\n")
    reading = Reading(
        text=made.text, version="made 1", language="en", starts=[0, 6, 11], ends=[5, 11, 12], sentences=[0], paragraphs=[0],
        upos=["PROPN", "VERB", "PUNCT"], feats=["_", "_", "_"], lemmas=["Brova", "burn", "."], heads=[1, -1, 1],
        labels=["nsubj", "root", "punct"], names=[Name(0, 0, "LOC", 0.9)],
    )  # fmt: skip
    store.add(made.report, reading, made.account)
    assert store.reading(made.id) == reading


def test_a_record_comes_out_as_it_went_in(store: Store) -> None:
    record = fill(store, 12)
    assert record.events
    assert record.claims
    assert store.load_record() == record
    assert msgspec.json.encode(store.load_record()) == msgspec.json.encode(record)


def test_the_same_report_again_changes_nothing_unless_versions_did(store: Store) -> None:
    (report,), (account,) = make_many(World(1), 1)
    assert store.add(report, None, account)
    basis = store.basis()
    assert not store.add(report, None, account)
    assert store.basis() == basis
    newer = msgspec.structs.replace(account, versions={"reader": "synthetic 2"})
    assert store.add(report, None, newer)
    assert store.account(report.id) == newer
    assert len(list(store.reports())) == 1
    assert store.add(msgspec.structs.replace(report, url=None), None, newer, replace=True)


def test_report_and_account_must_belong_together(store: Store) -> None:
    reports, accounts = make_many(World(1), 2)
    with pytest.raises(ValueError, match="another report"):
        store.add(reports[0], None, accounts[1])
    assert not list(store.reports())


def test_a_record_that_lags_behind_says_so_and_is_brought_up_to_date(store: Store) -> None:
    fill(store, 3)
    assert store.stale is None
    late = Paper("A late report of the Salt Army.\n")
    late.actor("Salt Army")
    store.add(late.report, None, late.account)
    assert store.stale is not None
    assert "1 change" in store.stale
    assert late.id not in {report.id for report in store.load_record().reports}
    record = bring_up_to_date(store, matching=MATCHING)
    assert late.id in {report.id for report in record.reports}
    assert store.stale is None
    assert bring_up_to_date(store, matching=MATCHING) == record


def test_ids_survive_a_rebuild_and_the_ledger_only_grows(store: Store) -> None:
    record = fill(store)
    ledger = store.ledger()
    assert rebuild(store, matching=MATCHING) == record
    assert store.ledger() == ledger
    late = Paper("A late report of the Salt Army.\n")
    late.actor("Salt Army")
    store.add(late.report, None, late.account)
    rebuild(store, matching=MATCHING)
    assert store.ledger()[: len(ledger)] == ledger


def test_ledger_and_judgements_cannot_be_changed(store: Store, path: Path) -> None:
    record = fill(store)
    kept = store.add_judgement(
        judge(record.events[0], store.account, "accept", who="Edda", when="2031-07-01T10:00:00Z")
    )
    assert store.judgements() == [kept]
    assert kept.number == 1
    assert store.stale
    store.close()
    other = sqlite3.connect(path)
    for statement in (
        "UPDATE ledger SET id = 'x'",
        "DELETE FROM ledger",
        "UPDATE judgements SET who = 'x'",
        "DELETE FROM judgements",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            other.execute(statement)
    other.close()


def test_other_tools_can_read_the_record(store: Store, path: Path) -> None:
    record = fill(store)
    event = record.events[0]
    store.close()
    db = sqlite3.connect(path)
    assert db.execute("SELECT type, status, reports FROM events WHERE id = ?", (event.id,)).fetchone() == (
        event.type,
        event.status,
        len({source.report for source in event.sources}),
    )
    words = db.execute("SELECT words, sentence FROM mention_words WHERE item = ?", (event.id,)).fetchall()
    assert sorted(words) == sorted(
        (source.span.text, source.sentence.text if source.sentence else None) for source in event.sources
    )
    assert {
        actor
        for (actor,) in db.execute("SELECT actor FROM participants WHERE event = ? AND role = 'actor'", (event.id,))
    } == set(event.actors)
    assert db.execute("SELECT count(*) FROM names WHERE names MATCH 'front'").fetchone()[0] > 0
    db.close()


def test_reports_are_found_by_the_beginning_of_their_id_or_their_file(store: Store) -> None:
    fill(store, 17)
    reports = list(store.reports())
    assert store.find_report(reports[0].id[:10]) == reports[0]
    assert store.find_report(reports[0].source) == reports[0]
    with pytest.raises(UsageError, match="no report"):
        store.find_report("zzz")
    many = Counter(report.id[0] for report in reports)
    shared = next(first for first, count in many.items() if count > 1)
    with pytest.raises(UsageError, match="could be any of"):
        store.find_report(shared)


def test_items_are_found_by_the_beginning_of_their_id_and_through_redirects(store: Store) -> None:
    record = fill(store)
    one, other = record.events[0], record.events[-1]
    assert store.find_item(one.id[:9]) == one.id
    store.add_judgement(judge(one, store.account, "merge", who="Edda", when="2031-07-01T10:00:00Z", other=other))
    rebuild(store, matching=MATCHING)
    assert store.find_item(one.id) == store.find_item(other.id)
    for wrong in ("evt_zzzzzzzzzz", "nonsense"):
        with pytest.raises(UsageError, match=wrong):
            store.find_item(wrong)


def test_words_are_found_without_regard_to_accents(store: Store) -> None:
    made = Paper("The Café of Brova burns, said Żeleński.\n")
    store.add(made.report, None, made.account)
    assert [report for report, _ in store.search("cafe zelenski")] == [made.id]
    assert store.search('"unbalanced') == []
    assert store.search("") == []
    again = msgspec.structs.replace(made.account, versions={"reader": "2"})
    store.add(made.report, None, again)
    assert len(store.search("brova")) == 1


# What can be wrong with a file


def message(path: Path, *, write: bool = False) -> str:
    with pytest.raises(RecordError) as error:
        Store.open(path, write=write, wait_s=0.1)
    text = str(error.value)
    assert str(path) in text
    assert "\n" not in text
    return text


def test_a_file_that_is_not_there(path: Path) -> None:
    assert "is not there" in message(path)
    assert not path.exists()
    assert "no folder" in message(path / "deeper" / "x.db", write=True)


def test_a_folder_an_empty_file_and_a_text(path: Path, tmp_path: Path) -> None:
    assert "is a folder" in message(tmp_path)
    path.write_bytes(b"")
    assert "is empty" in message(path)
    path.write_text("This is a letter, not a record. " * 20)
    assert "not an SQLite file" in message(path)
    assert "not an SQLite file" in message(path, write=True)


def test_a_database_of_another_program(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE songs (title TEXT)")
    db.commit()
    db.close()
    assert "another program" in message(path)
    assert "another program" in message(path, write=True)
    db = sqlite3.connect(path)
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    db.close()


def test_a_record_of_a_newer_version(path: Path) -> None:
    Store.open(path, write=True).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.close()
    assert "newer" in message(path)
    assert "newer" in message(path, write=True)


@pytest.mark.parametrize("steps", range(1, FORMAT))
def test_a_record_of_an_older_version_is_brought_up_to_date_by_who_writes(
    path: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:steps])
        older.setattr(schema, "FORMAT", steps)
        older.setattr("dateline.record.opening.FORMAT", steps)
        Store.open(path, write=True).close()
    assert "older" in message(path)
    with Store.open(path, write=True) as store:
        fill(store, 2)
    with Store.open(path) as store:
        assert store.load_record().reports


def test_a_damaged_record(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
    data = bytearray(path.read_bytes())
    data[4096:40960] = random.Random(1).randbytes(36864)
    path.write_bytes(bytes(data))
    with Store.open(path) as store:
        assert all("damaged" in fault for fault in store.faults())
        assert store.faults()
        with pytest.raises(RecordError, match="damaged"):
            store.load_record()


def test_a_damaged_account(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store, 2)
        store._db.execute("UPDATE accounts SET packed = x'00112233'")
        with pytest.raises(RecordError, match="damaged"):
            list(store.accounts())
        assert any("damaged" in fault for fault in check(store, matching=MATCHING))


def test_a_record_that_is_being_written(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store, 2)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    late = Paper("A late report.\n")
    with Store.open(path, write=True, wait_s=0.1) as store:
        with pytest.raises(RecordError, match="being written by another command"):
            store.add(late.report, None, late.account)
        assert len(list(store.reports())) == 2
        with Store.open(path) as reader:
            assert reader.load_record().events
        other.execute("ROLLBACK")
        assert store.add(late.report, None, late.account)
    other.close()


def test_two_commands_that_make_the_record_at_once(path: Path) -> None:
    with Store.open(path, write=True) as one, Store.open(path, write=True) as other:
        for report, account in zip(*make_many(World(2), 3), strict=True):
            one.add(report, None, account)
        basis = other.basis()
        record, additions = build_record(other.accounts(), other.reports(), matching=MATCHING)
        rebuild(one, matching=MATCHING)
        with pytest.raises(RecordError, match="another command"):
            other.save_record(record, additions, basis)
        assert one.load_record() == record


def test_a_full_disk_loses_nothing_that_was_there(path: Path) -> None:
    with Store.open(path, write=True) as store:
        record = fill(store, 3)
        (pages,) = store._db.execute("PRAGMA page_count").fetchone()
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        big = Paper(
            "".join(
                f"Line {number} of a long report, with words of its own: {number * 7919}.\n" for number in range(20_000)
            )
        )
        with pytest.raises(RecordError, match="disk is full"):
            store.add(big.report, None, big.account)
        assert len(list(store.reports())) == 3
    with Store.open(path) as store:
        assert store.load_record() == record
        assert not store.faults()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_read_only_folder(path: Path) -> None:
    with Store.open(path, write=True) as store:
        record = fill(store, 2)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path) as store:
            assert store.load_record() == record
        assert "read-only" in message(path, write=True)
        assert "cannot be" in message(path.with_name("new.db"), write=True)
    finally:
        path.parent.chmod(0o755)
        path.chmod(0o644)


def test_who_opened_for_reading_writes_nothing(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store, 2)
    late = Paper("A late report.\n")
    with Store.open(path) as store:
        with pytest.raises(RecordError, match="reading only"):
            store.add(late.report, None, late.account)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store._db.execute("DELETE FROM reports")


def test_the_file_says_what_it_is(path: Path) -> None:
    Store.open(path, write=True).close()
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION
    assert int.from_bytes(head[60:64], "big") == FORMAT


def test_opening_loads_nothing_heavy() -> None:
    code = "import sys; import dateline.record; print(sorted({'numpy', 'onnxruntime', 'rensa', 'rapidfuzz'} & set(sys.modules)))"
    source = str(Path(__file__).parent.parent.parent / "src")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
