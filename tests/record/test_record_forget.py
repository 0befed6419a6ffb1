"""Taking a report out: nothing of it is left in the file, ids that others stand behind lead on, the rest is as without it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RecordError, UsageError
from dateline.record import LOOK_AGAIN, Store, check, content, judge, rebuild
from dateline.record.forget import find_tombstone, forget
from dateline.record.kept import Tombstone
from dateline.record.renewal import made_anew
from tests.record.made import MATCHING, Paper
from tests.record.test_record_judgements import raid

WHO: dict[str, Any] = {"who": "Edda", "when": "2031-07-01T10:00:00+00:00", "why": "asked by its author"}


def kept(path: Path, *papers: Paper) -> Path:
    with Store.open(path, write=True) as store:
        for paper in papers:
            store.add(paper.report, None, paper.account)
        rebuild(store, matching=MATCHING)
    return path


@pytest.fixture
def papers() -> list[Paper]:
    return [raid("Coast Wire"), raid("Valley Post"), raid("Zanzarine Gazette")]


def test_no_word_of_it_stays_in_any_file(tmp_path: Path) -> None:
    secret = Paper(
        "Quillfeather met Oxbramble in Brova on 1 June.\n" * 4000, outlet="Zanzarine Gazette", title="Marlspike tells"
    )
    secret.event(
        "met", actors=[secret.actor("Quillfeather", kind="person")], place=secret.place("Brova", "g1", 10.0, 20.0)
    )
    path = kept(tmp_path / "r.db", raid("Coast Wire"), secret)
    words = [b"Quillfeather", b"quillfeather", b"Oxbramble", b"oxbramble", b"Zanzarine", b"zanzarine", b"marlspike"]
    before = path.stat().st_size
    assert all(word in path.read_bytes() for word in words[:1])
    with Store.open(path, write=True) as store:
        done = forget(store, secret.id, **WHO, matching=MATCHING)
        assert done.compacted is None
        for file in tmp_path.iterdir():  # while it is open: its log too
            assert not [word for word in words if word in file.read_bytes()], file
        assert not store.search("Oxbramble")
        assert store.search("raided")
    assert path.stat().st_size < before
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    assert db.execute("SELECT report, who, why FROM tombstones").fetchall() == [(secret.id, "Edda", WHO["why"])]
    with pytest.raises(sqlite3.DatabaseError, match="tombstones are kept"):
        db.execute("DELETE FROM tombstones")
    db.close()


def test_the_record_is_that_of_the_other_reports(tmp_path: Path, papers: list[Paper]) -> None:
    with Store.open(kept(tmp_path / "all.db", *papers), write=True) as store:
        done = forget(store, papers[0].id, **WHO, matching=MATCHING)
        assert store.stale is None
        assert store.load_record() == done.record == rebuild(store, matching=MATCHING)
        assert check(store, matching=MATCHING) == []
        with Store.open(kept(tmp_path / "some.db", *papers[1:])) as other:
            assert content(done.record) == content(other.load_record())
        with pytest.raises(UsageError, match="no report"):
            store.report(papers[0].id)


def test_an_id_that_it_had_founded_leads_to_what_others_tell(tmp_path: Path, papers: list[Paper]) -> None:
    with Store.open(kept(tmp_path / "r.db", *papers), write=True) as store:
        (event,) = store.load_record().events
        founder = next(entry.report for entry in store.ledger() if entry.id == event.id)
        done = forget(store, founder, **WHO, matching=MATCHING)
        (now,) = done.record.events
        assert store.find_item(event.id) == now.id
        assert now.id != event.id
        assert done.redirected >= 1
        assert "events" not in done.gone


def test_judgements_that_rested_on_it_are_listed_and_still_hold(tmp_path: Path, papers: list[Paper]) -> None:
    alone = Paper("The mayor resigned in Dunmore on 3 June.\n", outlet="Far Post", published="2031-06-09")
    alone.event("resigned", actors=[alone.actor("mayor", kind="person")], place=alone.place("Dunmore", "g9", 1.0, 2.0))
    with Store.open(kept(tmp_path / "r.db", *papers, alone), write=True) as store:
        record = store.load_record()
        raided, resigned = sorted(record.events, key=lambda event: -len(event.sources))
        place = next(one for one in record.places if one.name == "Dunmore")
        said: dict[str, Any] = {"who": "Edda", "when": WHO["when"]}
        store.add_judgement(judge(raided, store.account, "correct", field="status", to="ongoing", **said))
        store.add_judgement(judge(raided, store.account, "correct", field="place", to=place.id, **said))
        store.add_judgement(judge(resigned, store.account, "accept", **said))
        assert [event.place for event in rebuild(store, matching=MATCHING).events] == [place.id, place.id]
        done = forget(store, alone.id, **WHO, matching=MATCHING)
        assert [(one.judgement.action, one.others) for one in done.judgements] == [("accept", 0)]
        (event,) = done.record.events
        assert event.status == "ongoing"
        assert event.place in {one.id for one in done.record.places}  # the place of the correction is gone
        assert any(line.startswith(LOOK_AGAIN) for line in event.why)
        assert check(store, matching=MATCHING) == []
        again = forget(store, papers[0].id, **WHO, matching=MATCHING)
        assert [(one.judgement.field, one.others) for one in again.judgements] == [("status", 2), ("place", 2)]
        assert again.record.events[0].status == "ongoing"


def test_it_is_found_by_what_stays(tmp_path: Path, papers: list[Paper]) -> None:
    with Store.open(kept(tmp_path / "r.db", *papers), write=True) as store:
        forget(store, papers[0].id, **WHO, matching=MATCHING)
        found = find_tombstone(store, papers[0].id[:8])
        assert found is not None
        assert (
            found.told()
            == "was taken out of the record on 2031-07-01 by Edda (asked by its author) and is not read again"
        )
        assert find_tombstone(store, papers[1].id[:8]) is None
        assert find_tombstone(store, "") is None
        with pytest.raises(UsageError):
            forget(store, papers[0].id, **WHO, matching=MATCHING)


def test_a_command_that_reads_hinders_only_the_writing_anew(tmp_path: Path, papers: list[Paper]) -> None:
    path = kept(tmp_path / "r.db", *papers)
    with Store.open(path, write=True, wait_s=0.1) as store, Store.open(path) as reader:
        with reader.snapshot():
            assert len(reader.load_record().reports) == 3
            done = forget(store, papers[0].id, **WHO, matching=MATCHING)
            assert done.compacted
            assert len(reader.load_record().reports) == 3
        assert len(reader.load_record().reports) == 2
        store.compact()


def test_nothing_is_taken_out_where_another_command_has_made_the_record_anew(
    tmp_path: Path, papers: list[Paper]
) -> None:
    with Store.open(kept(tmp_path / "r.db", *papers), write=True) as store:
        saving = made_anew(store, MATCHING, without=papers[0].id)
        store.save(made_anew(store, MATCHING))
        with pytest.raises(RecordError, match="another command"):
            store.withdraw(Tombstone(papers[0].id, "", "", ""), saving)
        assert len(list(store.reports())) == 3
        assert not store.tombstones()
