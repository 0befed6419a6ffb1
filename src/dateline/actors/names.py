"""From hits to actors that have names: known ones, organisations of the report, states where they act."""

from __future__ import annotations

from dateline.actors.acronyms import Equation
from dateline.actors.cast import Cast, Part, name_key
from dateline.actors.governments import acts
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import ADJECTIVE, CAPITAL, NAME, PEOPLE, pieces
from dateline.actors.tables import nouns, organs_by_key, words
from dateline.model.reading import Reading

_CORPORATE = frozenset(
    {"inc", "inc.", "ltd", "ltd.", "corp", "corp.", "co", "co.", "llc", "plc", "gmbh", "sa", "ag", "lp"}
)
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "at", "de", "to"})


def with_short_forms(cast: Cast, hits: list[Hit], equations: list[Equation]) -> list[Hit]:
    """The hits with every use of a short form that the report explains; these get the long form's actor."""
    reading = cast.reading
    meant: dict[str, Part] = {}
    for equation in equations:
        part = _equated(cast, equation)
        if part is None:
            continue
        part.because(equation.reason)
        text = reading.text[equation.short.start : equation.short.end]
        meant.setdefault("".join(pieces(text)), part)
        cast.name(text, part)
    if not meant:
        return hits
    found = list(hits)
    for equation in equations:
        for hit in (equation.long, equation.short):
            if hit not in found:
                found.append(hit)
    covered: dict[int, Hit] = {}
    for hit in found:
        if hit.whole_words:
            for word in range(hit.first, hit.last + 1):
                covered[word] = hit
    for index, word in enumerate(reading.words):
        if not word[:1].isupper() or len(word) > 12:
            continue
        part = meant.get(word) or (meant.get("".join(pieces(word))) if "." in word else None)
        if part is None:
            continue
        over = covered.get(index)
        if over is not None and over.last > over.first:
            continue
        if over is None:
            over = Hit(index, index, reading.starts[index], reading.ends[index], None, frozenset(), "ORG")
            found.append(over)
        cast.of_hit[over] = part
    longer = [hit for hit in found if hit.type == "ORG" and hit.entry is None and hit.last > hit.first]
    spans = [(hit.first, hit.last) for hit in longer if any(equation.long == hit for equation in equations)]
    kept = [
        hit for hit in found
        if not any(first <= hit.first and hit.last <= last and (first, last) != (hit.first, hit.last)
                   for first, last in spans) or hit.is_state and ADJECTIVE in hit.parts
    ]  # fmt: skip
    kept.sort(key=lambda hit: (hit.start, -hit.end))
    return kept


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
    own = {piece.lower() for piece in pieces(text)} - _SMALL
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
    for hit in hits:
        if hit in cast.of_hit:
            part = cast.of_hit[hit]
            if part.kind != "person":
                _see_name(cast, part, hit)
            continue
        if hit.type == "PER" and hit.entry is None:
            continue
        if hit.is_state:
            if not _state(cast, hit):
                places.append(hit)
                _folk(cast, hit)
        elif hit.entry is not None:
            part = cast.entry(hit.entry)
            cast.of_hit[hit] = part
            _see_name(cast, part, hit)
        elif hit.type == "ORG":
            text = " ".join(reading.text[hit.start : hit.end].split())
            if _is_nobody(text):
                continue
            part = cast.named(text) or _organisation(cast, text)
            cast.of_hit[hit] = part
            _see_name(cast, part, hit)
        elif hit.type == "LOC" and _place_acts(reading, hit):
            text = " ".join(reading.text[hit.start : hit.end].split())
            part = cast.named(text)
            if part is None:
                part = cast.add(Part(text, "place-as-actor", sector="GOV"))
                part.because(f"“{text}” acts here: it is the subject of “{_verb(reading, hit)}”.")
                cast.name(text, part)
            cast.of_hit[hit] = part
            part.see_run(hit.first, hit.last, hit.start, hit.end, "name")
    return places


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
    if word in _OUTLETS and part.sector not in ("JRN", "NGO", "BUS"):
        return last
    return index


