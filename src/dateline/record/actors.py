"""Actors across reports: whose mentions are one and the same.

Who may be who is the actors room's to say (`Matching`); this module keeps it from running away. Two different known
ids, two person names that the room does not take for one, a person and an organisation, or organisations of two
countries never stand in one cluster, whatever chain of likenesses leads from one to the other. A person known only by
one short name is joined to a full name only where no other would do as well and the reports have company in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

from dateline.model.account import Actor, ActorKind
from dateline.model.record import Alias
from dateline.record.aliases import PRONOUNS
from dateline.record.clusters import Clusters, Summary
from dateline.record.corpus import Corpus
from dateline.record.judgements import Rulings
from dateline.record.ledger import Where
from dateline.record.words import fold, spaced, stem, words_of

Word = TypeVar("Word", bound=str)
_WINDOW = 64
"""How many neighbours an actor is compared with under one key; keeps a frequent surname from costing its square."""
_UNNAMED: frozenset[ActorKind] = frozenset({"unidentified", "group"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP"})

_NO_NAME = "The report gives no name"
"""How the actors room begins its reason for an actor that has only a description."""
_OPENS = re.compile(r"(?:^|[.!?:\n–—\"“‘(]|\s-)\s*(?:(?i:the|a|an)\s+)?$")
"""What stands before the first word of a sentence, a headline or a quotation."""


class Matching(NamedTuple):
    """What the actors room says of two actors of two reports."""

    keys: Callable[[Actor], Iterable[str]]
    """Keys of which two actors that may be one share at least one."""
    same: Callable[[Actor, Actor], str | None]
    """Why the two are one, as a sentence; None where they are not or it can't be told."""
    organ: Callable[[Actor], str | None] = lambda _: None
    """Which organ of a state a body told without its state is; None for anybody else."""


@dataclass(slots=True)
class _Who(Summary):
    """What a cluster of actors knows of itself; `names` are its full person names, each with an actor that bears it."""

    same: Callable[[Actor, Actor], str | None]
    known: str | None
    kinds: set[str]
    countries: set[str]
    names: dict[str, Actor] = field(default_factory=dict)

    def clashes(self, other: Summary) -> bool:
        assert isinstance(other, _Who)  # noqa: S101
        if self.known and other.known:
            return self.known != other.known
        if ("person" in self.kinds) != ("person" in other.kinds) and self.kinds - _UNNAMED and other.kinds - _UNNAMED:
            return True
        foreign = self.countries and other.countries and not self.countries & other.countries
        if foreign and not (self.known or other.known) and "person" not in self.kinds:
            return True
        return any(
            one != two
            and self.same(self.names[one], other.names[two]) is None
            and self.same(other.names[two], self.names[one]) is None
            for one in self.names
            for two in other.names
            if not (self.names[one].known and self.names[one].known == other.names[two].known)
        )

    def absorb(self, other: Summary) -> None:
        assert isinstance(other, _Who)  # noqa: S101
        self.known = self.known or other.known
        self.kinds |= other.kinds
        self.countries |= other.countries
        for name, actor in sorted(other.names.items()):
            if len(self.names) < 16:
                self.names.setdefault(name, actor)


@dataclass(slots=True)
class Someone:
    """One actor of the record before it has an id."""

    members: list[int]
    name: str
    kind: ActorKind
    known: str | None
    sector: str | None
    country: str | None
    offices: tuple[str, ...]
    aliases: tuple[Alias, ...]
    why: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why its mentions were joined."""
    seen: Seen
    bare: bool = False
    """Whether it has no name in any report, and a capital only where a sentence begins ("Police fired …")."""

    @property
    def named(self) -> bool:
        """Whether this is somebody in particular, not "two gunmen"."""
        proper = any(letter.isupper() for letter in self.name)
        return self.known is not None or (proper and self.kind not in _UNNAMED and not self.bare)

    @property
    def is_state(self) -> bool:
        """Whether it is a state or its government: too common to say much of what a report is about."""
        return self.kind in ("state", "place-as-actor")


@dataclass(slots=True)
class ActorsFound:
    """All actors of the record; `of` gives the number of each account's actor, -1 for a rejected one."""

    everyone: list[Someone]
    of: list[int]
    party: list[str]
    """For each account's actor, the side it speaks for: "gov:US", the number of its actor, or, for a body without a
    name of its own ("the army"), what it is called, which means one body only within a story; "" for nobody known."""

    def head(self, number: int) -> str:
        """For somebody unnamed, the stem of what they are called ("civilian")."""
        words = words_of(self.everyone[number].name)
        return stem(words[-1]) if words else ""


