"""Origins: the roots of what reports repeat, so that counting is of origins and not of outlets.

Three ways in which two tellings have one origin, each with its reason:

- **copy**: the reports share passages, enough of them for the whole (a copy, a rewrite), or just where the telling
  stands (a borrowed paragraph in a report of its own);
- **agency**: they share text and credit one agency; or a report gives what it says as another outlet's;
- **statement**: they tell it as the word of one party. A party is whoever the speaker speaks for, up to a government:
  two spokesmen of one ministry are one origin. Claims that share a quotation of eight words, or all their words, rest
  on one statement, whoever they name. Where a report gives an event as somebody's word, that word is the origin, and
  the report's own summary of it in the headline is no second one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from dateline.record.actors import ActorsFound
from dateline.record.clusters import Clusters
from dateline.record.corpus import Corpus
from dateline.record.events import EventsFound
from dateline.record.ledger import Key
from dateline.record.passages import Passage, Shared, find_shared
from dateline.record.stories import StoriesFound
from dateline.record.words import fold, quoted_runs, words_of

_WHOLE = 0.3
"""Share of the shorter report from which sharing passages makes the whole report a copy or a rewrite."""
_ALL = 0.8
"""Share of the longer one from which even a brief report is a copy."""
_MOST = 0.6
"""The same for reports published more than `_DAYS` days apart."""
_DAYS = 10
_RUNS = 0.22
"""Share of the runs of four words of the shorter report from which on the other is a copy with edited sentences."""
_RUN = 4
_PASSAGES = 2
_SHARED_WORDS = 40
_CREDITED_WORDS = 9
_QUOTED = 8
_QUOTED_ANYWHERE = 15
"""Words that two quotations must share to be one: fewer within a story, where they are of one happening."""
_SAME_WORDS = 6
_SAME_ANYWHERE = 14
_ALL_PAIRS = 12
_CHAIN_CLAIMS = 3
_STATEMENT = "statement by "
_NOTED = 5


@dataclass(slots=True)
class Root:
    """One origin before it has an id."""

    name: str
    kind: Literal["report", "agency", "copy", "statement"]
    reports: list[int]
    why: list[str]
    keys: list[Key]
    named: bool = True
    """Whether it is known whose statement it is: beside a named one, somebody's word adds no origin."""


@dataclass(slots=True)
class Copies:
    """What reports share: `joined` are pairs that are one text as a whole, `parts` share a part; with reasons."""

    shared: Shared
    joined: list[tuple[int, int, str]]
    parts: list[tuple[int, int, str]]
    by_report: list[list[int]] = field(default_factory=list)
    """Passages of each report, in order, by number."""
    text: list[int] = field(default_factory=list)
    """For each report a number that it has in common with all that share text with it."""


@dataclass(slots=True)
class OriginsFound:
    """All origins; the origin of each report, and of each claim; `telling` gives that of any span of a report."""

    roots: list[Root]
    report: list[int]
    claim: list[int]
    _copies: Copies
    _own: list[int]
    _borrowed: dict[int, int]

    def at(self, report: int, start: int) -> int:
        """The origin of what a report says at a place of its text, by its own word."""
        return self._borrowed.get(_passage_at(self._copies, report, start), self.report[report])


