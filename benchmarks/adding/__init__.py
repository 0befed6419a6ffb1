"""Task `adding`: what one report more costs a record of 1,000 reports and one of 100,000, in one run.

Protocol (issue 7). Accounts are made up (made.py): stories of 5 to 30 reports within one year, each with a town, people
and a group of its own, all with the same states and organisations. A record grows to its size in batches; then reports
of stories of all sizes are added one by one, and the processor time of each (its being stored and the record's
following it) is taken. `--limit` is the size of the large record; the small one has a hundredth of that.

* `cost_ratio`: the median processor time of one report more for the large record, by that for the small one.
* `written_ratio`: the same for rows written; `steps_ratio`: for steps of SQLite's machine, which counts what is read.
"""

from benchmarks.adding.task import TASK

__all__ = ["TASK"]
