"""Colours: the family of a type by its hue, what did not happen by its mark and its word.

Colour never tells anything alone: the type and the status stand beside it as words. Only the sixteen colours that every
terminal has, so that a person's own theme holds.
"""

from __future__ import annotations

from dataclasses import dataclass

FAMILIES = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"),
    "material conflict": ("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""PLOVER's quad classes in their order, as the codebook has them; a type of another codebook has no family."""

_HUES = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
_HUE_OF = {kind: _HUES[family] for family, kinds in FAMILIES.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status is drawn: a sign before the line, a style for its words."""

    sign: str
    style: str


_MARKS = {
    "happened": Mark("●", ""),
    "ongoing": Mark("◐", ""),
    "planned": Mark("○", "italic"),
    "promised": Mark("○", "italic"),
    "threatened": Mark("○", "italic"),
    "possible": Mark("○", "italic"),
    "denied": Mark("✕", "strike"),
    "hypothetical": Mark("·", "dim"),
}


def hue_of(kind: str) -> str:
    """The style of a type's name."""
    return _HUE_OF.get(kind, "default")


def mark_of(status: str, background: bool) -> Mark:
    """The sign and style of a status; history is dim, whatever its status."""
    mark = _MARKS.get(status, Mark("?", ""))
    return Mark(mark.sign, f"dim {mark.style}".strip()) if background else mark


TITLE = "bold"
QUIET = "dim"
IDENTIFIER = "dim cyan"
TRIGGER = "bold reverse"
LABEL = "dim"
