"""The main happening of a report: which of its tellings are of one event, and that event's day and place.

A report of an attack, a strike or a march tells it several times, in the headline, the lead and the body, and says when
and where it was only once or twice, often in a sentence that has another verb ("officers were called to the scene at
9 p.m. on Friday"). The tellings of the main happening are those of its type that nothing sets apart from the first one.
Its day is the one that most speaks for: a day in the clause of one of the tellings, then one beside them, then any day
told of what went on there, each weighing more the earlier it stands. The day of what was said or done about it later
(said, arrested, charged, buried) is never taken, nor the day of a dateline or a line of publication. Its place is found
in the same way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import cos, hypot, radians

from dateline.model.account import Actor, Event, Place, When
from dateline.model.reading import Reading
from dateline.model.spans import Span
from dateline.times.owners import owned, speaks, views, words_of

TOLD = frozenset(("happened", "ongoing"))
DAYS = frozenset(("hour", "part of day", "day"))
_TYPES = ("ASSAULT", "PROTEST", "MOBILIZE", "COERCE", "RETREAT")
"""Types of what happens at one place on one day; violence comes before all else."""
_STEM = 4
_OPENING = 8
"""Sentences that the headline and the lead may take."""
_HARM = frozenset("kill killing wound injure hurt die death dead shoot shooting stab stabbing murder slay slaying "
                  "slain killed wounded injured fatal".split())  # fmt: skip
"""What an attack does to people, in words that tell of the attack as well."""
_OUTCOME = frozenset("die death dead succumb perish pronounce declare".split())
"""What may come days after the attack."""
_OUTCOME_STEMS = frozenset(word[:_STEM] for word in _OUTCOME) | {"dyin"}
_LATER = frozenset(
    "arrest charge arraign appear sentence convict plead indict schedule book bail release identify surrender face "
    "announce post publish update bury mourn hold expect set plan apprehend extradite jury trial hearing court vigil "
    "funeral autopsy conference interview statement testify bear marry graduate issue continue investigate "
    "investigation remember gather search sue file rule seek return jail detain warrant due await learn obtain "
    "print air broadcast copyright edition email upload deny grant order extend accuse turn".split()
)  # fmt: skip
"""Words of what follows a happening, and of other days in people's lives: the day beside them is their own."""
_IN_COURT = frozenset("guilty custody court trial jury jail prison bond warrant".split())
_CARRYING = frozenset(("obl", "obj", "nmod", "xcomp", "obl:unmarked", "compound", "acl"))
"""Relations by which a word takes the time of what it stands under."""
_INCIDENT = frozenset(
    "incident shooting attack killing slaying homicide murder accident stabbing blast explosion bombing raid "
    "protest march rally clash clashes strike robbery fight altercation crash ambush riot".split()
)
_DAY_WORD = re.compile(
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon\.|tues?\.|wed\.|thurs?\.|fri\.|sat\.|sun\.|"
    r"yesterday|today|tonight|last night|this (?:morning|afternoon|evening)|"
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[a-z]+'s (?:day|eve))|\d/\d"
)
_FURNITURE = re.compile(
    r"(?i)(?:\b(?:published|posted|updated|update|created|modified|edited|filed|printed|copyright|©)\b"
    r"[\s:,|(]*(?:on|at)?[\s:,|(]*(?:\d[\d:. ]*[ap]\.?m\.?\W*)?|\(@\w+\)\s*)$"
)
_BEFORE = 40
_EITHER = 7
"""Days between the two that a weekday may mean: of what has happened it is the first."""
_GAP = 6
"""Characters between an hour and its day, at most."""
_REACHES = 14
"""Words between a telling and the day behind it, at most."""
_FADING, _AGAIN = 0.12, 0.3
"""How fast a mention loses weight with every sentence before it, and what further mentions add."""
_OUTLET = re.compile(r"\.com\b|\b(?:News|Weather|Sports|TV|Channel|Headlines|Radio|[KW][A-Z]{2,3})\b")
"""What the name of a broadcaster has beside the towns it sends to."""
_SEPARATOR = re.compile(r"\s[-–—|:]{1,2}\s|:: ")
_LINE = 300
"""Characters of a line that may be a headline with its outlet."""
_LED_TO = re.compile(r"(?i)\b(?:in|near|outside|around|town of|village of|city of)\s+(?:the\s+)?$")
_DATELINE_END = re.compile(r"\s*(?:,[^\n.]{2,30}\.?\s*)?(?:\([^)\n]*\)\s*)?[—–-]")
_SHARE = 0.25
"""How much a town must weigh beside the district that holds it."""
_REACH = 40.0
_RESIDENCE = re.compile(r"(?:,\s*|\d\s*|\b(?:resident|native|man|woman|boy|girl|teenager)s?\s+)of\s+$")
_STREET = re.compile(
    r"(?i)\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|drive|dr\.?|lane|ln\.?|court|ct\.?|boulevard|blvd\.?|highway|hwy\.?|"
    r"route|way|place|square|parkway|pkwy\.?|terrace|circle|trail|plaza|bridge|interstate|alley|crescent|apartments?|"
    r"park|school|hospital|mall|market|mosque|church|club|bar|hotel|motel|station|airport|university|college|"
    r"complex|center|centre|hall|building|plant|factory|prison|jail|stadium|checkpoint|base|camp|store|restaurant)\b"
)
"""Names of streets and buildings: where no gazetteer has them, they are on the map where their town is."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The tellings of one event in one report: indices of its events, the first one first."""

    seed: int
    tellings: tuple[int, ...]


