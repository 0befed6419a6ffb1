"""Trees of spaCy's own English pipelines (ClearNLP labels) as Universal Dependencies.

The two schemes differ in shape, not in names only: ClearNLP hangs a noun on its preposition and the preposition on what
it belongs to, makes "be" the head of what is said with it, and chains conjuncts. `to_universal` turns all three round.
Sources: the ClearNLP dependency guidelines; the UD v2 guidelines for English.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

CLEAR_ONLY = frozenset(
    "prep pobj dobj nsubjpass csubjpass auxpass attr acomp relcl npadvmod poss pcomp agent prt quantmod".split()
)
UNIVERSAL_ONLY = frozenset(
    "obl nmod obj iobj cop fixed flat list orphan goeswith reparandum vocative dislocated discourse clf root aux:pass "
    "nsubj:pass acl:relcl nmod:poss obl:agent compound:prt".split()
)

_RENAMED = {
    "dobj": "obj", "dative": "iobj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "relcl": "acl:relcl", "poss": "nmod:poss", "prt": "compound:prt", "predet": "det:predet", "preconj": "cc:preconj",
    "neg": "advmod", "quantmod": "advmod", "intj": "discourse", "oprd": "xcomp", "nn": "compound", "num": "nummod",
    "number": "compound", "complm": "mark", "infmod": "acl", "partmod": "acl", "rcmod": "acl:relcl", "meta": "dep",
    "hmod": "compound", "hyph": "punct", "nmod": "compound", "attr": "xcomp", "acomp": "xcomp", "pcomp": "advcl",
    "agent": "obl:agent", "prep": "obl", "pobj": "obl", "npadvmod": "obl:unmarked", "ROOT": "root", "": "dep",
}  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
_OF_COPULA = frozenset({"attr", "acomp"})
_STAYS = frozenset({"aux", "aux:pass", "cop", "fixed", "goeswith"})
"""Dependents that stay with "be" when what is said with it becomes the head."""


def is_universal(labels: Iterable[str]) -> bool:
    """Whether labels are of Universal Dependencies rather than of ClearNLP: whichever has more labels of its own."""
    found = {label.lower() if label == "ROOT" else label for label in labels} - {"root"}
    return len(found & UNIVERSAL_ONLY) >= len(found & CLEAR_ONLY)


def universal_labels(labels: Sequence[str], heads: Sequence[int]) -> list[str]:
    """Labels of a pipeline that was trained on a treebank: spaCy's "ROOT" is "root", and a root only is one."""
    return [
        "root" if head < 0 else "dep" if label in ("ROOT", "root", "") else label
        for label, head in zip(labels, heads, strict=True)
    ]


def to_universal(
    labels: Sequence[str], heads: Sequence[int], upos: Sequence[str], lemmas: Sequence[str]
) -> tuple[list[str], list[int]]:
    """Labels and heads (-1 for a root) in Universal Dependencies, from ClearNLP's; what is a tree stays one."""
    names, above = list(labels), list(heads)
    made: dict[int, str] = {}  # labels that are Universal Dependencies' already
    children: list[list[int]] = [[] for _ in names]
    for word, head in enumerate(above):
        if head >= 0:
            children[head].append(word)
    for word, name in enumerate(labels):
        if name in ("prep", "agent", "dative") and upos[word] in ("ADP", "SCONJ", "PART", "VERB"):
            _turn_preposition(word, names, above, children, upos, made)
    for word in range(len(names)):
        if lemmas[word] == "be" and upos[word] in ("AUX", "VERB"):
            _turn_copula(word, names, above, children, made)
    for word, name in enumerate(names):
        if name == "conj":
            _flatten_conjunct(word, names, above, children)
        elif name == "npadvmod" and above[word] >= 0 and upos[above[word]] in _NOMINAL:
            made[word] = "nmod:unmarked"
    final = [made.get(word, _RENAMED.get(name, name)) for word, name in enumerate(names)]
    return universal_labels(final, above), above


def _move(word: int, head: int, above: list[int], children: list[list[int]]) -> None:
    if above[word] >= 0:
        children[above[word]].remove(word)
    above[word] = head
    if head >= 0:
        children[head].append(word)


def _turn_preposition(
    word: int,
    names: list[str],
    above: list[int],
    children: list[list[int]],
    upos: Sequence[str],
    made: dict[int, str],
) -> None:
    """`head → preposition → noun` becomes `head → noun → preposition`."""
    noun = next((child for child in children[word] if names[child] in ("pobj", "pcomp")), None)
    head = above[word]
    if noun is None or head < 0:
        return
    clause = names[noun] == "pcomp" and upos[noun] in ("VERB", "AUX")
    if clause:
        label = "acl" if upos[head] in _NOMINAL else "advcl"
    elif names[word] == "agent":
        label = "obl:agent"
    else:
        label = "nmod" if upos[head] in _NOMINAL else "obl"
    _move(noun, head, above, children)
    made[noun] = label  # not among `names`: "nmod" is another thing in ClearNLP
    _move(word, noun, above, children)
    names[word] = "mark" if clause else "case"
    for child in list(children[word]):
        if names[child] == "prep":  # "out of the town": two prepositions, one noun
            names[child] = "case" if not children[child] else names[child]
        if names[child] not in ("case", "advmod", "punct", "fixed"):
            _move(child, noun, above, children)


def _turn_copula(
    word: int, names: list[str], above: list[int], children: list[list[int]], made: dict[int, str]
) -> None:
    """`be → what is said` becomes `what is said → be`, with all else that hung on "be"."""
    said = next((child for child in children[word] if names[child] in _OF_COPULA), None)
    if said is None and names[word] not in ("aux", "auxpass"):  # "the mills are in Gao"
        said = next((child for child in children[word] if child > word and made.get(child) == "obl"), None)
        made.pop(said if said is not None else -1, None)
    if said is None:
        return
    _move(said, above[word], above, children)
    names[said] = names[word]
    if word in made:
        made[said] = made.pop(word)
    for child in list(children[word]):
        if names[child] not in _STAYS or names[child] == "aux":
            _move(child, said, above, children)
    _move(word, said, above, children)
    names[word] = "cop"


def _flatten_conjunct(word: int, names: list[str], above: list[int], children: list[list[int]]) -> None:
    """Every conjunct hangs on the first; "and" and commas between hang on the one that follows."""
    before = above[word]
    for child in list(children[before]) if before >= 0 else ():
        if names[child] in ("cc", "punct") and before < child < word:
            later = [other for other in children[before] if names[other] == "conj" and child < other]
            if later and min(later) == word:
                _move(child, word, above, children)
    while before >= 0 and names[before] == "conj" and above[before] >= 0:
        before = above[before]
    _move(word, before, above, children)
