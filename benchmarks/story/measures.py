"""The keys of task `story`, summed over the gold items of all stories.

Each `with_*` is a share of all gold mentions, each for itself: a mention that was not found counts against every one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.counts import Share, harmonic
from benchmarks.story.attributions import Attributions
from benchmarks.story.disagreements import Disagreements
from benchmarks.story.events import Events
from benchmarks.story.figures import Figures
from benchmarks.story.gold import Story
from benchmarks.story.relations import Relations
from benchmarks.story.view import View
from benchmarks.story.who import Who, b_cubed
from benchmarks.task import Score
from dateline.model.record import Record

SHARES = (
    "mention_recall", "with_actor_and_status", "with_roles", "with_type", "with_status", "with_date", "with_place",
    "with_all", "spurious_share", "figure_recall", "figure_with_claimant", "figure_precision", "attribution_recall",
    "attribution_precision", "relation_recall", "disagreement_recall", "disagreement_spurious", "origins_exact",
)  # fmt: skip
KEYS = (
    "mention_recall", "with_actor_and_status", "with_roles", "with_type", "with_status", "with_date", "with_place",
    "with_all", "spurious_share", "actor_b3_f1", "forbidden_merges", "figure_recall", "figure_with_claimant",
    "figure_precision", "attribution_recall", "attribution_precision", "relation_recall", "disagreement_recall",
    "disagreement_spurious", "origins_exact", "date_contradictions",
)  # fmt: skip
FALLING = frozenset({"spurious_share", "forbidden_merges", "disagreement_spurious", "date_contradictions"})
OF_FOUND = frozenset({"spurious_share", "figure_precision", "attribution_precision", "disagreement_spurious"})
"""Shares of what the record says: with nothing said they are 0."""


def _shares() -> dict[str, Share]:
    return {key: Share() for key in SHARES}


@dataclass
class Measures:
    """Running sums over stories. `scores` gives the keys, `rows` further figures for the table."""

    shares: dict[str, Share] = field(default_factory=_shares)
    counts: Counter[str] = field(default_factory=Counter)
    b3_precision: Share = field(default_factory=Share)
    b3_recall: Share = field(default_factory=Share)
    further: dict[str, Share] = field(default_factory=dict)

    def add(self, gold: Story, record: Record) -> None:
        """Count one story; raises BenchmarkError where the record's spans do not fit the texts."""
        view = View(record, gold.texts)
        view.check()
        who = Who(gold, view)
        events, figures = Events(gold, view, who), Figures(gold, view, who)
        self._actors(who)
        self._events(gold, events)
        self._origins(gold, events)
        self._merged(gold, events)
        self._figures(figures)
        self._attributions(Attributions(gold, view, who))
        self._relations(Relations(gold, view, who))
        self._disagreements(Disagreements(gold, view, events, figures))

    def _actors(self, who: Who) -> None:
        """`actor_b3_f1`: B3 over the places where the texts use an alias, all stories' places as one.

        `forbidden_merges`: how many pairs of actors that must not be merged one actor of the record joins.
        """
        gold = [occurrence.actor for occurrence in who.story.occurrences]
        precision, recall, _ = b_cubed(gold, who.clusters)
        placed = sum(cluster is not None for cluster in who.clusters)
        self.b3_precision.add(precision * placed, placed)
        self.b3_recall.add(recall * len(gold), len(gold))
        self.counts["forbidden_merges"] += len(who.forbidden())

    def _events(self, gold: Story, events: Events) -> None:
        """`mention_recall` and `with_*`: gold mentions found, and found with these fields right.

        Found: by trigger or by sentence (see events.py; the second kind is shown apart). `with_actor_and_status`: the
        set of actors and the status; `with_roles`: both sets, actors and recipients; `with_all`: roles, type, status,
        date and place. `date_contradictions`: pairs of a gold event and a record's event found for it whose intervals
        share no day. `spurious_share`: the record's events without a counterpart, of all that are right or spurious.
        """
        contradictions: set[tuple[str, str]] = set()
        for pair in events.pairs:
            judged = events.judged(pair.mention.event, pair.told.event) if pair.told else None
            self.shares["mention_recall"].add(judged is not None)
            self._further("found by sentence only", pair.how == "sentence")
            self.shares["with_actor_and_status"].add(bool(judged and judged.actor and judged.status))
            self.shares["with_roles"].add(bool(judged and judged.roles))
            self.shares["with_type"].add(bool(judged and judged.type))
            self.shares["with_status"].add(bool(judged and judged.status))
            self.shares["with_date"].add(bool(judged and judged.date))
            self.shares["with_place"].add(bool(judged and judged.place))
            self.shares["with_all"].add(bool(judged and judged.all))
            if judged and pair.told and judged.contradiction:
                contradictions.add((pair.mention.event, pair.told.event))
        self.counts["date_contradictions"] += len(contradictions)
        spurious, matched = events.spurious
        self.shares["spurious_share"].add(len(spurious), len(spurious) + len(matched))
        lost = sum(mention.trigger is None for mention in gold.mentions)
        if lost:
            self.counts["gold mentions whose words are not in the text"] += lost

    def _origins(self, gold: Story, events: Events) -> None:
        """`origins_exact`: gold events whose counterpart has exactly as many origins as `independent_sources` says."""
        for identity, count in gold.gold.get("independent_sources", {}).items():
            event = events.counterpart.get(identity)
            self.shares["origins_exact"].add(event is not None and len(events.view.events[event].origins) == count)

    def _merged(self, gold: Story, events: Events) -> None:
        """For the table: events told in several mentions that are one event of the record; wrong merges.

        A gold event with two mentions or more is joined where all its found mentions, at least two, are of one record
        event. A wrong merge is a pair of gold events, not in one group of `same_event`, in one event of the record.
        """
        of_event: dict[str, set[str]] = {}
        of_record: dict[str, set[str]] = {}
        counted: Counter[str] = Counter()
        for pair in events.pairs:
            if pair.told and pair.how == "trigger":
                of_event.setdefault(pair.mention.event, set()).add(pair.told.event)
                of_record.setdefault(pair.told.event, set()).add(pair.mention.event)
                counted[pair.mention.event] += 1
        for identity, count in counted.items():
            if count > 1:
                self._further("events with several found mentions that are one event", len(of_event[identity]) == 1)
        allowed = [set(group) for group in gold.gold.get("same_event", [])]
        self.counts["pairs of gold events wrongly merged"] += sum(
            1
            for joined in of_record.values()
            for one in joined
            for other in joined
            if one < other and not any({one, other} <= group for group in allowed)
        )

    def _figures(self, figures: Figures) -> None:
        """`figure_recall`: gold figures with a number that the record has at these words, with value and unit.

        `figure_with_claimant`: the same, with the right claimants. `figure_precision`: the record's figures that are
        such ones, of all but those in the words of a gold figure without a number.
        """
        for gold, found in figures.pairs:
            self.shares["figure_recall"].add(found is not None)
            self.shares["figure_with_claimant"].add(found is not None and figures.claimed_by(gold, found))
        matched = {found.id for _, found in figures.pairs if found is not None}
        self.shares["figure_precision"].add(sum(figure.id in matched for figure in figures.judged), len(figures.judged))

    def _attributions(self, attributions: Attributions) -> None:
        """`attribution_recall`: gold attributions with a claim of the same content (half of the words) and speaker.

        `attribution_precision`: the record's claims that are one of these, of all.
        """
        right: set[str] = set()
        for gold, claim, spoken in attributions.pairs:
            self.shares["attribution_recall"].add(spoken)
            self._further("attributions: content found", claim is not None)
            self._further("attributions: cue found", attributions.cue_found(gold))
            if claim is not None and spoken:
                right.add(claim.id)
                self._further("attributions found: direct or not is right", claim.direct == gold["direct"])
                self._further("attributions found: chain is right", attributions.chained(gold, claim))
        claims = attributions.view.record.claims
        self.shares["attribution_precision"].add(sum(claim.id in right for claim in claims), len(claims))

    def _relations(self, relations: Relations) -> None:
        """`relation_recall`: pairs of gold relations that the record has, with kind, polarity and former or present."""
        found = relations.found()
        for wanted in relations.wanted():
            self.shares["relation_recall"].add(wanted in found)

    def _disagreements(self, disagreements: Disagreements) -> None:
        """`disagreement_recall`: gold disagreements that the record has, with kind and sides.

        `disagreement_spurious`: the record's disagreements that are none of the gold's, of all.
        """
        for gold, found in disagreements.pairs:
            self.shares["disagreement_recall"].add(found is not None)
            if found is not None:
                self._further("disagreements found: update or not is right", found.update == gold["update"])
        given = disagreements.view.record.disagreements
        self.shares["disagreement_spurious"].add(len(given) - len(disagreements.matched), len(given))

    def _further(self, name: str, right: bool) -> None:
        self.further.setdefault(name, Share()).add(right)

    def scores(self) -> dict[str, Score]:
        """The keys in their order. Counts are `forbidden_merges` and `date_contradictions`, the others shares."""
        b3 = harmonic(self.b3_precision.value or 0.0, self.b3_recall.value or 0.0)
        found: dict[str, Score] = {}
        for key in KEYS:
            if key == "actor_b3_f1":
                found[key] = b3 if self.b3_recall.of else None
            elif key in self.shares:
                found[key] = 0.0 if key in OF_FOUND and not self.shares[key].of else self.shares[key].value
            else:
                found[key] = self.counts[key]
        return found

    def rows(self) -> dict[str, Score]:
        """Further figures for the table."""
        others = {name: count for name, count in self.counts.items() if name not in KEYS}
        return {**{name: share.value for name, share in self.further.items()}, **others}
