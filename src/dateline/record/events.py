"""Events from tellings: which tellings, within and across reports, are of one event, and why.

Two tellings are one event where type, day, place and actors agree and nothing speaks against it. Where reports carry no
dates the times stay open: then only strong evidence joins them across reports (the same actors and recipients, the
same named place, a trigger that is no commonplace; or the same sentence word for word).

Pairs come from blocking keys, never from all pairs; tellings that look the same in all that is compared count as one
when pairs are made, and under one key a telling meets at most `_WINDOW` neighbours. Joins are made from the strongest
to the weakest, each only where the whole clusters allow it (`tellings.Told`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus, day_text
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.places import PlacesFound
from dateline.record.tellings import Telling, Told, days, interval_text, make_tellings
from dateline.record.thin import join_thin

_WINDOW = 50
_COPIED_WORDS = 8
"""Words that a sentence must have for its standing in two reports to be no chance."""
_WEEK = 7


@dataclass(slots=True)
class EventsFound:
    """Tellings and their clusters, each a list of numbers of `tellings`, in the order of their first telling."""

    tellings: list[Telling]
    clusters: list[list[int]]
    reasons: list[list[str]]
    of: list[int]
    """For each telling the number of its cluster, -1 for one that a person has rejected."""


class Likeness:
    """Scores pairs of tellings and says why; 0 where they are not to be joined."""

    def __init__(self, actors: ActorsFound, places: PlacesFound, text: Sequence[int]) -> None:
        self._actors = actors
        self._places = places
        self._text = text

    def copied(self, one: Telling, other: Telling) -> bool:
        """Whether two reports that share text tell it in the same sentence, word for word."""
        if self._text[one.report] != self._text[other.report] or one.report == other.report:
            return False
        same = one.offset == other.offset and one.sentence == other.sentence
        return same and one.sentence.count(" ") >= _COPIED_WORDS - 1

    def across(self, one: Telling, other: Telling) -> int:
        """How sure it is that two tellings of two reports are of one event."""
        if one.event.type != other.event.type or one.status_class != other.status_class:
            return 0
        when = days(one, other)
        lie = self._places.lie(one.place, other.place)
        if when == "apart" or lie == "apart":
            return 0
        if self.copied(one, other):
            return 100
        mode, other_mode = one.event.mode, other.event.mode
        if (mode and other_mode and mode != other_mode) or lie == "unknown":
            return 0
        who, whom = one.actors.agrees(other.actors), one.recipients.agrees(other.recipients)
        if who < 0 or whom < 0:
            return 0
        trigger = bool(one.stems & other.stems)
        alike = trigger or (mode is not None and mode == other_mode)
        if when == "same":
            return self._same_day(one, other, lie, who, whom, trigger, alike)
        if when == "overlap":
            narrow = max(one.high - one.low, other.high - other.low) < _WEEK or bool(one.rare & other.rare)
            if lie in ("same", "near") and who > 0 and narrow and (whom > 0 or trigger) and alike:
                return 40 + 2 * who + 2 * whom + trigger
            if lie == "within" and who > 0 and whom > 0 and narrow and trigger:
                return 36 + 2 * who + 2 * whom
            return 0
        return 20 if who == 2 and whom == 2 and lie == "same" and one.rare & other.rare else 0

    def _same_day(self, one: Telling, other: Telling, lie: str, who: int, whom: int, trigger: bool, alike: bool) -> int:
        score = 60 + 5 * who + 5 * whom + 4 * trigger
        if lie in ("same", "near"):
            if (who > 0 and whom > 0) or (alike and who + whom > 0):
                return score + 6
            named = one.actors or other.actors or one.recipients or other.recipients
            return score + 3 if alike and not named else 0
        if lie == "within":
            return score + 3 if who > 0 and ((whom > 0 and alike) or (trigger and who == 2)) else 0
        if who > 0 and whom > 0 and alike:
            return score
        nobody = not (one.recipients or other.recipients) and one.place == other.place == -1
        return score if who == 2 and trigger and nobody else 0

    def within(self, one: Telling, other: Telling) -> int:
        """How sure it is that two tellings of one report are of one event: the sentences' own evidence."""
        if one.event.type != other.event.type or one.status_class != other.status_class:
            return 0
        mode, other_mode = one.event.mode, other.event.mode
        if (mode and other_mode and mode != other_mode) or one.event.trigger.overlaps(other.event.trigger):
            return 0
        when = days(one, other)
        lie = self._places.lie(one.place, other.place)
        if when == "apart" or lie in ("apart", "unknown"):
            return 0
        who, whom = one.actors.agrees(other.actors), one.recipients.agrees(other.recipients)
        if who < 0 or whom < 0:
            return 0
        trigger = bool(one.stems & other.stems)
        timed = one.event.when is not None and one.event.when == other.event.when
        score = 80 + 3 * trigger + 2 * who + 2 * whom + 3 * timed + 2 * (lie in ("same", "near"))
        background = one.event.background != other.event.background
        if who == 2 and whom == 2:
            if trigger:
                return score if not background or when == "same" or one.event.when == other.event.when else 0
            return score if not background and lie in ("same", "near", "open") else 0
        if one.sentence == other.sentence and who == 2 and lie in ("same", "near"):
            return score
        news = not background or one.event.when == other.event.when
        if trigger and news and who + whom > 0 and (who == 2 or whom == 2 or timed):
            return score if lie != "within" or timed or who == 2 else 0
        return 0

    def why(self, one: Telling, other: Telling) -> str:
        """Why the two are one event, as a sentence."""
        parts = []
        if self.copied(one, other):
            parts.append("the same sentence word for word")
        when = days(one, other)
        if when == "same":
            parts.append(f"same day ({day_text(one.low)})")
        elif when == "overlap":
            parts.append(f"times that fit ({interval_text(max(one.low, other.low), min(one.high, other.high))})")
        elif one.report == other.report:
            parts.append("same report")
        else:
            parts.append("no days that differ")
        lie = self._places.lie(one.place, other.place)
        names = [self._places.everywhere[number].place.name for number in sorted({one.place, other.place} - {-1})]
        if lie in ("same", "within") and len(names) == 1:
            parts.append(f"same place ({names[0]})")
        elif lie == "near":
            parts.append(f"places near each other ({', '.join(names)})")
        elif lie == "within":
            parts.append(f"one place within the other ({', '.join(names)})")
        for role, mine, theirs in (
            ("actors", one.actors, other.actors),
            ("recipients", one.recipients, other.recipients),
        ):
            agrees = mine.agrees(theirs)
            if agrees > 0:
                shared = [self._actors.everyone[number].name for number in sorted(mine.named & theirs.named)]
                called = f" ({', '.join(shared)})" if shared else ""
                parts.append(f"same {role}{called}" if agrees == 2 else f"{role} in common{called}")
        if one.stems & other.stems:
            parts.append(f"trigger “{min(one.event.trigger.text, other.event.trigger.text)}”")
        elif one.event.mode and one.event.mode == other.event.mode:
            parts.append(f"same mode ({one.event.mode})")
        else:
            parts.append(f"same type ({one.event.type})")
        return "merged: " + ", ".join(parts)


