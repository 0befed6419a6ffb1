"""The naive baseline: a record made with regular expressions alone, scored like the real one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.story.units import SYNONYMS, UNITS
from dateline.model.account import Unit
from dateline.model.record import (
    Alias,
    Interval,
    Origin,
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordReport,
    Source,
)
from dateline.model.spans import Span

_SENTENCE = re.compile(r"[^\n.!?]+(?:\.(?=\w)[^\n.!?]*)*[.!?”\"]*")
_NAME = re.compile(r"\b[A-Z][\w.&-]*(?:\s(?:of\s|the\s|for\s)*[A-Z][\w.&-]*)*")
_PAST = re.compile(r"\b[a-z]{2,}ed\b")
_IN = re.compile(r"\bin\s$")
_FIGURE = re.compile(r"\b(\d[\d,]*(?:\.\d+)?)(?:\s*(%)|[\s-]+(\w+))?")
_QUOTE = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SAID = re.compile(r"\b(?:said|says|told|announced|added|according to)\b")
_WHY = "naive"


@dataclass
class _Draft:
    """What one pass over the texts collects."""

    actors: dict[str, list[Source]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[Source]] = field(default_factory=lambda: defaultdict(list))
    events: list[RecordEvent] = field(default_factory=list)
    claims: list[RecordClaim] = field(default_factory=list)
    figures: list[RecordFigure] = field(default_factory=list)


def naive_record(texts: dict[str, str]) -> Record:
    """A record from patterns alone.

    Every capitalised string is an actor, every word in -ed an ASSAULT that happened, every number a figure, every
    quotation and every sentence with "said" a claim of the nearest name.
    """
    draft = _Draft()
    for file, text in texts.items():
        for match in _SENTENCE.finditer(text):
            if match.group().strip():
                _sentence(draft, file, text, match.start(), match.end())
    return Record(
        versions={"naive": "1"},
        reports=tuple(plain_report(file) for file in texts),
        origins=tuple(Origin(id=file, name=file, kind="report", reports=(file,), why=(_WHY,)) for file in texts),
        stories=(),
        actors=tuple(plain_actor(name, sources) for name, sources in draft.actors.items()),
        places=tuple(_place(name, sources) for name, sources in draft.places.items()),
        events=tuple(draft.events),
        claims=tuple(draft.claims),
        figures=tuple(draft.figures),
        relations=(),
        disagreements=(),
    )


def _sentence(draft: _Draft, file: str, text: str, start: int, end: int) -> None:
    sentence = Span.of(text, start, end)
    names: list[tuple[int, int, str]] = []
    place: str | None = None
    for match in _NAME.finditer(text, start, end):
        source = Source(file, len(names), Span.of(text, *match.span()), sentence)
        if _IN.search(text, start, match.start()):
            place = place or f"plc_{match.group()}"
            draft.places[match.group()].append(source)
        draft.actors[match.group()].append(source)
        names.append((*match.span(), f"act_{match.group()}"))
    for match in _PAST.finditer(text, start, end):
        before = [name for _, last, name in names if last <= match.start()]
        after = [name for first, _, name in names if first >= match.end()]
        source = Source(file, len(draft.events), Span.of(text, *match.span()), sentence)
        draft.events.append(plain_event(file, source, before[-1:], after[:1], place))
    for match in _FIGURE.finditer(text, start, end):
        draft.figures.append(_figure(file, match, Source(file, len(draft.figures), Span.of(text, *match.span()))))
    for content, cue in _quoted(text, sentence):
        nearest = min(names, key=lambda name: abs(name[0] - cue.start))[2] if names else None
        draft.claims.append(_claim(file, len(draft.claims), content, cue, nearest))


def _quoted(text: str, sentence: Span) -> Iterator[tuple[Span, Span]]:
    """Content and cue of what looks like speech in one sentence."""
    said = _SAID.search(text, sentence.start, sentence.end)
    quotes = list(_QUOTE.finditer(text, sentence.start, sentence.end))
    for quote in quotes:
        yield Span.of(text, *quote.span(1)), Span.of(text, *(said.span() if said else quote.span()))
    if said and not quotes and said.end() + 1 < sentence.end:
        yield Span.of(text, said.end() + 1, sentence.end), Span.of(text, *said.span())


def plain_report(file: str) -> RecordReport:
    """The report of a file of which nothing is known."""
    return RecordReport(
        id=file, source=file, outlet=None, title=None, credit=None, url=None, language="en", published=None,
        origin=file, read=True,
    )  # fmt: skip


def plain_actor(name: str, sources: list[Source]) -> RecordActor:
    """An actor that is a string, with the places where it stands; its id is `act_` and the string."""
    reports = Counter(source.report for source in sources)
    return RecordActor(
        id=f"act_{name}", name=name, kind="organisation", aliases=(Alias(name, len(sources), tuple(reports)),),
        sources=tuple(sources),
    )  # fmt: skip


def _place(name: str, sources: list[Source]) -> RecordPlace:
    return RecordPlace(
        id=f"plc_{name}", name=name, kind="other", gazetteer=None, lat=None, lon=None, country=None, admin1=None,
        precision=None, radius_km=None, sources=tuple(sources), why=_WHY,
    )  # fmt: skip


def plain_event(
    file: str, source: Source, actors: list[str], recipients: list[str], place: str | None, kind: str = "ASSAULT"
) -> RecordEvent:
    """An event told once, as having happened, on a day that nobody knows."""
    return RecordEvent(
        id=f"evt_{source.index}", story="", type=kind, mode=None, contexts=(), actors=tuple(actors),
        recipients=tuple(recipients), place=place, when=Interval(None, None, _WHY), status="happened",
        background=False, sources=(source,), origins=(file,), why=(_WHY,),
    )  # fmt: skip


def _claim(file: str, index: int, content: Span, cue: Span, speaker: str | None) -> RecordClaim:
    return RecordClaim(
        id=f"clm_{index}", source=Source(file, index, cue), content=(content,), speaker=speaker,
        chain=(speaker,) if speaker else (), direct=False, certainty="stated", events=(), figures=(), origin=file,
        why=_WHY,
    )  # fmt: skip


def _figure(file: str, match: re.Match[str], source: Source) -> RecordFigure:
    word = (match.group(2) or match.group(3) or "").lower()
    known = word if word in UNITS else SYNONYMS.get(word, "count")
    units: dict[str, Unit] = {str(unit): unit for unit in UNITS}  # type: ignore[misc]
    return RecordFigure(
        id=f"fig_{source.index}", source=source, value=float(match.group(1).replace(",", "")), low=None, high=None,
        unit=units[known], bound="exact", what=word, event=None, claimants=(), outlet=None, as_of=None, origin=file,
        why=_WHY,
    )  # fmt: skip