_OUTLETS = frozenset({"newspaper", "magazine", "television", "tv", "channel", "broadcaster", "website", "site", "daily", "tabloid", "weekly", "radio", "company", "firm", "charity"})  # fmt: skip


def _modifiers(cast: Cast, part: Part, first: int, last: int) -> int:
    """First word of the modifiers before a name: "US-backed", "majority-Kurdish", "its international"."""
    reading = cast.reading
    if part.kind == "state":
        return first
    start = reading.sentences[reading.sentence_of[first]]
    linked, names = words("linked"), reading.name_at
    hedges = words("hedges")
    alone = (
        last + 1 >= len(reading)
        or reading.upos[last + 1] not in ("NOUN", "PROPN")
        and reading.words[last + 1] not in HYPHENS
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
        if alone and (lower in hedges or (reading.upos[before] == "ADJ" and lower in _TELLING)):
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


_TELLING = frozenset(
    {
        "international",
        "global",
        "military",
        "sunni",
        "shiite",
        "shia",
        "kurdish",
        "rival",
        "notorious",
        "powerful",
        "deadly",
        "elite",
        "state-run",
    }
)


def _part_of_counter(reading: Reading, index: int, start: int) -> bool:
    """Whether the word continues a name that begins with "anti-" or "counter-" ("counter-Islamic State coalition")."""
    name = reading.name_at.get(index)
    first = name.first if name is not None else index
    for word in (first, first - 1):
        if word >= start and reading.words[word].lower().startswith(("anti-", "counter-")):
            return True
    return False


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


def _state(cast: Cast, hit: Hit) -> bool:
    """Whether the hit of a state is its government here; then it gets its actor."""
    reading = cast.reading
    assert hit.entry is not None  # noqa: S101  a hit of a state has its id
    part = None
    if not hit.whole_words:
        how, reason = "name", ""
    elif PEOPLE in hit.parts and _as_people(reading, hit):
        how, reason = "name", f"“{_with_article(reading, hit)}” stands for the state."
    elif hit.parts & {NAME, CAPITAL} and hit.parts & {ADJECTIVE} and _before_noun(reading, hit):
        how, reason = "adjective", ""
    elif hit.parts & {NAME, CAPITAL}:
        if not acts(reading, hit.first, hit.last):
            return False
        capital = NAME not in hit.parts
        text = reading.text[hit.start : hit.end]
        how = "name"
        reason = f"“{text}” is used for the government of {cast.known.entries[hit.entry].name}." if capital else ""
    elif ADJECTIVE in hit.parts and _before_noun(reading, hit):
        how, reason = "adjective", ""
    elif not hit.parts & {NAME, CAPITAL, ADJECTIVE, PEOPLE}:
        if _at_seat(reading, hit):
            return False
        text = reading.text[hit.start : hit.end]
        how, reason = "name", f"“{text}” is used for the government of {cast.known.entries[hit.entry].name}."
    else:
        return False
    part = cast.entry(hit.entry)
    cast.of_hit[hit] = part
    if reason:
        part.because(reason)
    else:
        part.forms.setdefault(reading.text[hit.start : hit.end], "table")
    part.see_run(hit.first, hit.last, hit.start, hit.end, how)
    return True


def _folk(cast: Cast, hit: Hit) -> None:
    """ "all Syrians", "Iraqis": the people of a state, where they are not counted."""
    reading = cast.reading
    if PEOPLE not in hit.parts or ADJECTIVE in hit.parts or hit.entry is None:
        return
    before = hit.first - 1
    word = reading.words[before].lower() if before >= 0 else ""
    if word == "of" and before > 0:
        word = reading.words[before - 1].lower()
    part = cast.entry(f"{hit.entry.lower()}.people")
    counted = word in words("numbers") or (before >= 0 and reading.upos[before] == "NUM")
    if counted and word not in ("most", "many", "all"):
        text = reading.text[hit.start : hit.end]
        last = before - 1 if reading.words[before].lower() == "of" else before
        first = last
        while first > 0 and reading.upos[first - 1] == "NUM":
            first -= 1
        part = cast.add(Part(text, "group", sector="CVL", country=part.country, noun="people"))
        part.count = " ".join(reading.words[first : last + 1])
        part.because(f"The report gives no name: “{part.count} {text}”.")
    else:
        part.forms.setdefault(reading.text[hit.start : hit.end], "organ")
    cast.of_hit[hit] = part
    part.see_run(hit.first, hit.last, hit.start, hit.end, "name")


def _at_seat(reading: Reading, hit: Hit) -> bool:
    """Whether a seat of government is the building here ("at the White House")."""
    before = hit.first - 1
    if before >= 0 and reading.words[before].lower() == "the":
        before -= 1
    if before < 0 or reading.words[before].lower() not in words("locative") | {"to"}:
        return False
    after = hit.last + 1
    return after >= len(reading) or reading.upos[after] not in ("NOUN", "PROPN")


def _with_article(reading: Reading, hit: Hit) -> str:
    text = reading.text[hit.start : hit.end]
    return f"the {text}" if hit.first and reading.words[hit.first - 1].lower() == "the" else text


def _as_people(reading: Reading, hit: Hit) -> bool:
    """Whether "the Turks", "the French" stands for the state: with the article, and nothing after it that it modifies."""
    if not hit.first or reading.words[hit.first - 1].lower() != "the":
        return False
    after = hit.last + 1
    if after >= len(reading):
        return True
    if reading.upos[after] in ("NOUN", "PROPN", "ADJ", "NUM") or reading.words[after] in HYPHENS:
        return False
    if ADJECTIVE in hit.parts and reading.words[after].lower() in ("and", "or", "'s", "’s"):
        return reading.upos[min(after + 2, len(reading) - 1)] not in ("NOUN", "PROPN")
    return reading.words[after].lower() not in ("in", "who", "living", "of", "from")


def _before_noun(reading: Reading, hit: Hit) -> bool:
    """Whether the adjective of a state stands before something that a state does or has, or who acts for it.

    Not before land, and not before people without office: "Syrian refugees" are not Syria.
    """
    after = hit.last + 1
    if after < len(reading) and reading.words[after] in HYPHENS:
        return after + 1 < len(reading) and reading.words[after + 1].lower() in words("linked")
    geographic, directions, table = words("geographic"), words("directions"), nouns()
    steps = 0
    while after < len(reading) and steps < 5:
        lower = reading.words[after].lower()
        if lower in geographic or lower in directions:
            return False
        upos = reading.upos[after]
        if upos in ("NOUN", "PROPN"):
            noun = table.get(lower)
            if noun is not None and noun.sort in ("people", "member") and noun.sector not in ("MIL", "COP"):
                return False
            name = reading.name_at.get(after)
            if name is not None and name.type == "PER":
                return steps > 0
            following = reading.upos[after + 1] if after + 1 < len(reading) else ""
            if following in ("NOUN", "PROPN") and name is None:
                after += 1
                steps += 1
                continue
            return True
        if upos not in ("ADJ", "NUM", "VERB", "ADV", "CCONJ") and lower not in HYPHENS:
            return False
        after += 1
        steps += 1
    return False


def _place_acts(reading: Reading, hit: Hit) -> bool:
    """Whether a place that is no state is the subject of a verb of somebody who acts."""
    if reading.text[hit.start : hit.end].lower().split()[-1] in words("geographic"):
        return False
    return _verb(reading, hit) != ""


_CIVIC = frozenset(
    "accuse declare ban sue demand reject vote approve condemn announce sign pledge vow refuse warn agree deny urge".split()
)
"""Verbs that only a government can be the subject of; for a city or region no others are trusted."""


def _verb(reading: Reading, hit: Hit) -> str:
    for word in range(hit.first, hit.last + 1):
        head = reading.heads[word]
        if (
            head > hit.last
            and reading.labels[word] == "nsubj"
            and reading.lemmas[head].lower() in _CIVIC
            and head - hit.last <= 4
        ):
            return reading.words[head]
    return ""
