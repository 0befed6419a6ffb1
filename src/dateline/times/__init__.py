"""Times: the time expressions of a report, the days they stand for with the reason, and which event each belongs to."""

from dateline.times.attachment import time_of
from dateline.times.find import find_times, resolve
from dateline.times.tags import Tag, tags

VERSION = "4"

__all__ = ["VERSION", "Tag", "find_times", "resolve", "tags", "time_of"]
