"""One thing of the record: what it is, the words that it rests on, what belongs to it, and every reason."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from rich.text import Text

from dateline.cli.views import palette
from dateline.cli.views.facts import facts_of, reasons_of, sources_of, title_of
from dateline.cli.views.lookup import Lookup, Part
from dateline.cli.views.selection import Selection
from dateline.cli.views.timeline import (
    DisagreementLine,
    EventLine,
    counted,
    disagreement_line,
    draw_disagreement,
    draw_events,
    event_line,
    one_line,
)
from dateline.model.record import (
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordReport,
    Source,
)
from dateline.wording.days import interval, place_in_time


class Evidence(Struct, frozen=True, kw_only=True):
    """Words that carry something: the sentence, where in it they stand, and who printed it when."""

    report: str
    file: str
    outlet: str | None
    published: str
    sentence: str
    marked: tuple[int, int]
    """Start and end of the words in `sentence`, in code points."""
    start: int
    """Where the words start in the report's text, in code points."""


class Thing(Struct, frozen=True, kw_only=True):
    """One thing as the terminal shows it."""

    id: str
    kind: str
    title: str
    facts: dict[str, str]
    evidence: tuple[Evidence, ...]
    events: tuple[EventLine, ...] = ()
    folded: int = 0
    """Events that are counted and not listed."""
    figures: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    disagreements: tuple[DisagreementLine, ...] = ()
    why: tuple[str, ...] = ()
    part: Part | None = field(default=None, name="record")
    """The part of the record itself."""


def thing_of(part: Part, lookup: Lookup, selection: Selection) -> Thing:
    """A part of the record with what belongs to it; of its events, those that are selected."""
    record = lookup.record
    sources = sources_of(part)
    if isinstance(part, RecordReport):
        events = [event for event in record.events if any(source.report == part.id for source in event.sources)]
        claims = [claim for claim in record.claims if claim.source.report == part.id]
        figures = [figure for figure in record.figures if figure.source.report == part.id]
    else:
        events = [event for event in record.events if _touches(event, part)]
        claims = [claim for claim in record.claims if _about(claim, part)]
        figures = [figure for figure in record.figures if _counts(figure, part)]
    events = [event for event in events if selection.wants(event)]
    shown = sorted((event for event in events if not selection.folds(event)), key=_day)
    return Thing(
        id=part.id,
        kind=type(part).__name__.removeprefix("Record").lower(),
        title=title_of(part, lookup),
        facts=facts_of(part, lookup),
        evidence=tuple(evidence_of(source, lookup) for source in sources),
        events=tuple(event_line(event, lookup) for event in shown),
        folded=len(events) - len(shown),
        figures=tuple(f"{lookup.short(figure.id)} {title_of(figure, lookup)}" for figure in figures),
        claims=tuple(f"{lookup.short(claim.id)} {title_of(claim, lookup)}" for claim in claims),
        disagreements=tuple(
            disagreement_line(line, lookup)
            for line in record.disagreements
            if line.id != part.id and (line.about == part.id or any(part.id in side.items for side in line.sides))
        ),
        why=reasons_of(part),
        part=part,
    )


def _day(event: RecordEvent) -> tuple[str, str]:
    return place_in_time(event.when.earliest, event.when.latest)


def _touches(event: RecordEvent, part: Part) -> bool:
    if isinstance(part, RecordActor):
        return part.id in event.actors or part.id in event.recipients
    return isinstance(part, RecordPlace) and event.place == part.id


def _about(claim: RecordClaim, part: Part) -> bool:
    if isinstance(part, RecordActor):
        return claim.speaker == part.id
    return part.id in claim.events or part.id in claim.figures


def _counts(figure: RecordFigure, part: Part) -> bool:
    return part.id in figure.claimants if isinstance(part, RecordActor) else figure.event == part.id


def evidence_of(source: Source, lookup: Lookup) -> Evidence:
    """The words of a source in their sentence."""
    report = lookup.report_by_id(source.report)
    sentence = source.sentence if source.sentence and source.sentence.contains(source.span) else source.span
    start = source.span.start - sentence.start
    return Evidence(
        report=report.id,
        file=report.source,
        outlet=report.outlet.value if report.outlet else None,
        published=published(report),
        sentence=one_line(sentence.text),
        marked=(start, start + len(source.span.text)),
        start=source.span.start,
    )


def published(report: RecordReport) -> str:
    """When a report was published, as far as it is known."""
    if report.published is None or (report.published.earliest is None and report.published.latest is None):
        return "no date"
    return interval(report.published.earliest, report.published.latest)


def draw(thing: Thing, lookup: Lookup, *, evidence: bool, reasons: bool, brackets: bool) -> Iterator[tuple[Text, int]]:
    """Lines of one thing, each with the indent at which it folds; its evidence and reasons where they are wanted.

    `brackets`: words are marked with brackets, for where there are no colours.
    """
    yield Text.assemble((thing.title, palette.TITLE), "  ", (thing.id, palette.IDENTIFIER)), 2
    width = max((len(label) for label in thing.facts), default=0) + 4
    for label, value in thing.facts.items():
        yield Text.assemble((f"  {label}".ljust(width), palette.LABEL), value), width
    if evidence and thing.evidence:
        yield from _head("The words it rests on")
        for words in thing.evidence:
            yield from draw_evidence(words, brackets)
    if thing.events or thing.folded:
        yield from _head(counted(len(thing.events) + thing.folded, "event"))
        yield from draw_events(thing.events, thing.folded, lookup)
    for title, lines in (("figure", thing.figures), ("claim", thing.claims)):
        if lines:
            yield from _head(counted(len(lines), title))
            for text in lines:
                item, _, rest = text.partition(" ")
                yield Text.assemble("  ", (item, palette.IDENTIFIER), f" {rest}"), 4
    if thing.disagreements:
        yield from _head("Where the reports disagree")
        for disagreement in thing.disagreements:
            yield from draw_disagreement(disagreement, lookup)
    if reasons and thing.why:
        yield from _head("Why")
        for reason in thing.why:
            yield Text.assemble(("  - ", palette.QUIET), reason), 4


def draw_evidence(evidence: Evidence, brackets: bool) -> Iterator[tuple[Text, int]]:
    """The report on one line, the sentence with its words marked on the next."""
    start, end = evidence.marked
    words = evidence.sentence[start:end]
    if brackets:
        words = f"[{words}]"
    first, *rest = (
        (evidence.outlet, evidence.published, evidence.file) if evidence.outlet else (evidence.file, evidence.published)
    )
    yield Text.assemble("  ", (first, "bold"), (f" · {' · '.join(rest)}", palette.QUIET)), 4
    yield Text.assemble("    ", evidence.sentence[:start], (words, palette.TRIGGER), evidence.sentence[end:]), 4


def _head(title: str) -> Iterator[tuple[Text, int]]:
    yield Text(), 0
    yield Text(title, palette.TITLE), 0
