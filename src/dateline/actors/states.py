"""States: where their name, capital, adjective or people stands for the government, and where for a place or people."""

from __future__ import annotations

from dateline.actors.cast import Cast, Part
from dateline.actors.governments import acts
from dateline.actors.hits import HYPHENS, Hit
from dateline.actors.known import ADJECTIVE, CAPITAL, NAME, PEOPLE
from dateline.actors.tables import nouns, words
from dateline.model.reading import Reading


def state_acts(cast: Cast, hit: Hit) -> bool:
    """Whether the hit of a state is its government here; then it gets its actor."""
    reading = cast.reading
    if hit.entry is None:
        return False
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


def people_of_state(cast: Cast, hit: Hit) -> None:
    """Adds the people of a state ("all Syrians"); where they are counted ("three Syrians"), a group by itself."""
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
    """Whether "the Turks", "the French" stands for the state: with the article, and with no noun after it."""
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


def place_acts(reading: Reading, hit: Hit) -> bool:
    """Whether a place that is no state is the subject of a verb of somebody who acts."""
    if reading.text[hit.start : hit.end].lower().split()[-1] in words("geographic"):
        return False
    return civic_verb(reading, hit) != ""


def civic_verb(reading: Reading, hit: Hit) -> str:
    """The verb of a government whose subject the place is, "" without one."""
    for word in range(hit.first, hit.last + 1):
        head = reading.heads[word]
        if (
            head > hit.last
            and reading.labels[word] == "nsubj"
            and reading.lemmas[head].lower() in words("civic")
            and head - hit.last <= 4
        ):
            return reading.words[head]
    return ""
