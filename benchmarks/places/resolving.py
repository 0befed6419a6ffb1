"""Dateline's places room on gold names and on raw text, and the naive baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.places.files import Article, Toponym, bare
from dateline.model.account import Place
from dateline.model.reading import Name
from dateline.places import Gazetteer, find_places
from dateline.places.folding import fold
from dateline.reader import Reader

_KIND_OF_CLASS = {"country": "country", "division": "division", "continent": "region"}


@dataclass(frozen=True)
class Put:
    """Where a name was put: its characters, the point, and the place's id in the gazetteer."""

    start: int
    end: int
    point: tuple[float, float] | None
    gazetteer: str | None = None


class Resolver:
    """Reads a text once and resolves its places with the names of the gold, or with those that the reader found."""

    def __init__(self) -> None:
        self.reader = Reader.shipped()
        self.gazetteer = Gazetteer.shipped()

    def both(self, article: Article) -> tuple[list[Put | None], list[Put]]:
        """For each gold name where it was put; and every place name found in the raw text."""
        reading = self.reader.read(article.text)
        raw = _puts(find_places(reading, self.gazetteer, None, frozenset()))
        names = [name for name in reading.names if name.type != "LOC"]
        for toponym in article.toponyms:
            words = [
                word
                for word in range(len(reading))
                if reading.starts[word] < toponym.end and toponym.start < reading.ends[word]
            ]
            if words:
                names = [name for name in names if name.last < words[0] or words[-1] < name.first]
                names.append(Name(words[0], words[-1], "LOC", 1.0))
        given = replace(reading, names=sorted(names, key=lambda name: name.first))
        found = _puts(find_places(given, self.gazetteer, None, frozenset()))
        return [_at(toponym, found) or self.of_demonym(article, toponym) for toponym in article.toponyms], raw

    def of_demonym(self, article: Article, toponym: Toponym) -> Put | None:
        """The country of a demonym given as a name of a place, where it is that of one country only."""
        codes = self.gazetteer.demonyms.get(fold(article.text[toponym.start : toponym.end]), ())
        if len(codes) != 1:
            return None
        place = self.gazetteer.place(self.gazetteer.countries[codes[0]].place)
        return Put(toponym.start, toponym.end, (place.lat, place.lon), place.ref)

    def is_demonym(self, words: str) -> bool:
        """Whether a name is that of a people or its adjective ("American")."""
        return fold(words) in self.gazetteer.demonyms

    def most_populous(self, words: str) -> Put | None:
        """Baseline: the place of that name where most people live."""
        bearers = self.gazetteer.find([fold(words)])[fold(words)]
        return Put(0, 0, (bearers[0].lat, bearers[0].lon), bearers[0].ref) if bearers else None

    def same_entity(self, gold: Toponym, put: Put) -> bool:
        """Whether the gold is a country, a first-order division or a continent, and the place put there is that one.

        The gold's place is known by its own name (and its country's, for a division), never by the words of the text.
        Where the file doesn't say what kind of place it is, a name without brackets that is a country's is the country.
        """
        if put.gazetteer is None or (gold.kind is not None and gold.kind not in _KIND_OF_CLASS):
            return False
        if gold.kind is None and "(" in gold.name:
            return False
        kinds = {_KIND_OF_CLASS[gold.kind]} if gold.kind else {"country", "division"}
        key = fold(bare(gold.name))
        country = self._country(gold.country) if gold.country else None
        return any(
            bearer.ref == put.gazetteer
            for bearer in self.gazetteer.find([key])[key]
            if bearer.kind in kinds and (country is None or country in bearer.countries)
        )

    def _country(self, name: str) -> str | None:
        bearers = self.gazetteer.find([fold(name)])[fold(name)]
        return next((bearer.country for bearer in bearers if bearer.kind == "country"), None)


def _puts(places: tuple[Place, ...]) -> list[Put]:
    return sorted(
        (
            Put(
                span.start,
                span.end,
                (place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
                place.gazetteer,
            )
            for place in places
            for span in place.mentions
        ),
        key=lambda put: (put.start, put.end),
    )


def _at(toponym: Toponym, puts: list[Put]) -> Put | None:
    """What was put at a name: of several mentions over it, the shortest."""
    over = [put for put in puts if put.start < toponym.end and toponym.start < put.end]
    return min(over, key=lambda put: (put.end - put.start, put.start)) if over else None
