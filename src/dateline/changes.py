"""What new reports changed in a record, in sentences: each names what it is about, and the items it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from dateline.exports.brief.naming import claimant, event_name, short_name, the
from dateline.exports.parts import Parts, one_line, outlet
from dateline.model.record import (
    Disagreement,
    RecordActor,
    RecordEvent,
    RecordFigure,
    RecordRelation,
    RecordReport,
    Source,
)
from dateline.record.diff import Difference
from dateline.wording.days import interval
from dateline.wording.figures import amount
from dateline.wording.prose import capital, counted, days, listed

Topic = Literal["report", "event", "figure", "disagreement", "actor", "relation"]
_MOST = 4
_AHEAD = frozenset({"planned", "promised", "threatened", "possible"})
_SAYS = {
    "backs": "backs", "part_of": "is part of", "speaks_for": "speaks for", "fights": "fights", "controls": "controls",
    "allied_with": "is allied with", "located_in": "is in", "same_as_claimed": "is said to be",
}  # fmt: skip


class Change(Struct, frozen=True, kw_only=True):
    """One thing that changed; `weight` says how much stands behind it, for those who show only some."""

    topic: Topic
    text: str
    items: tuple[str, ...]
    weight: int = 1


def is_new(report: RecordReport, since: str) -> bool:
    """Whether a report is of this day or a later one, as far as its day is known."""
    return report.published is not None and (report.published.earliest or "") >= since


def changes(found: Difference, versions: Mapping[str, tuple[str, int]] | None = None) -> tuple[Change, ...]:
    """Everything that changed, in sentences: reports, events, numbers, disagreements, who is who, who stands how.

    `versions` says of new reports of which other they are a version, and in how many places the text is another.
    """
    told = _Telling(found, versions or {})
    return (
        *told.reports(), *told.events(), *told.figures(), *told.disagreements(), *told.actors(), *told.relations(),
    )  # fmt: skip


class _Telling:
    def __init__(self, found: Difference, versions: Mapping[str, tuple[str, int]]) -> None:
        self.found, self.versions = found, versions
        self.was, self.now = Parts(found.before), Parts(found.after)
        self.heir = {was.id: now.id for was, now in found.events.kept}
        """Id that an event of before now has."""
        self.heir |= {was.id: now.id for several, now in found.events.merged for was in several}

    def reports(self) -> Iterator[Change]:
        for words, listed_reports in (("New report", self.found.reports), ("No longer there", self.found.withdrawn)):
            for report in listed_reports:
                title = f", “{one_line(report.title.value)}”" if report.title else ""
                version = ""
                if words == "New report" and report.id in self.versions:
                    older, places = self.versions[report.id]
                    version = (
                        f"; a new version of its report {self._of_day(self.now.reports[older])}, "
                        f"changed in {counted(places, 'place')}"
                    )
                yield Change(
                    topic="report",
                    text=f"{words}: {outlet(report)}{title}, {self._of_day(report).removeprefix('of ')}{version}.",
                    items=(report.id,),
                )
        old = {report.id for report in self.found.before.reports}
        for origin in self.found.after.origins:
            new = [report for report in origin.reports if report not in old]
            if new and len(origin.reports) > len(new) and origin.kind in ("copy", "agency"):
                yield Change(
                    topic="report",
                    text=f"No origin of its own: {self._outlets(new)}; "
                    f"{one_line('; '.join(origin.why)) or f'the text is that of {origin.name}'}.",
                    items=(origin.id, *new),
                )

    @staticmethod
    def _of_day(report: RecordReport) -> str:
        told = report.published
        if told is None or (told.earliest is None and told.latest is None):
            return "of no known day"
        return f"of {days(told.earliest, told.latest)}"

    def events(self) -> Iterator[Change]:
        fates = self.found.events
        merged = {now.id for _, now in fates.merged}
        for before, after in fates.merged:
            names = listed([short_name(self.was, event) for event in before[:_MOST]])
            yield self._event(after, f"{capital(names)} are one event now: {event_name(self.now, after)}.", before)
        for event, parts in fates.split:
            names = listed([event_name(self.now, part) for part in parts[:_MOST]])
            yield self._event(event, f"{capital(short_name(self.was, event))} is now told apart: {names}.", parts)
        for event in fates.new:
            if event.background or event.status == "hypothetical":
                continue
            how = {"happened": "", "ongoing": ", going on"}.get(event.status, f", {event.status}")
            by = self._outlets([source.report for source in event.sources])
            yield self._event(event, f"New: {event_name(self.now, event)}{how}; told by {by}.")
        for before_one, after in fates.kept:
            if after.background and before_one.background:
                continue
            yield from self._changed(before_one, after, again=after.id not in merged)
        for event in fates.gone:
            if not event.background:
                yield self._event(event, f"No longer in the record: {event_name(self.was, event)}.")

    def _event(self, event: RecordEvent, text: str, others: Sequence[RecordEvent] = ()) -> Change:
        ids = tuple(dict.fromkeys((event.id, *(other.id for other in others))))
        return Change(topic="event", text=text, items=ids, weight=len(event.origins))

    def _changed(self, before: RecordEvent, after: RecordEvent, *, again: bool) -> Iterator[Change]:
        name = capital(short_name(self.now, after))
        if before.status != after.status:
            came = before.status in _AHEAD and after.status in ("happened", "ongoing")
            verb = "came about: it" if came else "it"
            text = f"{name}: {verb} was {before.status}, now it is told as {after.status}."
            yield self._event(after, text)
        when = interval(before.when.earliest, before.when.latest), interval(after.when.earliest, after.when.latest)
        if when[0] != when[1]:
            yield self._event(after, f"{name}: the day was {when[0]}, now it is {when[1]}.")
        was, now = self.was.place(before), self.now.place(after)
        if (was.name if was else None) != (now.name if now else None):
            text = f"the place was {was.name if was else 'not told'}, now it is {now.name if now else 'not told'}"
            yield self._event(after, f"{name}: {text}.")
        codes = tuple(event.type + (f" ({event.mode})" if event.mode else "") for event in (before, after))
        if codes[0] != codes[1]:
            yield self._event(after, f"{name}: it was coded {codes[0]}, now {codes[1]}.")
        roles = (("did it", before.actors, after.actors), ("it was done to", before.recipients, after.recipients))
        for label, old, new in roles:
            one, two = self.was.names(old), self.now.names(new)
            if set(one.split(", ")) != set(two.split(", ")):
                text = f"who {label} was {one or 'not named'}, now it is {two or 'not named'}"
                yield self._event(after, f"{name}: {text}.")
        told = {source.report for source in before.sources}
        fresh = [source.report for source in after.sources if source.report not in told]
        if fresh and again:
            text = f"{name} is told by {self._outlets(fresh)} too: {counted(len(after.origins), 'independent origin')}"
            more = len(after.origins) != len(before.origins)
            yield self._event(
                after, f"{text}, {count_word(len(before.origins))} before." if more else f"{text}, as before."
            )

    def figures(self) -> Iterator[Change]:
        known = {self._said(self.was, figure) for figure in self.found.before.figures}
        seen = set()
        for figure in self.found.figures.new:
            said = self._said(self.now, figure)
            if said in known or said in seen:
                continue
            seen.add(said)
            event = self.now.events.get(figure.event or "")
            about = f" for {short_name(self.now, event)}" if event else ""
            text = f"New number{about}: {amount(figure)}, given by {claimant(self.now, figure)}."
            yield Change(topic="figure", text=text, items=(figure.id,), weight=1 + (event is not None))
        for before, after in self.found.figures.kept:
            if amount(before) != amount(after):
                words = one_line(after.source.span.text)
                text = f"The number “{words}” was read as {amount(before)}, now as {amount(after)}."
                yield Change(topic="figure", text=text, items=(after.id,))

    def _said(self, parts: Parts, figure: RecordFigure) -> tuple[str, str, str]:
        event = figure.event or ""
        return amount(figure), claimant(parts, figure), self.heir.get(event, event) if parts is self.was else event

    def disagreements(self) -> Iterator[Change]:
        for one in self.found.disagreements.new:
            sides = "; against it: ".join(f"{side.says} ({self._sides(side.sources)})" for side in one.sides)
            if one.update:
                first, last = one.sides[0], one.sides[-1]
                text = (
                    f"Replaced, {self._about(self.now, one)}: {first.says} ({self._sides(first.sources)}) "
                    f"→ {last.says} ({self._sides(last.sources)})."
                )
            else:
                text = f"Reports disagree now, {self._about(self.now, one)}: {sides}."
            yield Change(topic="disagreement", text=text, items=(one.id,), weight=len(one.sides))
        for one in self.found.disagreements.gone:
            if not one.update:
                sides = listed([side.says for side in one.sides])
                text = f"Reports disagree no longer, {self._about(self.was, one)}: {sides}."
                yield Change(topic="disagreement", text=text, items=(one.id,))
        for before, after in self.found.disagreements.kept:
            if len(after.sides) > len(before.sides) and not after.update:
                sides = listed([side.says for side in after.sides])
                text = f"One more account of {self._about(self.now, after)}: {sides}."
                yield Change(topic="disagreement", text=text, items=(after.id,))

    def _about(self, parts: Parts, one: Disagreement) -> str:
        event = parts.events.get(one.about)
        return f"{one.kind} of {short_name(parts, event)}" if event else one.about

    def _sides(self, sources: Sequence[Source]) -> str:
        return self._outlets([source.report for source in sources])

    def actors(self) -> Iterator[Change]:
        for before, after in self.found.actors.merged:
            names = list(dict.fromkeys(actor.name for actor in before))
            if len(names) > 1:
                text = f"{capital(listed([the(name) for name in names[:_MOST]]))} are one actor now: {after.name}."
                yield Change(topic="actor", text=text, items=(after.id, *(actor.id for actor in before)))
        for actor, parts in self.found.actors.split:
            text = f"{capital(the(actor.name))} is now told apart: {listed([part.name for part in parts[:_MOST]])}."
            yield Change(topic="actor", text=text, items=(actor.id, *(part.id for part in parts)))
        for was, now in self.found.actors.kept:
            if was.name != now.name:
                text = f"{capital(the(was.name))} is now called {the(now.name)}."
                yield Change(topic="actor", text=text, items=(now.id,))
        new = [actor for actor in self.found.actors.new if _is_named(actor)]
        if new:
            names = list(dict.fromkeys(actor.name for actor in new))
            text = f"{capital(counted(len(names), 'actor'))} not named before: {listed(names)}."
            yield Change(topic="actor", text=text, items=tuple(actor.id for actor in new))

    def relations(self) -> Iterator[Change]:
        for relation in self.found.relations.new:
            said = self._relation(self.now, relation)
            if said:
                by = self._outlets([source.report for source in relation.sources])
                status = "" if relation.status == "stated" else f" ({relation.status})"
                text = f"Reported now: {said}{status}; by {by}."
                yield Change(topic="relation", text=text, items=(relation.id,))

    @staticmethod
    def _relation(parts: Parts, relation: RecordRelation) -> str:
        source, target = parts.actors.get(relation.source), parts.actors.get(relation.target)
        if source is None or target is None or not (_is_named(source) or _is_named(target)):
            return ""
        if relation.kind == "holds_office":
            return f"{the(source.name)} holds the office of {relation.office or 'office-holder'} ({target.name})"
        return f"{the(source.name)} {_SAYS[relation.kind]} {the(target.name)}"

    def _outlets(self, reports: Sequence[str]) -> str:
        every = {**self.was.reports, **self.now.reports}
        names = list(dict.fromkeys(outlet(every[report]) for report in reports))
        return listed(names if len(names) <= _MOST else [*names[: _MOST - 1], f"{len(names) - _MOST + 1} more"])


def count_word(number: int) -> str:
    """A number as it stands in running words: "two", "14"."""
    return counted(number, "", "").strip()


def _is_named(actor: RecordActor) -> bool:
    return actor.known is not None or (actor.kind != "unidentified" and actor.name[:1].isupper())
