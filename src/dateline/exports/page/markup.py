"""HTML as strings, safe by construction: what comes from reports goes through `text` and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Words of a report or a record, made harmless."""
    return Markup(escape(" ".join(value.split()), quote=True))


def element(name: str, *children: str, **attributes: str | None) -> Markup:
    """An element; a child that is no `Markup` is taken for text, `class_` writes `class`, `None` leaves one out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(child if isinstance(child, Markup) else text(child) for child in children)
    return Markup(f"<{name}{written}>{inner}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts in a row, as `element` takes them."""
    made = (part if isinstance(part, Markup) else text(part) for part in parts)
    return Markup(str(text(between) if between.strip() else between).join(made))
