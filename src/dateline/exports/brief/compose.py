"""The brief of a record, by rules: what happened by day and place, who says what, where accounts differ, what is new.

Invariant: nothing in it that the record does not hold. Sentences about what happened are the reports' own words, each
with the numbers of its sources; what the brief says itself are counts, names, days and numbers of the record. The same
record and day give the same brief.
"""

from __future__ import annotations

from datetime import date

from dateline.errors import UsageError
from dateline.exports.brief.changes import what_changed
from dateline.exports.brief.claims import who_says_what
from dateline.exports.brief.differences import about_what, casualties, where_they_differ
from dateline.exports.brief.document import Block, Brief, Bullets, Heading, Line, Paragraph, Run, Sources, numbered
from dateline.exports.brief.happenings import Story, background, what_happened, what_is_ahead
from dateline.exports.brief.naming import event_name
from dateline.exports.brief.quoting import Quoting
from dateline.exports.brief.unknowns import what_is_not_known
from dateline.exports.parts import Parts, outlet, published_day
from dateline.model.record import Record
from dateline.model.record import Story as RecordStory
from dateline.wording.figures import amount
from dateline.wording.prose import capital, counted, day, listed, period

_NOTE = (
    "Drafted by machine from the reports named at the end. Sentences about events are the reports’ own words; square "
    "brackets mark what was put in, numbers lead to the words. “Origins” counts an agency’s text or a party’s "
    "statement once, however many outlets repeat it."
)


def compose(record: Record, *, since: str | None = None, story: str | None = None) -> Brief:
    """The brief, story by story; `since` is the day from which on reports count as new, `story` an id or its beginning.

    Raises UsageError for a day that is none and for a story that is not there.
    """
    if since is not None:
        _check(since)
    parts = Parts(record)
    told = [one for one in record.stories if story is None or story in (one.id, one.title) or one.id.startswith(story)]
    if story is not None and not told:
        raise UsageError(f"there is no story “{story}”; there are: {', '.join(one.id for one in record.stories)}")
    told.sort(key=lambda one: (-len(one.reports), record.stories.index(one)))
    sources, quoting = Sources(parts), Quoting(parts)
    blocks: list[Block] = []
    for one in told:
        if len(told) > 1:
            blocks.append(Heading(2, one.title))
        blocks += _story(parts, one, sources, quoting, since)
    if not told:
        blocks.append(Paragraph((Run("The record holds no story."),)))
    blocks.append(Paragraph((Run(_NOTE),), aside=True))
    title = told[0].title if len(told) == 1 else "Situation report"
    return numbered(Brief(title, tuple(blocks), sources.words))


def _check(since: str) -> None:
    try:
        date.fromisoformat(since)
    except ValueError as error:
        raise UsageError(f"since {since}: a day is written 2024-03-14") from error


def _story(parts: Parts, told: RecordStory, sources: Sources, quoting: Quoting, since: str | None) -> list[Block]:
    story = Story(parts, told, sources, quoting)
    happened, ahead = what_happened(story), what_is_ahead(story)  # each sentence stands where it is first needed
    sections: list[tuple[str, list[Block]]] = [
        (f"What changed since {day(since)}" if since else "What changed", what_changed(story, since)),
        ("What happened", happened),
        ("Casualties and other counts, as they were given", casualties(story)),
        ("Who says what", who_says_what(story)),
        ("Where accounts differ", where_they_differ(story)),
        ("Announced, possible or denied", ahead),
        ("What is not known", what_is_not_known(story)),
        ("Background the reports give", background(story)),
    ]
    blocks: list[Block] = [Paragraph(_about(story)), *_in_short(story)]
    for title, section in sections:
        if section:
            blocks += [Heading(3, title), *section]
    return blocks


def _about(story: Story) -> Line:
    """What the brief rests on."""
    parts, reports = story.parts, story.reports
    outlets = list(dict.fromkeys(outlet(report) for report in reports))
    days = sorted(found for report in reports if (found := published_day(report)))
    origins: dict[str, list[str]] = {}
    for report in reports:
        origins.setdefault(report.origin, []).append(outlet(report))
    dated = f", published {period(days[0], days[-1])}" if days else ""
    undated = len(reports) - len(days)
    if days and undated:
        dated += f" ({counted(undated, 'report')} without a known date)"
    elif undated:
        dated = (
            ", none with a known date of publication" if len(reports) > 1 else ", without a known date of publication"
        )
    text = f"Based on {counted(len(reports), 'report')} ({listed(outlets)}){dated}."
    for origin, repeating in origins.items():
        if len(repeating) > 1:
            name = parts.origins[origin].name
            text += f" {capital(counted(len(repeating), 'report'))} of these carry one text ({name}) and count once."
    return (Run(text),)


def _in_short(story: Story) -> list[Block]:
    """The best attested event with its numbers, and how much is disputed, in two or three lines."""
    lines: list[Line] = []
    ranked = sorted(
        story.real, key=lambda event: (-len(event.origins), -len({one.report for one in event.sources}), event.id)
    )
    top = ranked[0] if ranked else None
    if top and len(top.origins) > 1 and len({source.report for source in top.sources}) > 1:
        told = len({source.report for source in top.sources})
        text = (
            f"{capital(event_name(story.parts, top))}: told in {counted(told, 'report')}, "
            f"{counted(len(top.origins), 'independent origin')}."
        )
        lines.append((Run("Most attested. ", strong=True), Run(text, story.sources.cite(top.sources))))
        given = story.standing_figures(top)
        if given:
            runs: list[Run] = [Run("Numbers. ", strong=True)]
            for turn, (figure, who, numbers) in enumerate(given):
                end = "." if turn == len(given) - 1 else ";"
                runs.append(Run(f"{'' if turn == 0 else ' '}{amount(figure)} according to {who}{end}", numbers))
            lines.append(tuple(runs))
    open_ones = [one for one in story.disagreements if not one.update]
    if open_ones:
        named = "; ".join(
            [about_what(story, one) for one in open_ones[:3]] + (["and more"] if len(open_ones) > 3 else [])
        )
        text = f"Accounts differ on {counted(len(open_ones), 'point')} ({named})."
        lines.append((Run("Disputed. ", strong=True), Run(text)))
    return [Bullets(tuple(lines))] if lines else []
