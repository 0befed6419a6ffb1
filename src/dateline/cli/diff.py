"""`dateline diff`: what new reports changed in a record, in sentences."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.opening import load_record, record_of
from dateline.cli.options import RECORD, json_option, record_argument
from dateline.cli.terminal import print_json
from dateline.cli.views.lookup import Lookup
from dateline.cli.views.selection import first_day
from dateline.errors import UsageError
from dateline.record import Store

if TYPE_CHECKING:
    from dateline.changes import Change
    from dateline.model.record import Record
    from dateline.record.diff import Difference

_MOST = 15
"""So many sentences of one topic are shown where not all are asked for."""
_HEADS = {
    "report": "Reports", "event": "Events", "figure": "Numbers", "disagreement": "Where the reports disagree",
    "actor": "Who is who", "relation": "Who stands how to whom",
}  # fmt: skip


@click.command("diff", short_help="Say what new reports changed.")
@record_argument
@click.argument("older", type=RECORD, metavar="[OLDER_RECORD]", required=False)
@click.option("--since", metavar="DAY", help="Reports of this day and later are the new ones.")
@click.option("--report", "reports", metavar="REPORT", multiple=True, help="This report is the new one. Repeatable.")
@click.option("--all", "everything", is_flag=True, help="Every sentence, not the weightiest of each topic.")
@json_option
def command(
    record: Path, older: Path | None, since: str | None, reports: tuple[str, ...], everything: bool, as_json: bool
) -> int:
    """Say what new reports changed, in sentences.

    RECORD is laid beside itself without the new reports: those of a day and later (--since), those that are named
    (--report), else those of the last day that any report has. With OLDER_RECORD, an older copy of the file or another
    record of the same reports, it is laid beside that. Items are the same where their ids are, or their words.
    """
    if (older is not None) + (since is not None) + bool(reports) > 1:
        raise UsageError("give one of OLDER_RECORD, --since and --report: each says what the record is laid beside")
    from dateline.changes import changes, is_new
    from dateline.record.diff import difference
    from dateline.record.subset import made_with

    with Store.open(record) as store:
        after = record_of(store)
        if older is not None:
            before, beside = load_record(older), str(older)
        elif reports:
            lookup = Lookup(after)
            named = {lookup.report(report).id for report in reports}
            before = made_with(store, lambda report: report.id not in named)
            beside = f"itself without {', '.join(reports)}"
        else:
            day = first_day(since) if since else _last_day(after)
            before = made_with(store, lambda report: not is_new(report, day))
            beside = f"itself without the reports of {day} and later"
        apart = difference(before, after)
        found = changes(apart, _versions(store, apart))
    if as_json:
        print_json({"record": str(record), "beside": beside, "changes": found})
        return 0
    click.echo(f"{record} beside {beside}:")
    _print(found, everything)
    return 0


def _versions(store: Store, apart: Difference) -> dict[str, tuple[str, int]]:
    """For new reports that are versions of others, the version before each and in how many places the two differ."""
    from dateline.reports.versions import find_candidates, find_changes, find_versions

    new = {report.id for report in apart.reports}
    texts = {each: store.report(each) for each in find_candidates(apart.after.reports, new)}
    return {
        later: (earlier, len(find_changes(texts[earlier], texts[later])))
        for versions in find_versions(texts.values())
        for earlier, later in pairwise(versions.reports)
        if later in new
    }


def _last_day(record: Record) -> str:
    days = [report.published.earliest for report in record.reports if report.published and report.published.earliest]
    if not days:
        raise UsageError("no report of the record has a day; say with --report which are new, or name an older record")
    return max(days)[:10]


def _print(found: tuple[Change, ...], everything: bool) -> None:
    if not found:
        click.echo("nothing changed.")
    for topic, head in _HEADS.items():
        mine = [change for change in found if change.topic == topic]
        if not mine:
            continue
        click.echo(f"\n{head}")
        most = len(mine) if everything else _MOST
        weighty = sorted(range(len(mine)), key=lambda turn: (-mine[turn].weight, turn))[:most]
        for turn in sorted(weighty):
            click.echo(f"  {mine[turn].text}")
        if len(mine) > most:
            click.echo(f"  + {len(mine) - most:,} more (--all)")
