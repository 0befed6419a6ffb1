"""`dateline show`: the timeline, or one thing of the record with the words that it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from dateline.cli.opening import current_id, record_of
from dateline.cli.options import colour_option, json_option, record_argument
from dateline.cli.terminal import Screen, print_json
from dateline.cli.views import state, thing, timeline
from dateline.cli.views.lookup import Lookup, Part
from dateline.cli.views.selection import Selection, first_day, last_day
from dateline.errors import UsageError
from dateline.model.account import Status
from dateline.model.record import Record, RecordEvent, RecordReport
from dateline.record import Store
from dateline.settings import load_settings

if TYPE_CHECKING:
    from dateline.record.subset import AsOf

TOP = "top"
"""Written in place of an id: the event that most stands behind."""


@click.command("show", short_help="Show the record in the terminal.")
@record_argument
@click.option("--story", metavar="STORY", help="Only this story: its id, or words of its title.")
@click.option("--event", metavar="ID", help="One event with the words that tell it. `top`: the best attested one.")
@click.option("--actor", metavar="ACTOR", help="One actor: their id, or any of their names.")
@click.option("--report", metavar="REPORT", help="One report: its id, or its file.")
@click.option("--why", metavar="ID", help="Whatever has an id, with its words and every reason. `top`: as --event.")
@click.option("--type", "types", metavar="TYPE", multiple=True, help="Only events of this type (ASSAULT). Repeatable.")
@click.option("--status", "statuses", metavar="STATUS", multiple=True, help="Only events of this status. Repeatable.")
@click.option("--from", "begin", metavar="DAY", help="Only events on or after 2018-06-03, 2018-06 or 2018.")
@click.option("--to", "end", metavar="DAY", help="Only events on or before that day, month or year.")
@click.option(
    "--as-of", metavar="DAY", help="The record and the state of things by the reports of that day and before."
)
@click.option(
    "--source", is_flag=True,
    help="With --report: its whole text as it came in, what was marked as not the report and why, and its versions.",
)  # fmt: skip
@click.option("--changes", is_flag=True, help="With --report: what changed between its versions, sentence by sentence.")
@click.option(
    "--all", "everything", is_flag=True, help="List everything: history, what is only imagined, every disagreement."
)
@colour_option
@json_option
def command(
    record: Path,
    story: str | None,
    event: str | None,
    actor: str | None,
    report: str | None,
    why: str | None,
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    begin: str | None,
    end: str | None,
    as_of: str | None,
    source: bool,
    changes: bool,
    everything: bool,
    colour: str | None,
    as_json: bool,
) -> int:
    """Show the record in the terminal.

    Without an option: the timeline, story by story, then where the reports disagree. ● happened, ◐ goes on, ○ planned,
    promised, threatened or possible, ✕ denied. Dates that are not certain say so ("2018-06-03 … 06-05", "before
    2018-06", "undated"). Ids may be cut short as long as they fit one thing only.

    With --as-of the record is made (and not kept) from the reports published by that day, and who stands how to whom
    and what goes on is listed, each with who says so last. Reports whose day is not known are left out and named.
    """
    if sum(given is not None for given in (event, actor, report, why)) > 1:
        raise UsageError("--event, --actor, --report and --why each show one thing; give one of them")
    for flag, given in (("--changes", changes), ("--source", source)):
        if given and not report:
            raise UsageError(f"{flag} goes with --report, which names the report")
        if given and as_of:
            raise UsageError(f"{flag} shows texts, which are the same on every day; leave --as-of out")
    known = get_args(Status)
    for status in statuses:
        if status not in known:
            raise UsageError(f"“{status}” is not a status; there are {', '.join(known)}")
    settings = load_settings(record, {"colour": colour})
    with Store.open(record) as store:
        loaded = record_of(store)
        by_then = _by_then(store, last_day(as_of)) if as_of else None
        loaded = by_then.record if by_then else loaded
        lookup = Lookup(loaded)
        if report and (changes or source):
            shown = _show_source if source else _show_changes
            return shown(store, loaded, lookup.report(report), None if as_json else Screen(settings.colour))
        event = current_id(store, lookup, event) if event and event != TOP else event
        why = current_id(store, lookup, why) if why and why != TOP else why
    selection = Selection(
        story=lookup.story(story).id if story else None,
        types=frozenset(kind.upper() for kind in types),
        statuses=frozenset(statuses),
        begin=first_day(begin) if begin else None,
        end=last_day(end) if end else None,
        everything=everything or why is not None or event is not None,
    )
    part = _wanted(lookup, event, actor, report, why)
    view = thing.thing_of(part, lookup, selection) if part else timeline.timeline_of(loaded, selection, lookup)
    standing = state.state_of(by_then, lookup) if by_then else None
    if as_json:
        print_json({"as_of": standing, **msgspec.to_builtins(view)} if standing else view)
        return 0
    screen = Screen(settings.colour)
    if standing:
        screen.lines(state.draw_head(standing))
    if isinstance(view, thing.Thing):
        screen.lines(
            thing.draw(view, lookup, evidence=bool(event or why), reasons=bool(why), brackets=not screen.coloured)
        )
    else:
        screen.lines(timeline.draw(view, lookup))
        if standing:
            screen.lines(state.draw_state(standing, lookup))
    return 0


def _by_then(store: Store, day: str) -> AsOf:
    from dateline.record.subset import as_of

    return as_of(store, day)


def _show_source(store: Store, record: Record, part: RecordReport, screen: Screen | None) -> int:
    """A report as it came in, with its versions; as JSON where there is no screen."""
    from dateline.cli.views import source, versions

    view = source.source_of(store.report(part.id))
    chain = versions.versions_of(store, record, part.id, part.source)
    if screen is None:
        print_json({**msgspec.to_builtins(view), "versions": chain})
        return 0
    screen.lines(source.draw(view))
    screen.line()
    screen.lines(versions.draw(chain))
    return 0


def _show_changes(store: Store, record: Record, part: RecordReport, screen: Screen | None) -> int:
    """What changed from version to version of a report, the oldest first; as JSON where there is no screen."""
    from dateline.cli.views import versions

    chain = versions.versions_of(store, record, part.id, part.source)
    if screen is None:
        print_json(chain)
        return 0
    screen.lines(versions.draw(chain))
    return 0


def _wanted(lookup: Lookup, event: str | None, actor: str | None, report: str | None, why: str | None) -> Part | None:
    if TOP in (event, why):
        return best_attested(lookup.record)
    if event:
        return lookup.find(event, RecordEvent, noun="event")
    if actor:
        return lookup.actor(actor)
    if report:
        return lookup.report(report)
    return lookup.find(why) if why else None


def best_attested(record: Record) -> RecordEvent:
    """The event with the most origins, then reports, then tellings; what happened before what did not.

    Raises UsageError where the record has no event.
    """
    if not record.events:
        raise UsageError("the record has no event")

    def weight(event: RecordEvent) -> tuple[bool, int, int, int]:
        reports = {source.report for source in event.sources}
        happened = event.status in ("happened", "ongoing") and not event.background
        return happened, len(event.origins), len(reports), len(event.sources)

    return max(record.events, key=weight)
