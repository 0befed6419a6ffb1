"""Times: the time expressions of a report, the days they stand for with the reason, and which event each belongs to."""

from dateline.times.attachment import time_of
from dateline.times.find import find_times, resolve

VERSION = "1"

__all__ = ["VERSION", "find_times", "resolve", "time_of"]
