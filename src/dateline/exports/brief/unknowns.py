"""What is not known: who did it, when, where, what rests on one origin, what nobody stands behind by name."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.exports.brief.document import Block, Bullets, Line, Run
from dateline.exports.brief.happenings import LONGEST, Story
from dateline.exports.brief.naming import short_name
from dateline.exports.parts import outlet, published_day, span_of_days
from dateline.model.record import RecordEvent
from dateline.wording.prose import capital, counted, listed

_NAMED = 4
_HARM = frozenset({"ASSAULT", "COERCE"})


def what_is_not_known(story: Story) -> list[Block]:
    """Up to seven lines, each with examples and their sources."""
    lines: list[Line] = []
    real = story.real
    unnamed = [event for event in real if not event.actors and event.type in _HARM]
    if unnamed:
        lines.append(_with("Who. ", f"Nobody is named as acting in {counted(len(unnamed), 'act')} of force or arrest",
                           story, unnamed))  # fmt: skip
    undated = [event for event in real if _vague(event)]
    open_ones = [event for event in real if event.when.earliest is None and event.when.latest is not None]
    if undated or open_ones:
        said = []
        if undated:
            said.append(f"no day can be told for {_of(len(undated), len(real))}")
        if open_ones:
            said.append(f"for {len(open_ones)} it is only known by when they had happened")
        lines.append((Run("When. ", strong=True), Run(f"{capital('; '.join(said))}.")))
    dateless = [report for report in story.reports if published_day(report) is None]
    if dateless:
        names = listed(list(dict.fromkeys(outlet(report) for report in dateless)))
        verb, them = ("has", "it") if len(dateless) == 1 else ("have", "them")
        text = (
            f"{capital(counted(len(dateless), 'report'))} {verb} no known day of publication ({names}), so “Tuesday” "
            f"or “last week” in {them} cannot be tied to a date."
        )
        lines.append((Run("Undated reports. ", strong=True), Run(text)))
    placeless = [event for event in real if event.place is None]
    lost = dict.fromkeys(
        place.name for event in real if (place := story.parts.place(event)) is not None and place.lat is None
    )
    if placeless or lost:
        said = [f"no place can be told for {_of(len(placeless), len(real))}"] if placeless else []
        if lost:
            said.append(f"named but not found on the map: {listed(list(lost)[: _NAMED * 2])}")
        lines.append((Run("Where. ", strong=True), Run(f"{capital('; '.join(said))}.")))
    single = [event for event in real if len(event.origins) < 2]
    if real:
        if len(single) == len(real):
            which = "Every event" if len(real) > 1 else "The event"
            text = f"{which} rests on a single origin; nothing is confirmed by a second."
        else:
            text = f"{len(single)} of {len(real)} events rest on a single origin."
        lines.append((Run("Confirmation. ", strong=True), Run(text)))
    disputed = [one for one in story.disagreements if not one.update and one.kind == "figure"]
    if disputed:
        verb = "stands" if len(disputed) == 1 else "stand"
        text = f"{capital(counted(len(disputed), 'count'))} {verb} disputed between the sides (table above)."
        lines.append((Run("Numbers. ", strong=True), Run(text)))
    unsigned = [claim for claim in story.claims if claim.speaker is None]
    if unsigned:
        verb = "has" if len(unsigned) == 1 else "have"
        text = f"{capital(counted(len(unsigned), 'statement'))} {verb} no speaker that could be told."
        numbers = story.sources.cite([claim.source for claim in unsigned[:_NAMED]])
        lines.append((Run("Speakers. ", strong=True), Run(text, numbers)))
    return [Bullets(tuple(lines))] if lines else []


def _vague(event: RecordEvent) -> bool:
    """Whether no day can be told: both ends open, or further apart than a month."""
    length = span_of_days(event)
    return length > LONGEST if length else event.when.earliest is not None or event.when.latest is None


def _of(some: int, all_: int) -> str:
    return f"any of the {all_} events" if some == all_ else f"{some} of {all_} events"


def _with(lead: str, text: str, story: Story, events: Sequence[RecordEvent]) -> Line:
    runs = [Run(lead, strong=True), Run(f"{text}:")]
    shown = events[:_NAMED]
    for turn, event in enumerate(shown):
        last = turn == len(shown) - 1
        end = (" and others." if len(events) > len(shown) else ".") if last else ";"
        runs.append(Run(f" {short_name(story.parts, event)}{end}", story.sources.cite(event.sources, 2)))
    return tuple(runs)
