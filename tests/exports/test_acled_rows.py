"""300 rows as ACLED writes them, with the odd values that its tables hold: in, and out again with every column."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

from dateline.exports import format_named
from dateline.exports.acled_csv_format import COLUMNS, interaction
from dateline.exports.coded import load_bytes
from dateline.exports.coded.acled import LOST
from dateline.exports.mappings import countries, country_name, tables
from dateline.exports.parties import INTER

NAMES = (
    "Military Forces of Chad (2021-)", "Police Forces of Chad (2021-) Gendarmerie", "RF: River Front", "Unidentified Armed Group (Chad)",
    "AL-Tawba Brigade", "Katiba 'Issa'", "Jama’at Abé", "Protesters (Chad)", 'M-23/Column "North"', "Гвардия реки", "جبهة النهر",
    "Muslim Group (Chad)", "Farmers (Chad)", "Zaghawa Ethnic Militia (Chad)", "Civilians (Chad)", "O'Hara's Men & Co.", "QRF 1st [Batt.]",
)  # fmt: skip
PLACES = (
    "Adré",
    "N'Djamena - Walia",
    "Abéché (East)",
    "Tell Abiad, Camp 3",
    'Kafr "Hind"',
    "Oum-Hadjer",
    "51st Mile",
    "Ouadi: Bet",
    "Mongo/Guera",
)
NOTES = (
    "On 12 March 2024, River Front clashed with soldiers in Adre (Ouaddai). 14 fatalities.",
    'Around 5 May 2024 (as reported), an IED ("homemade") went off; no fatalities, 3 injured: 2 men, 1 child.',
    "First line.\nSecond line: with a colon; and a semicolon.", "[size=about 2,000] Marche à N’Djaména – « Non ! » – police dispersed it.",
    "=SUM of it all is unknown", "-- coders' note: see TCD88 @source --", "  spaces   stay  ", "Ünïcödé ✓ 42%", "'quoted' at both ends'",
    "actor1: not a field", "notes: the same word as the column", "Fatalities coded as 10.\r\nUpdated.", "\ttabbed\t",
)  # fmt: skip
SOURCES = (
    "Courier; Radio Ford",
    "@chad_watch; Whatsapp",
    "AFP",
    "Le Pays: Tchad",
    "Local Source-12",
    "Radio Ford; AFP; -",
)


def made_row(number: int) -> dict[str, str]:
    """Row `number`, the same every time."""
    chance = random.Random(number)
    kinds = [(kind, sub) for kind, subs in tables()["acled"]["types"].items() for sub in subs]
    kind, sub = kinds[number % len(kinds)]
    country = chance.choice([one for one in countries().values() if one.numeric and one.acled_region])
    first, second = chance.choice(list(INTER.values())), chance.choice(["", *INTER.values()])
    disorder = tables()["acled"]["disorder"]
    civil = kind == "Violence against civilians" or (
        second == "Civilians" and kind in ("Explosions/Remote violence", "Riots")
    )
    day = date(1997, 1, 1) + timedelta(days=chance.randrange(10_000))
    names = chance.sample(NAMES, 4)
    return {
        "event_id_cnty": f"{country.iso3}{number + 1}", "event_date": day.isoformat(), "year": str(day.year),
        "time_precision": chance.choice("123"), "disorder_type": disorder.get(sub, disorder[kind]), "event_type": kind,
        "sub_event_type": sub, "actor1": names[0], "assoc_actor_1": chance.choice(["", names[1], f"{names[1]}; {names[2]}"]),
        "inter1": first, "actor2": names[3] if second else "",
        "assoc_actor_2": chance.choice(["", names[2]]) if second else "", "inter2": second,
        "interaction": interaction(first, second), "civilian_targeting": "Civilian targeting" if civil else "",
        "iso": country.numeric, "region": country.acled_region, "country": country_name(country.iso2, "acled"),
        "admin1": chance.choice(PLACES), "admin2": "Assoungha", "admin3": "", "location": chance.choice(PLACES),
        "latitude": f"{chance.uniform(-90, 90):.4f}", "longitude": f"{chance.uniform(-180, 180):.4f}",
        "geo_precision": chance.choice("123"), "source": chance.choice(SOURCES), "source_scale": "National",
        "notes": chance.choice(NOTES), "fatalities": str(chance.choice([0, 0, 0, 1, 2, 3, 10, 12, 100, 431])),
        "tags": chance.choice(["", "crowd size=about 2,000"]), "timestamp": "1710000000",
    }  # fmt: skip


def test_every_column_of_300_odd_rows_is_kept() -> None:
    rows = [made_row(number) for number in range(300)]
    held = io.StringIO(newline="")
    writer = csv.DictWriter(held, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    loaded = load_bytes(held.getvalue().encode(), "acled.csv")
    assert (loaded.form, loaded.refused, len(loaded.record.events)) == ("acled", (), 300)
    data = format_named("acled-csv").write(loaded.record)
    after = {row["event_id_cnty"]: row for row in csv.DictReader(io.StringIO(data.decode(), newline=""))}
    lost = [
        (row["event_id_cnty"], column, row.get(column, ""), after[row["event_id_cnty"]][column])
        for row in rows
        for column in COLUMNS
        if not _is_kept(column, row.get(column, ""), after[row["event_id_cnty"]][column])
    ]
    assert lost == []


def _is_kept(column: str, before: str, after: str) -> bool:
    if column in LOST:
        return after == ""
    if column in ("latitude", "longitude"):
        return abs(float(before) - float(after)) < 1e-4
    # a cell that a spreadsheet would take for a formula gets an apostrophe in front
    return after in (before, f"'{before}")
