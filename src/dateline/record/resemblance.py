"""What two tellings share, as the numbers by which a fitted decision knows whether they are of one event.

Everything comes from the two tellings, their two reports and fixed tables, so that the numbers of a pair never change
when other reports are added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from dateline.model.reading import MODEL_VECTOR
from dateline.record.corpus import Corpus
from dateline.record.places import PlacesFound
from dateline.record.same_event import tables
from dateline.record.tellings import Telling, days
from dateline.record.told import Weights, cosine, unit
from dateline.record.trees import Ensemble, same_telling
from dateline.record.words import common_triggers, fold, stem, words_of

FEATURES = (
    "same type", "same family", "both assaults", "both coercion", "same status", "background alike", "both background",
    "same day", "times overlap", "times open", "days between", "width of times",
    "same place", "near places", "one place within the other", "places unknown", "a place open",
    "same actors", "actors in common", "actors differ", "same recipients", "recipients in common",
    "no actors named", "no recipients named", "one side names actors", "one side names recipients",
    "share of parties in common", "parties differ", "parties cross over", "unnamed in common", "unnamed differ",
    "same mode", "modes differ", "stem in common", "telling stem in common", "stems go together",
    "stems known together", "trigger words in common", "weight of the triggers", "trigger told in the other sentence",
    "sentences alike", "words beside alike", "names in common", "names differ", "numbers in common", "numbers differ",
    "same report", "same sentence", "distance", "leads", "pointing back", "same chain", "other chain",
    "vectors", "model's vectors", "vectors known", "reports alike", "same claim", "same words of time",
)  # fmt: skip
"""What `Resemblance.of` gives, in order."""

FAMILIES = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4,
    "ASSAULT": 4,
}  # fmt: skip
"""PLOVER's quad classes: verbal and material cooperation, verbal and material conflict."""

_POINTING = re.compile(r"(?:\b(?:the|this|that|these|those|its|their|his|her)|'s?)(?:\s+[^\s,.;:]+){0,3}\s*$")
"""What stands shortly before a noun that points back to something told before."""
_NAME = re.compile(r"[^\W\d_a-z]\w+")
_BESIDE = 50
"""Characters on either side of a trigger whose words are compared by themselves."""
_LEAD = 500
"""Characters from the start of a report that are its lead."""
_TERMS = 80
"""Words that a report is compared by, the weightiest."""
_FAR = 400
"""Days beyond which it does not matter how many."""

_UNDATED = 1.6
"""Log odds by which tellings of two reports must be more alike where their times say nothing: undated reports of
one conflict tell of many operations in the same words. Chosen on stories left out of the fitting."""
_OPEN, _SAME_REPORT = FEATURES.index("times open"), FEATURES.index("same report")


def log_odds(rows: NDArray[np.float32], decision: Ensemble | None = None) -> NDArray[np.float64]:
    """For each pair's numbers the log odds that it is one event, by the decision that ships or another one."""
    found = (decision or same_telling()).log_odds(rows)
    undated: NDArray[np.bool_] = (rows[:, _OPEN] > 0) & (rows[:, _SAME_REPORT] == 0)
    return np.where(undated, found - _UNDATED, found)


class _Look:
    """What is compared of one telling besides what the telling holds."""

    __slots__ = ("beside", "model", "names", "numbers", "pointing", "sentence", "trigger", "vector", "weight", "words")

    def __init__(self, telling: Telling) -> None:
        event = telling.event
        idf, unseen = tables().idf, tables().unseen
        text, start, end = event.sentence.text, telling.offset, telling.offset + len(event.trigger.text)
        self.trigger = frozenset(map(stem, words_of(event.trigger.text)))
        self.weight = max((idf.get(one, unseen) for one in self.trigger), default=0.0)
        told = words_of(text)
        self.words = frozenset(map(stem, told)) - self.trigger
        self.sentence = unit({one: idf.get(one, unseen) for one in sorted(self.words)})
        near = words_of(f"{text[max(0, start - _BESIDE) : start]} {text[end : end + _BESIDE]}")
        self.beside = unit({one: idf.get(one, unseen) for one in sorted({*map(stem, near)} - self.trigger)})
        self.names = frozenset(map(fold, _NAME.findall(text)))
        self.numbers = frozenset(word for word in told if word.isdigit())
        self.pointing = _POINTING.search(telling.sentence[: telling.offset]) is not None
        self.vector = _of_length_one(event.vector)
        self.model = _of_length_one(event.vector[:MODEL_VECTOR])


def _of_length_one(packed: bytes) -> NDArray[np.float32] | None:
    values = np.frombuffer(packed, np.int8).astype(np.float32)
    length = float(np.sqrt(values @ values))
    return values / length if length else None


