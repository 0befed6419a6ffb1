"""From hits to actors that have names: known ones, organisations of the report, states where they act."""

from __future__ import annotations

from dateline.actors.acronyms import Equation
from dateline.actors.cast import Cast, Part
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import ADJECTIVE, NAME, pieces
from dateline.actors.shortnames import ShortNames
from dateline.actors.states import civic_verb, people_of_state, place_acts, state_acts
from dateline.actors.tables import nouns, organs_by_key, words
from dateline.model.reading import Reading


def with_short_forms(cast: Cast, hits: list[Hit], equations: list[Equation]) -> list[Hit]:
    """The hits with every use of a short form that the report explains; these get the long form's actor."""
    reading = cast.reading
    meant: dict[str, Part] = {}
    explained: list[Hit] = []
    for equation in equations:
        part = _equated(cast, equation)
        if part is None:
            continue
        part.because(equation.reason)
        text = reading.text[equation.short.start : equation.short.end]
        meant.setdefault("".join(pieces(text)), part)
        cast.name(text, part)
        explained.extend((equation.long, equation.short))
    if not meant:
        return hits
    inside = {
        word: (hit.first, hit.last)
        for hit in explained
        if hit.entry is None and hit.last > hit.first
        for word in range(hit.first, hit.last + 1)
    }
    found = [
        hit for hit in dict.fromkeys([*hits, *explained])
        if inside.get(hit.first) in (None, (hit.first, hit.last)) or (hit.is_state and ADJECTIVE in hit.parts)
    ]  # fmt: skip
    found.extend(_uses(cast, found, meant))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    return found


def _uses(cast: Cast, hits: list[Hit], meant: dict[str, Part]) -> list[Hit]:
    """Gives every use of the short forms its actor; returns the hits that are new."""
    reading, new = cast.reading, []
    over = {word: hit for hit in hits if hit.whole_words for word in range(hit.first, hit.last + 1)}
    for index, text in enumerate(reading.words):
        if not text[:1].isupper() or len(text) > 12:
            continue
        part = meant.get(text) or (meant.get("".join(pieces(text))) if "." in text else None)
        if part is None:
            continue
        hit = over.get(index)
        if hit is not None and hit.last > hit.first:
            continue
        if hit is None:
            hit = Hit(index, index, reading.starts[index], reading.ends[index], None, frozenset(), "ORG")
            new.append(hit)
        cast.of_hit[hit] = part
    return new


def _equated(cast: Cast, equation: Equation) -> Part | None:
    """The actor of an explained short form."""
    long, short = equation.long, equation.short
    reading = cast.reading
    if long.entry is not None:
        if short.entry is not None and short.entry != long.entry and NAME in short.parts and long.is_state:
            return None
        part = cast.entry(long.entry)
        cast.of_hit[long] = cast.of_hit[short] = part
        return part
    text = reading.text[long.start : long.end]
    if short.entry is not None and not short.is_state and _shares_words(cast, short.entry, text):
        part = cast.entry(short.entry)
    else:
        part = cast.named(text) or _organisation(cast, text)
    cast.of_hit[long] = cast.of_hit[short] = part
    cast.name(text, part)
    return part


def _shares_words(cast: Cast, ident: str, text: str) -> bool:
    """Whether at least half of the words of `text` stand in one name of the known actor."""
    own = {piece.lower() for piece in pieces(text)} - words("small")
    entry = cast.known.entries.get(ident)
    if entry is None or not own:
        return False
    return any(
        2 * len(own & {piece.lower() for piece in pieces(form)}) >= len(own) for form in (entry.name, *entry.forms)
    )


def name_actors(cast: Cast, hits: list[Hit]) -> list[Hit]:
    """Gives every hit that acts its actor; returns hits of states that are places here."""
    reading = cast.reading
    places = []
    spelt, short = _initials(cast, hits), ShortNames(reading, hits)
    states = [hit for hit in hits if hit.is_state and hit.whole_words and hit.entry is not None]
    before, after = {hit.last: hit for hit in states}, {hit.first: hit for hit in states if NAME in hit.parts}
    for hit in hits:
        if hit in cast.of_hit:
            part = cast.of_hit[hit]
            if part.kind != "person":
                _see_name(cast, part, hit)
                _of_state(cast, part, hit, before, after)
            continue
        if hit.type == "PER" and hit.entry is None:
            continue
        if hit.is_state:
            if not state_acts(cast, hit):
                places.append(hit)
                people_of_state(cast, hit)
        elif hit.entry is not None:
            part = cast.entry(hit.entry)
            cast.of_hit[hit] = part
            _see_name(cast, part, hit)
        elif hit.type == "ORG":
            text = " ".join(reading.text[hit.start : hit.end].split())
            if _is_nobody(text):
                continue
            meant = cast.named(text) or _by_initials(cast, text, spelt)
            part = meant or _by_longer(cast, text, short.long(hit)) or _organisation(cast, text)
            cast.of_hit[hit] = part
            _see_name(cast, part, hit)
            _of_state(cast, part, hit, before, after)
        elif hit.type == "LOC" and place_acts(reading, hit):
            text = " ".join(reading.text[hit.start : hit.end].split())
            part = cast.named(text) or _place(cast, text, civic_verb(reading, hit))
            cast.of_hit[hit] = part
            part.see_run(hit.first, hit.last, hit.start, hit.end, "name")
    return places


