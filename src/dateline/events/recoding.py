"""What a codebook changes: the events of a reading coded with two codebooks, laid side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.account import Event


@dataclass(frozen=True, slots=True)
class Change:
    """One place that two codings tell otherwise: the trigger's words, their sentence, the code before and after.

    A code is `TYPE` or `TYPE mode`; None where there is no event.
    """

    trigger: str
    sentence: str
    before: str | None
    after: str | None


def changes(text: str, before: tuple[Event, ...], after: tuple[Event, ...]) -> Iterator[Change]:
    """The differences between two codings of one text, in its order; events with overlapping triggers are the same."""
    left = list(after)
    rows: list[tuple[int, Change]] = []
    for event in before:
        twin = next(
            (one for one in left if one.trigger.start < event.trigger.end and event.trigger.start < one.trigger.end),
            None,
        )
        if twin is not None:
            left.remove(twin)
        if twin is None or code_of(twin) != code_of(event):
            rows.append((event.trigger.start, _change(text, event, twin)))
    rows.extend((event.trigger.start, _change(text, None, event)) for event in left)
    yield from (change for _, change in sorted(rows, key=lambda row: row[0]))


def code_of(event: Event) -> str:
    """The code of an event as people write it."""
    return f"{event.type} {event.mode}" if event.mode else event.type


def _change(text: str, before: Event | None, after: Event | None) -> Change:
    shown = after or before
    assert shown is not None  # noqa: S101 - one of the two is always there
    sentence = " ".join(text[shown.sentence.start : shown.sentence.end].split())
    return Change(shown.trigger.text, sentence, code_of(before) if before else None, code_of(after) if after else None)
