"""The two pages that the others follow, and the way to them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.record import Store, judge
from dateline.record.browse import Window
from dateline.record.browse.event_lines import EventLine
from dateline.record.browse.main_events import main_events
from dateline.record.browse.overview import checked, overview, stories
from tests.desk.conftest import ADDRESS


def test_the_story_lists_the_heaviest_events_and_what_was_checked(client: TestClient, heaviest: str) -> None:
    page = client.get("/").text
    assert f'href="/event/{heaviest}"' in page
    assert page.index(heaviest) < page.index('rel="next"')
    assert "of 300 events, by" in page
    assert "Open disagreements" in page


def test_pages_of_events_follow_one_another_without_gap_or_repetition(window: Window) -> None:
    with window.look() as look:
        whole = main_events(look, most=300).events
        found: list[EventLine] = []
        after = None
        while True:
            page = main_events(look, after=after, most=7)
            found += page.events
            after = page.after
            if after is None:
                break
    assert [event.id for event in found] == [event.id for event in whole]
    assert len(whole) == len({event.id for event in whole}) > 100
    weights = [(event.origins, event.reports) for event in whole]
    assert weights == sorted(weights, reverse=True)


def test_counts_agree_with_the_record(small_record: Path, window: Window) -> None:
    with Store.open(small_record) as store:
        record = store.load_record()
        judged = {judgement.on for judgement in store.judgements()}
    with window.look() as look:
        counts, people = overview(look), checked(look)
        each = [(overview(look, story.id), checked(look, story.id)) for story in stories(look)]
    assert (counts.reports, counts.events, counts.actors) == (20, 300, len(record.actors))
    assert counts.open == sum(not one.update for one in record.disagreements)
    assert counts.unresolved == sum(place.lat is None for place in record.places)
    assert people.events == len(judged)
    assert sum(one.events for one, _ in each) == 300
    assert sum(one.events for _, one in each) == people.events


def test_an_event_shows_every_telling_with_its_words_marked(
    client: TestClient, small_record: Path, heaviest: str
) -> None:
    with Store.open(small_record) as store:
        event = next(event for event in store.load_record().events if event.id == heaviest)
    page = client.get(f"/event/{heaviest}").text
    # one mark for each telling, one for each figure
    assert page.count(f"<mark>{event.sources[0].span.text}</mark>") == len(event.sources)
    assert page.count("<blockquote") == len(event.sources)
    assert "<svg" in page
    assert "Disagreements and updates" in page


@pytest.fixture
def copy(small_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_record, tmp_path / "copy.db"))


def _client(path: Path) -> TestClient:
    return TestClient(make_app(path), base_url=ADDRESS, raise_server_exceptions=False)


def test_an_event_that_was_merged_leads_to_the_one_it_is_now(copy: Path, heaviest: str) -> None:
    from dateline.record import LedgerEntry

    with Store.open(copy, write=True) as store:
        record = store.load_record()
        old = LedgerEntry("evt_aaaaaaaaaa", record.reports[0].id, 1, 2)
        store.save_record(record, [old, LedgerEntry(old.id, old.report, 1, 2, redirect=heaviest)])
    page = _client(copy).get("/event/evt_aaaaaaaaaa")
    assert page.url.path == f"/event/{heaviest}"
    assert "was merged into this event" in page.text


def test_an_event_that_was_rejected_says_by_whom(copy: Path, heaviest: str) -> None:
    import msgspec

    with Store.open(copy, write=True) as store:
        record = store.load_record()
        event = next(event for event in record.events if event.id == heaviest)
        store.add_judgement(
            judge(event, store.account, "reject", who="Dana <b>", when="2033-03-01T09:00:00+00:00", why="another year")
        )
        left = tuple(one for one in record.events if one.id != heaviest)
        store.save_record(msgspec.structs.replace(record, events=left))
    page = _client(copy).get(f"/event/{heaviest}")
    assert page.status_code == 410
    assert "was rejected by Dana &lt;b&gt; on 2033-03-01: another year." in page.text


def test_a_judgement_shows_at_once(copy: Path, heaviest: str) -> None:
    client = _client(copy)
    client.get("/")  # counts are remembered
    with Store.open(copy, write=True) as store:
        record = store.load_record()
        event = next(event for event in record.events if event.id == heaviest)
        store.add_judgement(
            judge(event, store.account, "accept", who="Eno", when="2033-03-01T09:00:00+00:00", why="كما في التقرير")
        )
    page = client.get(f"/event/{heaviest}").text
    assert "Eno" in page
    assert "كما في التقرير" in page
    assert "have come in since the record was made" in client.get("/").text


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/event/evt_bbbbbbbbbb", 404, "never had an event"),
        ("/event/evt_1", 400, "is not an id of that kind"),
        ("/story/sto_bbbbbbbbbb", 404, "has no story"),
        ("/?after=1", 400, "is not where a page of this list ends"),
        ("/?after=x", 400, "“after” can’t be “x”"),
        ("/?colour=red", 400, "knows no “colour”"),
        ("/?after=1.1.1&after=1.1.2", 400, "is given twice"),
        ("/nowhere", 404, "has no page /nowhere"),
        ("/event/<script>alert(1)</script>", 404, "&lt;script&gt;"),
    ],
)
def test_what_does_not_fit_is_a_page_with_a_sentence(
    client: TestClient, address: str, status: int, sentence: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "<script>alert" not in answer.text


def test_a_record_that_goes_away_is_one_sentence(copy: Path) -> None:
    client = _client(copy)
    assert client.get("/").status_code == 200
    copy.unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "is not there" in answer.text


def test_a_fault_says_that_nothing_was_lost(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.desk.pages.story.stories", lambda look: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "nothing of the record was changed" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
