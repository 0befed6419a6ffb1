"""The brief: nothing in it that the record does not hold, every number leads to words, the same in every form."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest

from dateline.errors import UsageError
from dateline.exports.brief import Brief, compose, html, markdown, written
from dateline.exports.brief.document import Bullets, Grid, Heading, Line, Paragraph
from dateline.exports.brief.printing import browser, pdf
from dateline.exports.brief.quoting import Quoting, cleaned, key_of
from dateline.exports.parts import Parts, one_line
from dateline.model.record import Record, RecordClaim, Source
from dateline.model.spans import Span
from tests.exports.making import Made
from tests.made import record as made_record

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) |cell| *bold* [^9] attack"


def lines(brief: Brief) -> list[Line]:
    found: list[Line] = []
    for block in brief.blocks:
        if isinstance(block, Paragraph):
            found.append(block.line)
        elif isinstance(block, Bullets):
            found += block.lines
        elif isinstance(block, Grid):
            found += [cell for row in block.rows for cell in row]
    return found


def headings(brief: Brief) -> list[str]:
    return [block.text for block in brief.blocks if isinstance(block, Heading)]


def section(brief: Brief, title: str) -> str:
    text, inside = [], False
    for block in brief.blocks:
        if isinstance(block, Heading):
            inside = block.text == title if block.level <= 3 else inside
            if inside and block.level == 4:
                text.append(f"# {block.text}")
        elif inside:
            text += ["".join(run.text for run in line) for line in lines(Brief("", (block,), ()))]
    return "\n".join(text)


def hostile() -> Record:
    made = Made()
    event = made.event("ASSAULT", "rebels", "army", sentence=f"{HOSTILE} was told.", trigger="attack")
    made.killed(event, 3, by="army")
    return made.record()


def records() -> dict[str, Record]:
    empty = Record(**dict.fromkeys(Record.__struct_fields__, ()) | {"versions": {}, "format": "dateline-record/1"})  # type: ignore[arg-type]
    return {"made by hand": made_record(), "hostile": hostile(), "empty": empty}


@pytest.mark.parametrize("record", records().values(), ids=records())
@pytest.mark.parametrize("since", [None, "2031-04-08"])
def test_every_number_leads_to_words_and_every_words_are_cited(record: Record, since: str | None) -> None:
    brief = compose(record, since=since)
    cited = [number for line in lines(brief) for run in line for number in run.numbers]
    assert list(dict.fromkeys(cited)) == sorted(set(cited)), "numbered in the order of the reader"
    assert {words.number for words in brief.words} == set(cited)
    sentences = {one_line(cleaned((source.sentence or source.span).text)) for source in _sources(record)}
    for words in brief.words:
        assert one_line(words.before + words.marked + words.after) in sentences


def _sources(record: Record) -> list[Source]:
    found = [source for event in record.events for source in event.sources]
    return [*found, *(claim.source for claim in record.claims), *(figure.source for figure in record.figures)]


def test_sentences_are_the_reports_own(examples: Record) -> None:
    brief = compose(examples)
    told = {key_of(text) for text in _texts(examples)}
    happened = [run for part in ("What happened", "Background the reports give", "Announced, possible or denied")
                for run in _runs(brief, part) if run.numbers]  # fmt: skip
    assert len(happened) > 15
    for run in happened:
        own = re.sub(r"^\[[^\]]+\]", "", run.text.strip().removeprefix("“… ").removeprefix("… "))
        assert any(key_of(own) in text for text in told), run.text


def _texts(record: Record) -> list[str]:
    return [(source.sentence or source.span).text for source in _sources(record)]


def _runs(brief: Brief, title: str) -> list:  # type: ignore[type-arg]
    found, inside = [], False
    for block in brief.blocks:
        if isinstance(block, Heading):
            inside = block.text == title if block.level <= 3 else inside
        elif inside:
            found += [run for line in lines(Brief("", (block,), ())) for run in line]
    return found


def test_no_sentence_of_what_happened_stands_there_twice(examples: Record) -> None:
    texts = [
        run.text.strip() for run in _runs(compose(examples, story=_main(examples)), "What happened") if run.numbers
    ]
    assert len(texts) == len(set(texts))


def _main(record: Record) -> str:
    return max(record.stories, key=lambda story: len(story.reports)).id


def test_it_tells_what_the_examples_were_written_for(examples: Record) -> None:
    text = markdown(compose(examples, since="2024-03-14", story=_main(examples)))
    brief = compose(examples, since="2024-03-14", story=_main(examples))
    assert "attacked an army post near the town of Adre" in section(brief, "What happened")
    assert "# 12 March 2024" in section(brief, "What happened")
    assert re.search(r"19 killed.*\n31 killed|19 killed[\s\S]*31 killed", section(brief, "Where accounts differ"))
    assert "rose from" in section(brief, "What changed since 14 March 2024")
    assert "carry one text" in text
    assert "no known day of publication" in section(brief, "What is not known")
    assert "plans to launch an operation" in section(brief, "Announced, possible or denied")
    assert "Rosario" not in text, "of another story"


def test_what_is_denied_or_planned_is_not_told_as_happened() -> None:
    brief = compose(made_record())
    happened = section(brief, "What happened")
    assert "shelled Old Bridge" in happened
    assert "mill" not in happened
    assert "will meet" not in happened
    assert "will meet" in section(brief, "Announced, possible or denied")


def test_since_names_what_is_new() -> None:
    changed = section(compose(made_record(), since="2031-04-08"), "What changed since 8 April 2031")
    assert "One new report: The Ford Telegraph (8 April 2031). One report without a known date not counted." in changed
    assert "No report is dated" in section(
        compose(made_record(), since="2040-01-01"), "What changed since 1 January 2040"
    )


@pytest.mark.parametrize(("since", "story"), [("lately", None), (None, "sto_nowhere")])
def test_what_can_not_be_asked(since: str | None, story: str | None) -> None:
    with pytest.raises(UsageError, match=r"lately|sto_nowhere"):
        compose(made_record(), since=since, story=story)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name == "href" and value:
                self.targets.add(value)


@pytest.mark.parametrize("record", records().values(), ids=records())
def test_links_of_the_page_lead_somewhere_and_it_runs_nothing(record: Record) -> None:
    page = _Page()
    page.feed(html(compose(record)))
    inner = {target for target in page.targets if target.startswith("#")}
    assert {target[1:] for target in inner} == page.ids
    assert not page.tags & {"script", "img", "iframe", "link"}
    assert all(target.startswith(("#", "http://", "https://")) for target in page.targets)


def test_markdown_of_hostile_words_stays_text() -> None:
    text = markdown(compose(hostile()))
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert not re.search(r"(?<!\\)\]\(", text)
    notes = set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text))
    assert notes == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    for line in text.splitlines():
        if line.startswith("| ") and "---" not in line:
            assert len(re.findall(r"(?<!\\)\|", line)) in (4, 5)


def test_the_same_record_gives_the_same_bytes() -> None:
    for form in ("md", "html", "docx"):
        assert written(compose(made_record()), form) == written(compose(made_record()), form)


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("ADRE, Chad, March 12, 2024 (Agence Horizon) - Fighters came.", "Fighters came."),
        ("KHARTOUM: Sudan denied on Friday that it had done so.", "Sudan denied on Friday that it had done so."),
        ("VALPARAISO - Police fired water cannon at the dockers.", "Police fired water cannon at the dockers."),
        ("The army said: nothing has happened here at all.", "The army said: nothing has happened here at all."),
        (
            "A US-led force - the first - came to the town today.",
            "A US-led force - the first - came to the town today.",
        ),
    ],
)
def test_datelines_are_cut(sentence: str, cut: str) -> None:
    assert cleaned(sentence) == cut


def quoting(text: str) -> tuple[Quoting, Source]:
    made = Made()
    source = made.words(text, re.split(r"[ ’]", text)[0])
    record = made.record()
    named = msgspec.structs.replace(record.actors[0], name="Adoum Tahir", sources=(source,))
    return Quoting(Parts(msgspec.structs.replace(record, actors=(named,)))), source


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("He denied that anybody had been captured.", "[Adoum Tahir] denied that anybody had been captured."),
        ("His men took the post.", "[Adoum Tahir’s] men took the post."),
        ("He’s since walked that back.", "[Adoum Tahir:] He’s since walked that back."),
        ("But the men came back.", "[T]he men came back."),
        ("But Adoum Tahir came back.", "… Adoum Tahir came back."),
        ('We ran with the children," she said.', "“… We ran with the children,” she said."),
        ('"We ran," he said. "All of us."', "“We ran,” he said. “All of us.”"),
        ("“They came at four.", "“They came at four. …”"),
        ("Toll rises in the north", "Toll rises in the north."),
    ],
)
def test_sentences_as_they_are_quoted(sentence: str, told: str) -> None:
    made, source = quoting(sentence)
    assert made.written(source) == told


def test_a_quotation_over_two_sentences_is_put_together() -> None:
    text = '"They came at four. We ran," she said.'
    first, second = Span(1, 19, "They came at four."), Span(20, 38, 'We ran," she said.')
    claim = RecordClaim(
        id="clm_a", source=Source("f" * 64, 0, Span(32, 36, "said"), second), content=(Span(1, 26, text[1:26]),), speaker=None,
        chain=(), direct=True, certainty="stated", events=(), figures=(), origin="org_a", why="",
    )  # fmt: skip
    assert first.text == text[1:19]
    assert Quoting(Parts(Made().record())).said(claim) == "“They came at four. We ran,” she said."


@pytest.mark.skipif(browser() is None, reason="no browser that prints")
@pytest.mark.slow
def test_a_browser_prints_it() -> None:
    assert pdf(html(compose(made_record()))).startswith(b"%PDF-")


def test_no_browser_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="chromium"):
        pdf("")
