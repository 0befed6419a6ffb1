"""The words around the tellings of an event, as a person reads them before they judge."""

from __future__ import annotations

from msgspec import Struct

from dateline.record.browse.window import Look

_AROUND = 320
"""Characters before and after the sentence."""


class Surroundings(Struct, frozen=True):
    """What stands before and after the sentence of a telling; paragraphs end with line breaks."""

    before: str
    after: str
    cut_before: bool
    """Whether more of the report comes before that, and after."""
    cut_after: bool


def surroundings(look: Look, event: str, *, most: int = 12) -> dict[tuple[int, int], Surroundings]:
    """By number of the report and index of the telling in its account."""
    rows = look.rows(
        "SELECT report, position, first, "
        "substr(text, max(0, first - :around) + 1, min(first, :around)), substr(text, last + 1, :around), "
        "length(text) - last FROM ("
        "SELECT report, position, coalesce(sentence_start, span_start) AS first, "
        "coalesce(sentence_end, span_end) AS last, "
        "text FROM mentions JOIN reports ON reports.number = report WHERE item = :event ORDER BY turn LIMIT :most)"
        .replace(":around", str(_AROUND)).replace(":event", "?").replace(":most", "?"),
        *(event, most),
    )  # fmt: skip
    found = {}
    for report, position, first, before, after, rest in rows:
        cut_before, cut_after = first > _AROUND, rest > _AROUND
        if cut_before:
            before = before.partition(" ")[2]
        if cut_after:
            after = after.rpartition(" ")[0]
        found[report, position] = Surroundings(before, after, cut_before, cut_after)
    return found