_PUBLIC = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})


def _of_state(cast: Cast, part: Part, hit: Hit, before: dict[int, Hit], after: dict[int, Hit]) -> None:
    """Gives a public body the state whose name stands with it: "Chad's Border Agency", "the Border Agency of Chad"."""
    if part.known is not None or part.sector not in _PUBLIC or not hit.whole_words:
        return
    reading = cast.reading
    state: Hit | None = None
    last = hit.last
    if hit.first > 1 and reading.words[hit.first - 1].lower() in ("'s", "’s", "'", "’"):
        state = before.get(hit.first - 2)
    elif hit.first > 0:
        state = before.get(hit.first - 1)
        state = state if state is not None and ADJECTIVE in state.parts else None
    if state is None and hit.last + 2 < len(reading) and reading.words[hit.last + 1].lower() == "of":
        index = hit.last + 2 + (reading.words[hit.last + 2].lower() == "the")
        state = after.get(index)
        last = state.last if state is not None else last
    if state is None or state.entry is None or (part.country or state.entry) != state.entry:
        return
    behind = cast.entry(state.entry)
    part.country, part.represents = behind.country, behind
    if last > hit.last:
        part.see_run(hit.first, last, hit.start, reading.ends[last], "name")
    part.because(f"“{' '.join(reading.text[hit.start : reading.ends[last]].split())}” is a body of {behind.name}.")


def _initials(cast: Cast, hits: list[Hit]) -> dict[str, set[str]]:
    """Names of several words that only the reader saw, by their initials."""
    found: dict[str, set[str]] = {}
    for hit in hits:
        if hit.entry is None and hit.type == "ORG" and hit.last > hit.first:
            told = cast.reading.words[hit.first : hit.last + 1]
            letters = "".join(word[0] for word in told if word[0].isupper())
            found.setdefault(letters, set()).add(" ".join(cast.reading.text[hit.start : hit.end].split()))
    return found


def _by_initials(cast: Cast, text: str, spelt: dict[str, set[str]]) -> Part | None:
    """The one organisation whose initials spell a short form that the report does not explain."""
    short = text.replace(".", "")
    names = spelt.get(short, set())
    if len(short) < 2 or len(names) != 1 or not short.isupper():
        return None
    name = min(names)
    part = cast.named(name) or _organisation(cast, name)
    part.because(f"“{text}” are the initials of “{name}”, and of no other name in the report.")
    cast.name(text, part)
    return part


def _by_longer(cast: Cast, text: str, long: Hit | None) -> Part | None:
    """The organisation under whose longer name a short one was introduced."""
    part = cast.of_hit.get(long) if long is not None else None
    if part is None or part.kind not in ("organisation", "armed group"):
        return None
    part.because(f"“{text}” is short for “{part.name}”: no other name in the report has these words.")
    cast.name(text, part)
    return part


def _place(cast: Cast, text: str, verb: str) -> Part:
    """A new place that acts like a government."""
    part = cast.add(Part(text, "place-as-actor", sector="GOV"))
    part.because(f"“{text}” acts here: it is the subject of “{verb}”.")
    cast.name(text, part)
    return part


def _is_nobody(text: str) -> bool:
    """Whether what the reader took for an organisation is a thing, a day, a channel or an abbreviation."""
    lower = text.lower()
    return (
        text.islower() or len(text) < 2 or lower in words("temporal") or lower in words("platforms")
        or lower in words("abbreviations") or lower.split()[-1] in words("things")
    )  # fmt: skip


def _see_name(cast: Cast, part: Part, hit: Hit) -> None:
    """A mention under a name, with the modifiers and the word of kind that stand with it."""
    reading = cast.reading
    text = " ".join(reading.text[hit.start : hit.end].split())
    if hit.entry is not None:
        organ = "." in hit.entry and hit.entry.partition(".")[2] in organs_by_key() and not cast.known.of(text)
        part.forms.setdefault(text, "organ" if organ else "table")
    if not hit.whole_words:
        part.see_run(hit.first, hit.last, hit.start, hit.end, "name")
        return
    first, last = hit.first, hit.last
    if reading.words[first].lower() == "the" and last > first:
        first += 1
    last = _kind_word(reading, part, last)
    first = _modifiers(cast, part, first, last)
    part.see(reading, first, last, "name")


