"""Headlines in title case, whose verbs the reader takes for names or nouns ("Bishops Back Farmers in Land Fight").

Where such a line has no verb that tells of an event, its words are matched one after another, without the tree: the
trigger is a codebook verb in the present tense, what must stand with it stands behind it, before the next preposition
or anywhere, as its kind asks. Who acts stands before it, who is acted on behind.
"""

from __future__ import annotations

from dateline.events.cast import Cast
from dateline.events.codebook import NOTHING, PARTICLES, Codebook, Pattern
from dateline.events.matching import ADVERBS, HEADLINE_NOUNS
from dateline.events.triggers import Trigger
from dateline.model.account import Status
from dateline.model.reading import Reading

_SHARE = 0.6
"""Share of the longer words that begin with a capital in a line that counts as title case."""
_LONG = 4
_REACH = 6
"""Words behind the verb in which what it needs is looked for."""
_AHEAD: dict[str, Status] = {
    "to": "planned",
    "will": "planned",
    "may": "possible",
    "might": "possible",
    "could": "possible",
}
_TAGS = frozenset(("NOUN", "PROPN", "VERB", "ADV", "ADJ", "ADP"))
_LAST = frozenset(".?!")


def add_flat_triggers(reading: Reading, codebook: Codebook, cast: Cast, found: list[Trigger]) -> list[Trigger]:
    """The triggers, with those added that only a flat reading of title-case lines shows; in order."""
    taken: dict[int, list[Trigger]] = {}
    for trigger in found:
        taken.setdefault(reading.sentence_of[trigger.word], []).append(trigger)
    added: list[Trigger] = []
    for number, first in enumerate(reading.sentences):
        end = reading.sentences[number + 1] if number + 1 < len(reading.sentences) else len(reading)
        if end - first < 3 or end - first > 30 or not _title_case(reading, first, end):
            continue
        own = taken.get(number, [])
        verbs = [trigger.word for trigger in own if reading.upos[trigger.word] == "VERB"]
        flat = _first_verb(reading, codebook, cast, first, min(verbs, default=end))
        if flat is not None:
            added.append(flat)
    if not added:
        return found
    words = {trigger.word for trigger in added}
    for flat in added:  # what only completes it ("Freeze Aid") tells of nothing by itself
        end = min(flat.word + 1 + _REACH, len(reading))
        words.update(word for word in _object(reading, flat.word, end) if _completes(reading, codebook, flat, word))
    kept = [trigger for trigger in found if trigger.word not in words]
    return sorted([*kept, *added], key=lambda trigger: trigger.word)


def _completes(reading: Reading, codebook: Codebook, flat: Trigger, word: int) -> bool:
    lemma = reading.lemmas[word].lower()
    return any(
        lemma == companion or (companion.startswith("{") and lemma in codebook.classes.get(companion[1:-1], ()))
        for companion in flat.pattern.words
    )


def in_title_case(reading: Reading, number: int) -> bool:
    """Whether the sentence with this number is a line in title case."""
    end = reading.sentences[number + 1] if number + 1 < len(reading.sentences) else len(reading)
    return _title_case(reading, reading.sentences[number], end)


def _title_case(reading: Reading, first: int, end: int) -> bool:
    words = reading.words[first:end]
    long = [word for word in words if len(word) >= _LONG and word[0].isalpha()]
    return len(long) > 1 and words[-1] not in _LAST and sum(word[0].isupper() for word in long) >= _SHARE * len(long)


def _first_verb(reading: Reading, codebook: Codebook, cast: Cast, first: int, end: int) -> Trigger | None:
    for word in range(first + 1, end):
        if reading.upos[word] not in _TAGS or not _may_be_verb(reading, word):
            continue
        for lemma in _base_forms(reading.words[word].lower()):
            for pattern in codebook.verbs.get(lemma, ()):
                if pattern.type != NOTHING and _fits(reading, codebook, cast, first, word, pattern):
                    return Trigger(word, pattern, flat=True)
    return None


def _may_be_verb(reading: Reading, word: int) -> bool:
    """Whether a subject may end right before the word and an object begin behind it."""
    before = reading.upos[word - 1]
    name = reading.name_at.get(word)
    if name is not None and name.first < word and name.last > word:
        return False
    if before not in ("NOUN", "PROPN", "PRON", "NUM", "PART", "AUX", "PUNCT"):
        return False
    previous = reading.words[word - 1].lower()
    if reading.words[word].lower().endswith("s"):
        return True
    return previous in _AHEAD or previous.endswith("s") or previous in HEADLINE_NOUNS


def _base_forms(word: str) -> tuple[str, ...]:
    """The base forms that a word in the present tense may have."""
    if word.endswith("ies"):
        return (word[:-3] + "y", word)
    if word.endswith("es"):
        return (word[:-1], word[:-2], word)
    return (word[:-1], word) if word.endswith("s") else (word,)


def _fits(reading: Reading, codebook: Codebook, cast: Cast, first: int, verb: int, pattern: Pattern) -> bool:
    end = min(verb + 1 + _REACH, len(reading))
    behind = [reading.lemmas[word].lower() for word in range(verb + 1, end)]
    if not behind and not pattern.words:
        return pattern.type not in ("SANCTION", "AID", "ASSAULT")
    for companion in pattern.words:
        if companion.startswith("~"):
            classed = codebook.classes[companion[1:]]
            if not any(reading.lemmas[word].lower() in classed for word in range(first, end)):
                return False
        elif companion.startswith("<"):
            classed = codebook.classes[companion[1:]]
            if not any(reading.lemmas[word].lower() in classed for word in range(first, verb)):
                return False
        elif companion.startswith("{"):
            name = companion[1:-1]
            if not any(_is_of(reading, codebook, cast, word, name) for word in _object(reading, verb, end)):
                return False
        elif companion not in behind[: 2 if companion in ADVERBS else 4 if companion in PARTICLES else _REACH]:
            return False
    return True


def _object(reading: Reading, verb: int, end: int) -> list[int]:
    """The words behind the verb up to the next preposition, those behind "of" included."""
    found = []
    for word in range(verb + 1, end):
        if reading.upos[word] == "ADP" and reading.lemmas[word].lower() != "of" and word > verb + 1:
            break
        found.append(word)
    return found


def _is_of(reading: Reading, codebook: Codebook, cast: Cast, word: int, name: str) -> bool:
    if name == "place":
        known = reading.name_at.get(word)
        return known is not None and known.type == "LOC"
    if name == "actor":
        return cast.inside(word) is not None
    return reading.lemmas[word].lower() in codebook.classes[name]


def flat_status(reading: Reading, word: int) -> Status | None:
    """The status that the word right before a flat trigger gives it ("to Meet", "May Quit"), or None."""
    return _AHEAD.get(reading.words[word - 1].lower()) if word > 0 else None


def flat_roles(reading: Reading, cast: Cast, word: int) -> tuple[list[int], list[int]]:
    """Who stands before a flat trigger and who behind it, in its line."""
    number = reading.sentence_of[word]
    first = reading.sentences[number]
    end = reading.sentences[number + 1] if number + 1 < len(reading.sentences) else len(reading)
    before = [actor for actor in (cast.inside(one) for one in range(first, word)) if actor is not None]
    behind: list[int] = []
    for one in range(word + 1, end):
        actor = cast.inside(one)
        if actor is not None:
            behind.append(actor)
        elif behind and reading.upos[one] in ("ADP", "SCONJ", "PUNCT"):
            break
    actors = list(dict.fromkeys(before))
    return actors, [actor for actor in dict.fromkeys(behind) if actor not in actors]
