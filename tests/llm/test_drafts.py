"""What a model's answer becomes: items on their words, and everything else refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dateline.actors import load_known
from dateline.errors import EndpointError
from dateline.events import load_codebook
from dateline.llm import Drafted, Drafter, Message
from dateline.llm.form import published_schema
from dateline.model.reading import Reading
from dateline.places import Gazetteer
from tests.llm.making import TEXT, draft, quote, report

Read = Callable[[str], Reading]
ROOT = Path(__file__).parent.parent.parent


@dataclass
class Says:
    """A completer that says what it was made with."""

    content: object
    name: str = "made at home"

    def complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        return self.content if isinstance(self.content, str) else json.dumps(self.content)


@pytest.fixture(scope="module")
def drafted(read: Read) -> Callable[[object], Drafted]:
    reading = read(TEXT)
    tables = load_codebook(), load_known(), Gazetteer.shipped()
    return lambda content: Drafter(Says(content), *tables).draft(report(), reading)


def test_a_good_draft_is_taken_whole(drafted: Callable[[object], Drafted]) -> None:
    jsonschema.validate(draft(), published_schema())
    found = drafted(draft())
    account = found.account
    assert found.refused == ()
    shelled, retaken = account.events
    assert (shelled.trigger.text, shelled.type, shelled.mode) == ("shelled", "ASSAULT", "heavy-weapons")
    assert [account.actors[index].name for index in shelled.actors] == ["Fighters of the River Front"]
    assert shelled.when is not None
    assert account.times[shelled.when].earliest == account.times[shelled.when].latest == "2031-03-04"
    assert shelled.place is not None
    assert account.places[shelled.place].country == "TD"
    assert (retaken.when, retaken.place) == (None, None)
    (claim,) = account.claims
    assert claim.direct
    assert claim.content[0].text == "“We hit  only soldiers,”"
    (figure,) = account.figures
    assert (figure.span.text, figure.value, figure.bound, figure.what) == ("at least 12", 12, "at least", "civilians")
    assert figure.event == 0


def test_every_item_says_who_drafted_it(drafted: Callable[[object], Drafted]) -> None:
    account = drafted(draft()).account
    assert account.versions["draft"].startswith("made at home, prompt 1/")
    reasons = [item.why for items in (account.actors, account.claims, account.figures) for item in items]
    reasons += [event.why[0] for event in account.events]
    assert all(why.startswith("drafted by made at home, prompt 1/") for why in reasons)
    assert len(reasons) == 8


def _event(**more: object) -> dict[str, Any]:
    return {**draft()["events"][0], **more}


LIES: list[tuple[dict[str, Any], str]] = [
    ({"events": [_event(trigger=quote("massacred"))]}, "do not stand in the report: “massacred”"),
    ({"events": [_event(type="GENOCIDE")]}, "no type “GENOCIDE”"),
    ({"events": [_event(mode="nuclear")]}, "no mode “nuclear”"),
    ({"events": [_event(status="certain")]}, "does not follow the schema"),
    ({"events": [_event(date="2031-03-04")]}, "does not follow the schema"),
    ({"events": [_event(actors=["CIA"])]}, "names “CIA”"),
    ({"events": [_event(place=quote("Paris"))]}, "do not stand in the report: “Paris”"),
    ({"events": [_event(time=quote("last year"))]}, "do not stand in the report: “last year”"),
    ({"events": [_event(), _event()]}, "in the draft already"),
    ({"actors": [{"label": "x", "kind": "person", "quotes": [quote("Napoleon")]}], "events": [], "claims": []}, "“Napoleon”"),
    ({"actors": [{"label": "x", "kind": "person", "quotes": []}], "events": [], "claims": []}, "quotes nothing"),
    ({"claims": [{"speaker": None, "cue": quote("retaken"), "content": quote("We surrender")}]}, "“We surrender”"),
    ({"figures": [{"number": quote("at least 12 civilians"), "value": 120, "unit": "killed", "event": None}]}, "say 12, the draft says 120"),
    ({"figures": [{"number": quote("civilians"), "value": 12, "unit": "killed", "event": None}]}, "no number"),
    ({"figures": [{"number": quote("2 civilians"), "value": 2, "unit": "killed", "event": None}]}, "do not stand"),
    ({"figures": [{"number": quote("at least 12 civilians"), "value": 1e400, "unit": "killed", "event": 9}]}, "does not follow|say 12"),
]  # fmt: skip


@pytest.mark.parametrize(("lie", "why"), LIES)
def test_a_lie_is_refused_by_name_and_counted(
    drafted: Callable[[object], Drafted], lie: dict[str, Any], why: str
) -> None:
    import re

    content = json.dumps(draft(**lie)).replace("Infinity", "1e400")
    found = drafted(content)
    assert len(found.refused) == 1
    assert re.search(why, str(found.refused[0]))
    assert found.account.issues == (str(found.refused[0]),)
    assert "\n" not in str(found.refused[0])


NO_DRAFTS = [
    "", "I am sorry, I can't.", "null", "[]", "{}", json.dumps(draft())[:-40], json.dumps({**draft(), "dates": []}),
    json.dumps({**draft(), "events": "none"}), "[" * 100_000, '{"actors":' * 50_000, "\ud800",
    json.dumps({"actors": [], "claims": [], "figures": [], "events": [{}] * 401}),
]  # fmt: skip


@pytest.mark.parametrize("content", NO_DRAFTS, ids=range(len(NO_DRAFTS)))
def test_what_is_no_draft_is_one_error(drafted: Callable[[object], Drafted], content: str) -> None:
    with pytest.raises(EndpointError, match="gives no draft"):
        drafted(content)


def test_a_fence_around_json_is_taken_off(drafted: Callable[[object], Drafted]) -> None:
    assert drafted(f"```json\n{json.dumps(draft())}\n```") == drafted(draft())


def test_a_day_is_never_taken_from_the_model(drafted: Callable[[object], Drafted]) -> None:
    """Words that no rule of time knows give no day, whatever the model thinks of them."""
    (event,) = drafted(draft(events=[_event(time=quote("the market of Abeche"))])).account.events
    assert event.when is None


def test_the_published_schema_is_current_and_closed() -> None:
    kept = json.loads((ROOT / "docs" / "draft.schema.json").read_text("utf-8"))
    assert kept == published_schema()
    for part in kept["$defs"].values():
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
