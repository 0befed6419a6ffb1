"""Figures: a text, and each figure as "words | value or low-high | unit | bound | what is counted".

A value with an open end is written "9+" (at least) or "-9" (at most); "24+?" is a word like "dozens", which has no value.
Add a row to say what a text should give.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.claims import find_claims, find_figures
from dateline.model.account import Figure, When
from dateline.model.reading import Reading
from dateline.model.spans import Span

Read = Callable[[str], Reading]

CASUALTIES = [
    (
        "Twelve people were killed and 30 wounded in the blast.",
        [
            "Twelve | 12 | killed | exact | people",
            "30 | 30 | injured | exact | wounded",
        ],
    ),
    (
        "The attack left 12 dead and 30 injured.",
        ["12 | 12 | killed | exact | dead", "30 | 30 | injured | exact | injured"],
    ),
    (
        "At least 12 killed and 30 wounded in raid",
        [
            "At least 12 | 12+ | killed | at least | killed",
            "30 | 30 | injured | exact | wounded",
        ],
    ),
    (
        "A bomber struck, killing at least 9 people and wounding 14.",
        [
            "at least 9 | 9+ | killed | at least | people",
            "14 | 14 | injured | exact | wounding",
        ],
    ),
    ("The death toll rose to 52 on Sunday.", ["52 | 52 | killed | exact | toll"]),
    ("Doctors reported a death toll of 30.", ["30 | 30 | killed | exact | toll"]),
    (
        "Three police officers were killed and two others were hurt.",
        [
            "Three | 3 | killed | exact | police officers",
            "two | 2 | injured | exact | others",
        ],
    ),
    ("The blast injured 14 others.", ["14 | 14 | injured | exact | others"]),
    ("The bombing claimed 19 lives.", ["19 | 19 | killed | exact | lives"]),
    ("At least 20 people, most of them civilians, were killed.", ["At least 20 | 20+ | killed | at least | people"]),
    ("A farmer was killed and his wife wounded.", ["A | 1 | killed | exact | farmer"]),
    ("A 12-year-old boy was shot dead.", ["A | 1 | killed | exact | 12-year-old boy"]),
    ("No one was injured.", ["No one | 0 | injured | exact | injured"]),
    ("Nobody was killed.", ["Nobody | 0 | killed | exact | killed"]),
    ("Dozens of civilians were killed.", ["Dozens | 24+? | killed | at least | civilians"]),
    ("A total of 56 bodies were found in the grave.", ["A total of 56 | 56 | killed | exact | bodies"]),
    (
        "The number of soldiers killed in the attack has risen to 19.",
        ["19 | 19 | killed | exact | killed"],
    ),
    ("A trader, Rosa Lind, said her brother was among the dead.", []),
    (
        "How many are held? The mayor says 87.",
        ["87 | 87 | detained | exact | "],
    ),
    (
        "The army said 11 soldiers were killed; the rebels admit to four.",
        ["11 | 11 | killed | exact | soldiers", "four | 4 | killed | exact | soldiers"],
    ),
    (
        "The hospital counts five dead. The priest speaks of nine.",
        ["five | 5 | killed | exact | dead", "nine | 9 | killed | exact | dead"],
    ),
    (
        "Nineteen people were killed. Five were children.",
        ["Nineteen | 19 | killed | exact | people", "Five | 5 | killed | exact | children"],
    ),
    (
        "The clinic closed its register at 34 names.",
        ["34 | 34 | killed | exact | names"],
    ),
    (
        "The minister put at 12 the number of rebels killed in the valley.",
        ["12 | 12 | killed | exact | rebels"],
    ),
    (
        "The report counts 41 people dead (29 men, 3 women, 9 children).",
        [
            "41 | 41 | killed | exact | people",
            "29 | 29 | killed | exact | men",
            "3 | 3 | killed | exact | women",
            "9 | 9 | killed | exact | children",
        ],
    ),
    ("Some 60 people are being held.", ["Some 60 | 60 | detained | about | people"]),
    ("Nine miners are missing.", ["Nine | 9 | missing | exact | miners"]),
    ("Death toll: 12. Injured: 40.", ["12 | 12 | killed | exact | toll", "40 | 40 | injured | exact | Injured"]),
    ("Two of the wounded were flown out.", ["Two | 2 | injured | exact | wounded"]),
    ("The dead included four women.", ["four | 4 | killed | exact | women"]),
    (
        "Of the 23 injured, six are in intensive care.",
        ["23 | 23 | injured | exact | injured", "six | 6 | injured | exact | injured"],
    ),
    (
        "The number of miners killed in the blast at the shaft near the river on Sunday has risen to 19.",
        ["19 | 19 | killed | exact | killed"],
    ),
    ("The army lost 11 men.", ["11 | 11 | killed | exact | men"]),
]

PEOPLE = [
    ("Some 3,000 families fled their homes.", ["Some 3,000 | 3000 | displaced | about | families"]),
    ("Half a million people have been displaced.", ["Half a million | 500000 | displaced | about | people"]),
    (
        "Tens of thousands of people have been forced from their homes.",
        [
            "Tens of thousands | 20000+? | displaced | at least | people",
        ],
    ),
    ("Police arrested more than a dozen protesters.", ["more than a dozen | 12+ | detained | at least | protesters"]),
    ("Police chased the thieves and arrested 27 of them.", ["27 | 27 | detained | exact | arrested"]),
    ("The soldiers captured nine fighters.", ["nine | 9 | detained | exact | fighters"]),
    ("About 600 families left the town.", ["About 600 | 600 | displaced | about | families"]),
    ("Between 20 and 30 militants were arrested.", ["Between 20 and 30 | 20-30 | detained | range | militants"]),
    ("The army said 20 to 30 rebels had been detained.", ["20 to 30 | 20-30 | detained | range | rebels"]),
    ("The group has as many as 30,000 fighters.", ["as many as 30,000 | -30000 | fighters | at most | fighters"]),
    ("It had 700-1,000 fighters in the hills.", ["700-1,000 | 700-1000 | fighters | range | fighters"]),
    ("The alliance sent up to 1,500 troops.", ["up to 1,500 | -1500 | troops | at most | troops"]),
    ("Fewer than 200 people live there.", ["Fewer than 200 | -200 | people | at most | people"]),
    ("Several hundred residents gathered.", ["Several hundred | 300+? | people | at least | residents"]),
    ("About two dozen villagers were abducted.", ["About two dozen | 24 | people | about | villagers"]),
    ("The rebels freed 40 hostages.", ["40 | 40 | people | exact | hostages"]),
    ("The town has 2,000 inhabitants or so.", ["2,000 | 2000 | people | exact | inhabitants"]),
    ("The flood forced nearly 900 farmers from their homes.", ["nearly 900 | 900 | displaced | about | farmers"]),
    ("Four more suspects were picked up overnight.", ["Four | 4 | detained | exact | more suspects"]),
    ("Some 5,000 steelworkers stayed at home.", ["Some 5,000 | 5000 | people | about | steelworkers"]),
    ("She spoke to a crowd of about 3,000.", ["about 3,000 | 3000 | people | about | crowd"]),
    ("Police put the turnout at 9,000.", ["9,000 | 9000 | people | exact | turnout"]),
    (
        "The march drew 15,000, police said, or 40,000, according to the union.",
        ["15,000 | 15000 | people | exact | march", "40,000 | 40000 | people | exact | march"],
    ),
    (
        "Police say 27 people were arrested; the union says 40.",
        ["27 | 27 | detained | exact | people", "40 | 40 | detained | exact | people"],
    ),
    (
        "Of the 140 on board, 121 survived.",
        ["140 | 140 | people | exact | ", "121 | 121 | people | exact | survived"],
    ),
]

THINGS = [
    ("Two car bombs went off.", ["Two | 2 | count | exact | car bombs"]),
    ("The barges carried 1,600 tonnes of flour.", ["1,600 | 1600 | count | exact | tonnes"]),
    ("The plant will cut 3,500 jobs.", ["3,500 | 3500 | count | exact | jobs"]),
    ("Police closed both bridges.", ["both | 2 | count | exact | bridges"]),
    ("Both bridges are old.", []),
    (
        "The fire burned two lorries and one bus.",
        ["two | 2 | count | exact | lorries", "one | 1 | count | exact | bus"],
    ),
    ("One bus waited.", []),
    (
        "The storm damaged 400 barns, 60 of them badly.",
        ["400 | 400 | count | exact | barns", "60 | 60 | count | exact | "],
    ),
    (
        "The council voted 61 to 34, with five abstentions.",
        [
            "61 | 61 | count | exact | voted",
            "34 | 34 | count | exact | voted",
            "five | 5 | count | exact | abstentions",
        ],
    ),
    (
        "The motion failed by 102 votes to 97.",
        ["102 | 102 | count | exact | votes", "97 | 97 | count | exact | votes"],
    ),
    ("The chamber adopted it 88-41.", ["88 | 88 | count | exact | adopted", "41 | 41 | count | exact | adopted"]),
    (
        "Forty ships were waiting, up from 18.",
        ["Forty | 40 | count | exact | ships", "18 | 18 | count | exact | ships"],
    ),
    ("The number of cases doubled to 840.", ["840 | 840 | count | exact | cases"]),
    ("More than 300 mm of rain fell.", ["More than 300 | 300+ | count | at least | mm"]),
]

MEASURES = [
    ("The group has lost about 90 percent of its territory.", ["about 90 | 90 | % | about | its territory"]),
    ("Turnout was 41.5%.", ["41.5 | 41.5 | % | exact | "]),
    ("They hold a roughly 4,000-square-kilometer pocket.", ["roughly 4,000 | 4000 | km2 | about | pocket"]),
    ("The army advanced 12 km along the river.", ["12 | 12 | km | exact | "]),
    ("The rebels lost thousands of kilometers of land.", ["thousands | 2000+? | km | at least | land"]),
    ("The ministry pledged $5 million in aid.", ["$5 million | 5e+06 | money | exact | "]),
    ("The bridge cost nearly 40 million euros.", ["nearly 40 million | 4e+07 | money | about | "]),
    (
        "The speech came more than three years after the group fled.",
        [
            "more than three | 3+ | years | at least | after the group fled",
        ],
    ),
    ("The 40-day siege ended.", ["40 | 40 | days | exact | siege"]),
    ("The shops stay shut for three days.", ["three | 3 | days | exact | "]),
    ("It was the worst flood in 60 years.", ["60 | 60 | years | exact | "]),
    ("The army needs six to eight days.", ["six to eight | 6-8 | days | range | "]),
    ("A third of the harvest is lost.", ["A third | 33.3 | % | about | the harvest"]),
    ("More than half of the pupils stayed away.", ["More than half | 50 | % | at least | the pupils"]),
    ("Prices rose 0.3 percentage points.", ["0.3 | 0.3 | % | exact | "]),
    (
        "Insurers put the loss at between $1.2 billion and $1.5 billion.",
        ["between $1.2 billion and $1.5 billion | 1.2e+09-1.5e+09 | money | range | "],
    ),
    ("It cost 120 million crowns.", ["120 million | 1.2e+08 | money | exact | "]),
    (
        "The army destroyed 12 tanks and five trucks.",
        [
            "12 | 12 | count | exact | tanks",
            "five | 5 | count | exact | trucks",
        ],
    ),
]

NOTHING = [
    "The war began in 2011.",
    "On 7 May 2018 the talks began at 10:30 a.m.",
    "Ali, 30, and Rosa, 41, came home.",
    "The boy is 12 years old.",
    "He finished 2nd of the 1st Division.",
    "4 min read",
    "Task Force 5 arrived.",
    "The town lies 30 km north of the capital.",
    "Call 555-0134 for help.",
    "She lives at 12 Mill Street.",
    "The home side won 3-1.",
    "Resolution 2254 was adopted.",
    "An AK-47 was found.",
    "One of the men left.",
    "Two officials said the talks failed three times.",
    "For days the town was quiet, as for many months before.",
    "A man walked by.",
    "There were two reasons.",
    "It happened two days ago, and not in the past three weeks.",
    "The two men walked home with her three daughters.",
    "She is a mother of four and a grandmother of two girls.",
    "The men are between the ages of 21 and 58.",
    "It stands in the 400 block of Mill Street.",
    "The 17-member council met.",
    "A quarter of a century went by.",
    "Call 713-222-TIPS.",
]


def shown(figure: Figure) -> str:
    """A figure as the tables above write it."""
    if figure.value is None and figure.high is not None:
        value = f"{figure.low:g}-{figure.high:g}"
    elif figure.value is None:
        value = f"{figure.low:g}+?"
    elif figure.low is not None:
        value = f"{figure.value:g}+"
    elif figure.high is not None:
        value = f"-{figure.value:g}"
    else:
        value = f"{figure.value:g}"
    return f"{figure.span.text} | {value} | {figure.unit} | {figure.bound} | {figure.what}"


def figures_of(read: Read, text: str) -> tuple[Figure, ...]:
    reading = read(text)
    return find_figures(reading, find_claims(reading, ()), ())


LOSSES = [
    ("The toll has climbed to 58 from 41.", ["58 | 58 | killed | exact | toll", "41 | 41 | killed | exact | toll"]),
    (
        "Nine policemen and five passengers lost their lives.",
        ["Nine | 9 | killed | exact | policemen", "five | 5 | killed | exact | passengers"],
    ),
    ("Eight of our soldiers fell.", ["Eight | 8 | killed | exact | our soldiers"]),
    ("Forty-two more came in wounded.", ["Forty-two | 42 | injured | exact | more"]),
    ("The army admitted the loss of nine soldiers.", ["nine | 9 | killed | exact | soldiers"]),
    ("The clinic treated 27 people for burns.", ["27 | 27 | injured | exact | people"]),
    ("The search goes on for 11 people.", ["11 | 11 | missing | exact | people"]),
    ("The army moved 4,000 people out of the valley.", ["4,000 | 4000 | displaced | exact | people"]),
    ("Thirteen held after clashes in Harun", ["Thirteen | 13 | detained | exact | held"]),
    (
        "Two of the 19 arrested men were charged.",
        ["Two | 2 | detained | exact | 19 arrested men", "19 | 19 | detained | exact | arrested men"],
    ),
    ("The group documented the killing of 22 detainees.", ["22 | 22 | killed | exact | detainees"]),
]

CROWDS = [
    ("A whopping 20,000 joined the rally.", ["20,000 | 20000 | people | exact | "]),
    (
        "Police put the crowd at 2,500; organisers spoke of 6,000.",
        ["2,500 | 2500 | people | exact | crowd", "6,000 | 6000 | people | exact | crowd"],
    ),
    (
        "Police raised their estimate of the crowd to 5,500 from about 4,000.",
        ["5,500 | 5500 | people | exact | crowd", "about 4,000 | 4000 | people | about | crowd"],
    ),
    (
        "About 400 miners marched, police said. The union put the number at 2,000.",
        ["About 400 | 400 | people | about | miners", "2,000 | 2000 | people | exact | miners"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASUALTIES + PEOPLE + THINGS + MEASURES + LOSSES + CROWDS)
def test_value_unit_bound_and_what(read: Read, text: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in figures_of(read, text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_figure(read: Read, text: str) -> None:
    assert [shown(figure) for figure in figures_of(read, text)] == []


PARTS = [
    ("The strike killed 132 people, seven of them children.", [None, 0]),
    ("Four soldiers were killed, one of them an officer.", [None, 0]),
    ("Twelve people died, including three women and four children.", [None, 0, 0]),
    ("The clash left 17 people dead, among them four policemen.", [None, 0]),
    ("Twelve people were killed and 30 wounded.", [None, None]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_part_points_at_its_whole(read: Read, text: str, expected: list[int | None]) -> None:
    assert [figure.part_of for figure in figures_of(read, text)] == expected


def test_a_list_that_adds_up_to_a_toll_breaks_it_down(read: Read) -> None:
    reading = read("They counted fourteen dead. Eight soldiers, four drivers, and two women.")
    figures = find_figures(reading, (), ())
    assert [(figure.value, figure.unit, figure.part_of) for figure in figures] == [
        (14, "killed", None), (8, "killed", 0), (4, "killed", 0), (2, "killed", 0),
    ]  # fmt: skip


def test_a_list_that_adds_up_to_nothing_told_before_is_no_toll(read: Read) -> None:
    reading = read("They counted fifteen dead. Eight soldiers, four drivers, and two women came later.")
    assert [figure.unit for figure in find_figures(reading, (), ()) if figure.unit == "killed"] == ["killed"]


def test_a_part_is_counted_like_its_whole(read: Read) -> None:
    whole, part = figures_of(read, "The strike killed 132 people, seven of them children.")
    assert whole.unit == part.unit == "killed"


def test_miles_become_kilometres_and_say_so(read: Read) -> None:
    (figure,) = figures_of(read, "The army advanced 10 miles along the river.")
    assert figure.unit == "km"
    assert figure.value == pytest.approx(16.0934, abs=0.001)
    assert "converted from 10" in figure.why


def test_the_innermost_claim_makes_the_figure(read: Read) -> None:
    reading = read("The ministry said doctors reported that 12 people had died. The army says 30 rebels were killed.")
    claims = find_claims(reading, ())
    twelve, thirty = find_figures(reading, claims, ())
    assert [None if figure.claim is None else claims[figure.claim].cue.text for figure in (twelve, thirty)] == [
        "reported",
        "says",
    ]


def test_a_figure_outside_every_claim_is_the_outlets_own(read: Read) -> None:
    (figure,) = figures_of(read, "The blast killed 12 people.")
    assert figure.claim is None


def when(reading: Reading, words: str, granularity: str = "month") -> When:
    start = reading.text.index(words)
    return When(
        span=Span.of(reading.text, start, start + len(words)),
        earliest=None,
        latest=None,
        granularity=granularity,  # type: ignore[arg-type]
        anchor="none",
        rule="test",
    )


def test_as_of_and_the_time_of_the_clause(read: Read) -> None:
    reading = read("As of August 2018 the group had 30,000 fighters. The older group had 900 fighters in 2011.")
    times = (when(reading, "August 2018"), when(reading, "2011", "year"))
    assert [figure.as_of for figure in find_figures(reading, (), times)] == [0, 1]


def test_a_number_inside_a_date_is_no_figure(read: Read) -> None:
    reading = read("Within 48 hours of the 20 days of talks, 12 people were killed.")
    times = (when(reading, "48 hours of the 20 days", "day"),)
    assert [figure.value for figure in find_figures(reading, (), times)] == [12.0]
