"""The house: rooms, direction of imports, nothing for one system only, licences that are there."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dateline"
MODULES = sorted(PACKAGE.rglob("*.py"))
ONE_SYSTEM_ONLY = frozenset(
    "fcntl grp posix pty pwd readline resource spwd syslog termios tty msvcrt nt winreg winsound _winapi".split()
)
ONLY_POSIX_HAS = frozenset(
    "fork forkpty getuid geteuid getgid setuid setgid chown chroot mkfifo sched_getaffinity sched_setaffinity "
    "SIGKILL SIGHUP SIGUSR1 SIGUSR2 SIGALRM alarm".split()
)


def imported(path: Path) -> set[str]:
    """First parts of the names of every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_rooms_import_in_one_direction() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "folder", sorted(path for path in PACKAGE.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_no_room_is_empty(folder: Path) -> None:
    if folder.name == "__pycache__":
        return
    code = [path for path in folder.rglob("*.py") if ast.parse(path.read_text("utf-8")).body[1:]]
    assert code, f"{folder} has no code"
    assert (folder / "__init__.py").is_file()


def test_every_room_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_what_one_system_only_has_stands_in_one_module() -> None:
    modules = set()
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("os", "signal")
        }
        if imported(path) & ONE_SYSTEM_ONLY or used & ONLY_POSIX_HAS:
            modules.add(str(path.relative_to(PACKAGE)))
    assert len(modules) <= 1, modules


def test_the_package_needs_only_what_it_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.split(">")[0].split("=")[0].replace("-", "_") for line in project["dependencies"]}
    ours = {"dateline"} | set(sys.stdlib_module_names)
    named = {"argon2": "argon2_cffi"}  # modules that are not called as what brings them
    used = {named.get(name, name) for path in MODULES for name in imported(path)} - ours
    assert used <= declared | ONE_SYSTEM_ONLY, used - declared


def test_licences_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for pattern in project["license-files"]:
        assert list(ROOT.glob(pattern)), pattern
    named = set(project["license"].split(" AND "))
    assert named == {"Apache-2.0"} | {path.stem for path in (ROOT / "LICENSES").iterdir()}
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert all(name in notice for name in named - {"Apache-2.0"})


def test_no_path_of_one_machine() -> None:
    # put together here, so that this file does not hold them
    machine = [f"/{name}/" for name in ("work", "farm", "home", "Users")]
    texts = [*MODULES, *(ROOT / "docs").iterdir(), ROOT / "README.md", ROOT / "Makefile", ROOT / "CONTRIBUTING.md"]
    found = [
        str(path.relative_to(ROOT))
        for path in texts
        if path.suffix != ".png" and path.is_file() and any(name in path.read_text("utf-8") for name in machine)
    ]
    assert found == []
