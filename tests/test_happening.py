"""The main happening of a report: the day and the place that its headline and its tellings get."""

from __future__ import annotations

import pytest

from dateline.model.account import Account
from tests.coded import Read, account


def told(found: Account, trigger: str) -> tuple[str | None, str | None]:
    """Day and place of the first event with this trigger."""
    event = next(event for event in found.events if event.trigger.text.lower() == trigger)
    when = found.times[event.when] if event.when is not None else None
    place = found.places[event.place].name if event.place is not None else None
    return (when.earliest if when is not None and when.earliest == when.latest else None), place


DAYS = [  # a Tuesday is the day of publication
    ("Two wounded in shooting\n\nTwo men were wounded in a shooting in Leeds on Saturday night.\n", "shooting", "2019-05-18"),
    (
        ("Man shot at petrol station\n\nA man was shot at a petrol station in Leeds. "
         "Officers were called to the scene on Sunday evening, the police said on Monday.\n"),
        "shot",
        "2019-05-19",
    ),
    (
        "Woman charged over shooting\n\nA woman was charged on Monday after a shooting in Leeds on Friday.\n",
        "shooting",
        "2019-05-17",
    ),
    ("Rebels attack convoy\n\nRebels attacked a convoy, the army said on Monday.\n", "attack", None),
    (
        "Two shot in Leeds\n\nThe police are investigating a shooting that hurt two men in Leeds on Sunday night.\n",
        "shot",
        "2019-05-19",
    ),
    ("Two shot in Leeds\n\nThe police are investigating a shooting in Leeds on Thursday.\n", "shooting", "2019-05-16"),
    (
        "Boy shot in Leeds\n\nA boy died on Monday after he was shot in Leeds. It happened at about 9 p.m. on Saturday.\n",
        "shot",
        "2019-05-18",
    ),
    (
        "Man shot in Leeds\n\nOn Sunday, the police say, a clerk shot a man in Leeds. He was charged on Monday.\n",
        "shot",
        "2019-05-19",
    ),
    (
        "Four shot at Christmas party\n\nA gunman shot four people at a Christmas party in Leeds on Friday.\n",
        "shot",
        "2019-05-17",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "day"), DAYS)
def test_the_headline_gets_the_day_of_the_telling(read: Read, text: str, trigger: str, day: str | None) -> None:
    assert told(account(read, text), trigger)[0] == day


def test_the_headline_gets_the_town(read: Read) -> None:
    text = "Man shot at petrol station\n\nA man was shot on Low Road in Leeds on Sunday.\n\nLeeds police are investigating.\n"
    found = account(read, text)
    assert told(found, "shot")[1] == "Leeds"
    event = next(event for event in found.events if event.trigger.text == "shot")
    assert any("main event" in line for line in event.why)


def test_reasons_say_where_the_day_comes_from(read: Read) -> None:
    found = account(read, DAYS[0][0])
    event = next(event for event in found.events if event.trigger.text == "wounded")
    assert event.when is not None
    assert found.times[event.when].span.text == "Saturday night"
    assert any("Saturday night" in line for line in event.why)


def test_a_report_of_no_happening(read: Read) -> None:
    found = account(read, "Ministers meet\n\nMinisters met in Leeds on Monday to discuss the harvest.\n")
    assert not any("main event" in line for event in found.events for line in event.why)


PLACES = [
    "Man shot in shop - WXYZ News, Sports, Bristol\n\nA man was shot in a shop in Leeds on Sunday.\n",
    "Man shot in shop\n\nBRISTOL (AP) - A man was shot in a shop in Leeds on Sunday, the police said.\n",
    "Man shot in shop\n\nA man was shot in a shop in Leeds, 15 km east of Bradford, on Sunday.\n",
]


@pytest.mark.parametrize("text", PLACES)
def test_the_town_is_no_outlet_bureau_or_landmark(read: Read, text: str) -> None:
    assert told(account(read, text), "shot")[1] == "Leeds"


def test_a_day_that_its_tense_leaves_open_is_over_for_what_happened(read: Read) -> None:
    text = "Two shot in Leeds\n\nThe police are investigating a shooting in Leeds on Thursday.\n"
    days = [when for when in account(read, text).times if when.span.text == "Thursday"]
    assert [(when.earliest, when.latest) for when in days] == [("2019-05-16", "2019-05-16")]