def find_copies(corpus: Corpus) -> Copies:
    """Which reports share text, wholly or in part, and how much."""
    shared = find_shared(corpus.reports)
    by_report: list[list[int]] = [[] for _ in corpus.reports]
    for number, passage in enumerate(shared.passages):
        by_report[passage.report].append(number)
    told: dict[tuple[int, int], list[tuple[Passage, Passage]]] = {}
    for group in shared.groups:
        by: dict[int, Passage] = {}
        for member in group:
            by.setdefault(shared.passages[member].report, shared.passages[member])
        members = [passage for _, passage in sorted(by.items())]
        for mine, theirs in _partners(members):
            told.setdefault((mine.report, theirs.report), []).append((mine, theirs))
    copies = Copies(shared, [], [], by_report)
    runs = _Runs(corpus)
    for (one, other), pairs in sorted(told.items()):
        own = [(mine, theirs) for mine, theirs in pairs if not (mine.quoted and theirs.quoted)]
        words = sum(min(mine.words, theirs.words) for mine, theirs in own)
        share = words / max(1, min(shared.total[one], shared.total[other]))
        amount = f"{len(own)} passages ({words} words, {share:.0%} of the shorter)" if own else ""
        credit = _one_credit(corpus, one, other)
        longer = words / max(1, shared.total[one], shared.total[other])
        days = _days_between(corpus, one, other)
        # what two reports share weeks apart is an outlet's own furniture, unless it is most of the text
        timely = days is None or days <= _DAYS
        enough = len(own) >= _PASSAGES and words >= _SHARED_WORDS
        if credit and words >= _CREDITED_WORDS and (len(own) >= _PASSAGES or days is not None) and timely:
            copies.joined.append((one, other, f"both credit {credit} and share {amount}"))
        elif (enough and share >= (_WHOLE if timely else _MOST)) or longer >= _ALL:
            copies.joined.append((one, other, f"they share {amount}"))
        elif timely and own and (alike := runs.share(one, other)) >= _RUNS:
            copies.joined.append((one, other, f"they share {alike:.0%} of their runs of four words"))
        elif enough and timely:
            copies.parts.append((one, other, f"they share {amount}"))
    texts = Clusters(len(corpus.reports))
    for one, other, _ in (*copies.joined, *copies.parts):
        texts.join(one, other)
    copies.text = [texts.find(number) for number in range(len(corpus.reports))]
    return copies


class _Runs:
    """Runs of four words of each report, without what stands in quotation marks."""

    def __init__(self, corpus: Corpus) -> None:
        self._reports = corpus.reports
        self._of: dict[int, frozenset[tuple[str, ...]]] = {}

    def share(self, one: int, other: int) -> float:
        """The share of the shorter report's runs that the other has, too."""
        mine, theirs = self._runs(one), self._runs(other)
        common = len(mine & theirs)
        return common / min(len(mine), len(theirs)) if common >= _SHARED_WORDS else 0.0

    def _runs(self, report: int) -> frozenset[tuple[str, ...]]:
        if report not in self._of:
            text = self._reports[report].text
            found: set[tuple[str, ...]] = set()
            start = 0
            for first, last in [*quoted_runs(text), (len(text), len(text))]:
                words = words_of(text[start:first])
                found.update(zip(*(words[at:] for at in range(_RUN)), strict=False))
                start = last
            self._of[report] = frozenset(found)
        return self._of[report]


def _partners(members: list[Passage]) -> list[tuple[Passage, Passage]]:
    """Pairs of those that share a passage: all of a few; of many, each with the first and with the next."""
    if len(members) <= _ALL_PAIRS:
        return [(one, other) for place, one in enumerate(members) for other in members[place + 1 :]]
    return [*((members[0], other) for other in members[1:]), *pairwise(members[1:])]


def _days_between(corpus: Corpus, one: int, other: int) -> int | None:
    first, second = corpus.published[one], corpus.published[other]
    return None if first is None or second is None else abs(first - second)


def _one_credit(corpus: Corpus, one: int, other: int) -> str | None:
    first, second = corpus.reports[one].credit, corpus.reports[other].credit
    if first is None or second is None or fold(first.value) != fold(second.value):
        return None
    return first.value


def _passage_at(copies: Copies, report: int, start: int) -> int:
    numbers = copies.by_report[report]
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) // 2
        if copies.shared.passages[numbers[middle]].end <= start:
            low = middle + 1
        else:
            high = middle
    return numbers[low] if low < len(numbers) and copies.shared.passages[numbers[low]].start <= start else -1


