"""The record from the accounts: `build_record`, a pure function.

Invariants: the content of the record depends on the set of reports, accounts and judgements and not on their order;
ids come from the ledger, so that building again with what the ledger has become gives the same record and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from dateline.model.account import Account
from dateline.model.record import (
    Disagreement,
    Origin,
    Record,
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
from dateline.record.ledger import Key, Ledger, LedgerEntry, Where
from dateline.record.origins import OriginsFound, find_copies, find_origins
from dateline.record.parties import find_parties
from dateline.record.places import PlacesFound, merge_places
from dateline.record.relations import merge_relations
from dateline.record.stories import StoriesFound, find_stories
from dateline.record.version import VERSION
from dateline.record.words import spaced


def build_record(
    accounts: Iterable[Account],
    reports: Iterable[Report],
    judgements: Iterable[Judgement] = (),
    ledger: Iterable[LedgerEntry] = (),
    *,
    matching: Matching | None = None,
) -> tuple[Record, tuple[LedgerEntry, ...]]:
    """The record of all accounts, and what to append to the ledger.

    `matching` says which actors are one; without it, the actors room does. Raises ValueError for accounts that do not
    belong to the reports and for a broken ledger.
    """
    book = Ledger(ledger)
    rulings = Rulings(judgements, book)
    corpus = dated(Corpus(accounts, reports))
    matching = matching or of_the_actors_room()
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
    return _Builder(corpus, book, rulings, actors, places, events, stories, origins).build(), tuple(book.additions)


def of_the_actors_room() -> Matching:
    from dateline.actors import bare_organ, merge_keys, same_actor

    return Matching(merge_keys, same_actor, bare_organ)


_UNREAD = "not read"
"""How the issue of an account begins that no reader could be found for."""
_ASIDE = "given"
"""What an account's versions hold besides versions: a digest of what the user said of the report."""


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
        self.actor_ids = book.assign("actor", self.actor_keys)
        self.place_ids = book.assign("place", self.place_keys)
        self.event_ids = book.assign("event", self.event_keys)
        rulings.live = frozenset((*self.actor_ids, *self.place_ids, *self.event_ids))
        self.claim_ids = book.assign("claim", self.keys["claim"])
        self.figure_ids = book.assign("figure", self.keys["figure"])
        self.story_ids = book.assign("story", self.story_keys)
        self.origin_ids = book.assign("origin", [root.keys for root in origins.roots])

    def _of(self, kind: str, groups: Iterable[Sequence[int]]) -> list[list[Key]]:
        return [[key for member in members for key in self.keys[kind][member]] for members in groups]

    def build(self) -> Record:
        """The record; disagreements come last, for they are among corrected items."""
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
        return Record(
            versions=self._versions(),
            reports=self._reports(),
            origins=self._origins(),
            stories=tuple(stories),
            actors=tuple(actors),
            places=tuple(places),
            events=tuple(sorted(events, key=_event_order)),
            claims=tuple(claim for number, claim in enumerate(claims) if number not in rejected["claim"]),
            figures=tuple(figure for _, figure in live),
            relations=relations,
            disagreements=disagreements,
        )

    def _versions(self) -> dict[str, str]:
        told: dict[str, set[str]] = {"record": {VERSION}}
        for account in self.corpus.accounts:
            for part, version in account.versions.items():
                if part == _ASIDE:
                    continue
                told.setdefault(part, set()).add(version)
        return {part: ", ".join(sorted(told[part])) for part in sorted(told)}

    def _reports(self) -> tuple[RecordReport, ...]:
        lost: dict[str, list[str]] = {}
        for judgement in self.rulings.lost:
            line = f"{LOOK_AGAIN}nothing is left of what was judged ({judgement.action}) {judgement.signed()}"
            lost.setdefault(judgement.evidence[0][0] if judgement.evidence else "", []).append(line)
        found = [
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
        return tuple(
            sorted(found, key=lambda report: ((report.published and report.published.earliest) or "9999", report.id))
        )

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
                sources=tuple(
                    self.corpus.source(items, number, span)
                    for number in someone.members
                    for span in items.items[number].mentions
                ),
            )
            for own, someone in zip(self.actor_ids, self.actors.everyone, strict=True)
        ]

    def _places(self) -> list[RecordPlace]:
        items = self.corpus.places
        return [
            RecordPlace(
                id=own,
                name=spaced(where.place.name),
                kind=where.place.kind,
                gazetteer=where.place.gazetteer,
                lat=where.place.lat,
                lon=where.place.lon,
                country=where.place.country,
                admin1=where.place.admin1,
                precision=where.place.precision,
                radius_km=where.place.radius_km,
                why=where.why,
                sources=tuple(
                    self.corpus.source(items, number, span)
                    for number in where.members
                    for span in items.items[number].mentions
                ),
            )
            for own, where in zip(self.place_ids, self.places.everywhere, strict=True)
        ]

    def _relations(self) -> tuple[RecordRelation, ...]:
        found = merge_relations(self.corpus, self.actors, self.rulings)
        every = self.corpus.keys("relation")
        keys = [
            [(*key[:3], f"{key[3]}:{one.status}") for member in one.members for key in every[member]] for one in found
        ]
        ids = self.book.assign("relation", keys)
        items = self.corpus.relations
        made = [
            RecordRelation(
                id=own,
                kind=one.kind,
                source=self.actor_ids[one.source],
                target=self.actor_ids[one.target],
                office=one.office,
                status=one.status,
                why=one.why,
                sources=tuple(self.corpus.source(items, number, items.items[number].span) for number in one.members),
            )
            for own, one in zip(ids, found, strict=True)
        ]
        return tuple(self.rulings.apply("relation", made, keys))

    def _disagreements(
        self, events: Sequence[RecordEvent], figures: Sequence[tuple[int, RecordFigure]], story_of: Sequence[int],
        actors: Sequence[RecordActor], places: Sequence[RecordPlace],
    ) -> tuple[Disagreement, ...]:  # fmt: skip
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
        return tuple(one for number, one in enumerate(made) if number not in rejected)


def _event_order(event: RecordEvent) -> tuple[str, Source]:
    return (event.when.earliest or event.when.latest or "9999", event.sources[0])
