"""What the text itself says of which place lies in which: "the village of X in Y province", "X, Syria", "Syria's X"."""

from __future__ import annotations

from dateline.model.reading import Reading
from dateline.places.folding import fold
from dateline.places.mention import Mention, Surroundings
from dateline.places.words import ARTICLES, BETWEEN, DIRECTIONS, HYPHENS, KINDS, PLURALS, POSSESSIVE

_LONGEST = 9
"""Words that may stand between a place and what it lies in."""
_LONGEST_LIST = 50

_INSIDE = frozenset(("in", "within", "inside", "of"))
_JOINING = frozenset((",", "and", "or", "&"))
_BESIDE = frozenset(("near", "outside"))
_MARKS = HYPHENS | {",", "("}
_BEFORE_A_NAME = BETWEEN - {"in", "of", "at", *ARTICLES}
_SINGULAR = {"county": "county", "province": "province", "district": "district"}


def link(reading: Reading, mentions: list[Mention], demonyms: dict[str, tuple[str, ...]]) -> None:
    """Writes into each mention the numbers of those it lies in, and the countries that a demonym before it gives."""
    lower = [word.lower() for word in reading.words]
    sentence = reading.sentence_of
    for run in _lists(lower, sentence, mentions):
        _take_plural(lower, run, mentions)
        if len(run) > 2:
            for number in run:
                mentions[number].listed = run[:_LONGEST_LIST]
    for number, mention in enumerate(mentions):
        _take_owner(Surroundings(reading, lower, mention.first), number, mentions, demonyms)
        if number + 1 < len(mentions) and sentence[mention.first] == sentence[mentions[number + 1].first]:
            _take_container(lower, number, mentions)


def _lists(lower: list[str], sentence: list[int], mentions: list[Mention]) -> list[list[int]]:
    """Runs of mentions with nothing but commas and "and" between them."""
    runs: list[list[int]] = []
    for number, mention in enumerate(mentions):
        before = mentions[number - 1] if number else None
        if before is not None and sentence[before.first] == sentence[mention.first]:
            gap = lower[before.end + 1 : mention.start]
            if 0 < len(gap) <= 2 and all(word in _JOINING for word in gap):
                runs[-1].append(number)
                continue
        runs.append([number])
    return [run for run in runs if len(run) > 1]


def _take_plural(lower: list[str], run: list[int], mentions: list[Mention]) -> None:
    """Takes the kind of a whole list from a plural at its end: of "Walton and Oconee counties" each is a county."""
    last = mentions[run[-1]]
    if lower[last.end] not in PLURALS or last.kind is None:
        return
    for number in run:
        mention = mentions[number]
        mention.kind = mention.kind or last.kind
        if mention.kind in _SINGULAR and mention.kind == last.kind and not mention.inside:
            bare = mention.keys[0][0].removesuffix(f" {lower[last.end]}")
            single = f"{bare} {_SINGULAR[mention.kind]}"
            mention.keys = tuple(dict.fromkeys(((single, None, None), (bare, None, None), *mention.keys)))


def _take_container(lower: list[str], number: int, mentions: list[Mention]) -> None:
    """Takes what the words between a mention and the next one say: "X, Y", "X in the east of Y", "X, a town in Y"."""
    mention, follower = mentions[number], mentions[number + 1]
    gap = lower[mention.end + 1 : follower.first]
    if gap == [","]:
        if not _list_goes_on(lower, number + 1, mentions):
            mention.containers.append((number + 1, "list" if mention.listed else "comma"))
        return
    words = [word for word in gap if word not in _MARKS]
    known = BETWEEN | DIRECTIONS.keys() | KINDS.keys() | _BESIDE
    if not words or len(gap) > _LONGEST or not known.issuperset(words):
        return
    beside = not _BESIDE.isdisjoint(words)
    kind = next((KINDS[word] for word in words if word in KINDS), None)
    if gap[0] == "," and kind and words[0] in ARTICLES and not _INSIDE.isdisjoint(words):
        mention.kind, mention.lower = mention.kind or kind, True
        inside = not beside
    elif words[0] in _INSIDE:
        inside = not beside and (gap[0] != "," or words[0] != "of")
    else:
        inside = gap[0] in DIRECTIONS and "of" not in words and not {"in", "within"}.isdisjoint(words)
    if inside:
        mention.containers.append((number + 1, "in"))


def _list_goes_on(lower: list[str], number: int, mentions: list[Mention]) -> bool:
    """Whether "X, Y" goes on as "X, Y and Z": then it is a list, and says nothing of where X lies."""
    after = mentions[number].end + 1
    joined = after < len(lower) and lower[after] in ("and", "or")
    return joined and number + 1 < len(mentions) and mentions[number + 1].start == after + 1


def _take_owner(
    around: Surroundings, number: int, mentions: list[Mention], demonyms: dict[str, tuple[str, ...]]
) -> None:
    """Takes what stands before a name: "Syria's eastern X", "the Syrian town of X", "the West Bank city of X"."""
    mention = mentions[number]
    previous = mentions[number - 1].end if number else -1
    kind_seen = False
    for before in range(mention.start - 1, max(mention.start - 1 - _LONGEST, around.low - 1), -1):
        word = around.at(before)
        if before == previous:
            if kind_seen or around.at(before + 1) in POSSESSIVE:
                mention.containers.append((number - 1, "owner"))
            return
        if around.capital(before) and fold(word) in demonyms:
            if kind_seen or mention.kind is not None or before == mention.start - 1:
                mention.countries.update(demonyms[fold(word)])
            return
        if word in KINDS:
            kind_seen = True
            mention.kind = mention.kind or KINDS[word]
        elif not (
            (word == "of" and around.at(before - 1) in KINDS)
            or word in DIRECTIONS or word in POSSESSIVE or word in _BEFORE_A_NAME
        ):  # fmt: skip
            return
