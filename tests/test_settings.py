"""Settings: one table, one order of precedence, and no name or value passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.settings import FILE, Settings, config_folder, load_settings, table


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_each_place_beats_the_one_before(tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", "workers = 1\n")
    record = write(tmp_path / "story", "workers = 2\n") / "story.db"
    environment = {"DATELINE_WORKERS": "3"}
    nowhere = tmp_path / "nowhere"
    assert load_settings(environment={}, folder=nowhere).workers == 0
    assert load_settings(environment={}, folder=mine).workers == 1
    assert load_settings(record, environment={}, folder=mine).workers == 2
    assert load_settings(record, environment=environment, folder=mine).workers == 3
    assert load_settings(record, {"workers": 4}, environment=environment, folder=mine).workers == 4
    assert load_settings(record, {"workers": None}, environment=environment, folder=mine).workers == 3


def test_what_a_place_does_not_say_stays(tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", 'by = "A. Coder"\n')
    assert load_settings(None, {"colour": "never"}, environment={}, folder=mine) == Settings(
        by="A. Coder", colour="never"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("wrokers = 2\n", "wrokers"),
        ('workers = "2"\n', "workers"),
        ("workers = -1\n", "workers"),
        ('colour = "pink"\n', "colour"),
        ("workers = \n", "cannot be read"),
    ],
)
def test_what_does_not_fit_names_its_file(tmp_path: Path, text: str, says: str) -> None:
    folder = write(tmp_path / "mine", text)
    with pytest.raises(UsageError, match=says) as caught:
        load_settings(environment={}, folder=folder)
    assert str(folder / FILE) in str(caught.value)


@pytest.mark.parametrize("variable", [{"DATELINE_WORKERS": "many"}, {"DATELINE_WROKERS": "2"}])
def test_a_wrong_variable_is_named(tmp_path: Path, variable: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(variable))):
        load_settings(environment=variable, folder=tmp_path)


def test_the_folder_is_the_platforms() -> None:
    home = {"HOME": "/h", "APPDATA": "/appdata"}
    assert config_folder(home, "linux") == Path("/h/.config/dateline")
    assert config_folder({**home, "XDG_CONFIG_HOME": "/x"}, "linux") == Path("/x/dateline")
    assert config_folder(home, "darwin") == Path("/h/Library/Application Support/Dateline")
    assert config_folder(home, "win32") == Path("/appdata/Dateline")


def test_the_table_is_whole() -> None:
    assert [line.name for line in table()] == list(Settings.__struct_fields__)
    assert all(line.help.endswith(".") for line in table())
