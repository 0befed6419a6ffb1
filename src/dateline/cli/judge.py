"""`dateline judge`: a person's word on what the machine wrote. Kept for good, replayed whenever the record is made."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from dateline.cli.opening import current_id
from dateline.cli.options import RECORD, json_option, record_argument
from dateline.cli.terminal import print_json
from dateline.cli.views.facts import title_of
from dateline.cli.views.lookup import Lookup
from dateline.errors import RecordError, UsageError
from dateline.model.record import Origin, RecordEvent, RecordPlace, RecordReport
from dateline.record import Judgement, Store, standing
from dateline.settings import load_settings
from dateline.wording.days import interval

if TYPE_CHECKING:
    from dateline.record.judgements import Action, Item

_ACTORS = frozenset({"actors", "recipients", "claimants"})
_LISTS = _ACTORS | {"contexts", "offices"}

Decision = Callable[..., Any]


def _options(command: Decision) -> Decision:
    for option in (
        json_option,
        click.option(
            "--settles", is_flag=True, help="It settles what people judged differently; only another does more."
        ),
        click.option("--by", metavar="NAME", help="Who judges; else the setting `by`, else the name of the user."),
        click.option("--because", "why", metavar="TEXT", default="", help="Why, for those who read it later."),
    ):
        command = option(command)
    return command


@click.group("judge", short_help="Accept, reject or correct what the machine wrote.")
def command() -> None:
    """Accept, reject or correct what the machine wrote.

    A judgement beats the machine, is kept for good and is replayed whenever the record is made again. A later one on
    the same thing replaces an earlier one; nothing is ever erased. Where several people judge one record, `agreement`
    says how far they agree and where they differ, and a judgement with --settles decides.
    """


@command.command("accept")
@record_argument
@click.argument("item", metavar="ID")
@_options
def accept(record: Path, item: str, why: str, by: str | None, settles: bool, as_json: bool) -> int:
    """Say that a thing is right as it stands."""
    return _keep(record, "accept", item, why, by, settles, as_json)


@command.command("reject")
@record_argument
@click.argument("item", metavar="ID")
@_options
def reject(record: Path, item: str, why: str, by: str | None, settles: bool, as_json: bool) -> int:
    """Say that a thing is not so; the record leaves it out."""
    return _keep(record, "reject", item, why, by, settles, as_json)


@command.command("correct")
@record_argument
@click.argument("item", metavar="ID")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@_options
def correct(
    record: Path, item: str, field: str, value: str, why: str, by: str | None, settles: bool, as_json: bool
) -> int:
    """Put another value into a field.

    FIELD is a field of docs/record.md (status, when, type, place, actors, recipients, name …). VALUE is plain text or
    JSON; `null` empties it; days are 2018-06-03 or 2018-06-03/2018-06-05; several actors stand with commas between
    them, by id or name.
    """
    return _keep(record, "correct", item, why, by, settles, as_json, field=field, value=value)


@command.command("merge")
@record_argument
@click.argument("item", metavar="ID")
@click.argument("other", metavar="OTHER")
@_options
def merge(record: Path, item: str, other: str, why: str, by: str | None, settles: bool, as_json: bool) -> int:
    """Say that two things are one (events, actors, places, stories)."""
    return _keep(record, "merge", item, why, by, settles, as_json, other=other)


@command.command("split")
@record_argument
@click.argument("item", metavar="ID")
@click.option(
    "--report",
    "reports",
    metavar="REPORT",
    multiple=True,
    required=True,
    help="A report that tells the other. Repeatable.",
)
@_options
def split(
    record: Path, item: str, reports: tuple[str, ...], why: str, by: str | None, settles: bool, as_json: bool
) -> int:
    """Say that what some reports tell is another thing."""
    return _keep(record, "split", item, why, by, settles, as_json, reports=reports)


@command.command("note")
@record_argument
@click.argument("item", metavar="ID")
@click.argument("text", metavar="TEXT")
@click.option("--by", metavar="NAME", help="Who judges; else the setting `by`, else the name of the user.")
@json_option
def note(record: Path, item: str, text: str, by: str | None, as_json: bool) -> int:
    """Say something about a thing; it changes nothing."""
    return _keep(record, "note", item, text, by, False, as_json)


@command.command("withdraw")
@record_argument
@click.argument("number", metavar="NUMBER", type=click.IntRange(1))
@click.option("--because", "why", metavar="TEXT", default="", help="Why, for those who read it later.")
@click.option("--by", metavar="NAME", help="Who judges; else the setting `by`, else the name of the user.")
@json_option
def withdraw(record: Path, number: int, why: str, by: str | None, as_json: bool) -> int:
    """Take a judgement back, by its number in `judge list --json`. Both stay in the file."""
    from dateline.record import bring_up_to_date, withdrawal

    who = load_settings(record, {"by": by}).by or user_name()
    with Store.open(record, write=True) as store:
        found = next((one for one in store.judgements() if one.number == number), None)
        if found is None:
            raise UsageError(f"{record} has no judgement {number}")
        try:
            kept = store.add_judgement(withdrawal(found, who=who, when=now(), why=why))
        except ValueError as error:
            raise UsageError(str(error)) from error
        bring_up_to_date(store)
    if as_json:
        print_json(kept)
    else:
        click.echo(f"Taken back: {found.action} {found.on} by {found.who}.")
    return 0


@command.command("list")
@record_argument
@json_option
def listing(record: Path, as_json: bool) -> int:
    """List every judgement, oldest first."""
    with Store.open(record) as store:
        judgements = store.judgements()
    if as_json:
        print_json(judgements)
    for judgement in judgements if not as_json else ():
        click.echo(judgement_line(judgement))
    return 0


def judgement_line(judgement: Judgement) -> str:
    """A judgement on one line: when, who, what, on what, why."""
    parts = [judgement.when[:16].replace("T", " "), judgement.who, judgement.action, judgement.on]
    if judgement.action == "correct":
        parts.append(f"{judgement.field}: {judgement.before} → {judgement.after}")
    elif judgement.after:
        parts.append(judgement.after)
    if judgement.settles:
        parts.append("settles")
    return "  ".join(parts) + (f"  ({judgement.why})" if judgement.why else "")


@command.command("agreement")
@click.argument("records", type=RECORD, nargs=-1, required=True, metavar="RECORD...")
@json_option
def agree(records: tuple[Path, ...], as_json: bool) -> int:
    """Say how far the people who judged agree, field by field, and where they differ.

    Several RECORDs are copies of one file on which people worked without seeing each other. Agreement is Krippendorff's
    alpha over what two people or more judged (1: in everything; 0: as by chance); lists count by what they share. A
    field has none ("–") where all values are one. What differs is listed with everyone's word until a judgement with
    --settles decides.
    """
    from dateline.record.agreement import agreement, units_of
    from dateline.record.ledger import Ledger

    judgements: list[Judgement] = []
    entries = []
    for record in records:
        with Store.open(record) as store:
            lookup = Lookup(store.load_record())
            judgements.extend(standing(store.judgements()))
            entries.extend(store.ledger())
    units = units_of(sorted(judgements, key=lambda one: one.when), Ledger(dict.fromkeys(entries)))
    found = agreement(units)
    open_ones = [unit for unit in units if unit.differs and unit.settled is None]
    if as_json:
        print_json({"agreement": found, "open": open_ones, "settled": sum(unit.settled is not None for unit in units)})
        return 0
    if not found:
        click.echo("No field was judged by two people.")
        return 0
    click.echo(f"{'kind':<9} {'field':<11} {'units':>5} {'same':>5} {'alpha':>6}  people")
    for one in found:
        number = "–" if one.alpha is None else f"{one.alpha:.2f}"
        click.echo(f"{one.kind:<9} {one.field:<11} {one.units:>5} {one.same:>5} {number:>6}  {', '.join(one.people)}")
    if open_ones:
        click.echo("\nWhere they differ (`dateline judge … --settles` decides):")
    for unit in open_ones:
        part = lookup.by_id.get(unit.item)
        click.echo(f"  {unit.item} {unit.field}" + (f"  {title_of(part, lookup)}" if part else ""))
        for who, value in unit.values.items():
            click.echo(f"    {who}: {_told(value, lookup)}")
    return 0


def _told(value: str, lookup: Lookup) -> str:
    """A value of a field as a person reads it: names for ids."""
    read = msgspec.json.decode(value)
    if isinstance(read, dict) and set(read) == {"earliest", "latest"}:
        return interval(read["earliest"], read["latest"])
    ids = read if isinstance(read, list) else [read]
    names = [getattr(lookup.by_id.get(one), "name", one) if isinstance(one, str) else str(one) for one in ids]
    return "nothing" if read is None else ", ".join(map(str, names)) or "none"


def _keep(
    record: Path,
    action: Action,
    item: str,
    why: str,
    by: str | None,
    settles: bool,
    as_json: bool,
    *,
    field: str | None = None,
    value: str | None = None,
    other: str | None = None,
    reports: tuple[str, ...] = (),
) -> int:
    from dateline.record import bring_up_to_date, judge

    who = load_settings(record, {"by": by}).by or user_name()
    if not record.exists():  # opening it for writing would make one
        raise RecordError(f"{record} is not there; `dateline read … --into {record}` makes a record")
    with Store.open(record, write=True) as store:
        lookup = Lookup(bring_up_to_date(store))
        part = _judged(store, lookup, item)
        try:
            judgement = judge(
                part,
                store.account,
                action,
                who=who,
                when=now(),
                why=why,
                field=field,
                to=_value(lookup, field, value) if field and value is not None else None,
                other=_judged(store, lookup, other) if other else None,
                reports=tuple(lookup.report(report).id for report in reports),
                settles=settles,
            )
        except ValueError as error:
            raise UsageError(str(error)) from error
        kept = store.add_judgement(judgement)
        made = bring_up_to_date(store)
        above = next(
            (one for one in reversed(store.judgements()) if one.settles and not settles and one.on == kept.on
             and (one.action, one.field) == (kept.action, kept.field)), None,
        )  # fmt: skip
    if as_json:
        print_json(kept)
        return 0
    if above:
        click.echo(f"It changes nothing in the record: {above.who} has settled this on {above.when[:10]}.")
    click.echo(f"Kept: {action} {part.id} ({title_of(part, lookup)}), by {who}.")
    after = Lookup(made)
    found = after.by_id.get(part.id)
    click.echo(f"It now reads: {title_of(found, after)}" if found else "The record no longer lists it.")
    return 0


def now() -> str:
    """The time as judgements have it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def user_name() -> str:
    """The name of the user; raises UsageError where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # Python's versions and systems differ in what they raise
        raise UsageError("this user has no name here; say who judges with --by") from error


def _judged(store: Store, lookup: Lookup, wanted: str) -> Item:
    """The thing that a person means; raises UsageError for one that can't be judged."""
    part = lookup.find(current_id(store, lookup, wanted))
    if isinstance(part, Origin | RecordReport):
        raise UsageError(
            f"{part.id} can't be judged; what can: events, actors, places, claims, figures, relations, stories"
        )
    return part


def _value(lookup: Lookup, field: str, value: str) -> str:
    """A value as record/ takes it: names and shortened ids as ids, several values as a JSON list."""
    if value.startswith(("[", "{")) or value == "null":
        return value
    if field in _LISTS:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return msgspec.json.encode([lookup.actor(part).id for part in parts] if field in _ACTORS else parts).decode()
    if field == "place":
        return _place(lookup, value)
    if field == "speaker":
        return lookup.actor(value).id
    return lookup.find(value, RecordEvent, noun="event").id if field == "event" else value


def _place(lookup: Lookup, wanted: str) -> str:
    named = [place.id for place in lookup.record.places if place.name.casefold() == wanted.casefold()]
    return named[0] if len(named) == 1 else lookup.find(wanted, RecordPlace, noun="place").id
