"""Plug-ins: the template in docs/plugin is built and run; what is wrong with one is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import dateline.plugins
from dateline.errors import DatelineError
from dateline.exports import format_named, plugin_names
from dateline.reports import ways

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "docs" / "plugin"
ENGLISH = "The army attacked the town of Goma on Monday, killing at least twelve people, the mayor told reporters. Residents fled."
ESPERANTO = (
    "La armeo atakis la urbon lundon matene. La loĝantoj forkuris kun siaj infanoj al la montoj. La urbestro diris, ke dek homoj "
    "mortis kaj multaj domoj brulis. La registaro sendos helpon morgaŭ, laŭ la ministro.\n"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the template is installed, as a built wheel would be."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("site")
    wheels = tmp_path_factory.mktemp("wheels")
    build = f"from hatchling.builders.wheel import WheelBuilder; print(*WheelBuilder({str(TEMPLATE)!r}).build(directory={str(wheels)!r}))"
    subprocess.run([sys.executable, "-c", build], check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def call(site: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(site)]), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
        env=environment, check=False,
    )  # fmt: skip


def test_the_template_reads_and_writes(site: Path, tmp_path: Path) -> None:
    """A way in splits a bulletin, a reader reads its Esperanto part, an export writes the names."""
    bulletin = tmp_path / "today.bulletin"
    bulletin.write_text(f"{ENGLISH}\n====\n{ESPERANTO}", "utf-8")
    record = tmp_path / "r.db"
    done = call(site, "read", tmp_path, "--into", record, "--json", "-q")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["reports"] == 2
    shown = json.loads(call(site, "export", record).stdout)
    assert {report["language"]: report["read"] for report in shown["reports"]} == {"en": True, "eo": True}
    assert "names  Everybody who is named" in call(site, "export", "--list").stdout
    written = call(site, "export", record, "--format", "names", "--option", "kind=any")
    assert written.returncode == 0, written.stderr
    assert "\tarmy\n" in written.stdout
    without = subprocess.run(
        [sys.executable, "-m", "dateline", "export", str(record), "--format", "names"], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, check=False,
    )  # fmt: skip
    assert without.returncode == 2
    assert "“names”" in without.stderr


def test_the_codebook_of_the_template(site: Path) -> None:
    code = (
        "import dateline.plugins; from dateline.events import load_codebook;"
        "print(*load_codebook(dateline.plugins.load('dateline.codebooks', 'harvest')).types)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(site)])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == ["SOW", "REAP"]


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[metadata.EntryPoint]]:
    """Entry points as the test wants them; what was found before is forgotten, before and after."""
    found: list[metadata.EntryPoint] = []

    def entry_points(**wanted: Any) -> list[metadata.EntryPoint]:
        return [entry for entry in found if all(getattr(entry, name) == value for name, value in wanted.items())]

    monkeypatch.setattr(dateline.plugins, "entry_points", entry_points)
    forget = (dateline.plugins.names, dateline.plugins.load, ways.ways, ways.suffixes, ways.unsure_suffixes)
    for one in forget:
        one.cache_clear()
    yield found
    for one in forget:
        one.cache_clear()


@pytest.mark.parametrize(
    ("value", "says"),
    [("nowhere.at.all:X", "can't be loaded"), ("json:dumps", "no dateline.exports.Format"), ("json:nothing", "can't be loaded")],
)  # fmt: skip
def test_an_export_that_is_none_is_said(entries: list[metadata.EntryPoint], value: str, says: str) -> None:
    entries.append(metadata.EntryPoint("bad", value, "dateline.exports"))
    assert plugin_names() == ("bad",)
    with pytest.raises(DatelineError, match=r"bad|nowhere|nothing") as raised:
        format_named("bad")
    assert says in str(raised.value)


def test_two_of_one_name_are_said(entries: list[metadata.EntryPoint]) -> None:
    entries += [metadata.EntryPoint("x", value, "dateline.exports") for value in ("json:dumps", "json:loads")]
    with pytest.raises(DatelineError, match=r"two plug-ins.*dumps.*loads"):
        format_named("x")


def test_ours_come_first(entries: list[metadata.EntryPoint]) -> None:
    entries.append(metadata.EntryPoint("json", "json:dumps", "dateline.exports"))
    assert plugin_names() == ()
    assert format_named("json").title == "The whole record as JSON"


def test_a_way_that_is_none_is_said(entries: list[metadata.EntryPoint]) -> None:
    entries.append(metadata.EntryPoint("x", "json:dumps", "dateline.ways"))
    with pytest.raises(DatelineError, match=r"dateline\.reports\.ways\.Way"):
        ways.ways()


def test_there_are_four_groups() -> None:
    text = (ROOT / "docs/plugins.md").read_text("utf-8")
    template = (TEMPLATE / "pyproject.toml").read_text("utf-8")
    assert all(f"| `{group}` |" in text and f'"{group}"]' in template for group in dateline.plugins.GROUPS)
    with pytest.raises(ValueError, match="no group"):
        dateline.plugins.names("dateline.colours")
