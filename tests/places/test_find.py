"""Which places are found, and as what. Names are marked by hand, so that no model is measured here."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.account import Place
from dateline.model.report import Stated
from dateline.places import Gazetteer, find_places
from dateline.places.geometry import distance
from tests.places.marked import marked


def places(text: str, gazetteer: Gazetteer, dateline: str | None = None) -> dict[str, Place]:
    """The places by the words of their first mention."""
    stated = Stated(dateline, "test") if dateline else None
    return {place.mentions[0].text: place for place in find_places(marked(text), gazetteer, stated)}


# sentence, words of the mention, id, kind, precision
RESOLVED = [
    ("Shells fell on [Deir e-Zor].", "Deir e-Zor", "geonames:170794", "city", "exact"),
    ("Shells fell on [Deir ez-Zor].", "Deir ez-Zor", "geonames:170794", "city", "exact"),
    ("Shells fell on [Dayr az Zawr].", "Dayr az Zawr", "geonames:170794", "city", "exact"),
    ("In [Syria], shells fell on [Deir Ezzor].", "Deir Ezzor", "geonames:170794", "city", "exact"),
    ("Roads in [Deir e-Zor] province were closed.", "Deir e-Zor province", "admin1:SY.07", "province", "province"),
    ("Roads in [Kherson] region were closed.", "Kherson region", "admin1:UA.08", "province", "province"),
    ("A market in [Kobane] burned.", "Kobane", "geonames:172256", "city", "exact"),
    ("Ships in the [Strait of Hormuz] turned back.", "Strait of Hormuz", "region:strait-of-hormuz", "other", "region"),
    ("Boats crossed the [Euphrates].", "Euphrates", "region:euphrates", "river", "region"),
    ("Droughts in the [Sahel] grow longer.", "Sahel", "region:sahel", "region", "region"),
    ("A shop in [Paris], [Texas] closed.", "Paris", "geonames:4717560", "city", "exact"),
    ("A shop in [Lebanon], [Ohio] closed.", "Lebanon", "geonames:4516412", "city", "exact"),
    ("A shop in [Laurel County] closed.", "Laurel County", "fips:21125", "district", "district"),
    ("A court in [St. Louis] sat.", "St. Louis", "geonames:4407066", "city", "exact"),
    ("The [Mexico] team trained in [Mexico City].", "Mexico", "iso:MX", "country", "country"),
    ("Gunmen from [Niger] came over the border into [Nigeria].", "Niger", "iso:NE", "country", "country"),
    (
        "A farm in [Niger] State, in the west of [Nigeria], burned.",
        "Niger State",
        "admin1:NG.31",
        "province",
        "province",
    ),
    (
        "A shop in [Atlanta], [Georgia] closed, and [Russia] was silent.",
        "Georgia",
        "admin1:US.GA",
        "province",
        "province",
    ),
    ("The minister flew to [Côte d’Ivoire].", "Côte d’Ivoire", "iso:CI", "country", "country"),
    ("Farmers in [Northern Ireland] waited.", "Northern Ireland", "admin1:GB.NIR", "province", "province"),
]


@pytest.mark.parametrize(("text", "words", "gazetteer_id", "kind", "precision"), RESOLVED)
def test_resolved(gazetteer: Gazetteer, text: str, words: str, gazetteer_id: str, kind: str, precision: str) -> None:
    place = places(text, gazetteer)[words]
    assert (place.gazetteer, place.kind, place.precision) == (gazetteer_id, kind, precision)
    assert place.lat is not None
    assert words in place.why


# sentence, words of the mention, id, precision, km from (lat, lon) at most
SHAPED = [
    ("Troops left northeast [Syria].", "northeast Syria", "iso:SY/northeast", "region", (36.3, 40.7), 120),
    ("Troops left north-eastern [Syria].", "north-eastern Syria", "iso:SY/northeast", "region", (36.3, 40.7), 120),
    ("Troops left the north of [Syria].", "north of Syria", "iso:SY/north", "region", (36.3, 38.5), 150),
    ("Floods hit western [Iraq].", "western Iraq", "iso:IQ/west", "region", (34.0, 41.8), 200),
    ("Snow fell in southern [Turkey].", "southern Turkey", "iso:TR/south", "region", (37.1, 35.5), 200),
    ("A truck burned near [Kirkuk].", "near Kirkuk", "geonames:94787/near", "near", (35.47, 44.39), 5),
    ("A truck burned 10 km south of [Kirkuk].", "10 km south of Kirkuk", "geonames:94787/10 km south of", "near",
     (35.378, 44.39), 3),
    ("A truck burned 12 miles (19 km) east of the city of [Kirkuk].", "12 miles (19 km) east of the city of Kirkuk",
     "geonames:94787/19.3 km east of", "near", (35.47, 44.6), 5),
    ("A truck burned in rural [Aleppo].", "rural Aleppo", "geonames:170063/around", "near", (36.2, 37.16), 5),
    ("A truck burned on the outskirts of [Aleppo].", "outskirts of Aleppo", "geonames:170063/around", "near",
     (36.2, 37.16), 5),
    ("A truck burned in [Manbij] district.", "Manbij district", "geonames:167357/district", "district", (36.53, 37.95), 5),
    ("They met along the Syrian-Iraqi border.", "Syrian-Iraqi border", "border:IQ-SY", "region", (36.0, 41.3), 100),
    ("They met on the border between [Iraq] and [Syria].", "border between Iraq and Syria", "border:IQ-SY", "region",
     (36.0, 41.3), 100),
    ("Guards watch [Turkey]'s border with [Syria].", "Turkey's border with Syria", "border:SY-TR", "region",
     (36.9, 39.0), 150),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "gazetteer_id", "precision", "point", "at_most"), SHAPED)
def test_shaped(
    gazetteer: Gazetteer,
    text: str,
    words: str,
    gazetteer_id: str,
    precision: str,
    point: tuple[float, float],
    at_most: int,
) -> None:
    place = places(text, gazetteer)[words]
    assert (place.gazetteer, place.precision) == (gazetteer_id, precision)
    assert place.lat is not None
    assert place.lon is not None
    assert distance((place.lat, place.lon), point) <= at_most
    assert place.radius_km


def test_a_direction_that_says_where_in_the_country_a_province_lies_is_no_part_of_it(gazetteer: Gazetteer) -> None:
    found = places("Bridges fell in [Syria]'s eastern [Raqqa] province.", gazetteer)
    assert found["eastern Raqqa province"].gazetteer == "admin1:SY.04"


UNKNOWN_VILLAGES = [
    ("A well was dug in the village of [Qaltabra] in [Hasakah] province.", "SY", "Hasakah", "province"),
    ("A well was dug in [Qaltabra], [Syria].", "SY", None, "country"),
    ("A well was dug in the Syrian village of [Qaltabra].", "SY", None, "country"),
    ("A well was dug in [Qaltabra], a town in [Hama] province.", "SY", "Hama", "province"),
    ("A well was dug in [Springfield], [Syria].", "SY", None, "country"),
]


@pytest.mark.parametrize(("text", "country", "admin1", "precision"), UNKNOWN_VILLAGES)
def test_a_village_that_is_not_there_gets_no_namesake(
    gazetteer: Gazetteer, text: str, country: str, admin1: str | None, precision: str
) -> None:
    found = places(text, gazetteer)
    place = found.get("Qaltabra") or found["Springfield"]
    assert (place.lat, place.lon, place.gazetteer) == (None, None, None)
    assert (place.country, place.admin1, place.precision) == (country, admin1, precision)
    assert "the gazetteer" in place.why


def test_the_letter_of_a_street_is_no_place(gazetteer: Gazetteer) -> None:
    assert set(places("A pipe burst on [E]. 5th Street in [Mosul].", gazetteer)) == {"Mosul"}


def test_a_namesake_abroad_is_not_taken_when_the_report_speaks_of_elsewhere(gazetteer: Gazetteer) -> None:
    place = places("Wells dried up in [Rosario del Tala]. [Iraq] sent water from [Mosul].", gazetteer)[
        "Rosario del Tala"
    ]
    assert place.lat is None
    assert "doesn't speak of" in place.why


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("[Tripoli] has a port. [Lebanon] has two.", "Tripoli", "LB"),
        ("[Tripoli] has a port. [Libya] has ten.", "Tripoli", "LY"),
        ("[Georgia] won. [Atlanta] and [Savannah] danced.", "Georgia", "US"),
        ("[Georgia] won. [Tbilisi] and [Batumi] danced.", "Georgia", "GE"),
        ("[Hyderabad] is hot. [Karachi] and [Sindh] are hotter.", "Hyderabad", "PK"),
        ("[Hyderabad] is hot. [Telangana] is hotter.", "Hyderabad", "IN"),
    ],
)
def test_the_report_decides_between_namesakes(gazetteer: Gazetteer, text: str, words: str, country: str) -> None:
    assert places(text, gazetteer)[words].country == country


def test_a_dateline_speaks_for_its_country(gazetteer: Gazetteer) -> None:
    text = "Fire broke out in [Victoria]."
    assert places(text, gazetteer, "MAHE, Seychelles")["Victoria"].country == "SC"
    assert places(text, gazetteer, "VANCOUVER")["Victoria"].country == "CA"


def test_one_name_means_one_place_and_keeps_all_its_mentions(gazetteer: Gazetteer) -> None:
    found = find_places(marked("[Paris], [Texas] slept. Then [Paris] woke."), gazetteer)
    paris = next(place for place in found if place.name == "Paris")
    assert len(paris.mentions) == 2
    assert paris.country == "US"


def test_other_names_of_a_place_are_the_same_place(gazetteer: Gazetteer) -> None:
    found = find_places(marked("[Kyiv] slept. [Kiev] woke. [Britain] and the [U.K.] agreed."), gazetteer)
    assert [len(place.mentions) for place in found] == [2, 2]


NO_PLACE = [
    "They met, said spokesman [Juba].",
    "{Adoum Juba} spoke. [Juba] added more.",
    "The <Bank of Georgia> lent money.",
    "[US]-backed fighters left.",
    "The [UN] met.",
    "The new [State] rules are long.",
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_what_is_no_place(gazetteer: Gazetteer, text: str) -> None:
    assert find_places(marked(text), gazetteer) == ()


def test_a_government_is_no_place_unless_something_is_in_it(gazetteer: Gazetteer) -> None:
    reading = marked("[Ankara] said so. Rain fell in [Ankara].")
    acting = frozenset((name.first, name.last) for name in reading.names)
    found = find_places(reading, gazetteer, None, acting)
    assert [span.start for place in found for span in place.mentions] == [reading.text.rindex("Ankara")]


def test_what_the_reader_missed_is_found_where_a_preposition_leads_to_it(gazetteer: Gazetteer) -> None:
    assert set(places("Rain fell in Jordan and on the roofs.", gazetteer)) == {"Jordan"}
    assert places("Old Jordan laughed.", gazetteer) == {}


def test_a_capital_is_found_by_its_office(gazetteer: Gazetteer) -> None:
    assert places("They met in the Iraqi capital.", gazetteer)["Iraqi capital"].name == "Baghdad"


def test_the_border_is_the_only_one_that_the_report_names(gazetteer: Gazetteer) -> None:
    found = places("The Syrian-Iraqi border is long. Guards watch the border.", gazetteer)
    assert len(found["Syrian-Iraqi border"].mentions) == 2
    found = places(
        "The Syrian-Iraqi border is long. The Syrian-Turkish border is too. Guards watch the border.", gazetteer
    )
    assert all(span.text != "the border" for place in found.values() for span in place.mentions)


def test_the_same_text_gives_the_same_places_whatever_was_asked_before(gazetteer: Gazetteer) -> None:
    text = "[Tripoli], [Lebanon] and [Hama] province near [Springfield], [Ohio]."
    fresh = Gazetteer()
    assert find_places(marked(text), gazetteer) == find_places(marked(text), fresh)
    fresh.close()


_PIECES = [
    "[Aleppo]", "[Syria]", "northern", "near", "10 km south of", "the village of", "in", ",", "and", "border", "province",
    "{Ali Paris}", "<Bank of Kirkuk>", "[Paris]", "Syrian", "'s", ".", "[Georgia]", "counties", "the", "[Lake Chad]", "rural",
    "[Qwrtz]", "Iraqi capital", "with", "[Middle Eastern river]", "of", "between", "[Nyanza Province]", "[U.S.]",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14))
def test_whatever_stands_together(gazetteer: Gazetteer, pieces: list[str]) -> None:
    reading = marked(" ".join(pieces))
    for place in find_places(reading, gazetteer):
        assert place.mentions
        assert place.why
        for span in place.mentions:
            assert reading.text[span.start : span.end] == span.text
        assert (place.lat is None) == (place.lon is None)
        assert place.lat is None or -90 <= place.lat <= 90
        assert place.lon is None or -180 <= place.lon <= 180
        assert place.gazetteer is None or place.lat is not None


# sentence, words of the mention, id
BESIDE_TOWNS = [
    ("A shop in [Jackson], [MS] closed.", "MS", "admin1:US.MS"),
    ("A shop in [Jackson], [MS] closed.", "Jackson", "geonames:4431410"),
    ("Boats left [L.A.] at noon.", "L.A.", "geonames:5368361"),
    ("Barns burned in [Laurel Co.], [Kentucky].", "Laurel Co", "fips:21125"),
]


@pytest.mark.parametrize(("text", "words", "gazetteer_id"), BESIDE_TOWNS)
def test_short_names(gazetteer: Gazetteer, text: str, words: str, gazetteer_id: str) -> None:
    assert places(text, gazetteer)[words].gazetteer == gazetteer_id


def test_a_neighbourhood_is_no_namesake_far_away(gazetteer: Gazetteer) -> None:
    found = places("Pipes burst in [Chicago], in the [Gresham] neighborhood. [Gresham] was flooded.", gazetteer)
    assert found["Chicago"].gazetteer == "geonames:4887398"
    assert all(place.lat is None for words, place in found.items() if "Gresham" in words)


def test_a_street_told_by_its_block_is_no_county(gazetteer: Gazetteer) -> None:
    assert not places("Pipes burst in the 200 block of [Fannin].", gazetteer)
