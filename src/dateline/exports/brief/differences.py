"""Casualties and other counts as each side gave them, and where accounts differ, as tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.exports.brief.document import Block, Grid, Line, Run
from dateline.exports.brief.happenings import Story
from dateline.exports.brief.naming import claimant, event_name, short_name, the
from dateline.exports.brief.quoting import key_of
from dateline.exports.parts import outlet, published_day
from dateline.model.record import Disagreement, RecordEvent, RecordFigure, Side
from dateline.wording.figures import amount
from dateline.wording.prose import capital, day, listed

_COUNTS = ("killed", "injured", "missing", "displaced", "detained", "money")
_ROWS = 20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {"status": "whether it happened", "date": "when", "place": "where", "actor": "who"}


def casualties(story: Story) -> list[Block]:
    """A row for each number and claimant, by event; those that a later one replaced are marked."""
    rows: dict[tuple[object, ...], list[RecordFigure]] = {}
    copies: dict[tuple[object, ...], str | None] = {}
    for figure in story.figures:
        if figure.unit in _COUNTS and (figure.value or figure.low or figure.high):
            sentence = key_of((figure.source.sentence or figure.source.span).text)
            key = (figure.unit, amount(figure), claimant(story.parts, figure))
            place = copies.setdefault((*key, sentence), figure.event)  # copies of one sentence are one row
            rows.setdefault((place, *key), []).append(figure)
    for same in [one for one in rows if _only_in_headlines(story, rows, one)]:
        del rows[same]
    order = {unit: turn for turn, unit in enumerate(_COUNTS)}
    events = {event.id: turn for turn, event in enumerate(story.events)}
    listed_rows = sorted(
        rows.values(), key=lambda one: (events.get(one[0].event or "", 9999), order[one[0].unit], one[0].value or 0)
    )  # fmt: skip
    made: list[tuple[Line, ...]] = []
    last: str | None = None
    for given in listed_rows[:_ROWS]:
        figure = given[0]
        event = story.parts.events.get(figure.event or "")
        about = short_name(story.parts, event) if event else "not tied to an event"
        replaced = all(one.id in story.parts.replaced for one in given)
        days = sorted(found for one in given if (found := published_day(story.parts.reports[one.source.report])))
        who = figure.what if _tells(figure) else ""
        number = f"{amount(figure)}{f' ({who})' if who else ''}{'; later replaced' if replaced else ''}"
        made.append((
            (Run("" if about == last else capital(about)),), (Run(number),), (Run(claimant(story.parts, figure)),),
            (Run(day(days[0]) if days else "no date", story.sources.cite([one.source for one in given])),),
        ))  # fmt: skip
        last = about
    return [Grid(("Event", "Count", "According to", "First reported"), tuple(made))] if made else []


def _only_in_headlines(
    story: Story, rows: Mapping[tuple[object, ...], Sequence[RecordFigure]], mine: tuple[object, ...]
) -> bool:
    """Whether a number stands in titles alone, and a text gives it for the same event with its claimant."""
    if not all(story.quoting.is_headline(figure.source) for figure in rows[mine]):
        return False
    values = {figure.value for figure in rows[mine]}
    return any(
        other != mine and other[:2] == mine[:2] and values & {figure.value for figure in rows[other]} for other in rows
    )


def _tells(figure: RecordFigure) -> bool:
    """Whether the words of what is counted say more than the unit."""
    what = figure.what.lower()
    return (
        bool(what)
        and len(what) < 30
        and what not in (figure.unit, "toll", "people", "arrested", "injured", "dead", "die")
    )


def where_they_differ(story: Story) -> list[Block]:
    """Every open disagreement with its sides, one under the other."""
    rows: list[tuple[Line, ...]] = []
    for one in story.disagreements:
        if one.update:
            continue
        for turn, side in enumerate(one.sides):
            about = (Run(capital(about_what(story, one)) if turn == 0 else ""),)
            says, who, numbers = _side(story, side)
            rows.append((about, says, (Run(who, numbers),)))
    return [Grid(("About", "One account", "According to"), tuple(rows))] if rows else []


def about_what(story: Story, one: Disagreement) -> str:
    """What a disagreement is about, by the event of its sides."""
    for side in one.sides:
        for item in side.items:
            figure = story.figure.get(item)
            event = story.parts.events.get((figure.event if figure else item) or "")
            if event is not None:
                noun = f"number {figure.unit}" if figure else _KINDS.get(one.kind, one.kind)
                named = event_name if one.kind in ("status", "name") else short_name
                return f"{noun}: {named(story.parts, event)}"
    return f"{'number' if one.kind == 'figure' else one.kind}: {one.about}"


def _side(story: Story, side: Side) -> tuple[Line, str, tuple[int, ...]]:
    """What a side says, who says it, and where."""
    figures = [story.figure[item] for item in side.items if item in story.figure]
    if figures:
        who = list(dict.fromkeys(claimant(story.parts, figure) for figure in figures))
        return (Run(amount(figures[0])),), listed(who), story.sources.cite(side.sources)
    event = next((story.parts.events[item] for item in side.items if item in story.parts.events), None)
    told = story.quoting.best(event) if event else side.sources[0]
    if told not in side.sources:
        told = story.quoting.plainest(side.sources)
    by = _speakers(story, event, side) if event else _outlets(story, side)
    says = day(side.says) if _DAY.fullmatch(side.says) else side.says
    line = (Run(f"{says}: ", strong=True), Run(story.quoting.written(told)))
    return line, by, story.sources.cite([told, *side.sources])


def _speakers(story: Story, event: RecordEvent, side: Side) -> str:
    """Whose word it is: the speakers of the claims that tell the event, else the outlets."""
    places = {(source.report, (source.sentence or source.span).start) for source in side.sources}
    speakers = dict.fromkeys(
        the(story.parts.actors[claim.speaker].name) for claim in story.claims
        if event.id in claim.events and claim.speaker in story.parts.actors and claim.speaker
        and (claim.source.report, (claim.source.sentence or claim.source.span).start) in places
    )  # fmt: skip
    return listed(list(speakers)) if speakers else _outlets(story, side)


def _outlets(story: Story, side: Side) -> str:
    return listed(list(dict.fromkeys(outlet(story.parts.reports[source.report]) for source in side.sources)))
