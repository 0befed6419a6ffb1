"""From a model's answer to an Account: every item on the words that it quotes, or refused with the reason.

The model says who did what to whom, and quotes it. Days, coordinates, known actors and numbers come from the same
tables and rules as the reader's, out of the quoted words; a number that the words do not say is a reason to refuse. So
nothing in a draft rests on the model's memory, and nothing that a report's text tells the model reaches another report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from dateline.actors import Known
from dateline.actors.known import NAME
from dateline.claims.numbers import Number, find_numbers
from dateline.errors import EndpointError
from dateline.events import Codebook
from dateline.llm.answer import AnswerError, Items, Refused, items_of
from dateline.llm.endpoint import Completer
from dateline.llm.form import DraftActor, DraftClaim, DraftEvent, DraftFigure, Quote
from dateline.llm.kept import Kept
from dateline.llm.prompt import Prompt
from dateline.llm.quotes import Quotes, RefusedError
from dateline.model.account import Account, Actor, Claim, Event, Figure, Place, When
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.spans import Span
from dateline.places import Gazetteer, find_places
from dateline.times import find_times

DRAFTED = "draft"
"""Under this name the versions of a drafted account say which model drafted it, where, and by which prompt."""
_T = TypeVar("_T", Place, When)
_Item = TypeVar("_Item", Actor, Event, Claim, Figure)
_OPENING, _CLOSING = frozenset("\"“«„‘'"), frozenset("\"”»“’'")
_LONGEST = 100_000
"""Code points of a report that is sent."""


@dataclass(frozen=True)
class Drafted:
    """What a model made of one report: the account of what is taken, and what is not."""

    account: Account
    refused: tuple[Refused, ...]


class Drafter:
    """Drafts accounts by one model. Reports are drafted one by one; what one holds changes no draft but its own."""

    def __init__(self, completer: Completer, codebook: Codebook, known: Known, gazetteer: Gazetteer) -> None:
        self._completer = completer
        self._codebook = codebook
        self._known = known
        self._gazetteer = gazetteer
        self._prompt = Prompt.of(codebook)
        self.origin = f"{completer.name}, prompt {self._prompt.version}"

    def draft(self, report: Report, reading: Reading) -> Drafted:
        """The draft of one report; raises EndpointError where there is no answer, or none that is a draft."""
        if len(report.text) > _LONGEST:
            raise EndpointError(f"the report has more than the limit of {_LONGEST:,} characters and is not sent")
        messages = self._prompt.messages(report)
        answer = self._completer.complete(messages, self._prompt.schema)
        try:
            items = items_of(answer)
        except AnswerError as error:
            if isinstance(self._completer, Kept):
                self._completer.forget(messages, self._prompt.schema)
            raise EndpointError(f"{self._completer.name} gives no draft: {error}") from None
        return _Draft(self, report, reading).of(items)

    @property
    def codebook(self) -> Codebook:
        """Types and modes that events may have."""
        return self._codebook

    def entry_of(self, words: str) -> tuple[str, str | None, str | None] | None:
        """Id, sector and country of the one known actor who has this name, None where there is none or several."""
        forms = [form for form in self._known.of(words) if form.part == NAME and not form.weak]
        found = {form.entry for form in forms if form.entry in self._known.entries}
        if len(found) != 1:
            return None
        entry = self._known.entries[found.pop()]
        return entry.id, entry.sector, entry.country

    def places(self, report: Report, reading: Reading) -> tuple[Place, ...]:
        """The places of the text, resolved by the gazetteer."""
        return find_places(reading, self._gazetteer, report.dateline)


class _Draft:
    """One draft on its way to an account."""

    def __init__(self, drafter: Drafter, report: Report, reading: Reading) -> None:
        self._drafter = drafter
        self._report = report
        self._reading = reading
        self._quotes = Quotes(report)
        self._why = f"drafted by {drafter.origin}"
        self._sentences = [reading.sentence_span(number) for number in range(len(reading.sentences))]
        self._starts = [sentence.start for sentence in self._sentences]
        self._all_times = find_times(reading, report.published)
        self._all_places = drafter.places(report, reading)
        self._numbers = find_numbers(reading)
        self._refused: list[Refused] = []
        self._actor_of: dict[str, int] = {}
        self._times: list[When] = []
        self._places: list[Place] = []

    def of(self, items: Items) -> Drafted:
        """The account."""
        self._refused += items.refused
        taken = [self._tried("actor", number, partial(self._actor, drafted)) for number, drafted in items.actors]
        actors = [actor for actor in taken if actor is not None]
        events: dict[int, Event] = {}
        for number, drafted in items.events:
            event = self._tried("event", number, partial(self._event, drafted, events))
            if event is not None:
                events[number] = event
        index_of = {number: index for index, number in enumerate(events)}
        claims = [self._tried("claim", number, partial(self._claim, drafted)) for number, drafted in items.claims]
        figures = [
            self._tried("figure", number, partial(self._figure, drafted, index_of)) for number, drafted in items.figures
        ]
        account = Account(
            report=self._report.id,
            versions={DRAFTED: self._drafter.origin},
            actors=tuple(actors),
            places=tuple(self._places),
            times=tuple(self._times),
            events=tuple(events.values()),
            claims=tuple(claim for claim in claims if claim is not None),
            figures=tuple(figure for figure in figures if figure is not None),
            issues=tuple(map(str, self._refused)),
        )
        return Drafted(account, tuple(self._refused))

    def _tried(self, kind: str, number: int, make: Callable[[], _Item]) -> _Item | None:
        """The item, or None where it is refused, which is noted."""
        try:
            return make()
        except RefusedError as error:
            self._refused.append(Refused(kind, number, str(error)))
            return None

    def _actor(self, drafted: DraftActor) -> Actor:
        """An actor with the quotations that hold; one that none holds for is refused for the last of them."""
        mentions: dict[Span, None] = {}
        fault = RefusedError("quotes nothing")
        for quote in drafted.quotes:
            try:
                mentions[self._quotes.find(quote)] = None
            except RefusedError as error:
                fault = error
        if not mentions:
            raise fault
        if drafted.label in self._actor_of:
            raise RefusedError("another actor of the draft has its label")
        name = " ".join(max((span.text for span in mentions), key=len).split())
        known, sector, country = self._drafter.entry_of(name) or (None, None, None)
        self._actor_of[drafted.label] = len(self._actor_of)
        return Actor(
            name=name, kind=drafted.kind, mentions=tuple(sorted(mentions)), known=known, sector=sector,
            country=country, why=self._why,
        )  # fmt: skip

    def _event(self, drafted: DraftEvent, told: Mapping[int, Event]) -> Event:
        kind = self._drafter.codebook.types.get(drafted.type)
        if kind is None:
            raise RefusedError(f"the codebook has no type “{drafted.type[:40]}”")
        if drafted.mode is not None and drafted.mode not in kind.modes:
            raise RefusedError(f"{drafted.type} has no mode “{drafted.mode[:40]}”")
        trigger = self._quotes.find(drafted.trigger)
        if any((event.trigger, event.type) == (trigger, drafted.type) for event in told.values()):
            raise RefusedError(f"it is in the draft already: “{trigger.text[:80]}”")
        actors, recipients = self._cast(drafted.actors), self._cast(drafted.recipients)
        return Event(
            trigger=trigger, sentence=self._sentence(trigger), type=drafted.type, mode=drafted.mode, actors=actors,
            recipients=recipients, place=self._place(drafted.place), when=self._time(drafted.time),
            status=drafted.status, background=drafted.background, why=(self._why,),
        )  # fmt: skip

    def _claim(self, drafted: DraftClaim) -> Claim:
        cue, content = self._quotes.find(drafted.cue), self._quotes.find(drafted.content)
        speaker = self._cast([drafted.speaker])[0] if drafted.speaker is not None else None
        return Claim(
            content=(content,), cue=cue, speaker=speaker, direct=self._is_quoted(content),
            chain=() if speaker is None else (speaker,), sentence=self._sentence(cue), why=self._why,
        )  # fmt: skip

    def _figure(self, drafted: DraftFigure, index_of: Mapping[int, int]) -> Figure:
        span = self._quotes.find(drafted.number)
        said = self._number(span)
        value = said.value if said.value is not None else said.low
        if value is None or abs(value - drafted.value) > 1e-6 * max(1.0, abs(value)):
            raise RefusedError(f"the words “{span.text[:80]}” say {value:g}, the draft says {drafted.value:g}")
        words = Span.of(self._report.text, self._reading.starts[said.first], self._reading.ends[said.last])
        counted = " ".join(self._report.text[words.end : max(words.end, span.end)].split())
        return Figure(
            span=words, value=said.value, low=said.low, high=said.high, unit=drafted.unit, bound=said.bound,
            what=counted, event=index_of.get(drafted.event + 1) if drafted.event is not None else None,
            sentence=self._sentence(words), why=self._why,
        )  # fmt: skip

    def _cast(self, labels: list[str]) -> tuple[int, ...]:
        unknown = next((label for label in labels if label not in self._actor_of), None)
        if unknown is not None:
            raise RefusedError(f"it names “{unknown[:80]}”, who is no actor of the draft that could be taken")
        return tuple(dict.fromkeys(self._actor_of[label] for label in labels))

    def _place(self, quote: Quote | None) -> int | None:
        """Index of the place that is quoted: as the gazetteer resolves it, else by its name alone."""
        if quote is None:
            return None
        span = self._quotes.find(quote)
        named = next((place for place in self._all_places if any(span.overlaps(one) for one in place.mentions)), None)
        why = f"{self._why}; the gazetteer resolves no such name here"
        place = named or Place(name=" ".join(span.text.split()), kind="other", mentions=(span,), why=why)
        return _index(self._places, place)

    def _time(self, quote: Quote | None) -> int | None:
        """Index of the time expression that is quoted; None where the grammar of times knows none in these words."""
        if quote is None:
            return None
        span = self._quotes.find(quote)
        when = next((when for when in self._all_times if span.overlaps(when.span)), None)
        return None if when is None else _index(self._times, when)

    def _number(self, span: Span) -> Number:
        """The number in these words; raises RefusedError where there is none, or more than one."""
        starts, ends = self._reading.starts, self._reading.ends
        found = [one for one in self._numbers if starts[one.core] < span.end and span.start < ends[one.core_last]]
        if len(found) != 1:
            raise RefusedError(f"its words hold {'no number' if not found else 'several numbers'}: “{span.text[:80]}”")
        return found[0]

    def _sentence(self, span: Span) -> Span:
        """The sentence around a span; the span itself where none holds all of it."""
        number = bisect_right(self._starts, span.start) - 1
        around = self._sentences[number] if number >= 0 else span
        return around if around.contains(span) else span

    def _is_quoted(self, content: Span) -> bool:
        """Whether quotation marks stand around, or at both ends of, what is said."""
        text = self._report.text
        first = text[content.start] if content.text[0] in _OPENING else text[max(0, content.start - 1)]
        last = content.text.rstrip(".,!?")[-1:] or content.text[-1]
        return first in _OPENING and (last in _CLOSING or text[content.end : content.end + 1] in tuple(_CLOSING))


def _index(items: list[_T], item: _T) -> int:
    if item not in items:
        items.append(item)
    return items.index(item)
