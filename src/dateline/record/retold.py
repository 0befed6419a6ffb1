"""Events of one story that another report of it tells again, in fewer words than ordinary merging asks for.

Within a story a report that speaks of "the arrests" or says that somebody "quit" means what the others tell, where they
tell only one thing of the kind. Two clusters are joined where nothing speaks against their being one, they share the
word or the mode, and each is for the other the only one, or clearly the likest, of its kind in that report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.record.clusters import Clusters
from dateline.record.places import PlacesFound
from dateline.record.tellings import Party, Telling
from dateline.record.words import common_triggers

_MANY = 40
"""More events than this under one key of a story, and which one is meant can't be told."""
_WEEK = 7
_SEVERAL = "ASSAULT"
"""The type of which one day of a story may see several that are told in the same words."""


@dataclass(slots=True)
class Kept:
    """What the tellings of a cluster say together."""

    root: int
    first: Telling
    reports: frozenset[int]
    stems: frozenset[str]
    modes: frozenset[str]
    low: int
    high: int
    places: frozenset[int]
    actors: list[Party]
    recipients: list[Party]
    background: bool

    @classmethod
    def of(cls, root: int, tellings: Sequence[Telling]) -> Kept:
        """What these tellings, numbered as `root` among the clusters, say."""
        return cls(
            root=root,
            first=tellings[0],
            reports=frozenset(telling.report for telling in tellings),
            stems=frozenset(word for telling in tellings for word in telling.stems),
            modes=frozenset(telling.mode for telling in tellings if telling.mode),
            low=max(telling.low for telling in tellings),
            high=min(telling.high for telling in tellings),
            places=frozenset(telling.place for telling in tellings) - {-1},
            actors=[telling.actors for telling in tellings if telling.actors or telling.actors.heads],
            recipients=[telling.recipients for telling in tellings if telling.recipients or telling.recipients.heads],
            background=all(telling.event.background for telling in tellings),
        )

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.low == self.high


def join_retold(
    tellings: Sequence[Telling], clusters: Clusters, live: Sequence[int], places: PlacesFound, story_of: Sequence[int]
) -> None:
    """Join the clusters of each story that tell one event; `story_of` gives the story of each report."""
    kinds: dict[tuple[int, str, str], list[Kept]] = {}
    for group in clusters.groups(live):
        kept = Kept.of(clusters.find(group[0]), [tellings[member] for member in group])
        stories = {story_of[report] for report in kept.reports}
        if len(stories) == 1 and kept.first.status_class != "unreal":
            kinds.setdefault((stories.pop(), kept.first.event.type, kept.first.status_class), []).append(kept)
    for kind in kinds.values():
        for _, one, other in _mutual(list(_pairs(kind, places))):
            if clusters.find(one.root) != clusters.find(other.root) and clusters.may_join(one.root, other.root):
                clusters.join(one.root, other.root, _why(one, other))


def _pairs(kind: Sequence[Kept], places: PlacesFound) -> Iterator[tuple[int, Kept, Kept]]:
    """Pairs that may be one, by what they share, with how like they are."""
    by_key: dict[str, list[Kept]] = {}
    for one in kind:
        for key in sorted({*(f"word {stem}" for stem in one.stems), *(f"mode {mode}" for mode in one.modes)}):
            by_key.setdefault(key, []).append(one)
    seen: set[tuple[int, int]] = set()
    for bucket in by_key.values():
        for one, other in combinations(bucket[:_MANY], 2):
            pair = (one.root, other.root)
            if pair not in seen and not one.reports & other.reports:
                seen.add(pair)
                score = _likeness(one, other, places)
                if score:
                    yield score, one, other


def _mutual(pairs: Sequence[tuple[int, Kept, Kept]]) -> list[tuple[int, Kept, Kept]]:
    """The pairs of which each is the likest to the other in some report, and no second is as like; likest first."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for score, one, other in pairs:
        for mine, theirs in ((one, other), (other, one)):
            for report in theirs.reports:
                top, count = best.get((mine.root, report), (0, 0))
                if score >= top:
                    best[mine.root, report] = (score, count + 1 if score == top else 1)
    return sorted(
        (
            (score, one, other) for score, one, other in pairs
            if any(best[one.root, report] == (score, 1) for report in other.reports)
            and any(best[other.root, report] == (score, 1) for report in one.reports)
        ),
        key=lambda pair: (-pair[0], pair[1].first.number, pair[2].first.number),
    )  # fmt: skip


def _agree(one: Sequence[Party], other: Sequence[Party]) -> int:
    """2 the same, 1 some in common, 0 one says nothing, -1 different: the best of all tellings."""
    return max((mine.agrees(theirs) for mine in one for theirs in other), default=0)


def _likeness(one: Kept, other: Kept, places: PlacesFound) -> int:
    """How like two clusters of one kind are; 0 where they must not be joined."""
    if one.low > other.high or other.low > one.high or (one.modes and other.modes and not one.modes & other.modes):
        return 0
    who, whom = _agree(one.actors, other.actors), _agree(one.recipients, other.recipients)
    lies = {places.lie(mine, theirs) for mine in one.places for theirs in other.places}
    if who < 0 or whom < 0 or lies & {"apart", "unknown"}:
        return 0
    words = one.stems & other.stems
    telling, mode = bool(words - common_triggers()), bool(one.modes & other.modes)
    same_day = one.exact and other.exact
    near = bool(lies & {"same", "near"})
    narrow = one.high - one.low < _WEEK and other.high - other.low < _WEEK
    if not (narrow or (telling and mode and max(who, whom) == 2)):
        return 0  # not both say when, and the word is not enough
    day = same_day and bool(words) and mode and one.first.event.type != _SEVERAL
    if not (telling or day or ((mode or words) and (whom > 0 or (near and who > 0)))):
        return 0
    if (one.background or other.background) and not same_day:
        return 0  # history
    score = 3 * telling + (words != frozenset()) + 2 * mode + 2 * max(who, 0) + 2 * max(whom, 0)
    return score + 3 * same_day + 2 * near


def _why(one: Kept, other: Kept) -> str:
    words = sorted(one.stems & other.stems)
    shared = f"trigger “{words[0]}”" if words else f"mode {min(one.modes & other.modes)}"
    return f"merged: {shared}, nothing that differs, and no other event of the kind in the story that it can be"
