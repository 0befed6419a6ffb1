"""The places of a report: found, resolved together, and put in the order of their first mention."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.account import Place
from dateline.model.reading import Reading
from dateline.model.report import Stated
from dateline.model.spans import Span
from dateline.places import containment
from dateline.places.borders import find_borders, shape_borders
from dateline.places.folding import fold
from dateline.places.gazetteer import Gazetteer
from dateline.places.groups import Group
from dateline.places.mention import Mention
from dateline.places.mentions import find_mentions
from dateline.places.resolving import resolve
from dateline.places.shaping import Shape, label, shape


def find_places(
    reading: Reading,
    gazetteer: Gazetteer,
    dateline: Stated | None = None,
    acting: frozenset[tuple[int, int]] = frozenset(),
) -> tuple[Place, ...]:
    """The places that a text names, each once with all its mentions, resolved or honestly not.

    `dateline` is the place the report is written from; `acting` holds first and last words of names that stand for a
    government there ("Ankara said"): those are no mentions of a place, unless the words around say where they are
    ("in Turkey", "southern Turkey").
    """
    demonyms = gazetteer.demonyms
    mentions = find_mentions(reading, acting, demonyms, gazetteer.unmistakable)
    containment.link(reading, mentions, demonyms)
    groups, group_of, evidence = resolve(
        mentions, gazetteer, _countries(reading, demonyms), dateline.value if dateline else None
    )
    shaped: list[tuple[Span, Shape]] = []
    for number, mention in enumerate(mentions):
        group = groups[group_of[number]]
        if mention.acting:
            continue
        if group.choice is None and not any(_is_likely(mentions[other]) for other in group.mentions):
            continue
        surface = reading.span(mention.start, mention.end).text
        name = reading.span(mention.first, max(mention.last, mention.named)).text
        made = shape(mention, surface, name, group, groups, gazetteer, evidence)
        span = _span(reading, mention, group, made)
        if span.text != surface:
            made = made._replace(why=made.why.replace(f"“{surface}”", f"“{span.text}”", 1))
        shaped.append((span, made))
    borders = find_borders(reading, mentions, groups, group_of, gazetteer)
    shaped.extend(
        (reading.span(border.start, border.end), made)
        for border, made in shape_borders(borders, reading, evidence, gazetteer)
    )
    shaped.extend(_capitals(reading, gazetteer))
    return _joined(shaped)


def _is_likely(mention: Mention) -> bool:
    """Whether a name that the gazetteer doesn't have is kept as a place all the same."""
    return mention.likely or mention.kind is not None or bool(mention.containers) or bool(mention.countries)


def _span(reading: Reading, mention: Mention, group: Group, made: Shape) -> Span:
    """What a mention covers: not "near" before a country, nor the noun after one ("the U.S. state of")."""
    start, end = mention.start, mention.end
    if group.choice is not None and group.choice.place.ref == made.group:
        start = mention.bare
        if made.kind == "country":
            end = mention.last
    return reading.span(start, end)


def _countries(reading: Reading, demonyms: dict[str, tuple[str, ...]]) -> list[str]:
    """Codes of the countries whose demonyms a text uses, once for each use."""
    found = []
    for word in reading.words:
        if word[0].isupper():
            codes = demonyms.get(word.lower()) if word.isascii() else demonyms.get(fold(word))
            if codes is not None and len(codes) == 1:
                found.append(codes[0])
    return found


def _capitals(reading: Reading, gazetteer: Gazetteer) -> Iterator[tuple[Span, Shape]]:
    """Towns under the name of their office: "the Syrian capital"."""
    words = reading.words
    for word in range(1, len(words)):
        if words[word] != "capital" or not words[word - 1][0].isupper() or reading.upos[word] != "NOUN":
            continue
        codes = gazetteer.demonyms.get(fold(words[word - 1]), ())
        capital = gazetteer.countries[codes[0]].capital_place if len(codes) == 1 else None
        if capital is None or (word + 1 < len(words) and reading.upos[word + 1] == "NOUN"):
            continue
        place, span = gazetteer.place(capital), reading.span(word - 1, word)
        yield span, Shape(
            place.ref, place.name, "city", place.ref, place.lat, place.lon, place.country,
            gazetteer.division(place.country, place.admin1), "exact", None,
            f"“{span.text}” → {label(place, gazetteer)}: the capital of {gazetteer.countries[codes[0]].name}",
        )  # fmt: skip


def _joined(shaped: list[tuple[Span, Shape]]) -> tuple[Place, ...]:
    """One Place for all mentions of one place; its name, point and reason are those of the first mention."""
    spans: dict[str, list[Span]] = {}
    first: dict[str, Shape] = {}
    for span, made in sorted(shaped, key=lambda item: (item[0].start, -item[0].end)):
        first.setdefault(made.group, made)
        spans.setdefault(made.group, []).append(span)
    return tuple(
        Place(
            name=made.name, kind=made.kind, mentions=tuple(dict.fromkeys(spans[group])), gazetteer=made.gazetteer,
            lat=made.lat, lon=made.lon, country=made.country, admin1=made.admin1, precision=made.precision,
            radius_km=made.radius_km, why=made.why,
        )
        for group, made in first.items()
    )  # fmt: skip
