"""Task `times`: time expressions, their spans and values.

Protocol (shared/BENCHMARKS.md). On a folder of TimeML files (TempEval-3): raw text, the document's creation time given;
`span_strict_f1` by exact spans, `span_relaxed_f1` by overlap, one to one, `value_f1` as the relaxed score with the
TIMEX3 value right. On a folder of recognizers cases: `recognizers_accuracy`, see recognizers.py.
"""

from benchmarks.times.task import TASK

__all__ = ["TASK"]
