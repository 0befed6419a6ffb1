"""Which actor stands at a word: mentions matched to words and spans, for every room that needs to know who."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dateline.model.account import Actor
from dateline.model.reading import Reading
from dateline.model.spans import Span

_NO_HEADS = frozenset({"PUNCT", "DET", "ADP", "CCONJ", "SCONJ"})


def words_of_span(reading: Reading, span: Span) -> tuple[int, int] | None:
    """First and last word that the span shares a character with; None where it touches none."""
    first = bisect_right(reading.ends, span.start)
    last = bisect_left(reading.starts, span.end) - 1
    return (first, last) if first <= last else None


def mention_heads(reading: Reading, actors: Sequence[Actor]) -> dict[int, int]:
    """Index of the actor for each word that heads one of its mentions.

    Heads of a mention are its words whose own head lies outside it: one in a good tree, more in a broken one. Where
    mentions of several actors have one head, the shortest mention counts ("ORF" in "ORF spokesman Adoum Tahir").
    """
    found: dict[int, tuple[int, int]] = {}
    for index, actor in enumerate(actors):
        for span in actor.mentions:
            words = words_of_span(reading, span)
            if words is None:
                continue
            first, last = words
            length = span.end - span.start
            if reading.starts[first] < span.start or reading.ends[last] > span.end:
                length = reading.ends[last] - reading.starts[first]
            for word in range(first, last + 1):
                if first <= reading.heads[word] <= last or (first < last and reading.upos[word] in _NO_HEADS):
                    continue
                if word not in found or length < found[word][0]:
                    found[word] = (length, index)
    return {word: index for word, (_, index) in found.items()}


def actor_of_span(actors: Sequence[Actor], span: Span) -> int | None:
    """The actor whose mention matches a span best: the largest share of the two taken together; None without overlap.

    Of equals, the actor that comes first.
    """
    best, found = 0.0, None
    for index, actor in enumerate(actors):
        for mention in actor.mentions:
            shared = min(mention.end, span.end) - max(mention.start, span.start)
            if shared <= 0:
                continue
            share = shared / (max(mention.end, span.end) - min(mention.start, span.start))
            if share > best:
                best, found = share, index
    return found
