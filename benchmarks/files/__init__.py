"""Many small files in a folder beside one file of JSON lines that holds the same: `python -m benchmarks files`."""

from benchmarks.files.task import TASK

__all__ = ["TASK"]
