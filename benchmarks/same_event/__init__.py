"""Task `same-event`: which mentions, across documents, are of one event.

Protocol (shared/BENCHMARKS.md). Two kinds of data are told apart by their form:

- ECB+: folders of topics with `*.xml`, and `sentences.csv`, the validated sentences; only mentions in these count, the
  other sentences are read as context. The split must be named: `dev` is eight topics, `train` the others, `test` every
  topic in the folder. Mentions are ACTION_* and NEG_ACTION_*; one that no relation joins to others stands alone.
- GVC: `<split>/docs.jsonl` and `mentions.jsonl`; mentions of doubtful position (`plausible: false`) count, too, where
  their words stand at it.

Documents are read on their given tokens (GVC: raw text). Gold mentions:

- `conll_f1_no_topics`: `dateline.record.same_event` over all documents at once; no topic is given to it.
- `conll_f1_topics`: the same, mentions of two topics (the number of the folder) never joined. ECB+ only.
- `conll_f1_embedding`: the cosine of `Reading.vectors` alone, average link, one threshold, which
  `training/same_event.py` chose on the train parts; no topics. Missing where the reader gives no vectors.
- `conll_f1_participants`: HUMAN_* mentions, no topics. ECB+ only.
- `lemma_baseline`: mentions with one head lemma are one event, no topics; with topics and of participants in the table.

`conll_f1_raw`: documents as raw text, the mentions are the system's own; no topics. A system's mention is the gold's
where its word stands in it; in ECB+ system mentions outside the validated sentences are left out.
"""

from benchmarks.same_event.task import TASK

__all__ = ["TASK"]
