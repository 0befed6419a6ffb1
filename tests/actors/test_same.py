"""Whether actors of two reports are one."""

from __future__ import annotations

import pytest

from dateline.actors import merge_keys, same_actor
from dateline.model.account import Actor, ActorKind
from dateline.model.spans import Span


def actor(
    name: str, kind: ActorKind = "organisation", forms: tuple[str, ...] = (), known: str | None = None,
    country: str | None = None, office: str | None = None, why: str = "The report names it.", count: str | None = None,
) -> Actor:  # fmt: skip
    mentions = tuple(Span(place, place + len(form), form) for place, form in enumerate((name, *forms)))
    return Actor(
        name=name, kind=kind, mentions=mentions, known=known, country=country, office=office, why=why, count=count
    )


NO_NAME = "The report gives no name: “x”."

SAME = [
    (actor("Islamic State", "armed group", known="islamic-state"), actor("Islamic State", "armed group", known="islamic-state")),
    (actor("Karim al-Hassani", "person"), actor("Karim Al-Hassani", "person")),
    (actor("Anna B. Holm", "person"), actor("Anna Holm", "person")),
    (actor("A. Holm", "person", office="judge"), actor("Anna Holm", "person", office="Judge")),
    (actor("Holm", "person", office="President", country="NO"), actor("Lars Holm", "person", office="President", country="NO")),
    (actor("Holm", "person"), actor("Lars Holm", "person", office="President", country="NO")),
    (actor("Mohammed Sharif", "person"), actor("Muhamad Shareef", "person")),
    (actor("Oleksandr Zelensky", "person"), actor("Oleksandr Zelenskyy", "person")),
    (actor("Harbour Workers Union", forms=("HWU",)), actor("HWU")),
    (actor("Lake Province Resistance Front"), actor("LPRF")),
    (actor("Orla Copper Company"), actor("Orla Copper")),
    (actor("Ministry of Ports"), actor("Ports Ministry")),
    (actor("Harbour Workers' Union"), actor("the Harbour Workers Union")),
    (actor("U.S. officials", "group", country="US", why=NO_NAME), actor("US officials", "group", country="US", why=NO_NAME)),
]  # fmt: skip

APART = [
    (actor("Ministry of the Interior"), actor("Interior Ministry")),  # of which state?
    (actor("Islamic State", "armed group", known="islamic-state"), actor("al-Qaeda in Iraq", "armed group", known="al-qaeda-in-iraq")),
    (actor("Georgia", "state", known="GE"), actor("Georgia", "place-as-actor")),
    (actor("James Holm", "person"), actor("John Holm", "person")),
    (actor("J. Holm", "person"), actor("John Holm", "person")),
    (actor("Holm", "person", office="judge"), actor("Lars Holm", "person", office="President")),
    (actor("Holm", "person", country="NO"), actor("Lars Holm", "person", country="SE")),
    (actor("Holm", "person"), actor("Holm", "person")),
    (actor("Peter Jonas", "person"), actor("Peter Jones", "person")),
    (actor("Marie Lefevre", "person"), actor("Maria Lefevre", "person")),
    (actor("Holm", "person", office="President", country="NO"), actor("Lars Holm", "person", office="President", country="SE")),
    (actor("Leila Abdullah", "person"), actor("Haider al-Abadi", "person")),
    (actor("Palm Desert Fire", forms=("PDF",)), actor("Peace and Development Fund", forms=("PDF",))),
    (actor("Orla Company"), actor("Orla")),
    (actor("Orla Copper Company"), actor("Orla Copper Union")),
    (actor("National Guard", country="KE"), actor("National Guard", country="UG")),
    (actor("residents", "group", why=NO_NAME), actor("residents", "group", why=NO_NAME)),
    (actor("gunman", "unidentified", country="KE", why=NO_NAME), actor("gunman", "unidentified", country="KE", why=NO_NAME)),
    (actor("U.S. officials", "group", country="US", why=NO_NAME), actor("U.S. commanders", "group", country="US", why=NO_NAME)),
    (actor("Holm", "person"), actor("Holm", "organisation")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_actor(one: Actor, other: Actor) -> None:
    assert same_actor(one, other)
    assert same_actor(other, one)
    assert set(merge_keys(one)) & set(merge_keys(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_actors(one: Actor, other: Actor) -> None:
    assert same_actor(one, other) is None
    assert same_actor(other, one) is None


def test_whatever_is_one_shares_a_key() -> None:
    everyone = [actor for pair in (*SAME, *APART) for actor in pair]
    for one in everyone:
        for other in everyone:
            if same_actor(one, other) is not None:
                assert set(merge_keys(one)) & set(merge_keys(other)), (one.name, other.name)
