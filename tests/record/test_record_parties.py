"""Who the parties are that only a story tells: short names, bare organs, groups, surnames, words of copies."""

from __future__ import annotations

from dateline.actors import bare_organ, merge_keys, same_actor
from dateline.model.record import Record
from dateline.record.actors import Matching
from dateline.record.build import build_record
from tests.record.made import Paper

ROOM = Matching(merge_keys, same_actor, bare_organ)
LEAD = "Ana Reyes and Tom Ash spoke in Brova on the Lorn bridge. "


def paper(words: str, outlet: str) -> Paper:
    made = Paper(LEAD + words, outlet=outlet, published="2024-05-01")
    for name in ("Ana Reyes", "Tom Ash"):
        made.actor(name, kind="person")
    return made


def record_of(*papers: Paper) -> Record:
    return build_record([one.account for one in papers], [one.report for one in papers], matching=ROOM)[0]


def forms_of(record: Record, form: str) -> set[str]:
    return {alias.form for actor in record.actors if any(alias.form == form for alias in actor.aliases)
            for alias in actor.aliases}  # fmt: skip


def test_initials_and_last_words_are_the_one_body_of_the_story() -> None:
    one = paper("The Harbour Workers Party met. The National Ports Commission listened.", "One")
    one.actor("Harbour Workers Party")
    one.actor("National Ports Commission")
    two = paper("HWP left. The ports commission stayed.", "Two")
    two.actor("HWP")
    two.actor("ports commission")
    record = record_of(one, two)
    assert forms_of(record, "HWP") == {"HWP", "Harbour Workers Party"}
    assert forms_of(record, "ports commission") == {"ports commission", "National Ports Commission"}


def test_two_bodies_that_fit_leave_it_open() -> None:
    one = paper("The Harbour Workers Party met. The Hill Women Party met.", "One")
    one.actor("Harbour Workers Party")
    one.actor("Hill Women Party")
    two = paper("HWP left. A party left.", "Two")
    two.actor("HWP")
    assert forms_of(record_of(one, two), "HWP") == {"HWP"}


def test_a_bare_organ_is_one_within_a_story_only() -> None:
    one, two = paper("The army left.", "One"), paper("The army came back.", "Two")
    other = Paper("The army drilled at Oster.", outlet="Three", published="2020-01-01")
    for made in (one, two, other):
        made.actor("army")
    record = record_of(one, two, other)
    armies = [actor for actor in record.actors if actor.name == "army"]
    assert sorted(len(actor.sources) for actor in armies) == [1, 2]


def test_groups_without_a_name_are_one_unless_anybody_is_meant() -> None:
    one, two = (
        paper("Protesters sang. Witnesses saw it.", "One"),
        paper("The protesters left. Witnesses said so.", "Two"),
    )
    for made, form in ((one, "Protesters"), (two, "protesters")):
        made.actor(form, kind="group")
        made.actor("Witnesses", kind="group")
    record = record_of(one, two)
    assert forms_of(record, "protesters") == {"Protesters", "protesters"}
    assert len([actor for actor in record.actors if actor.name == "Witnesses"]) == 2
