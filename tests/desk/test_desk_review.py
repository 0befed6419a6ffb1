"""The review: what is decided is kept by the rules of `dateline judge`, shows at once, and comes out of the rebuild."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from dateline.cli import main
from dateline.desk.accounts import OwnMachine
from dateline.desk.app import make_app
from dateline.desk.renewal import Renewal
from dateline.record import Judgement, Store, judge, rebuild
from dateline.record.browse import Window
from dateline.record.browse.choices import candidates, named
from dateline.record.browse.item import record_event
from dateline.record.browse.judged import judged_event
from dateline.record.browse.queue import Queue, Wanted, queue
from tests.desk.conftest import ADDRESS
from tests.desk.reviewing import decide, hidden, write_record
from tests.record.made import MATCHING


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return write_record(tmp_path / "raid.db")


@pytest.fixture
def coder(record: Path) -> Callable[[str], TestClient]:
    def come(name: str) -> TestClient:
        return TestClient(make_app(record, accounts=OwnMachine(name)), base_url=ADDRESS, raise_server_exceptions=False)

    return come


def judgements(record: Path) -> list[Judgement]:
    with Store.open(record) as store:
        return store.judgements()


def the(record: Path, kind: str, tellings: int) -> str:
    with Store.open(record) as store:
        return next(one.id for one in store.load_record().events if (one.type, len(one.sources)) == (kind, tellings))


def rebuilt(record: Path) -> Store:
    with Store.open(record, write=True) as store:
        rebuild(store, matching=MATCHING)
    return Store.open(record)


def test_events_are_read_one_by_one_just_as_the_record_has_them(small_record: Path, record: Path) -> None:
    for path in (small_record, record):
        with Store.open(path) as store:
            events = store.load_record().events
        with Window(path).look() as look:
            assert all(record_event(look, event.id) == event for event in events)


def test_the_queue_puts_first_what_matters_and_is_least_certain(small_record: Path) -> None:
    with Window(small_record).look() as look:
        found = queue(look)
        weights = [entry.doubt.weight for entry in found.entries]
        assert weights == sorted(weights, reverse=True)
        assert len(found.entries) == len({entry.id for entry in found.entries}) == 300
        assert any("open disagreement" in reason for reason in found.entries[0].doubt.reasons)
        judged = {item for (item,) in look.rows("SELECT item FROM judgements")}
        assert not judged & set(found.after(Wanted()))
        assert set(found.after(Wanted(show="mine", who="Anna"))) <= judged
        assert all(found.entries[found.place[one]].type == "PROTEST" for one in found.after(Wanted(type="PROTEST")))
        progress = found.progress(Wanted(who="Anna"))
        assert (progress.events, progress.judged) == (300, len(judged))


def test_right_with_one_key_goes_on_and_is_what_judge_would_keep(
    record: Path, coder: Callable[[str], TestClient]
) -> None:
    client = coder("Edda")
    first = client.get("/review").url.path.rpartition("/")[2]
    answer = decide(client, first, "accept", why="read twice")
    assert answer.status_code == 303
    assert first not in answer.headers["location"]
    (kept,) = judgements(record)
    with Store.open(record) as store:
        event = next(one for one in store.load_record().events if one.id == first)
        wanted = judge(event, store.account, "accept", who="Edda", when=kept.when, why="read twice")
    assert msgspec.structs.replace(kept, number=0) == wanted
    page = client.get("/review").text
    assert "1 of 4 events judged, 1 by you" in unescape(re.sub(r"\s+", " ", page))
    assert "not in the record yet" in page


def test_the_whole_queue_ends_with_a_page_that_says_so(record: Path, coder: Callable[[str], TestClient]) -> None:
    client = coder("Edda")
    for _ in range(4):
        decide(client, client.get("/review").url.path.rpartition("/")[2], "accept")
    assert "Every event has been judged" in client.get("/review").text
    assert len({one.on for one in judgements(record)}) == 4


def test_a_correction_shows_at_once_everywhere_and_the_rebuild_gives_the_same(
    record: Path, coder: Callable[[str], TestClient]
) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    with Window(record).look() as look:
        (council,) = named(look, "actor", "hill council")
        (arlen,) = named(look, "place", "Arlen")
        before = record_event(look, event)
    assert before
    page = client.get(f"/review/{event}?panel=correct").text
    answer = decide(
        client, event, "correct", page, type="COERCE", actors=[*before.actors], add_actors="Hill Council",
        recipients=[*before.recipients], place="Arlen", when="2031-05-30/2031-06-01", status="denied", mode="arrest",
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    kept = judgements(record)
    assert {one.field for one in kept} == {"type", "mode", "actors", "place", "when", "status"}
    assert len({one.when for one in kept}) == 1
    with Window(record).look() as look:
        shown = judged_event(look, event)
    assert shown
    assert (shown.event.type, shown.event.place, shown.event.status) == ("COERCE", arlen.id, "denied")
    assert council.id in shown.event.actors
    for address in (f"/review/{event}", f"/event/{event}"):
        assert "COERCE" in client.get(address).text, address
    with rebuilt(record) as store:
        made = next(one for one in store.load_record().events if one.id == event)
    for field in ("type", "mode", "actors", "place", "status", "background", "contexts"):
        assert getattr(made, field) == getattr(shown.event, field), field
    assert (made.when.earliest, made.when.latest) == ("2031-05-30", "2031-06-01")
    with Window(record).look() as look:
        after = judged_event(look, event)
    assert after
    assert not after.pending
    assert after.event == made


def test_a_form_that_changes_nothing_is_no_correction(record: Path, coder: Callable[[str], TestClient]) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    page = client.get(f"/review/{event}?panel=correct").text
    form = re.search(r'<form[^>]*id="decide".*?</form>', page, re.DOTALL)
    assert form
    boxes = re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]*)" checked', form[0])
    fields: dict[str, object] = {name: [value for other, value in boxes if other == name] for name, _ in boxes}
    fields |= dict(re.findall(r'<input name="(place|when|mode|contexts)"[^>]* value="([^"]*)"', form[0]))
    answer = decide(client, event, "correct", page, type="ASSAULT", status="happened", **fields)
    assert (answer.status_code, "Nothing was changed" in answer.text) == (400, True)
    assert judgements(record) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"when": "last week"}, "is no day"),
        ({"when": "2031-02-30"}, "is no day"),
        ({"when": "2031-06-05/2031-06-01"}, "comes after"),
        ({"place": "Nowhere"}, "has no place “Nowhere”"),
        ({"add_actors": "Nobody"}, "has no actor “Nobody”"),
        ({"status": "perhaps"}, "“status” can’t be “perhaps”"),
        ({"actors": "act_x<script>"}, None),
    ],
)
def test_what_a_field_does_not_take_is_said(
    record: Path, coder: Callable[[str], TestClient], fields: dict[str, str], sentence: str | None
) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    answer = decide(client, event, "correct", **{"type": "COERCE", **fields})
    assert answer.status_code == 400
    assert sentence is None or sentence in answer.text
    assert judgements(record) == []


def test_a_rejection_a_merge_and_a_split_come_out_of_the_rebuild(
    record: Path, coder: Callable[[str], TestClient]
) -> None:
    client = coder("Edda")
    assault, other = the(record, "ASSAULT", 3), the(record, "ASSAULT", 1)
    council, met = the(record, "CONSULT", 3), the(record, "CONSULT", 1)
    page = client.get(f"/review/{assault}?panel=merge").text
    assert page.index(other) < page.index("Note")
    assert decide(client, assault, "merge", page, other=other).status_code == 303
    split = client.get(f"/review/{council}?panel=split").text
    chosen = re.findall(r'name="tellings" value="([^"]+)"', split)
    assert len(chosen) == 3
    assert decide(client, council, "split", split, tellings=chosen[0]).status_code == 303
    assert decide(client, met, "reject", why="another council").status_code == 303
    assert "Rejected by" in client.get(f"/review/{met}").text
    with rebuilt(record) as store:
        events = {one.id: one for one in store.load_record().events}
    assert len(events[assault].sources) == 4
    assert other not in events
    assert sorted(len(one.sources) for one in events.values() if one.type == "CONSULT") == [1, 2]
    assert client.get(f"/review/{other}").url.path == f"/review/{assault}"
    assert client.get(f"/review/{met}").status_code == 410


@pytest.mark.parametrize("do", ["accept", "reject", "correct", "merge", "split"])
@pytest.mark.parametrize("rebuild_between", [False, True])
def test_undo_takes_back_whatever_was_decided(
    record: Path, coder: Callable[[str], TestClient], do: str, rebuild_between: bool
) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    with Store.open(record) as store:
        before = store.load_record().events
    page = client.get(f"/review/{event}?panel=split").text
    choices: dict[str, dict[str, object]] = {
        "correct": {"type": "COERCE", "actors": [], "place": "Brova", "when": "2031-06-01"},
        "merge": {"other": the(record, "ASSAULT", 1)},
        "split": {"tellings": re.findall(r'name="tellings" value="([^"]+)"', page)[:1]},
    }
    assert decide(client, event, do, page, **choices.get(do, {})).status_code == 303
    if rebuild_between:
        rebuilt(record).close()
    page = client.get("/review?show=all").text
    numbers = re.findall(r'name="numbers" value="(\d+)"', page)
    fields = {"numbers": numbers, "csrf": hidden(page, "undo")["csrf"]}
    assert client.post("/review/undo", data=fields, follow_redirects=False).status_code == 303
    assert client.post("/review/undo", data=fields, follow_redirects=False).status_code == 303  # sent twice
    kept = judgements(record)
    assert sorted(str(one.after) for one in kept if one.action == "withdraw") == sorted(numbers)
    if do != "reject" or not rebuild_between:
        with Window(record).look() as look:
            shown = judged_event(look, event)
        assert shown
        assert shown.standing == ()
        if do == "correct":
            assert shown.event.type == "ASSAULT"
    with rebuilt(record) as store:
        after = store.load_record().events
    # an event that had been merged has another id when it comes back: the ledger is never rewritten
    assert [msgspec.structs.replace(one, id="") for one in after] == [
        msgspec.structs.replace(one, id="") for one in before
    ]
    with Window(record).look() as look:
        assert event in set(queue(look).after(Wanted()))


def test_a_note_is_kept_and_decides_nothing(record: Path, coder: Callable[[str], TestClient]) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    answer = decide(client, event, "note", why="ask Ben <b>about</b> this")
    assert answer.headers["location"] == f"/review/{event}"
    page = client.get(f"/review/{event}").text
    assert "ask Ben &lt;b&gt;about&lt;/b&gt; this" in page
    assert "0 of 4 events judged" in page
    assert decide(client, event, "note").status_code == 400


def test_the_second_coder_sees_what_the_first_changed_and_chooses(
    record: Path, coder: Callable[[str], TestClient]
) -> None:
    anna, ben, event = coder("Anna"), coder("Ben"), the(record, "ASSAULT", 3)
    seen = ben.get(f"/review/{event}").text
    correct = anna.get(f"/review/{event}?panel=correct").text
    assert decide(anna, event, "correct", correct, type="PROTEST", place="Brova", when="2031-06-01").status_code == 303
    news = ben.get(f"/review/news/{event}?since={hidden(seen)['seen']}")
    assert "Anna" in news.text
    answer = decide(ben, event, "accept", seen, why="plain as day")
    assert answer.status_code == 409
    for words in ("Anna", "You saw", "ASSAULT", "PROTEST", "plain as day", "Judge it as I meant to"):
        assert words in answer.text
    assert {one.who for one in judgements(record)} == {"Anna"}
    again = decide(ben, event, "accept", answer.text, why="plain as day")
    assert again.status_code == 303
    assert [one.who for one in judgements(record)][-1] == "Ben"
    assert ben.get(f"/review/news/{event}?since=99").status_code == 204


def test_an_event_that_the_rebuild_changed_is_seen_again_first(
    record: Path, coder: Callable[[str], TestClient]
) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    seen = client.get(f"/review/{event}").text
    with Store.open(record, write=True) as store:
        made = store.load_record()
        events = tuple(msgspec.structs.replace(one, status="denied") if one.id == event else one for one in made.events)
        store.save_record(msgspec.structs.replace(made, events=events))
    answer = decide(client, event, "accept", seen)
    assert (answer.status_code, "The record has changed" in answer.text) == (409, True)
    assert judgements(record) == []


def test_the_same_correction_twice_is_one_decision(record: Path, coder: Callable[[str], TestClient]) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    page = client.get(f"/review/{event}?panel=correct").text
    for _ in range(3):
        answer = decide(client, event, "correct", page, type="AID", contexts="rain, hail", when="2031-05")
        assert answer.status_code == 400
        answer = decide(client, event, "correct", page, type="AID", contexts="rain, hail", when="2031-05-03")
        assert answer.status_code == 303
    assert len(judgements(record)) == len({one.field for one in judgements(record)})


def test_the_same_form_twice_is_one_decision(record: Path, coder: Callable[[str], TestClient]) -> None:
    client, event = coder("Edda"), the(record, "ASSAULT", 3)
    seen = client.get(f"/review/{event}").text
    for _ in range(3):
        assert decide(client, event, "accept", seen).status_code == 303
    assert len(judgements(record)) == 1


def test_a_lead_settles_what_coders_judged_differently(record: Path, coder: Callable[[str], TestClient]) -> None:
    anna, ben, event = coder("Anna"), coder("Ben"), the(record, "ASSAULT", 3)
    decide(anna, event, "correct", anna.get(f"/review/{event}?panel=correct").text, type="PROTEST")
    decide(ben, event, "correct", ben.get(f"/review/{event}?panel=correct").text, type="COERCE")
    queued = ben.get("/review?show=differ")
    assert queued.url.path == f"/review/{event}"
    assert "Coders differ" in queued.text
    assert "PROTEST" in ben.get("/review/agreement").text
    answer = decide(
        anna, event, "settle", anna.get(f"/review/{event}").text, field="type", value='"COERCE"', settles="true"
    )
    assert answer.status_code == 303, answer.text
    (kept,) = [one for one in judgements(record) if one.settles]
    assert (kept.action, kept.field, kept.after, kept.who) == ("correct", "type", '"COERCE"', "Anna")
    assert "type" not in re.findall(r"<h3>(\w+)</h3>", ben.get(f"/review/{event}").text)


def test_candidates_for_a_merge_are_of_the_story_and_those_alike_come_first(record: Path) -> None:
    with Window(record).look() as look:
        event = record_event(look, the(record, "ASSAULT", 3))
        assert event
        found = candidates(look, event)
        assert found[0].id == the(record, "ASSAULT", 1)
        assert event.id not in {one.id for one in found}
        assert {one.type for one in candidates(look, event, "hill council")} == {"CONSULT"}
        assert candidates(look, event, "zzz") == ()


def test_what_was_taken_in_before_is_taken_in_once(record: Path, coder: Callable[[str], TestClient]) -> None:
    client = coder("Edda")
    with Window(record).look() as look:
        held = Queue(look)
    decide(client, the(record, "ASSAULT", 3), "accept")
    decide(client, the(record, "CONSULT", 3), "accept")
    for _ in range(2):
        with Window(record).look() as look:
            held.refresh(look)
            assert held.progress(Wanted(who="Edda")).mine == 2
            fresh = Queue(look)
        assert list(held.after(Wanted())) == list(fresh.after(Wanted()))


def test_the_record_follows_in_the_background_once_for_many_judgements(record: Path) -> None:
    renewal = Renewal(record, quiet_s=0.3)
    app = make_app(record, accounts=OwnMachine("Edda"), renewal=renewal)
    with TestClient(app, base_url=ADDRESS) as client:
        for kind in ("ASSAULT", "CONSULT"):
            assert decide(client, the(record, kind, 3), "accept").status_code == 303
        until = time.monotonic() + 60
        while _stale(record) and time.monotonic() < until:
            time.sleep(0.05)
        assert not _stale(record)
        assert "not in the record yet" not in client.get("/review").text
    assert renewal.failed is None
    with Store.open(record) as store:
        assert sum("accepted by Edda" in line for one in store.load_record().events for line in one.why) == 2


def test_a_rebuild_that_fails_is_said_and_loses_nothing(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renewal = Renewal(record, quiet_s=0)
    monkeypatch.setattr("dateline.desk.renewal.sys.executable", "/bin/false")
    renewal.wanted()
    until = time.monotonic() + 30
    while renewal.failed is None and time.monotonic() < until:
        time.sleep(0.02)
    assert renewal.failed == "it ended"
    renewal.stop()


def _stale(record: Path) -> bool:
    with Store.open(record) as store:
        return store.stale is not None


def test_notes_and_withdrawals_by_the_command_line_show_at_the_desk(
    record: Path, coder: Callable[[str], TestClient], capsys: pytest.CaptureFixture[str]
) -> None:
    event = the(record, "ASSAULT", 3)
    assert main(["judge", "reject", str(record), event, "--by", "Ben"]) == 0
    assert main(["judge", "withdraw", str(record), "1", "--by", "Ben"]) == 0
    assert "Taken back: reject" in capsys.readouterr().out
    assert main(["judge", "note", str(record), event, "look at this", "--by", "Ben"]) == 0
    assert main(["judge", "withdraw", str(record), "9"]) == 2
    assert main(["judge", "withdraw", str(record), "2"]) == 2
    page = coder("Edda").get(f"/review/{event}").text
    assert "look at this" in page
    assert "taken back" in page
    assert "0 of 4 events judged" in page
