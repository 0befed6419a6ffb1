"""Whether a time that comes back (Sunday, October) is the last or the next one: the tense of its clause decides.

The news rule: a weekday with a past verb is the last one up to the day of publication, that day included; with a future
verb, or a verb of planning, the first one from that day on. Where nothing tells, the past: news tells what happened.
"""

from __future__ import annotations

from dateline.model.reading import Reading

PAST, FUTURE, UNKNOWN = -1, 1, 0
_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d", "could", "may", "might", "can", "should", "must"})
_PLANS = frozenset(
    "plan expect schedule due set slate intend hope aim want promise vow pledge propose prepare invite agree order urge ask call "
    "ready likely bound poise threaten hold delay postpone extend reschedule adjourn begin start resume".split()
)
"""Lemmas whose infinitive, or whose "for Monday", lies ahead."""
_AHEAD = frozenset({"until", "till", "by", "before", "ahead", "for", "next", "coming", "upcoming"})
"""Prepositions of what lies ahead ("ahead of Sunday's vote")."""
_CLAUSES = frozenset({"VERB", "AUX"})


def direction(reading: Reading, first: int, last: int) -> int:
    """Where to look for the time that words `first` to `last` name: PAST or FUTURE."""
    word = _head(reading, first, last)
    seen = 0
    while word >= 0 and seen < 12:  # noqa: PLR2004 - a tree, but a short walk is enough
        seen += 1
        if reading.upos[word] in _CLAUSES or reading.child(word, "cop") is not None:
            return _of_clause(reading, word)
        word = reading.heads[word]
    return PAST


def _head(reading: Reading, first: int, last: int) -> int:
    """The word that the words hang on."""
    for word in range(first, last + 1):
        head = reading.heads[word]
        if head < first or head > last:
            return head
    return -1


def _of_clause(reading: Reading, word: int) -> int:
    helpers = [child for child in reading.children[word] if reading.labels[child] in ("aux", "aux:pass", "cop")]
    lemmas = {reading.words[helper].lower() for helper in helpers}
    if lemmas & _FUTURE_AUXILIARIES:
        return PAST if "have" in {reading.lemmas[helper] for helper in helpers} else FUTURE
    form = reading.feature(word, "VerbForm")
    tense = reading.feature(word, "Tense")
    if form == "Inf" and not helpers:
        return _of_infinitive(reading, word)
    finite = {reading.feature(helper, "Tense") for helper in helpers}
    if "Past" in finite:
        return PAST
    if form == "Fin" and tense == "Past":
        return PAST
    return _of_present(reading, word, helpers)


def _of_infinitive(reading: Reading, word: int) -> int:
    """ "Plans to meet on Sunday" lies ahead, "managed to flee on Sunday" does not."""
    governor = reading.heads[word]
    if governor < 0:
        return FUTURE
    if reading.lemmas[governor].lower() in _PLANS:
        return FUTURE
    if reading.upos[governor] in _CLAUSES and reading.labels[word] in ("xcomp", "ccomp", "advcl"):
        return _of_clause(reading, governor)
    return FUTURE


def _of_present(reading: Reading, word: int, helpers: list[int]) -> int:
    present = {reading.lemmas[helper].lower() for helper in helpers}
    if "have" in present:
        return PAST
    if reading.lemmas[word].lower() in _PLANS and "be" in present:
        return FUTURE
    if reading.feature(word, "VerbForm") == "Ger" or reading.words[word].lower().endswith("ing"):
        return FUTURE if "be" in present else _outer(reading, word)
    if reading.feature(word, "VerbForm") == "Part" and not helpers:
        return _outer(reading, word)
    return PAST


def _outer(reading: Reading, word: int) -> int:
    """A participle takes the tense of what it hangs on."""
    if reading.lemmas[word].lower() in _PLANS:
        return FUTURE
    governor = reading.heads[word]
    while governor >= 0:
        if reading.upos[governor] in _CLAUSES:
            return _of_clause(reading, governor)
        governor = reading.heads[governor]
    return PAST
