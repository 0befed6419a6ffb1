"""Origins: what repeats what."""

from __future__ import annotations

import random
from collections.abc import Callable

from dateline.model.record import Record
from dateline.record.passages import find_shared
from tests.record.made import Paper
from tests.record.synthetic import filler

Build = Callable[..., Record]

LINES = [
    "The harbour of Brova was closed on Monday after two ferries collided in thick fog near the outer wall.",
    "Port officials said that the ferries were towed to the old dock and that nobody on board was badly hurt.",
    "Divers will look at the hulls in the morning, and the ferry line hopes to sail again by the end of the week.",
    "Fishermen complained that the signal lamp on the wall had been dark for eleven days before the accident.",
    "The town council had put off the repair of the lamp twice because of a quarrel over who should pay.",
]


def own(seed: int, lines: int) -> list[str]:
    """Sentences that no other report has."""
    dice = random.Random(seed)
    return [filler(dice) for _ in range(lines)]


def paper(lines: list[str], outlet: str, **fields: str) -> Paper:
    return Paper("\n".join(lines) + "\n", outlet=outlet, **fields)


def origins(record: Record) -> list[set[str]]:
    """Which outlets stand under one origin."""
    outlets = {report.id: report.outlet.value if report.outlet else "" for report in record.reports}
    groups: dict[str, set[str]] = {}
    for report in record.reports:
        groups.setdefault(report.origin, set()).add(outlets[report.id])
    return sorted(groups.values(), key=sorted)


def test_a_copy_and_a_report_of_its_own(build: Build) -> None:
    record = build(paper(LINES, "Coast Wire"), paper(LINES, "Valley Post"), paper(own(1, 6), "The Meridian"))
    assert origins(record) == [{"Coast Wire", "Valley Post"}, {"The Meridian"}]
    (copied,) = [origin for origin in record.origins if len(origin.reports) == 2]
    assert copied.kind == "copy"
    assert any("passages" in line for line in copied.why)


def test_a_copy_shows_through_changed_paragraphs_and_small_edits(build: Build) -> None:
    edited = [
        " ".join(LINES[:2]).replace("badly hurt", "seriously hurt"),
        " ".join(LINES[2:]).replace("Fishermen", "Local fishermen"),
    ]
    assert origins(build(paper(LINES, "Coast Wire"), paper(edited, "Valley Post"))) == [{"Coast Wire", "Valley Post"}]


def test_a_rewrite_that_keeps_three_paragraphs_shows(build: Build) -> None:
    rewrite = [*own(2, 4), *LINES[1:4], *own(3, 2)]
    record = build(paper(LINES, "Coast Wire"), paper(rewrite, "Valley Post"))
    assert origins(record) == [{"Coast Wire", "Valley Post"}]


def test_a_borrowed_part_of_a_long_report_is_noted_and_counted_where_it_stands(build: Build) -> None:
    source = paper([*LINES, *own(4, 20)], "Coast Wire", published="2031-06-02")
    borrower = paper([*own(5, 24), *LINES[1:4]], "Valley Post", published="2031-06-03")
    for made in (source, borrower):
        made.event("towed", "COOPERATE", actors=[made.actor("Port officials", kind="organisation")])
    record = build(source, borrower)
    assert origins(record) == [{"Coast Wire"}, {"Valley Post"}]
    event = next(event for event in record.events if event.sources[0].span.text == "towed")
    assert len(event.sources) == 2
    assert len(event.origins) == 1
    assert any("part of this text" in line for origin in record.origins for line in origin.why)


def test_one_agency_and_shared_text_are_one_origin_named_after_it(build: Build) -> None:
    first = paper([*LINES[:2], *own(6, 12)], "Valley Post", credit="Coast Wire", published="2031-06-02")
    second = paper([LINES[0], *own(7, 12)], "The Meridian", credit="Coast Wire", published="2031-06-01")
    alone = paper(own(8, 6), "Plains Radio", credit="Coast Wire")
    record = build(first, second, alone)
    assert origins(record) == [{"Plains Radio"}, {"The Meridian", "Valley Post"}]
    (shared,) = [origin for origin in record.origins if len(origin.reports) == 2]
    assert (shared.name, shared.kind) == ("Coast Wire", "agency")


