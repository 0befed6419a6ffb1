"""`dateline watch`: what is new in feeds into a record, now and again."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click

from dateline.cli.options import RECORD, json_option
from dateline.errors import InputError, UsageError

_SUFFIX = ".watch.json"
"""What is remembered of feeds lies beside the record, under its name with this ending."""


@click.command("watch", short_help="Read what is new in feeds, now and again.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--into", "record", type=RECORD, metavar="RECORD", required=True, help="The record; made if missing.")
@click.option("--once", is_flag=True, help="One round over the feeds that are due, then stop.")
@click.option(
    "--every", type=click.IntRange(5, 1440), default=30, show_default=True, metavar="MINUTES",
    help="Time between two requests for a feed; longer where its server asks for it.",
)  # fmt: skip
@click.option("--summaries", is_flag=True, help="Read what the feed says itself, and fetch no pages.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what goes wrong.")
@json_option
def command(
    feeds: tuple[str, ...], record: Path, once: bool, every: int, summaries: bool, quiet: bool, as_json: bool
) -> int:
    """Read what is new in feeds (RSS, Atom) into a record, now and again, until it is interrupted.

    FEED is an address. Of each new item the page is fetched, unless the feed gives the whole text or the site asks
    programs not to. Feeds are asked only for what has changed, pages one at a time, and a server that fails or is busy
    is left alone for longer and longer. What was seen is remembered beside the record (RECORD.watch.json); the same
    command goes on from there. Addresses of this machine and its network are refused.
    """
    from dateline.reports.fetch import Fetcher
    from dateline.reports.inputs import is_address
    from dateline.reports.watching import Watcher, read_state

    wrong = next((feed for feed in feeds if not is_address(feed)), None)
    if wrong is not None:
        raise UsageError(f"{wrong}: a feed to watch is an address (https://…); a file is read with `dateline read`")
    state = record.with_name(record.name + _SUFFIX)
    watcher = Watcher(Fetcher(), read_state(state), summaries, every * 60.0)
    try:
        while True:
            failed = _round(watcher, tuple(dict.fromkeys(feeds)), record, state, quiet, as_json)
            if once:
                return 1 if failed else 0
            time.sleep(min(max(watcher.wait(feeds), 1.0), 600.0))
    except KeyboardInterrupt:
        print(f"dateline: stopped; what was seen is kept in {state}", file=sys.stderr)
        return 130


def _round(watcher: object, feeds: tuple[str, ...], record: Path, state: Path, quiet: bool, as_json: bool) -> bool:
    """One round; True where no feed that was asked could be read."""
    from dateline.pipeline import read_paths
    from dateline.reports import Held
    from dateline.reports.watching import Watcher, write_state

    assert isinstance(watcher, Watcher)  # noqa: S101 - for mypy: it is imported late
    asked = failed = 0
    for done in watcher.rounds(feeds):
        asked += 1
        failed += done.state.failures > 0
        entries = tuple(found for found in done.found if not isinstance(found, InputError))
        for problem in done.found:
            if isinstance(problem, InputError):
                print(f"dateline: {problem}", file=sys.stderr)
        read = 0
        failed_here = [str(problem) for problem in done.found if isinstance(problem, InputError)]
        if entries:
            summary = read_paths([Held(done.feed, entries)], record)
            read = len(summary.read)
            for problem in summary.failed:
                print(f"dateline: {problem}", file=sys.stderr)
            failed_here.extend(map(str, summary.failed))
        watcher.keep(done)
        write_state(state, watcher.state)
        if as_json:
            click.echo(
                json.dumps(
                    {"feed": done.feed, "note": done.note, "read": read, "failed": failed_here}, ensure_ascii=False
                )
            )
        elif not quiet and not done.state.failures:
            click.echo(f"{done.feed}: {done.note}, {read} read.")
    return bool(asked) and failed == asked
