"""A draft: one telling of an event while its parties are being found."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events.lines import TIMES
from dateline.events.roles import Roles
from dateline.events.status import Told
from dateline.events.triggers import Trigger
from dateline.model.reading import Reading

_POINTING = frozenset(("the", "this", "that", "these", "those", "both", "such"))


@dataclass(slots=True)
class Draft:
    """A trigger with its roles, its status and the claim in which it stands."""

    trigger: Trigger
    roles: Roles
    told: Told
    claim: int | None

    @property
    def type(self) -> str:
        """The type by which it is coded."""
        return self.trigger.pattern.type

    @property
    def mode(self) -> str | None:
        """The mode by which it is coded."""
        return self.trigger.pattern.mode

    def is_nominal(self, reading: Reading) -> bool:
        """Whether a noun tells of it, no verb and no light verb."""
        return self.trigger.verb is None and reading.upos[self.trigger.word] in ("NOUN", "PROPN")

    def fill_actors(self, found: list[int], why: str) -> bool:
        """Takes those as its actors who are not its recipients; whether there were any."""
        kept = [actor for actor in dict.fromkeys(found) if actor not in self.roles.recipients]
        if kept:
            self.roles.actors = kept
            self.roles.why.append(f"actor: {why}")
        return bool(kept)

    def fill_recipients(self, found: list[int], why: str) -> bool:
        """Takes those as its recipients who are not its actors; whether there were any."""
        kept = [actor for actor in dict.fromkeys(found) if actor not in self.roles.actors]
        if kept:
            self.roles.recipients = kept
            self.roles.why.append(f"recipient: {why}")
        return bool(kept)


def is_definite(reading: Reading, noun: int) -> bool:
    """Whether a noun points back to something known: "the attack", "their attack", "Sunday's attack"."""
    for child in reading.children[noun]:
        label, lemma = reading.labels[child], reading.lemmas[child].lower()
        if label in ("det", "det:predet") and lemma in _POINTING:
            return True
        if label == "nmod:poss" and (reading.upos[child] == "PRON" or lemma in TIMES):
            return True
    return False
