"""The reader's names, mended: trimmed, joined where it cut one in two, and found again where it missed a repetition."""

from __future__ import annotations

from dateline.actors.hits import HYPHENS
from dateline.actors.tables import nouns, peoples, sorts, words
from dateline.model.reading import Name, Reading

_TRAILING = frozenset({"'s", "’s", "'", "’", ",", ".", "-", "and", "&", "(", "["})
"""What the reader sometimes leaves at the end of a name."""


def mended_names(reading: Reading) -> list[Name]:
    """The reader's names as this room uses them, in order, without overlaps."""
    found = []
    for name in _joined(reading):
        first, last = name.first, name.last
        while first < last and reading.words[first].lower() in ("the", "a", "an"):
            first += 1
        while last > first and (reading.words[last].lower() in _TRAILING or reading.upos[last] == "ADP"):
            last -= 1
        if not _no_name(reading, first, last):
            found.append(name if (first, last) == (name.first, name.last) else Name(first, last, name.type, name.score))
    bureaus = [Name(first, last, "ORG", 1.0) for first, last in _bureaus(reading)]
    inside = {word for name in bureaus for word in range(name.first, name.last + 1)}
    found = [name for name in found if name.first not in inside and name.last not in inside] + bureaus
    missed = [Name(first, last, "ORG", 1.0) for first, last in _missed(reading, found)]
    inside = {word for name in missed for word in range(name.first, name.last + 1)}
    found = [name for name in found if name.first not in inside] + missed
    found = _called(reading, found)
    found.extend(_repeated(reading, found))
    found.sort(key=lambda name: name.first)
    return found


def _missed(reading: Reading, names: list[Name]) -> list[tuple[int, int]]:
    """First and last words of names of bodies that the reader missed, told by their last word ("the Gulf Column").

    Only in running text, where a capital means a name; what the reader saw there must be a place inside it.
    """
    ends, found = words("body_names"), []
    seen = {word: name for name in names for word in range(name.first, name.last + 1)}
    for number in range(len(reading.sentences)):
        start, end = reading.sentence_bounds(number)
        if sum(reading.words[word].islower() for word in range(start, end)) < _RUNNING:
            continue
        word = start
        while word < end:
            last = word
            while last < end and (
                (reading.words[last][:1].isupper() and reading.words[last][1:].islower())
                or (last > word and _owned_by_people(reading, last, end))
            ):
                last += 1
            first, word = word, max(last, word + 1)
            if first < last and reading.words[first] in ("The", "A", "An"):
                first += 1
            last -= 1
            if last <= first or reading.words[last].lower() not in ends:
                continue
            before = reading.words[first - 1].lower() if first > start else ""
            if first == start or (before != "the" and not before.islower()):
                continue
            over = {seen[inner] for inner in range(first, last + 1) if inner in seen}
            owned = any(_owned_by_people(reading, inner, end) for inner in range(first + 1, last))
            if all((name.type == "LOC" or owned) and first <= name.first and name.last <= last for name in over):
                found.append((first, last))
    return found


def _owned_by_people(reading: Reading, word: int, end: int) -> bool:
    """Whether a genitive mark stands inside a name ("the Halmar People's Council", "Dock Workers' Union")."""
    return (
        reading.words[word] in ("'s", "’s", "'", "’")
        and reading.words[word - 1].lower() in _PEOPLE
        and word + 1 < end
        and reading.words[word + 1][:1].isupper()
    )


def _called(reading: Reading, names: list[Name]) -> list[Name]:
    """The names, those for bodies that the report itself calls so ("Vanter, a mining company,"), whatever was seen."""
    bodies: set[str] = set()

    def text(name: Name) -> str:
        return reading.text[reading.starts[name.first] : reading.ends[name.last]]

    for name in names:
        if name.type in ("LOC", "PER", "MISC") and _is_called_body(reading, name):
            bodies.add(text(name))
    return [
        Name(name.first, name.last, "ORG", name.score) if name.type != "ORG" and text(name) in bodies else name
        for name in names
    ]


def _is_called_body(reading: Reading, name: Name) -> bool:
    """Whether a name stands beside a noun for a body: "Vanter, a mining company", "a rival gang, Los Reyes"."""
    comma = name.first - 2 if _at(reading, name.first - 1) == "the" else name.first - 1
    closed = _at(reading, name.last + 1) in (",", ".", "of", "–", "—")
    if name.type != "PER" and comma > 0 and closed and _at(reading, comma) == ",":
        noun = nouns().get(reading.words[comma - 1].lower())
        if noun is not None and noun.sort in ("body", "force") and not noun.plural and name.first < name.last:
            return True
    index = name.last + 1
    if _at(reading, index) != "," or _at(reading, index + 1) not in ("a", "an"):
        return False
    for word in range(index + 2, min(index + 7, len(reading))):
        noun = nouns().get(reading.words[word].lower())
        if reading.upos[word] not in ("NOUN", "ADJ", "PROPN", "VERB") and reading.words[word] not in HYPHENS:
            return False
        following = reading.upos[word + 1] if word + 1 < len(reading) else "PUNCT"
        if following not in ("NOUN", "PROPN", "ADJ"):
            return noun is not None and noun.sort in ("body", "force")
    return False


