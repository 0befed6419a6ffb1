"""`dateline forget`: a report out of a record for good."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dateline.cli.judge import judgement_line, user_name
from dateline.cli.options import RECORD, json_option
from dateline.cli.terminal import print_json
from dateline.cli.views.counts import in_words
from dateline.cli.views.timeline import counted
from dateline.errors import RecordError, UsageError
from dateline.record import Store
from dateline.settings import load_settings

_ONE = {"stories": "story"}


@click.command("forget", short_help="Take a report out of the record for good.")
@click.argument("report", metavar="[REPORT]", required=False)
@click.option(
    "--into", "record", type=RECORD, metavar="RECORD", required=True, help="The record that it was read into."
)
@click.option("--because", "why", metavar="TEXT", default="", help="Why; it stays with the tombstone.")
@click.option("--by", metavar="NAME", help="Who takes it out; else the setting `by`, else the name of the user.")
@click.option("--list", "listing", is_flag=True, help="List what was taken out, and do nothing.")
@json_option
def command(report: str | None, record: Path, why: str, by: str | None, listing: bool, as_json: bool) -> int:
    """Take a report out of the record for good.

    REPORT is the beginning of its id, or its file. Its text, its reading, what it says, its words in the index and all
    that was made from them go: they are overwritten and the file is written anew. A tombstone stays (hash, time, who,
    why), so that the same bytes are not read again. The record is made again without the report, ids that other reports
    stand behind keep leading there, and the judgements that rested on it are listed; they stay, with what they quote.
    """
    if not record.exists():  # opening it for writing would make one
        raise RecordError(f"{record} is not there; `dateline read … --into {record}` makes a record")
    if listing:
        return _list(record, as_json)
    if not report:
        raise UsageError("name the report to take out, by its id or its file; --list shows what was taken out")
    from dateline.record.forget import find_tombstone, forget

    who = load_settings(record, {"by": by}).by or user_name()
    with Store.open(record, write=True) as store:
        try:
            own = store.find_report(report).id
        except UsageError as error:
            stone = find_tombstone(store, report)
            if stone is None:
                hint = "; --list shows what was taken out already, by its id" if store.tombstones() else ""
                raise UsageError(f"{error}{hint}") from error
            store.compact()
            if as_json:
                print_json({"record": str(record), "tombstone": stone._asdict(), "already": True})
            else:
                click.echo(f"{stone.report[:12]} {stone.told()}. The file was written anew.")
            return 0
        when = datetime.now().astimezone().isoformat(timespec="seconds")
        done = forget(store, own, who=who, when=when, why=why or "no reason given")
        counts = store.counts()
    if as_json:
        print_json(
            {
                "record": str(record), "tombstone": done.tombstone._asdict(), "source": done.source, "gone": done.gone,
                "redirected": done.redirected, "alike": done.alike, "judgements": done.judgements,
                "not_compacted": done.compacted,
            }
        )  # fmt: skip
        return 1 if done.compacted else 0
    click.echo(f"{done.source} ({done.tombstone.report[:12]}) is out of {record}.")
    if done.gone:
        gone = [f"{count:,} {_ONE.get(name, name[:-1]) if count == 1 else name}" for name, count in done.gone.items()]
        click.echo(f"No longer in the record: {', '.join(gone)}.")
    if done.redirected:
        click.echo(f"Ids that now lead to what other reports tell: {done.redirected:,}.")
    if done.judgements:
        click.echo("Judgements that rested on it (they stay, with what they quote):")
        for resting in done.judgements:
            left = (
                f"rests on {counted(resting.others, 'other report')} too" if resting.others else "rests on nothing now"
            )
            click.echo(f"  {judgement_line(resting.judgement)}  [{left}]")
    for source in done.alike:
        click.echo(f"Stays in the record, and repeats its text: {source}")
    click.echo(f"The record holds {in_words(counts)}.")
    if done.compacted:
        raise RecordError(
            f"the report is out, but {done.compacted}; repeat the command with {done.tombstone.report[:12]}"
        )
    return 0


def _list(record: Path, as_json: bool) -> int:
    with Store.open(record) as store:
        stones = list(store.tombstones().values())
    if as_json:
        print_json({"record": str(record), "tombstones": [stone._asdict() for stone in stones]})
        return 0
    for stone in stones:
        click.echo(f"{stone.report[:12]} {stone.told()}.")
    return 0
