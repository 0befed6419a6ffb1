"""Task `attribution`: who says what in news (PolNeAR).

Protocol (shared/BENCHMARKS.md): files of one text by one annotator are joined, the first annotator by name is gold.
Contents are paired one to one where they share at least half of the words of either (token Jaccard); `content_exact_f1`
asks for the same words. `source_f1` and `cue_f1` pair spans that share a word, one to one. `speaker_accuracy`: over
paired contents whose gold has a source, the share whose speaker stands on a word of it. Direct contents (in quotation
marks) and indirect ones stand apart in the table.
"""

from benchmarks.attribution.task import TASK

__all__ = ["TASK"]
