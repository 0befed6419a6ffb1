"""Dating: when reports that carry no date were published, solved over all reports of a record together.

A report's day of publication is a variable, what reports say are clues that bound it (`clues`), and what they do not
settle stays open. With the days solved, times that are counted from them ("on Sunday") are resolved anew.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model.account import Account
from dateline.model.report import Published, Report
from dateline.record.corpus import Corpus
from dateline.record.dating.solving import solve
from dateline.record.dating.told import expression_of
from dateline.times import resolve

CONTRADICTION = "when it was published: "
"""How the issue begins that names a contradiction between clues."""


def dated(corpus: Corpus) -> Corpus:
    """The corpus with the publication of its undated reports solved, and the times of their accounts resolved by it.

    What is given exactly (by the user, a page, the report itself) stays as it is.
    """
    solved = solve(corpus.reports, corpus.accounts, corpus.outlet)
    reports: list[Report] = []
    accounts: list[Account] = []
    for report, account, one in zip(corpus.reports, corpus.accounts, solved, strict=True):
        issues = tuple(CONTRADICTION + words for words in one.contradictions)
        changed = one.published != report.published
        reports.append(replace(report, published=one.published) if changed else report)
        accounts.append(_resolved(account, one.published, issues) if changed or issues else account)
    return Corpus(accounts, reports)


def _resolved(account: Account, published: Published | None, issues: tuple[str, ...]) -> Account:
    times = tuple(when if expression_of(when) is None else resolve(when, published) for when in account.times)
    return replace(account, times=times, issues=(*account.issues, *issues))


__all__ = ["CONTRADICTION", "dated"]
