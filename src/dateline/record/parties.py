"""Parties that only a story tells: who "the army", "RF", "the commission" and "protesters" are across its reports.

Outside a story such words say nothing; within one story they are one party, on these grounds only:

- **copies**: what stands in the same words of the same shared passage names the same;
- **organs**: a body told without its state ("police", "Interior Ministry") is that organ of the country that the report
  is from, the same wherever the story tells it of that country;
- **short names**: initials, or the last words of a name ("the commission" for "National Electoral Commission"), where
  the story has one body of that name and no other that it could be;
- **surnames**, where the story has one person of that name;
- **groups** of people told by one plural alone ("protesters"), where the story has no two of them.

The pairs that come back only propose: known ids and countries still keep apart what can't be one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from dateline.model.account import Actor
from dateline.record.actors import ActorsFound, Matching
from dateline.record.corpus import Corpus
from dateline.record.origins import Copies
from dateline.record.stories import StoriesFound
from dateline.record.words import fold_long, stem, words_of

Tie = tuple[int, int, str]
"""Two account's actors that are one, and why."""
_MOSTLY = 0.6
"""Share of a report's places in one country from which on it is from there, if its dateline doesn't say."""
_SMALL = frozenset("of the for and in on de to a an la al du des y e da do against".split())
_VAGUE = frozenset(
    stem(word)
    for word in "people persons men women others officials sources reporters journalists experts analysts diplomats "
    "observers witnesses individuals members leaders relatives friends children civilians victims locals".split()
)
"""Plurals of which every report may mean somebody else."""
_MARKS_OF_ANY = re.compile(r"(?i)\b(?:an?|another|some|any|every|each|no|other|two|three|several|many)\s+$")


def find_parties(
    corpus: Corpus, actors: ActorsFound, stories: StoriesFound, copies: Copies, matching: Matching
) -> list[Tie]:
    """Pairs of actors (numbers in the corpus) that are one within their story, with the reasons, in a fixed order."""
    found = list(_in_copies(corpus, actors, copies))
    by_story: dict[int, list[int]] = {}
    for number in range(len(corpus.actors)):
        if actors.of[number] >= 0:
            by_story.setdefault(stories.of[corpus.actors.report[number]], []).append(number)
    homes = [_home(corpus, report) for report in range(len(corpus.reports))]
    for story, members in sorted(by_story.items()):
        told = {home for report in stories.stories[story] if (home := homes[report])}
        only = min(told) if len(told) == 1 else None
        found += _organs(corpus, members, [home or only for home in homes], matching.organ)
        found += _short_names(corpus, actors, members)
        found += _groups(corpus, members)
        found += _surnames(corpus, actors, members, matching)
    return found


def _in_copies(corpus: Corpus, actors: ActorsFound, copies: Copies) -> Iterator[Tie]:
    """Actors that are named by the same words of passages that copies share word for word."""
    at: dict[int, list[tuple[int, int, int]]] = {}
    for number, actor in enumerate(corpus.actors.items):
        if actors.of[number] >= 0:
            for span in actor.mentions:
                at.setdefault(corpus.actors.report[number], []).append((span.start, span.end, number))
    for mentions in at.values():
        mentions.sort()
    for group in copies.shared.groups:
        seen: dict[tuple[str, int, str], int] = {}
        for member in group:
            passage = copies.shared.passages[member]
            text = corpus.reports[passage.report].text
            whole = fold_long(text[passage.start : passage.end])
            for start, end, number in at.get(passage.report, ()):
                if passage.start <= start and end <= passage.end:
                    look = (whole, len(fold_long(text[passage.start : start])), fold_long(text[start:end]))
                    first = seen.setdefault(look, number)
                    if corpus.actors.report[first] != passage.report:
                        yield first, number, "They stand in the same words of a passage that the reports share."


def _home(corpus: Corpus, report: int) -> str | None:
    """The country that a report is from: that of its dateline, else of most places that it names; None if unclear."""
    counted: Counter[str] = Counter()
    line = corpus.reports[report].dateline
    for place in corpus.accounts[report].places:
        if place.country is None:
            continue
        if line is not None and line.span is not None and any(line.span.overlaps(span) for span in place.mentions):
            return place.country
        counted[place.country] += len(place.mentions)
    if not counted:
        return None
    country = min(counted, key=lambda code: (-counted[code], code))
    return country if counted[country] >= _MOSTLY * counted.total() else None


