"""Task `coreference`: mentions of one thing within a text, from raw text and on gold mentions.

Protocol (shared/BENCHMARKS.md). Three kinds of data are told apart by their form:

- OntoGUM: `<split>/ontogum/*.conll` (number, token, chains) beside `<split>/dep/*.conllu`, whose raw text is read. A
  file whose tokens differ between the two layers is named and left out.
- LitBank: CoNLL-2012 columns (`coref/conll/*.conll`); the raw text is put together from the tokens, a space before each
  but closing marks.
- GAP: `.tsv` with a pronoun and two names; the mentions are these three, see `gap.py`.

`conll_f1`: the raw text is read; a system's mention is the gold tokens that its characters touch.
`conll_f1_gold_mentions`: the gold words are read, and each gold mention takes the chain of the system's mention with
the same words, else with the same head, else stands alone. Where the gold has no mention that stands alone (OntoGUM),
the system's are dropped, too.

The baselines: noun phrases and pronouns with one head lemma are one thing; on GAP, a pronoun of a person is the last
person named.
"""

from benchmarks.coreference.task import TASK

__all__ = ["TASK"]