def test_copies_are_named_after_the_earliest(build: Build) -> None:
    record = build(
        paper(LINES, "Valley Post", published="2031-06-03"),
        paper(LINES, "Coast Wire", published="2031-06-01"),
        paper(LINES, "The Meridian", published="2031-06-02"),
    )
    (origin,) = record.origins
    assert origin.name == "Coast Wire"
    assert any("the earliest, published 2031-06-01" in line for line in origin.why)


def test_shared_boilerplate_of_one_sentence_joins_nothing(build: Build) -> None:
    record = build(paper([*own(9, 8), LINES[0]], "Coast Wire"), paper([*own(10, 8), LINES[0]], "Valley Post"))
    assert origins(record) == [{"Coast Wire"}, {"Valley Post"}]


QUOTE = "We shall keep the harbour closed until every lamp on the wall is lit again"


def quoting(outlet: str, speaker: str, office: str, seed: int, quote: str = QUOTE) -> Paper:
    lines = [f"The harbour stays closed, {outlet} has learnt.", f"“{quote},” said {speaker}, {office}.", *own(seed, 5)]
    made = paper(lines, outlet)
    port = made.actor("Port Office", "harbour", kind="organisation")
    who = made.actor(speaker, kind="person", office=office, represents=port)
    claim = made.claim("said", quote, who, direct=True)
    made.event("closed", "COERCE", actors=[port], claim=claim, nth=1)
    return made


def test_two_reports_of_one_statement_are_one_origin_of_the_event(build: Build) -> None:
    record = build(
        quoting("Coast Wire", "Ana Corvin", "harbour master", 11),
        quoting("Valley Post", "Ana Corvin", "harbour master", 12),
    )
    assert origins(record) == [{"Coast Wire"}, {"Valley Post"}]
    assert len({claim.origin for claim in record.claims}) == 1
    (statement,) = [origin for origin in record.origins if origin.kind == "statement"]
    assert statement.name == "statement by Ana Corvin"
    assert any("word for word" in line for line in statement.why)
    assert all(len(event.origins) == 1 for event in record.events)


def test_a_shared_quotation_is_one_statement_whoever_is_named(build: Build) -> None:
    record = build(
        quoting("Coast Wire", "Ana Corvin", "harbour master", 13),
        quoting("Valley Post", "Port Office", "speaking late", 14),
    )
    assert len({claim.origin for claim in record.claims}) == 1


def test_two_statements_of_two_parties_are_two(build: Build) -> None:
    other = "There was never any danger, and the ferries should sail tomorrow morning as planned"
    first = quoting("Coast Wire", "Ana Corvin", "harbour master", 15)
    second = paper([f"“{other},” said Boro Galen of the Ferry Line.", *own(16, 5)], "Valley Post")
    line = second.actor("Ferry Line", kind="organisation")
    second.claim("said", other, second.actor("Boro Galen", kind="person", represents=line), direct=True)
    assert len({claim.origin for claim in build(first, second).claims}) == 2


def test_a_report_that_tells_what_another_outlet_said_rests_on_it(build: Build) -> None:
    source = paper(own(17, 6), "The Meridian")
    lines = [f"The Meridian reported that {filler(random.Random(n)).lower()}" for n in (18, 19, 20)]
    teller = paper(lines, "Valley Post")
    meridian = teller.actor("The Meridian", kind="organisation", sector="MED")
    for number, line in enumerate(lines):
        teller.claim("reported", line.partition("that ")[2], meridian, chain=[meridian], nth=number)
    record = build(source, teller)
    assert origins(record) == [{"The Meridian", "Valley Post"}]
    assert any("of its claims as The Meridian's" in line for origin in record.origins for line in origin.why)


def test_quotations_are_no_copying() -> None:
    made = [paper([f"“{QUOTE}.”", *own(seed, 3)], outlet) for seed, outlet in ((21, "Coast Wire"), (22, "Valley Post"))]
    shared = find_shared([one.report for one in made])
    (group,) = shared.groups
    assert all(shared.passages[member].quoted for member in group)


def test_passages_are_true_to_the_text() -> None:
    made = paper([*LINES, "Short one.", *own(23, 3)], "Coast Wire")
    shared = find_shared([made.report])
    assert [made.text[passage.start : passage.end] for passage in shared.passages][:5] == LINES
