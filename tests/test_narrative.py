"""What the narrative lends an event: days and places, and what it must not lend."""

from __future__ import annotations

import pytest

from dateline.model.account import Account
from tests.coded import Read, account


def told(found: Account, trigger: str) -> tuple[str | None, str | None]:
    """First day and place of the first event with this trigger."""
    event = next(event for event in found.events if trigger in event.trigger.text.lower())
    when = found.times[event.when] if event.when is not None else None
    place = found.places[event.place].name if event.place is not None else None
    return (when.earliest if when is not None else None), place


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The mayor declared Friday a day of mourning and accused the rebels of murder.\n", "accused", None),
        ("The union has rejected the offer and called for a strike on Friday.\n", "rejected", None),
        (
            "Report on attack\n\nRebels attacked a market, the army said.\n\nThousands marched in Leeds on Sunday.\n",
            "attacked",
            None,
        ),
        ("Rebels attacked a market on Sunday, killing two.\n", "killing", "2019-05-19"),
        (
            "Rebels raid convoy\n\nRebels killed two drivers near Leeds on Sunday.\n\nA feud in 2017 ended as guards shot a man.\n",
            "shot",
            None,
        ),
        (
            "Rebels attacked Brova market on Sunday, seven weeks after they killed a judge.\n",
            "killed",
            None,
        ),
        (
            "Market attacked\n\nBy our reporter | Mon, 20 May, 07:31\n\nMen attacked a market in Leeds.\n",
            "attacked",
            None,
        ),
        (
            "The number of those killed in this week's attack on a post has risen to 19, the army said on Tuesday.\n",
            "attack",
            "2019-05-20",
        ),
    ],
    ids=[
        "a day spoken of",
        "a day of what is called for",
        "the day of a march",
        "the day of the clause",
        "a year of its own",
        "so many weeks of its own",
        "a day in the line of the author",
        "a week told, and the day of what was said",
    ],
)
def test_days(read: Read, text: str, trigger: str, day: str | None) -> None:
    assert told(account(read, text), trigger)[0] == day


def test_a_village_on_no_map_keeps_its_name(read: Read) -> None:
    found = account(
        read,
        "Soldiers killed near Kano\n\nGunmen attacked a patrol near the village of Zarbuwa on Sunday, the army said. "
        "Four soldiers were killed.\n\nThe wounded were taken to Kano.\n",
    )
    places = {found.places[event.place].name for event in found.events
              if event.place is not None and event.trigger.text in ("attacked", "killed")}  # fmt: skip
    assert places == {"Zarbuwa"}
    assert all(place.lat is None for place in found.places if place.name == "Zarbuwa")


def test_the_place_of_a_news_conference_is_not_that_of_what_it_tells(read: Read) -> None:
    found = account(read, "Gunmen attacked a ferry, the minister told a news conference in Leeds.\n")
    assert told(found, "attacked")[1] is None