def merge_events(
    corpus: Corpus, actors: ActorsFound, places: PlacesFound, text: Sequence[int], rulings: Rulings
) -> EventsFound:
    """All tellings of all accounts, joined where they are of one event, in an order made from content.

    `text` gives for each report a number that it has in common with those that share text with it.
    """
    tellings = make_tellings(corpus, actors, places)
    where = Where(corpus.keys("event"))
    rejected = rulings.rejected("event", where) if rulings else set()
    clusters = Clusters(len(tellings), [Told.of(telling, places) for telling in tellings])
    for together, one, other, reason in rulings.links("event", where) if rulings else ():
        if together:
            clusters.join(one, other, reason, by_hand=True)
        else:
            clusters.forbid(one, other)
    likeness = Likeness(actors, places, text)
    live = [telling for telling in tellings if telling.number not in rejected]
    pairs = {*_pairs_within(live, likeness), *_pairs_across(live, likeness, places, text)}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if clusters.find(one) != clusters.find(other) and clusters.may_join(one, other):
            clusters.join(one, other, likeness.why(tellings[one], tellings[other]))
    join_thin(tellings, clusters, [telling.number for telling in live], places)
    groups = clusters.groups([telling.number for telling in live])
    of = [-1] * len(tellings)
    for number, group in enumerate(groups):
        for member in group:
            of[member] = number
    return EventsFound(tellings, groups, [clusters.reasons(group[0]) for group in groups], of)


