"""Whether a time that comes back (Sunday, 5 June, October) is the last or the next one: the tense of its clause tells.

The news rule: with a past verb it is the last one up to the day of publication, that day included; with a future verb,
or a verb of planning, the first one from that day on. Where nothing tells, a weekday is past, because news tells what
happened, and a day or month of the year is the nearest, because a farther one is given with its year; a day of the year
is so beside a past verb, too ("approved a dividend for Nov. 22"). A time that belongs to a noun ("Sunday's vote") under
a future verb may be either.
"""

from __future__ import annotations

from dateline.model.reading import Reading
from dateline.times.days import EITHER, NEAREST
from dateline.times.owners import owned, top

PAST, PRESENT, FUTURE, PROGRESSIVE = -1, 0, 1, 2
_FUTURE_AUXILIARIES = frozenset("will 'll shall wo would 'd could may might can ca should must".split())
_PLANNING = frozenset("plan schedule slate".split())
"""Verbs whose time is the time of what is planned, whatever their tense."""
_PLANNED = frozenset("expect due set promise bill postpone delay reschedule adjourn extend fix".split())
"""The same, in the passive or with "for", "until" or "by"."""
_DENIALS = frozenset("not n't neither no nobody none nor".split())
_RANKS = frozenset("first last only latest".split())
_AHEAD = frozenset({"effective", "payable"})
"""Adjectives beside the day on which something will begin."""
_DEADLINES = frozenset("give have postpone extend delay adjourn remand suspend defer".split())
"""Verbs whose "until" lies ahead even of a past tense: "were given until Friday", "postponed until Tuesday"."""
_WISHES = frozenset(
    "plan expect schedule due set slate intend hope aim want promise vow pledge propose prepare invite agree order "
    "urge ask call ready likely bound poise threaten demand decide offer refuse swear".split()
)
"""Lemmas whose infinitive lies ahead."""
_CALLED = frozenset("announce declare convene summon book arrange organise organize proclaim advertise".split())
"""Verbs whose "for" lies ahead, besides those of planning and wishing: "called a strike for Thursday"."""
_TOWARDS = frozenset({"for", "until", "till", "by", "to"})
_PREMODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nummod", "nmod:unmarked", "nmod:desc", "det"})
_CORE = frozenset({"obj", "nsubj", "nsubj:pass", "root"})
_LONGEST_WALK = 12


def direction(reading: Reading, first: int, last: int, *, weekly: bool, daily: bool) -> int:
    """Where to look for the time that words `first` to `last` name: a direction, `NEAREST` or `EITHER`.

    `weekly`: it comes back every week, not every year; `daily`: it is a day, not a month or a season.
    """
    unsure = PAST if weekly else NEAREST
    place = owned(reading, first, last)
    word, noun, premodifies = place.owner, -1, place.owner > last and place.label in _PREMODIFIERS
    if {reading.words[at].lower() for at in (word, first - 1) if at >= 0} & _AHEAD:
        return FUTURE
    for _ in range(_LONGEST_WALK):
        if word < 0:
            return unsure
        if _is_clause(reading, word):
            break
        noun = word if noun < 0 else noun
        word = reading.heads[word]
    else:
        return unsure
    tense = _of_clause(reading, word)
    if tense == PROGRESSIVE:  # "are meeting on Friday" lies ahead, "are investigating a shooting on Friday" does not
        tense = FUTURE if noun < 0 and reading.child(word, "obj") is None else PRESENT
    prepositions = _prepositions(reading, first, last)
    towards = bool(prepositions & _TOWARDS)
    if premodifies:
        return _of_noun(reading, noun, tense, weekly=weekly, daily=daily)
    if {"as", "of"} <= prepositions:
        return PAST  # "the toll as of Monday"
    if "ahead" in prepositions or _plans(reading, word, owned=noun >= 0, towards=towards):
        return FUTURE
    if prepositions & {"until", "till"} and reading.lemmas[word].lower() in _DEADLINES:
        return FUTURE
    if weekly:
        if tense == PRESENT:
            return FUTURE if towards else PAST if noun >= 0 else EITHER
        if tense == PAST and first > 0 and reading.words[first - 1].lower() == "for":
            return FUTURE if reading.lemmas[word].lower() in _WISHES | _PLANNED | _CALLED else EITHER
        return tense
    if place.label in _CORE:
        return unsure
    if prepositions & {"until", "till"}:
        return EITHER if tense == PAST else FUTURE
    if "through" in prepositions:  # "had bought shares through Sept. 29", "will lend through January"
        return FUTURE if tense == FUTURE else NEAREST
    if noun >= 0 or towards:
        return FUTURE if tense == FUTURE else NEAREST
    if tense == PAST and daily:
        return NEAREST  # what is long gone is told with its year: "approved a dividend for Nov. 22", in October
    return NEAREST if tense == PRESENT else tense


def is_past(reading: Reading, word: int) -> bool:
    """Whether a word is a verb told as past."""
    return reading.upos[word] == "VERB" and _of_clause(reading, word) == PAST


