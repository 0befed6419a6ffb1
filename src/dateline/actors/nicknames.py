"""Names that a report says are one person's: `Juan "Chico" Morales`, "Eduardo Pena, known as Lalo"."""

from __future__ import annotations

from dateline.actors.hits import Hit
from dateline.model.reading import Reading

_OPEN, _CLOSE = frozenset("\"“‘'"), frozenset("\"”’'")
_LONGEST = 2
"""Words of a nickname in quotation marks at most."""
_SAID = (
    ("known", "as"), ("nicknamed",), ("alias",), ("dubbed",), ("called",), ("aka",), ("a.k.a.",),
    ("better", "known", "as"), ("also", "known", "as"),
    ("known", "to", "followers", "as"), ("whose", "nickname", "is"), ("nom", "de", "guerre"),
)  # fmt: skip


def joined_nicknames(reading: Reading, hits: list[Hit]) -> tuple[list[Hit], dict[int, Hit]]:
    """The hits with names made one that a nickname in quotation marks cut in two, and the names before nicknames.

    The second by the first word of each nickname that the report gives after a name ("known as").
    """
    persons = {
        word for hit in hits if hit.type == "PER" and hit.entry is None for word in range(hit.first, hit.last + 1)
    }
    found, spans = list(hits), []
    for index in range(1, len(reading) - 3):
        if reading.words[index] not in _OPEN or not _proper(reading, index - 1) or not _proper(reading, index + 1):
            continue
        end = next((at for at in range(index + 2, min(index + 2 + _LONGEST, len(reading) - 1))
                    if reading.words[at] in _CLOSE), -1)  # fmt: skip
        if end < 0 or not _proper(reading, end + 1) or not {index - 1, end + 1} & persons:
            continue
        first, last = index - 1, end + 1
        while last + 1 in persons and last + 1 < len(reading) and _proper(reading, last + 1):
            last += 1
        while first - 1 in persons and _proper(reading, first - 1):
            first -= 1
        if reading.sentence_of[first] == reading.sentence_of[last]:
            spans.append((first, last))
    inside = {word for first, last in spans for word in range(first, last + 1)}
    if spans:
        found = [hit for hit in found if hit.type != "PER" or not {hit.first, hit.last} & inside]
    for first, last in spans:
        found.append(Hit(first, last, reading.starts[first], reading.ends[last], None, frozenset(), "PER"))
    if spans:
        found.sort(key=lambda hit: (hit.start, -hit.end))
    return found, _told(reading, found)


def _proper(reading: Reading, index: int) -> bool:
    return reading.words[index][:1].isupper() and reading.words[index].isalpha() and reading.upos[index] == "PROPN"


def _told(reading: Reading, hits: list[Hit]) -> dict[int, Hit]:
    """Persons' names by the first word of the nickname that follows them."""
    found: dict[int, Hit] = {}
    for hit in hits:
        if hit.type != "PER" or hit.entry is not None:
            continue
        index = hit.last + 1
        while index < len(reading) and reading.words[index] in (",", "(", "—", "–"):
            index += 1
        told = tuple(word.lower() for word in reading.words[index : index + 4])
        said = next((words for words in _SAID if told[: len(words)] == words), None)
        if said is None:
            continue
        index += len(said)
        while index < len(reading) - 1 and (reading.words[index] in _OPEN or reading.words[index].lower() == "the"):
            index += 1
        if index < len(reading) and reading.sentence_of[index] == reading.sentence_of[hit.first]:
            found[index] = hit
    return found
