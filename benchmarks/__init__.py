"""Benchmarks: `python -m benchmarks TASK --data DIR`. Each task is a module or folder here; see `registry.py`."""