def find_happening(reading: Reading, events: Sequence[Event], actors: Sequence[Actor]) -> Happening | None:
    """The main happening of a report; None where it tells of nothing that happens at one place on one day."""
    seed = _seed(reading, events)
    if seed is None:
        return None
    first = events[seed]
    tellings = [
        index
        for index, event in enumerate(events)
        if event.type == first.type and event.status in TOLD and may_be_one(first, event, actors)
    ]
    return Happening(seed, tuple(tellings))


def _seed(reading: Reading, events: Sequence[Event]) -> int | None:
    """The first event of a type that comes first; one told in the opening before one told later."""
    end = reading.ends[reading.sentence_bounds(min(_OPENING, len(reading.sentences)) - 1)[1] - 1] if len(reading) else 0
    options = [
        (event.trigger.start > end, event.type != "ASSAULT", is_outcome(event.trigger), event.trigger.start, index)
        for index, event in enumerate(events)
        if event.type in _TYPES and event.status in TOLD
    ]
    violent = [option for option in options if not option[1]]
    return min(violent or options)[-1] if options else None


def is_outcome(trigger: Span) -> bool:
    """Whether a trigger tells only of what came of an event, perhaps days later ("died", "the death of")."""
    return all(word[:_STEM] in _OUTCOME_STEMS for word in trigger.text.lower().split())


def may_be_one(one: Event, other: Event, actors: Sequence[Actor]) -> bool:
    """Whether nothing in the words of two tellings of one type sets them apart."""
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if not (_stems(one) & _stems(other) or _is_harm(one) or _is_harm(other) or one.mode):
        return False
    pairs = ((one.actors, other.actors), (one.recipients, other.recipients))
    for mine, theirs in pairs:
        named, also = _named(mine, actors), _named(theirs, actors)
        if named and also and not named & also:
            return False
    return True


def _named(members: Sequence[int], actors: Sequence[Actor]) -> set[int]:
    """Those that are no persons (of several victims each is named once) and no unnamed people."""
    return {member for member in members if actors[member].kind not in ("unidentified", "person", "group")}


def _stems(event: Event) -> set[str]:
    return {word[:_STEM] for word in event.trigger.text.lower().split()}


def _is_harm(event: Event) -> bool:
    return any(word in _HARM or word.rstrip("s") in _HARM for word in event.trigger.text.lower().split()) or any(
        stem in _HARM_STEMS for stem in _stems(event)
    )


_HARM_STEMS = frozenset(word[:_STEM] for word in _HARM if len(word) >= _STEM) | {"shot"}


