"""The timeline: events by story and day, one line each; then where the reports disagree, and how much they claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace
from rich.text import Text

from dateline.cli.views import palette
from dateline.cli.views.lookup import Lookup
from dateline.cli.views.selection import Selection
from dateline.model.record import Disagreement, Record, RecordActor, RecordEvent, RecordPlace, Story
from dateline.wording.days import interval, place_in_time

TYPE_WIDTH = 9
MOST_DISAGREEMENTS = 25
"""So many are listed where not everything is asked for."""
UNNAMED = "nobody named"


class EventLine(Struct, frozen=True, kw_only=True):
    """One event as the timeline shows it, with names in place of ids."""

    id: str
    days: str
    earliest: str | None
    latest: str | None
    type: str
    mode: str | None
    status: str
    background: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    words: tuple[str, ...]
    """The triggers, each once, in the order of the sources."""
    reports: int
    origins: int


class StoryLines(Struct, frozen=True, kw_only=True):
    """One story; `folded` events are counted and not listed."""

    id: str
    title: str
    reports: int
    origins: int
    events: tuple[EventLine, ...]
    folded: int


class SideLine(Struct, frozen=True, kw_only=True):
    """One side of a disagreement: what it says, who says it, in how many reports."""

    says: str
    outlets: tuple[str, ...]
    reports: int


class DisagreementLine(Struct, frozen=True, kw_only=True):
    """One disagreement (or update)."""

    id: str
    kind: str
    about: str
    update: bool
    sides: tuple[SideLine, ...]


class Timeline(Struct, frozen=True, kw_only=True):
    """What `dateline show` shows."""

    stories: tuple[StoryLines, ...]
    disagreements: tuple[DisagreementLine, ...]
    more_disagreements: int
    """Disagreements that are counted and not listed."""
    updates: int
    """Later figures that replaced earlier ones; they are not listed."""
    claims: int
    figures: int
    unread: tuple[str, ...]
    """Files of reports in languages that no reader knows."""


def timeline_of(record: Record, selection: Selection, lookup: Lookup) -> Timeline:
    """The timeline of the selected events, and of what is said about them."""
    wanted = [event for event in record.events if selection.wants(event)]
    ids = {event.id for event in wanted}
    whole = selection == Selection(everything=selection.everything)
    disagreements = [
        line
        for line in record.disagreements
        if whole or line.about in ids or any(ids & set(side.items) for side in line.sides)
    ]
    claims = [claim for claim in record.claims if whole or ids & set(claim.events)]
    figures = [figure for figure in record.figures if whole or figure.event in ids]
    by_story: dict[str, list[RecordEvent]] = {}
    for event in wanted:
        by_story.setdefault(event.story, []).append(event)
    stories = [story for story in record.stories if story.id in by_story or (whole and selection.story is None)]
    open_ones = [line for line in disagreements if not line.update]
    listed = open_ones if selection.everything else open_ones[:MOST_DISAGREEMENTS]
    return Timeline(
        stories=tuple(_story(story, by_story.get(story.id, []), selection, lookup) for story in stories),
        disagreements=tuple(disagreement_line(line, lookup) for line in listed),
        more_disagreements=len(open_ones) - len(listed),
        updates=len(disagreements) - len(open_ones),
        claims=len(claims),
        figures=len(figures),
        unread=tuple(report.source for report in record.reports if not report.read) if whole else (),
    )


def _story(story: Story, events: list[RecordEvent], selection: Selection, lookup: Lookup) -> StoryLines:
    shown = [event for event in events if not selection.folds(event)]
    shown.sort(key=lambda event: place_in_time(event.when.earliest, event.when.latest))
    reports = set(story.reports)
    return StoryLines(
        id=story.id,
        title=story.title,
        reports=len(reports),
        origins=len({report.origin for report in lookup.record.reports if report.id in reports}),
        events=tuple(event_line(event, lookup) for event in shown),
        folded=len(events) - len(shown),
    )


def event_line(event: RecordEvent, lookup: Lookup) -> EventLine:
    """One event as a line."""
    place = lookup.by_id.get(event.place) if event.place else None
    return EventLine(
        id=event.id,
        days=interval(event.when.earliest, event.when.latest),
        earliest=event.when.earliest,
        latest=event.when.latest,
        type=event.type,
        mode=event.mode,
        status=event.status,
        background=event.background,
        actors=names_of(event.actors, lookup),
        recipients=names_of(event.recipients, lookup),
        place=place.name if isinstance(place, RecordPlace) else None,
        words=tuple(dict.fromkeys(one_line(source.span.text) for source in event.sources)),
        reports=len({source.report for source in event.sources}),
        origins=len(event.origins),
    )


def disagreement_line(disagreement: Disagreement, lookup: Lookup) -> DisagreementLine:
    """One disagreement as lines."""
    about = lookup.by_id.get(disagreement.about)
    sides = []
    for side in disagreement.sides:
        reports = dict.fromkeys(source.report for source in side.sources)
        outlets = dict.fromkeys(outlet_of(report, lookup) for report in reports)
        sides.append(SideLine(says=side.says, outlets=tuple(outlets), reports=len(reports)))
    return DisagreementLine(
        id=disagreement.id,
        kind=disagreement.kind,
        about=summary(event_line(about, lookup)) if isinstance(about, RecordEvent) else disagreement.about,
        update=disagreement.update,
        sides=tuple(sides),
    )


def names_of(actors: tuple[str, ...], lookup: Lookup) -> tuple[str, ...]:
    """Names of actors by their ids."""
    found = (lookup.by_id.get(actor) for actor in actors)
    return tuple(actor.name for actor in found if isinstance(actor, RecordActor))


def outlet_of(report: str, lookup: Lookup) -> str:
    """The outlet of a report, else its file's name."""
    found = lookup.report_by_id(report)
    return found.outlet.value if found.outlet else found.source.replace("\\", "/").rpartition("/")[2]


