"""`dateline draft`: a language model as a second reader, into a record of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec

from dateline.cli.options import RECORD, json_option, record_argument
from dateline.cli.progress import ProgressBar
from dateline.cli.terminal import print_json
from dateline.cli.views.timeline import counted
from dateline.errors import EndpointError, UsageError

if TYPE_CHECKING:
    from dateline.llm import Completer, Drafted, Drafter
    from dateline.record import Store

_ANSWERS = ".answers"
"""Answers are kept beside the drafts, in a folder under their name with this ending."""
_SHOWN = 20
"""So many refused items are named; the others are counted."""


@click.command("draft", short_help="Let a language model draft what reports say, beside a record.")
@record_argument
@click.option(
    "--llm", "url", metavar="URL", required=True,
    help="An endpoint that speaks OpenAI's protocol, as http://localhost:11434/v1. The texts are sent there.",
)  # fmt: skip
@click.option("--model", metavar="NAME", required=True, help="The model, as the endpoint calls it.")
@click.option("--into", "drafts", type=RECORD, metavar="DRAFTS", required=True, help="A record for the drafts alone.")
@click.option("--key-from", "variable", metavar="VARIABLE", help="The environment variable that holds the key.")
@click.option("--report", "reports", metavar="REPORT", multiple=True, help="Only this report. Repeatable.")
@click.option(
    "--seconds", type=click.IntRange(1, 3600), default=120, show_default=True, metavar="N",
    help="Time for one answer.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@json_option
def command(
    record: Path,
    url: str,
    model: str,
    drafts: Path,
    variable: str | None,
    reports: tuple[str, ...],
    seconds: int,
    quiet: bool,
    as_json: bool,
) -> int:
    """Let a language model draft what reports say, beside a record.

    The texts of the reports are sent to the endpoint at URL, one by one, and nowhere else. What the model gives back is
    taken only where the words that it quotes stand in that report; the rest is refused, counted and named. Days,
    coordinates and numbers are worked out here, from the quoted words. Drafts go into a record of their own, in which
    everything says which model drafted it: `dateline compare RECORD DRAFTS` lays the two beside each other. Answers are
    kept in DRAFTS.answers, and the same question is not sent twice.
    """
    from dateline.llm import DRAFTED, Endpoint, Kept, key_from
    from dateline.pipeline import Progress
    from dateline.record import Store, bring_up_to_date

    if drafts.absolute() == record.absolute():
        raise UsageError("--into: drafts go into a record of their own, so that nothing is mixed")
    endpoint = Endpoint(url, model, key_from(variable), float(seconds))
    kept = Kept(endpoint, drafts.with_name(drafts.name + _ANSWERS))
    done: list[Drafted] = []
    failed: list[Failed] = []
    with Store.open(record) as store, Store.open(drafts, write=True) as into:
        if any(DRAFTED not in versions for versions in into.versions().values()):
            raise UsageError(f"{drafts} holds reports that are no drafts; name another file with --into")
        drafter = _drafter(store, kept)
        wanted = [store.find_report(report).id for report in reports] or list(store.versions())
        with ProgressBar(quiet) as progress:
            for count, identity in enumerate(dict.fromkeys(wanted), start=1):
                report, reading = store.report(identity), store.reading(identity)
                if reading is None:
                    failed.append(Failed(report.source, "no reader knows its language; it is not sent"))
                    continue
                try:
                    drafted = drafter.draft(report, reading)
                except EndpointError as error:
                    failed.append(Failed(report.source, str(error)))
                else:
                    into.add(report, reading, drafted.account, replace=True)
                    done.append(drafted)
                progress(Progress(count, len(wanted), report.source))
        bring_up_to_date(into)
    _print(drafts, done, failed, kept.sent, as_json)
    return 0 if done else 1


class Failed(NamedTuple):
    """A report that was not drafted, and why."""

    source: str
    message: str


def _drafter(store: Store, completer: Completer) -> Drafter:
    """A drafter with the codebook of a record, and the tables as they are now."""
    from dateline.actors import load_known
    from dateline.codebooks import Book
    from dateline.events import load_codebook
    from dateline.llm import Drafter
    from dateline.places import Gazetteer

    kept = store.codebook()
    codebook = Book(*kept).codebook() if kept else load_codebook()
    return Drafter(completer, codebook, load_known(), Gazetteer.shipped())


def _print(drafts: Path, done: list[Drafted], failed: list[Failed], sent: int, as_json: bool) -> None:
    """Say what was taken and what refused: failures on standard error, the rest on standard output."""
    for source, message in failed:
        click.echo(f"dateline: {source}: {message}", err=True)
    taken = Counter[str]()
    for drafted in done:
        for kind in ("actors", "events", "claims", "figures"):
            taken[kind] += len(getattr(drafted.account, kind))
    refused = [(drafted.account.report, one) for drafted in done for one in drafted.refused]
    if as_json:
        print_json({
            "drafts": str(drafts), "drafted": [drafted.account.report for drafted in done], "sent": sent,
            "taken": dict(taken), "failed": [one._asdict() for one in failed],
            "refused": [{"report": report, **msgspec.to_builtins(one)} for report, one in refused],
        })  # fmt: skip
        return
    if not done:
        return
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in taken.items())
    click.echo(
        f"{drafts}: {counted(len(done), 'report')} drafted ({sent:,} sent, {len(done) + len(failed) - sent:,} not); "
        f"taken: {kinds}; refused: {counted(len(refused), 'item')}."
    )
    for report, one in refused[:_SHOWN]:
        click.echo(f"  {report[:8]}  {one}")
    if len(refused) > _SHOWN:
        click.echo(f"  and {len(refused) - _SHOWN} more (all of them with --json)")
