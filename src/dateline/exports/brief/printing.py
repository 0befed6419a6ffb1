"""A brief as PDF, printed by a Chromium that is installed; nothing is fetched, nothing but the page is opened."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.errors import UsageError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_WAIT_S = 60


def browser() -> str | None:
    """The path of a browser that prints, None where none is found."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def pdf(page: str) -> bytes:
    """The page printed; raises UsageError where no browser is found, or where it does not print within a minute."""
    program = browser()
    if program is None:
        raise UsageError(f"PDF needs a browser that prints, and none of {', '.join(_BROWSERS)} is on the path")
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        source, target = Path(folder, "brief.html"), Path(folder, "brief.pdf")
        source.write_text(page, "utf-8")
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        if sys.platform != "win32" and Path(folder).stat().st_uid == 0:
            command.insert(1, "--no-sandbox")  # it refuses to start for root otherwise; the page runs no script
        try:
            done = subprocess.run(command, capture_output=True, timeout=_WAIT_S, check=False)  # noqa: S603 - found on the path
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(f"{program} does not print: {error}") from error
        if not target.is_file():
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise UsageError(f"{program} made no PDF (status {done.returncode}){': ' + last[0] if last else ''}")
        return target.read_bytes()