def wishes(reading: Reading, word: int) -> bool:
    """Whether the infinitive of a verb lies ahead of it ("offered to meet on Friday")."""
    return reading.lemmas[word].lower() in _WISHES


def _is_clause(reading: Reading, word: int) -> bool:
    return reading.upos[word] in ("VERB", "AUX") or reading.child(word, "cop") is not None


def _prepositions(reading: Reading, first: int, last: int) -> set[str]:
    """Prepositions of the expression, in the tree and just before it."""
    found = {
        reading.words[child].lower()
        for child in reading.children[top(reading, first, last)]
        if reading.labels[child] == "case"
    }
    if first > 0 and reading.upos[first - 1] in ("ADP", "SCONJ"):
        found.add(reading.words[first - 1].lower())
    if first > 1 and reading.words[first - 2].lower() == "as":
        found.add("as")
    return found


def _of_noun(reading: Reading, noun: int, tense: int, *, weekly: bool, daily: bool) -> int:
    """The time in "Sunday's vote": past (a day of the year: nearest), unless what governs the noun looks ahead."""
    children = reading.children[noun] if noun >= 0 else []
    cases = {reading.words[child].lower() for child in children if reading.labels[child] == "case"}
    if "ahead" in cases or (cases & {"until", "till", "for"} and tense == FUTURE):
        return FUTURE
    if cases & {"after", "since", "following"}:
        return PAST
    if tense == FUTURE or cases & {"before", "until", "till", "by"}:
        return EITHER if weekly else NEAREST
    return NEAREST if daily and not weekly else PAST


def _plans(reading: Reading, word: int, *, owned: bool, towards: bool) -> bool:
    lemma = reading.lemmas[word].lower()
    if lemma in _PLANNING:
        return True
    if owned:
        return False
    passive = reading.child(word, "aux:pass", "nsubj:pass") is not None or reading.labels[word] in ("acl", "amod")
    return lemma in _PLANNED and (towards or (passive and reading.feature(word, "Tense") == "Past"))


def _of_clause(reading: Reading, word: int) -> int:
    """PAST, PRESENT, FUTURE or PROGRESSIVE."""
    helpers = [child for child in reading.children[word] if reading.labels[child] in ("aux", "aux:pass", "cop")]
    forms = {reading.words[helper].lower().replace("’", "'") for helper in helpers}
    lemmas = {reading.lemmas[helper].lower() for helper in helpers}
    modals = forms & _FUTURE_AUXILIARIES
    if "'d" in modals and "have" in lemmas:
        modals = modals - {"'d"}
    if modals:
        return PAST if "have" in lemmas or (modals == {"could"} and _is_negated(reading, word)) else FUTURE
    if "Past" in {reading.feature(helper, "Tense") for helper in helpers} or "have" in lemmas:
        return PAST
    if "be" in lemmas and any(reading.words[child].lower() == "to" for child in reading.children[word]):
        return FUTURE
    form, tense = reading.feature(word, "VerbForm"), reading.feature(word, "Tense")
    if form == "Fin" and tense == "Past":
        return PAST
    if form == "Inf" and not helpers:
        return _of_infinitive(reading, word)
    if form == "Part" and tense == "Past":
        return PAST
    if form in ("Ger", "Part"):
        return PROGRESSIVE if "be" in lemmas else _outer(reading, word)
    return PRESENT


def _is_negated(reading: Reading, word: int) -> bool:
    """Whether a verb, or its subject, is denied ("could not", "neither he nor his uncle could")."""
    near = list(reading.children[word])
    for child in reading.children[word]:
        if reading.labels[child].startswith("nsubj"):
            near += reading.children[child]
    return any(reading.words[child].lower().replace("’", "'") in _DENIALS for child in near)


def _of_infinitive(reading: Reading, word: int) -> int:
    """“Plans to meet on Sunday” lies ahead, "managed to flee on Sunday" does not."""
    governor = reading.heads[word]
    if governor >= 0 and reading.lemmas[governor].lower() not in _WISHES and reading.labels[word] == "xcomp":
        return _of_clause(reading, governor) if _is_clause(reading, governor) else FUTURE
    if governor >= 0 and reading.labels[word] in ("acl", "acl:relcl") and _is_ranked(reading, governor):
        return _outer(reading, word)  # "the first country to join on Friday was ..."
    return FUTURE


def _is_ranked(reading: Reading, noun: int) -> bool:
    """Whether a noun is the first, last or only of its kind."""
    return any(
        reading.words[child].lower() in _RANKS or reading.feature(child, "NumType") == "Ord"
        for child in (noun, *reading.children[noun])
    )


def _outer(reading: Reading, word: int) -> int:
    """A participle takes the tense of the clause that it hangs on."""
    governor = reading.heads[word]
    for _ in range(_LONGEST_WALK):
        if governor < 0:
            return PRESENT
        if _is_clause(reading, governor):
            return _of_clause(reading, governor)
        governor = reading.heads[governor]
    return PRESENT