def _kind_word(reading: Reading, part: Part, last: int) -> int:
    """Past words that say what the actor is: "Islamic State militant group", "Taliban fighters"."""
    if not part.is_body or part.kind == "state":
        return last
    kinds, sorts = words("kinds"), words("hedges")
    index = last + 1
    while index < len(reading) and reading.words[index].lower() in sorts and reading.upos[index] in ("ADJ", "NOUN"):
        index += 1
    if (
        index >= len(reading)
        or reading.words[index].lower() not in kinds
        or reading.upos[index] not in ("NOUN", "PROPN")
    ):
        return last
    word = reading.words[index].lower()
    after = index + 1
    if after < len(reading):
        if reading.upos[after] in ("NOUN", "PROPN") and reading.words[after].lower() not in words("temporal"):
            joined = f"{word} {reading.words[after].lower()}"
            return after if joined in kinds else last
        if reading.words[after] in HYPHENS:
            return last
    table = nouns()
    if word in table and not table[word].plural and table[word].sort == "member":
        return last
    if word in words("outlet_kinds") and part.sector not in ("JRN", "NGO", "BUS"):
        return last
    return index


def _modifiers(cast: Cast, part: Part, first: int, last: int) -> int:
    """First word of the modifiers before a name: "US-backed", "majority-Kurdish", "its international"."""
    reading = cast.reading
    if part.kind == "state":
        return first
    start = reading.sentences[reading.sentence_of[first]]
    linked, names = words("linked"), reading.name_at
    hedges = words("hedges")
    alone = last + 1 >= len(reading) or (
        reading.upos[last + 1] not in ("NOUN", "PROPN") and reading.words[last + 1] not in HYPHENS
    )
    index = first
    while index - 1 >= start and first - index < 8:
        before = index - 1
        lower = reading.words[before].lower()
        if lower in linked and before - 2 >= start and reading.words[before - 1] in HYPHENS:
            index = before - 2
            name = names.get(index)
            while index > start and name is not None and names.get(index - 1) is name:
                index -= 1
            continue
        if reading.words[before] in HYPHENS and before - 1 >= start and reading.starts[index] == reading.ends[before]:
            if reading.words[before - 1].lower() == "majority":
                index = before - 1
                continue
            break
        if alone and (lower in hedges or (reading.upos[before] == "ADJ" and lower in words("telling"))):
            index = before
            continue
        if lower.startswith(("anti-", "counter-", "counter", "pro-")) and "-" in lower:
            index = before
            continue
        if names.get(before) is not None and _part_of_counter(reading, before, start):
            index = before
            continue
        if lower in ("its", "their") and index < first:
            index = before
        break
    return index


def _part_of_counter(reading: Reading, index: int, start: int) -> bool:
    """Whether the word continues a name that begins with "anti-" or "counter-" ("counter-Islamic State coalition")."""
    name = reading.name_at.get(index)
    first = name.first if name is not None else index
    for word in (first, first - 1):
        if word >= start and reading.words[word].lower().startswith(("anti-", "counter-")):
            return True
    return False


_ARMED_NAMES = frozenset({"liberation", "resistance", "revolutionary", "armed", "army", "brigade", "militia"})
_ARMED = frozenset({"rebel", "fighter", "insurgent", "militant", "guerrilla", "gunman", "militia", "jihadist", "armed"})


def _fights(reading: Reading) -> bool:
    """Whether the report speaks of anybody who fights without being a state's."""
    return not _ARMED.isdisjoint(lemma.lower() for lemma in reading.lemmas)


def _organisation(cast: Cast, text: str) -> Part:
    """A new organisation under its own name, with the sector that its words tell."""
    table = nouns()
    sector = None
    kind: str = "organisation"
    tokens = [token.lower() for token in text.split()]
    for size in (2, 1):
        for index in range(len(tokens) - size, -1, -1):
            noun = table.get(" ".join(tokens[index : index + size]))
            if noun is not None and noun.sort in ("body", "force"):
                sector = sector or noun.sector
    if sector == "REB" and not any(token in ("army", "brigade", "front", "militia", "battalion") for token in tokens):
        sector = None
    if sector == "REB" and "front" in tokens and not set(tokens) & _ARMED_NAMES and not _fights(cast.reading):
        sector = None  # as many fronts are parties
    if sector == "REB" or (
        sector in ("MIL", "PRM") and any(token in ("liberation", "brigade", "brigades", "militia") for token in tokens)
    ):
        kind = "armed group"
    if any(token.startswith(("sheriff", "police")) for token in tokens):
        sector = "COP"
    elif any(token.startswith(("attorney", "prosecutor", "coroner")) for token in tokens):
        sector = "JUD"
    part = cast.add(Part(text, "armed group" if kind == "armed group" else "organisation", sector=sector,
                         words=frozenset(tokens)))  # fmt: skip
    cast.name(text, part)
    return part