def one_line(text: str) -> str:
    """`text` with line breaks as spaces, as long as before."""
    return text.translate({ord(mark): " " for mark in "\n\r\t\v\f\x85\u2028\u2029"})


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary(line: EventLine) -> str:
    """An event in a few words: who, to whom, what, where."""
    who = " → ".join(part for part in (", ".join(line.actors), ", ".join(line.recipients)) if part)
    what = f"{line.type} “{line.words[0]}”" if line.words else line.type
    return " · ".join(part for part in (what, who, line.place) if part)


def draw(timeline: Timeline, lookup: Lookup) -> Iterator[tuple[Text, int]]:
    """Lines of the timeline, each with the indent at which it folds."""
    width = max((len(line.days) for story in timeline.stories for line in story.events), default=10)
    for number, story in enumerate(timeline.stories):
        if number:
            yield Text(), 0
        yield (
            Text.assemble(
                (story.title, palette.TITLE),
                (f"  {counted(story.reports, 'report')}, {counted(story.origins, 'origin')}  ", palette.QUIET),
                (lookup.short(story.id), palette.IDENTIFIER),
            ),
            2,
        )
        yield from draw_events(story.events, story.folded, lookup, width)
        if not story.events and not story.folded:
            yield Text("  no event found", palette.QUIET), 2
    if timeline.disagreements:
        yield Text(), 0
        yield Text("Where the reports disagree", palette.TITLE), 0
        for disagreement, more in _together(timeline.disagreements):
            yield from draw_disagreement(disagreement, lookup, more)
        if timeline.more_disagreements:
            yield Text(f"  + {timeline.more_disagreements:,} more (--all)", palette.QUIET), 4
    yield Text(), 0
    counts = [counted(timeline.claims, "claim"), counted(timeline.figures, "figure")]
    if timeline.updates:
        counts.append(f"{counted(timeline.updates, 'figure')} updated later")
    yield Text(" · ".join(counts), palette.QUIET), 0
    for source in timeline.unread:
        yield Text(f"{source}: kept, not read: no reader knows its language", palette.QUIET), 2


def draw_events(
    lines: tuple[EventLine, ...], folded: int, lookup: Lookup, width: int | None = None
) -> Iterator[tuple[Text, int]]:
    """Events under one another, and how many are not listed; `width` is the width of the days."""
    width = width or max((len(line.days) for line in lines), default=0)
    for line in lines:
        yield draw_event(line, lookup, width)
    if folded:
        yield Text(f"  + {folded} told as history or only imagined (--all)", palette.QUIET), 4


def draw_event(line: EventLine, lookup: Lookup, width: int) -> tuple[Text, int]:
    """One event; `width` is the width of the days."""
    mark = palette.mark_of(line.status, line.background)
    dim = palette.QUIET if line.background else ""
    text = Text.assemble(
        "  ", (lookup.short(line.id), palette.IDENTIFIER), " ", (mark.sign, mark.style.replace("strike", "")), " ",
        (line.days.ljust(width), dim or ("" if line.earliest and line.earliest == line.latest else "italic")), "  ",
        (line.type.ljust(TYPE_WIDTH), f"{dim} {palette.hue_of(line.type)}".strip()), "  ",
    )  # fmt: skip
    indent = text.cell_len
    text.append(", ".join(line.actors) or UNNAMED, dim or ("bold" if line.actors else palette.QUIET))
    if line.recipients:
        text.append(" → ", palette.QUIET)
        text.append(", ".join(line.recipients), dim or "bold")
    text.append(f" “{'”, “'.join(line.words[:2])}”", mark.style)
    if line.place:
        text.append(f" · {line.place}", dim)
    if line.status != "happened":
        text.append(" · ", palette.QUIET)
        text.append(line.status, f"{dim} magenta".strip())
    if line.background:
        text.append(" · history", palette.QUIET)
    stand_behind = counted(line.reports, "report")
    if line.reports > 1:
        stand_behind += f", {counted(line.origins, 'origin')}"
    text.append(f" · {stand_behind}", palette.QUIET)
    return text, indent


def _together(lines: Iterable[DisagreementLine]) -> list[tuple[DisagreementLine, int]]:
    """Disagreements of one kind about one thing as one, each side once; and how many more they are than one."""
    groups: dict[tuple[str, str, bool], list[DisagreementLine]] = {}
    for line in lines:
        groups.setdefault((line.kind, line.about, line.update), []).append(line)
    return [
        (replace(group[0], sides=tuple(dict.fromkeys(side for line in group for side in line.sides))), len(group) - 1)
        for group in groups.values()
    ]


def draw_disagreement(line: DisagreementLine, lookup: Lookup, more: int = 0) -> Iterator[tuple[Text, int]]:
    """One disagreement with its sides; `more`: how many others are told with it."""
    kind = "update" if line.update else line.kind
    yield Text.assemble(
        "  ", (lookup.short(line.id), palette.IDENTIFIER), (f" +{more}" if more else "", palette.QUIET), " ",
        (kind, "magenta"), f"  {line.about}",
    ), 4  # fmt: skip
    for side in line.sides:
        outlets = ", ".join(side.outlets[:4]) + (f" and {len(side.outlets) - 4} more" if len(side.outlets) > 4 else "")
        yield Text.assemble("    ", (side.says, "bold"), (f"  {outlets}", palette.QUIET)), 6
