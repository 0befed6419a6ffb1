"""What happened by one account and did not, or had yet to, by another: tellings of one event with another status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.record.cases import NEAR_DAYS, WINDOW, Case, agree
from dateline.record.corpus import Corpus
from dateline.record.disagreements import DisagreementFound, SideFound
from dateline.record.places import PlacesFound
from dateline.record.words import fold

_AREAS = frozenset({"country", "region", "province"})


def keys_of_report(case: Case) -> Iterator[tuple[int, str]]:
    """Keys under which a denial finds what its own report tells in other words: the mode, what who acts is called."""
    for report in sorted(case.reports):
        if case.record.mode:
            yield report, f"mode {case.record.mode}"
        for head in sorted(case.heads[0]):
            yield report, f"called {head}"


def contradicted(
    corpus: Corpus,
    case: Case,
    real: dict[str, list[Case]],
    by_side: dict[str, list[Case]],
    alike: dict[tuple[int, str], list[Case]],
    places: PlacesFound,
) -> DisagreementFound | None:
    """What happened by other accounts and by this one did not, or had yet to: one event, or tellings of one."""
    near: dict[int, Case] = {}
    for word in sorted(case.stems):
        for other in real.get(word, ())[:WINDOW]:
            near[other.number] = other
    if case.denied:
        for key in keys_of_report(case):
            for other in alike.get(key, ())[:WINDOW]:
                if not case.voices & other.voices:
                    near.setdefault(other.number, other)
        # what is denied may be put in other words: then the same actors on both ends must tie the two
        for side in sorted({side for party in case.actors for side in party.wide}):
            for other in by_side.get(side, ())[:WINDOW]:
                told = other.status_class == "real" or (other.record.status == "possible" and not other.denied)
                whom, lie = agree(case.recipients, other.recipients), places.lie(case.place, other.place)
                if told and agree(case.actors, other.actors) == 2 and (whom == 2 or lie in ("same", "near")):
                    near[other.number] = other
    fits = [(strength, other) for other in near.values() if (strength := _fits(corpus, case, other, places))]
    if not fits:
        return None
    best = max(strength for strength, _ in fits)
    others = [other for strength, other in fits if strength == best]
    if len(others) > 1 and not (case.denied and _one_thing(others, places)):
        return None
    other = others[0]
    update = case.status_class == "future" and not case.reports & other.reports
    status = "denied" if case.denied else case.record.status
    why = f"{status} by one, {other.record.status} by the other; for the rest alike: same type, same trigger"
    if agree(case.actors, other.actors) > 0:
        why += ", same actors"
    if agree(case.recipients, other.recipients) > 0:
        why += ", same recipients"
    if update:
        why += "; the report that tells it as happened is the later"
    mine = SideFound(status, [case.record.id], list(case.record.sources))
    theirs = SideFound(
        other.record.status,
        [one.record.id for one in others],
        sorted(source for one in others for source in one.record.sources),
    )
    sides = [mine, theirs] if update else sorted((mine, theirs), key=lambda side: side.sources[0])
    return DisagreementFound("status", case.label, update, sides, why)


def _one_thing(cases: Sequence[Case], places: PlacesFound) -> bool:
    """Whether events may be tellings of one: nothing but their days speaks against it, and these are close."""
    return all(
        agree(one.actors, other.actors) >= 0
        and agree(one.recipients, other.recipients) >= 0
        and places.lie(one.place, other.place) not in ("apart", "unknown")
        and max(one.low, other.low) - min(one.high, other.high) <= NEAR_DAYS
        for place, one in enumerate(cases)
        for other in cases[place + 1 :]
    )


def _fits(corpus: Corpus, case: Case, other: Case, places: PlacesFound) -> int:
    """How well an event that did not happen fits one that did; 0 where it does not."""
    alike = _named_alike(case, other, places)
    lie = "same" if alike else places.lie(case.place, other.place)
    who, whom = agree(case.actors, other.actors), agree(case.recipients, other.recipients)
    days = max(case.low - other.high, other.low - case.high)
    beside = case.denied and bool(case.reports & other.reports and case.stems & other.stems)
    if who < 0 or whom < 0 or lie == "apart" or days > (NEAR_DAYS if beside else 0):
        return 0
    if any(one and two and not one & two for one, two in zip(case.heads, other.heads, strict=True)) and who + whom < 1:
        return 0  # "killed a watchman", "killed their prisoners"
    if case.denied and case.heads[1] and other.heads[1] and not case.heads[1] & other.heads[1] and whom < 1:
        return 0  # "denied killing the driver", "killed four soldiers"
    if case.denied and not (case.actors or case.recipients or any(case.heads) or case.place >= 0):
        return 0  # "none was killed by dynamite": of whom, nothing says
    nobody = not (other.actors or other.heads[0]) and other.voices <= {""}
    if case.denied and nobody and (case.actors or case.heads[0]):
        return 0  # that it happened is not disputed: who did it is
    if lie == "unknown" and not (who == whom == 2 and case.stems & other.stems):
        return 0
    if not (case.denied and case.stems & other.stems) and _of_one_sentence(case, other):
        return 0  # "met to consult", "nobody has committed to sending them": what one is for
    if case.told & other.told:
        return 0  # one voice tells both in one report: they are two
    placed = lie in ("same", "near")
    day = case.exact and other.exact
    if case.denied:
        # a denial answers what its own report has told, if in the same words
        mine, theirs = case.heads[0] & other.heads[0], case.record.mode and case.record.mode == other.record.mode
        said = bool(case.stems & other.stems or mine or (theirs and (case.actors or case.recipients)))
        answers = bool(case.reports & other.reports) and said
        sure = who + whom > 0 or (day and (placed or (theirs and case.stems & other.stems))) or answers
        sure = sure or (alike and bool(case.stems & other.stems))
        return 1 + who + whom + 2 * placed + 2 * day + answers + 2 * bool(mine) if sure else 0
    if case.record.status == "hypothetical" or case.reports & other.reports:
        if case.reports & other.reports and case.record.status in ("hypothetical", "possible"):
            return 0
        sure = who == 2 and (whom == 2 or (not case.recipients and not other.recipients and placed))
        return 1 + who + whom + placed if sure else 0
    told = [corpus.published[report] for report in case.reports]
    happened = [corpus.published[report] for report in other.reports]
    if None in told or None in happened or max(day for day in told if day) > min(day for day in happened if day):
        return 0
    return 1 + who + whom + placed + day if who > 0 and (whom > 0 or placed or (day and case.low == other.low)) else 0


def _named_alike(case: Case, other: Case, places: PlacesFound) -> bool:
    """Whether two events are placed at what the reports call by one name, be it on the map or not; no country."""
    if case.place < 0 or other.place < 0:
        return False
    one, two = places.everywhere[case.place].place, places.everywhere[other.place].place
    return fold(one.name) == fold(two.name) and one.kind not in _AREAS


def _of_one_sentence(case: Case, other: Case) -> bool:
    """Whether a sentence tells both."""
    told = {(source.report, source.sentence.start) for source in case.record.sources if source.sentence is not None}
    return any(
        (source.report, source.sentence.start) in told for source in other.record.sources if source.sentence is not None
    )
