"""Names found in a reading: known actors by dictionary, organs of states by pattern, and what the reader took for names.

A hit is a run of words that names somebody. Hits of the dictionary go before names of the reader, the longer before
the shorter; a known name inside a longer name of the reader is dropped ("Jordan" in "Michael Jordan"), unless what is
left are words like "group" or "fighters".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.actors.known import ADJECTIVE, BLOCKED, CAPITAL, NAME, PEOPLE, SEAT, Form, Known, fold
from dateline.actors.tables import organs, peoples, sorts, words
from dateline.model.reading import Name, Reading

HYPHENS = frozenset("-‐‑–—/")


class Hit(NamedTuple):
    """Words `first` to `last` name somebody; `start` and `end` are code points (a hit may be a part of a word)."""

    first: int
    last: int
    start: int
    end: int
    entry: str | None
    """Id of the known actor, also of a state's organ ("iq.military"); None for a name that only the reader saw."""
    parts: frozenset[str]
    """Which parts of a known name the words may be ("name", "adjective" …)."""
    type: str
    """The reader's type (PER, ORG …), "" where it saw none."""

    @property
    def is_state(self) -> bool:
        """Whether the words stand for a state."""
        return self.entry is not None and len(self.entry) == 2

    @property
    def whole_words(self) -> bool:
        """Whether the hit is no part of a word like "anti-IS"."""
        return self.type != "inside"


class Tokens(NamedTuple):
    """The words of a text as names are compared: no hyphens, dots, apostrophes, accents; parts of a word apart."""

    texts: list[str]
    lowers: list[str]
    words: list[int]
    starts: list[int]
    ends: list[int]


def tokens_of(reading: Reading) -> Tokens:
    """The tokens of a reading."""
    texts: list[str] = []
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for number, word in enumerate(reading.words):
        if word in HYPHENS or word in ("'", "’", "."):
            continue
        start = reading.starts[number]
        if word.isascii() and word.isalnum():
            texts.append(word)
            numbers.append(number)
            starts.append(start)
            ends.append(start + len(word))
            continue
        offset = 0
        for part in _cut(word):
            plain = part if part.isascii() else fold(part)
            if plain != "'s":
                plain = plain.replace("'", "").replace(".", "")
            if plain:
                texts.append(plain)
                numbers.append(number)
                starts.append(start + offset)
                ends.append(start + offset + len(part))
            offset += len(part) + 1
    return Tokens(texts, [text.lower() for text in texts], numbers, starts, ends)


def _cut(word: str) -> list[str]:
    """A word at its inner hyphens ("anti-IS")."""
    for hyphen in HYPHENS:
        if hyphen in word:
            word = word.replace(hyphen, "-")
    return word.split("-") if "-" in word else [word]


def shouted(reading: Reading) -> list[bool]:
    """For each sentence, whether it is written in capitals throughout."""
    found = []
    bounds = [*reading.sentences, len(reading)]
    for first, end in zip(bounds, bounds[1:], strict=False):
        text = reading.text[reading.starts[first] : reading.ends[end - 1]]
        found.append(text.isupper() and end - first > 1)
    return found


class _Run(NamedTuple):
    """Tokens `first` to `last` and the forms that they may be."""

    first: int
    last: int
    forms: list[Form]


def _runs(tokens: Tokens, known: Known, loud: list[bool], reading: Reading) -> Iterator[_Run]:
    """Runs of tokens that are forms of known actors: longest first, from left to right, without overlaps."""
    texts, lowers = tokens.texts, tokens.lowers
    count, position, sentence_of = len(texts), 0, reading.sentence_of
    capitals = words("capitals")
    while position < count:
        lengths = known.lengths.get(lowers[position])
        if lengths is None:
            position += 1
            continue
        for length in lengths:
            end = position + length
            if end > count:
                continue
            here = known.forms.get(lowers[position] if length == 1 else " ".join(lowers[position:end]))
            if here is None:
                continue
            sentence = sentence_of[tokens.words[position]]
            if sentence_of[tokens.words[end - 1]] != sentence:
                continue
            if length == 1 and loud[sentence] and lowers[position] in capitals:
                continue
            forms = [form for form in here if known.fits(form, texts[position:end])]
            if forms and texts[position].islower() and forms[0].weak and not _bare(tokens, position, end, reading):
                forms = []
            if forms and _ends_word(tokens, position, end):
                yield _Run(position, end - 1, forms)
                position = end - 1
                break
        position += 1


def _bare(tokens: Tokens, first: int, end: int, reading: Reading) -> bool:
    """Whether a common noun that may be a name ("coalition") stands without article "a", "of", or a telling adjective."""
    if end < len(tokens.lowers) and tokens.lowers[end] == "of":
        return False
    before = tokens.words[first] - 1
    if before < 0:
        return True
    word = reading.words[before].lower()
    if word in ("a", "an", "any", "no", "new", "own"):
        return False
    if (
        reading.upos[before] not in ("ADJ", "NOUN", "PROPN")
        or reading.sentence_of[before] != reading.sentence_of[before + 1]
    ):
        return True
    return (
        word in _ALLOWED or word in words("linked") or word.startswith(("anti-", "counter-")) or word in ("state", "is")
    )


