"""Case tables: titles, bylines, datelines, credits, outlets as texts show them."""

from __future__ import annotations

import pytest

from dateline.reports.marks import Marked, find_marks

BODY = "Fighters of the River Front seized the bridge at Halwan on Monday after two days of shelling, the council said."
REST = "The army denied that it had lost the bridge. Its spokesman told reporters that troops still held both banks."


def _marked(*paragraphs: str) -> Marked:
    return find_marks("\n\n".join(paragraphs))


DATELINES = [
    ("AMMAN: ", "AMMAN", None),
    ("BEIRUT, June 5 (Reuters) - ", "BEIRUT", "Reuters"),
    ("BEIRUT, June 5, 2031 (Reuters) – ", "BEIRUT", "Reuters"),
    ("NAIROBI, Kenya (Agence Horizon) — ", "NAIROBI, Kenya", "Agence Horizon"),
    ("GENEVA/CAIRO (AFP) - ", "GENEVA/CAIRO", "Agence France-Presse"),
    ("KAMPALA, Uganda (AP) — ", "KAMPALA, Uganda", "Associated Press"),
    ("PORT-AU-PRINCE — ", "PORT-AU-PRINCE", None),
    ("N'DJAMENA, 5 June - ", "N'DJAMENA", None),
    ("SAINT-LOUIS, Senegal -- ", "SAINT-LOUIS, Senegal", None),
    ("Khartoum, 5 June 2031 (Radio Lake) – ", "Khartoum", "Radio Lake"),
    ("Goma, North Kivu — ", "Goma, North Kivu", None),
    ("(Beirut) – ", "Beirut", None),
    ("ST. LOUIS (UPI) -- ", "ST. LOUIS", "United Press International"),
    ("HALWAN, Lakeland (AP)_ ", "HALWAN, Lakeland", "Associated Press"),
    ("HALWAN (AP) --\n\n", "HALWAN", "Associated Press"),
    ("HALWAN _\n\n", "HALWAN", None),
]


@pytest.mark.parametrize(("opening", "place", "credit"), DATELINES)
def test_datelines(opening: str, place: str, credit: str | None) -> None:
    found = _marked("Army loses Halwan bridge, council says", opening + BODY, REST)
    assert found.dateline is not None, opening
    assert found.dateline.value == place
    assert (found.credit.value if found.credit else None) == credit


NO_DATELINES = [
    "BREAKING: ", "WATCH — ", "UPDATE: ", "EXCLUSIVE - ", "Police – who came late – said that ", "Analysis: ",
    "On Monday - the third day - ", "“HALWAN: ", "READ MORE: ", "The army, Lake Radio says, ", "PREVIOUSLY: ",
]  # fmt: skip


@pytest.mark.parametrize("opening", NO_DATELINES)
def test_labels_are_no_datelines(opening: str) -> None:
    found = _marked("Army loses Halwan bridge, council says", opening + BODY, REST)
    if opening == "“HALWAN: ":
        return  # a quotation mark before a dateline is a slip that we read over
    assert found.dateline is None, found.dateline


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    found = _marked(
        "What the mayor said on Monday night",
        "OSEI: We had no warning at all, and people ran to the fields when the second shell came.",
        "LINDQVIST: Who do you think it was that fired on the town, and why did they do it on a Monday?",
        "OSEI: I do not know, and nobody has told us.",
    )
    assert found.dateline is None


TITLES: list[tuple[tuple[str, ...], str | None]] = [
    (("Army loses Halwan bridge, council says", BODY, REST), "Army loses Halwan bridge, council says"),
    (("4 min read", "Army loses Halwan bridge", BODY), "Army loses Halwan bridge"),
    (("Who holds the bridge at Halwan?", BODY, REST), "Who holds the bridge at Halwan?"),
    (("Army Loses Halwan Bridge, Council Says.", BODY, REST), "Army Loses Halwan Bridge, Council Says."),
    (("By Nora Lindqvist", "Army loses Halwan bridge", BODY), "Army loses Halwan bridge"),
    (("Valley", "Army loses Halwan bridge", BODY), "Army loses Halwan bridge"),
    (("Troops leave two towns in the U.S.", BODY, REST), "Troops leave two towns in the U.S."),
    ((BODY, REST), None),
    (("AMMAN: " + BODY, REST), None),
    (("The council met on Monday. It will meet again.", BODY), None),
    (("Army loses Halwan bridge, council says",), None),
]


@pytest.mark.parametrize(("paragraphs", "title"), TITLES)
def test_titles(paragraphs: tuple[str, ...], title: str | None) -> None:
    found = _marked(*paragraphs).title
    assert (found.value if found else None) == title


def test_a_lead_set_before_the_headline_gives_way_to_it() -> None:
    found = _marked(
        "Fighters of the River Front seized the bridge at Halwan on Monday",
        "River Front takes bridge as people flee",
        BODY,
    )
    assert found.title is not None
    assert found.title.value == "River Front takes bridge as people flee"
    assert [mark.kind for mark in found.marks] == ["teaser", "title"]


