"""How well clusters of mentions agree: MUC, B-cubed, CEAF (by entities), LEA; CoNLL F1 is the mean of the first three.

As in the reference scorer of CoNLL-2012: mentions that only one side has count against the other, nothing is added or
taken away. Clusters of many documents are counted together; mentions are told apart by what they are equal to, so a
mention's key holds its document. Within one side every mention stands in one cluster.
"""

from benchmarks.clusters.scores import Agreement, Clusters, agreement, conll_f1, without_singletons

__all__ = ["Agreement", "Clusters", "agreement", "conll_f1", "without_singletons"]