def merge_actors(
    corpus: Corpus, matching: Matching, rulings: Rulings, ties: Iterable[tuple[int, int, str]] = ()
) -> ActorsFound:
    """All actors of all accounts, joined where they are one, in an order made from content.

    `ties` are pairs that their stories tell to be one, with the reasons; they come last and yield to all else.
    """
    items = corpus.actors
    where = Where(corpus.keys("actor"))
    rejected = rulings.rejected("actor", where) if rulings else set()
    groups = _alike(items.items, rejected)
    clusters = Clusters(len(items), [_summary(actor, matching) for actor in items.items])
    for together, one, other, reason in rulings.links("actor", where) if rulings else ():
        if together:
            clusters.join(one, other, reason, by_hand=True)
        else:
            clusters.forbid(one, other)
    first = [group[0] for group in groups]
    short = {group[0] for group in groups if _short(items.items[group[0]])}
    for group in groups:
        if len(group) > 1 and (group[0] not in short or items.items[group[0]].office):
            alike = matching.same(items.items[group[0]], items.items[group[1]])
            for other in group[1:] if alike else ():
                clusters.join(group[0], other, alike or "")
    buckets = _buckets(items.items, first, matching)
    _join_alike(items.items, buckets, short, clusters, matching)
    _join_short(corpus, groups, buckets, short, clusters, matching)
    for one, other, reason in ties:
        if one not in rejected and other not in rejected:
            clusters.join(one, other, reason)
    return _found(corpus, clusters, rejected)


def _alike(actors: list[Actor], rejected: set[int]) -> list[list[int]]:
    """Actors that look the same in all that is compared, as groups."""
    found: dict[tuple[object, ...], list[int]] = {}
    for number, actor in enumerate(actors):
        if number in rejected:
            continue
        if actor.known is not None:
            look: tuple[object, ...] = (actor.known,)
        else:
            forms = frozenset(fold(span.text) for span in actor.mentions) - PRONOUNS
            look = (None, actor.kind, fold(actor.name), actor.country, fold(actor.office or ""), actor.sector, forms)
        found.setdefault(look, []).append(number)
    return list(found.values())


def _summary(actor: Actor, matching: Matching) -> _Who:
    names = {fold(actor.name): actor} if actor.kind == "person" and " " in fold(actor.name) else {}
    return _Who(matching.same, actor.known, {actor.kind}, {actor.country} if actor.country else set(), names)


def _short(actor: Actor) -> bool:
    """Whether this is a person of whom the report gives one short name only."""
    if actor.kind != "person" or actor.known is not None or " " in fold(actor.name):
        return False
    return not any(" " in fold(span.text) for span in actor.mentions if span.text[:1].isupper())


def _buckets(actors: list[Actor], first: list[int], matching: Matching) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for number in first:
        for key in sorted(set(matching.keys(actors[number]))):
            found.setdefault(key, []).append(number)
    return [
        sorted(bucket, key=lambda number: (fold(actors[number].name), number)) for _, bucket in sorted(found.items())
    ]


