"""What changed: counts that a later one replaced, plans that came true; since a day, what is new and newly denied."""

from __future__ import annotations

from dateline.exports.brief.document import Block, Bullets, Line, Run
from dateline.exports.brief.happenings import AHEAD, WORDS, Story, sentence_line
from dateline.exports.brief.naming import claimant, short_name
from dateline.exports.parts import REAL, outlet, published_day
from dateline.model.record import Disagreement, RecordEvent, RecordReport, Side
from dateline.wording.figures import amount
from dateline.wording.prose import capital, counted, day, listed

_NEW = 8


def what_changed(story: Story, since: str | None) -> list[Block]:
    """Without a day, what later reports changed of earlier ones; with one, also what only the new reports tell."""
    new = {report.id for report in story.reports if since and (published_day(report) or "") >= since}
    lines: list[Line] = []
    if since:
        lines.append((Run(_new_reports(story, new, since)),))
    seen: set[str] = set()
    for one in story.disagreements:
        if one.update and (not since or any(source.report in new for source in one.sides[-1].sources)):
            line = _update(story, one)
            if line:
                lines.append(line)
                seen.update(run.text for run in line)
    if since and new:
        lines += _first_told(story, new, seen)
        lines += _told_again(story, new)
    return [Bullets(tuple(lines))] if lines else []


def _new_reports(story: Story, new: set[str], since: str) -> str:
    undated = sum(published_day(report) is None for report in story.reports)
    if not new:
        text = f"No report is dated {day(since)} or later."
    else:
        named = [_cited(report) for report in story.reports if report.id in new]
        text = f"{capital(counted(len(new), 'new report'))}: {listed(named)}."
    if undated:
        text += f" {capital(counted(undated, 'report'))} without a known date not counted."
    return text


def _cited(report: RecordReport) -> str:
    return f"{outlet(report)} ({day(published_day(report) or '')})"


def _update(story: Story, one: Disagreement) -> Line | None:
    before, after = one.sides[0], one.sides[-1]
    old = next((story.figure[item] for item in before.items if item in story.figure), None)
    new = next((story.figure[item] for item in after.items if item in story.figure), None)
    if old is not None and new is not None:
        event = story.parts.events.get(new.event or old.event or "")
        about = f" for the {short_name(story.parts, event)}" if event else ""
        if not _ordered(story, before, after):
            return (
                Run("Count. ", strong=True),
                Run(f"{capital(claimant(story.parts, new))} is reported with two numbers{about}: {amount(old)}",
                    story.sources.cite(before.sources, 2)),
                Run(f" and {amount(new)}", story.sources.cite(after.sources, 2)),
                Run("; the reports’ days do not tell which is the later."),
            )  # fmt: skip
        words = (
            "rose" if (new.value or 0) > (old.value or 0) else "fell" if (new.value or 0) < (old.value or 0) else "went"
        )
        who = claimant(story.parts, new)
        return (
            Run("Count. ", strong=True),
            Run(f"The number given by {who}{about} {words} from {amount(old)}", story.sources.cite(before.sources, 2)),
            Run(f" to {amount(new)}", story.sources.cite(after.sources, 2)),
            Run("."),
        )
    return _status(story, before, after)


def _ordered(story: Story, before: Side, after: Side) -> bool:
    """Whether every report of the later side is dated after the first of the earlier one."""
    old = [published_day(story.parts.reports[source.report]) for source in before.sources]
    new = [published_day(story.parts.reports[source.report]) for source in after.sources]
    known = [day for day in old if day]
    return bool(known) and None not in new and all(day > min(known) for day in new if day)


def _status(story: Story, before: Side, after: Side) -> Line | None:
    then = next((story.parts.events[item] for item in before.items if item in story.parts.events), None)
    now = next((story.parts.events[item] for item in after.items if item in story.parts.events), None)
    if then is None or now is None:
        return None
    label = f"{AHEAD.get(then.status, then.status.capitalize())}, now told as {now.status}. "
    best = story.quoting.best(now)
    return Run(label, strong=True), sentence_line(story, best, now.sources)


def _first_told(story: Story, new: set[str], seen: set[str]) -> list[Line]:
    """Events that only new reports tell, the best attested first, each sentence once."""
    events = [
        event for event in story.events
        if not event.background and {source.report for source in event.sources} <= new
        and (event.status in (*REAL, "denied")) and (event.type not in WORDS or event.status == "denied")
    ]  # fmt: skip
    events.sort(key=lambda one: (-len(one.origins), one.place is None, not one.actors, one.id))
    lines: list[Line] = []
    for event in events:
        best = story.quoting.best(event)
        if story.quoting.is_headline(best) or not story.quoting.leads(event, best):
            continue
        run = sentence_line(story, best, event.sources)
        if run.text not in seen and len(lines) < _NEW:
            seen.add(run.text)
            lines.append((Run("Denied or not done. " if event.status == "denied" else "New. ", strong=True), run))
    return lines


def _told_again(story: Story, new: set[str]) -> list[Line]:
    """Earlier events that new reports tell too."""
    again: list[RecordEvent] = [
        event for event in story.real
        if {source.report for source in event.sources} & new and {source.report for source in event.sources} - new
    ]  # fmt: skip
    return [
        (
            Run("Told again. ", strong=True),
            Run(
                f"{capital(short_name(story.parts, event))}, also by "
                f"{listed(_outlets(story, event, new))}: now {counted(len(event.origins), 'independent origin')}.",
                story.sources.cite([source for source in event.sources if source.report in new]),
            ),
        )
        for event in again[:3]
    ]


def _outlets(story: Story, event: RecordEvent, new: set[str]) -> list[str]:
    found = (outlet(story.parts.reports[source.report]) for source in event.sources if source.report in new)
    return list(dict.fromkeys(found))
