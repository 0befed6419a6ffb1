"""The record from the accounts: `build_record`, a pure function.

Invariants: the content of the record depends on the set of reports, accounts and judgements and not on their order;
ids come from the ledger, so that building again with what the ledger has become gives the same record and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dateline.model.account import Account
from dateline.model.record import (
    Disagreement,
    Origin,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Side,
    Story,
)
from dateline.model.report import Report
from dateline.record.actors import ActorsFound, Matching, merge_actors
from dateline.record.claims import make_claims, make_figures
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound
from dateline.record.disputes import find_disputes, make_case
from dateline.record.event_items import event_label, make_event, story_of_event
from dateline.record.events import EventsFound, merge_events
from dateline.record.figures import Setting, event_of_figure, find_figure_disagreements
from dateline.record.judgements import LOOK_AGAIN, Judgement, Rulings
from dateline.record.ledger import Key, Ledger, LedgerEntry
from dateline.record.origins import OriginsFound, find_copies, find_origins
from dateline.record.places import PlacesFound, merge_places
from dateline.record.relations import merge_relations
from dateline.record.stories import StoriesFound, find_stories

VERSION = "1"
"""Version of this room, kept with every record; raised when the same accounts would give another record."""


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
    corpus = Corpus(accounts, reports)
    actors = merge_actors(corpus, matching or _of_the_actors_room(), rulings)
    places = merge_places(corpus, rulings)
    events = merge_events(corpus, actors, places, rulings)
    copies = find_copies(corpus)
    stories = find_stories(corpus, events, actors, places, [*copies.joined, *copies.parts], rulings)
    origins = find_origins(corpus, actors, stories, copies)
    return _Builder(corpus, book, rulings, actors, places, events, stories, origins).build(), tuple(book.additions)


def _of_the_actors_room() -> Matching:
    from dateline.actors import merge_keys, same_actor  # noqa: PLC0415 (reading a record needs no actors room)

    return Matching(merge_keys, same_actor)


class _Builder:
    """What was found, on its way to becoming items with ids."""

    def __init__(
        self, corpus: Corpus, book: Ledger, rulings: Rulings, actors: ActorsFound, places: PlacesFound, events: EventsFound,
        stories: StoriesFound, origins: OriginsFound,
    ) -> None:  # fmt: skip
        self.corpus, self.book, self.rulings = corpus, book, rulings
        self.actors, self.places, self.events = actors, places, events
        self.stories, self.origins = stories, origins

    def build(self) -> Record:
        """The record; ids are given kind by kind."""
        corpus, book = self.corpus, self.book
        keys = {kind: corpus.keys(kind) for kind in ("actor", "place", "event", "claim", "figure", "relation")}

        def gathered(kind: str, groups: Iterable[Sequence[int]]) -> list[list[Key]]:
            return [[key for member in members for key in keys[kind][member]] for members in groups]

        actor_keys = gathered("actor", (someone.members for someone in self.actors.everyone))
        place_keys = gathered("place", (somewhere.members for somewhere in self.places.everywhere))
        event_keys = gathered("event", self.events.clusters)
        actor_ids = book.assign("actor", actor_keys)
        place_ids = book.assign("place", place_keys)
        event_ids = book.assign("event", event_keys)
        story_keys: list[list[Key]] = [[(corpus.reports[report].id, 0, 0, "") for report in story] for story in self.stories.stories]
        story_ids = book.assign("story", story_keys)
        origin_ids = book.assign("origin", [root.keys for root in self.origins.roots])
        actors = self.rulings.apply("actor", self._actors(actor_ids), actor_keys)
        places = self.rulings.apply("place", self._places(place_ids), place_keys)
        made = [make_event(corpus, self.events, self.actors, self.places, self.origins, members) for members in self.events.clusters]
        events = [
            made_event.item(event_ids[number], story_ids[story_of_event(self.events, self.stories, members)], actor_ids, place_ids, origin_ids)
            for number, (made_event, members) in enumerate(zip(made, self.events.clusters, strict=True))
        ]
        events = self.rulings.apply("event", events, event_keys)
        rejected = {kind: self.rulings.rejected(kind, _where(keys[kind])) if self.rulings else set() for kind in ("claim", "figure")}
        claim_ids = book.assign("claim", keys["claim"])
        figure_ids = book.assign("figure", keys["figure"])
        counts_for = [event_of_figure(corpus, number, self.events.of) for number in range(len(corpus.figures))]
        figures = make_figures(corpus, self.actors, self.origins, counts_for, figure_ids, event_ids, actor_ids, origin_ids)
        figures = self.rulings.apply("figure", figures, keys["figure"])
        claims = make_claims(corpus, self.events, self.actors, self.origins, claim_ids, figure_ids, event_ids, actor_ids, origin_ids,
                             rejected["figure"])  # fmt: skip
        claims = self.rulings.apply("claim", claims, keys["claim"])
        relations = self._relations(actor_ids, keys["relation"])
        places_told = [event.place for event in made]
        disagreements = self._disagreements(events, figures, counts_for, places_told, rejected["figure"])
        stories = self.rulings.apply("story", self._stories(story_ids), story_keys)
        record = Record(
            versions=self._versions(),
            reports=self._reports(origin_ids),
            origins=self._origins(origin_ids),
            stories=tuple(stories),
            actors=tuple(actors),
            places=tuple(places),
            events=tuple(sorted(events, key=_event_order)),
            claims=tuple(claim for number, claim in enumerate(claims) if number not in rejected["claim"]),
            figures=tuple(figure for number, figure in enumerate(figures) if number not in rejected["figure"]),
            relations=tuple(relations),
            disagreements=disagreements,
        )
        return _without_rejected(record)
