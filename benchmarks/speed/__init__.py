"""Task `speed`: words per second of the whole path to the stored record and of the reader, memory, start-up.

Protocol (shared/BENCHMARKS.md): texts of our own (texts.py). For the whole path a word is what stands between white
space; for the reader it is a word as it cuts them (Universal Dependencies: marks and clitics are words), since that is
what it works on. The table has its speed in both. Every run is a fresh process, kept to one or two processor cores
where the system allows it; the loading of the model is part of the whole path's time and not of the reader's. Absolute
figures are reported with the processor named. The gate compares ratios to a reference loop that runs in the same
process, both by processor time, which another program on the machine disturbs least.

* `words_per_second`, `words_per_second_1core`: the whole path, two cores and one.
* `reader_words_per_second`, `reader_words_per_second_1core`: the reader alone, one process for each core.
* `reader_share`, `room_share`: share of the one-core run's time by the room in which it was spent (by sampling).
  The table has the speed of the rooms times and places together, from these shares and the processor time of that run.
* `peak_mb`: the most memory of a whole-path run, workers included (MiB).
* `start_s`: from starting Python to the first Reading. `show_start_s`: `dateline show` of a record, from start to end;
  onnxruntime must not have been loaded. Both are medians of fresh processes, in seconds.
"""

from benchmarks.speed.task import TASK

__all__ = ["TASK"]
