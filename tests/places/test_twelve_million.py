"""A place file of twelve million rows: streamed, with progress, under 1 GB of memory, taken up again after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.places import Gazetteer
from tests.places.dump import FAULT_EVERY, FIRST_NUMBER, rows, write_zip

ROWS = 12_000_000
KILLED_AFTER = 3_000_000
_MEGABYTE = 1 << 20


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="peaks of memory are asked of the system in the POSIX way")
def test_twelve_million_rows(tmp_path: Path) -> None:
    dump = tmp_path / "allCountries.zip"
    write_zip(dump, ROWS)
    command = [sys.executable, "-m", "dateline", "places", "add", str(dump), "--json"]
    home = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}

    first = subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert first.stderr is not None
    shown = 0
    for line in first.stderr:
        shown = int(line.rpartition(": ")[2].split()[0].replace(",", ""))
        if shown >= KILLED_AFTER:
            first.send_signal(signal.SIGKILL)
            break
    first.communicate()
    assert shown >= KILLED_AFTER

    second = subprocess.Popen(command, env=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert second.stdout is not None
    with second.stdout:
        said = json.loads(second.stdout.read())
    _, status, used = os.wait4(second.pid, 0)
    second.returncode = os.waitstatus_to_exitcode(status)
    (file,) = said["files"]
    assert file["resumed"] >= KILLED_AFTER
    assert file["rows"] == ROWS
    assert file["faults"] == (ROWS - file["resumed"]) // FAULT_EVERY
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"peak {peak / _MEGABYTE:,.0f} MB, processor {used.ru_utime + used.ru_stime:,.0f} s, {said['kept_in']}")
    assert peak < 1000 * _MEGABYTE

    with_own = Gazetteer(own=Path(said["kept_in"]))
    for place, row in enumerate(rows(2001)):
        if place % 1000 == 0:  # read before the kill
            name = row.split("\t")[1].lower()
            assert f"geonames:{FIRST_NUMBER + place}" in {found.ref for found in with_own.find([name])[name]}
    with_own.close()
