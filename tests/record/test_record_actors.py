"""Actors across reports."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model.record import Record, RecordActor
from tests.record.made import Paper

Build = Callable[..., Record]


def _named(record: Record, name: str) -> list[RecordActor]:
    return [actor for actor in record.actors if actor.name == name]


def test_one_known_id_is_one_actor_under_the_known_name(build: Build) -> None:
    one = Paper("The Northern Guard held the bridge.\n")
    one.actor("Northern Guard", known="ng")
    other = Paper("NG fighters left the bridge.\n")
    other.actor("Northern Guard", "NG", known="ng")
    record = build(one, other)
    (actor,) = record.actors
    assert actor.name == "Northern Guard"
    assert {(alias.form, alias.count) for alias in actor.aliases} == {("Northern Guard", 1), ("NG", 1)}
    assert actor.aliases[0].reports == (other.id,)
    assert actor.why


def test_two_known_ids_stay_apart_whatever_their_names(build: Build) -> None:
    one = Paper("The Amber Front held the bridge.\n")
    one.actor("Amber Front", known="af1")
    other = Paper("The Amber Front left the bridge.\n")
    other.actor("Amber Front", known="af2")
    assert len(build(one, other).actors) == 2


def test_two_full_names_never_meet_through_a_short_one(build: Build) -> None:
    full = []
    for name in ("Ana Corvin", "Boro Corvin"):
        paper = Paper(f"{name} and Edda Farrow spoke in the hall of {name.split()[0]}.\n")
        paper.actor(name, kind="person")
        paper.actor("Edda Farrow", kind="person")
        full.append(paper)
    short = Paper("Corvin met Edda Farrow.\n")
    short.actor("Corvin", kind="person")
    short.actor("Edda Farrow", kind="person")
    record = build(*full, short)
    assert sorted(actor.name for actor in record.actors) == ["Ana Corvin", "Boro Corvin", "Corvin", "Edda Farrow"]


def test_a_short_name_joins_the_only_full_one_in_the_same_company(build: Build) -> None:
    full = Paper("Ana Corvin and Edda Farrow spoke.\n")
    full.actor("Ana Corvin", kind="person")
    full.actor("Edda Farrow", kind="person")
    short = Paper("Corvin met Edda Farrow again.\n")
    short.actor("Corvin", kind="person")
    short.actor("Edda Farrow", kind="person")
    (actor,) = _named(build(full, short), "Ana Corvin")
    assert {alias.form for alias in actor.aliases} == {"Ana Corvin", "Corvin"}


def test_a_short_name_without_company_stays_alone(build: Build) -> None:
    full = Paper("Ana Corvin spoke.\n")
    full.actor("Ana Corvin", kind="person")
    short = Paper("Corvin was seen at sea.\n")
    short.actor("Corvin", kind="person")
    assert len(build(full, short).actors) == 2


def test_unnamed_actors_of_two_reports_are_not_one(build: Build) -> None:
    papers = [Paper(f"Two gunmen fled to {town}.\n") for town in ("Arlen", "Brova")]
    for paper in papers:
        paper.actor("two gunmen", "Two gunmen", kind="unidentified")
    assert len(build(*papers).actors) == 2


def test_bodies_of_two_countries_are_two(build: Build) -> None:
    papers = [Paper(f"The Ministry of Ports of {land} spoke.\n") for land in ("Arland", "Borland")]
    for paper, country in zip(papers, ("XA", "XB"), strict=True):
        paper.actor("Ministry of Ports", kind="organisation", country=country)
    assert len(build(*papers).actors) == 2


def test_the_name_is_the_full_form_most_used(build: Build) -> None:
    papers = []
    for number, name in enumerate(("Salt Army", "Salt Army", "SALT ARMY")):
        paper = Paper(f"The {name} moved on day {number}.\n")
        paper.actor(name)
        papers.append(paper)
    (actor,) = build(*papers).actors
    assert actor.name == "Salt Army"
    assert len(actor.sources) == 3


def test_pronouns_are_sources_but_no_aliases(build: Build) -> None:
    paper = Paper("The Salt Army moved, and they rested.\n")
    paper.actor("Salt Army", "Salt Army", "they")
    (actor,) = build(paper).actors
    assert [alias.form for alias in actor.aliases] == ["Salt Army"]
    assert len(actor.sources) == 2
