"""What the tests of the record share: building from papers, with a stand-in for the actors room."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from dateline.model.record import Record
from dateline.record import Judgement, LedgerEntry, build_record
from tests.record.made import MATCHING, Paper

Build = Callable[..., Record]


@pytest.fixture
def build() -> Build:
    """The record of papers; the ledger it leaves is thrown away."""

    def made(*papers: Paper, judgements: Iterable[Judgement] = (), ledger: Iterable[LedgerEntry] = ()) -> Record:
        return build_record(
            [paper.account for paper in papers],
            [paper.report for paper in papers],
            judgements,
            ledger,
            matching=MATCHING,
        )[0]

    return made
