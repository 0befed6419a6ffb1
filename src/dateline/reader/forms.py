"""Names over a whole report: what it calls by one form is one name of one type, wherever it stands.

A form keeps its type through a report: where the model gives it several, the one it is surest of over all places
wins. A word that ends a person's full name in the report is that person, not the place of the same name; a short word
in capitals that is no part of a person's name stands for an organisation. A form that the model is sure of in one place
is a name in the others too. Where sentences begin with capitals, so do names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dateline.model.reading import Name

_PLACING = frozenset(("in", "near"))
_PLACED = 3.0  # how much more a place behind "in" tells of its form than a name that stands elsewhere
_WRITTEN = 0.9  # share of sentences that begin with a capital, from which a text is taken to write names with them
_KNOWN = 0.9  # how sure the model must be of a form in one place, that it is a name in the others
_SHARE = 0.3  # share of its places in which the model must find it
_SPREAD = 0.6  # the score of a name that is known from other places only
_LETTERS = range(3, 6)  # of a short form; two letters are initials more often
_LONGEST = 4  # words of a form that is looked for elsewhere
_NEAR = 4  # words around a short form, among which other capitals say that the line is written in them


def settled(names: list[Name], words: list[str], starts: Iterable[int]) -> list[Name]:
    """The names of one report: `starts` has the first word of each sentence."""
    opening = [words[word] for word in starts if words[word][0].isalpha()]
    if sum(word[0].isupper() for word in opening) >= _WRITTEN * len(opening) > 0:
        names = [name for name in names if _is_written_as_one(words[name.first : name.last + 1])]
    return _spread(_of_one_type(names, words), words)


def _is_written_as_one(words: Sequence[str]) -> bool:
    return any(not letter.isascii() or letter.isupper() or letter.isdigit() for word in words for letter in word)


def _of_one_type(names: list[Name], words: list[str]) -> list[Name]:
    """Each form under one type."""
    forms = [" ".join(words[name.first : name.last + 1]) for name in names]
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surnames: dict[str, float] = defaultdict(float)
    for name, form in zip(names, forms, strict=True):
        placed = name.type == "LOC" and name.first > 0 and words[name.first - 1].lower() in _PLACING
        votes[form][name.type] += name.score * (_PLACED if placed else 1.0)
        if name.type == "PER" and name.last > name.first:
            surnames[words[name.last]] += name.score
    within = {
        word
        for name in names
        if name.type == "PER" and name.last > name.first
        for word in words[name.first : name.last + 1]
    }
    settled: list[Name] = []
    for name, form in zip(names, forms, strict=True):
        total = votes[form]
        kind = min(total, key=lambda one: (-total[one], one))
        if name.first == name.last and surnames.get(form, 0.0) > total.get("LOC", 0.0) / 2 and kind != "PER":
            kind = "PER"
        elif kind == "PER" and form not in within and name.first == name.last and _is_short_form(name.first, words):
            kind = "ORG"
        settled.append(name if kind == name.type else Name(name.first, name.last, kind, name.score))
    return settled


def _is_short_form(word: int, words: list[str]) -> bool:
    """Whether a word is written in capitals though the line around it is not."""
    form = words[word]
    around = words[max(word - _NEAR, 0) : word + _NEAR + 1]
    return len(form) in _LETTERS and form.isupper() and sum(len(one) > 2 and one.isupper() for one in around) <= 2


def _spread(names: list[Name], words: list[str]) -> list[Name]:
    """The names, and beside them what stands elsewhere in the form of one that is sure."""
    known: dict[tuple[str, ...], tuple[str, int]] = {}
    sure: Counter[tuple[str, ...]] = Counter()
    forms = [tuple(words[name.first : name.last + 1]) for name in names]
    for name, form in zip(names, forms, strict=True):
        if len(form) <= _LONGEST and form[0][0].isupper() and len(form[0]) > 2:
            known[form] = (name.type, known.get(form, ("", 0))[1] + 1)
            sure[form] += name.score >= _KNOWN
    opening: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in sorted((form for form in known if sure[form]), key=lambda form: -len(form)):
        opening[form[0]].append(form)
    if not opening:
        return names
    taken = {word for name in names for word in range(name.first, name.last + 1)}
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    free = -1
    for place in (place for place, word in enumerate(words) if word in opening):
        for form in opening[words[place]]:
            end = place + len(form)
            if place > free and tuple(words[place:end]) == form and taken.isdisjoint(range(place, end)):
                places[form].append(place)
                free = end - 1
                break
    found = list(names)
    for form, starts in places.items():
        kind, count = known[form]
        if count >= _SHARE * (count + len(starts)):
            found += [Name(place, place + len(form) - 1, kind, _SPREAD) for place in starts]
    return sorted(found, key=lambda name: name.first)
