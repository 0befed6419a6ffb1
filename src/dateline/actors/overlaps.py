"""All names of a reading: hits of the dictionary, organs and the reader's names, and which goes before which.

Hits of the dictionary go before names of the reader, the longer before the shorter; a known name inside a longer name
of the reader is dropped ("Jordan" in "Michael Jordan"), unless what is left are words like "group" or "fighters".
"""

from __future__ import annotations

from dateline.actors.dictionary import known_hits
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import ADJECTIVE, SEAT, Known
from dateline.actors.organs import organ_hits
from dateline.actors.readernames import mended_names
from dateline.actors.tables import peoples, sorts, words
from dateline.actors.tokens import tokens_of
from dateline.model.reading import Reading


def merged_hits(reading: Reading, known: Known) -> list[Hit]:
    """All hits of a reading, in order; a hit of a state may stand inside an organ's ("Iraqi" in "Iraqi army").

    Otherwise they do not overlap.
    """
    tokens = tokens_of(reading)
    dictionary = known_hits(reading, tokens, known)
    organs_found = organ_hits(reading, tokens, dictionary)
    taken: dict[int, Hit] = {}
    hits: list[Hit] = []
    for hit in sorted([*dictionary, *organs_found], key=lambda hit: (hit.first - hit.last, hit.first, hit.is_state)):
        if any(taken.get(word) is not None for word in range(hit.first, hit.last + 1)) and hit.whole_words:
            if hit.is_state and all(_is_organ(taken.get(word)) for word in range(hit.first, hit.last + 1)):
                hits.append(hit)
            continue
        hits.append(hit)
        if hit.whole_words:
            for word in range(hit.first, hit.last + 1):
                taken[word] = hit
    hits = _with_reader(reading, hits, taken)
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return hits


def _is_organ(hit: Hit | None) -> bool:
    return hit is not None and hit.entry is not None and SEAT in hit.parts and not hit.is_state


def _with_reader(reading: Reading, hits: list[Hit], taken: dict[int, Hit]) -> list[Hit]:
    """The hits with the reader's names added, where no hit of the dictionary stands in their way."""
    kinds = words("kinds")
    dropped: set[Hit] = set()
    added: list[Hit] = []
    for name in mended_names(reading):
        first, last = name.first, name.last
        inside = {taken[word] for word in range(first, last + 1) if word in taken}
        if not inside:
            added.append(_of_reader(reading, first, last, name.type))
            continue
        if any(hit.first < first or hit.last > last for hit in inside):
            continue
        rest = [
            reading.words[word].lower() for word in range(first, last + 1)
            if not any(hit.first <= word <= hit.last for hit in inside)
        ]  # fmt: skip
        if not rest or all(word in kinds or word in HYPHENS or word in (",", "and", "the") for word in rest):
            continue
        if name.type == "LOC":
            dropped.update(hit for hit in inside if hit.is_state and ADJECTIVE not in hit.parts)
            if all(hit.is_state for hit in inside):
                added.append(_of_reader(reading, first, last, name.type))
        elif name.type == "PER" or (name.type == "ORG" and _one_name(reading, first, last, inside)):
            if name.type == "PER" and any(len(hit.parts & {ADJECTIVE}) for hit in inside):
                continue
            dropped.update(hit for hit in inside if not (hit.is_state and ADJECTIVE in hit.parts) or name.type == "PER")
            added.append(_of_reader(reading, first, last, name.type))
    return [hit for hit in hits if hit not in dropped] + added


def _one_name(reading: Reading, first: int, last: int, inside: set[Hit]) -> bool:
    """Whether the reader's longer name is to be believed: all of it is written as a name.

    A title or role in it ("Pentagon spokesman John") speaks against it.
    """
    for word in range(first, last + 1):
        text = reading.words[word]
        if text[:1].islower() and text.lower() not in words("small") and text not in HYPHENS:
            return False
    for hit in inside:
        if hit.entry and not hit.is_state and hit.last == last:
            against = reading.words[first].lower().startswith(("anti-", "counter-"))
            return not against and not all(_only_describes(reading, word, inside) for word in range(first, hit.first))
    return True


def _only_describes(reading: Reading, word: int, inside: set[Hit]) -> bool:
    """Whether a word before a known name leaves it whose it is: "Iraqi", "US-backed", "terrorist", no "Ohio"."""
    text = reading.words[word]
    lower = text.lower()
    if lower in HYPHENS or text.islower() or lower in words("linked") or lower in words("hedges"):
        return True
    if lower in peoples() or lower in sorts() or lower in words("titles"):
        return True
    return any(hit.first <= word <= hit.last for hit in inside)


def _of_reader(reading: Reading, first: int, last: int, kind: str) -> Hit:
    return Hit(first, last, reading.starts[first], reading.ends[last], None, frozenset(), kind)
