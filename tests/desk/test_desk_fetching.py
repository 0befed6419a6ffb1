"""Fetching front-end parts: what is not just what the table pins does not get in."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from dateline.desk import fetching


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A table with one part, and the archive that it pins."""
    archive = _archive({"dist/a.js": b"a()", "LICENSE": b"free", "other.js": b"no"})
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    table = tmp_path / "parts.toml"
    table.write_text(
        f'[a]\npackage = "@s/a"\nversion = "1.0.0"\nintegrity = "sha512-{digest}"\nlicence = "MIT"\n'
        'licence_file = "LICENSE"\nfiles = { "dist/a.js" = "a.js" }\n'
    )
    monkeypatch.setattr(fetching, "TABLE", table)
    return archive


def test_files_licences_and_a_manifest_are_written_once(table: bytes, tmp_path: Path) -> None:
    asked: list[str] = []

    def get(address: str) -> bytes:
        asked.append(address)
        return table

    target = tmp_path / "parts"
    assert fetching.fetch(target, get=get)
    assert asked == ["https://registry.npmjs.org/@s/a/-/a-1.0.0.tgz"]
    assert sorted(path.name for path in (target / "a").iterdir()) == ["LICENSE.txt", "a.js"]
    assert hashlib.sha256(b"a()").hexdigest() in (target / "manifest.json").read_text()
    assert not fetching.fetch(target, get=get)
    assert len(asked) == 1


def test_an_archive_that_is_another_leaves_everything_as_it_was(table: bytes, tmp_path: Path) -> None:
    target = tmp_path / "parts"
    with pytest.raises(fetching.FetchError, match="hash differs"):
        fetching.fetch(target, get=lambda _: table + b"x")
    assert not target.exists()
    assert not list(tmp_path.glob("parts.new*"))


def test_a_file_that_is_not_in_the_archive_is_named(table: bytes, tmp_path: Path) -> None:
    fetching.TABLE.write_text(fetching.TABLE.read_text().replace("dist/a.js", "dist/b.js"))
    with pytest.raises(fetching.FetchError, match=r"has no file dist/b\.js"):
        fetching.fetch(tmp_path / "parts", get=lambda _: table)