def test_a_date_run_into_the_title_is_left_out_of_it() -> None:
    found = _marked("Army loses Halwan bridge Posted: Sunday, March 4, 2031 7:23 AM EST", BODY, REST)
    assert found.title is not None
    assert found.title.value == "Army loses Halwan bridge"
    assert found.published is not None
    assert found.published.time == "2031-03-04T07:23:00-05:00"


BYLINES = [
    ("By Nora Lindqvist", "Nora Lindqvist"),
    ("BY NORA LINDQVIST", "NORA LINDQVIST"),
    ("By Nora Lindqvist and Sami Odeh", "Nora Lindqvist and Sami Odeh"),
    ("By Nora Lindqvist, Staff Writer", "Nora Lindqvist"),
    ("By Nora Lindqvist | March 4, 2031", "Nora Lindqvist"),
    ("by: Nora Lindqvist Updated: Mar 4, 2031 - 5:36 PM", "Nora Lindqvist"),
    ("Written by Juan de la Cruz", "Juan de la Cruz"),
    ("Nora Lindqvist, Staff Writer", "Nora Lindqvist"),
]


@pytest.mark.parametrize(("line", "name"), BYLINES)
def test_bylines(line: str, name: str) -> None:
    found = _marked("Army loses Halwan bridge", line, BODY, REST)
    assert found.byline is not None
    assert found.byline.value == name


@pytest.mark.parametrize(
    "line", ["By Monday night, troops held both banks.", "By Friday the bridge was gone", "by hand"]
)
def test_no_bylines(line: str) -> None:
    assert _marked("Army loses Halwan bridge", line, BODY, REST).byline is None


CREDITS: list[tuple[tuple[str, ...], str]] = [
    ((BODY, REST, "(Reuters)"), "Reuters"),
    ((BODY, REST, "— AFP"), "Agence France-Presse"),
    ((BODY, REST + " (AP)"), "Associated Press"),
    ((BODY, REST, "Source: Anadolu Agency"), "Anadolu Agency"),
    (("By JANE DOE, Associated Press", BODY, REST), "Associated Press"),
    ((BODY, REST, "Associated Press writer Jane Doe contributed to this report."), "Associated Press"),
    ((BODY, REST, "The Associated Press contributed to this report."), "Associated Press"),
    ((BODY, REST, "(With inputs from PTI)"), "Press Trust of India"),
    ((BODY, REST, "This story originally appeared on Lake Radio."), "Lake Radio"),
    ((BODY, REST, "Originally published by the Valley Post on Monday"), "Valley Post"),
    ((BODY, REST, "Copyright 2031 The Associated Press. All rights reserved."), "Associated Press"),
    (("According to a report by the Valley Post, " + BODY, REST), "Valley Post"),
    ((BODY, REST, "(Agence Horizon)"), "Agence Horizon"),
]


@pytest.mark.parametrize(("paragraphs", "credit"), CREDITS)
def test_credits(paragraphs: tuple[str, ...], credit: str) -> None:
    found = _marked("Army loses Halwan bridge", *paragraphs).credit
    assert found is not None, paragraphs
    assert found.value == credit


def test_what_somebody_told_an_agency_is_no_credit() -> None:
    assert (
        _marked("Army loses Halwan bridge", BODY, "“They are gone,” the mayor told Reuters on Monday.").credit is None
    )


def test_outlet_that_people_speak_to_again_and_again() -> None:
    found = _marked(
        "Army loses Halwan bridge",
        "Fighters of the River Front seized the bridge on Monday, the mayor told Lake Radio.",
        "“We had no warning,” the baker told Lake Radio on Tuesday.",
        "The army would send more troops, its spokesman told Lake Radio. He also told General Osei to wait.",
    )
    assert found.outlet is not None
    assert found.outlet.value == "Lake Radio"


def test_a_person_who_is_told_things_is_no_outlet() -> None:
    found = _marked(
        "Army loses Halwan bridge",
        "The mayor told General Osei that the bridge was gone. The council told General Osei the same.",
        "The baker told General Osei to leave. General Osei refused. General Osei later left the town for the lake camps.",
        "General Osei has led the garrison since the spring.",
    )
    assert found.outlet is None


def test_outlet_above_the_date_and_the_headline() -> None:
    found = _marked("THE VALLEY POST", "March 4, 2031", "Army loses Halwan bridge, council says", BODY, REST)
    assert found.outlet is not None
    assert found.outlet.value == "THE VALLEY POST"
    assert [mark.kind for mark in found.marks] == ["boilerplate", "boilerplate", "title"]
    assert _marked("Valley", "Army loses Halwan bridge, council says", BODY, REST).outlet is None


RIGHTS = [
    ("© 2031 Lake Radio", "Lake Radio"), ("Copyright 2031 WLKR News. All rights reserved.", "WLKR News"),
    ("(© 2031 WLKR)", "WLKR"), ("Copyright WLKR 2031. All rights reserved.", "WLKR"),
    ("© Copyright 2031 Valley Post Media Group. Do not reproduce.", "Valley Post Media Group"),
    ("Copyright 2029-2031 by Valley Post - All rights reserved", "Valley Post"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "outlet"), RIGHTS)
def test_outlet_in_the_notice_of_rights(line: str, outlet: str) -> None:
    found = _marked("Army loses Halwan bridge", BODY, REST, line).outlet
    assert found is not None
    assert found.value == outlet
