"""The scorers of tasks `places` and `event-place` on hand-made texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.counts import Counts
from benchmarks.event_place.task import Item, read_items
from benchmarks.event_place.task import right as place_right
from benchmarks.places.files import HALF_GLOBE_KM, Article, Toponym, bare, read_articles
from benchmarks.places.resolving import Put, Resolver
from benchmarks.places.task import OnGoldNames, count_raw
from benchmarks.task import BenchmarkError

LGL = """<articles><article docid="1"><text>Ada of Gao met Sudanese men in Nowhere.</text><toponyms count="3">
<toponym><start>7</start><end>10</end><phrase>Gao</phrase><gaztag geonameid="1"><name>Gao</name><fcode>PPLA</fcode>
<lat>16.27</lat><lon>-0.04</lon><country>Republic of Mali</country></gaztag></toponym>
<toponym><start>15</start><end>23</end><phrase>Sudanese</phrase><gaztag geonameid="2"><name>Republic of the Sudan</name>
<fcode>PCLI</fcode><lat>16</lat><lon>30</lon></gaztag></toponym>
<toponym><start>31</start><end>38</end><phrase>Nowhere</phrase></toponym>
</toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>From Lyon to Europe.</text><locations>
<location><name>Lyon</name><start>5</start><end>9</end><lat>45.76</lat><lon>4.84</lon>
<page>https://en.wikipedia.org/wiki/Lyon</page></location>
<location><name>Europe</name><start>13</start><end>19</end><lat>51</lat><lon>17.5</lon>
<page>https://en.wikipedia.org/wiki/Europe</page><continent /></location></locations></article></articles>"""


def articles(tmp_path: Path, xml: str) -> list[Article]:
    path = tmp_path / "a.xml"
    path.write_text(xml, "utf-8")
    return read_articles(path)


def test_lgl_files(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, LGL)
    gao, sudanese, nowhere = article.toponyms
    assert (article.text[gao.start : gao.end], gao.point, gao.kind) == ("Gao", (16.27, -0.04), "city")
    assert (sudanese.kind, sudanese.name) == ("country", "Republic of the Sudan")
    assert nowhere.point is None


def test_geovirus_files(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, GEOVIRUS)
    assert [(one.name, one.kind) for one in article.toponyms] == [("Lyon", None), ("Europe", "continent")]


def test_what_is_no_xml_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"a\.xml: not an XML file"):
        articles(tmp_path, "no")
    with pytest.raises(BenchmarkError, match="no articles in it"):
        articles(tmp_path, "<articles/>")


@pytest.mark.parametrize(
    ("name", "expected"), [("Georgia (U.S. state)", "Georgia"), ("Pandi, Bulacan", "Pandi"), ("Lyon", "Lyon")]
)
def test_bare_names(name: str, expected: str) -> None:
    assert bare(name) == expected


GOLD = (
    Toponym(0, 3, "Gao", (16.0, 0.0), "city"),
    Toponym(4, 8, "Mali", (17.0, -4.0), "country"),
    Toponym(9, 12, "Ayn", None, None),
)


def scored(*puts: Put | None, entity: bool = False) -> OnGoldNames:
    sums = OnGoldNames()
    for gold, put in zip(GOLD, puts, strict=True):
        sums.add(gold, put, lambda gold, _: entity and gold.kind == "country")
    return sums


def test_gold_names() -> None:
    right = [Put(0, 3, (16.0, 0.0)), Put(4, 8, (17.0, -4.0)), None]
    assert scored(*right).scores() == {"accuracy": 1, "accuracy_161km": 1, "median_km": 0}
    assert scored(None, None, None).scores() == {"accuracy": 0, "accuracy_161km": 0, "median_km": HALF_GLOBE_KM}
    # Gao 111 km off, Mali by its capital, 600 km off
    found = scored(Put(0, 3, (17.0, 0.0)), Put(4, 8, (12.6, -8.0)), Put(9, 12, (0.0, 0.0)), entity=True)
    assert found.scores()["accuracy"] == 1
    assert found.scores()["accuracy_161km"] == 1 / 2
    assert found.by_class["city"].of == 1


def test_raw_text() -> None:
    article = Article("Gao Mali Ayn Malian", (*GOLD, Toponym(13, 19, "Mali", (17.0, -4.0), "country")))
    puts = [
        Put(0, 3, (16.1, 0.0)),  # right
        Put(4, 8, (0.0, 0.0)),  # far off
        Put(9, 12, (0.0, 0.0)),  # the gold has no point: left out
        Put(13, 19, (0.0, 0.0)),  # a demonym: left out
        Put(0, 3, None),  # no point: left out
    ]
    counts = Counts()
    count_raw(counts, article, puts, lambda words: words == "Malian")
    assert (counts.right, counts.found, counts.gold) == (1, 2, 2)


def test_each_place_serves_once() -> None:
    counts = Counts()
    count_raw(counts, Article("Gao Mali", GOLD[:2]), [Put(0, 8, (16.0, 0.0))], lambda _: False)
    assert (counts.right, counts.found, counts.gold) == (1, 1, 2)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver()


def test_the_places_room_is_asked_with_gold_names(tmp_path: Path, resolver: Resolver) -> None:
    (article,) = articles(tmp_path, LGL)
    (gao, sudanese, _), raw = resolver.both(article)
    assert gao is not None
    assert gao.point == pytest.approx((16.27, -0.04), abs=0.1)
    assert sudanese is not None
    assert resolver.same_entity(article.toponyms[1], sudanese)
    assert not resolver.same_entity(article.toponyms[1], gao)
    assert not resolver.same_entity(article.toponyms[0], gao)  # a city is right by its distance only
    assert all(article.text[put.start : put.end] for put in raw)


def test_the_baseline_takes_the_most_populous(resolver: Resolver) -> None:
    paris = resolver.most_populous("Paris")
    assert paris is not None
    assert paris.point == pytest.approx((48.85, 2.35), abs=0.1)


def test_event_place_items(tmp_path: Path) -> None:
    verb = {"start": 8, "end": 11, "label": "VERB"}
    place = {"start": 15, "end": 18, "label": "LOCATION"}
    lines = [
        {"text": "The men met in Gao.", "spans": [verb, place], "answer": "accept"},
        {"text": "The men met in Gao.", "spans": [verb]},
        {"text": "The men met in Gao.", "spans": [verb], "answer": "reject"},
        {"text": "Nothing.", "spans": None},
    ]
    path = tmp_path / "dev.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert read_items(path) == [
        Item("The men met in Gao.", (8, 11), ((15, 18),)),
        Item("The men met in Gao.", (8, 11), ()),
    ]
    path.write_text("no", "utf-8")
    with pytest.raises(BenchmarkError, match="line 1: not an item"):
        read_items(path)


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        (((15, 18),), [(15, 18)], True),
        (((15, 18),), [(0, 3), (16, 30)], True),
        (((15, 18),), [(18, 20)], False),
        (((15, 18),), [], False),
        ((), [], True),
        ((), [(15, 18)], False),
    ],
)
def test_event_place_is_right(gold: tuple[tuple[int, int], ...], given: list[tuple[int, int]], expected: bool) -> None:
    assert place_right(Item("", (0, 1), gold), given) is expected
