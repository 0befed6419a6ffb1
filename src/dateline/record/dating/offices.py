"""Who has held an office since when (`data/offices.toml`): a person so titled is not reported on before that day.

A title says nothing of the end: people keep theirs after their term. What only names the person says nothing at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from dateline.model.account import Account
from dateline.record.corpus import day_number
from dateline.record.words import fold


@cache
def _table() -> dict[str, list[tuple[str, str, int]]]:
    """By surname: the words of an office, the whole name, the first day of the term."""
    rows = tomllib.loads((files(__package__) / "data" / "offices.toml").read_text("utf-8"))
    table: dict[str, list[tuple[str, str, int]]] = {}
    for row in rows["holder"]:
        table.setdefault(fold(row["name"]).split()[-1], []).append(
            (fold(row["office"]), fold(row["name"]), day_number(row["since"].isoformat()))
        )
    return table


def holders_in(account: Account) -> Iterator[tuple[int, str]]:
    """First day of the term, and name with office, for every person whom the account gives an office of the table."""
    table = _table()
    for actor in account.actors:
        if actor.kind != "person" or not actor.office:
            continue
        name, office = fold(actor.name), fold(actor.office)
        words = name.split()
        terms = [
            since
            for title, whole, since in table.get(words[-1] if words else "", ())
            if (title == office or office.endswith(f" {title}") or title.endswith(f" {office}"))
            and (len(words) == 1 or words[0] == whole.split()[0])
            and not office.startswith(("former", "ex-", "then"))
        ]
        if terms:
            yield min(terms), f"{actor.name} ({actor.office})"
