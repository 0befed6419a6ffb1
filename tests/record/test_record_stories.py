"""Stories: which reports tell of the same happenings."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model.record import Record
from tests.record.made import Paper

Build = Callable[..., Record]


def naming(names: list[str], title: str, published: str | None = None) -> Paper:
    made = Paper(f"{title}.\n" + "".join(f"{name} spoke.\n" for name in names), title=title, published=published)
    for name in names:
        made.actor(name)
    return made


def titles(record: Record) -> list[str]:
    return sorted(story.title for story in record.stories)


def test_reports_that_name_the_same_rare_actors_are_one_story(build: Build) -> None:
    one = naming(["Amber Front", "Hill Brigade", "Salt Army"], "Talks fail in the hills")
    other = naming(["Amber Front", "Hill Brigade", "Salt Army", "Cedar Movement"], "Talks in the hills fail again")
    third = naming(["River League", "Dune Legion", "Iron Council"], "Rain on the plain")
    record = build(one, other, third)
    assert sorted(len(story.reports) for story in record.stories) == [1, 2]
    (shared,) = [story for story in record.stories if len(story.reports) == 2]
    assert "they name the same" in shared.why


def test_reports_far_apart_in_time_need_more_than_names(build: Build) -> None:
    names = ["Amber Front", "Hill Brigade", "Salt Army"]
    record = build(naming(names, "Talks fail", "2031-03-01"), naming(names, "Talks begin", "2031-09-01"))
    assert len(record.stories) == 2


def test_a_told_event_makes_one_story_and_background_does_not(build: Build) -> None:
    def ambush(start: str, published: str, background: bool) -> Paper:
        made = Paper(f"{start} the Northern Guard ambushed the Amber Front in Brova on 1 June.\n", published=published)
        made.event("ambushed", actors=[made.actor("Northern Guard")], recipients=[made.actor("Amber Front")],
                   place=made.place("Brova", "g1", 10.0, 20.0), when=made.when("on 1 June", "2031-06-01"),
                   background=background)  # fmt: skip
        return made

    late, long_ago = (
        "Late in the day, when nobody on the road saw it,",
        "As the older people of the valley still tell it,",
    )
    assert len(build(ambush(late, "2031-06-02", False), ambush(long_ago, "2032-06-02", False)).stories) == 1
    record = build(ambush(late, "2031-06-02", True), ambush(long_ago, "2032-06-02", True))
    assert len(record.events) == 1
    assert len(record.stories) == 2


def test_the_title_is_the_headline_that_the_others_share_most(build: Build) -> None:
    names = ["Amber Front", "Hill Brigade", "Salt Army"]
    record = build(
        naming(names, "Amber Front leaves the talks"),
        naming(names, "Why we walked out"),
        naming(names, "Amber Front leaves hill talks after a night of quarrels"),
    )
    assert titles(record) == ["Amber Front leaves the talks"]


def test_without_headlines_the_first_line_of_the_earliest(build: Build) -> None:
    made = Paper("A first line of its own.\nAnd a second.\n", published="2031-06-01")
    assert titles(build(made)) == ["A first line of its own."]
