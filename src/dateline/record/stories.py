"""Stories: which reports tell of the same happenings, and what a story is called.

Two reports are of one story when one tells an event of its news that the other tells too, when they share text, or when
what they can be told by (particular actors, places, surnames, words of the headline, other words with a capital)
overlaps enough, each mark weighing more the fewer reports have it, known actors and words half, words with a capital a
quarter: these are names that nobody was found behind (a ship, a bridge, a town that the reader missed), so that it
takes several. A report joins others only where it shares nearly as much with half of them, so that stories do not grow
into chains. Reports published more than `_DAYS` days apart need a shared event or shared text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import log, sqrt

from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.events import EventsFound
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.places import PlacesFound
from dateline.record.words import fold, spaced, stems_of, words_of

Mark = tuple[str, int, str]
"""Something that a report can be told by: its kind, the number of an actor or place, or a word."""
_DAYS = 30
_ENOUGH = 1.0
"""Two reports share enough when what they share weighs about as much as a mark that no third report has."""
_LEAST = 0.5
_MANY = 100
"""Among few reports less is enough, from `_LEAST` up: there is little that they could be confused with."""
_CLOSE = 0.6
_NAMES = 1
_CAPITALS = 4
"""Words with a capital that must be shared for them to count at all, and to do without a common actor or place."""
_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z][ ,] |[^\W\d_A-Z][^\W\d_A-Z] )[^\W\d_a-z][^\W\d_]{2,}")
"""A word with a capital after one without: no sentence and no headline begins with it."""
_SHORTEST = 3
"""Letters of the shortest surname by which a report can be told."""
_LINE = 80
"""Length from which on a line is running text."""
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december president minister ministry prime police army government state general "
    "colonel captain commander governor mayor secretary spokesman spokeswoman committee commission council party "
    "union court parliament defence defense interior foreign health national international united nations north south "
    "east west northern southern eastern western english facebook twitter telegram whatsapp islamic".split()
)
"""Words that have capitals in any story."""
_MARKS = 2
_COMMON = 80
"""A mark that more reports have than this says nothing; it also keeps the cost in line with the number of reports."""
_MEMBERS = 20
_SHOWN = 3


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
    text = [clusters.find(number) for number in range(len(corpus.reports))]
    for members in events.clusters:
        told = sorted(
            {events.tellings[member].report for member in members if not events.tellings[member].event.background}
        )
        for other in told[1:]:
            clusters.join(told[0], other, "they tell the same event")
    marks = _marks(corpus, actors, places)

    def called(one: int, other: int) -> str:
        names = [actors.everyone[number].name if kind == "actor" else places.everywhere[number].place.name
                 for kind, number, _ in sorted(marks[one] & marks[other]) if number >= 0]  # fmt: skip
        names = names or [word for kind, _, word in marks[one] & marks[other] if kind == "name"]
        return ", ".join(sorted(names)[:_SHOWN])

    _join_alike(clusters, _alike(corpus, marks, actors, places), text, called)
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


def _marks(corpus: Corpus, actors: ActorsFound, places: PlacesFound) -> list[set[Mark]]:
    """What each report can be told by: particular actors, places below the province, words of its headline."""
    found: list[set[Mark]] = [set() for _ in corpus.reports]
    for item, number in enumerate(actors.of):
        if number >= 0 and actors.everyone[number].named and not actors.everyone[number].is_state:
            found[corpus.actors.report[item]].add(("actor", number, ""))
    for item, number in enumerate(places.of):
        if number >= 0:
            place = places.everywhere[number].place
            if place.kind not in ("country", "region", "province") and any(letter.isupper() for letter in place.name):
                found[corpus.places.report[item]].add(("place", number, ""))
    for item, actor in enumerate(corpus.actors.items):
        if actor.kind == "person" and actors.of[item] >= 0 and len(last := actor.name.split()[-1]) > _SHORTEST:
            # "Rustam Holov" here, "director Holov" there: who is who is told only within a story
            found[corpus.actors.report[item]].add(("surname", -1, fold(last)))
    for item, place in enumerate(corpus.places.items):
        if places.of[item] >= 0 and place.kind not in ("country", "region", "province") and place.name[:1].isupper():
            found[corpus.places.report[item]].add(("town", -1, fold(place.name)))
    states = {word for someone in actors.everyone if someone.is_state for alias in someone.aliases
              for word in words_of(alias.form)}  # fmt: skip
    for number, report in enumerate(corpus.reports):
        if report.title is not None:
            found[number].update(("word", -1, word) for word in stems_of(report.title.value))
        told = {word for line in report.text.splitlines() if len(line) >= _LINE for word in _CAPITAL.findall(line)}
        found[number].update(("name", -1, word) for one in told if (word := fold(one)) not in states | _NO_NAMES)
    return found


def _alike(
    corpus: Corpus, marks: list[set[Mark]], actors: ActorsFound, places: PlacesFound
) -> dict[tuple[int, int], float]:
    """How much pairs of reports share: marks that fewer reports have weigh more; 1 is enough for one story."""
    holders: dict[Mark, list[int]] = {}
    for number, mine in enumerate(marks):
        for mark in sorted(mine):
            holders.setdefault(mark, []).append(number)
    enough = min(_ENOUGH, _LEAST + len(marks) / _MANY) * log(1 + len(marks))
    found: dict[tuple[int, int], float] = {}
    names: Counter[tuple[int, int]] = Counter()
    capitals: dict[tuple[int, int], list[float]] = {}
    shared: Counter[tuple[int, int]] = Counter()
    counted: set[tuple[int, int, str]] = set()
    """Pairs with the words of the actors and places that they share: a surname or town of these says no more."""
    for mark, reports in sorted(holders.items()):
        if not 1 < len(reports) <= _COMMON:
            continue
        weight = log(1 + len(marks) / len(reports)) / enough
        if mark[0] == "name":
            for place, one in enumerate(reports):
                for other in reports[place + 1 :]:
                    capitals.setdefault((one, other), []).append(weight / 4)
            continue
        if mark[0] in ("word", "town") or (mark[0] == "actor" and actors.everyone[mark[1]].known is not None):
            weight /= 2
        word = mark[2]
        if mark[0] == "actor":
            word = fold(actors.everyone[mark[1]].name.split()[-1])
        elif mark[0] == "place":
            word = fold(places.everywhere[mark[1]].place.name)
        for place, one in enumerate(reports):
            for other in reports[place + 1 :]:
                if mark[0] in ("surname", "town") and (one, other, word) in counted:
                    continue
                counted.add((one, other, word))
                found[one, other] = found.get((one, other), 0.0) + weight
                names[one, other] += mark[0] != "word"
                shared[one, other] += 1
    for pair, weights in capitals.items():
        if len(weights) >= _CAPITALS:
            found[pair] = found.get(pair, 0.0) + sum(weights)
            names[pair] += 1
            shared[pair] += len(weights)
    return {
        pair: score if shared[pair] >= _MARKS else min(score, _CLOSE)
        for pair, score in found.items()
        if names[pair] >= _NAMES and _near(corpus, *pair)
    }


def _near(corpus: Corpus, one: int, other: int) -> bool:
    first, second = corpus.published[one], corpus.published[other]
    return first is None or second is None or abs(first - second) <= _DAYS


def _join_alike(
    clusters: Clusters, alike: dict[tuple[int, int], float], text: list[int], called: Callable[[int, int], str]
) -> None:
    """Join reports that share enough, where half of the reports on either side share nearly enough with each other.

    Reports that share text (`text` gives them one number) count as one: a short copy names too little by itself.
    """
    for (one, other), score in sorted(alike.items(), key=lambda pair: (-round(pair[1], 9), pair[0])):
        if score < 1:
            break
        if clusters.find(one) == clusters.find(other):
            continue
        ours, theirs = clusters.members(one)[:_MEMBERS], clusters.members(other)[:_MEMBERS]
        close = {
            (text[mine], text[yours])
            for mine in ours
            for yours in theirs
            if alike.get((min(mine, yours), max(mine, yours)), 0.0) >= _CLOSE
        }
        if 2 * len(close) >= len({text[mine] for mine in ours}) * len({text[yours] for yours in theirs}):
            clusters.join(one, other, f"they name the same ({called(one, other)})")


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
