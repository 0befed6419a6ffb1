"""Fetches the desk's front-end parts from the npm registry: pinned, checked against npm's own hash, no Node needed.

`data/parts.toml` names them. They land in `parts/` with their licences and `manifest.json`, which is written last: a
folder whose manifest fits the table is whole. The standard library is all this needs: the build of the package runs it
where nothing of Dateline is installed. In a checkout: `python -m dateline.desk.fetching`.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import sys
import tarfile
import time
import tomllib
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "data" / "parts.toml"
TARGET = Path(__file__).parent / "parts"
REGISTRY = "https://registry.npmjs.org"
COMMAND = "python -m dateline.desk.fetching"
_MOST_BYTES = 64_000_000
_TRIES = 3

Fetch = Callable[[str], bytes]


class FetchError(Exception):
    """A part could not be fetched, or is not what the table says."""


def fetch(target: Path = TARGET, *, get: Fetch | None = None) -> bool:
    """Fetch what is missing into `target`; False where all was there. Raises FetchError, and then leaves it as it was.

    `get` gives the bytes behind an address; the registry's, where it is not given.
    """
    table_bytes = TABLE.read_bytes()
    wanted = hashlib.sha256(table_bytes).hexdigest()
    manifest = target / "manifest.json"
    if manifest.is_file() and json.loads(manifest.read_bytes()).get("table") == wanted:
        return False
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    parts: dict[str, Any] = {}
    try:
        for name, part in tomllib.loads(table_bytes.decode()).items():
            parts[name] = _unpack(name, part, (get or _download)(_address(part)), fresh)
        (fresh / "manifest.json").write_text(json.dumps({"table": wanted, "parts": parts}, indent=1), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        fresh.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def _address(part: dict[str, Any]) -> str:
    package = part["package"]
    return f"{REGISTRY}/{package}/-/{package.rpartition('/')[2]}-{part['version']}.tgz"


def _download(address: str) -> bytes:
    for left in reversed(range(_TRIES)):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - https, from our own table
                return bytes(answer.read(_MOST_BYTES))
        except OSError as error:
            if not left:
                raise FetchError(f"{address} could not be fetched: {error}") from error
            time.sleep(1)
    raise AssertionError


def _unpack(name: str, part: dict[str, Any], archive: bytes, folder: Path) -> dict[str, Any]:
    """Check an archive and write the part's files; gives its entry of the manifest."""
    known = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if part["integrity"] != f"sha512-{known}":
        raise FetchError(f"{part['package']} {part['version']} is not what the table pins: its hash differs")
    (folder / name).mkdir()
    sums: dict[str, str] = {}
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
        for inside, own in (*part["files"].items(), (part["licence_file"], "LICENSE.txt")):
            try:
                member = files.extractfile(f"package/{inside}")
            except KeyError:
                member = None
            if member is None:
                raise FetchError(f"{part['package']} {part['version']} has no file {inside}")
            data = member.read()
            (folder / name / own).write_bytes(data)
            sums[own] = hashlib.sha256(data).hexdigest()
    return {"package": part["package"], "version": part["version"], "licence": part["licence"], "sha256": sums}


def main() -> int:
    """Fetch the parts and say so; 1 where that failed."""
    try:
        fetched = fetch()
    except FetchError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 1
    print(f"{TARGET}: {'written' if fetched else 'up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
