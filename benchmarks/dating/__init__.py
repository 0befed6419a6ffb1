"""Task `dating`: when reports were published that carry no date.

Protocol (shared/BENCHMARKS.md). All reports are read into one record without their publication dates; the truth is the
day of publication, the answer the interval that the record gives. `inside`: the true day lies in the interval, an open
end counting as far as time goes. `exact_where_stated`: over reports whose text holds the true day in full, the answer
is that day. `bounded`: over reports whose text holds a year, both ends are given and are at most 366 days apart, both
counted. With `--anchored`, the first report by id of each incident is then given its date and the record is made again;
over the others, `anchored_inside` is the same as `inside`, and `anchored_narrow_7d` asks for the true day in an
interval of at most seven days.
"""

from benchmarks.dating.task import TASK

__all__ = ["TASK"]
