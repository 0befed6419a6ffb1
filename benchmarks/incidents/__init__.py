"""Task `incidents`: the whole path on reports of shootings, publication dates given.

Protocol (shared/BENCHMARKS.md). All reports are read into one record. `b3_f1`: B3 of reports to incidents, a report's
cluster being the story that the record puts it in; `b3_f1_multi` over the reports of incidents with several. The other
keys are shares of single reports, no merging needed: what the record says of the report's main event (see told.py)
against the incident. `city` is asked only of reports whose text names the city.
"""

from benchmarks.incidents.task import TASK

__all__ = ["TASK"]
