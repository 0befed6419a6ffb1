"""Numbers without a noun of their own: "a crowd of 3,000", "put the turnout at 900", "voted 61 to 34"."""

from __future__ import annotations

from dateline.claims.count_words import Counted, count_words, is_person
from dateline.claims.nouns import Nouns
from dateline.claims.numbers import VOTES, Number, is_many, is_year
from dateline.model.reading import Reading

_CROWDS = frozenset("crowd group audience gathering team convoy staff congregation".split())
_ATTENDANCE = frozenset(
    "crowd turnout attendance protest rally march demonstration audience gathering funeral vigil".split()
)
_DRAW = frozenset({"draw", "attract", "gather"})
_GATHER = frozenset({"march", "demonstrate", "rally", "protest", "attend"})
_COME = _GATHER | {"join", "gather", "take", "turn", "come", "walk", "crowd", "pack", "fill"}
"""What people do who come together; all but a few of these say so only with what they come to."""
_GATHERING = _ATTENDANCE | {"streets", "street", "square", "part", "procession", "strike", "mass", "out"}
_PUT = frozenset({"put", "estimate", "reckon", "place", "number"})
_BALLOT = VOTES | {"approve", "pass", "reject", "adopt"}
_AGAINST = frozenset({"to", "-", "\u2013", "\u2014", "against"})
_SIDES = frozenset({"against", "abstained", "abstaining", "abstentions", "opposed", "voted", "votes"})


class Alone:
    """Finds what the bare numbers of one reading count."""

    def __init__(self, reading: Reading, nouns: Nouns) -> None:
        self._reading = reading
        self._forms = nouns.forms
        self._table = count_words()

    def counted(self, number: Number, end: int) -> Counted | None:
        """What a number without a noun counts, or None: people in a crowd or on board, a vote, the first of a range."""
        forms, reading = self._forms, self._reading
        before = forms[number.first - 1] if number.first else ""
        came = self._came(number, end)
        if came is not None:
            return came
        if before == "of" and number.first > 1:
            crowd = number.first - 2
            if reading.lemmas[crowd] in _CROWDS and not is_year(reading, number):
                return Counted("people", 1.0, (crowd, crowd), number.last, f"how many the {forms[crowd]} were")
            return None
        if is_year(reading, number) or not is_many(number, 2):
            return None
        following = forms[number.last + 1 : min(number.last + 3, end)]
        if following[:1] == ["aboard"] or following == ["on", "board"]:
            return Counted("people", 1.0, None, number.last, "how many were on board")
        gathered = self._crowd(number, before)
        if gathered is not None:
            return Counted("people", 1.0, (gathered, gathered), number.last, f"how many were at the {forms[gathered]}")
        tally = self._tally(number)
        if tally is not None:
            return tally
        if before == "from" and following[:1] == ["to"]:
            for word in range(number.last + 2, min(number.last + 6, end)):
                measure = self._table.measures.get(forms[word])
                if measure is not None:  # "from 4 to 6 percent"
                    return Counted(*measure, None, number.last, f"in “{forms[word]}”, like the number after it")
        start = reading.sentence_bounds(reading.sentence_of[number.core])[0]
        near = range(max(start, number.first - 12), min(end, number.last + 12))
        ballots = (word for word in near if reading.lemmas[word] in _BALLOT)
        ballot = min(ballots, key=lambda word: abs(word - number.core), default=None)
        if ballot is None:
            return None
        joined = (
            (len(following) == 2 and following[0] in _AGAINST and reading.upos[number.last + 2] in ("NUM", "NOUN"))
            or (before in _AGAINST and any(reading.upos[word] == "NUM" for word in near if word < number.first))
            or (following[:1] and following[0] in _SIDES)
            or following == ["for", "and"]
            or following in (["in", "favour"], ["in", "favor"])
        )
        return Counted("count", 1.0, (ballot, ballot), number.last, "how a vote ended") if joined else None

    def _came(self, number: Number, end: int) -> Counted | None:
        """“20,000 joined the rally”, "some 9,000 took to the streets": people, by what they did."""
        reading, forms, verb = self._reading, self._forms, number.last + 1
        if not is_many(number, 10) or verb >= end or reading.upos[verb] not in ("VERB", "AUX", "ADJ"):
            return None
        while verb + 1 < end and reading.upos[verb] == "AUX":
            verb += 1
        if reading.lemmas[verb].lower() not in _COME:
            return None
        after = forms[verb + 1 : verb + 8]
        goes = reading.lemmas[verb].lower() in _GATHER or not _GATHERING.isdisjoint(after)
        return Counted("people", 1.0, None, number.last, f"those who {forms[verb]}") if goes else None

    def _tally(self, number: Number) -> Counted | None:
        """“The number of cases rose to 840”: what is counted there."""
        reading, forms = self._reading, self._forms
        start = reading.sentence_bounds(reading.sentence_of[number.core])[0]
        if forms[number.first - 1] not in ("to", "at", "reached", "hit", "is", "was"):
            return None
        for word in range(max(start, number.first - 14), number.first - 2):
            if forms[word] != "number" or forms[word + 1] != "of":
                continue
            head = next((near for near in range(word + 2, number.first) if reading.upos[near] == "NOUN"), None)
            if head is None:
                return None
            lemma = reading.lemmas[head].lower()
            unit = self._table.happenings.get(lemma) or self._table.kinds.get(lemma)
            if unit is None:
                unit = "people" if is_person(lemma) else "count"
            return Counted(unit, 1.0, (head, head), number.last, f"the number of {forms[head]}")
        return None

    def _crowd(self, number: Number, before: str) -> int | None:
        """The crowd that a bare number counts ("put the turnout at 3,000", "the march drew 3,000")."""
        reading = self._reading
        start = reading.sentence_bounds(reading.sentence_of[number.core])[0]
        near = range(max(start, number.first - 9), number.first)
        verb = number.first - 1
        put = before == "at" and any(reading.lemmas[word] in _PUT for word in near)
        put = put or (before in ("to", "at") and any(reading.lemmas[word] == "estimate" for word in near))
        if not put and not (verb >= start and reading.lemmas[verb] in _DRAW):
            return None
        return next((word for word in reversed(near) if reading.lemmas[word] in _ATTENDANCE), None)