_PEOPLE = frozenset(
    "people peoples women men children workers farmers teachers students citizens soldiers nurses miners fishermen "
    "drivers mothers veterans peasants doctors journalists writers youth".split()
)
"""Those whose names bodies carry."""
_TELLING = 5
"""Letters of a name of one word that is found again by itself."""
_RUNNING = 4
"""Words without capitals that a sentence of running text has at least."""


def _repeated(reading: Reading, names: list[Name]) -> list[Name]:
    """Other places of the names that the reader saw somewhere: of several words, or of one that is no common word.

    A shorter name in such a place ("Syria" of "Syria Direct") goes.
    """
    forms: dict[str, dict[tuple[str, ...], Name]] = {}
    covered: dict[int, Name] = {}
    for name in names:
        for word in range(name.first, name.last + 1):
            covered[word] = name
        alone = (
            name.type == "ORG" and len(reading.words[name.first]) >= _TELLING and reading.words[name.first].istitle()
        )
        if name.type in ("ORG", "PER") and (name.first < name.last or alone):
            form = tuple(reading.words[name.first : name.last + 1])
            forms.setdefault(form[0], {}).setdefault(form, name)
    new: list[Name] = []
    taken: set[int] = set()
    for index, text in enumerate(reading.words):
        for form, name in forms.get(text, {}).items():
            last = index + len(form) - 1
            if tuple(reading.words[index : last + 1]) != form or index in taken:
                continue
            if len(form) == 1 and (index in covered or reading.upos[index] != "PROPN"):
                continue
            over = {id(covered[word]): covered[word] for word in range(index, last + 1) if word in covered}
            if all(index <= other.first and other.last <= last and other.last - other.first < last - index
                   for other in over.values()):  # fmt: skip
                new.append(Name(index, last, name.type, name.score))
                taken.update(range(index, last + 1))
    if new:
        names[:] = [name for name in names if name.first not in taken]
    return new


def _joined(reading: Reading) -> list[Name]:
    """The reader's names; two names of organisations with nothing between them are one that it cut in two."""
    found: list[Name] = []
    for name in reading.names:
        before = found[-1] if found else None
        if (
            before is not None
            and before.type == name.type == "ORG"
            and before.last + 1 == name.first
            and (reading.sentence_of[before.first] == reading.sentence_of[name.first])
        ):
            found[-1] = Name(before.first, name.last, "ORG", min(before.score, name.score))
        else:
            found.append(name)
    return found


def _bureaus(reading: Reading) -> list[tuple[int, int]]:
    """First and last words of names like "Wake County Sheriff's Office", which the reader often cuts at the "'s"."""
    ends, found = words("bureaus"), []
    for index, word in enumerate(reading.words):
        if word not in ("'s", "’s") or index + 1 >= len(reading) or index == 0:
            continue
        last = index + 1
        if not (reading.words[last][:1].isupper() and reading.words[last].lower() in ends):
            continue
        first, start = index - 1, reading.sentences[reading.sentence_of[index]]
        if reading.words[first].lower() not in words("holders"):
            continue
        while first > start and _before_bureau(reading, first, start):
            first -= 1
        found.append((first, last))
    return found


def _before_bureau(reading: Reading, first: int, start: int) -> bool:
    """Whether the word before `first` belongs to the name of a bureau: a name's word, or "'s" after one."""
    before = first - 1
    if reading.words[before] in ("'s", "’s"):
        return (
            before > start
            and reading.words[before - 1][:1].isupper()
            and reading.words[first].lower() in words("holders")
        )
    return reading.words[before][:1].isupper() and reading.upos[before] in ("PROPN", "ADJ", "NOUN")


def _no_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a "name" is a role ("Fighters"), a portfolio ("Labour" Minister), only adjectives, or only a prefix."""
    lowers = [reading.words[word].lower() for word in range(first, last + 1)]
    if len(lowers) == 1 and lowers[0].startswith(("anti-", "counter-", "pro-", "post-", "non-", "pre-", "ex-")):
        return True
    noun = nouns().get(lowers[0])
    if len(lowers) == 1 and noun is not None and noun.sort != "body":
        return True
    if len(lowers) == 1 and _at(reading, last + 1) in ("minister", "secretary", "ministers"):
        return True
    begins = first == reading.sentence_bounds(reading.sentence_of[first])[0]
    rest = reading.words[first + 1 : last + 1]
    if begins and rest and all(word.islower() for word in rest) and lowers[0] in sorts() and lowers[-1] in nouns():
        return True  # "Rebel front frees six": the capital is the sentence's
    return all(word in peoples() or word in sorts() or word in HYPHENS for word in lowers)


def _at(reading: Reading, index: int) -> str:
    return reading.words[index].lower() if index < len(reading) else ""
