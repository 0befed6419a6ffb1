"""Pairing the record's events with the gold's, mention by mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from benchmarks.story import dates, where
from benchmarks.story.gold import Gold, Mention, Story
from benchmarks.story.text import Run, overlap
from benchmarks.story.view import View
from benchmarks.story.who import Who
from dateline.model.record import RecordEvent, Source

LONGEST_TRIGGER = 8
"""Words of a record's trigger beyond which it points at nothing: a whole sentence would meet every gold trigger."""

FAMILIES = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4,
    "ASSAULT": 4,
}  # fmt: skip
"""PLOVER's quad classes: verbal and material cooperation, verbal and material conflict."""

FIELDS = ("roles", "type", "status", "date", "place")


@dataclass(frozen=True)
class Told:
    """One mention of an event of the record in one gold file."""

    event: str
    file: str
    run: Run
    sentence: Run | None
    number: int


@dataclass(frozen=True)
class Pair:
    """A gold mention, what of the record was found for it, and how."""

    mention: Mention
    told: Told | None
    how: Literal["trigger", "sentence", "missing"]


@dataclass(frozen=True)
class Judged:
    """Which fields of a record's event are right for a gold event."""

    actor: bool
    roles: bool
    type: bool
    status: bool
    date: bool
    place: bool
    contradiction: bool

    @property
    def count(self) -> int:
        """How many fields are right."""
        return sum((self.actor, self.roles, self.type, self.status, self.date, self.place))

    @property
    def all(self) -> bool:
        """Whether every field is right."""
        return self.roles and self.type and self.status and self.date and self.place


@dataclass(frozen=True)
class Events:
    """Gold and record events of one story, paired."""

    story: Story
    view: View
    who: Who

    @cached_property
    def told(self) -> list[Told]:
        """Every mention of the record's events that lies in a gold file, in order."""
        found: list[Told] = []
        for event in self.view.record.events:
            for source in event.sources:
                sentence = source.sentence
                if len(source.span.text.split()) > LONGEST_TRIGGER:
                    continue
                for place in self.view.places(source):
                    run = (sentence.start, sentence.end) if sentence else None
                    found.append(Told(event.id, place.file, place.run, run, len(found)))
        return found

    def judged(self, gold_id: str, event_id: str) -> Judged:
        """The fields of one record event against one gold event."""
        key = (gold_id, event_id)
        if key not in self._judged:
            self._judged[key] = self._judge(self.story.events[gold_id], self.view.events[event_id])
        return self._judged[key]

    @cached_property
    def _judged(self) -> dict[tuple[str, str], Judged]:
        return {}

    def _judge(self, gold: Gold, event: RecordEvent) -> Judged:
        actor = self.who.same(gold["actor"], event.actors)
        when = dates.verdict(gold["date"], gold.get("true_date"), (event.when.earliest, event.when.latest))
        place = self.view.gazetteer.get(event.place) if event.place else None
        return Judged(
            actor=actor,
            roles=actor and self.who.same(gold["recipient"], event.recipients),
            type=not gold["plover"] or event.type in gold["plover"],
            status=event.status == gold["status"],
            date=when == "right",
            place=where.right(self.story, gold["place"], place),
            contradiction=when == "contradiction",
        )

    @cached_property
    def pairs(self) -> list[Pair]:
        """Each gold mention with what was found for it.

        By trigger: a record's mention that overlaps the gold's trigger. Where several gold mentions and several of the
        record's meet (two offensives in one word), each takes another one, those with most fields right first; a gold
        mention that is left over shares. Failing that, by sentence: a mention that meets no gold trigger, in a sentence
        that holds the gold's, of the same type family and with an actor in common; each serves once.
        """
        met = self._met
        chosen: dict[int, Told] = {}
        used: set[int] = set()
        options = sorted(
            ((number, told) for number, candidates in met.items() for told in candidates),
            key=lambda pair: (
                -self.judged(self.story.mentions[pair[0]].event, pair[1].event).count,
                pair[0],
                pair[1].number,
            ),
        )
        for number, told in options:
            if number not in chosen and told.number not in used:
                chosen[number] = told
                used.add(told.number)
        for number, told in options:
            chosen.setdefault(number, told)
        by_trigger = set(chosen)
        taken = {told.number for candidates in met.values() for told in candidates}
        for number, mention in enumerate(self.story.mentions):
            if number in chosen or mention.trigger is None:
                continue
            for told in self.told:
                if told.number not in taken and self._near(mention, told):
                    chosen[number] = told
                    taken.add(told.number)
                    break
        return [
            Pair(
                mention,
                chosen.get(number),
                "trigger" if number in by_trigger else "sentence" if number in chosen else "missing",
            )
            for number, mention in enumerate(self.story.mentions)
        ]

    @cached_property
    def _met(self) -> dict[int, list[Told]]:
        """Record mentions that overlap each gold trigger, by the gold mention's number."""
        found: dict[int, list[Told]] = defaultdict(list)
        for number, mention in enumerate(self.story.mentions):
            for told in self.told:
                if mention.trigger and told.file == mention.file and overlap(told.run, mention.trigger):
                    found[number].append(told)
        return found

    def _near(self, mention: Mention, told: Told) -> bool:
        """Whether a record's mention is in the gold mention's sentence, of its type family, with one of its actors."""
        if told.file != mention.file or told.sentence is None or mention.trigger is None:
            return False
        if overlap(told.sentence, mention.trigger) < mention.trigger[1] - mention.trigger[0]:
            return False
        gold, event = self.story.events[mention.event], self.view.events[told.event]
        families = {FAMILIES.get(code) for code in gold["plover"]} - {None}
        if families and FAMILIES.get(event.type) not in families:
            return False
        return bool({*gold["actor"], *gold["recipient"]} & self.who.names((*event.actors, *event.recipients)))

    @cached_property
    def counterpart(self) -> dict[str, str]:
        """For each gold event that was found, the record's event that holds most of its mentions."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for pair in self.pairs:
            if pair.told is not None:
                votes[pair.mention.event][pair.told.event] += 1
        return {gold: counted.most_common(1)[0][0] for gold, counted in votes.items()}

    @cached_property
    def spurious(self) -> tuple[set[str], set[str]]:
        """Ids of the record's events that are spurious, and of those that have a counterpart.

        A counterpart is any gold mention met by trigger, or one found by this event's sentence only: told a second time
        beside a trigger that was met, an event is one too many. An event without a counterpart is spurious, unless each
        of its mentions is a speech verb whose attribution is in the gold, or words that the story's notes call neither
        right nor wrong; such an event is neither.
        """
        matched = {told.event for candidates in self._met.values() for told in candidates}
        matched |= {pair.told.event for pair in self.pairs if pair.told is not None}
        excused = [*self.story.cues, *self.story.neither]
        spurious: set[str] = set()
        for event in self.view.record.events:
            if event.id in matched:
                continue
            if not event.sources or not all(self._excused(source, excused) for source in event.sources):
                spurious.add(event.id)
        return spurious, matched

    def _excused(self, source: Source, runs: list[tuple[str, Run]]) -> bool:
        places = self.view.places(source)
        return bool(places) and all(
            any(file == place.file and overlap(run, place.run) for file, run in runs) for place in places
        )