_ALLOWED = frozenset(
    {
        "international",
        "military",
        "global",
        "multinational",
        "coordinated",
        "wider",
        "broader",
        "multi-national",
        "world",
    }
)


def _ends_word(tokens: Tokens, first: int, end: int) -> bool:
    """A name ends where a word ends ("anti-IS", never "IS-ish")."""
    return end == len(tokens.words) or tokens.words[end] != tokens.words[end - 1]


def known_hits(reading: Reading, tokens: Tokens, known: Known) -> list[Hit]:
    """Hits of the dictionary, weak forms settled."""
    runs = list(_runs(tokens, known, shouted(reading), reading))
    strong = {form.entry for run in runs for form in run.forms if not form.weak}
    hits = []
    for run in runs:
        entry = _settle(run.forms, strong, known)
        if entry is None or entry == BLOCKED:
            continue
        first, last = tokens.words[run.first], tokens.words[run.last]
        start, end = tokens.starts[run.first], tokens.ends[run.last]
        inside = start != reading.starts[first]
        parts = frozenset(form.part for form in run.forms if form.entry == entry)
        name = reading.name_at.get(first)
        kind = name.type if name is not None else ""
        hits.append(Hit(first, last, start, end, entry, parts, "inside" if inside else kind))
    return hits


def _settle(forms: list[Form], strong: set[str], known: Known) -> str | None:
    """The one entry that the forms stand for, or None."""
    sure = {form.entry for form in forms if not form.weak}
    if sure:
        return next(iter(sure)) if len(sure) == 1 else None
    entries = {form.entry for form in forms}
    for supported in (
        {entry for entry in entries if entry in strong},
        {entry for entry in entries if any(other in strong for other in known.entries[entry].context)},
    ):
        if supported:
            return next(iter(supported)) if len(supported) == 1 else None
    return None


def organ_hits(reading: Reading, tokens: Tokens, hits: list[Hit], known: Known) -> list[Hit]:
    """Organs of states: "Iraqi army", "Iraq's foreign ministry", "the parliament of Iraq"."""
    forms = organs()
    starts = _organ_lengths()
    state_ending: dict[int, Hit] = {}
    state_beginning: dict[int, Hit] = {}
    for hit in hits:
        if hit.is_state and hit.whole_words:
            state_ending[hit.last] = hit
            state_beginning[hit.first] = hit
    found = []
    lowers, numbers, count = tokens.lowers, tokens.words, len(tokens.words)
    position = 0
    while position < count:
        step = 1
        for length in starts.get(lowers[position], ()):
            end = position + length
            if end > count:
                continue
            organ = forms.get(" ".join(lowers[position:end]))
            if organ is None:
                continue
            first, last = numbers[position], numbers[end - 1]
            hit = _organ(reading, first, last, organ.key, state_ending, state_beginning)
            if hit is not None:
                found.append(hit)
                step = length
                break
        position += step
    return found


def _organ_lengths() -> dict[str, list[int]]:
    lengths: dict[str, set[int]] = {}
    for form in organs():
        parts = form.split(" ")
        lengths.setdefault(parts[0], set()).add(len(parts))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _organ(
    reading: Reading, first: int, last: int, key: str, ending: dict[int, Hit], beginning: dict[int, Hit]
) -> Hit | None:
    lower = reading.words[first : last + 1]
    plain = " ".join(word.lower() for word in lower)
    if plain in _COMMON_AS_MODIFIER and _goes_on(reading, last):
        return None
    sentence = reading.sentence_of[first]
    before = first - 1
    between = words("between")
    steps = 0
    while before >= 0 and steps < 2 and reading.words[before].lower() in between:
        before -= 1
        steps += 1
    owner = ending.get(before)
    if owner is None and before > 0 and reading.words[before].lower() in ("'s", "’s", "'", "’"):
        owner = ending.get(before - 1)
        if owner is not None and not owner.parts & {NAME, CAPITAL}:
            owner = None
    elif owner is not None and not owner.parts & {ADJECTIVE}:
        owner = None
    if owner is not None and _led_by_others(reading, owner.first) and not _OFFICIAL & {word.lower() for word in lower}:
        owner = None
    if owner is not None and owner.entry is not None and reading.sentence_of[owner.first] == sentence:
        entry = owner.entry if key == "government" else f"{owner.entry.lower()}.{key}"
        return Hit(owner.first, last, owner.start, reading.ends[last], entry, frozenset({SEAT}), "ORG")
    after = last + 1
    if after < len(reading) and reading.words[after].lower() == "of":
        after += 1
        if after < len(reading) and reading.words[after].lower() == "the":
            after += 1
        owner = beginning.get(after)
        if owner is not None and owner.entry is not None and NAME in owner.parts:
            entry = owner.entry if key == "government" else f"{owner.entry.lower()}.{key}"
            return Hit(first, owner.last, reading.starts[first], owner.end, entry, frozenset({SEAT}), "ORG")
    return None


