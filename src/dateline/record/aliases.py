"""The names in use for somebody, from where reports name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.model.record import Alias, Source
from dateline.record.words import fold, spaced

PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs we us our ours i me my you your who whom whose himself "
    "herself itself themselves ourselves this that these those".split()
)


def aliases_of(sources: Iterable[Source]) -> tuple[Alias, ...]:
    """The forms that stand where somebody is named, pronouns left out, each with its number and its reports."""
    counted: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    for source in sources:
        form = spaced(source.span.text)
        if fold(form) not in PRONOUNS:
            counted[form] += 1
            reports.setdefault(form, set()).add(source.report)
    return tuple(Alias(form, counted[form], tuple(sorted(reports[form]))) for form in sorted(counted))
