"""What happened, by day and place, in the reports' own sentences; what is ahead; what is told as history.

Each sentence stands once, under the first day for which it is needed, with every report that says the same. What is
somebody's position rather than an act (accusing, demanding, refusing …) stands under "Who says what".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from dateline.exports.brief.document import Block, Bullets, Heading, Line, Paragraph, Run, Sources
from dateline.exports.brief.naming import claimant
from dateline.exports.brief.quoting import Quoting, key_of, same_sentence
from dateline.exports.parts import REAL, Parts, span_of_days
from dateline.model.record import Disagreement, RecordClaim, RecordEvent, RecordFigure, RecordReport, Source
from dateline.model.record import Story as RecordStory
from dateline.wording.days import place_in_time
from dateline.wording.prose import capital, counted, day, days

WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})
"""Types that are positions; what happens in them is that somebody speaks."""
AHEAD = {
    "planned": "Planned", "promised": "Promised", "threatened": "Threatened", "possible": "Possible",
    "denied": "Said not to have happened",
}  # fmt: skip
_CASUALTIES = ("killed", "injured", "missing", "displaced", "detained")
LONGEST = 31
"""Days of the longest interval that gets a heading of its own."""
_PER_DAY, _UNDATED, _ALL_UNDATED, _AHEAD, _PAST = 10, 10, 16, 10, 6


class Story:
    """One story on its way into a brief: its events and claims, and which sentences stand in the brief already."""

    def __init__(self, parts: Parts, told: RecordStory, sources: Sources, quoting: Quoting) -> None:
        self.parts, self.story, self.sources, self.quoting = parts, told, sources, quoting
        self.used: dict[str, tuple[int, ...]] = {}
        """Sentences that stand in the brief, with their numbers."""

    @cached_property
    def reports(self) -> list[RecordReport]:
        """The story's reports by day of publication; those without a day last."""
        found = [self.parts.reports[report] for report in self.story.reports]
        return sorted(found, key=lambda one: ((one.published.latest if one.published else None) or "9999", one.id))

    @cached_property
    def events(self) -> list[RecordEvent]:
        """The story's events by day."""
        return [event for event in self.parts.in_order() if event.story == self.story.id]

    @cached_property
    def real(self) -> list[RecordEvent]:
        """Its events that happened or go on, as its news, positions left out."""
        return [one for one in self.events if one.status in REAL and not one.background and one.type not in WORDS]

    @cached_property
    def claims(self) -> list[RecordClaim]:
        """The claims in its reports, in the order of the reports and of the text."""
        turn = {report.id: number for number, report in enumerate(self.reports)}
        found = [claim for claim in self.parts.record.claims if claim.source.report in turn]
        return sorted(found, key=lambda one: (turn[one.source.report], one.source.span.start))

    @cached_property
    def figures(self) -> list[RecordFigure]:
        """The figures in its reports, in the order of the reports and of the text."""
        turn = {report.id: number for number, report in enumerate(self.reports)}
        found = [figure for figure in self.parts.record.figures if figure.source.report in turn]
        return sorted(found, key=lambda one: (turn[one.source.report], one.source.span.start))

    @cached_property
    def figure(self) -> dict[str, RecordFigure]:
        """The figures by their ids."""
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """The disagreements whose sides stand in its reports, updates among them."""
        mine = set(self.story.reports)
        return [
            one for one in self.parts.record.disagreements
            if any(source.report in mine for side in one.sides for source in side.sources)
        ]  # fmt: skip

    def standing_figures(self, event: RecordEvent) -> list[tuple[RecordFigure, str, tuple[int, ...]]]:
        """Casualties of an event that no later figure replaced: one for each number and claimant, with its numbers."""
        found: dict[tuple[object, ...], list[RecordFigure]] = {}
        for figure in self.figures:
            counts = figure.unit in _CASUALTIES and figure.event == event.id and figure.id not in self.parts.replaced
            if counts and (figure.value or figure.low or figure.high):
                who = claimant(self.parts, figure)
                found.setdefault((figure.unit, figure.value, figure.low, figure.high, who), []).append(figure)
        order = {unit: turn for turn, unit in enumerate(_CASUALTIES)}
        rows = sorted(found.values(), key=lambda one: (order[one[0].unit], one[0].value or 0))
        return [
            (given[0], claimant(self.parts, given[0]), self.sources.cite([one.source for one in given]))
            for given in rows
        ]  # fmt: skip

    def quoted(self, event: RecordEvent) -> Line | None:
        """The sentence that tells an event best, unless it stands in the brief already."""
        chosen = self.quoting.best(event)
        key = key_of((chosen.sentence or chosen.span).text)
        if key in self.used:
            return None
        numbers = self.sources.cite(same_sentence(event.sources, chosen))
        self.used[key] = numbers
        return (Run(self.quoting.written(chosen), numbers),)


