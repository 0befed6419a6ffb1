"""The command line: one file for each verb, imported only when the verb is called.

Invariants: what a verb prints as data goes to standard output, everything else to standard error; a verb gives 0 when
it did what was asked, 1 when it could not, 2 when it was asked wrongly, 130 when it was interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from dateline.cli.terminal import discard_output, make_printable
from dateline.errors import DatelineError, UsageError

VERBS = {
    "read": "Read reports into a record.",
    "watch": "Read what is new in feeds, now and again.",
    "show": "Show the record in the terminal.",
    "brief": "Write a situation report with numbered sources.",
    "export": "Write the record in another format.",
    "diff": "Say what new reports changed.",
    "draft": "Let a language model draft what reports say, beside a record.",
    "compare": "Lay the record beside rows of ACLED or UCDP, or another record.",
    "desk": "Open the record in the browser, to read, check and decide.",
    "page": "Write the record as one HTML file to send.",
    "rebuild": "Make the record again from what the reports say.",
    "check": "Check that the record keeps its promises.",
    "codebook": "Check a codebook of one's own.",
    "places": "Add places of one's own to the gazetteer.",
    "actors": "Add known actors of one's own.",
    "judge": "Accept, reject or correct what the machine wrote.",
    "forget": "Take a report out of the record for good.",
}
"""Each verb with the first line of its help; the verb `x` is `command` in `dateline.cli.x`."""


class Verbs(click.Group):
    """The verbs by name; none is imported to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names of the verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The verb of that name, or None."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"dateline.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - for mypy: modules are looked up by name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs for `--help`."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"dateline {version('dateline')}")
        except PackageNotFoundError:
            click.echo("dateline, run from its source without being installed")
        ctx.exit()


@click.group(cls=Verbs, subcommand_metavar="VERB ...", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version and exit.",
)
def dateline() -> None:
    """Read many news reports of one story and write the record behind them.

    Every line of the record points at the words it came from. `dateline VERB --help` tells more of each verb.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    make_printable()
    try:
        status = dateline.main(args=arguments, prog_name="dateline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        return _failed(str(error), 2)
    except DatelineError as error:
        return _failed(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _failed("interrupted", 130)
    except BrokenPipeError:
        discard_output()
        return 1
    return status if isinstance(status, int) else 0


def _failed(message: str, status: int) -> int:
    print(f"dateline: {message}", file=sys.stderr)
    return status
