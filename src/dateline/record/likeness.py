"""How like two tellings are: whether they are of one event, how sure that is, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.record.actors import ActorsFound
from dateline.record.corpus import day_text
from dateline.record.places import PlacesFound
from dateline.record.same_event import tables
from dateline.record.tellings import Telling, days, interval_text
from dateline.record.words import stem

_COPIED_WORDS = 8
"""Words that a sentence must have for its standing in two reports to be no chance."""
_WEEK = 7
_HARMED = frozenset(
    stem(word) for word in "killed kills killing wounded wounding injured injuring died dead hurt".split()
)
"""What an attack does to people: told in one sentence with the attack, it is that attack."""

_FIRST = re.compile(r"\b(?:after|following|in response to|in retaliation for|before|then)\s+(?!\w+ing\b)")
"""What parts two acts of one sentence ("the clash began after troops opened fire"), but for harm and what did it."""
OF_A_DAY = frozenset(("ASSAULT", "PROTEST"))
"""Types of what happens at one place on one day."""


_BY_WHICH = frozenset(
    (
        "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "primitive", "beat",
        "crowd-control", "unconventional", "targeted",
    )
)  # fmt: skip
"""Modes of what people are killed or hurt by: a capture or a fire beside the dead is another act."""


@cache
def _go_together(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two triggers more likely than not tell one event where their reports do, as fitted on ECB+ and GVC."""
    model = tables().events
    return any(model.together_of(mine, theirs) > 0 for mine in one for theirs in other)


