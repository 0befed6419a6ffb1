"""What two mentions have in common and what sets them apart, as numbers: what the decision on a pair is made from.

All of it follows from the two mentions, their two reports and fixed tables; nothing depends on other reports.
"""

from __future__ import annotations

from math import log1p

from dateline.record.told import KINDS, ROLES, Mention, Told, Weights, cosine

_REPORTS = (
    "same report", "reports alike", "names in common", "days between", "dated", "leads alike",
    *(f"{kind} names {which}" for kind in KINDS for which in ("in common", "differ")), "numbers of reports in common",
    *(f"{kind} names of leads {which}" for kind in ("PER", "LOC") for which in ("in common", "differ")),
    "weightiest word in common", "weighty words in common",
)  # fmt: skip
_WORDS = (
    "same lemma", "same stem", "stems go together", "one meaning", "one meaning of phrases", "meanings known",
    "same sense", "same sense but for the number", "senses known",
)  # fmt: skip
_AROUND = (
    "sentences alike", "sides in common", "weight of common sides", "sides differ", "names of sides in common",
    "names of sides differ", *(f"{kind} names of sides {which}" for kind in KINDS for which in ("in common", "differ")),
    *(f"{role} {which}" for role in ROLES for which in ("in common", "differs")),
    *(f"{role} {which}" for role in ("ARG0", "ARG1") for which in ("one chain", "two chains")),
    "numbers in common", "numbers differ", "days in common", "days differ", "words in common", "words differ",
)  # fmt: skip
_FORM = (
    "same sentence", "sentences between", "both lead", "weight of the trigger", "both verbs", "both nouns",
    "verb and other", "a pronoun", "both pronouns", "plural and not", "later definite", "later indefinite",
    "factuality between", "least factuality", "same chain", "other chain",
)  # fmt: skip
_VECTORS = (
    "heads near", "phrases near", "sides near", "sentences near", "cosine", "vectors known",
)  # fmt: skip
FEATURES = (*_REPORTS, *_WORDS, *_AROUND, *_FORM, *_VECTORS)
"""Names of the numbers, in their order."""


def of_reports(one: Told, other: Told, alike: float) -> list[float]:
    """What is the same for all pairs of two reports, or of one with itself; `alike`: the cosine of their terms."""
    dated = float(one.published is not None and other.published is not None)
    if one is other:
        return [1.0, 1.0, 1.0, 0.0, dated, 1.0, *(1.0, 0.0) * len(KINDS), 1.0, *(1.0, 0.0) * 2, 0.0, 0.0]
    days = abs(one.published - other.published) if one.published is not None and other.published is not None else 0
    found = [0.0, alike, _shared(one.names, other.names)[0], log1p(days), dated, cosine(one.lead, other.lead)]
    for kind in KINDS:
        found += _shared(one.kinds[kind], other.kinds[kind])
    found.append(min(len(one.numbers & other.numbers), 5) / 5)
    for kind in ("PER", "LOC"):
        found += _met(one.lead_kinds[kind], other.lead_kinds[kind], 3)
    both = [weight * other.terms[term] for term, weight in one.terms.items() if term in other.terms]
    return [*found, max(both, default=0.0), log1p(len(both))]


def of_mentions(one: Mention, other: Mention, same: bool, together: float, vectors: bool) -> list[float]:
    """The numbers that follow `of_reports`, less the first four of `_VECTORS`, which come before the last two.

    `same`: whether they are of one report; `together`: log odds that their stems tell one event; `vectors`: whether
    their vectors count.
    """
    common = {word: weight for word, weight in one.sides.items() if word in other.sides}
    sides, words = _shared(one.sides, other.sides), _shared(one.phrase, other.phrase)
    found = [
        float(one.lemma == other.lemma), float(one.stem == other.stem), together,
        float(bool(one.groups & other.groups)), float(bool(one.phrase_groups & other.phrase_groups)),
        float(bool(one.groups and other.groups)), float(one.sense == other.sense != ""),
        float(one.sense.split(".")[0] == other.sense.split(".")[0] != ""), float(bool(one.sense and other.sense)),
        cosine(one.context, other.context), sides[0], log1p(sum(common.values())), sides[1],
        *_met(one.names, other.names, 3),
    ]  # fmt: skip
    for kind in KINDS:
        found += _met(one.kinds[kind], other.kinds[kind], 2)
    none: frozenset[str] = frozenset()
    for role in ROLES:
        found += _met(one.roles.get(role, none), other.roles.get(role, none), 1)
    for role in ("ARG0", "ARG1"):
        chains = (one.role_chains.get(role, -1), other.role_chains.get(role, -2))
        known = same and min(chains) >= 0
        found += [float(known and chains[0] == chains[1]), float(known and chains[0] != chains[1])]
    found += [*_met(one.numbers, other.numbers, 3), *_met(one.days, other.days, 1), *words]
    verbs = (one.tag == "VERB") + (other.tag == "VERB")
    pronouns = (one.tag == "PRON") + (other.tag == "PRON")
    later = one if one.word > other.word else other
    chained = same and min(one.chain, other.chain) >= 0
    compared = vectors and one.vector is not None and other.vector is not None
    return [
        *found, float(same and one.sentence == other.sentence),
        log1p(abs(one.sentence - other.sentence)) if same else 0.0, float(one.sentence < 3 and other.sentence < 3),
        min(_weight(one), _weight(other)), float(verbs == 2), float(verbs == 0), float(verbs == 1),
        float(pronouns > 0), float(pronouns == 2), float(one.plural != other.plural),
        float(same and later.article == "the"), float(same and later.article == "a"),
        abs(one.factual - other.factual), min(one.factual, other.factual), float(chained and one.chain == other.chain),
        float(chained and one.chain != other.chain), vector_cosine(one, other) if compared else 0.0, float(compared),
    ]  # fmt: skip


def _shared(one: Weights, other: Weights) -> tuple[float, float]:
    """The share of the lighter side that both have, and whether both have something but nothing in common."""
    if not one or not other:
        return 0.0, 0.0
    common = sum(weight for word, weight in one.items() if word in other)
    least = min(sum(one.values()), sum(other.values()))
    return common / least if least else 0.0, float(not common)


def _met(one: frozenset[str], other: frozenset[str], most: int) -> tuple[float, float]:
    """How much both have in common, 1 for `most`, and whether both have something but nothing in common."""
    common = len(one & other)
    return min(common, most) / most, float(bool(one and other and not common))


def _weight(mention: Mention) -> float:
    return max(mention.phrase.values(), default=0.0)


def vector_cosine(one: Mention, other: Mention) -> float:
    """The cosine of what the reader's model makes of both; 0 where one has no vector."""
    return float(one.vector @ other.vector) if one.vector is not None and other.vector is not None else 0.0
