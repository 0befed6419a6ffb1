"""Which reports a judgement rests on, and which it holds together in one circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dateline.record.judgements import Judgement, standing
from dateline.record.ledger import NO_REPORT, Ledger, kind_of

_UNITED = frozenset({"actor", "place"})


def reach(judgement: Judgement) -> set[str]:
    """The reports whose words a judgement rests on: their circles are made with it."""
    return {key[0] for key in (*judgement.evidence, *judgement.other)}


def ties_of(judgements: Iterable[Judgement], book: Ledger) -> Iterator[list[str]]:
    """Reports that standing judgements hold together.

    Those of what was merged, one of either side; and of a correction that names things, those that founded them.
    """
    for judgement in standing(judgements):
        if judgement.action == "merge":
            yield [key[0] for sides in (judgement.evidence, judgement.other) for key in sides[:1]]
        elif judgement.action == "correct":
            founding = (book.evidence(own) for own in named_in(judgement.after))
            others = sorted({key[0] for key in founding if key is not None} - {NO_REPORT})
            if others:
                yield [*sorted({key[0] for key in judgement.evidence})[:1], *others]


def named_in(value: str | None) -> list[str]:
    """The ids that a corrected value names."""
    try:
        read = msgspec.json.decode(value) if value is not None else None
    except msgspec.DecodeError:
        read = value
    return [one for one in (read if isinstance(read, list) else [read]) if isinstance(one, str) and kind_of(one)]


def bind_merges(judgements: Iterable[Judgement], book: Ledger) -> None:
    """Let ids of things of all circles that people put together lead to one, before any circle is made."""
    for judgement in standing(judgements):
        if judgement.action != "merge" or judgement.after is None or kind_of(judgement.on) not in _UNITED:
            continue
        # as the two were called when they were judged: what became of the ids since is no matter
        founding = book.evidence(judgement.on)
        if founding is not None and founding[0] == NO_REPORT and book.is_common(judgement.after):
            kept = book.resolve(judgement.on)
            if kept != judgement.after:
                book.lead(judgement.after, kept)