def day_of(reading: Reading, events: Sequence[Event], happening: Happening, times: Sequence[When],
           skipped: frozenset[int]) -> int | None:  # fmt: skip
    """The time expression that gives the day of the happening, as an index of `times`; None where none is told.

    `skipped` are the times of datelines.
    """
    owners: dict[int, float] = {}
    sentences: set[int] = set()
    number_at = _Sentences(reading)
    for index in happening.tellings:
        event = events[index]
        sentences.add(number_at.of(event.trigger.start))
        if event.when is not None:
            owners[event.when] = max(owners.get(event.when, 0.0), 0.5 if is_outcome(event.trigger) else 3.0)
    triggers = {events[index].trigger.start for index in happening.tellings}
    taken = {event.when for index, event in enumerate(events) if index not in happening.tellings} - owners.keys()
    hours: set[int] = set()
    scores: dict[object, list[float]] = {}
    shown: dict[object, int] = {}
    opened = number_at.of(events[happening.seed].trigger.start)
    clock_before: dict[int, int] = {}
    for hour, day_behind in _clocks(times):
        clock_before[day_behind] = hour
        if hour in owners:  # "at 9 p.m. Friday": the hour is of that day
            owners[day_behind] = max(owners.get(day_behind, 0.0), owners.pop(hour))
        hours.add(hour)
    for index, when in enumerate(times):
        if index in skipped or index in hours or when.granularity not in DAYS or _is_furniture(reading, when.span):
            continue
        day = _day(when)
        if day is None:
            continue
        sentence = number_at.of(when.span.start)
        if index in owners:
            weight = owners[index]
        elif _stands_before(reading, when.span, triggers):
            weight = 3.0
        else:
            weight = max(
                _weight(reading, times[one], one in taken, number_at.of(times[one].span.start) in sentences, triggers)
                for one in (index, clock_before.get(index, index))
            )  # a full stop after "p.m." may have cut the day off its clause
            if opened >= _OPENING and sentence not in sentences:
                weight = 0.0
        if lacks_day(when):
            weight *= 0.4  # the day of an hour that has none of its own is only inferred
        if when.rule == "feast" and not _stands_before(reading, when.span, triggers):
            weight *= 0.3  # "a New Year's Eve party"
        if weight:
            scores.setdefault(day, []).append(weight / (1.0 + _FADING * sentence))
            shown.setdefault(day, index)
            if index in owners and shown[day] not in owners:
                shown[day] = index
    if not scores:
        return None
    return shown[max(scores, key=lambda day: (_joint(scores[day]), -shown[day]))]


def lacks_day(when: When) -> bool:
    """Whether an hour is told without its day."""
    return when.granularity == "hour" and _DAY_WORD.search(when.span.text) is None


def _clocks(times: Sequence[When]) -> Iterator[tuple[int, int]]:
    """Hours without a day, with the day that stands right behind them ("at about 9 p.m. Friday")."""
    for index, (one, other) in enumerate(pairwise(times)):
        if (
            lacks_day(one)
            and 0 <= other.span.start - one.span.end <= _GAP
            and other.granularity in ("day", "part of day")
        ):
            yield index, index + 1


def _stands_before(reading: Reading, span: Span, triggers: set[int]) -> bool:
    """Whether a day modifies a telling or a noun that takes it up ("the Oct. 13 shooting", "Friday's incident")."""
    last = words_of(reading, span)[1]
    sentence = reading.sentence_of[last]
    for word in range(last + 1, min(last + 4, len(reading))):
        if reading.sentence_of[word] != sentence:
            return False
        if reading.upos[word] in ("NOUN", "VERB") and (
            reading.starts[word] in triggers or reading.words[word].lower() in _INCIDENT
        ):
            return True
        if reading.upos[word] not in ("ADJ", "PART", "NOUN", "PUNCT", "ADV"):
            return False
    return False


def _joint(weights: list[float]) -> float:
    """What several mentions weigh together: the best one, and a little for each of the others."""
    best = max(weights)
    return best + _AGAIN * (sum(weights) - best)