def _pairs_within(tellings: list[Telling], likeness: Likeness) -> Iterator[tuple[int, int, int]]:
    groups: dict[tuple[int, str, str], list[Telling]] = {}
    for telling in tellings:
        groups.setdefault((telling.report, telling.event.type, telling.status_class), []).append(telling)
    for group in groups.values():
        found: list[tuple[int, Telling, Telling]] = []
        for place, one in enumerate(group):
            for other in group[place + 1 : place + 1 + _WINDOW]:
                score = likeness.within(one, other)
                if score:
                    found.append((score, one, other))
        torn = _torn(found)
        for score, one, other in found:
            if one.number not in torn and other.number not in torn:
                yield score, one.number, other.number


def _torn(pairs: list[tuple[int, Telling, Telling]]) -> set[int]:
    """Tellings that fit equally well to two that are apart in time: which one they tell of can't be told."""
    best: dict[int, tuple[int, list[Telling]]] = {}
    for score, one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            top, partners = best.setdefault(mine.number, (score, []))
            if score > top:
                best[mine.number] = (score, [theirs])
            elif score == top:
                partners.append(theirs)
    return {
        number
        for number, (_, partners) in best.items()
        if any(days(partners[0], other) == "apart" for other in partners[1:])
    }


def _pairs_across(
    tellings: list[Telling], likeness: Likeness, places: PlacesFound, text: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    looks: dict[tuple[object, ...], list[Telling]] = {}
    copies: dict[tuple[int, str, int, str, str], list[Telling]] = {}
    for telling in tellings:
        event = telling.event
        who, whom = telling.actors, telling.recipients
        look = (event.type, event.mode, telling.status_class, telling.low, telling.high, telling.place, telling.stems,
                who.named, who.heads, whom.named, whom.heads)  # fmt: skip
        looks.setdefault(look, []).append(telling)
        copied = (text[telling.report], telling.sentence, telling.offset, event.type, telling.status_class)
        copies.setdefault(copied, []).append(telling)
    for group in copies.values():
        for one, other in pairwise(group):
            score = likeness.across(one, other) if one.report != other.report else 0
            if score:
                yield score, one.number, other.number
    tight: dict[tuple[object, ...], list[list[Telling]]] = {}
    loose: dict[tuple[object, ...], list[list[Telling]]] = {}
    for group in looks.values():
        yield from _alike(group, likeness)
        first = group[0]
        for key in _tight_keys(first, places):
            tight.setdefault(key, []).append(group)
        for key in _loose_keys(first):
            loose.setdefault(key, []).append(group)
    seen: set[tuple[int, int]] = set()
    for buckets, both in ((tight, True), (loose, False)):
        for bucket in buckets.values():
            for place, one_group in enumerate(bucket):
                for other_group in bucket[place + 1 : place + 1 + _WINDOW]:
                    if not both and one_group[0].exact and other_group[0].exact:
                        continue
                    pair = (one_group[0].number, other_group[0].number)
                    if pair in seen:
                        continue
                    seen.add(pair)
                    met = _meet(one_group, other_group)
                    score = likeness.across(*met) if met else 0
                    if met and score:
                        yield score, min(met[0].number, met[1].number), max(met[0].number, met[1].number)


def _alike(group: list[Telling], likeness: Likeness) -> Iterator[tuple[int, int, int]]:
    """Pairs that tie together tellings which look the same: each with the first of another report."""
    first = group[0]
    second = next((telling for telling in group if telling.report != first.report), None)
    if second is None:
        return
    score = likeness.across(first, second)
    for telling in group[1:] if score else ():
        partner = first if telling.report != first.report else second
        yield score, min(partner.number, telling.number), max(partner.number, telling.number)


def _meet(group: list[Telling], other: list[Telling]) -> tuple[Telling, Telling] | None:
    """A telling of each group, from two reports."""
    for one in (group[0], group[-1]):
        for two in (other[0], other[-1]):
            if one.report != two.report:
                return one, two
    return None


def _tight_keys(telling: Telling, places: PlacesFound) -> Iterator[tuple[object, ...]]:
    of = (telling.event.type, telling.status_class)
    if telling.exact:
        for side in sorted(telling.actors.wide | telling.recipients.wide):
            yield (*of, telling.low, side)
        if telling.place >= 0 and not places.everywhere[telling.place].wide:
            yield (*of, telling.low, telling.place)
    if telling.actors and telling.recipients and telling.place >= 0:
        for word in sorted(telling.rare):
            yield (*of, word, telling.actors.named, telling.recipients.named, telling.place)


def _loose_keys(telling: Telling) -> Iterator[tuple[object, ...]]:
    if telling.bounded:
        for week in range(telling.low // _WEEK, telling.high // _WEEK + 1):
            for side in sorted(telling.actors.wide):
                yield (telling.event.type, telling.status_class, week, side)
