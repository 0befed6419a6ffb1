"""What stands beside a number: a noun that it counts ("at 7 schools"), the end of a clause, numbers without a space."""

from __future__ import annotations

from dateline.model.reading import Reading
from dateline.times.patterns import Match

_COUNTERS = frozenset("some nearly almost over than least approximately roughly $ € £ no. # estimated only top".split())


def counts(reading: Reading, word: int) -> bool:
    """Whether the tree hangs the number on a noun that follows."""
    return reading.labels[word] == "nummod" and reading.heads[word] > word


def counts_plural(reading: Reading, at: int) -> bool:
    """Whether a number counts a noun in the plural after it ("in 2000 homes", "In May 12 soldiers were …")."""
    if at > 0 and reading.words[at - 1].lower() in _COUNTERS:
        return True
    head = reading.heads[at]
    if reading.labels[at] != "nummod" or head <= at or reading.upos[head] not in ("NOUN", "PROPN"):
        return False
    plural = reading.feature(head, "Number") == "Plur"
    defined = any(
        reading.upos[child] == "DET" or reading.labels[child] == "nmod:poss" for child in reading.children[head]
    )
    return plural and not defined


def glued(m: Match) -> bool:
    """Whether the words of a match stand without spaces between them."""
    reading = m.reading
    return all(reading.ends[at] == reading.starts[at + 1] for at in range(m.first, m.last))


def ends_clause(m: Match) -> bool:
    """Whether nothing but a mark, or the end, follows."""
    following = m.following(1)
    return following is None or m.reading.upos[following.first] in ("PUNCT", "CCONJ")