def what_happened(story: Story) -> list[Block]:
    """Days as headings, places as paragraphs; days that are not certain say so; what has no day comes last."""
    events = _each_sentence_once(story, [event for event in story.real if _tellable(story, event)])
    dated: dict[tuple[str | None, str | None], list[RecordEvent]] = {}
    dateless: dict[str | None, list[RecordEvent]] = {}
    for event in events:
        length = span_of_days(event)
        if event.when.earliest is None:
            dateless.setdefault(event.when.latest, []).append(event)
        elif length is None or length > LONGEST:
            dateless.setdefault(None, []).append(event)
        else:
            dated.setdefault((event.when.earliest, event.when.latest), []).append(event)
    blocks: list[Block] = []
    rest = 0
    for known in sorted(dated, key=lambda one: place_in_time(*one)):
        kept, more = _best_attested(dated[known], _PER_DAY)
        rest += more
        paragraphs = _by_place(story, kept)
        if paragraphs:
            blocks += [Heading(4, capital(days(*known))), *paragraphs]
    told: list[Block] = []
    for latest in sorted(dateless, key=lambda one: one or "9999"):
        kept, more = _best_attested(dateless[latest], _UNDATED if dated else _ALL_UNDATED)
        rest += more
        if latest is None:
            told += _by_place(story, kept, _stretch(dateless[None]) or None)
        else:
            told += _by_place(story, kept, f"Reported by {day(latest)}. ")
    if told:
        blocks += [Heading(4, "Day not given"), *told] if dated else told
    if rest and blocks:
        verb = "is" if rest == 1 else "are"
        text = f"{capital(counted(rest, 'further event'))}, told in few words, {verb} in the record."
        blocks.append(Paragraph((Run(text),), aside=True))
    return blocks


def _stretch(events: Sequence[RecordEvent]) -> str:
    """The days between which all of these lie, to stand before them; "" where an end of one is open."""
    firsts = [event.when.earliest for event in events]
    lasts = [event.when.latest for event in events]
    if None in firsts or None in lasts:
        return ""
    return f"{capital(days(min(first for first in firsts if first), max(last for last in lasts if last)))}. "


def _tellable(story: Story, event: RecordEvent) -> bool:
    """Whether a sentence of a text tells it as an act: no headline alone, no quotation, not somebody's bare mention."""
    best = story.quoting.best(event)
    if story.quoting.is_headline(best) or story.quoting.is_speech(best) or story.quoting.leans(best):
        return False
    thin = not event.actors and not event.recipients and len(event.sources) == 1
    return (
        not thin
        or bool(story.parts.figures.get(event.id))
        or (event.place is not None and story.quoting.leads(event, best))
    )


def _each_sentence_once(story: Story, events: Sequence[RecordEvent]) -> list[RecordEvent]:
    """Of events told best by one sentence, the one that is most exactly dated, then placed, then attested."""
    best: dict[str, RecordEvent] = {}
    for event in events:
        chosen = story.quoting.best(event)
        key = key_of((chosen.sentence or chosen.span).text)
        if key not in best or _exactness(event) < _exactness(best[key]):
            best[key] = event
    kept = {event.id for event in best.values()}
    return [event for event in events if event.id in kept]


