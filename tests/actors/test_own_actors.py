"""Actors of one's own: tables, faults named by line, files that disagree, who is meant by a name afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.actors import Known, add_actors, find_actors, forget_actors, load_known, own_files, own_path
from dateline.actors.known import NAME, made_known
from dateline.actors.own import kept_text
from dateline.errors import UsageError
from dateline.model.reading import Reading

Write = Callable[[str, str], Path]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "actors.json"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return made


def known_with(target: Path) -> Known:
    return made_known(None, target, kept_text(target))


def meant(known: Known, name: str) -> set[str]:
    return {known.entries[form.entry].name for form in known.of(name)}


def test_a_csv_is_added_and_found(target: Path, write: Write) -> None:
    path = write(
        "own.csv",
        "Name;Other names;Kind;Sector;Country;Wikidata\n"
        "Harbour Watch;HW | x;armed group;reb;xk;https://www.wikidata.org/wiki/Q42\n"
        "Quay Union;QU;organisation;LAB;;\n".replace("HW | x", '"HW;Harbour Guards"'),
    )
    added = add_actors(path, target)
    assert (added.rows, len(added.actors), added.faults) == (2, 2, 0)
    known = known_with(target)
    assert meant(known, "Harbour Guards") == meant(known, "HW") == {"Harbour Watch"}
    (form,) = known.of("Harbour Watch")
    entry = known.entries[form.entry]
    assert (entry.kind, entry.sector, entry.country, entry.wikidata) == ("armed group", "REB", "XK", "Q42")


def test_a_toml_is_added_and_told_by_the_reader(target: Path, write: Write, read: Callable[[str], Reading]) -> None:
    path = write(
        "own.toml", '[[actor]]\nname = "Amber Column"\nother_names = ["The Column of Amber"]\nkind = "armed group"\n'
        'sector = "REB"\ncountry = "TD"\nid = "amber-column"\n',
    )  # fmt: skip
    add_actors(path, target)
    reading = read("The Amber Column attacked the village of Kournari on Tuesday.")
    found = {actor.name: actor.known for actor in find_actors(reading, known_with(target))}
    assert found.get("Amber Column") == "amber-column"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",armed group,,,,", "no name"), ("Reed Band,army,,,,", "“army” is no kind"),
        ("Reed Band,armed group,XXX,,,", "“XXX” is no sector"), ("Reed Band,armed group,,Chad,,", "no country code"),
        ("Reed Band,armed group,,,42,", "no Wikidata id"), ("Reed Band,armed group,,,,A b", "no id"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_line_and_the_rest_is_read(target: Path, write: Write, row: str, says: str) -> None:
    path = write("own.csv", f"name,kind,sector,country,wikidata,id\nGood Band,armed group,,,,\n\n{row}\n")
    added = add_actors(path, target)
    assert [actor.name for actor in added.actors] == ["Good Band"]
    (message,) = added.messages
    assert f"{path}, line 4: " in message
    assert says in message


def test_a_fault_of_a_toml_is_named_by_its_line(target: Path, write: Write) -> None:
    path = write(
        "own.toml", '[[actor]]\nname = "A Band"\nkind = "armed group"\n\n[[actor]]\nname = 7\nkind = "person"\n'
    )
    added = add_actors(path, target)
    assert added.messages == [
        f"{path}, line 5: values are texts, and other_names is a list of them; the row is left out"
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "label,kind\nx,person\n", "has no column name"), ("b.csv", "name,kind,colour\nx,person,red\n", "“colour”"),
        ("c.toml", "[[actor]\n", "is not TOML"), ("d.toml", 'name = "x"\n', "[[actor]]"), ("e.csv", "", "has no column"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table(target: Path, write: Write, name: str, text: str, says: str) -> None:
    with pytest.raises(UsageError) as raised:
        add_actors(write(name, text), target)
    assert says in str(raised.value)
    assert not target.exists()


def test_the_later_file_holds_and_forgetting_it_brings_the_earlier_back(target: Path, write: Write) -> None:
    first = write("first.csv", "name,kind,sector\nReed Band,armed group,REB\n")
    second = write("second.csv", "name,kind,sector\nReed Band,armed group,PRM\n")
    add_actors(first, target)
    added = add_actors(second, target)
    assert added.replaced == [("Reed Band", str(first))]
    one = known_with(target)
    assert one.entries[one.of("Reed Band")[0].entry].sector == "PRM"
    assert forget_actors(second, target) == 1
    two = known_with(target)
    assert two.entries[two.of("Reed Band")[0].entry].sector == "REB"
    assert forget_actors(second, target) == 0
    assert len({one.version, two.version, load_known().version}) == 3


def test_adding_a_file_again_puts_what_it_says_now(target: Path, write: Write) -> None:
    path = write("own.csv", "name,kind\nReed Band,armed group\nMoss Band,armed group\n")
    add_actors(path, target)
    write("own.csv", "name,kind\nReed Band,armed group\n")
    assert add_actors(path, target).replaced == []
    assert [[actor.name for actor in file.actors] for file in own_files(target)] == [["Reed Band"]]


def test_a_known_actor_gets_more_names(target: Path, write: Write) -> None:
    add_actors(write("own.csv", "name,other_names,kind\nBoko Haram,Reed Sect,armed group\n"), target)
    known = known_with(target)
    (form,) = known.of("Reed Sect")
    assert form.entry == "boko-haram"
    assert known.of("JAS") or known.entries["boko-haram"].forms
    assert known.entries["boko-haram"].country == load_known().entries["boko-haram"].country


def test_a_name_given_to_somebody_else_is_theirs(target: Path, write: Write) -> None:
    add_actors(write("own.csv", "name,other_names,kind\nInland Shippers,ISIL,organisation\n"), target)
    known = known_with(target)
    assert meant(known, "ISIL") == {"Inland Shippers"}
    assert known.taken == {"ISIL": ("Islamic State",)}
    assert meant(known, "Daesh") == {"Islamic State"}


def test_a_weak_name_takes_nobodys(target: Path, write: Write) -> None:
    add_actors(write("own.csv", "name,other_names,kind\nInland Shippers,ISIL?,organisation\n"), target)
    known = known_with(target)
    assert {form.entry: form.weak for form in known.of("ISIL") if form.part == NAME}["islamic-state"] is False
    assert not known.taken


def test_what_is_no_file_of_ours_is_named(target: Path) -> None:
    target.parent.mkdir()
    target.write_text("{}", "utf-8")
    with pytest.raises(UsageError, match="no actors that dateline has kept"):
        own_files(target)


def test_the_data_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert own_path().is_relative_to(tmp_path)
    assert own_path().name == "actors.json"
