"""One circle of reports: everything that they say together, made from their accounts alone (`build_circle`).

A pure function of the circle's accounts and reports, of the judgements that rest on them, and of the ledger. What may
be told of in other circles, too (known actors, places of the gazetteer), comes back as shares (`united`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence, Set
from functools import partial
from typing import Any, NamedTuple

import msgspec

from dateline.model.account import Account
from dateline.model.record import (
    Disagreement,
    Origin,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Side,
    Source,
    Story,
)
from dateline.model.report import Report
from dateline.record.actors import ActorsFound, Matching, merge_actors
from dateline.record.cases import is_rejected, make_case, voice_of
from dateline.record.claims import make_claims, make_figures
from dateline.record.corpus import Corpus
from dateline.record.counts import Setting, event_of_figure
from dateline.record.dating import dated
from dateline.record.denials import find_denials
from dateline.record.disputes import find_disputes
from dateline.record.event_items import event_label, make_event, story_of_event
from dateline.record.events import EventsFound, Merging
from dateline.record.figures import find_figure_disagreements
from dateline.record.judgements import LOOK_AGAIN, Judgement, Rulings, disagreement_keys
from dateline.record.ledger import Key, Ledger, Where
from dateline.record.origins import OriginsFound, find_copies, find_origins
from dateline.record.parties import find_parties
from dateline.record.places import PlacesFound, merge_places, why_merged
from dateline.record.relations import merge_relations, why_stated
from dateline.record.stories import StoriesFound, find_stories
from dateline.record.united import (
    Share,
    actor_share,
    lone,
    mark_of_actor,
    mark_of_place,
    mark_of_relation,
    place_share,
    relation_share,
)
from dateline.record.words import fold

Placed = tuple[str, Any]
"""An item of the record with its place in the order of its list."""


class Piece(NamedTuple):
    """What a circle gives to the record."""

    items: dict[str, list[Placed]]
    """By the record's field the items that are this circle's alone, each with its place in the order of the field."""
    shares: dict[str, Share]
    """By id what it tells of things that other circles may tell of, too."""


def build_circle(
    accounts: Iterable[Account], reports: Iterable[Report], judgements: Iterable[Judgement], book: Ledger,
    matching: Matching, absent: Set[str] = frozenset(),
) -> Piece:  # fmt: skip
    """What the reports of one circle say together; ids that are minted on the way are added to `book`.

    `absent` are ids of things of all circles that judgements name and no circle tells of.
    """
    rulings = Rulings(judgements, book)
    rulings.absent = absent
    corpus = dated(Corpus(accounts, reports))
    actors = merge_actors(corpus, matching, rulings)
    places = merge_places(corpus, rulings)
    copies = find_copies(corpus)
    merging = Merging(corpus, actors, places, copies.text, rulings)
    stories = find_stories(corpus, merging.tying(), actors, places, copies.joined, rulings)
    ties = find_parties(corpus, actors, stories, copies, matching)
    if ties:
        # who is one within a story is known once there are stories; what happened is then told by the same parties
        actors = merge_actors(corpus, matching, rulings, ties)
        merging = Merging(corpus, actors, places, copies.text, rulings)
        stories = find_stories(corpus, merging.tying(), actors, places, copies.joined, rulings)
    events = merging.in_stories(stories.of)
    origins = find_origins(corpus, actors, stories, copies)
    return _Builder(corpus, book, rulings, actors, places, events, stories, origins).build()


_UNREAD = "not read"
"""How the issue of an account begins that no reader could be found for."""


class _Builder:
    """What was found, on its way to becoming items with ids."""

    def __init__(
        self,
        corpus: Corpus,
        book: Ledger,
        rulings: Rulings,
        actors: ActorsFound,
        places: PlacesFound,
        events: EventsFound,
        stories: StoriesFound,
        origins: OriginsFound,
    ) -> None:
        self.corpus, self.book, self.rulings = corpus, book, rulings
        self.actors, self.places, self.events = actors, places, events
        self.stories, self.origins = stories, origins
        self.keys = {kind: corpus.keys(kind) for kind in ("actor", "place", "event", "claim", "figure")}
        self.actor_keys = self._of("actor", [someone.members for someone in actors.everyone])
        self.place_keys = self._of("place", [somewhere.members for somewhere in places.everywhere])
        self.event_keys = self._of("event", events.clusters)
        self.story_keys: list[list[Key]] = [
            [(corpus.reports[number].id, 0, 0, "") for number in story] for story in stories.stories
        ]
        self.actor_marks = self._marks("actor", [mark_of_actor(someone) for someone in actors.everyone])
        self.place_marks = self._marks("place", [mark_of_place(somewhere) for somewhere in places.everywhere])
        self.actor_ids = book.assign("actor", self.actor_keys, self.actor_marks)
        self.place_ids = book.assign("place", self.place_keys, self.place_marks)
        self.shares: dict[str, Share] = {}
        self.event_ids = book.assign("event", self.event_keys)
        rulings.live = frozenset((*self.actor_ids, *self.place_ids, *self.event_ids))
        self.claim_ids = book.assign("claim", self.keys["claim"])
        self.figure_ids = book.assign("figure", self.keys["figure"])
        self.story_ids = book.assign("story", self.story_keys)
        self.origin_ids = book.assign("origin", [root.keys for root in origins.roots])

    def _of(self, kind: str, groups: Iterable[Sequence[int]]) -> list[list[Key]]:
        return [[key for member in members for key in self.keys[kind][member]] for members in groups]

    def _marks(self, kind: str, marks: list[str]) -> list[str]:
        """The marks of all actors or places, as people have put them together and taken them apart."""
        keys = self.actor_keys if kind == "actor" else self.place_keys
        if self.rulings:
            where = Where(keys)
            for number, mark in self.rulings.given(kind, where).items():
                marks[number] = mark
            for number in self.rulings.taken_off(kind, where):
                marks[number] = ""
        return lone(marks)

    def build(self) -> Piece:
        """What the circle gives; disagreements come last, for they are among corrected items."""
        rejected = {
            kind: self.rulings.rejected(kind, Where(self.keys[kind])) if self.rulings else set()
            for kind in ("claim", "figure")
        }
        made = [make_event(self.corpus, self.events, self.actors, self.places, self.origins, number)
                for number in range(len(self.events.clusters))]  # fmt: skip
        story_of = [story_of_event(self.events, self.stories, number) for number in range(len(made))]
        ids = (self.actor_ids, self.place_ids, self.origin_ids)
        events = [
            one.item(own, self.story_ids[story], *ids)
            for one, own, story in zip(made, self.event_ids, story_of, strict=True)
        ]
        events = self.rulings.apply("event", events, self.event_keys)
        counts_for = [
            event_of_figure(self.corpus, number, self.events.of) for number in range(len(self.corpus.figures))
        ]
        figures = make_figures(
            self.corpus,
            self.actors,
            self.origins,
            counts_for,
            self.figure_ids,
            self.event_ids,
            self.actor_ids,
            self.origin_ids,
        )
        figures = self.rulings.apply("figure", figures, self.keys["figure"])
        claims = make_claims(
            self.corpus,
            self.events,
            self.actors,
            self.origins,
            figures,
            rejected["figure"],
            self.claim_ids,
            self.event_ids,
            self.actor_ids,
            self.origin_ids,
        )
        claims = self.rulings.apply("claim", claims, self.keys["claim"])
        live = [(number, figure) for number, figure in enumerate(figures) if number not in rejected["figure"]]
        actors = self.rulings.apply("actor", self._actors(), self.actor_keys)
        places = self.rulings.apply("place", self._places(), self.place_keys)
        stories = self.rulings.apply("story", self._stories(), self.story_keys)
        relations = self._relations()
        disagreements = self._disagreements(events, live, story_of, actors, places)
        told = [(number, claim) for number, claim in enumerate(claims) if number not in rejected["claim"]]
        items: dict[str, list[Placed]] = {
            "reports": [(_report_order(report), report) for report in self._reports()],
            "origins": [
                (f"{origin.kind == 'statement':d} {_order(root.keys)}", origin)
                for origin, root in zip(self._origins(), self.origins.roots, strict=True)
            ],
            "stories": [
                (f"{self._first_day(story)} {_order(keys)}", story)
                for story, keys in zip(stories, self.story_keys, strict=True)
            ],
            "actors": self._own("actor", actors),
            "places": self._own("place", places),
            "events": [
                (f"{_day(event)} {_order(keys)}", event) for event, keys in zip(events, self.event_keys, strict=True)
            ],
            "claims": [(_order(self.keys["claim"][number]), claim) for number, claim in told],
            "figures": [(_order(self.keys["figure"][number]), figure) for number, figure in live],
            "relations": relations,
            "disagreements": disagreements,
        }
        return Piece(items, self.shares)

    def _own(self, kind: str, items: Sequence[RecordActor | RecordPlace]) -> list[Placed]:
        """The items that are this circle's alone; of the others the shares are noted."""
        keys, marks = (
            (self.actor_keys, self.actor_marks) if kind == "actor" else (self.place_keys, self.place_marks)
        )  # fmt: skip
        judged: dict[int, list[int]] = {}
        for number, judgement in self.rulings.about(kind, keys) if self.rulings else ():
            judged.setdefault(number, []).append(judgement.number)
        found: list[Placed] = []
        for number, item in enumerate(items):
            if not marks[number]:
                found.append((f"{fold(item.name)}\n{_order(keys[number])}", item))
            elif isinstance(item, RecordActor):
                someone = self.actors.everyone[number]
                self.shares[item.id] = actor_share(self.corpus, someone, judged.get(number, ()), item.sources)
            else:
                where = self.places.everywhere[number]
                self.shares[item.id] = place_share(self.corpus, where, judged.get(number, ()), item.sources)
        return found

    def _first_day(self, story: Story) -> str:
        days = [known.earliest for own in story.reports
                if (known := self.corpus.reports[self.corpus.number_of[own]].published) and known.earliest]  # fmt: skip
        return min(days, default=_LATE)

    def _reports(self) -> list[RecordReport]:
        lost: dict[str, list[str]] = {}
        for judgement in self.rulings.lost:
            line = f"{LOOK_AGAIN}nothing is left of what was judged ({judgement.action}) {judgement.signed()}"
            lost.setdefault(judgement.evidence[0][0] if judgement.evidence else "", []).append(line)
        return [
            RecordReport(
                id=report.id,
                source=report.source,
                outlet=report.outlet,
                title=report.title,
                credit=report.credit,
                url=report.url,
                language=report.language,
                published=report.published,
                origin=self.origin_ids[self.origins.report[number]],
                read=bool(account.versions) and not any(issue.startswith(_UNREAD) for issue in account.issues),
                issues=(*account.issues, *sorted(set(lost.get(report.id, ())))),
            )
            for number, (report, account) in enumerate(zip(self.corpus.reports, self.corpus.accounts, strict=True))
        ]

    def _origins(self) -> tuple[Origin, ...]:
        return tuple(
            Origin(
                id=own,
                name=root.name,
                kind=root.kind,
                reports=tuple(self.corpus.reports[number].id for number in root.reports),
                why=tuple(dict.fromkeys(root.why)),
            )
            for own, root in zip(self.origin_ids, self.origins.roots, strict=True)
        )

    def _stories(self) -> list[Story]:
        return [
            Story(id=own, title=title, reports=tuple(self.corpus.reports[number].id for number in story), why=why)
            for own, story, title, why in zip(
                self.story_ids, self.stories.stories, self.stories.titles, self.stories.why, strict=True
            )
        ]

    def _actors(self) -> list[RecordActor]:
        items = self.corpus.actors
        return [
            RecordActor(
                id=own,
                name=someone.name,
                kind=someone.kind,
                aliases=someone.aliases,
                known=someone.known,
                sector=someone.sector,
                country=someone.country,
                offices=someone.offices,
                why=someone.why,
                sources=self._sources(items, someone.members),
            )
            for own, someone in zip(self.actor_ids, self.actors.everyone, strict=True)
        ]

    def _places(self) -> list[RecordPlace]:
        items = self.corpus.places
        return [
            msgspec.structs.replace(
                item := where.item(own, self._sources(items, where.members)),
                why=why_merged(item.why, len(where.members), where.reports, where.reasons),
            )
            for own, where in zip(self.place_ids, self.places.everywhere, strict=True)
        ]

    def _sources(self, items: Any, members: Iterable[int]) -> tuple[Source, ...]:
        return tuple(
            self.corpus.source(items, number, span) for number in members for span in items.items[number].mentions
        )

    def _relations(self) -> list[Placed]:
        """The relations that are this circle's alone; of the others the shares are noted."""
        found = merge_relations(self.corpus, self.actors, self.rulings)
        every = self.corpus.keys("relation")
        keys = [
            [(*key[:3], f"{key[3]}:{one.status}") for member in one.members for key in every[member]] for one in found
        ]
        marks = lone(
            [mark_of_relation(one, self.actor_marks[one.source], self.actor_marks[one.target]) for one in found]
        )
        ids = self.book.assign("relation", keys, marks)
        items = self.corpus.relations
        made = [
            RecordRelation(
                id=own,
                kind=one.kind,
                source=self.actor_ids[one.source],
                target=self.actor_ids[one.target],
                office=one.office,
                status=one.status,
                why=why_stated(one.first, len(one.members), one.reports),
                sources=tuple(self.corpus.source(items, number, items.items[number].span) for number in one.members),
            )
            for own, one in zip(ids, found, strict=True)
        ]
        judged: dict[int, list[int]] = {}
        for number, judgement in self.rulings.about("relation", keys) if self.rulings else ():
            judged.setdefault(number, []).append(judgement.number)
        own_items: list[Placed] = []
        for number, item in enumerate(self.rulings.apply("relation", made, keys)):
            if marks[number]:
                ends = (item.source, item.target)
                self.shares[item.id] = relation_share(
                    self.corpus, found[number], ends, judged.get(number, ()), item.sources
                )
            else:
                first = item.sources[0]
                own_items.append((f"{item.kind} {first.report} {first.index:06}", item))
        return own_items

    def _disagreements(
        self, events: Sequence[RecordEvent], figures: Sequence[tuple[int, RecordFigure]], story_of: Sequence[int],
        actors: Sequence[RecordActor], places: Sequence[RecordPlace],
    ) -> list[Placed]:  # fmt: skip
        """All disagreements, among items as people have corrected them."""
        number_of = {event.id: number for number, event in enumerate(events)}
        place_number = {own: number for number, own in enumerate(self.place_ids)}
        place_of = [place_number.get(event.place or "", -1) for event in events]
        names = {actor.id: actor.name for actor in actors}
        counted = [(number, figure, number_of.get(figure.event or "", -1)) for number, figure in figures]
        tellings = [[self.events.tellings[member] for member in members] for members in self.events.clusters]
        named = [
            (
                frozenset(side for telling in told for side in telling.actors.wide),
                frozenset(side for telling in told for side in telling.recipients.wide),
            )
            for told in tellings
        ]
        setting = Setting(self.corpus, self.actors, self.places, events, place_of, self.stories.of, named)
        found = list(find_figure_disagreements(setting, counted))
        tolls: dict[int, list[RecordFigure]] = {}
        for _, figure, counts_for in counted:
            if counts_for >= 0:
                tolls.setdefault(counts_for, []).append(figure)
        voice, denied = partial(voice_of, self.corpus, self.actors), partial(is_rejected, self.corpus)
        cases = []
        for number, event in enumerate(events):
            place = places[place_of[number]].name if place_of[number] >= 0 else None
            who = ", ".join(names[own] for own in event.actors) or "nobody named"
            cases.append(make_case(number, event, event_label(event.type, place, event.when), who, self.events,
                                   story_of[number], place_of[number], tolls.get(number, ()), voice, denied,
                                   self.actors))  # fmt: skip
        found += find_disputes(self.corpus, self.events, cases, self.places)
        found += list(find_denials(self.corpus, self.actors, self.stories.of, self.events, cases, found))
        found.sort(key=lambda one: (one.kind, one.update, [side.sources for side in one.sides]))
        keys = [disagreement_keys(one.kind, one.sides, update=one.update) for one in found]
        ids = self.book.assign("disagreement", keys)
        made = [
            Disagreement(
                id=own,
                kind=one.kind,
                about=one.about,
                update=one.update,
                why=one.why,
                sides=tuple(
                    Side(says=side.says, items=tuple(side.items), sources=tuple(side.sources)) for side in one.sides
                ),
            )
            for own, one in zip(ids, found, strict=True)
        ]
        rejected = self.rulings.rejected("disagreement", Where(keys)) if self.rulings else set()
        return [
            (f"{one.kind} {one.update:d} {_pairs_order(keys[number])}", one)
            for number, one in enumerate(made)
            if number not in rejected
        ]


_LATE = "9999"


def _order(keys: Sequence[Key]) -> str:
    """A place in an order that follows from evidence alone."""
    report, start, end, mark = min(keys)
    return f"{report} {start:08} {end:08} {mark}"


def _pairs_order(keys: Sequence[Key]) -> str:
    """A place in an order for what rests on pairs."""
    report, start, _, _ = keys[0]
    return f"{report} {start:08} {hashlib.sha256(repr(keys).encode()).hexdigest()[:16]}"


def _report_order(report: RecordReport) -> str:
    return f"{(report.published and report.published.earliest) or _LATE} {report.id}"


def _day(event: RecordEvent) -> str:
    return event.when.earliest or event.when.latest or _LATE