def _organs(
    corpus: Corpus, members: list[int], homes: list[str | None], organ: Callable[[Actor], str | None]
) -> Iterator[Tie]:
    """Bodies told without their state, with that organ of the country that the report is from."""
    items, bare = corpus.actors, list[tuple[int, str]]()
    owned: dict[str, int] = {}
    for number in members:
        actor = items.items[number]
        if actor.known is not None:
            owned.setdefault(actor.known.lower(), number)
        elif (key := organ(actor)) is not None:
            bare.append((number, key))
    first: dict[tuple[str, str | None], int] = {}
    for number, key in bare:
        home = homes[items.report[number]]
        own = owned.get(f"{home}.{key}".lower() if key != "government" else (home or "").lower())
        if own is None:
            own = first.setdefault((key, home), number)
        if own != number:
            where = f"of {home}" if home else "of the one country"
            yield own, number, f"“{items.items[number].name}” are those {where} that the story tells of."


def _short_names(corpus: Corpus, actors: ActorsFound, members: list[int]) -> Iterator[Tie]:
    """Short forms of the one body of the story whose name they shorten."""
    items = corpus.actors
    bodies: dict[int, int] = {}
    short: list[int] = []
    for number in members:
        actor = items.items[number]
        if actor.kind == "person" or actor.count is not None:
            continue
        words = actor.name.split()
        if len(words) > 1 and sum(word[:1].isupper() for word in words) > 1 and actor.kind != "state":
            bodies.setdefault(actors.of[number], number)
        if actor.known is None and actor.country is None and actor.kind in ("organisation", "armed group", "group"):
            short.append(number)
    initials: dict[str, set[int]] = {}
    tails: dict[str, set[int]] = {}
    named: dict[int, frozenset[str]] = {}
    for someone, number in bodies.items():
        words = items.items[number].name.split()
        initials.setdefault("".join(word[0] for word in words if word[0].isupper()), set()).add(someone)
        told = [stem(word) for word in words_of(items.items[number].name) if word not in _SMALL]
        named[someone] = frozenset(told)
        tails.setdefault(told[-1] if told else "", set()).add(someone)
        # "Ministry of Works": the body's own noun stands first
        lead = [stem(word) for word in words_of(items.items[number].name.partition(" of ")[0])]
        if lead and lead[-1] != told[-1]:
            tails.setdefault(lead[-1], set()).add(someone)
    for number in short:
        name, someone = items.items[number].name, actors.of[number]
        told = [stem(word) for word in words_of(name) if word not in _SMALL]
        if not told:
            continue
        if name.isupper() and name.isalpha() and 1 < len(name) < 7:
            fits = initials.get(name, set()) - {someone}
        elif _any_one(corpus, number):
            continue
        else:
            fits = {other for other in tails.get(told[-1], ()) if other != someone and named[other] > set(told)}
        if len(fits) == 1:
            whole = bodies[fits.pop()]
            yield whole, number, f"“{name}” is short for “{items.items[whole].name}”, the only one in the story."


def _any_one(corpus: Corpus, number: int) -> bool:
    """Whether the words before the first mention make it any of its kind ("a commission")."""
    start = corpus.actors.items[number].mentions[0].start
    text = corpus.reports[corpus.actors.report[number]].text
    return _MARKS_OF_ANY.search(text[max(0, start - 12) : start]) is not None


def _groups(corpus: Corpus, members: list[int]) -> Iterator[Tie]:
    """Groups of people told by one plural alone."""
    items = corpus.actors
    found: dict[str, list[int]] = {}
    for number in members:
        actor = items.items[number]
        words = words_of(actor.name)
        named = actor.known is not None or actor.country is not None or actor.count is not None
        plain = actor.kind == "group" and not named and len(words) == 1 and stem(words[0]) not in _VAGUE
        if plain and not _any_one(corpus, number):
            found.setdefault(stem(words[0]), []).append(number)
    for _, group in sorted(found.items()):
        for number in group[1:]:
            if items.report[number] != items.report[group[0]]:
                yield group[0], number, f"The story tells of one group of “{items.items[number].name}”."


def _surnames(corpus: Corpus, actors: ActorsFound, members: list[int], matching: Matching) -> Iterator[Tie]:
    """Persons told by a surname alone, with the one full name of the story that it may be."""
    items = corpus.actors
    full: dict[str, dict[int, int]] = {}
    short: list[int] = []
    for number in members:
        actor = items.items[number]
        if actor.kind != "person":
            continue
        if " " in actor.name:
            for key in matching.keys(actor):
                full.setdefault(key, {}).setdefault(actors.of[number], number)
        elif actor.known is None:
            short.append(number)
    for number in short:
        actor, fits = items.items[number], dict[int, tuple[int, str]]()
        for key in matching.keys(actor):
            for someone, other in full.get(key, {}).items():
                reason = matching.same(actor, items.items[other]) or matching.same(items.items[other], actor)
                if reason is not None:
                    fits[someone] = other, reason
        if len(fits) == 1:
            ((other, reason),) = fits.values()
            yield other, number, f"{reason}; nobody else of that name in the story"