def _day(when: When) -> object | None:
    """What tells one day from another: the day, or the expression as long as nothing is known to count it from."""
    if when.earliest is not None and when.latest is not None:
        apart = (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days
        return when.earliest if apart in (0, _EITHER) else None
    return (when.rule, when.arguments) if when.rule in ("weekday", "day") else None


def _weight(reading: Reading, when: When, taken: bool, beside: bool, triggers: set[int]) -> float:
    """How much a day in another clause speaks for being the day of the happening."""
    place = owned(reading, *words_of(reading, when.span))
    if _follows_it(reading, place.first, place.owner, triggers):
        return 1.5
    current, spoken = place.owner, 1.0
    for _ in range(3):
        if current < 0:
            break
        lemma = reading.lemmas[current].lower()
        if reading.starts[current] in triggers or (lemma in _INCIDENT and reading.upos[current] == "NOUN"):
            return 0.7 if lemma in _OUTCOME else 2.0
        if _is_reported(reading, current):
            return 1.5
        if (speaks(reading, current) or views(reading, current)) and not _goes_there(reading, current):
            if not _ends_what_is_said(reading, place.last, current):
                return 0.0
            spoken = 0.8
            break
        if lemma in _LATER or any(_is_later(reading, child) for child in reading.children[current]):
            return 0.0
        if any(reading.labels[child] == "aux" and reading.words[child].lower() in ("had", "'d")
               for child in reading.children[current]):  # fmt: skip
            spoken = 0.4  # told as what went before
        if reading.labels[current] not in _CARRYING:
            break
        current = reading.heads[current]
    if place.owner >= 0 and reading.lemmas[place.owner].lower() in _OUTCOME:
        return 0.7
    if taken:
        return 0.3
    return (1.5 if beside else 1.0) * spoken


def _follows_it(reading: Reading, first: int, owner: int, triggers: set[int]) -> bool:
    """Whether a day stands behind a telling, with no verb between, that its own verb stands before.

    "Charged after the shooting at a bar on Sunday": parsers hang the day on the charge.
    """
    for word in range(first - 1, max(owner, first - _REACHES), -1):
        if reading.starts[word] in triggers or (
            reading.words[word].lower() in _INCIDENT and reading.upos[word] == "NOUN"
        ):
            return 0 <= owner < word and reading.sentence_of[word] == reading.sentence_of[first]
        if reading.upos[word] in ("VERB", "AUX") or reading.words[word] in (",", ";", "."):
            return False
    return False


def _is_later(reading: Reading, word: int) -> bool:
    """Whether a word beside a verb makes it one of what follows ("was found guilty", "taken into custody")."""
    lemma = reading.lemmas[word].lower()
    if reading.labels[word] in ("nsubj", "nsubj:pass", "compound"):
        return lemma in _LATER
    case = reading.child(word, "case")
    source = case is not None and reading.lemmas[case].lower() in ("accord", "according", "per")
    return lemma in _IN_COURT and not source


def _goes_there(reading: Reading, verb: int) -> bool:
    """Whether "responded" tells of going to a place, and not of an answer ("deputies responded to a home")."""
    return reading.lemmas[verb].lower() == "respond" and reading.child(verb, "ccomp", "parataxis") is None


def _is_reported(reading: Reading, verb: int) -> bool:
    """Whether something is reported to the police, as a happening is on its day ("the fire was reported at noon")."""
    return reading.lemmas[verb].lower() == "report" and reading.child(verb, "aux:pass") is not None


def _ends_what_is_said(reading: Reading, last: int, verb: int) -> bool:
    """Whether a day stands at the end of what a verb of saying behind it reports ("… on Sunday, the police said")."""
    start = reading.sentence_bounds(reading.sentence_of[verb])[0]
    return (
        last < verb
        and "," in reading.words[last + 1 : verb]
        and any(reading.upos[word] == "VERB" for word in range(start, last))
    )


def _is_furniture(reading: Reading, span: Span) -> bool:
    """Whether a day stands in a line of publication ("Posted: June 3, 2014", "Updated Friday"), not in a sentence."""
    line = reading.text.rfind("\n", 0, span.start) + 1
    before = reading.text[max(line, span.start - _BEFORE) : span.start]
    end = reading.text.find("\n", span.end)
    after = reading.text[span.end : end if end >= 0 else len(reading.text)]
    if before.strip(" |(-–—") == "" and len(after.split()) <= 4:
        return True
    found = _FURNITURE.search(before)
    return found is not None and bool(found[0].strip())


def place_of_happening(
    reading: Reading, events: Sequence[Event], happening: Happening, places: Sequence[Place]
) -> int | None:
    """The town of the happening, as an index of `places` (its district, where no town is named), or None."""
    number_at = _Sentences(reading)
    sentences = {number_at.of(events[index].trigger.start) for index in happening.tellings}
    own: dict[int, int] = {}
    for index in happening.tellings:
        place = events[index].place
        if place is not None:
            own[place] = own.get(place, 0) + 1
    scores: dict[int, float] = {}
    for index, where in enumerate(places):
        if is_town(where):
            worth = 1.0
        elif where.kind == "district":
            worth = 0.5
        elif where.lat is None and where.kind in ("other", "village", "city") and not is_spot(where):
            worth = 0.6  # most villages are on no map
        else:
            continue
        score = sum(
            _place_weight(reading, span, number_at.of(span.start) in sentences, known=where.lat is not None)
            / (1.0 + _FADING * number_at.of(span.start))
            for span in where.mentions
        )
        scores[index] = worth * (score + 1.5 * min(own.get(index, 0), 3))
    scores = {index: score for index, score in scores.items() if score > 0}
    if not scores:
        return None
    best = max(scores, key=lambda index: (scores[index], -index))
    inside = [
        index for index in scores
        if is_town(places[index]) and holds(places[best], places[index]) and scores[index] >= _SHARE * scores[best]
    ]  # fmt: skip
    return max(inside, key=lambda index: (scores[index], -index)) if inside else best


def is_town(place: Place) -> bool:
    """Whether the place is a town or village, a part of one, or near one, and on the map."""
    made = (place.gazetteer or "").partition("/")[2]
    return place.lat is not None and (place.kind in ("city", "village") or (bool(made) and place.precision == "near"))


def is_spot(place: Place) -> bool:
    """Whether the place is a street or building that is on no map."""
    return place.lat is None and place.kind in ("facility", "other") and _STREET.search(place.name) is not None


def is_doubtful(reading: Reading, place: Place) -> bool:
    """Whether a name that is on no map never stands where places stand: no "in" or "near" before it, no dateline."""
    if place.lat is not None or place.kind not in ("facility", "other"):
        return False
    return not any(
        _LED_TO.search(reading.text[max(0, span.start - _BEFORE) : span.start])
        or _DATELINE_END.match(reading.text, span.end)
        for span in place.mentions
    )


def holds(outer: Place, inner: Place) -> bool:
    """Whether one place is a wide one and the other lies in it, as far as codes and distances tell."""
    if outer.country is None or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "province":
        return outer.admin1 is not None and outer.admin1 == inner.admin1
    if None in (outer.lat, outer.lon, inner.lat, inner.lon) or is_town(outer):
        return False
    assert outer.lat is not None and outer.lon is not None and inner.lat is not None and inner.lon is not None  # noqa: S101, PT018
    reach = max(_REACH, 1.5 * (outer.radius_km or 0.0))  # a county is no circle
    if outer.kind not in ("region", "district") and " of" not in (outer.gazetteer or ""):
        return False
    return hypot(outer.lat - inner.lat, (outer.lon - inner.lon) * cos(radians(inner.lat))) * 111.2 <= reach


def _place_weight(reading: Reading, span: Span, beside: bool, *, known: bool) -> float:
    text = reading.text
    before = text[max(0, span.start - _BEFORE) : span.start]
    if _RESIDENCE.search(before):
        return 0.1  # "Ann Vale, 34, of Norwick"
    if _OUTLET.search(_piece(text, span)):
        return 0.1  # "WXYZ.com - Norwick News, Weather, Sports"
    if not known and not (_LED_TO.search(before) or _DATELINE_END.match(text, span.end)):
        return 0.0
    return 1.5 if beside else 1.0


def _piece(text: str, span: Span) -> str:
    """The piece of a line that holds a span, where the line has pieces ("headline - outlet, its town")."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line, at = text[start : end if end >= 0 else len(text)], span.start - start
    if len(line) > _LINE:
        return ""
    pieces = [0, *(found.end() for found in _SEPARATOR.finditer(line)), len(line) + 1]
    return next((line[low:high] for low, high in pairwise(pieces) if low <= at < high), "")


class _Sentences:
    """Numbers of the sentences of a reading, by a place in its text."""

    def __init__(self, reading: Reading) -> None:
        self._starts = [reading.starts[word] for word in reading.sentences]

    def of(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)
