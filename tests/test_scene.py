"""The scene: the day that a telling goes on in, what is at least not before it, and what is of neither."""

from __future__ import annotations

import pytest

from dateline.model.account import Account
from tests.coded import Read, account

LEAD = "Gunmen stormed a barracks in Maradi on Tuesday, killing four soldiers. "
TUESDAY, FRIDAY = "2019-05-21", "2019-05-24"


def told(found: Account, trigger: str) -> tuple[str | None, str | None]:
    """The day of the first event with this trigger, and the day that it is not before."""
    event = next(event for event in found.events if trigger in event.trigger.text.lower())
    days = (None if index is None else found.times[index].earliest for index in (event.when, event.after))
    when, after = days
    return when, after


@pytest.mark.parametrize(
    ("more", "trigger", "when", "after"),
    [
        ("They burned two lorries and abducted a doctor.", "burned", TUESDAY, None),
        ("They burned two lorries and abducted a doctor.", "abducted", TUESDAY, None),
        ("A convoy was ambushed by the same men near the river.", "ambushed", TUESDAY, None),
        ("The African Union condemned the raid.", "condemned", None, TUESDAY),
        ("The same men had burned two lorries near the river.", "burned", None, None),
        ("Earlier the same men burned two lorries near the river.", "burned", None, None),
        ("On Thursday the police arrested a baker.", "arrested", "2019-05-23", None),
    ],
    ids=["goes on", "and on", "passive", "reaction", "step back", "earlier", "a day of its own"],
)
def test_scene(read: Read, more: str, trigger: str, when: str | None, after: str | None) -> None:
    found = account(read, f"Barracks stormed\n\n{LEAD}{more}\n", FRIDAY)
    assert told(found, trigger) == (when, after)
    event = next(event for event in found.events if trigger in event.trigger.text.lower())
    assert (after is None) or any("not before it" in why for why in event.why)


def test_a_scene_is_over_after_a_few_sentences(read: Read) -> None:
    talk = "The town lies on a plain. Its market is large. Its houses are low. Its streets are wide. Rain is rare. "
    found = account(read, f"Barracks stormed\n\n{LEAD}{talk}They burned two lorries.\n", FRIDAY)
    assert told(found, "burned") == (None, TUESDAY)


def test_what_lies_years_back_is_no_news(read: Read) -> None:
    found = account(
        read, "A trial\n\nGunmen stormed a barracks on May 3, 2011. The union condemned the sentence.\n", FRIDAY
    )
    assert told(found, "condemned")[1] is None


def test_what_was_told_has_not_the_day_of_what_lies_ahead(read: Read) -> None:
    found = account(read, "Talks\n\nGabon invited both sides to talks in Libreville on June 25, 2019.\n", FRIDAY)
    assert told(found, "invited")[0] is None


def test_a_day_without_its_year_is_none_of_a_year_ago(read: Read) -> None:
    found = account(read, "Nurses\n\nThe union said that its members went on strike on June 22.\n", FRIDAY)
    days = [when.earliest for when in found.times if "22" in when.span.text]
    assert days == ["2019-06-22"]
