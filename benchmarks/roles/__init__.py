"""Task `roles`: predicates, their senses and their arguments, as PropBank has them, on gold words.

Protocol (shared/BENCHMARKS.md): the reader is given the words and sentences of the data. Predicates that are
auxiliaries (the copula, and auxiliary "be", "have", "do": `AUXILIARY`) are a quarter and easy; they stand apart, so the
keys count the others: a word whose gold sense is an auxiliary's is left out whatever is found there, and a predicate
found with such a sense where the gold has none is a wrong auxiliary, not a wrong predicate.

- `predicate_f1`: words that are predicates.
- `sense_accuracy`: over gold predicates that are found, the share with the gold's roleset.
- `argument_head_f1`, `argument_span_f1`: (predicate, role, head word) and (predicate, role, first and last word), over
  all predicates found and all of the gold ("on found predicates"): what a missed predicate would have had is missed,
  what a wrong one has is wrong. Beside them in the table "on gold predicates": only predicates that both have.

The head of a gold argument is the word of its span whose own head lies outside, by the gold tree where the treebank
lies beside the data (`benchmarks/treebank.py`), else by the reader's.
"""

from benchmarks.roles.task import TASK

__all__ = ["TASK"]
