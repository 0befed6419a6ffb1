"""News agencies under the forms that credit lines give them; the table is `data/agencies.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _agencies() -> dict[str, str]:
    table = tomllib.loads(files("dateline.reports").joinpath("data/agencies.toml").read_text(encoding="utf-8"))
    return {form: name for name, forms in table["agencies"].items() for form in (name, *forms)}


def agency_of(words: str) -> str | None:
    """The name of the news agency that `words` are a form of, or None."""
    words = " ".join(words.split()).strip(" .,;:()[]\u2013\u2014-")
    return _agencies().get(words) or _agencies().get(words.removeprefix("The ").removeprefix("the "))
