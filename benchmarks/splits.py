"""Finding the files of a split. Nothing depends on the names of files beyond the split and the ending."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.task import BenchmarkError

SPLITS = ("dev", "test", "train")
DEFAULTS = ("test", "dev")
WHOLE = "all"
"""What the split is called where the data have none."""


def split_files(data: Path, split: str | None, endings: Iterable[str], inside: str = "") -> tuple[list[Path], str]:
    """The files of a split in a fixed order, and its name.

    A split is a file stem (`dev.conllu`) or a folder (`dev/`, or `dev/<inside>/` where `inside` is given). Without a
    split asked for: `test` where there is one, else `dev`, else every file with such an ending in the folder itself.
    A file as `data` is taken as it is. Raises BenchmarkError where nothing is found.
    """
    ends = tuple(endings)
    if data.is_file():
        stem = data.name.partition(".")[0]
        return [data], split or (stem if stem in SPLITS else WHOLE)
    for name in (split,) if split else DEFAULTS:
        found = _of_split(data, name, ends, inside)
        if found:
            return found, name
    if split is None:
        found = _endings(data, ends)
        if found:
            return found, WHOLE
    wanted = split or " or ".join(DEFAULTS)
    raise BenchmarkError(f"{data}: no {wanted} with files ending in {', '.join(ends)}")


def _of_split(data: Path, name: str, endings: tuple[str, ...], inside: str) -> list[Path]:
    files = [path for path in _endings(data, endings) if path.name.startswith(f"{name}.")]
    if files:
        return files
    folder = data / name
    for candidate in (folder / inside, folder) if inside else (folder,):
        if candidate.is_dir() and (found := _endings(candidate, endings)):
            return found
    return []


def _endings(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and path.name.endswith(endings))
