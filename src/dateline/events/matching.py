"""Matching: whether a word, with what stands around it, fits a pattern of the codebook."""

from __future__ import annotations

from dateline.events.cast import Cast
from dateline.events.codebook import NOTHING, PARTICLES, Codebook, Pattern
from dateline.model.reading import Reading

MODIFIED = frozenset(("compound", "amod", "nmod:desc", "nmod:unmarked", "nmod"))
"""Relations by which a word before a noun belongs to it."""
_GOVERNED = frozenset(("obl", "obj", "xcomp", "advcl", "nmod", "obl:agent", "advmod"))
_MEASURES = frozenset((
    "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "score", "scores", "number", "group", "lot",
    "couple", "handful", "majority", "most", "some", "all", "half", "many", "several", "percent", "%", "million",
    "total", "rest", "part", "each", "both", "any", "crowd", "series",
))  # fmt: skip
_ASIDE = frozenset(("nsubj", "conj", "punct", "mark"))  # what stands with a verb and completes it in no way
ADVERBS = frozenset("in up off down away back aside".split())  # "gave in", not "gave money in spring"
_PREPOSITIONS = PARTICLES - ADVERBS
HEADLINE_NOUNS = frozenset(
    "police people men women children family government army military navy militia troops public opposition staff "
    "media press jury".split()
)
"""Nouns that take a verb without -s in a headline."""
_RELATIVE = frozenset(("that", "which", "who", "whom"))
_OFTEN = 2  # sentences that speak of something before the report is taken to be about it


def match(reading: Reading, codebook: Codebook, cast: Cast, word: int) -> Pattern | None:
    """The most particular pattern that fits this word, or None; also None where that one says it is no event."""
    pattern = _best(reading, codebook, cast, word)
    if pattern is None or pattern.type == NOTHING or _is_empty(reading, codebook, word):
        return None
    if reading.upos[word] != "VERB" or codebook.types[pattern.type].things:
        return pattern
    return None if _idle(reading, codebook, cast, word) else pattern


def _is_empty(reading: Reading, codebook: Codebook, word: int) -> bool:
    """Whether the reader gives the word a sense in which it tells of no event; not with "to …" ("asked to leave")."""
    frame = reading.frame_at.get(word)
    if frame is None or frame.sense not in codebook.empty_senses:
        return False
    return not any(
        reading.labels[child] in ("xcomp", "advcl") and reading.feature(child, "VerbForm") == "Inf"
        for child in reading.children[word]
    )


def _idle(reading: Reading, codebook: Codebook, cast: Cast, verb: int) -> bool:
    """Whether a thing that does nothing is the verb's subject, or one to which nothing is done its object."""
    for child in reading.children[verb]:
        label = reading.labels[child]
        if reading.upos[child] != "NOUN":
            continue
        if label == "nsubj":
            if reading.lemmas[child].lower() in codebook.idle_subjects:
                return cast.at(child) is None
            pattern = _best(reading, codebook, cast, child)
            if pattern is not None and pattern.type == NOTHING:
                return True  # "a heart attack killed him"
        if label in ("obj", "nsubj:pass") and reading.lemmas[child].lower() in codebook.idle_objects:
            return True
    return False


def _best(reading: Reading, codebook: Codebook, cast: Cast, word: int) -> Pattern | None:
    tag, lemma = reading.upos[word], reading.lemmas[word].lower()
    if tag in ("VERB", "AUX") or (tag == "ADJ" and lemma.endswith("ed")):
        for pattern in codebook.verbs.get(lemma, ()):
            if _verb_fits(reading, codebook, cast, word, pattern):
                return pattern
    if tag == "ADJ":
        for pattern in codebook.adjectives.get(lemma, ()):
            if _verb_fits(reading, codebook, cast, word, pattern):
                return pattern
    if tag in ("NOUN", "PROPN") or (tag == "VERB" and reading.labels[word] in ("compound", "nmod")):
        joined = lemma.replace("-", "")
        for pattern in codebook.nouns.get(lemma, ()) or codebook.nouns.get(joined, ()):
            if not pattern.words or _noun_fits(reading, codebook, cast, word, pattern):
                return pattern
    return None


def _verb_fits(reading: Reading, codebook: Codebook, cast: Cast, word: int, pattern: Pattern) -> bool:
    for companion in pattern.words:
        if companion.startswith("~"):
            if not _speaks_of(reading, codebook, cast, word, companion[1:]):
                return False
        elif companion.startswith("<"):
            if not any(_in_class(reading, codebook, cast, doer, companion[1:]) for doer in _subjects(reading, word)):
                return False
        elif companion.startswith("{"):
            if not any(
                _in_class(reading, codebook, cast, target, companion[1:-1]) for target in _objects(reading, word)
            ):
                return False
        elif not _accompanied(reading, word, companion):
            return False
    return True


