"""Short forms that a report uses without explaining them: "the Alliance" after "Democratic Alliance for Renewal".

Conservative: a short form is one name's only where all of its words stand in that name and in no other before it.
"""

from __future__ import annotations

from dateline.actors.hits import Hit
from dateline.actors.tables import nouns, peoples, words
from dateline.model.reading import Reading

_LONGEST = 2
"""Words of a short form at most."""
_PARTIES = frozenset({"party", "movement", "alliance", "coalition", "list", "bloc", "union"})
"""Last words of names whose first word in the plural stands for their people ("the Greens")."""


class ShortNames:
    """The longer names of organisations in one report, by their words."""

    def __init__(self, reading: Reading, hits: list[Hit]) -> None:
        self._reading = reading
        self._names: dict[str, dict[str, tuple[int, Hit]]] = {}
        """For each word, the names that it stands in, with the end of the first mention of each."""
        for hit in hits:
            if hit.type != "ORG" or hit.is_state or not hit.whole_words or hit.last == hit.first:
                continue
            told = self._content(hit)
            text = " ".join(told)
            keys = set(told)
            if told and told[-1] in _PARTIES:
                keys.add(f"{told[0]}s")
            for word in keys if len(told) > 1 else ():
                self._names.setdefault(word, {}).setdefault(text, (hit.last, hit))

    def _content(self, hit: Hit) -> list[str]:
        """The words of a name in lower case, small ones left out."""
        small = words("small")
        told = (word.lower() for word in self._reading.words[hit.first : hit.last + 1])
        return [word for word in told if word not in small and word[:1].isalnum()]

    def long(self, hit: Hit) -> Hit | None:
        """The first mention of the one longer name that a short one can only stand for."""
        own = self._content(hit)
        if not own or len(own) > _LONGEST or not hit.whole_words:
            return None
        before = self._reading.words[hit.first - 1].lower() if hit.first else ""
        common = own[-1] in nouns() or own[-1] in peoples() or own[0].endswith("s")
        if common and before != "the" and self._reading.words[hit.first].lower() != "the":
            return None
        fitting: dict[str, Hit] | None = None
        for word in own:
            here = {text: long for text, (last, long) in self._names.get(word, {}).items() if last < hit.first}
            fitting = here if fitting is None else {text: long for text, long in fitting.items() if text in here}
        found = {text: long for text, long in (fitting or {}).items() if len(text.split()) > len(own)}
        if len(found) != 1:
            return None
        ((text, long),) = found.items()
        first = text.split()[0]
        return long if common or own[0] in (first, first + "s") else None
