"""Reports, search and exports: every report once, every word where it stands, every format as its verb writes it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.desk.app import make_app
from dateline.desk.marking import LAYERS, is_report, paragraphs
from dateline.exports import NAMES, format_named
from dateline.model.report import Mark
from dateline.model.spans import Span
from dateline.pipeline import read_paths
from dateline.record import Store
from dateline.record.browse import Window
from dateline.record.browse.report import Place
from dateline.record.browse.report_list import ReportLine, report_list
from dateline.record.browse.search import Filters, events_found, names_found, reports_found
from dateline.record.forget import forget
from tests.desk.conftest import ADDRESS

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read."""
    path = tmp_path_factory.mktemp("real") / "examples.db"
    read_paths([EXAMPLES], path, workers=1)
    return path


@pytest.fixture
def desk(real: Path) -> TestClient:
    return TestClient(make_app(real), base_url=ADDRESS, raise_server_exceptions=False)


def test_every_report_is_listed_once(window: Window) -> None:
    with window.look() as look:
        whole = report_list(look, most=100).reports
        found: list[ReportLine] = []
        after = None
        while True:
            page = report_list(look, after=after, most=3)
            found += page.reports
            after = page.after
            if after is None:
                break
    assert [line.name.number for line in found] == [line.name.number for line in whole]
    assert len(whole) == 20
    days = [line.name.latest or "" for line in whole]
    assert days == sorted(days, reverse=True)


def test_a_report_shows_all_its_words_and_marks_what_rests_on_them(desk: TestClient, real: Path) -> None:
    with Store.open(real) as store:
        record, reports = store.load_record(), {report.id: report for report in store.reports()}
    for listed in record.reports:
        page = desk.get(f"/report/{listed.id}")
        assert page.status_code == 200
        shown = "".join(
            unescape(re.sub(r"<[^>]+>", "", part)) for part in re.findall(r"<p dir=.*?</p>", page.text, re.DOTALL)
        )
        whole = "".join(line.rstrip() for line in reports[listed.id].text.splitlines())
        assert "".join(shown.split()) == "".join(whole.split())
        for event in record.events:
            for source in event.sources:
                if source.report == listed.id:
                    assert f'id="at-{source.span.start}"' in page.text
                    assert f'href="/event/{event.id}"' in page.text


def test_a_report_that_was_taken_out_says_so(real: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(real.read_bytes())
    with Store.open(copy, write=True) as store:
        own = next(iter(store.reports())).id
        forget(store, own, who="Ana", when="2026-01-02T10:00:00+00:00", why="a source withdrew")
    answer = TestClient(make_app(copy), base_url=ADDRESS).get(f"/report/{own}")
    assert answer.status_code == 410
    assert "a source withdrew" in answer.text


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Place]]:
    text = draw(st.text(alphabet="ab \n\u0627", max_size=60))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12), st.sampled_from(LAYERS)), max_size=12)
    )
    places = [Place(start, min(start + size, len(text)), kind, f"x{start}", "") for start, size, kind in spans]
    return text, sorted((place for place in places if place.end > place.start), key=lambda one: (one.start, -one.end))


@given(marked())
@settings(max_examples=150, deadline=None)
def test_pieces_are_the_text_and_know_what_they_are_part_of(made: tuple[str, list[Place]]) -> None:
    text, places = made
    for paragraph in paragraphs(text, places, ()):
        position = paragraph.start
        for piece in paragraph.pieces:
            assert piece.start == position
            assert text[position : position + len(piece.text)] == piece.text
            around = {place.kind for place in places if place.start <= position < place.end}
            assert set(piece.layers) == around
            position += len(piece.text)
        assert text[position : text.find("\n", position) if "\n" in text[position:] else None].strip() == ""


def test_what_is_not_the_report_is_set_apart() -> None:
    text = "Subscribe now\nGunmen fled.\n"
    mark = Mark("boilerplate", Span(0, 13, "Subscribe now"), "asks for a subscription")
    first, second = paragraphs(text, [], [mark])
    assert (is_report(first), first.why) == (False, "asks for a subscription")
    assert is_report(second)


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("/search?words=Ouaddai", "Ouaddai Resistance Front"),
        ("/search?words=water+cannon", "water cannon"),
        ("/search?type=PROTEST&first=2024-05&last=2024-05", "PROTEST"),
        ("/search?words=zzzz", "No event fits"),
        ("/search?checked=yes", "No event fits"),
    ],
)
def test_search(desk: TestClient, address: str, holds: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 200
    assert holds in re.sub(r"</?mark>", "", answer.text)


def test_found_sentences_have_the_words(real: Path) -> None:
    with Window(real).look() as look:
        hits = events_found(look, Filters(words="army post")).events
        assert hits
        named = {hit.id for hit in names_found(look, "army post")}
        for hit in hits:
            sentence = (hit.words.before + hit.words.marked + hit.words.after).casefold()
            parties = {own for own, _ in (*hit.line.actors, *hit.line.recipients)} | {hit.line.place}
            assert ("army" in sentence and "post" in sentence) or named & parties or hit.line.reports > 1


def test_an_id_leads_to_what_it_stands_for(desk: TestClient, real: Path) -> None:
    with Store.open(real) as store:
        event = store.load_record().events[0].id
    answer = desk.get(f"/search?words={event}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/event/{event}")


@given(words=st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_words_break_the_search(real: Path, words: str) -> None:
    with Window(real).look() as look:
        named, told = names_found(look, words), reports_found(look, words)
        found = events_found(look, Filters(words=words))
    letters = any(letter.isalnum() or letter == "_" for letter in words)
    assert letters or not (named or told)
    assert letters or not words.strip() or not found.events


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("parquet", "brief")])
def test_exports_are_what_the_verb_writes(desk: TestClient, real: Path, name: str) -> None:
    form = format_named(name)
    with Store.open(real) as store:
        expected = form.write(store.load_record())
    saved = desk.get(f"/exports/{name}/file")
    assert saved.content == expected
    assert saved.headers["content-disposition"].startswith("attachment;")
    page = desk.get(f"/exports/{name}").text
    assert all(unescape(line) in unescape(page) for line in form.loses)
    part = desk.get(f"/exports/{name}/preview", headers={"x-part": "preview"})
    assert (part.status_code, "<html" in part.text) == (200, False)
    assert part.text.strip() in desk.get(f"/exports/{name}/preview").text


def test_options_that_there_are_not_are_refused(desk: TestClient) -> None:
    assert desk.get("/exports/acled-csv?fatalities=most").status_code == 400
    assert desk.get("/exports/acled-csv?colour=red").status_code == 400
    assert desk.get("/exports/papyrus").status_code == 404


def test_the_brief_leads_to_its_words(desk: TestClient) -> None:
    page = desk.get("/exports/brief/text?since=2024-03-14").text
    numbers = set(re.findall(r'href="#words-(\d+)"', page))
    assert numbers
    assert numbers == set(re.findall(r'id="words-(\d+)"', page))
    part = desk.get("/exports/brief/text?since=2024-03-14", headers={"x-part": "text"}).text
    assert part.strip() in page
    assert "data-later" in desk.get("/exports/brief?since=2024-03-14").text
    assert desk.get("/exports/brief?form=docx").content[:2] == b"PK"
