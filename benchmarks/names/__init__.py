"""Task `names`: exact span F1 of persons, organisations and places.

Protocol (shared/BENCHMARKS.md): the reader is given the file's tokens and sentences. A token that Universal
Dependencies cuts into several words ("Kurdish-led") is cut as the reader's own tokeniser cuts it; a name found on any
of its words is mapped back to whole tokens. Types that have no place in PER, ORG, LOC (`kinds.toml`: NORP, misc, dates,
money, products …) are left out as gold and as found; a PER, ORG or LOC found where the gold has such a name is wrong.
"""

from benchmarks.names.task import TASK

__all__ = ["TASK"]
