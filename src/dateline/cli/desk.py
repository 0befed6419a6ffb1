"""`dateline desk`: the record in the browser, to read, check and decide."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.judge import user_name
from dateline.cli.options import record_argument
from dateline.settings import load_settings


@click.command("desk", short_help="Open the record in the browser, to read, check and decide.")
@record_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8765, metavar="PORT", help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Where to listen; this machine alone by default.")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option("--by", metavar="NAME", help="Who judges; else the setting `by`, else the name of the user.")
def command(record: Path, port: int, host: str, no_browser: bool, by: str | None) -> int:
    """Open the record in the browser, to read, check and decide.

    The desk runs on this machine and asks no other for anything. It ends with Ctrl-C. A record of an older Dateline is
    brought to today's format first.
    """
    from dateline.desk.accounts import LOOPBACK, OwnMachine, check_host
    from dateline.desk.app import make_app
    from dateline.desk.serving import address_of, listen, open_browser, serve
    from dateline.record.browse import ready

    ready(record)
    accounts = OwnMachine(load_settings(record, {"by": by}).by or user_name())
    check_host(host, accounts)
    app = make_app(record, accounts=accounts, hosts=(*LOOPBACK, host))
    with listen(host, port) as socket:
        address = address_of(socket)
        click.echo(f"{record}: open at {address} (Ctrl-C ends the desk)")
        serve(app, socket, then=None if no_browser else lambda: open_browser(address))
    return 0
