"""The Python interface: the stable names, and what they do."""

from __future__ import annotations

import doctest
import gc
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.errors import RecordError, UsageError
from tests.made import record as made_record
from tests.made import write

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dateline.OpenRecord:
    return dateline.open_record(write(tmp_path_factory.mktemp("api") / "story.db"))


def test_the_names_are_stable() -> None:
    assert dateline.__all__ == ["OpenRecord", "Rows", "open_record", "read"]
    assert set(dateline.__all__) <= set(dir(dateline))
    public = [name for name in vars(dateline.OpenRecord) if not name.startswith("_")]
    assert sorted(public) == [
        "actors", "as_of", "brief", "changes", "claims", "disagreements", "events", "export", "figures", "origins", "places",
        "refresh", "relations", "report", "reports", "stories",
    ]  # fmt: skip
    assert sorted(name for name in vars(dateline.Rows) if not name.startswith("_")) == ["columns", "to_dicts"]
    assert str(inspect.signature(dateline.open_record)) == "(path: 'str | PathLike[str]') -> 'OpenRecord'"
    assert list(inspect.signature(dateline.read).parameters) == ["paths", "into", "published", "workers", "codebook"]
    with pytest.raises(AttributeError, match="nothing"):
        _ = getattr(dateline, "nothing")  # noqa: B009


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import dateline, sys; print([name for name in sys.modules if name.startswith(('dateline.', 'numpy'))])"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_the_record_of_a_day_and_what_changed_since(opened: dateline.OpenRecord) -> None:
    days = sorted(report.published.latest for report in opened.reports if report.published and report.published.latest)
    then = opened.as_of(days[0])
    assert 0 < len(then.reports) < len(opened.reports)
    assert opened.as_of("1900-01-01").events[:] == ()
    assert any(line.startswith("New report: ") for line in opened.changes(then))
    assert opened.changes(since="2999-01-01") == ()
    with pytest.raises(UsageError):
        opened.changes()


def test_everything_of_the_record_is_there(opened: dateline.OpenRecord) -> None:
    made = made_record()
    assert opened.record == made
    for name in (
        "reports",
        "origins",
        "stories",
        "events",
        "actors",
        "places",
        "claims",
        "figures",
        "relations",
        "disagreements",
    ):
        rows = getattr(opened, name)
        assert list(rows) == list(getattr(made, name))
        assert repr(rows) == f"<{len(rows)} {name}>"
        assert all(list(row) == list(rows.columns) for row in rows.to_dicts())
    assert opened.events[0].type == "ASSAULT"
    assert [event.type for event in opened.events[:2]] == [event.type for event in made.events[:2]]
    assert opened.report("courier.txt").text.startswith("Fighters of the River Front")


def test_formats_and_the_brief(opened: dateline.OpenRecord) -> None:
    assert opened.export("acled-csv", fatalities="highest").startswith(b"event_id_cnty")
    assert str(opened.brief(since="2031-04-08")).startswith("# Shelling of Old Bridge")
    assert opened.brief(form="docx")[:2] == b"PK"
    with pytest.raises(UsageError, match="xml"):
        opened.export("xml")


def test_in_a_notebook(opened: dateline.OpenRecord) -> None:
    shown = opened._repr_html_()
    assert shown.startswith("<main>")
    assert "shelled Old Bridge" in shown
    table = opened.events._repr_html_()
    assert table.count("<tr>") == 1 + len(opened.events)
    assert "<th>cameo</th>" in table


def test_words_of_reports_are_no_markup(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The <script>alert(1)</script> army attacked <b>Goma</b> on Monday.\n", "utf-8")
    record = dateline.read(tmp_path / "a.txt")
    assert len(record.events)
    assert "<script" not in record._repr_html_() + record.events._repr_html_() + record.reports._repr_html_()


def test_the_arrow_interface(opened: dateline.OpenRecord) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(opened.events)
    assert table.num_rows == len(opened.events)
    assert str(table.schema.field("earliest").type) == "date32[day]"
    assert table.schema.field("origins").metadata[b"means"] == b"How many independent origins stand behind it."


def test_without_pyarrow_it_says_what_to_install(opened: dateline.OpenRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="parquet"):
        opened.events.__arrow_c_stream__()


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"none\.db"):
        dateline.open_record(tmp_path / "none.db")
    record = dateline.read(tmp_path / "none.txt")
    assert len(record.problems) == 1
    assert "none.txt" in record.problems[0]


def test_a_record_without_a_file_goes_with_its_object() -> None:
    record = dateline.read(ROOT / "examples" / "port-5-brief.txt")
    folder = record.path.parent
    again = record.refresh()
    assert again.record == record.record
    del record
    assert again.path.exists()
    del again
    gc.collect()
    assert not folder.exists()


def test_the_examples_of_the_documentation_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert outcome.attempted > 5
    assert outcome.failed == 0