def _subjects(reading: Reading, verb: int) -> list[int]:
    """Who does it: subjects, agents, the subject shared with the first conjunct."""
    found = [child for child in reading.children[verb] if reading.labels[child] in ("nsubj", "obl:agent")]
    if not found and reading.labels[verb] in ("conj", "xcomp") and reading.heads[verb] >= 0:
        above = reading.heads[verb]
        found = [child for child in reading.children[above] if reading.labels[child] == "nsubj"]
    if reading.labels[verb] == "acl:relcl" and all(reading.upos[child] == "PRON" for child in found):
        found = [*found, reading.heads[verb]]  # "a report that warns"
    return found


def _objects(reading: Reading, verb: int) -> list[int]:
    """What the verb is done to: objects, passive subjects, the noun that a participle describes, obliques at last."""
    found = [child for child in reading.children[verb] if reading.labels[child] in ("obj", "nsubj:pass", "iobj")]
    if reading.labels[verb] == "acl:relcl" and any(reading.lemmas[child].lower() in _RELATIVE for child in found):
        found.append(reading.heads[verb])  # "the deal that they signed"
    if (
        reading.labels[verb] in ("acl", "amod")
        and reading.feature(verb, "VerbForm") == "Part"
        and reading.heads[verb] >= 0
    ):
        found.append(reading.heads[verb])
    if not found and reading.labels[verb] == "conj" and reading.feature(verb, "VerbForm") == "Part":
        found = [child for child in reading.children[reading.heads[verb]] if reading.labels[child] == "nsubj:pass"]
    if not found:
        found = [child for child in reading.children[verb] if reading.labels[child] in ("obl", "xcomp")]
    if not found and reading.labels[verb] == "conj":
        shared = reading.heads[verb]
        found = [child for child in reading.children[shared] if reading.labels[child] in ("obj", "nsubj:pass")]
    return [*found, *(other for child in found for other in reading.children[child] if reading.labels[other] == "conj")]


def _in_class(reading: Reading, codebook: Codebook, cast: Cast, word: int, name: str) -> bool:
    if name == "place":
        known = reading.name_at.get(word)
        return known is not None and known.type == "LOC"
    if name == "actor":
        return cast.at(word) is not None
    words = codebook.classes[name]
    if reading.lemmas[word].lower() in words:
        return True
    if reading.upos[word] == "NUM" and name in ("people", "territory"):
        return name == "people"
    if name == "people" and reading.lemmas[word].lower() not in _MEASURES:
        return False
    # "dozens of villages", "control of the city", "the last stretch of borderland"
    return any(
        reading.labels[child] == "nmod" and reading.lemmas[child].lower() in words for child in reading.children[word]
    )


def _accompanied(reading: Reading, verb: int, companion: str) -> bool:
    """Whether a particle, preposition or noun stands with the verb: as its dependent, or heading what depends on it."""
    if companion == "that":
        return any(reading.labels[child] == "ccomp" for child in reading.children[verb])
    for child in reading.children[verb]:
        if reading.lemmas[child].lower() == companion and reading.labels[child] not in _ASIDE:
            return True
        if companion in _PREPOSITIONS and reading.labels[child] in _GOVERNED:
            marker = reading.child(child, "case", "mark")
            if marker is not None and reading.lemmas[marker].lower() == companion:
                return True
        if reading.labels[child] in ("obj", "obl", "nsubj:pass") and any(
            reading.lemmas[inner].lower() == companion
            and (
                reading.labels[inner] in ("compound", "amod")
                or (reading.labels[inner] == "nmod" and reading.lemmas[child].lower() in _MEASURES)
            )
            for inner in reading.children[child]
        ):
            return True
    return False


def _speaks_of(reading: Reading, codebook: Codebook, cast: Cast, word: int, name: str) -> bool:
    """Whether the sentence has a word of this class, or the report has several."""
    sentences = cast.sentences_with(name, codebook.classes[name])
    return reading.sentence_of[word] in sentences or len(sentences) >= _OFTEN


def _noun_fits(reading: Reading, codebook: Codebook, cast: Cast, word: int, pattern: Pattern) -> bool:
    for companion in pattern.words:
        if companion.startswith("~"):
            if not _speaks_of(reading, codebook, cast, word, companion[1:]):
                return False
        elif companion in PARTICLES or companion == "of":
            if not any(
                (marker := reading.child(child, "case")) is not None and reading.lemmas[marker].lower() == companion
                for child in reading.children[word]
            ):
                return False
        elif "of" in pattern.words:
            if not any(reading.lemmas[child].lower() == companion for child in reading.children[word]):
                return False
        elif not _stands_before(reading, word, companion):
            return False
    return True


def _stands_before(reading: Reading, word: int, companion: str) -> bool:
    """Whether a modifier of the noun has this lemma, or the two words before it spell it ("cease|-|fire")."""
    for child in reading.children[word]:
        if reading.labels[child] in MODIFIED and child < word:
            if reading.lemmas[child].lower() == companion or reading.words[child].lower() == companion:
                return True
            if any(reading.lemmas[inner].lower() == companion for inner in reading.children[child]):
                return True
    before = [reading.words[index].lower() for index in range(max(0, word - 3), word)]
    return companion in before and word - 3 + before.index(companion) >= word - 2
