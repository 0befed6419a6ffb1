"""Style, scripts and front-end parts as the browser gets them: compressed, kept for a year, new address when new.

An address holds the hash of its folder (`/static/1f3a…/desk.css`, `/parts/maplibre/6.17.0-77ab…/maplibre-gl.mjs`), so
that a script finds what it imports beside it, and gets the one that the page has already.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.desk import fetching
from dateline.desk.refusals import Missing, NotThere

HERE = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip


class Asset(NamedTuple):
    """One file as it is served."""

    stamp: tuple[int, int]
    digest: str
    plain: bytes
    packed: bytes


class Assets:
    """The files of `static/` and `parts/`; a file that changes on disk (development) is read anew."""

    def __init__(self) -> None:
        self._read: dict[Path, Asset] = {}
        self._lock = threading.Lock()

    def address(self, name: str) -> str:
        """The address of a file of ours."""
        if not (HERE / name).is_file():
            raise FileNotFoundError(f"{HERE / name}: no such file of the desk")
        return f"/static/{self._own()}/{name}"

    def _own(self) -> str:
        """The hash of all files of ours."""
        files = sorted(path for path in HERE.iterdir() if path.is_file())
        return hashlib.sha256("".join(self._asset(path).digest for path in files).encode()).hexdigest()[:12]

    def part(self, name: str, file: str) -> str:
        """The address of a file of a front-end part; raises Missing where the parts were not fetched."""
        return f"/parts/{name}/{self._version(name)}/{file}"

    def _version(self, name: str) -> str:
        manifest = fetching.TARGET / "manifest.json"
        if not manifest.is_file():
            raise Missing(
                f"The desk’s front-end parts are not there: `{fetching.COMMAND}` fetches them (once, 1 MB).",
                todo="Run that command where Dateline is installed, then load the page again.",
            )
        entry = json.loads(self._asset(manifest).plain)["parts"][name]
        whole = hashlib.sha256(json.dumps(entry["sha256"], sort_keys=True).encode()).hexdigest()
        return f"{entry['version']}-{whole[:8]}"

    def routes(self) -> list[Route]:
        """Where they are served."""
        return [
            Route("/static/{digest}/{name}", self._serve_own),
            Route("/parts/{part}/{version}/{name}", self._serve_part),
        ]

    def _serve_own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in {path.name for path in HERE.iterdir()}:
            raise NotThere(f"The desk has no file “{name[:60]}”.")
        asset = self._asset(HERE / name)
        return _answer(request, name, asset, lasting=request.path_params["digest"] == self._own())

    def _serve_part(self, request: Request) -> Response:
        part, name = request.path_params["part"], request.path_params["name"]
        folder = fetching.TARGET / part
        known = folder.is_dir() and part in {path.name for path in fetching.TARGET.iterdir()}
        if not known or name not in {path.name for path in folder.iterdir()}:
            raise NotThere(f"The desk has no part “{part[:30]}/{name[:60]}”.")
        lasting = request.path_params["version"] == self._version(part)
        return _answer(request, name, self._asset(folder / name), lasting=lasting)

    def _asset(self, path: Path) -> Asset:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_size)
        with self._lock:
            known = self._read.get(path)
            if known is None or known.stamp != stamp:
                plain = path.read_bytes()
                digest = hashlib.sha256(plain).hexdigest()[:12]
                known = self._read[path] = Asset(stamp, digest, plain, gzip.compress(plain, 9, mtime=0))
        return known


def _answer(request: Request, name: str, asset: Asset, *, lasting: bool) -> Response:
    etag = f'"{asset.digest}"'
    headers = {
        "etag": etag,
        "vary": "accept-encoding",
        "cache-control": "public, max-age=31536000, immutable" if lasting else "no-cache",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "") and len(asset.packed) < len(asset.plain)
    if packed:
        headers["content-encoding"] = "gzip"
    kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
    return Response(asset.packed if packed else asset.plain, media_type=kind, headers=headers)
