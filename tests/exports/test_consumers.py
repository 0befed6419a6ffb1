"""Every export is read back by a program that is not ours. Those that do not install everywhere are skipped without."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dateline.exports import format_named
from dateline.model.record import Record
from tests.exports.making import Made
from tests.made import record as made_record

HOSTILE = '<script>alert("1")</script> & ]]> =1+1 attack \u0001 “” \U0001f600'


@pytest.fixture(params=["made by hand", "examples", "hostile", "empty"])
def record(request: pytest.FixtureRequest) -> Record:
    if request.param == "examples":
        found: Record = request.getfixturevalue("examples")
        return found
    if request.param == "made by hand":
        return made_record()
    made = Made()
    if request.param == "hostile":
        made.killed(
            made.event("ASSAULT", "rebels", "army", sentence=f"{HOSTILE} was said of the attack.", trigger=HOSTILE), 4
        )
        return made.record()
    return made.record(events=(), actors=(), places=(), stories=(), reports=(), origins=())


def test_geojson_in_shapely(record: Record) -> None:
    shapely = pytest.importorskip("shapely")
    data = json.loads(format_named("geojson").write(record))
    points = [shapely.geometry.shape(one["geometry"]) for one in data["features"] if one["geometry"]]
    assert all(point.is_valid and -180 <= point.x <= 180 and -90 <= point.y <= 90 for point in points)
    assert len(data["features"]) == sum(event.place is not None for event in record.events)


def test_geojson_in_geopandas(record: Record, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    pytest.importorskip("pyogrio")
    (tmp_path / "events.geojson").write_bytes(format_named("geojson").write(record))
    count = sum(event.place is not None for event in record.events)
    if count:
        frame = geopandas.read_file(tmp_path / "events.geojson")
        assert len(frame) == count
        assert frame.crs.to_epsg() == 4326


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # by its own JSON-LD parser
def test_jsonld_in_rdflib(record: Record) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=format_named("jsonld").write(record), format="json-ld")
    sem = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    events = set(graph.subjects(rdflib.RDF.type, sem.Event))
    assert len(events) == len(record.events)
    told = """PREFIX gaf: <http://groundedannotationframework.org/gaf#>
              PREFIX grasp: <http://groundedannotationframework.org/grasp#>
              PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
              PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
              SELECT DISTINCT ?event ?value WHERE { ?event a sem:Event ; gaf:denotedBy ?mention .
                ?mention grasp:hasAttribution/rdf:value ?value }"""
    rows = list(graph.query(told))
    assert {row[0] for row in rows} == events
    denied = {str(row[1]) for row in rows if "NEG" in str(row[1])}
    assert bool(denied) == any(event.status == "denied" for event in record.events)


def test_graphml_in_networkx(record: Record) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(io.BytesIO(format_named("graphml").write(record)), force_multigraph=True)
    assert set(graph.nodes) == {actor.id for actor in record.actors}
    assert all(data["what"] in ("event", "relation") for _, _, data in graph.edges(data=True))
    names = {actor.id: actor.name for actor in record.actors}
    assert all(data["name"] == names[node] for node, data in graph.nodes(data=True))
    pairs = sum(len({(a, b) for a in event.actors for b in event.recipients}) for event in record.events)
    assert graph.number_of_edges() == pairs + len(record.relations)


def test_ics_in_icalendar(record: Record) -> None:
    icalendar = pytest.importorskip("icalendar")
    data = format_named("ics").write(record)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    by_id = {event.id: event for event in record.events}
    for entry in calendar.walk("VEVENT"):
        event = by_id[str(entry["UID"]).removesuffix("@dateline")]
        assert entry.decoded("DTSTART").isoformat() == event.when.earliest
        assert (str(entry["STATUS"]) == "CANCELLED") == (event.status == "denied")


def test_csv_with_its_dictionary(record: Record) -> None:
    archive = zipfile.ZipFile(io.BytesIO(format_named("csv").write(record, formulas="exact")))
    tables = {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""))) for name in archive.namelist()
    }
    assert [row["id"] for row in tables["events.csv"]] == [event.id for event in record.events]
    described = {(row["table"], row["column"]) for row in tables["dictionary.csv"]}
    for name, rows in tables.items():
        for column in rows[0] if rows and name != "dictionary.csv" else ():
            assert (name.removesuffix(".csv"), column) in described
    words = {row["item"]: row["words"] for row in tables["evidence.csv"] if row["kind"] == "event"}
    assert all(words[event.id] in {source.span.text for source in event.sources} for event in record.events)


def test_parquet_in_duckdb(record: Record, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    for name, data in format_named("parquet").made(record).files.items():
        (tmp_path / name).write_bytes(data)
    events, evidence = str(tmp_path / "events.parquet"), str(tmp_path / "evidence.parquet")
    held = duckdb.connect()
    assert held.execute("SELECT count(*) FROM read_parquet(?)", [events]).fetchone() == (len(record.events),)
    assert held.execute("SELECT typeof(earliest) FROM read_parquet(?) LIMIT 1", [events]).fetchall() in (
        [("DATE",)],
        [],
    )
    without = "SELECT count(*) FROM read_parquet(?) WHERE id NOT IN (SELECT item FROM read_parquet(?))"
    assert held.execute(without, [events, evidence]).fetchone() == (0,)


def test_ftm_in_followthemoney(record: Record) -> None:
    followthemoney = pytest.importorskip("followthemoney")
    entities = {}
    for line in format_named("ftm").write(record, status="all").splitlines():
        if line:
            data = json.loads(line)
            entity = followthemoney.model.get_proxy(data)
            followthemoney.model.get(data["schema"]).validate(data)
            entities[entity.id] = entity
            for name, values in data["properties"].items():
                assert entity.schema.get(name) is not None, (data["schema"], name)
                if name not in ("country", "language", "sourceUrl"):
                    assert len(entity.get(name, quiet=False)) == len(set(values)), (name, values)
    for event in record.events:
        entity = entities[event.id.replace("_", "-")]
        proof = entity.get("proof")
        assert set(proof) == {source.report for source in event.sources}
        assert all(entities[document].schema.name == "Article" for document in proof)
        assert all(entities[item].schema.is_a("LegalEntity") for item in entity.get("involved"))


@pytest.mark.parametrize("name", ["timelinejs", "plover-json"])
def test_json_has_its_required_fields(name: str, record: Record) -> None:
    data = json.loads(format_named(name).write(record))
    if name == "timelinejs":
        for slide in data["events"]:
            assert slide["start_date"]["year"]
            assert "<script" not in slide["text"]["headline"] + slide["text"]["text"]
            assert slide["display_date"]
    else:
        for event in data:
            assert event["id"]
            assert event["actor"]
            assert event["date"]
            assert event["event"].isupper()
            assert event["quad_code"] in (1, 2, 3, 4)


def test_a_timeline_says_what_is_uncertain_of_a_date() -> None:
    data = json.loads(format_named("timelinejs").write(made_record(), status="all"))
    shown = {slide["unique_id"]: slide["display_date"] for slide in data["events"]}
    assert shown["evt_mill000000"] == "before 2031-04"
    assert "evt_old0000000" not in shown


def test_what_a_format_leaves_out_is_what_is_not_in_it(record: Record) -> None:
    for name in ("geojson", "ics", "timelinejs", "plover-json", "graphml"):
        chosen = {"status": "all"} if name == "timelinejs" else {}
        made = format_named(name).made(record, chosen)
        text = next(iter(made.files.values())).decode()
        left = [event for events in made.left_out.values() for event in events]
        assert len(left) == len(set(left))
        for event in record.events:
            assert (event.id in text) != (event.id in left), (name, event.id)


def test_docx_in_python_docx(record: Record) -> None:
    docx = pytest.importorskip("docx")
    document: Any = docx.Document(io.BytesIO(format_named("brief").write(record, form="docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert sum(style == "Source" for style in styles) == format_named("brief").write(record).decode().count("\n[^")
