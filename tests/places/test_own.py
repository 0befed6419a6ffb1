"""Places of one's own: dumps and tables, faults named by line, broken-off reading, files that disagree."""

from __future__ import annotations

import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import dateline
from dateline.errors import UsageError
from dateline.places import Gazetteer, add_places, forget_places
from dateline.places import own as own_module
from dateline.places.folding import skeleton


def dump_row(
    number: int, name: str, lat: float, lon: float, *, others: str = "", kind: str = "P", code: str = "PPL"
) -> str:
    cells = [
        str(number),
        name,
        name,
        others,
        str(lat),
        str(lon),
        kind,
        code,
        "SY",
        "",
        "07",
        "",
        "",
        "",
        "410",
        "",
        "",
        "",
        "",
    ]
    return "\t".join(cells)


def found(target: Path, name: str) -> list[tuple[str, float]]:
    with_own = Gazetteer(own=target)
    try:
        return [(place.ref, place.lat) for place in with_own.find([name])[name]]
    finally:
        with_own.close()


def test_a_dump_is_added_and_found(tmp_path: Path) -> None:
    rows = [
        dump_row(990000001, "Tall Nuhas", 36.5, 40.25, others="Tell Nahas,تل نحاس"),
        "broken\trow",
        dump_row(990000002, "Wadi Street", 36.5, 40.3, kind="R", code="ST"),
        dump_row(990000003, "Nowhere", 136.5, 40.3),
        dump_row(990000004, "Naqura Division", 36.1, 40.0, kind="A", code="ADM1"),
    ]
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", "\n".join(rows))
    target = tmp_path / "own" / "places.db"
    added = add_places(tmp_path / "SY.zip", target)
    assert (added.places, added.skipped, added.faults) == (2, 1, 2)
    assert [message.split(":")[0].rsplit(" ", 1)[1] for message in added.messages] == ["2", "4"]
    assert found(target, "tall nuhas") == found(target, "tell nahas") == [("geonames:990000001", 36.5)]
    with_own = Gazetteer(own=target)
    assert with_own.version != Gazetteer().version
    assert with_own.alike([skeleton("tall nuhas")])
    with_own.close()


def test_a_table_is_added_and_the_later_file_wins(tmp_path: Path) -> None:
    target = tmp_path / "places.db"
    (tmp_path / "one.csv").write_text(
        "name,lat,lon,kind,country,other_names\nKhirbat Wasta,35.1,38.2,village,SY,Khirbet Wusta; Wasta\n"
        "Bad,95,38,town,SY,\nOdd,35,38,castle,SY,\n,35,38,town,SY,\nFar,35,38,town,Syria,\n", "utf-8",
    )  # fmt: skip
    (tmp_path / "two.csv").write_text("Name;Latitude;Longitude;Country\nKhirbat Wasta;35.2;38.2;SY\n", "utf-8")
    first = add_places(tmp_path / "one.csv", target)
    assert (first.places, first.replaced, first.faults) == (1, 0, 4)
    assert all(f"line {line}" in message for line, message in zip((3, 4, 5, 6), first.messages, strict=True))
    assert [lat for _, lat in found(target, "khirbet wusta")] == [35.1]
    second = add_places(tmp_path / "two.csv", target)
    assert (second.places, second.replaced) == (1, 1)
    assert [lat for _, lat in found(target, "khirbat wasta")] == [35.2]
    assert forget_places(tmp_path / "two.csv", target) == 1
    assert not found(target, "khirbat wasta")
    assert forget_places(tmp_path / "two.csv", target) == 0


def test_reading_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_module, "BATCH", 10)
    path, target = tmp_path / "dump.txt", tmp_path / "places.db"
    path.write_text("\n".join(dump_row(990000000 + row, f"Kafr Sada {row}", 35.0, 38.0) for row in range(35)), "utf-8")

    def stop(rows: int) -> None:
        if rows == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_places(path, target, stop)
    added = add_places(path, target)
    assert (added.resumed, added.places) == (20, 15)
    assert found(target, "kafr sada 3")
    assert found(target, "kafr sada 34")
    assert add_places(path, target).places == 0


def dump(path: Path, rows: int, lat: float = 35.0) -> Path:
    path.write_text("\n".join(dump_row(990000000 + row, f"Kafr Sada {row}", lat, 38.0) for row in range(rows)), "utf-8")
    return path


def stop_after(rows: int) -> Callable[[int], None]:
    def stop(read: int) -> None:
        if read >= rows:
            raise KeyboardInterrupt

    return stop


def test_another_file_may_be_added_before_one_that_was_broken_off_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_module, "BATCH", 10)
    long, target = dump(tmp_path / "long.txt", 35), tmp_path / "places.db"
    with pytest.raises(KeyboardInterrupt):
        add_places(long, target, stop_after(20))
    assert not found(target, "kafr sada 3")  # names are found once a file is through
    added = add_places(dump(tmp_path / "short.txt", 5, lat=36.0), target)
    assert (added.places, added.replaced) == (5, 5)
    assert [lat for _, lat in found(target, "kafr sada 3")] == [36.0]
    assert add_places(long, target).resumed == 20
    assert [lat for _, lat in found(target, "kafr sada 34")] == [35.0]
    assert [lat for _, lat in found(target, "kafr sada 3")] == [36.0]
    assert not (tmp_path / "places.db.adding").exists()


def test_names_that_were_lost_while_they_waited_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_module, "BATCH", 10)
    path, target = dump(tmp_path / "dump.txt", 35), tmp_path / "places.db"
    with pytest.raises(KeyboardInterrupt):
        add_places(path, target, stop_after(20))
    (tmp_path / "places.db.adding").unlink()
    added = add_places(path, target)
    assert (added.resumed, added.replaced) == (0, 0)
    assert found(target, "kafr sada 3")


def test_rows_in_another_encoding_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path, target = tmp_path / "places.csv", tmp_path / "places.db"
    path.write_bytes(b"name,lat,lon\nTell Nahas,36,40\n" + b"D\xe9ir Samit,31,35\n" + b"Kafr Sada,35,38\n")
    added = add_places(path, target)
    assert (added.places, added.faults) == (2, 1)
    assert "line 3: is not in UTF-8" in added.messages[0]
    assert found(target, "kafr sada")


def test_places_of_another_format_are_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "places.db"
    add_places(dump(tmp_path / "dump.txt", 3), target)
    with sqlite3.connect(target) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
    connection.close()
    with pytest.raises(UsageError, match="has format 1"):
        add_places(dump(tmp_path / "dump.txt", 4), target)
    with pytest.raises(UsageError, match="has format 1"):
        Gazetteer(own=target)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("just words\n", "neither"),
        ("name,where\nx,y\n", "column lat"),
        (b"name,lat,lon\n\xff\xfe,1,2\n", "UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=said):
        add_places(path, tmp_path / "places.db")


def test_the_command_says_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "mine.csv").write_text("name,lat,lon\nDayr Samit,31.5,35\n", "utf-8")
    result = CliRunner().invoke(dateline, ["places", "add", str(tmp_path / "mine.csv")])
    assert "1 places added from" in result.output
    (tmp_path / "theirs.csv").write_text("name,lat,lon\nDayr Samit,31.6,35\n", "utf-8")
    result = CliRunner().invoke(dateline, ["places", "add", str(tmp_path / "theirs.csv")])
    assert "1 of them replace what an earlier file gave" in result.output
    assert (tmp_path / "dateline" / "places.db").is_file()
