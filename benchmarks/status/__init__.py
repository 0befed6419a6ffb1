"""Task `status`: how far each predicate is told as having happened.

Protocol (shared/BENCHMARKS.md): each line of the data names a word of a treebank's sentence (`word` counts from 1) and
how far people took it to have happened, from about -2.3 to about 2.3. The reader is given the sentence's gold words,
which are found by `sent_id` in a treebank in or beside the data's folder (`benchmarks/treebank.py`).

- `pearson_r`: of `Reading.factuality` at the word with the gold value; 0 where the reader gives one value throughout.
- `happened_macro_f1`: mean F1 of the two classes "told as happened" (above 0) and "not" (0 or below).

The baselines: 1 where no negation, modal or mark of a condition hangs on the word and it is no open complement, else
-1; and one value for all.
"""

from benchmarks.status.task import TASK

__all__ = ["TASK"]
