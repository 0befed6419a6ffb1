"""What the text itself says of which place lies in which: "the village of X in Y province", "X, Syria", "Syria's X"."""

from __future__ import annotations

from dateline.model.reading import Reading
from dateline.places.folding import fold
from dateline.places.mentions import Mention
from dateline.places.words import BETWEEN, DIRECTIONS, KINDS, PLURALS

_LONGEST = 9
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_INSIDE = frozenset(("in", "within", "inside", "of"))
_JOINING = frozenset((",", "and", "or", "&"))
_IGNORED = frozenset(("near", "outside"))


def link(reading: Reading, mentions: list[Mention], demonyms: dict[str, tuple[str, ...]]) -> None:
    """Writes into each mention the numbers of those that it lies in, and the countries that a demonym before it gives."""
    lower = [word.lower() for word in reading.words]
    sentence = reading.sentence_of
    for run in _lists(lower, sentence, mentions):
        _take_plural(lower, run, mentions)
        if len(run) > 2:
            for number in run:
                mentions[number].listed = run
    for number, mention in enumerate(mentions):
        _owner(reading, lower, number, mentions, demonyms)
        if number + 1 < len(mentions):
            follower = mentions[number + 1]
            if sentence[mention.first] == sentence[follower.first]:
                _between(lower, mention, follower, number + 1, mentions)


def _lists(lower: list[str], sentence: list[int], mentions: list[Mention]) -> list[list[int]]:
    """Runs of mentions with nothing but commas and "and" between them."""
    runs: list[list[int]] = []
    for number, mention in enumerate(mentions):
        before = mentions[number - 1] if number else None
        joined = before is not None and sentence[before.first] == sentence[mention.first] and (
            0 < mention.start - before.end <= 3 and all(word in _JOINING for word in lower[before.end + 1 : mention.start])
        )  # fmt: skip
        if joined:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if len(run) > 1]


def _take_plural(lower: list[str], run: list[int], mentions: list[Mention]) -> None:
    """ "Walton and Oconee counties": each of them is a county."""
    last = mentions[run[-1]]
    if lower[last.end] not in PLURALS or last.kind is None:
        return
    for number in run:
        mention = mentions[number]
        noun = {"county": "county", "province": "province", "district": "district"}.get(last.kind)
        if mention.kind is None:
            mention.kind = last.kind
        if noun and mention.kind == last.kind and not mention.inside:
            bare = mention.keys[0][0].removesuffix(f" {lower[last.end]}")
            mention.keys = tuple(dict.fromkeys(((f"{bare} {noun}", None, None), (bare, None, None), *mention.keys)))


def _between(lower: list[str], mention: Mention, follower: Mention, place: int, mentions: list[Mention]) -> None:
    """Whether the words between two mentions put the first one in the second."""
    start, end = mention.end + 1, follower.first
    gap = lower[start:end]
    if not gap or len(gap) > _LONGEST:
        return
    if gap == [","]:
        if not _list_goes_on(lower, follower, place, mentions):
            mention.containers.append((place, "list" if mention.listed else "comma"))
        return
    words = [word for word in gap if word not in (",", "-", "‑", "–", "(")]
    kind = next((KINDS[word] for word in words if word in KINDS), None)
    plain = all(word in BETWEEN or word in DIRECTIONS or word in KINDS or word in _IGNORED for word in words)
    if not plain or not words:
        return
    if gap[0] == "," and len(gap) > 2 and gap[1] in ("a", "an", "the") and kind and any(word in _INSIDE for word in words):
        mention.kind = mention.kind or kind
        mention.lower = True
        if not any(word in _IGNORED for word in words):
            mention.containers.append((place, "in"))
    elif words[0] in _INSIDE and not any(word in _IGNORED for word in words) and (gap[0] != "," or words[0] != "of"):
        mention.containers.append((place, "in"))
    elif gap[0] in DIRECTIONS and "of" not in words and any(word in ("in", "within") for word in words):
        mention.containers.append((place, "in"))


def _list_goes_on(lower: list[str], follower: Mention, place: int, mentions: list[Mention]) -> bool:
    """ "X, Y and Z", "X, Y, Z": a list of places, unless Z itself is what Y lies in (settled when the names are known)."""
    after = follower.end + 1
    return after < len(lower) and lower[after] in ("and", "or") and place + 1 < len(mentions) and (
        mentions[place + 1].start == after + 1
    )  # fmt: skip


def _owner(
    reading: Reading, lower: list[str], number: int, mentions: list[Mention], demonyms: dict[str, tuple[str, ...]]
) -> None:
    """ "Syria's eastern X", "the Syrian town of X", "Syrian border town X", "the West Bank city of X"."""
    mention = mentions[number]
    before, floor = mention.start - 1, reading.sentence_bounds(reading.sentence_of[mention.first])[0]
    previous = mentions[number - 1] if number and mentions[number - 1].end >= floor else None
    steps, kinds = 0, 0
    while before >= floor and steps < _LONGEST:
        word = lower[before]
        if previous is not None and before == previous.end:
            owned = before + 1 < len(lower) and lower[before + 1] in _POSSESSIVE
            if owned or kinds:
                mention.containers.append((number - 1, "owner"))
            return
        if reading.words[before][0].isupper() and fold(reading.words[before]) in demonyms:
            if kinds or mention.kind is not None or before == mention.start - 1:
                countries = demonyms[fold(reading.words[before])]
                mention.countries.update(countries)
            return
        if word in KINDS:
            kinds += 1
            mention.kind = mention.kind or KINDS[word]
        elif word == "of" and before - 1 >= floor and lower[before - 1] in KINDS:
            pass
        elif word not in DIRECTIONS and word not in _POSSESSIVE and word not in BETWEEN - {"in", "of", "the", "a", "an", "at"}:
            return
        before -= 1
        steps += 1