def find_origins(corpus: Corpus, actors: ActorsFound, stories: StoriesFound, copies: Copies) -> OriginsFound:
    """The origins of all reports and claims."""
    texts, of_report = _texts(corpus, actors, copies)
    roots = list(texts)
    borrowed: dict[int, int] = {}
    joined = {(one, other) for one, other, _ in copies.parts}
    for group in copies.shared.groups:
        members = sorted(
            group, key=lambda member: (_age(corpus, copies, copies.shared.passages[member].report), member)
        )
        first = copies.shared.passages[members[0]].report
        for member in members[1:]:
            mine = copies.shared.passages[member]
            pair = (min(first, mine.report), max(first, mine.report))
            if not mine.quoted and pair in joined:
                borrowed[member] = of_report[first]
    of_claim = _statements(corpus, actors, stories, roots)
    found = OriginsFound(roots, of_report, of_claim, copies, of_report, borrowed)
    for number in range(len(corpus.claims)):
        if of_claim[number] < 0:
            of_claim[number] = found.at(corpus.claims.report[number], corpus.claims.items[number].cue.start)
    for one, other, reason in copies.parts:
        if of_report[one] != of_report[other]:
            first, later = sorted((one, other), key=lambda report: _age(corpus, copies, report))
            roots[of_report[first]].why.append(f"{corpus.outlet(later)} has part of this text: {reason}")
    return found


def _age(corpus: Corpus, copies: Copies, report: int) -> tuple[bool, bool, str, int, int]:
    """Sorts the report that is likeliest the source first: an agency's, else the earliest, else the longest."""
    given = corpus.reports[report]
    time = (given.published.time or given.published.earliest or "") if given.published and given.published.exact else ""
    return (given.credit is None, not time, time, -copies.shared.total[report], report)


def _texts(corpus: Corpus, actors: ActorsFound, copies: Copies) -> tuple[list[Root], list[int]]:
    """Origins that are texts: one for each group of reports that are copies or rest on one outlet."""
    clusters = Clusters(len(corpus.reports))
    for one, other, reason in copies.joined:
        clusters.join(one, other, f"{corpus.outlet(one)} and {corpus.outlet(other)}: {reason}")
    outlets: dict[str, int] = {}
    for number, report in enumerate(corpus.reports):
        if report.outlet is not None:
            outlets.setdefault(fold(report.outlet.value), number)
    rests = {number: found for number in range(len(corpus.reports)) if (found := _rests_on(corpus, actors, number))}
    by_outlet: dict[int, int] = {}
    for number, (outlet, name, count) in sorted(rests.items()):
        reason = f"{corpus.outlet(number)} gives {count} of its claims as {name}'s"
        source = outlets.get(fold(name))
        first = by_outlet.setdefault(outlet, number)
        if source is not None and source != number and corpus.reports[source].outlet is not None:
            clusters.join(source, number, reason)
        elif first != number:
            clusters.join(first, number, reason)
    roots: list[Root] = []
    of = [-1] * len(corpus.reports)
    for group in clusters.groups():
        for number in group:
            of[number] = len(roots)
        roots.append(_text_root(corpus, copies, group, clusters.reasons(group[0]), rests))
    return roots, of


def _text_root(
    corpus: Corpus, copies: Copies, group: list[int], reasons: list[str], rests: dict[int, tuple[int, str, int]]
) -> Root:
    keys: list[Key] = [(corpus.reports[number].id, 0, 0, "") for number in group]
    source = min(group, key=lambda number: _age(corpus, copies, number))
    credit = corpus.reports[source].credit
    if credit is not None:
        why = [f"the text is credited to {credit.value}", *reasons]
        return Root(credit.value, "agency", group, why, keys)
    named = [rests[number][1] for number in group if number in rests]
    if named:
        name = min(named)
        why = reasons or [f"{corpus.outlet(number)} gives {rests[number][2]} of its claims as {rests[number][1]}'s"
                          for number in group if number in rests]  # fmt: skip
        return Root(name, "report", group, why, keys)
    if len(group) == 1:
        return Root(corpus.outlet(source), "report", group, ["no other report has this text"], keys)
    first, second = sorted(_age(corpus, copies, number)[:3] for number in group)[:2]
    how = (
        f"the earliest, published {first[2]}"
        if first < second and first[2]
        else "the longest; which is the earliest can't be told"
    )
    return Root(corpus.outlet(source), "copy", group, [*reasons, f"named after {corpus.outlet(source)}: {how}"], keys)


