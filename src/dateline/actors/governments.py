"""Whether a place's name stands for its government: "Turkey seized the town", "talks with Tehran", but "in Turkey".

The words next to the name count first, the tree second, because trees of news sentences are often wrong. In doubt the
name is a place.
"""

from __future__ import annotations

from dateline.actors.hits import HYPHENS
from dateline.actors.tables import nouns, words
from dateline.model.reading import Reading

_POSSESSIVE = frozenset({"'s", "’s"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_EXAMPLES = frozenset({"such as", "like"})


def acts(reading: Reading, first: int, last: int) -> bool:
    """Whether words `first` to `last`, the name of a state or capital, stand for the government."""
    after = _word(reading, last + 1)
    if after in HYPHENS and _word(reading, last + 2) in words("linked"):
        return True
    before = first - 1
    if _word(reading, before) in words("directions"):
        return False
    if after in _POSSESSIVE or (after in ("'", "’") and reading.words[last].endswith("s")):
        return _owns(reading, last + 2)
    if _follows_place(reading, first, last):
        return False
    head = _top(reading, first, last)
    before, adposition = _adposition(reading, first)
    if adposition:
        return _after(reading, adposition, before, head, last)
    label = reading.labels[head]
    if label == "conj" and reading.heads[head] >= 0:
        other = reading.heads[head]
        if other < first and reading.upos[other] == "PROPN":
            found, preposition = _adposition(reading, other)
            if preposition:
                return _after(reading, preposition, found, other, last)
            label, head = reading.labels[other], other
    governor = reading.heads[head]
    lemma = reading.lemmas[governor].lower() if governor >= 0 else ""
    if label == "nsubj" or (label == "nsubj:outer"):
        return lemma in words("agentive") and reading.upos[governor] == "VERB" and lemma not in words("stative")
    if label == "nsubj:pass":
        return lemma in words("against") or lemma in ("expect", "represent", "involve", "prepare")
    if label in ("obj", "iobj"):
        return lemma in words("against")
    if label == "obl:agent":
        return True
    return _subject_by_place(reading, first, last)


def is_place(reading: Reading, first: int, last: int) -> bool:
    """Whether a mention of a state is plainly a place: "in Iraq", "eastern Syria", "Afrin, Syria"."""
    if acts(reading, first, last):
        return False
    if _word(reading, first - 1) in words("directions") or _follows_place(reading, first, last):
        return True
    _, adposition = _adposition(reading, first)
    if adposition:
        return (
            reading.upos[last] == "PROPN"
            and _word(reading, last + 1) not in HYPHENS
            and (last + 1 >= len(reading) or reading.upos[last + 1] not in _NOMINAL)
        )
    other = reading.heads[_top(reading, first, last)]
    return (
        reading.labels[_top(reading, first, last)] == "conj"
        and 0 <= other < first
        and _adposition(reading, other)[1] != ""
    )


def _word(reading: Reading, index: int) -> str:
    return reading.words[index].lower() if 0 <= index < len(reading) else ""


def _top(reading: Reading, first: int, last: int) -> int:
    """The word of the run whose head lies outside it."""
    for word in range(last, first - 1, -1):
        if not first <= reading.heads[word] <= last:
            return word
    return last


def _owns(reading: Reading, word: int) -> bool:
    """Whether what stands after "'s" is something that a government has: its noun is no piece of land."""
    geographic, directions = words("geographic"), words("directions")
    for index in range(word, min(word + 6, len(reading))):
        text = reading.words[index].lower()
        if text in directions or text in geographic or reading.name_at.get(index, _NO).type == "LOC":
            return False
        if reading.upos[index] in _NOMINAL and (
            index + 1 >= len(reading) or (reading.upos[index + 1] not in _NOMINAL and reading.words[index + 1] != "-")
        ):
            return True
        if reading.upos[index] in ("PUNCT", "ADP", "VERB", "AUX") and text not in HYPHENS:
            return False
    return False


class _No:
    type = ""


_NO = _No()


def _follows_place(reading: Reading, first: int, last: int) -> bool:
    """Whether the name says in which country the place before it lies ("Afrin, Syria")."""
    if _word(reading, first - 1) != "," or first < 2:
        return False
    name = reading.name_at.get(first - 2)
    if name is None or name.type != "LOC":
        return False
    return _word(reading, last + 1) in (",", ".", "", ")", "”", '"', "and", "in", "on", "after", "where")


def _adposition(reading: Reading, first: int) -> tuple[int, str]:
    """Index and text of the preposition before a name, articles and adjectives passed over; (-1, "") without one."""
    index, steps = first - 1, 0
    while index >= 0 and steps < 3:
        text = reading.words[index].lower()
        if reading.upos[index] in ("ADP", "SCONJ") and text not in ("that", "as", "while", "because", "if", "after"):
            return index, text
        if text == "to" and reading.upos[first] == "PROPN":
            return index, text
        if text in ("the", "both", "either", "neither", "not", "only", "even", "-", "’", "“", '"'):
            index -= 1
            steps += 1
            continue
        break
    return -1, ""


def _after(reading: Reading, adposition: str, at: int, head: int, last: int) -> bool:
    """Whether the name stands for a government after this preposition."""
    if adposition in words("locative"):
        return False
    governors = {reading.lemmas[reading.heads[head]].lower()} if reading.heads[head] >= 0 else set()
    nearest = _content_before(reading, at)
    if nearest >= 0:
        governors |= {reading.lemmas[nearest].lower(), reading.words[nearest].lower()}
    else:
        nearest = at
    geographic = words("geographic")
    if adposition == "with":
        return not governors & geographic
    if adposition == "between":
        return bool(governors & words("relational")) or _relational_after(reading, last)
    if adposition in ("against", "by", "than", "without", "versus", "vs", "vs.", "alongside"):
        return not (adposition in ("by", "without", "than") and governors & geographic)
    if adposition == "from":
        return bool(governors & words("exchanged"))
    if adposition == "to":
        return bool(governors & (words("reaches") | words("exchanged")))
    if adposition in ("on", "upon"):
        return bool(governors & words("falls_on"))
    if adposition == "of":
        table = nouns()
        return any(word in table and table[word].sort in ("office", "force", "relative") for word in governors) or bool(
            governors & {"government", "regime", "behalf", "side", "support", "backing", "part", "people"} - {"part"}
        )
    if adposition == "for":
        table = nouns()
        return bool(governors & words("exchanged")) or any(
            word in table and table[word].sort == "office" for word in governors
        )
    return (
        adposition == "like"
        and nearest >= 0
        and reading.lemmas[nearest].lower() in ("country", "nation", "state", "ally", "power")
    )


def _relational_after(reading: Reading, last: int) -> bool:
    """Whether a noun of relation stands right after the name ("between A and B, talks …")."""
    return any(_word(reading, index) in words("relational") for index in range(last + 1, min(last + 3, len(reading))))


def _content_before(reading: Reading, at: int) -> int:
    """The noun, verb or adjective right before a preposition (or before the first of two joined names)."""
    index = at - 1
    while index >= 0 and at - index <= 4:
        if reading.upos[index] in ("NOUN", "VERB", "PROPN", "ADJ"):
            return index
        index -= 1
    return -1


def _subject_by_place(reading: Reading, first: int, last: int) -> bool:
    """Whether the name begins a clause and a verb of somebody who acts follows, whatever the tree says."""
    index = last + 1
    while index < len(reading) and reading.upos[index] in ("ADV", "AUX", "PART") and index - last <= 3:
        if reading.lemmas[index].lower() == "be" and not reading.words[index + 1 : index + 2]:
            return False
        index += 1
    if index >= len(reading) or reading.upos[index] != "VERB":
        return False
    begins = (
        reading.sentences[reading.sentence_of[first]] == first
        or reading.words[first - 1] in (",", "“", '"', ":", ";", "‘", "—", "-", "’")
        or reading.upos[first - 1] in ("SCONJ", "CCONJ")
    )
    lemma = reading.lemmas[index].lower()
    return begins and lemma in words("agentive") and lemma not in words("stative")
