"""Noun phrases that describe somebody: "Kurdish fighters in the SDF", "a suicide bomber", "US-backed forces".

A phrase is found from its noun (`data/nouns.tsv`) by the words before it, not from the tree, whose subtrees are often
wrong in long news sentences; the tree is asked only whether a participle or adverb belongs to the noun.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.tables import Noun, nouns, peoples, words
from dateline.model.reading import Reading

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "any", "no", "every", "each"})
OWNING = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})
_INNER = frozenset({"ADJ", "NOUN", "PROPN"})
_JOINERS = {"of", "for", "in", "from", "with", "at", "to", "among", "within", "inside"}
_BEFORE_NUMBERS = frozenset({"other", "first", "last", "next", "remaining", "additional", "further", "final", "only"})
"""Adjectives that stand before the number: other words there belong to what comes before ("wounded three soldiers")."""
_LONGEST = 9
"""Words before the noun at most."""


@dataclass(eq=False, slots=True)
class Phrase:
    """A described actor: words `first` to `head` (its noun), and to `end` with the complement that is part of it."""

    first: int
    head: int
    noun: Noun
    det: str = ""
    count: str | None = None
    owners: list[Hit] = field(default_factory=list)
    """Names right before the noun ("SDF commanders"), nearest first."""
    possessor: Hit | None = None
    """Name before "'s" ("Iraq's forces")."""
    links: list[tuple[Hit, str]] = field(default_factory=list)
    """Names that stand behind it, and how ("US-backed", "loyal to Assad")."""
    mods: list[str] = field(default_factory=list)
    """The other words before the noun, in lower case, nearest first."""
    joint: Hit | None = None
    """The state whose own share of the noun stands before "and" ("Iraqi and Syrian forces")."""
    end: int = -1
    preposition: str = ""
    complements: list[Hit] = field(default_factory=list)

    @property
    def definite(self) -> bool:
        """Whether the report speaks of somebody that the reader knows already."""
        return self.det in DEFINITE


def find_phrases(reading: Reading, hits: list[Hit]) -> list[Phrase]:
    """Every phrase that describes somebody, in the order of their nouns; nouns inside names are left out."""
    table = nouns()
    at: dict[int, Hit] = {}
    beginning: dict[int, Hit] = {}
    for hit in hits:
        if not hit.whole_words or (hit.entry is None and reading.text[hit.start : hit.end].islower()):
            continue  # "the electoral commission" is no name, though the reader took it for one
        for word in range(hit.first, hit.last + 1):
            if word not in at or hit.last - hit.first > at[word].last - at[word].first:
                at[word] = hit
        if hit.first not in beginning or hit.last > beginning[hit.first].last:
            beginning[hit.first] = hit
    found: list[Phrase] = []
    for index, text in enumerate(reading.words):
        noun = table.get(text.lower())
        if noun is None:
            continue
        name = at.get(index)
        if name is not None and not (name.last == index and name.type == "NORP"):
            continue
        if reading.upos[index] not in ("NOUN", "PROPN") and not (
            reading.upos[index] == "ADJ" and (noun.plural or noun.sort == "force")
        ):
            continue
        first = index
        if index and index - 1 not in at:
            double = table.get(f"{reading.words[index - 1].lower()} {text.lower()}")
            if double is not None:
                noun, first = double, index - 1
        if _is_modifier(reading, index, at):
            continue
        found.append(_before(reading, first, index, noun, at))
    heads = {phrase.first: phrase for phrase in found}
    for phrase in reversed(found):
        _complement(reading, phrase, beginning, heads)
    return found


def _is_modifier(reading: Reading, index: int, at: dict[int, Hit]) -> bool:
    """Whether the noun stands before another noun that it belongs to ("police station", "government forces")."""
    after = index + 1
    if after >= len(reading):
        return False
    if reading.words[after] in HYPHENS:
        return after + 1 < len(reading) and reading.starts[after] == reading.ends[index]
    if reading.upos[after] not in ("NOUN", "PROPN"):
        return reading.upos[after] == "ADJ" and reading.labels[index] == "compound" and reading.heads[index] > after
    name = at.get(after)
    if name is not None:
        return False
    if reading.words[after].lower() in words("temporal"):
        return False
    label = reading.labels[index].partition(":")[0]
    if label in ("nsubj", "obj", "obl") and reading.heads[index] != after and reading.labels[after] in (
        "obj", "obl:unmarked", "nmod:unmarked", "appos"):  # fmt: skip
        return False
    return reading.words[after][:1].islower() or reading.words[index][:1].isupper()


def _before(reading: Reading, first: int, head: int, noun: Noun, at: dict[int, Hit]) -> Phrase:
    """The phrase of a noun with everything that stands before it."""
    phrase = Phrase(first, head, noun, end=head)
    start = reading.sentences[reading.sentence_of[head]]
    numbers, linked, temporal = words("numbers"), words("linked"), words("temporal")
    folk = peoples()
    index = first - 1
    while index >= start and head - index <= _LONGEST:
        word = reading.words[index]
        lower = word.lower()
        hit = at.get(index)
        if hit is not None:
            after = reading.words[hit.last + 1]
            if after in HYPHENS and reading.words[hit.last + 2].lower() in linked:
                phrase.links.append((hit, reading.words[hit.last + 2].lower()))
                if phrase.mods and phrase.mods[-1] == reading.words[hit.last + 2].lower():
                    phrase.mods.pop()
            elif after in HYPHENS:
                phrase.mods.append(reading.text[hit.start : hit.end].lower())
            elif hit.type == "PER" and hit.entry is None:
                break
            else:
                phrase.owners.append(hit)
            phrase.first, index = hit.first, hit.first - 1
            continue
        if lower in ("'s", "’s") or (lower in ("'", "’") and index and reading.words[index - 1].endswith("s")):
            phrase.possessor = at.get(index - 1)
            phrase.det = phrase.det or "'s"
            break
        if lower in DEFINITE or lower in INDEFINITE:
            phrase.det = lower
            break
        if lower in OWNING:
            phrase.det = lower
            phrase.first = index
            break
        if lower in numbers or reading.upos[index] == "NUM":
            if reading.words[index + 1] not in HYPHENS:
                phrase.count = word if phrase.count is None else f"{word} {phrase.count}"
            elif phrase.count is not None and reading.upos[index + 2] == "NUM":
                phrase.count = f"{word}-{phrase.count}"
            phrase.first = index
            index -= 1
            continue
        if word in HYPHENS:
            if index == start or index + 1 > head or reading.ends[index - 1] != reading.starts[index]:
                break
            index -= 1
            continue
        if (lower in temporal and reading.words[index + 1] not in HYPHENS) or lower in (
            "least",
            "most",
            "more",
            "than",
        ):
            break
        apart = reading.upos[index] in ("VERB", "NOUN", "ADJ") and lower not in _BEFORE_NUMBERS
        if apart and phrase.count is not None and reading.words[index + 1] not in HYPHENS:
            break
        if _inner(reading, index, head, bool(phrase.owners)) or reading.words[index + 1] in HYPHENS:
            if reading.upos[index] == "PUNCT":
                break
            if lower in folk and reading.words[index + 1] in HYPHENS and reading.words[index + 2].lower() in linked:
                phrase.mods.append(f"{lower}-{reading.words[index + 2].lower()}")
            else:
                phrase.mods.append(lower)
            phrase.first = index
            index -= 1
            continue
        if lower in ("and", "or") and phrase.first == index + 1 and index > start:
            other = at.get(index - 1)
            mine = at.get(index + 1)
            left = reading.words[index - 1].lower()
            if other is not None and other.is_state and "adjective" in other.parts:
                phrase.joint = other
                behind = other.first - 3
                if (
                    behind >= start
                    and reading.words[other.first - 1].lower() in linked
                    and (name := at.get(behind)) is not None
                ):
                    phrase.links.append((name, reading.words[other.first - 1].lower()))
                break
            right = reading.words[index + 1].lower()
            if mine is None and left in folk and right in folk:
                phrase.mods.append(left)
                phrase.first = index - 1
                index -= 2
                continue
        if lower == "of" and phrase.first == index + 1 and index > start and not phrase.det:
            measure = reading.words[index - 1].lower()
            if measure in words("measures") and (reading.upos[index - 1] in ("NOUN", "NUM", "ADJ", "DET", "PRON")):
                phrase.count = (
                    reading.words[index - 1]
                    if phrase.count is None
                    else f"{reading.words[index - 1]} of {phrase.count}"
                )
                phrase.first = index - 1
                break
        break
    while phrase.first < phrase.head and (
        reading.words[phrase.first] in HYPHENS or reading.words[phrase.first].lower() in ("and", "or")
    ):
        phrase.first += 1
    return phrase


def _inner(reading: Reading, index: int, head: int, owned: bool) -> bool:
    """Whether the word is one of those before a noun that belong to it."""
    upos = reading.upos[index]
    if upos == "ADJ":
        return index < reading.heads[index] <= head or reading.labels[index] not in _CLAUSES
    if upos in _INNER:
        outside = not index < reading.heads[index] <= head
        return not owned and not (outside and reading.labels[index].partition(":")[0] in _CORE)
    return _belongs(reading, index, head)


_CORE = frozenset({"nsubj", "obj", "iobj", "obl", "root", "parataxis", "conj", "appos"})
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "parataxis", "acl", "acl:relcl", "advcl"})


def _belongs(reading: Reading, index: int, head: int) -> bool:
    """Whether a participle or adverb modifies the noun or one of its modifiers."""
    upos, label = reading.upos[index], reading.labels[index]
    if upos == "VERB":
        if (
            reading.words[index - 1 : index]
            and reading.words[index - 1] in HYPHENS
            and reading.starts[index] == reading.ends[index - 1]
        ):
            return True
        return label == "amod" and index < reading.heads[index] <= head
    return upos == "ADV" and label == "advmod" and index < reading.heads[index] < head


def _complement(reading: Reading, phrase: Phrase, beginning: dict[int, Hit], phrases: dict[int, Phrase]) -> None:
    """What follows the noun and belongs to it: "in the SDF", "of Syria", "loyal to Assad", "backed by the US"."""
    index = phrase.head + 1
    count = len(reading)
    if index >= count or reading.sentence_of[index] != reading.sentence_of[phrase.head]:
        return
    word = reading.words[index].lower()
    if word in ("loyal", "allied", "aligned", "affiliated", "linked", "close", "belonging") and _at(
        reading, index + 1
    ) in ("to", "with"):
        _linked(reading, phrase, index + 2, word, beginning, phrases)
        return
    if word in words("linked") and _at(reading, index + 1) == "by":
        _linked(reading, phrase, index + 2, word, beginning, phrases)
        return
    if word not in _JOINERS:
        return
    inner = _past_links(reading, _skip(reading, index + 1), beginning)
    name = beginning.get(inner)
    other = phrases.get(inner)
    if name is None and other is not None and other.head > inner and beginning.get(other.first) is None:
        if other is phrase or word != "of" or phrase.noun.sort not in ("body", "force"):
            return
        phrase.preposition, phrase.end = word, other.end
        phrase.complements.extend(other.owners)
        phrase.mods.extend(other.mods)
        phrase.mods.append(other.noun.lemma)
        return
    if name is None:
        return
    phrase.preposition = word
    phrase.complements.append(name)
    phrase.end = _whole(reading, name)
    after = phrase.end + 1
    while after + 1 < count and reading.words[after].lower() in ("and", ",", "-", "–"):
        follower = _past_links(reading, _skip(reading, after + 1), beginning)
        more = beginning.get(follower)
        if more is None or more.type == "PER" or reading.sentence_of[follower] != reading.sentence_of[phrase.head]:
            break
        if reading.words[after] == "," or (phrase.noun.sort not in ("office", "relative") and word != "in"):
            break
        phrase.complements.append(more)
        phrase.end = _whole(reading, more)
        after = phrase.end + 1


def _linked(
    reading: Reading, phrase: Phrase, index: int, word: str, beginning: dict[int, Hit], phrases: dict[int, Phrase]
) -> None:
    inner = _skip(reading, index)
    name = beginning.get(inner)
    if name is None:
        other = phrases.get(inner)
        if other is not None:
            phrase.end = other.end
        return
    last = name
    while (
        last.last + 1 < len(reading)
        and (more := beginning.get(last.last + 1)) is not None
        and more.first == last.last + 1
    ):
        last = more
    titled = _titled(reading, last, beginning)
    phrase.links.append((titled, word))
    if titled is not name and name.is_state:
        phrase.links.append((name, word))
    phrase.end = titled.last


def _titled(reading: Reading, name: Hit, beginning: dict[int, Hit]) -> Hit:
    """The person whose title begins with the name of a state ("the Syrian President Bashar Assad")."""
    table = nouns()
    index = name.last + 1
    while index < len(reading) and index - name.last <= 4:
        other = beginning.get(index)
        if other is not None:
            return other if other.type == "PER" else name
        lower = reading.words[index].lower()
        if lower not in table and lower not in words("titles"):
            return name
        index += 1
    return name


def _past_links(reading: Reading, index: int, beginning: dict[int, Hit]) -> int:
    """Past "US-led", "anti-IS" and the like, where a name follows them; else `index`."""
    at, linked = index, words("linked")
    for _ in range(4):
        if at >= len(reading) - 3:
            return index
        hit = beginning.get(at)
        after = hit.last + 1 if hit is not None else at + 1
        if after + 2 < len(reading) and reading.words[after] in HYPHENS and reading.words[after + 1].lower() in linked:
            at = after + 2
        elif reading.words[at].lower().startswith(("anti-", "counter-", "pro-")):
            at += 1
        elif hit is not None:
            return at
        else:
            return index
    return index


def _whole(reading: Reading, name: Hit) -> int:
    """Last word of a name with what it opens: "Iraqi Kurdistan", "Iraq's northern region"."""
    index = name.last + 1
    sentence = reading.sentence_of[name.last]
    end = reading.sentences[sentence + 1] if sentence + 1 < len(reading.sentences) else len(reading)
    if index >= end:
        return name.last
    if name.is_state and "adjective" in name.parts and "name" not in name.parts:
        while index < end and reading.upos[index] in _INNER and index - name.last < 4:
            index += 1
        return index - 1
    if reading.words[index].lower() in ("'s", "’s"):
        index += 1
        last = index
        while last < end and reading.upos[last] in _INNER and last - name.last < 7:
            last += 1
        if last > index and reading.upos[last - 1] in ("NOUN", "PROPN"):
            return last - 1
    return name.last


def _skip(reading: Reading, index: int) -> int:
    """The next word that is no article, "both", possessive or direction."""
    while index < len(reading) - 1 and (
        reading.words[index].lower() in _PASSED or reading.words[index].lower() in words("directions")
    ):
        index += 1
    return index


_PASSED = frozenset({"the", "a", "an", "both", "its", "their", "his", "her"})


def _at(reading: Reading, index: int) -> str:
    return reading.words[index].lower() if index < len(reading) else ""