def _rests_on(corpus: Corpus, actors: ActorsFound, report: int) -> tuple[int, str, int] | None:
    """The other outlet through which most of a report's claims came: its actor, its name, how many claims."""
    claims = corpus.accounts[report].claims
    through: Counter[int] = Counter()
    for claim in claims:
        for index in claim.chain[:1]:
            number = actors.of[corpus.actors.number(report, index)]
            if number >= 0 and actors.everyone[number].sector == "MED":
                through[number] += 1
    if not through:
        return None
    number = min(through, key=lambda one: (-through[one], one))
    own = corpus.reports[report].outlet
    name = actors.everyone[number].name
    if through[number] < _CHAIN_CLAIMS or 2 * through[number] < len(claims) or (own and fold(own.value) == fold(name)):
        return None
    return number, name, through[number]


def _statements(corpus: Corpus, actors: ActorsFound, stories: StoriesFound, roots: list[Root]) -> list[int]:
    """The origin of each claim that is the word of a party or shares its words with another; -1 for the others."""
    items = corpus.claims
    clusters = Clusters(len(items))
    parties: dict[tuple[int, str], int] = {}
    shared_words: dict[tuple[str, bool], int] = {}
    tied: set[int] = set()
    notes: dict[int, str] = {}
    for number, claim in enumerate(items.items):
        report = items.report[number]
        if claim.speaker is not None and (party := actors.party[corpus.actors.number(report, claim.speaker)]):
            first = parties.setdefault((stories.of[report], party), number)
            tied.add(number)
            clusters.join(first, number)
        for key, quoted in _runs(corpus, number, stories.of[report]):
            first = shared_words.setdefault((key, quoted), number)
            if items.report[first] != report and number not in notes:
                tied |= {first, number}
                words = key.partition(" ")[2]
                said = f"the quotation “{words} …” stands word for word" if quoted else "the same words stand"
                places = " and ".join(sorted({corpus.outlet(items.report[first]), corpus.outlet(report)}))
                notes[number] = f"{said} in {places}"
                clusters.join(first, number)
    keys = corpus.keys("claim")
    of = [-1] * len(items)
    for group in clusters.groups(tied):
        reports = sorted({items.report[number] for number in group})
        name, why = _party_name(corpus, actors, group)
        for number in group:
            of[number] = len(roots)
        evidence: list[Key] = [(*keys[number][0][:3], f"statement{keys[number][0][3]}") for number in group]
        shared = sorted({notes[number] for number in group if number in notes})
        roots.append(Root(name, "statement", reports, [*why, *shared[:_NOTED]], evidence, bool(why)))
    return of


def _party_name(corpus: Corpus, actors: ActorsFound, group: list[int]) -> tuple[str, list[str]]:
    speakers: Counter[str] = Counter()
    for number in group:
        speaker = corpus.claims.items[number].speaker
        if speaker is not None:
            someone = actors.of[corpus.actors.number(corpus.claims.report[number], speaker)]
            if someone >= 0:
                speakers[actors.everyone[someone].name] += 1
    if not speakers:
        return "a statement whose speaker is not named", []
    names = sorted(speakers, key=lambda name: (-speakers[name], name))
    shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    many = len(group) > 1
    why = f"{len(group)} claims are the word of {shown}: one party, one origin" if many else f"the word of {shown}"
    return f"{_STATEMENT}{names[0]}", [why]