def _join_alike(
    actors: list[Actor], buckets: list[list[int]], short: set[int], clusters: Clusters, matching: Matching
) -> None:
    """Join those that the actors room takes for one: known ids first, then full names, then the rest."""
    seen: set[tuple[int, int]] = set()
    pairs: list[tuple[int, int, int, str]] = []
    for bucket in buckets:
        bucket = [number for number in bucket if number not in short]
        for place, one in enumerate(bucket):
            for other in bucket[place + 1 : place + 1 + _WINDOW]:
                pair = (min(one, other), max(one, other))
                if pair in seen:
                    continue
                seen.add(pair)
                reason = _same(matching, actors[pair[0]], actors[pair[1]])
                if reason:
                    known = sum(actors[number].known is not None for number in pair)
                    full = sum(" " in fold(actors[number].name) for number in pair)
                    pairs.append((-known, -full, pair[0] * len(actors) + pair[1], reason))
    for _, _, both, reason in sorted(pairs):
        clusters.join(both // len(actors), both % len(actors), reason)


def _same(matching: Matching, one: Actor, other: Actor) -> str | None:
    return matching.same(one, other) or matching.same(other, one)


def _join_short(
    corpus: Corpus,
    groups: list[list[int]],
    buckets: list[list[int]],
    short: set[int],
    clusters: Clusters,
    matching: Matching,
) -> None:
    """Join persons known by a short name to the one full name that fits, where the reports have company in common."""
    if not short:
        return
    items = corpus.actors
    likely: dict[int, set[int]] = {}
    for bucket in buckets:
        full = [number for number in bucket if number not in short][:_WINDOW]
        for number in bucket:
            if number in short:
                likely.setdefault(number, set()).update(full)
    company = _company(corpus, clusters, short)
    for group in groups:
        if group[0] not in short:
            continue
        fits = {other: reason for other in sorted(likely.get(group[0], ()))
                if (reason := _same(matching, items.items[group[0]], items.items[other]))}  # fmt: skip
        for number in group:
            near: dict[int, tuple[int, str]] = {}
            for other, reason in fits.items():
                root = clusters.find(other)
                if (
                    root not in near
                    and clusters.may_join(number, other)
                    and _met(corpus, number, root, clusters, company)
                ):
                    near[root] = (other, reason)
            if len(near) == 1:
                ((other, reason),) = near.values()
                clusters.join(number, other, f"{reason}; nobody else of that name in reports with the same people")


def _company(corpus: Corpus, clusters: Clusters, short: set[int]) -> list[set[int]]:
    """For each report, the particular actors in it, states and short names left out."""
    found: list[set[int]] = [set() for _ in corpus.reports]
    for number, actor in enumerate(corpus.actors.items):
        if actor.kind not in _UNNAMED and actor.kind != "state" and number not in short:
            found[corpus.actors.report[number]].add(clusters.find(number))
    return found


def _met(corpus: Corpus, number: int, root: int, clusters: Clusters, company: list[set[int]]) -> bool:
    here = corpus.actors.report[number]
    for member in clusters.members(root)[:_WINDOW]:
        there = corpus.actors.report[member]
        if here == there or (company[here] & company[there]) - {root}:
            return True
    return False


def _found(corpus: Corpus, clusters: Clusters, rejected: set[int]) -> ActorsFound:
    items = corpus.actors
    kept = [number for number in range(len(items)) if number not in rejected]
    everyone = [_someone(corpus, members, clusters.reasons(members[0])) for members in clusters.groups(kept)]
    everyone.sort(key=lambda someone: (fold(someone.name), someone.members[0]))
    of = [-1] * len(items)
    for number, someone in enumerate(everyone):
        for member in someone.members:
            of[member] = number
    found = ActorsFound(everyone, of, [])
    found.party = [_party(corpus, found, number) for number in range(len(items))]
    return found


def _party(corpus: Corpus, found: ActorsFound, number: int) -> str:
    """The side that an account's actor speaks for: itself, or whom it represents, up to a government."""
    report = corpus.actors.report[number]
    seen = {number}
    while (above := corpus.actors.items[number].represents) is not None:
        number = corpus.actors.number(report, above)
        if number in seen or found.of[number] < 0:
            break
        seen.add(number)
    if found.of[number] < 0:
        return ""
    someone = found.everyone[found.of[number]]
    if someone.country and (someone.kind == "state" or someone.sector in _STATE_SECTORS):
        return f"gov:{someone.country}"
    if someone.named:
        return str(found.of[number])
    return "" if someone.kind in _UNNAMED else f"called {fold(someone.name)}"


def _someone(corpus: Corpus, members: list[int], reasons: list[str]) -> Someone:
    actors = [corpus.actors.items[number] for number in members]
    known = min((actor.known for actor in actors if actor.known is not None), default=None)
    forms: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    for number, actor in zip(members, actors, strict=True):
        for span in actor.mentions:
            form = spaced(span.text)
            if fold(form) not in PRONOUNS:
                forms[form] += 1
                reports.setdefault(form, set()).add(corpus.reports[corpus.actors.report[number]].id)
    seen = Seen(
        named=Counter(spaced(actor.name) for actor in actors if actor.known == known),
        told=Counter(spaced(actor.name) for actor in actors if not actor.why.startswith(_NO_NAME)),
        kind=Counter(actor.kind for actor in actors if actor.known == known),
        sector=Counter(actor.sector for actor in actors if actor.sector),
        country=Counter(actor.country for actor in actors if actor.country),
        office=Counter(spaced(actor.office) for actor in actors if actor.office),
        form=forms,
    )
    return Someone(
        members=members, name=seen.name(known), kind=seen.chosen_kind, known=known,
        sector=most(seen.sector), country=most(seen.country), offices=seen.offices,
        aliases=tuple(Alias(form, forms[form], tuple(sorted(reports[form]))) for form in sorted(forms)),
        why=why_one(reasons, actors[0].why), reasons=tuple(reasons), seen=seen,
        bare=known is None and all(_bare(corpus, number) for number in members),
    )  # fmt: skip


def why_one(reasons: Iterable[str], first: str) -> tuple[str, ...]:
    """Why all mentions of an actor are one: the reasons of the joins, else that of the first report that names it."""
    return tuple(dict.fromkeys(reasons)) or (first or "named once",)


def _bare(corpus: Corpus, number: int) -> bool:
    """Whether an account's actor is described and not named, and no capital inside a sentence says otherwise."""
    actor = corpus.actors.items[number]
    if actor.country is not None or not actor.why.startswith(_NO_NAME) or any(map(str.isupper, actor.name[1:])):
        return False
    text = corpus.reports[corpus.actors.report[number]].text
    return all(
        span.text[:1].islower()
        or fold(span.text) in PRONOUNS
        or _OPENS.search(text[max(0, span.start - 24) : span.start])
        for span in actor.mentions
    )


def most(counted: Mapping[Word, int]) -> Word | None:
    """What was seen most often, of equals the first; None for nothing."""
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


@dataclass(slots=True)
class Seen:
    """How often reports give an actor which name, kind, office: what it is called follows from the counts alone."""

    named: Mapping[str, int]
    """Names, of a known actor those of mentions that are known as such."""
    told: Mapping[str, int]
    """Names that are no descriptions."""
    kind: Mapping[str, int]
    sector: Mapping[str, int]
    country: Mapping[str, int]
    office: Mapping[str, int]
    form: Mapping[str, int]
    """Words that stand for it, pronouns left out."""

    def name(self, known: str | None) -> str:
        """The known name; else the full form most used (the longer of two as much used)."""
        if known is not None:
            return most(self.named) or ""
        votes = self.told or self.named
        person = self.chosen_kind == "person"
        whole = [form for form in votes if " " in form or (not person and not form.isupper())] or list(votes)
        return min(whole, key=lambda form: (-votes[form], -self.form.get(form, 0), -len(form), form))

    @property
    def chosen_kind(self) -> ActorKind:
        """The kind that most mentions have."""
        return cast("ActorKind", most(self.kind))

    @property
    def offices(self) -> tuple[str, ...]:
        """Each office once, as it is mostly written."""
        found: dict[str, dict[str, int]] = {}
        for office, count in self.office.items():
            found.setdefault(fold(office), {})[office] = count
        return tuple(sorted(most(forms) or "" for forms in found.values()))
