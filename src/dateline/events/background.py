"""Background: whether an event is told as history rather than as the news of its report."""

from __future__ import annotations

from dateline.model.reading import Reading

_COUNTS = frozenset("number toll count total tally".split())
_HAD = frozenset(("had", "'d", "’d"))
_DATING = frozenset(("after", "since", "when", "before", "once"))


def _is_counted(reading: Reading, noun: int) -> bool:
    """Whether a noun only says what a toll is of ("the number of people killed in the flood rose"), which is news."""
    head = reading.heads[noun]
    return reading.labels[noun] == "nmod" and head >= 0 and reading.lemmas[head].lower() in _COUNTS


def is_background(reading: Reading, word: int) -> bool:
    """Whether the clause is told as history: the past perfect, or a clause that only dates or describes another."""
    if any(reading.labels[child] == "aux" and reading.words[child].lower() in _HAD for child in reading.children[word]):
        return True
    for _ in range(5):
        label = reading.labels[word]
        if label in ("acl:relcl", "acl", "amod"):
            return not _is_counted(reading, reading.heads[word])
        if label == "advcl":
            mark = reading.child(word, "mark", "advmod")
            if (
                mark is not None
                and reading.lemmas[mark].lower() == "when"
                and _sets_stage(reading, reading.heads[word])
            ):
                return False
            return mark is not None and reading.lemmas[mark].lower() in ("after", "since", "when", "before", "once")
        if reading.heads[word] < 0 or label in ("ccomp", "parataxis"):
            return False
        word = reading.heads[word]
    return False


def _sets_stage(reading: Reading, clause: int) -> bool:
    """Whether a clause only says what was going on, so that the news is behind "when" ("was at home when …")."""
    helpers = [child for child in reading.children[clause] if reading.labels[child] in ("aux", "cop")]
    past = any(reading.lemmas[one] == "be" and reading.feature(one, "Tense") == "Past" for one in helpers)
    going = reading.words[clause].endswith("ing") or any(reading.labels[one] == "cop" for one in helpers)
    return past and going