def _runs(corpus: Corpus, number: int, story: int) -> list[tuple[str, bool]]:
    """What a claim shares with another if they rest on one statement: runs of quoted words (True); all of its words.

    Each begins with the story, or with "*" for runs so long that they need no common story.
    """
    claim = corpus.claims.items[number]
    text = corpus.reports[corpus.claims.report[number]].text
    quoted: list[list[str]] = []
    every: list[str] = []
    for span in claim.content:
        words = words_of(span.text)
        every.extend(words)
        around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
        if claim.direct or any(mark in around for mark in '"“”'):
            quoted.append(words)
        else:
            quoted.extend(words_of(span.text[start:end]) for start, end in quoted_runs(span.text))
    found: list[tuple[str, bool]] = []
    for length, where in ((_QUOTED, str(story)), (_QUOTED_ANYWHERE, "*")):
        for words in quoted:
            found.extend((" ".join((where, *words[at : at + length])), True) for at in range(len(words) - length + 1))
    if len(every) >= _SAME_WORDS:
        found.append((" ".join((str(story), *every)), False))
    if len(every) >= _SAME_ANYWHERE:
        found.append((" ".join(("*", *every)), False))
    return found


def event_origins(
    corpus: Corpus, events: EventsFound, origins: OriginsFound, members: list[int]
) -> tuple[list[int], str]:
    """The independent origins behind an event and the reason for the count."""
    by_text: dict[int, set[int]] = {}
    said: dict[int, set[int]] = {}
    reports = len({events.tellings[member].report for member in members})
    for member in members:
        telling = events.tellings[member]
        text = origins.at(telling.report, telling.event.trigger.start)
        by_text.setdefault(text, set()).add(telling.report)
        if telling.event.claim is not None:
            origin = origins.claim[corpus.claims.number(telling.report, telling.event.claim)]
            if origins.roots[origin].kind == "statement":
                said.setdefault(text, set()).add(origin)
    speaker = _speaker(events, members)
    if speaker is not None and len(by_text) + len(said) > 1:
        first = min(by_text, key=lambda text: (min(by_text[text]), text))
        told = sorted({origin for every in said.values() for origin in every if origins.roots[origin].named})
        own = told[0] if len(told) == 1 else first
        return [own], f"1 origin ({origins.roots[own].name}): who says it is the one whose word it is"
    found: set[int] = set()
    for text in by_text:
        named = {origin for origin in said.get(text, ()) if origins.roots[origin].named}
        found |= named or said.get(text) or {text}
    found = _voices(corpus, origins, found)
    names = [origins.roots[number].name for number in sorted(found)]
    if len(found) == 1:
        why = f"1 origin ({names[0]})" + (f": all {reports} reports rest on it" if reports > 1 else "")
    else:
        where = f"{reports} reports" if reports > 1 else "one report"
        why = f"{len(found)} independent origins in {where}: {', '.join(names)}"
    return sorted(found), why


_SAYING = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
"""Types of events that are somebody's word: however many tell of an accusation, one party made it."""


def _speaker(events: EventsFound, members: list[int]) -> int | None:
    """The one party whose word an event is; None for events that are no word, or of several parties."""
    tellings = [events.tellings[member] for member in members]
    parties = {number for telling in tellings for number in telling.actors.named}
    return parties.pop() if tellings[0].event.type in _SAYING and len(parties) == 1 else None


def _voices(corpus: Corpus, origins: OriginsFound, found: set[int]) -> set[int]:
    """One origin for each voice: two dispatches of one agency, an outlet's report and its word elsewhere are one."""
    by_name: dict[str, int] = {}
    for number in sorted(found):
        root = origins.roots[number]
        called = root.named and (
            root.kind in ("agency", "statement") or corpus.reports[root.reports[0]].outlet is not None
        )
        by_name.setdefault(fold(root.name).removeprefix(_STATEMENT) if called else str(number), number)
    return set(by_name.values())