class Resemblance:
    """Compares tellings of one record."""

    def __init__(self, corpus: Corpus, places: PlacesFound, tellings: Sequence[Telling]) -> None:
        self._reports = corpus.reports
        self._places = places
        self._tellings = tellings
        self._looks: dict[int, _Look] = {}
        self._terms: dict[int, Weights] = {}
        self._together: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def may_be_one(self, one: int, other: int) -> bool:
        """Whether it is worth asking: whether the two have anything in common by which one event is told twice."""
        a, b = self._tellings[one], self._tellings[other]
        if a.status_class != b.status_class or a.low > b.high or b.low > a.high:
            return False
        if a.report == b.report and a.event.trigger.overlaps(b.event.trigger):
            return False
        if self._places.lie(a.place, b.place) == "apart":
            return False
        if a.event.type == b.event.type or a.stems & b.stems:
            return True
        return FAMILIES.get(a.event.type) == FAMILIES.get(b.event.type) and self.together(a, b) > 0

    def together(self, a: Telling, b: Telling) -> float:
        """The best log odds that a stem of one trigger and one of the other tell one event (`same_event`)."""
        key = (a.stems, b.stems)
        known = self._together.get(key)
        if known is None:
            model = tables().events
            known = max((model.together_of(mine, theirs) for mine in a.stems for theirs in b.stems), default=0.0)
            self._together[key] = known
        return known

    def of(self, one: int, other: int) -> list[float]:
        """The numbers of a pair (`FEATURES`, in order)."""
        a, b = self._tellings[one], self._tellings[other]
        x, y = self._look(one), self._look(other)
        same = a.report == b.report
        return [
            *_kinds(a, b),
            *self._times_and_places(a, b),
            *_parties(a, b),
            *self._triggers(a, b, x, y),
            *_words(x, y),
            *self._within(a, b, x, y),
            float(x.vector @ y.vector) if x.vector is not None and y.vector is not None else 0.0,
            float(x.model @ y.model) if x.model is not None and y.model is not None else 0.0,
            float(x.vector is not None and y.vector is not None),
            0.0 if same else cosine(self._terms_of(a.report), self._terms_of(b.report)),
            float(same and a.event.claim is not None and a.event.claim == b.event.claim),
            float(same and a.event.when is not None and a.event.when == b.event.when),
        ]

    def _look(self, number: int) -> _Look:
        look = self._looks.get(number)
        if look is None:
            look = self._looks[number] = _Look(self._tellings[number])
        return look

    def _terms_of(self, report: int) -> Weights:
        terms = self._terms.get(report)
        if terms is None:
            idf, unseen = tables().idf, tables().unseen
            counts = Counter(map(stem, words_of(self._reports[report].text)))
            weights = {one: (1 + log(count)) * idf.get(one, unseen) for one, count in counts.items()}
            terms = unit(dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_TERMS]))
            self._terms[report] = terms
        return terms

    def _times_and_places(self, a: Telling, b: Telling) -> list[float]:
        when = days(a, b)
        lie = self._places.lie(a.place, b.place)
        both = a.bounded and b.bounded
        between = abs(a.low + a.high - b.low - b.high) / 2 if both else 0
        widths = log1p(min(a.high - a.low, _FAR)) + log1p(min(b.high - b.low, _FAR)) if both else 0.0
        return [
            *(float(when == one) for one in ("same", "overlap", "open")),
            log1p(min(between, _FAR)),
            widths,
            *(float(lie == one) for one in ("same", "near", "within", "unknown", "open")),
        ]

    def _triggers(self, a: Telling, b: Telling, x: _Look, y: _Look) -> list[float]:
        together = self.together(a, b)
        shared = a.stems & b.stems
        return [
            float(bool(a.mode) and a.mode == b.mode),
            float(bool(a.mode and b.mode and a.mode != b.mode)),
            float(bool(shared)),
            float(bool(shared - common_triggers())),
            together,
            float(together > tables().events.together_other),
            float(bool(x.trigger & y.trigger)),
            min(x.weight, y.weight),
            float(not x.trigger.isdisjoint(y.words)) + float(not y.trigger.isdisjoint(x.words)),
        ]

    @staticmethod
    def _within(a: Telling, b: Telling, x: _Look, y: _Look) -> list[float]:
        same = a.report == b.report
        one, other = a.event, b.event
        chained = same and one.chain is not None and other.chain is not None
        return [
            float(same),
            float(same and one.sentence.start == other.sentence.start),
            log1p(abs(one.trigger.start - other.trigger.start) / 200) if same else 0.0,
            float((one.trigger.start < _LEAD) + (other.trigger.start < _LEAD)),
            float(x.pointing + y.pointing),
            float(chained and one.chain == other.chain),
            float(chained and one.chain != other.chain),
        ]


def _kinds(a: Telling, b: Telling) -> list[float]:
    one, other = a.event, b.event
    same = one.type == other.type
    return [
        float(same),
        float(FAMILIES.get(one.type) == FAMILIES.get(other.type)),
        float(same and one.type == "ASSAULT"),
        float(same and one.type == "COERCE"),
        float(one.status == other.status),
        float(one.background == other.background),
        float(one.background and other.background),
    ]


def _parties(a: Telling, b: Telling) -> list[float]:
    who, whom = a.actors.agrees(b.actors), a.recipients.agrees(b.recipients)
    mine, theirs = a.actors.wide | a.recipients.wide, b.actors.wide | b.recipients.wide
    heads, other_heads = a.actors.heads | a.recipients.heads, b.actors.heads | b.recipients.heads
    crossing = len(a.actors.wide & b.recipients.wide) + len(a.recipients.wide & b.actors.wide)
    return [
        *(float(who == one) for one in (2, 1, -1)),
        *(float(whom == one) for one in (2, 1)),
        float(not a.actors and not b.actors),
        float(not a.recipients and not b.recipients),
        float(bool(a.actors) != bool(b.actors)),
        float(bool(a.recipients) != bool(b.recipients)),
        len(mine & theirs) / max(1, min(len(mine), len(theirs))),
        float(bool(mine and theirs and not mine & theirs)),
        float(min(crossing, 2)),
        float(bool(heads & other_heads)),
        float(bool(heads and other_heads and not heads & other_heads)),
    ]


def _words(x: _Look, y: _Look) -> list[float]:
    names, numbers = x.names & y.names, x.numbers & y.numbers
    return [
        cosine(x.sentence, y.sentence),
        cosine(x.beside, y.beside),
        float(min(len(names), 4)),
        float(bool(x.names and y.names and not names)),
        float(min(len(numbers), 3)),
        float(bool(x.numbers and y.numbers and not numbers)),
    ]
