"""Task `story`: the whole path, from the report files of a story to the record, against what a careful coder wrote.

Protocol: shared/stories/FORMAT.md. Each story is read into a temporary record of its own; the keys are summed over the
gold items of all stories. The measures are defined where they are counted, in measures.py; the closed list of units is
in units.py.
"""

from benchmarks.story.task import TASK

__all__ = ["TASK"]
