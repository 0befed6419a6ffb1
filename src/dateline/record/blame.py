"""Who did it: somebody is accused, and says that it was another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model.record import Source
from dateline.record.cases import HARMFUL, WINDOW, Case, held_against
from dateline.record.disagreements import DisagreementFound
from dateline.record.words import stems_of


def find_passed_on(cases: Sequence[Case]) -> Iterator[DisagreementFound]:
    """Who did it: somebody is accused, and says that it was another."""
    by_story: dict[int, list[Case]] = {}
    for case in cases:
        if case.status_class == "real" and (case.record.type == "ACCUSE" or (
            case.record.type in HARMFUL and case.voices - {""})):  # fmt: skip
            by_story.setdefault(case.story, []).append(case)
    for group in by_story.values():
        answers: dict[str, list[Case]] = {}
        for case in group:
            for side in sorted(_accusers(case)):
                answers.setdefault(side, []).append(case)
        shown: set[frozenset[str]] = set()
        pairs: list[tuple[bool, float, int, int, Case, Case]] = []
        for case in group:
            accused, accuser = _accused(case), _accusers(case)
            for other in {other.number: other for side in sorted(accused)
                          for other in answers.get(side, ())[:WINDOW]}.values():  # fmt: skip
                if other is case or not accuser or accused & _accused(other) or not _accused(other):
                    continue
                apart = case.low > other.high or other.low > case.high
                third = not accuser & _accused(other) and "ACCUSE" in (case.record.type, other.record.type)
                same = case.record.type == other.record.type != "ACCUSE" and bool(case.stems & other.stems)
                third = third and _of_one_thing(case, other, group)
                if not apart and (third or (same and case.reports != other.reports)):
                    shared = len(case.stems & other.stems) / len(case.stems | other.stems)
                    pairs.append((not same, -shared, case.number, other.number, case, other))
        for *_, case, other in sorted(pairs, key=lambda pair: pair[:4]):
            blamed = frozenset(_accused(case) | _accused(other))
            if any(blamed & before for before in shown):
                continue
            shown.add(blamed)
            says = [one.accused or one.who for one in (case, other)]
            found = held_against("actor", case, (case, other), says, "the one who is accused says that it was another")
            for one, told in zip((case, other), found.sides, strict=True):
                told.sources.extend(of_what(one, group))
            yield found


def _of_one_thing(case: Case, other: Case, group: Sequence[Case]) -> bool:
    """Whether what the one is accused of may be what the other is told to have done."""
    accusation, told = (case, other) if case.record.type == "ACCUSE" else (other, case)
    if told.record.type == "ACCUSE":
        return True
    words = frozenset(word for source in of_what(accusation, group) for word in stems_of(source.span.text))
    return bool(words & told.stems)


def of_what(case: Case, cases: Sequence[Case]) -> list[Source]:
    """For an accusation, the words of its sentence for what somebody is accused of ("accused them of the killings")."""
    if case.record.type != "ACCUSE":
        return []
    told = {(one.report, one.sentence.start): one.span.end for one in case.record.sources if one.sentence is not None}
    return sorted(
        source
        for other in cases
        if other.record.type in HARMFUL and other.reports & case.reports
        for source in other.record.sources
        if source.sentence is not None
        and source.span.start >= told.get((source.report, source.sentence.start), source.span.start + 1)
    )


def _accused(case: Case) -> set[str]:
    parties = case.recipients if case.record.type == "ACCUSE" else case.actors
    return {side for party in parties for side in party.wide}


def _accusers(case: Case) -> set[str]:
    if case.record.type == "ACCUSE":
        return {side for party in case.actors for side in party.wide} | (set(case.voices) - {""})
    return set(case.voices) - {"", "somebody"}
