"""Agreement between people: alpha by hand-worked cases, units from judgements, what settles."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dateline.record import Judgement, judge
from dateline.record.agreement import Unit, agreement, alpha, units_of
from dateline.record.ledger import Ledger
from tests.record.test_record_judgements import Desk, only, raid


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([["1", "1"], ["2", "2"]], 1.0),
        ([["1", "2"], ["2", "1"]], -0.5),  # 4 values, 2 of each: Do = 1, De = 2·4/(4·3) = 2/3
        # nine units of two coders, nominal, one of them unpaired: Do = 2·2/16, De = (16² - 10² - 6²)/(16·15)
        ([["1", "1"]] * 4 + [["2", "2"]] * 2 + [["1", "2"]] * 2 + [["2"]], 1 - (4 / 16) / (120 / 240)),
        ([["1", "1", "2"], ["2", "2"]], 1 - (2 / 5) / (12 / 20)),  # three coders: a unit's pairs weigh 1/(m-1)
        ([["1", "1"]], None),
        ([["1"], ["2"]], None),
        ([], None),
        ([['["a","b"]', '["a"]'], ['["c"]', '["c"]']], 1 - (2 * 0.5 / 4) / (2 * (0.5 + 1 * 2 + 1 * 2) / 12)),
    ],
)
def test_alpha(units: list[list[str]], expected: float | None) -> None:
    assert alpha(units) == (None if expected is None else pytest.approx(expected))


class Coders(Desk):
    def says(self, who: str, item: Any, action: Any, **fields: Any) -> None:
        number = len(self.judgements) + 1
        said = judge(item, self.account, action, who=who, when=f"2031-07-01T10:00:{number:02}+00:00", **fields)
        self.judgements.append(msgspec.structs.replace(said, number=number))
        self.build()

    def units(self) -> dict[str, Unit]:
        return {unit.field: unit for unit in units_of(self.judgements, Ledger(self.ledger))}


def test_an_acceptance_gives_every_field_a_correction_one() -> None:
    desk = Coders(raid("Coast Wire"))
    event = only(desk.record.events)
    desk.says("Ada", event, "accept")
    desk.says("Ben", event, "correct", field="status", to="ongoing")
    desk.says("Ben", event, "correct", field="when", to="2031-06-01")
    units = desk.units()
    assert units["status"].values == {"Ada": '"happened"', "Ben": '"ongoing"'}
    assert not units["when"].differs  # the day alone counts, not the reason
    assert units["listed"].values == {"Ada": '"yes"', "Ben": '"yes"'}
    assert units["type"].values == {"Ada": '"ASSAULT"'}
    found = {one.field: one for one in agreement(desk.units().values())}
    assert (found["status"].units, found["status"].same, found["status"].people) == (1, 0, ("Ada", "Ben"))
    assert "type" not in found


def test_a_rejection_and_the_last_word_of_each_count() -> None:
    desk = Coders(raid("Coast Wire"))
    event = only(desk.record.events)
    desk.says("Ada", event, "reject")
    desk.says("Ben", event, "accept")
    assert desk.units()["listed"].differs
    desk.says("Ada", event, "accept")
    assert not desk.units()["listed"].differs


def test_lists_are_compared_whatever_their_order() -> None:
    desk = Coders(raid("Coast Wire"))
    event = only(desk.record.events)
    guard, front = event.actors[0], event.recipients[0]
    desk.says("Ada", event, "correct", field="actors", to=f'["{guard}","{front}"]')
    desk.says("Ben", event, "correct", field="actors", to=f'["{front}","{guard}"]')
    assert not desk.units()["actors"].differs


def test_merging_and_splitting_one_pair_differ() -> None:
    desk = Coders(raid("Coast Wire"), raid("Valley Post", day="2031-06-05"))
    one, two = desk.record.events
    desk.says("Ada", one, "merge", other=two)
    merged = only(desk.record.events)
    desk.says("Ben", merged, "split", reports=[merged.sources[0].report])
    unit = desk.units()["same"]
    assert unit.values == {"Ada": '"one"', "Ben": '"two"'}


def test_what_settles_stands_and_is_no_coding() -> None:
    desk = Coders(raid("Coast Wire"))
    event = only(desk.record.events)
    desk.says("Ada", event, "correct", field="status", to="ongoing")
    desk.says("Ben", event, "correct", field="status", to="planned")
    desk.says("Cleo", event, "correct", field="status", to="possible", settles=True)
    desk.says("Ben", event, "correct", field="status", to="denied")
    assert only(desk.record.events).status == "possible"
    unit = desk.units()["status"]
    assert (unit.values, unit.settled) == ({"Ada": '"ongoing"', "Ben": '"denied"'}, '"possible"')
    desk.says("Dora", event, "correct", field="status", to="happened", settles=True)
    assert only(desk.record.events).status == "happened"


def test_a_settled_rejection_is_not_undone_by_an_acceptance() -> None:
    desk = Coders(raid("Coast Wire"))
    event = only(desk.record.events)
    desk.says("Cleo", event, "reject", settles=True)
    assert desk.record.events == ()
    again: Judgement = msgspec.structs.replace(desk.judgements[0], number=2, action="accept", settles=False)
    desk.judgements.append(again)
    assert desk.build().events == ()
    desk.judgements.append(msgspec.structs.replace(again, number=3, settles=True))
    assert len(desk.build().events) == 1