class Likeness:
    """Scores pairs of tellings and says why; 0 where they are not to be joined.

    A score only orders the joins: one sentence in two copies (100), one report (80 and up), one day (60 and up), times
    that fit (36 and up), no times at all (20); what agrees besides adds to it.
    """

    def __init__(self, actors: ActorsFound, places: PlacesFound, text: Sequence[int]) -> None:
        self._actors = actors
        self._places = places
        self._text = text

    def copied(self, one: Telling, other: Telling) -> bool:
        """Whether two reports that share text tell it in the same sentence, word for word but for a dateline."""
        if self._text[one.report] != self._text[other.report] or one.report == other.report:
            return False
        if one.sentence[one.offset :] != other.sentence[other.offset :]:
            return False
        before, longer = sorted((one.sentence[: one.offset], other.sentence[: other.offset]), key=len)
        dateline = longer.removesuffix(before).rstrip() if longer.endswith(before) else None
        same = dateline == "" or (dateline is not None and dateline[-1] in "-–—)")
        return same and f"{before}{one.sentence[one.offset :]}".count(" ") >= _COPIED_WORDS - 1

    def across(self, one: Telling, other: Telling) -> int:
        """How sure it is that two tellings of two reports are of one event."""
        if one.event.type != other.event.type or one.status_class != other.status_class:
            return 0
        when = days(one, other)
        lie = self._places.lie(one.place, other.place)
        if when == "apart" or lie == "apart":
            return 0
        if self.copied(one, other):
            return 100
        mode, other_mode = one.mode, other.mode
        if (mode and other_mode and mode != other_mode) or lie == "unknown":
            return 0
        who, whom = one.actors.agrees(other.actors), one.recipients.agrees(other.recipients)
        if who < 0 or whom < 0:
            return 0
        trigger = bool(one.stems & other.stems)
        alike = trigger or (mode is not None and mode == other_mode) or _go_together(one.stems, other.stems)
        if when == "same":
            return self._same_day(one, other, lie, who, whom, trigger, alike)
        if when == "overlap":
            narrow = max(one.high - one.low, other.high - other.low) < _WEEK or bool(one.rare & other.rare)
            if lie in ("same", "near") and who > 0 and narrow and (whom > 0 or trigger) and alike:
                return 40 + 2 * who + 2 * whom + trigger
            if lie == "within" and who > 0 and whom > 0 and narrow and trigger:
                return 36 + 2 * who + 2 * whom
            return 0
        return 20 if who == 2 and whom == 2 and lie == "same" and one.rare & other.rare else 0

    def _same_day(self, one: Telling, other: Telling, lie: str, who: int, whom: int, trigger: bool, alike: bool) -> int:
        score = 60 + 5 * who + 5 * whom + 4 * trigger
        if lie in ("same", "near"):
            if (who > 0 and whom > 0) or (alike and who + whom > 0):
                return score + 6
            named = one.actors or other.actors or one.recipients or other.recipients
            telling = one.rare & other.rare or one.recipients.heads & other.recipients.heads
            return score + 3 if alike and telling and not named else 0
        if lie == "within":
            return score + 3 if who > 0 and ((whom > 0 and alike) or (trigger and who == 2)) else 0
        if who > 0 and whom > 0 and alike:
            return score
        nobody = not (one.recipients or other.recipients) and one.place == other.place == -1
        return score if who == 2 and trigger and nobody else 0

    def within(self, one: Telling, other: Telling) -> int:
        """How sure it is that two tellings of one report are of one event: the sentences' own evidence."""
        if one.event.type != other.event.type or one.status_class != other.status_class:
            return 0
        mode, other_mode = one.mode, other.mode
        if (mode and other_mode and mode != other_mode) or one.event.trigger.overlaps(other.event.trigger):
            return 0
        when = days(one, other)
        lie = self._places.lie(one.place, other.place)
        if when == "apart" or lie in ("apart", "unknown"):
            return 0
        who, whom = one.actors.agrees(other.actors), one.recipients.agrees(other.recipients)
        if who < 0 or whom < 0:
            return 0
        trigger = bool(one.stems & other.stems)
        timed = one.event.when is not None and one.event.when == other.event.when
        score = 80 + 3 * trigger + 2 * who + 2 * whom + 3 * timed + 2 * (lie in ("same", "near"))
        background = one.event.background != other.event.background
        if who == 2 and whom == 2:
            if trigger:
                return score if not background or when == "same" or one.event.when == other.event.when else 0
            return score if not background and lie in ("same", "near", "open") else 0
        if one.sentence == other.sentence and who == 2 and lie in ("same", "near"):
            return score
        harm = bool(_HARMED & (one.stems | other.stems))
        if timed and self._of_one_day(one, other, lie):
            return score
        if one.sentence == other.sentence and one.event.type == "ASSAULT" and harm and lie != "within":
            return score if one.event.claim == other.event.claim else 0
        news = not background or one.event.when == other.event.when
        if trigger and news and who + whom > 0 and (who == 2 or whom == 2 or timed):
            return score if lie != "within" or timed or who == 2 else 0
        return 0

    def _of_one_day(self, one: Telling, other: Telling, lie: str) -> bool:
        """Whether two tellings that the report dates with the same words say nothing that sets them apart."""
        if one.actors.named and other.actors.named and one.actors.named != other.actors.named:
            return False  # what both sides do to each other is not what one of them does
        if not one.exact or one.event.type not in OF_A_DAY or one.event.trigger.overlaps(other.event.trigger):
            return False
        if lie == "within" and self._places.everywhere[one.place].place.kind == "country" == \
                self._places.everywhere[other.place].place.kind:  # fmt: skip
            return False
        mode = one.mode or other.mode
        harm = _HARMED & (one.stems | other.stems)
        return bool(one.stems & other.stems or (mode and one.mode == other.mode) or (mode in _BY_WHICH and harm))

    def one_after_other(self, one: Telling, other: Telling) -> bool:
        """Whether their sentence tells one as coming after the other, each with its own words."""
        if one.report != other.report or one.event.sentence.start != other.event.sentence.start:
            return False
        if one.stems & other.stems or _HARMED & (one.stems | other.stems):
            return False
        first, second = sorted((one, other), key=lambda telling: telling.offset)
        between = first.sentence[first.offset + len(first.event.trigger.text) : second.offset]
        return _FIRST.search(between) is not None

    def why(self, one: Telling, other: Telling) -> str:
        """Why the two are one event, as a sentence."""
        parts = []
        if self.copied(one, other):
            parts.append("the same sentence word for word")
        when = days(one, other)
        if when == "same":
            parts.append(f"same day ({day_text(one.low)})")
        elif when == "overlap":
            parts.append(f"times that fit ({interval_text(max(one.low, other.low), min(one.high, other.high))})")
        elif one.report == other.report:
            parts.append("same report")
        else:
            parts.append("no days that differ")
        lie = self._places.lie(one.place, other.place)
        names = [self._places.everywhere[number].place.name for number in sorted({one.place, other.place} - {-1})]
        if lie in ("same", "within") and len(names) == 1:
            parts.append(f"same place ({names[0]})")
        elif lie == "near":
            parts.append(f"places near each other ({', '.join(names)})")
        elif lie == "within":
            parts.append(f"one place within the other ({', '.join(names)})")
        for role, mine, theirs in (
            ("actors", one.actors, other.actors),
            ("recipients", one.recipients, other.recipients),
        ):
            agrees = mine.agrees(theirs)
            if agrees > 0:
                shared = [self._actors.everyone[number].name for number in sorted(mine.named & theirs.named)]
                called = f" ({', '.join(shared)})" if shared else ""
                parts.append(f"same {role}{called}" if agrees == 2 else f"{role} in common{called}")
        if one.stems & other.stems:
            parts.append(f"trigger “{min(one.event.trigger.text, other.event.trigger.text)}”")
        elif one.mode and one.mode == other.mode:
            parts.append(f"same mode ({one.mode})")
        else:
            parts.append(f"same type ({one.event.type})")
        return "merged: " + ", ".join(parts)
