"""Days, lists and numbers in running text."""

from __future__ import annotations

import pytest

from dateline.wording.prose import counted, day, days, listed, period

DAYS = [
    ("2024-03-12", "2024-03-12", "12 March 2024"),
    ("2024-03-10", "2024-03-16", "between 10 and 16 March 2024"),
    ("2024-02-27", "2024-03-03", "between 27 February and 3 March 2024"),
    ("2023-12-30", "2024-01-02", "between 30 December 2023 and 2 January 2024"),
    ("2024-02-01", "2024-02-29", "in February 2024"),
    ("2023-02-01", "2023-02-27", "between 1 and 27 February 2023"),
    ("2014-01-01", "2014-12-31", "in 2014"),
    ("2014-01-01", "2015-12-31", "between 1 January 2014 and 31 December 2015"),
    (None, "2024-03-12", "by 12 March 2024"),
    ("2024-03-12", None, "from 12 March 2024 on"),
    (None, None, "undated"),
    ("9999-12-01", "9999-12-31", "between 1 and 31 December 9999"),
]


@pytest.mark.parametrize(("earliest", "latest", "told"), DAYS)
def test_days(earliest: str | None, latest: str | None, told: str) -> None:
    assert days(earliest, latest) == told


def test_lists_and_numbers() -> None:
    assert [listed(["a", "b", "c"][:length]) for length in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [counted(number, "story", "stories") for number in (0, 1, 2, 11, 1200)] == [
        "no stories", "one story", "two stories", "11 stories", "1,200 stories",
    ]  # fmt: skip
    assert period("2024-03-12", "2024-03-20") == "12 to 20 March 2024"
    assert period("2024-03-12", "2024-03-12") == day("2024-03-12") == "12 March 2024"
