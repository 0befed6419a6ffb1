"""Files, folders and the sidecar: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.reports import Input, Passed, find_inputs, read_sidecar

TEXT = "The council said on Tuesday that it had left the town.\n"


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")


def _names(found: Sequence[object], folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in found if isinstance(one, Input)]


def test_a_folder_is_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a.html", "sub/c.TXT", "sub/deep/d.htm", "none", ".hidden.txt", ".git/x.txt")
    _write(tmp_path, "gold.json", "saved.html", "saved_files/frame.html")
    (tmp_path / "reports.csv").write_text("file\n", encoding="utf-8")
    found = list(find_inputs([tmp_path]))
    assert _names(found, tmp_path) == ["a.html", "b.txt", "none", "saved.html", "sub/c.TXT", "sub/deep/d.htm"]
    (passed,) = [one for one in found if isinstance(one, Passed)]
    assert passed.source.endswith("gold.json")
    assert "passed over" in passed.message
    assert not [one for one in found if isinstance(one, InputError)]


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "story.md")
    (found,) = find_inputs([str(tmp_path / "story.md")])
    assert isinstance(found, Input)
    assert found.source == str(tmp_path / "story.md")
    assert found.read() == TEXT.encode()


def test_one_file_named_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    assert len(list(find_inputs([tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt"]))) == 1


def test_what_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "empty").mkdir()
    found = list(find_inputs([tmp_path / "missing.txt", tmp_path / "empty", tmp_path / "a.txt", "bad\0name"]))
    errors = [one for one in found if isinstance(one, InputError)]
    assert _names(found, tmp_path) == ["a.txt"]
    assert str(errors[0]) == f"{tmp_path / 'missing.txt'}: there is no such file or folder"
    assert str(errors[1]).startswith(f"{tmp_path / 'empty'}: there is no report in this folder")
    assert len(errors) == 3


def test_a_folder_with_nothing_to_read_says_so_beside_what_was_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, "a.json")
    kinds = [type(one) for one in find_inputs([tmp_path])]
    assert kinds == [Passed, InputError]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _write(tmp_path, "a.txt")
    found = list(find_inputs([tmp_path, tmp_path / "pipe.txt"]))
    assert _names(found, tmp_path) == ["a.txt"]
    assert all("neither a file nor a folder" in str(one) for one in found if isinstance(one, InputError))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    (found,) = find_inputs([tmp_path])
    assert isinstance(found, Input)
    with pytest.raises(InputError, match=r"big\.txt: the file has 50\.0 MB, more than the limit of 20\.0 MB"):
        found.read()
    with pytest.raises(InputError, match=r"limit of 1\.0 MB"):
        found.read(max_bytes=1_000_000)


def test_a_file_that_went_away_is_one_clear_error(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (found,) = find_inputs([tmp_path])
    assert isinstance(found, Input)
    found.path.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        found.read()


def test_rows_of_the_sidecar_come_with_their_files(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "sub/b.txt", "sub/own/c.txt")
    (tmp_path / "reports.csv").write_text(
        "file,outlet,url,published\n"
        'a.txt,"Valley Post, North",https://v.example/a,2031-03-04\n'
        "sub/b.txt,Lake Radio,,2031-03\nsub/own/c.txt,Other,,\n",
        encoding="utf-8",
    )
    (tmp_path / "sub" / "own" / "reports.csv").write_text("file;outlet\nc.txt;Nearest\n", encoding="utf-8")
    rows = {one.path.name: one.sidecar for one in find_inputs([tmp_path]) if isinstance(one, Input)}
    first, second, third = rows["a.txt"], rows["b.txt"], rows["c.txt"]
    assert first is not None
    assert first.outlet == Stated("Valley Post, North", "the sidecar reports.csv, line 2")
    assert first.url == Stated("https://v.example/a", "the sidecar reports.csv, line 2")
    assert first.published == Published("2031-03-04", "2031-03-04", "the sidecar reports.csv, line 2")
    assert second is not None
    assert second.published == Published("2031-03-01", "2031-03-31", "the sidecar reports.csv, line 3")
    assert second.url is None
    assert third is not None
    assert third.outlet is not None
    assert third.outlet.value == "Nearest"
    (alone,) = find_inputs([tmp_path / "a.txt"])
    assert isinstance(alone, Input)
    assert alone.sidecar == first


def test_faults_of_the_sidecar_are_named_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.txt")
    path = tmp_path / "reports.csv"
    path.write_text(
        "file,outlet,published,mood\n"
        "a.txt,Valley Post,next week,\n"
        ",Nobody,,\n"
        "\n"
        "b.txt,Lake Radio,2031-03-04,\n"
        "b.txt,Twice,,\n"
        "c.txt,Missing,,\n"
        "d.txt,too,,many,cells\n",
        encoding="utf-8",
    )
    found = list(find_inputs([tmp_path]))
    errors = [str(one).removeprefix(f"{path}: ") for one in found if isinstance(one, InputError)]
    assert len(errors) == 6
    assert errors[0].startswith("unknown column mood; known are: file, outlet")
    assert errors[1].startswith('line 2: "next week" is no date')
    assert errors[2] == "line 3: the cell for the file is empty"
    assert errors[3] == "line 6: b.txt has a row already, in line 5; this one is not used"
    assert errors[4] == "line 8: 5 cells, but the table has 4 columns"
    assert errors[5] == "line 7: there is no file c.txt in this folder"
    rows = {one.path.name: one.sidecar for one in found if isinstance(one, Input)}
    assert rows["a.txt"] is not None
    assert rows["a.txt"].outlet is not None
    assert rows["a.txt"].outlet.value == "Valley Post"
    assert rows["a.txt"].published is None
    assert rows["b.txt"] is not None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the sidecar is empty"),
        (b"name,outlet\na.txt,Valley Post\n", 'no column "file"'),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
    ],
)
def test_a_sidecar_that_is_none_is_one_clear_error(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_sidecar(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_a_sidecar_from_a_spreadsheet_program_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_bytes("\ufeffFile;Outlet\r\nsub\\a.txt;Café du Lac\r\n".encode())
    table = read_sidecar(path)
    assert table.issues == ()
    row = table.row_for(tmp_path / "sub" / "a.txt")
    assert row is not None
    assert row.outlet is not None
    assert row.outlet.value == "Café du Lac"
    assert table.row_for(tmp_path.parent / "a.txt") is None


def test_a_large_json_file_of_something_else_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    items = [{"text": {"of": "a claim"}, "title": [number]} for number in range(5_000)]
    (tmp_path / "coded.json").write_text(json.dumps({"story": "x", "events": items}, indent=1), "utf-8")
    (tmp_path / "a.txt").write_text("Fighters seized the bridge at Halwan on Monday.", "utf-8")
    inputs = [one for one in find_inputs([tmp_path]) if isinstance(one, Input)]
    found = [each for one in inputs for each in one.entries()]
    assert [type(each).__name__ for each in found] == ["Entry", "Passed"]
    named = list(next(iter(find_inputs([tmp_path / "coded.json"]))).entries())  # type: ignore[union-attr]
    assert "no list of reports" in str(named[0])
