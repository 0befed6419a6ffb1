"""Time expressions of a reading, each with its days and the reason; and the same again for another day of publication.

Invariants: spans are true; `earliest <= latest` where both are given; a narrower publication gives an interval inside
the wider one's (see `intervals`).
"""

from __future__ import annotations

from dateline.model.account import When
from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.model.spans import Span
from dateline.times.context import in_context
from dateline.times.days import iso, ordinal
from dateline.times.expressions import Expression, anchor_of, flat, folded
from dateline.times.intervals import days_within
from dateline.times.reasons import reason
from dateline.times.sentences import pieces_of_time
from dateline.times.timex import granularity, timex


def find_times(reading: Reading, published: Published | None) -> tuple[When, ...]:
    """Every time expression of the reading in the order of the text, resolved as far as the publication date allows."""
    found = [piece for number in range(len(reading.sentences)) for piece in pieces_of_time(reading, number)]
    expressions = in_context(reading, found)
    return tuple(
        _resolved(reading.span(first, last), expression, published)
        for (first, last, _), expression in zip(found, expressions, strict=True)
        if expression is not None
    )


def resolve(when: When, anchor: Published | None) -> When:
    """The same expression in a report published at `anchor` (None: not known)."""
    return _resolved(when.span, folded(when.rule, when.arguments), anchor)


def _resolved(span: Span, expression: Expression, published: Published | None) -> When:
    earliest = ordinal(published.earliest) if published and published.earliest else None
    latest = ordinal(published.latest) if published and published.latest else None
    rule, arguments = flat(expression)
    days = days_within(expression, earliest, latest)
    first, last = days
    return When(
        span=span,
        earliest=None if first is None else iso(first),
        latest=None if last is None else iso(last),
        granularity=granularity(expression),
        anchor=anchor_of(expression),
        rule=rule,
        arguments=arguments,
        timex=timex(expression, earliest if earliest == latest else None),
        why=reason(" ".join(span.text.split()), expression, days, earliest, latest),
    )
