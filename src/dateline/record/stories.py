"""Stories: which reports tell of the same happenings, and what a story is called.

Two reports are of one story when one tells an event of its news that the other tells too, when they share text, or when
what they name (particular actors, places below the country) overlaps enough, each name weighing more the fewer reports
have it. Reports published more than `_DAYS` days apart need a shared event or shared text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt

from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.events import EventsFound
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.places import PlacesFound
from dateline.record.words import fold, spaced, stems_of

_DAYS = 30
_OVERLAP = 0.3
_SHARED = 3
_WINDOW = 40
_RARE = 3
"""How many of a report's rarest names make its blocking keys, in pairs."""


@dataclass(slots=True)
class StoriesFound:
    """Stories as lists of report numbers, their titles and reasons; `of` gives the story of each report."""

    stories: list[list[int]]
    titles: list[str]
    why: list[str]
    of: list[int]


def find_stories(
    corpus: Corpus,
    events: EventsFound,
    actors: ActorsFound,
    places: PlacesFound,
    copies: list[tuple[int, int, str]],
    rulings: Rulings,
) -> StoriesFound:
    """The stories of all reports; `copies` are pairs of reports that share text, with the reason."""
    clusters = Clusters(len(corpus.reports))
    where = Where([[(report.id, 0, 0, "")] for report in corpus.reports])
    for together, one, other, reason in rulings.links("story", where) if rulings else ():
        if together:
            clusters.join(one, other, reason, by_hand=True)
        else:
            clusters.forbid(one, other)
    for one, other, _ in sorted(copies):
        clusters.join(one, other, "they share text")
    for members in events.clusters:
        told = sorted(
            {events.tellings[member].report for member in members if not events.tellings[member].event.background}
        )
        for other in told[1:]:
            clusters.join(told[0], other, "they tell the same event")
    for score, one, other, names in sorted(
        _alike(corpus, actors, places), key=lambda pair: (-pair[0], pair[1], pair[2])
    ):
        clusters.join(one, other, f"they name the same ({names})" if score else "")
    groups = clusters.groups()
    groups.sort(key=lambda group: (_first_day(corpus, group), group))
    of = [-1] * len(corpus.reports)
    for number, group in enumerate(groups):
        for member in group:
            of[member] = number
    why = [_why(clusters.reasons(group[0]), len(group)) for group in groups]
    return StoriesFound(groups, [_title(corpus, group) for group in groups], why, of)


def _why(reasons: list[str], reports: int) -> str:
    if reports == 1:
        return "no other report tells of the same happenings"
    shown = "; ".join(reasons[:5])
    return f"{reports} reports: {shown}" + (f"; and {len(reasons) - 5} more reasons" if len(reasons) > 5 else "")


def _first_day(corpus: Corpus, group: list[int]) -> str:
    days = [known.earliest for number in group if (known := corpus.reports[number].published) and known.earliest]
    return min(days, default="9999")


def _names(corpus: Corpus, actors: ActorsFound, places: PlacesFound) -> list[set[tuple[str, int]]]:
    """What each report names: particular actors and places below the country."""
    found: list[set[tuple[str, int]]] = [set() for _ in corpus.reports]
    for item, number in enumerate(actors.of):
        if number >= 0 and actors.everyone[number].named and not actors.everyone[number].is_state:
            found[corpus.actors.report[item]].add(("actor", number))
    for item, number in enumerate(places.of):
        if (
            number >= 0
            and places.everywhere[number].place.kind not in ("country", "region")
            and _proper(places, number)
        ):
            found[corpus.places.report[item]].add(("place", number))
    return found


def _proper(places: PlacesFound, number: int) -> bool:
    return any(letter.isupper() for letter in places.everywhere[number].place.name)


def _alike(corpus: Corpus, actors: ActorsFound, places: PlacesFound) -> list[tuple[float, int, int, str]]:
    names = _names(corpus, actors, places)
    counted = Counter(name for mine in names for name in mine)
    weight = {name: log(1 + len(names) / count) for name, count in counted.items()}
    buckets: dict[tuple[tuple[str, int], tuple[str, int]], list[int]] = {}
    for number, mine in enumerate(names):
        shared = sorted((name for name in mine if counted[name] > 1), key=lambda name: (counted[name], name))
        rarest = sorted(shared[: 2 * _RARE])
        for place, name in enumerate(rarest):
            for partner in rarest[place + 1 :]:
                buckets.setdefault((name, partner), []).append(number)
    total = [sum(weight[name] for name in sorted(mine)) for mine in names]
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for bucket in buckets.values():
        for place, one in enumerate(bucket):
            for other in bucket[place + 1 : place + 1 + _WINDOW]:
                if (one, other) in found or not _near(corpus, one, other):
                    continue
                common = sorted(names[one] & names[other])
                if len(common) < _SHARED:
                    continue
                shared_weight = sum(weight[name] for name in common)
                score = shared_weight / (total[one] + total[other] - shared_weight)
                if score >= _OVERLAP:
                    rare = sorted(common, key=lambda name: (-weight[name], name))[:3]
                    called = [actors.everyone[number].name if kind == "actor" else places.everywhere[number].place.name
                              for kind, number in rare]  # fmt: skip
                    found[one, other] = (score, ", ".join(called))
    return [(score, one, other, called) for (one, other), (score, called) in found.items()]


def _near(corpus: Corpus, one: int, other: int) -> bool:
    first, second = corpus.published[one], corpus.published[other]
    return first is None or second is None or abs(first - second) <= _DAYS


def _title(corpus: Corpus, group: list[int]) -> str:
    """The headline whose words the others share most; without headlines, the first line of the first report."""
    titles = sorted(
        {spaced(stated.value) for number in group if (stated := corpus.reports[number].title) and stated.value.strip()}
    )
    if not titles:
        first = min(group, key=lambda number: (_first_day(corpus, [number]), number))
        line = next(
            (spaced(line) for line in corpus.reports[first].text.splitlines() if line.strip()), "an empty report"
        )
        return line if len(line) <= 100 else line[:99].rsplit(" ", 1)[0] + "…"
    if len({fold(title) for title in titles}) == 1:
        return titles[0]
    counted = Counter(word for title in titles for word in stems_of(title))

    def central(title: str) -> float:
        words = stems_of(title)
        return sum(counted[word] - 1 for word in words) / sqrt(len(words)) if words else 0.0

    return min(titles, key=lambda title: (-central(title), len(title), title))