def _exactness(event: RecordEvent) -> tuple[int, bool, bool, int, str]:
    ends = (event.when.earliest is None) + (event.when.latest is None)
    return ends, event.when.earliest != event.when.latest, event.place is None, -len(event.sources), event.id


def _best_attested(events: Sequence[RecordEvent], most: int) -> tuple[list[RecordEvent], int]:
    ranked = sorted(
        events, key=lambda one: (-len(one.origins), not (one.actors and one.recipients), -len(one.sources), one.id)
    )  # fmt: skip
    kept = {event.id for event in ranked[:most]}
    return [event for event in events if event.id in kept], len(events) - len(kept)


def _by_place(story: Story, events: Sequence[RecordEvent], lead: str | None = None) -> list[Block]:
    """A paragraph for each place, its sentences in the order of the reports; what has no place comes last.

    With `lead` there is one paragraph, which begins with it.
    """
    turn = {report.id: number for number, report in enumerate(story.reports)}
    told: dict[str, list[tuple[int, int, RecordEvent]]] = {}
    for event in events:
        place = story.parts.place(event)
        best = story.quoting.best(event)
        told.setdefault(place.name if place and lead is None else "", []).append(
            (turn.get(best.report, 0), best.span.start, event)
        )  # fmt: skip
    blocks: list[Block] = []
    for name in sorted(told, key=lambda one: (not one, min(entry[:2] for entry in told[one]))):
        runs: list[Run] = [Run(lead or f"{capital(name)}. ", strong=True)] if lead or name else []
        for _, _, event in sorted(told[name], key=lambda entry: entry[:2]):
            line = story.quoted(event)
            if line:
                space = " " if runs and not runs[-1].strong else ""
                runs += [Run(space + line[0].text, line[0].numbers)]
        if any(run.numbers for run in runs):
            blocks.append(Paragraph(tuple(runs)))
    return blocks


def what_is_ahead(story: Story) -> list[Block]:
    """What is planned, promised, threatened or possible, unless a later report tells it as done."""
    done = {item for one in story.disagreements if one.update for side in one.sides[:-1] for item in side.items}
    events = [
        event for event in story.events
        if event.status in AHEAD and not event.background and event.id not in done
    ]  # fmt: skip
    lines: list[Line] = []
    for status, label in AHEAD.items():
        for event in (one for one in events if one.status == status):
            best = story.quoting.best(event)
            told_elsewhere = story.quoting.is_headline(best) or story.quoting.is_speech(best)
            line = None if told_elsewhere or not story.quoting.leads(event, best) else story.quoted(event)
            if line and len(lines) < _AHEAD:
                lines.append((Run(f"{label}. ", strong=True), *line))
    return [Bullets(tuple(lines))] if lines else []


def background(story: Story) -> list[Block]:
    """What the reports tell as history, best attested first."""
    past = [event for event in story.events if event.background and event.status in REAL and event.type not in WORDS]
    kept, _ = _best_attested(past, _PAST * 2)
    lines: list[Run] = []
    for event in kept:
        best = story.quoting.best(event)
        line = None if story.quoting.is_headline(best) or story.quoting.is_speech(best) else story.quoted(event)
        if line and len(lines) < _PAST:
            lines.append(Run((" " if lines else "") + line[0].text, line[0].numbers))
    return [Paragraph(tuple(lines))] if lines else []


def sentence_line(story: Story, source: Source, sources: Sequence[Source]) -> Run:
    """A sentence with its numbers, whether or not it stands in the brief already."""
    numbers = story.sources.cite(same_sentence(sources, source))
    story.used.setdefault(key_of((source.sentence or source.span).text), numbers)
    return Run(story.quoting.written(source), numbers)
