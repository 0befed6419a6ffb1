"""Files that hold several reports: every one comes out, with what the file says of it, and nothing is lost in silence."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.model.report import Report
from dateline.reports import Entry, Found, Listed, Passed, find_inputs, read_entry
from dateline.reports.entry import Limits
from dateline.reports.ways import Asked, unfold
from tests.reports import made_files as made
from tests.reports.made_files import SECOND, SENTENCE, TEXT, TITLE


def _found(data: bytes | str, name: str, asked: Asked | None = None) -> list[Found]:
    raw = data.encode() if isinstance(data, str) else data
    return list(unfold(BytesIO(raw), name, asked))


def _reports(found: list[Found]) -> list[Report]:
    return [read_entry(one) for one in found if isinstance(one, Entry)]


def _value(fact: object) -> str:
    return str(getattr(fact, "value", None))


def test_a_single_file_is_its_only_entry() -> None:
    assert _found(TEXT, "a.txt") == [Entry("a.txt", TEXT.encode())]


@pytest.mark.parametrize(
    ("data", "name", "inner"),
    [
        (gzip.compress(TEXT.encode()), "a.txt.gz", "a.txt"),
        (bz2.compress(TEXT.encode()), "a.txt.bz2", "a.txt"),
        (lzma.compress(TEXT.encode()), "a.txt.xz", "a.txt"),
        (made.zipped({"in/a.txt": TEXT}), "x.zip", "x.zip/in/a.txt"),
        (made.tarred({"in/a.txt": TEXT}), "x.tar", "x.tar/in/a.txt"),
        (made.tarred({"in/a.txt": TEXT}, "w:gz"), "x.tgz", "x.tgz/in/a.txt"),
        (made.tarred({"in/a.txt": TEXT}, "w:xz"), "x.tar.xz", "x.tar.xz/in/a.txt"),
        (made.zipped({"b.zip": made.zipped({"a.txt": TEXT})}), "x.zip", "x.zip/b.zip/a.txt"),
        (made.zipped({"b.tar.gz": made.tarred({"a.txt": TEXT}, "w:gz")}), "x.zip", "x.zip/b.tar.gz/a.txt"),
    ],
)
def test_archives_give_the_bytes_of_their_entries(data: bytes, name: str, inner: str) -> None:
    assert _found(data, name) == [Entry(inner, TEXT.encode())]


def test_what_an_archive_holds_beside_reports_is_counted() -> None:
    found = _found(
        made.zipped({"a.txt": TEXT, "b.png": b"x", ".hidden.txt": "x", "__MACOSX/a.txt": "x", "c.css": "x"}), "x.zip"
    )
    assert [type(one) for one in found] == [Entry, Passed]
    assert "in it, passed over: b.png, .hidden.txt, __MACOSX/a.txt, 1 more" in str(found[1])


def test_names_in_archives_lead_nowhere_and_show_nothing_hidden(tmp_path: Path) -> None:
    before = sorted(tmp_path.parent.iterdir())
    data = made.zipped({"../../../evil.txt": TEXT, "/etc/passwd.txt": TEXT, "a\x1b[31m\u202e.txt": TEXT})
    found = _found(data, str(tmp_path / "x.zip"))
    assert all(isinstance(one, Entry) for one in found)
    assert sorted(tmp_path.parent.iterdir()) == before
    assert "\x1b" not in "".join(str(one) for one in found)
    assert "\u202e" not in "".join(str(one) for one in found)


def test_limits_of_archives_are_named() -> None:
    small = Asked(Limits(entry_bytes=1000, free_bytes=3000, ratio=1, entries=5, depth=2))
    (error,) = _found(made.zipped({"a.txt": "x" * 2000}), "x.zip", small)
    assert str(error) == "x.zip/a.txt: this entry has more than the limit of 0.0 MB (max_bytes)"
    found = _found(made.zipped({f"{n}.txt": "x" * 900 for n in range(5)}), "x.zip", small)
    assert [type(one) for one in found] == [Entry, Entry, Entry, InputError]
    assert "unpacks to more than the limit" in str(found[-1])
    (error,) = _found(made.zipped({f"{n}.txt": "x" for n in range(6)}), "x.zip", small)
    assert "more entries than the limit of 5" in str(error)
    nested = made.zipped({"a.zip": made.zipped({"b.zip": made.zipped({"c.txt": TEXT})})})
    (error,) = _found(nested, "x.zip", small)
    assert "deeper in archives than the limit of 2" in str(error)


def test_damage_keeps_what_came_before() -> None:
    data = made.tarred({"a.txt": TEXT, "b.txt": TEXT * 100})
    found = _found(data[:2500], "x.tar")
    assert found[0] == Entry("x.tar/a.txt", TEXT.encode())
    assert isinstance(found[1], InputError)
    (error,) = _found(gzip.compress(TEXT.encode() * 10)[:-20], "a.txt.gz")
    assert isinstance(error, InputError)
    assert "damaged" in str(error)


def test_a_locked_entry_is_named() -> None:
    data = bytearray(made.zipped({"a.txt": TEXT}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        start = archive.start_dir
    data[6] |= 1
    data[start + 8] |= 1
    (error,) = _found(bytes(data), "x.zip")
    assert str(error).startswith("x.zip/a.txt: this entry is encrypted")


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_crawler(packed: bool) -> None:
    page = f"<html><body><article><h1>{TITLE}</h1><p>{SENTENCE}</p><p>{SECOND}</p></article></body></html>".encode()
    data = made.warc({"https://valleypost.example/a": page}, packed)
    data += made.warc({"https://valleypost.example/i.png": b"x"}, packed, kind="image/png")
    data += made.warc({"https://valleypost.example/gone": page}, packed, status="404 Not Found")
    found = _found(data, "crawl.warc.gz" if packed else "crawl.warc")
    (report,) = _reports(found)
    assert _value(report.url) == "https://valleypost.example/a"
    assert report.published is not None
    assert (report.published.earliest, report.published.latest) == (None, "2031-03-06")
    assert isinstance(found[-1], Passed)
    assert "2 of 3 records that are no pages" in found[-1].message


ROW = {
    "title": TITLE, "text": TEXT, "url": "https://valleypost.example/a", "publish_date": "2031-03-04T21:40:00+01:00",
    "media_name": "Valley Post", "language": "en", "author": ["Nora Lindqvist", "Sami Odeh"],
}  # fmt: skip


def _check_row(report: Report) -> None:
    assert report.text.strip() == TEXT.strip()
    assert (_value(report.title), _value(report.outlet)) == (TITLE, "Valley Post")
    assert _value(report.url) == "https://valleypost.example/a"
    assert report.published is not None
    assert report.published.time == "2031-03-04T21:40:00+01:00"


def test_json_lines_are_read_as_they_come() -> None:
    lines = [json.dumps(ROW), "", "{broken", json.dumps({**ROW, "text": "x"}), "[1, 2]"]
    found = _found("\n".join(lines), "a.jsonl")
    _check_row(_reports(found)[0])
    assert [type(one) for one in found] == [Entry, InputError, Entry, InputError]
    assert str(found[1]).startswith("a.jsonl, line 3: this line is no JSON")
    assert isinstance(found[0], Entry)
    assert found[0].data == lines[0].encode()
    again = _found("\n".join(reversed(lines)), "b.jsonl")
    assert any(isinstance(one, Entry) and one.data == found[0].data for one in again)


@pytest.mark.parametrize(
    "document",
    [
        {"status": "ok", "articles": [ROW, ROW]},
        [ROW, ROW],
        {"response": {"results": [{"webTitle": "x", **ROW}, ROW]}},
        {"hits": {"total": 2, "hits": [{"_id": 1, "_source": ROW}, {"_id": 2, "_source": ROW}]}},
    ],
)
def test_json_documents(document: object) -> None:
    for data in (json.dumps(document), json.dumps(document, indent=1), json.dumps(document).encode("utf-16")):
        reports = _reports(_found(data, "a.json"))
        assert len(reports) == 2
        _check_row(reports[1])


def test_newsapi_gives_only_the_beginning_and_that_is_said() -> None:
    article = {
        "source": {"id": None, "name": "Valley Post"}, "author": "Nora Lindqvist", "title": TITLE, "description": "Short.",
        "url": "https://valleypost.example/a", "publishedAt": "2031-03-04T20:40:00Z", "content": f"{SENTENCE}… [+2713 chars]",
    }  # fmt: skip
    (report,) = _reports(_found(json.dumps({"status": "ok", "totalResults": 1, "articles": [article]}), "news.json"))
    assert report.text == SENTENCE
    assert _value(report.outlet) == "Valley Post"
    assert report.issues == (
        "the JSON file gives only the beginning of this report; 2713 characters of it are missing",
    )


def test_tables_of_media_cloud_and_the_like() -> None:
    table = (
        "\ufeffid,publish_date,title,url,language,media_name,text\r\n"
        f'1,2031-03-04 21:40:00+01:00,{TITLE},https://valleypost.example/a,en,Valley Post,"{TEXT}"\r\n'
        "2,2031-03-05,Lake camps,https://lake.example/b,en,Lake Radio,\r\n"
        "3,2031-03-05,Too many,https://lake.example/c,en,Lake Radio,x,y,z\r\n"
        "4,2031-03-05,Nothing,,en,Lake Radio,\r\n"
    )
    found = _found(table, "export.csv")
    assert [type(one) for one in found] == [Entry, Listed, InputError, InputError]
    report = _reports(found)[0]
    assert (_value(report.title), _value(report.outlet)) == (TITLE, "Valley Post")
    assert report.published is not None
    assert report.published.earliest == "2031-03-04"
    assert isinstance(found[1], Listed)
    assert found[1].url == "https://lake.example/b"
    assert str(found[2]).startswith("export.csv, row 3: more cells")


def test_columns_of_the_users_own() -> None:
    table = f"kop;inhoud;krant\n{TITLE};{SENTENCE};Valley Post\n"
    (error,) = _found(table, "eigen.csv", Asked(named=True))
    assert "say which with --columns text=NAME (it has kop, inhoud, krant)" in str(error)
    columns = {"text": "inhoud", "title": "kop", "outlet": "krant"}
    (report,) = _reports(_found(table, "eigen.csv", Asked(columns=columns)))
    assert (report.text, _value(report.title), _value(report.outlet)) == (SENTENCE, TITLE, "Valley Post")


def test_gdelt_and_lists_of_addresses_are_not_fetched() -> None:
    row = "\t".join(["1234567", *["x"] * 59, "https://valleypost.example/a"])
    other = "\t".join(["1234568", *["x"] * 59, "https://valleypost.example/a"])
    found = _found(f"{row}\n{other}\n", "20310304.export.CSV")
    assert found == [Listed("20310304.export.CSV, row 1", "https://valleypost.example/a")]
    found = _found("https://a.example/1\nhttps://a.example/2\n", "list.txt")
    assert [one.url for one in found if isinstance(one, Listed)] == ["https://a.example/1", "https://a.example/2"]


def test_a_message_and_what_is_attached() -> None:
    data = made.message(attached={"notes.txt": TEXT.encode(), "logo.png": b"x"}, html="<p>Other.</p>")
    found = _found(data, "a.eml")
    report, attached = _reports(found)
    assert report.text.strip() == TEXT.strip()
    assert (_value(report.title), _value(report.outlet)) == (TITLE, "Valley Post")
    assert report.published is not None
    assert report.published.time == "2031-03-04T21:40:00+01:00"
    assert attached.source == "a.eml/notes.txt"
    (passed_on,) = _reports(_found(made.message(subject=f"Fwd: {TITLE}"), "a.eml"))
    assert (_value(passed_on.title), passed_on.outlet) == (TITLE, None)
    (page,) = _reports(_found(made.message(text="", html=f"<div><p>{SENTENCE}</p><p>{SECOND}</p></div>"), "a.eml"))
    assert page.text == f"{SENTENCE}\n\n{SECOND}"


def test_a_mailbox_gives_every_message() -> None:
    data = made.mbox(made.message(), made.message(subject="Second", text=f"From here on: {SENTENCE}\n"), b"\n")
    found = _found(data, "box.mbox")
    first, second = _reports(found)
    assert (_value(first.title), _value(second.title)) == (TITLE, "Second")
    assert second.text.startswith("From here on")
    assert isinstance(found[-1], InputError)
    assert str(found[-1]).startswith("box.mbox, message 3: ")


def test_a_feed_in_rss() -> None:
    found = _found(made.RSS, "world.rss")
    assert [type(one) for one in found] == [Entry, Entry, Listed]
    first, second = _reports(found)
    assert first.text == f"{SENTENCE}\n\n{SECOND}"
    assert (_value(first.title), _value(first.outlet)) == (f"{TITLE} & more", "Valley Post: World")
    assert _value(first.byline) == "Nora Lindqvist"
    assert first.published is not None
    assert first.published.time == "2031-03-04T21:40:00+01:00"
    assert second.text == "Aid groups say that the lake camps have run out of tents."
    assert second.issues == ("the feed gives only a summary of this report",)
    assert isinstance(found[2], Listed)
    assert found[2].url == "https://valleypost.example/only"


def test_a_feed_in_atom() -> None:
    (report,) = _reports(_found(made.ATOM, "lake.xml"))
    assert report.text == f"{SENTENCE}\n\n{SECOND}"
    assert _value(report.url) == "https://lake.example/1"
    assert report.published is not None
    assert report.published.time == "2031-03-04T20:40:00+00:00"
    assert "updated 2031-03-05T09:00:00+00:00" in report.published.how


def test_an_export_of_factiva_in_both_layouts() -> None:
    first, second = _reports(_found(made.FACTIVA, "factiva.txt"))
    assert first.text.split() == TEXT.split()
    assert (_value(first.title), _value(first.outlet)) == (TITLE, "Valley Post")
    assert (_value(first.byline), first.language) == ("Nora Lindqvist", "en")
    assert first.published is not None
    assert first.published.earliest == "2031-03-04"
    assert second.text.startswith("Aid groups said")
    assert (_value(second.title), _value(second.outlet)) == ("Lake camps run short of tents", "Lake Radio")
    assert _value(second.byline) == "Sami Odeh"
    assert second.published is not None
    assert second.published.earliest == "2031-03-05"


def test_an_export_of_nexis() -> None:
    first, second = _reports(_found(made.NEXIS, "nexis.txt"))
    assert first.text.split() == TEXT.split()
    assert _value(first.outlet) == "Valley Post"
    assert _value(first.byline).startswith("Nora Lindqvist")
    assert first.published is not None
    assert first.published.earliest == "2031-03-04"
    assert _value(second.title) == "Lake camps run short of tents"
    assert second.text.endswith("The council said: more people were on the road.")
    (report,) = _reports(_found(made.NEXIS_UNI, "uni.txt"))
    assert report.text.split() == TEXT.split()
    assert (_value(report.title), _value(report.outlet)) == (TITLE, "Valley Post")
    assert report.published is not None
    assert report.published.earliest == "2031-03-04"


@pytest.mark.parametrize("page", [made.LIVE, made.LIVE_DATA])
def test_entries_of_a_live_blog_have_their_own_times(page: str) -> None:
    second, first = _reports(_found(page, "live.html"))
    assert (_value(second.title), _value(first.title)) == ("Army denies loss", TITLE)
    assert first.text.startswith(SENTENCE)
    assert "08:10" not in second.text
    assert first.published is not None
    assert first.published.time == "2031-03-04T21:40:00+01:00"
    assert second.published is not None
    assert second.published.time == "2031-03-05T08:10:00+01:00"
    assert first.id != second.id


def test_documents_of_word_and_libreoffice() -> None:
    data = made.docx(
        {TITLE: "T1", SENTENCE: "Normal"},
        f"<w:p><w:r><w:t>{SECOND}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
    )
    (report,) = _reports(_found(data, "a.docx"))
    assert report.text == f"{TITLE}\n\n{SENTENCE}\n\n{SECOND}"
    assert _value(report.title) == TITLE
    assert report.issues == ("words that tracked changes delete are left out",)
    assert report.published is not None
    assert (report.published.earliest, report.published.latest) == (None, "2031-03-05")
    content = (
        f'<text:h text:style-name="P1">{TITLE}</text:h><text:p>{SENTENCE[:20]}<text:span>{SENTENCE[20:30]}</text:span>'
        f"{SENTENCE[30:]}</text:p><text:p>A<text:s text:c='3'/>B<text:line-break/>C</text:p>"
    )
    (report,) = _reports(_found(made.odt(content), "a.odt"))
    assert report.text == f"{TITLE}\n\n{SENTENCE}\n\nA   B\nC"
    assert _value(report.title) == TITLE


def test_markdown_without_its_signs() -> None:
    text = (
        f"---\ntitle: x\ndate: 2031-03-04T21:40:00+01:00\nauthor: Nora Lindqvist\n---\n\n# {TITLE}\n\n"
        f"**Fighters** of the [River Front](https://x.example/a_b) said *so*.\n\n> {SECOND}\n\n```\na * b\n```\n"
    )
    (report,) = _reports(_found(text, "story.md"))
    assert report.text == f"{TITLE}\n\nFighters of the River Front said so.\n\n{SECOND}\n\na * b"
    assert _value(report.title) == TITLE
    assert report.published is not None
    assert report.published.time == "2031-03-04T21:40:00+01:00"
    assert report.media_type == "text/markdown"


def test_in_folders_only_what_holds_reports_is_opened(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text('{"text": "x"}', encoding="utf-8")
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "export.csv").write_text(f'title,text\n{TITLE},"{TEXT}"\n', encoding="utf-8")
    (tmp_path / "more.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    (tmp_path / "config.xml").write_text("<config/>", encoding="utf-8")
    found = list(find_inputs([tmp_path]))
    assert [Path(one.source).name for one in found if isinstance(one, Passed)] == [
        "config.xml",
        "gold.json",
        "numbers.csv",
    ]
    inputs = [one for one in found if not isinstance(one, (Passed, InputError))]
    assert [one.path.name for one in inputs] == ["export.csv", "more.jsonl"]
    assert len(_reports([entry for one in inputs for entry in one.entries()])) == 2


def test_json_as_python_writes_it() -> None:
    found = _found(
        '[{"text": "A word.", "title": NaN, "score": Infinity}, {"text": "Another.", "x": "\\ud800"}]', "a.json"
    )
    assert [one.text for one in _reports(found)] == ["A word.", "Another."]


def test_faults_past_a_number_are_counted() -> None:
    found = _found("{}\n" * 1500 + json.dumps(ROW), "a.jsonl")
    assert sum(isinstance(one, InputError) for one in found) == 1001
    assert "500 more faults of this kind in this file" in str(found[-1])
    assert len(_reports(found)) == 1


def test_a_file_of_many_without_any_says_so() -> None:
    (error,) = _found("title,text\n\n\n", "a.csv")
    assert str(error) == "a.csv: there is no report in this table"