_OFFICIAL = frozenset({"government", "army", "military", "police", "regime", "ministry", "parliament"})


def _led_by_others(reading: Reading, first: int) -> bool:
    """Whether "Kurdish-led", "US-backed" or the like stands before: whose forces these are is then not so plain."""
    return first >= 3 and reading.words[first - 1].lower() in words("linked") and reading.words[first - 2] in HYPHENS


_COMMON_AS_MODIFIER = frozenset(
    {"people", "state", "special", "public", "intelligence", "security", "aircraft", "artillery"}
)


def _goes_on(reading: Reading, last: int) -> bool:
    """Whether the noun is a modifier of the next one ("state visit")."""
    after = last + 1
    return after < len(reading) and reading.upos[after] in ("NOUN", "PROPN")


def merged_hits(reading: Reading, known: Known) -> list[Hit]:
    """All hits of a reading, in order; a hit of a state may stand inside an organ's ("Iraqi" in "Iraqi army").

    Otherwise they do not overlap.
    """
    tokens = tokens_of(reading)
    dictionary = known_hits(reading, tokens, known)
    organs_found = organ_hits(reading, tokens, dictionary, known)
    taken: dict[int, Hit] = {}
    hits: list[Hit] = []
    for hit in sorted([*dictionary, *organs_found], key=lambda hit: (hit.first - hit.last, hit.first)):
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
    for name in _joined(reading):
        first, last = name.first, name.last
        while first < last and reading.words[first].lower() in ("the", "a", "an"):
            first += 1
        while last > first and (reading.words[last].lower() in _TRAILING or reading.upos[last] == "ADP"):
            last -= 1
        if _no_name(reading, first, last):
            continue
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
    bureaus = _bureaus(reading)
    if not bureaus:
        return found
    inside = {word for first, last in bureaus for word in range(first, last + 1)}
    kept = [name for name in found if name.first not in inside and name.last not in inside]
    return sorted([*kept, *(Name(first, last, "ORG", 1.0) for first, last in bureaus)], key=lambda name: name.first)


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
        if reading.words[first].lower() not in _HOLDERS:
            continue
        while first > start and (
            (reading.words[first - 1][:1].isupper() and reading.upos[first - 1] in ("PROPN", "ADJ", "NOUN"))
            or (reading.words[first - 1] in ("'s", "’s") and first - 1 > start and reading.words[first - 2][:1].isupper()
                and reading.words[first].lower() in _HOLDERS)
        ):  # fmt: skip
            first -= 1
        found.append((first, last))
    return found


_HOLDERS = frozenset({"sheriff", "attorney", "examiner", "general", "coroner", "prosecutor", "minister", "president", "governor", "mayor", "defender", "marshal", "king", "inspector", "chief"})  # fmt: skip


_TRAILING = frozenset({"'s", "’s", "'", "’", ",", ".", "-", "and", "&", "(", "["})


def _no_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a "name" is only adjectives ("Sunni Islamic"), or a prefix on somebody else's ("anti-IS")."""
    lowers = [reading.words[word].lower() for word in range(first, last + 1)]
    if len(lowers) == 1 and lowers[0].startswith(("anti-", "counter-", "pro-", "post-", "non-", "pre-", "ex-")):
        return True
    return all(word in peoples() or word in sorts() or word in HYPHENS for word in lowers)


def _one_name(reading: Reading, first: int, last: int, inside: set[Hit]) -> bool:
    """Whether the reader's longer name is to be believed: all of it is written as a name.

    A title or role in it ("Pentagon spokesman John") speaks against it.
    """
    for word in range(first, last + 1):
        text = reading.words[word]
        if text[:1].islower() and text.lower() not in _SMALL and text not in HYPHENS:
            return False
    return not any(hit.entry and not hit.is_state and hit.last == last for hit in inside)


_SMALL = frozenset(
    {
        "of",
        "for",
        "the",
        "and",
        "in",
        "on",
        "to",
        "de",
        "du",
        "la",
        "al",
        "el",
        "'s",
        "’s",
        "&",
        "against",
        "by",
        "with",
    }
)


def _of_reader(reading: Reading, first: int, last: int, kind: str) -> Hit:
    return Hit(first, last, reading.starts[first], reading.ends[last], None, frozenset(), kind)


__all__ = ["ADJECTIVE", "CAPITAL", "NAME", "PEOPLE", "SEAT", "Hit", "merged_hits", "shouted", "tokens_of"]
