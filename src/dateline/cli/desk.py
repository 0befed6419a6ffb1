"""`dateline desk`: the record in the browser, to read, check and decide; alone, or as a team."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.judge import user_name
from dateline.cli.options import record_argument
from dateline.errors import RecordError, UsageError
from dateline.settings import load_settings

_OPEN = "open"


class Desk(click.Group):
    """`dateline desk RECORD` is `dateline desk open RECORD`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the verb in where only a record is named."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_OPEN, *args]
        return super().parse_args(ctx, args)


@click.group("desk", cls=Desk, short_help="Open the record in the browser, to read, check and decide.")
def command() -> None:
    """Open the record in the browser, to read, check and decide.

    `dateline desk RECORD` is short for `dateline desk open RECORD`.
    """


@command.command(_OPEN)
@record_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8765, metavar="PORT", help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Where to listen; this machine alone by default.")
@click.option("--name", "names", metavar="NAME", multiple=True, help="A name that the desk is reached by. Repeatable.")
@click.option("--proxy", is_flag=True, help="A proxy stands before it: believe its X-Forwarded-For and -Proto.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option("--no-rebuild", is_flag=True, help="Leave it to `rebuild` to make the record anew after judgements.")
@click.option("--by", metavar="NAME", help="Who judges; else the setting `by`, else the name of the user.")
@click.option("--map", "basemap", metavar="FILE", help="GeoJSON or TopoJSON under the map; else the setting `basemap`.")
def open_desk(
    record: Path,
    port: int,
    host: str,
    names: tuple[str, ...],
    proxy: bool,
    no_browser: bool,
    no_rebuild: bool,
    by: str | None,
    basemap: str | None,
) -> int:
    """Open the record in the browser, to read, check and decide.

    The desk runs on this machine and asks no other for anything. It ends with Ctrl-C. A record of an older Dateline is
    brought to today's format first. Where the record has accounts (`desk accounts add`), everybody logs in, on this
    machine too; only then may --host open it to others. TLS is for a proxy before it (--proxy, with --name for the name
    by which people reach it).
    """
    from dateline.desk.accounts import LOOPBACK, Accounts, OwnMachine, Team, check_host
    from dateline.desk.app import make_app
    from dateline.desk.renewal import Renewal
    from dateline.desk.serving import address_of, listen, open_browser, serve
    from dateline.record.browse import ready

    ready(record)
    team = Team(record)
    accounts: Accounts = team
    if not team.people.exist:
        accounts = OwnMachine(load_settings(record, {"by": by}).by or user_name())
        if proxy or names:
            raise UsageError(
                "behind a proxy, or by another name, others reach the desk, and this record has no accounts; "
                "`dateline desk accounts add` makes some"
            )
    elif by is not None:
        raise UsageError("this record has accounts: who judges is who logs in, so --by says nothing here")
    check_host(host, accounts)
    renewal = None if no_rebuild else Renewal(record)
    ground = load_settings(record, {"basemap": basemap}).basemap
    app = make_app(record, accounts=accounts, hosts=(*LOOPBACK, host, *names), renewal=renewal, proxy=proxy,
                   basemap=Path(ground).expanduser() if ground else None)  # fmt: skip
    with listen(host, port) as socket:
        address = address_of(socket)
        click.echo(f"{record}: open at {address} (Ctrl-C ends the desk)")
        serve(app, socket, then=None if no_browser else lambda: open_browser(address))
    return 0


@command.group("accounts")
def accounts() -> None:
    """Say who may come to the desk of a record.

    Accounts are kept in a file beside the record (RECORD.people): passwords as argon2 hashes, sessions, and a log of
    who did what. Roles: a reader reads, a coder judges, a lead settles what coders judged differently.
    """


_name = click.argument("name", metavar="NAME")


@accounts.command("add")
@record_argument
@_name
@click.option("--role", type=click.Choice(["reader", "coder", "lead"]), default="coder", metavar="ROLE",
              help="reader, coder (the default) or lead.")  # fmt: skip
@click.option("--link", is_flag=True, help="No password: print a link that lets them in once.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(record: Path, name: str, role: str, link: bool, password_stdin: bool) -> int:
    """Give somebody an account, with a password that is asked for."""
    from dateline.desk.accounts import ROLES, add_person

    _there(record)
    password = None
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif not link:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    add_person(record, name, next(one for one in ROLES if one == role), password)
    click.echo(f"{name} may come to the desk of {record} as {role}.")
    if link:
        _print_link(record, name)
    return 0


@accounts.command("list")
@record_argument
def listing(record: Path) -> int:
    """List who has an account."""
    from dateline.record.people import People

    _there(record)
    found = People(record).all()
    if not found:
        click.echo("Nobody has an account: the desk opens on this machine only, without a login.")
    for one in found:
        click.echo(f"{one.name}  {one.role}  since {one.made[:10]}{'' if one.password else '  (by link only)'}")
    return 0


@accounts.command("remove")
@record_argument
@_name
def remove(record: Path, name: str) -> int:
    """Take an account away; they are out at once, and what they judged stays."""
    from dateline.desk.accounts import remove_person

    _there(record)
    remove_person(record, name)
    click.echo(f"{name} has no account any more.")
    return 0


@accounts.command("link")
@record_argument
@_name
def link(record: Path, name: str) -> int:
    """Print a link that lets somebody in once, within a day; there they may set a password."""
    _there(record)
    _print_link(record, name)
    return 0


@accounts.command("log")
@record_argument
@click.option("--most", type=click.IntRange(1), default=50, metavar="NUMBER", help="So many lines, the newest first.")
def log(record: Path, most: int) -> int:
    """Print who did what at the desk, newest first."""
    from dateline.record.people import People

    _there(record)
    for line in People(record).log(most):
        click.echo("  ".join((line.at, line.who or "(command line)", line.place or "-", line.what)))
    return 0


def _print_link(record: Path, name: str) -> None:
    from dateline.desk.accounts import make_link

    click.echo(f"Put this after the desk's address; it holds for a day, once: /enter/{make_link(record, name)}")


def _there(record: Path) -> None:
    if not record.exists():
        raise RecordError(f"{record} is not there; `dateline read … --into {record}` makes a record")
