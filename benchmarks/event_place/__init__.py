"""Task `event-place`: which place an event's verb belongs to, if any.

Protocol (shared/BENCHMARKS.md): over all items; right when the place overlaps a gold LOCATION, and when none is given
where the gold has none (36 %). Sentences are read as raw text; what stands for a government is no place, as on the
whole path.
"""

from benchmarks.event_place.task import TASK

__all__ = ["TASK"]
