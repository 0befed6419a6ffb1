"""Documentation that cannot rot: what it says of verbs, options, settings and the record is what the code has."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from dateline.cli import VERBS
from dateline.cli import dateline as group
from dateline.errors import UsageError
from dateline.exports.schema import schema
from dateline.record.ledger import KINDS
from dateline.settings import table
from tools.write_docs import BEGIN, END, excerpt, generated, verbs, with_excerpt

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
OPTIONS = [
    (name, option)
    for name, command in verbs()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


@pytest.mark.parametrize("path", generated())
def test_generated_files_are_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == generated()[path], f"{path}: run `make docs`"


@pytest.mark.parametrize(("verb", "option"), OPTIONS)
def test_every_option_is_documented_under_its_verb(verb: str, option: str) -> None:
    text = (ROOT / "docs/cli.md").read_text("utf-8")
    section = text.partition(f"## dateline {verb}\n")[2].partition("\n## ")[0]
    assert option in section


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme_and_lists_itself_rightly(verb: str) -> None:
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    assert command.get_short_help_str(200) == VERBS[verb]
    assert f"| `{verb}` |" in README


@pytest.mark.parametrize("setting", table(), ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: object) -> None:
    text = (ROOT / "docs/settings.md").read_text("utf-8")
    assert f"| `{getattr(setting, 'name')}` |" in text  # noqa: B009
    assert getattr(setting, "variable") in text  # noqa: B009


def test_every_field_of_the_record_is_explained() -> None:
    text = (ROOT / "docs/record.md").read_text("utf-8")
    fields = {field for part in schema()["$defs"].values() for field in part.get("properties", {})} - {"id"}
    assert [field for field in sorted(fields) if f"`{field}`" not in text] == []
    assert [letters for letters in KINDS.values() if f"`{letters}_`" not in text] == []


def commands(text: str) -> list[list[str]]:
    """The commands in the blocks of shell of a page, each as its words."""
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


@pytest.mark.parametrize("words", [words for words in commands(README) if words[0] == "dateline"], ids=" ".join)
def test_commands_in_the_readme_can_be_given(words: list[str]) -> None:
    command = group.get_command(click.Context(group), words[1])
    assert command is not None
    command.make_context(words[1], words[2:])


@pytest.mark.parametrize(
    "target",
    [words[1] for words in commands(README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")) if words[0] == "make"],
)
def test_make_has_what_the_readme_says(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "page",
    [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"],
    ids=lambda page: page.name,
)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


def test_the_excerpt_is_what_the_program_says() -> None:
    """Most of its lines, and not all: another kind of processor may read one word otherwise."""
    block = README.partition(BEGIN)[2].partition(END)[0]
    shown = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith(("```", "…", "$"))]
    assert shown
    printed = {line.strip() for line in excerpt(10_000, 10_000).splitlines()}
    assert sum(line in printed for line in shown) >= 0.75 * len(shown), "run `make docs`"


def test_an_excerpt_goes_into_its_place() -> None:
    page = f"before {BEGIN} old {END} after"
    assert with_excerpt(page, f"{BEGIN} new {END}") == f"before {BEGIN} new {END} after"
    with pytest.raises(ValueError, match="excerpt"):
        with_excerpt("no place", "new")


def test_errors_draws_its_hierarchy() -> None:
    import dateline.errors

    drawn = dateline.errors.__doc__ or ""
    assert all(kind.__name__ in drawn for kind in dateline.errors.DatelineError.__subclasses__())
    assert UsageError.__name__ in drawn
