"""Sentences of reports as a brief quotes them: without datelines, with who "he" is in brackets; and which to quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.exports.parts import Parts, one_line, title
from dateline.model.record import RecordClaim, RecordEvent, Source

_DATELINE = re.compile(
    r"(?:[A-Z][^\n]{0,100}?\)\s*[-–—]+\s+"  # ADRE, Chad, March 12, 2024 (Agence Horizon) -
    r"|[A-Z][A-Z'’.\- ]{2,40}(?:,[^\n.:]{0,50}?)?\s*(?:--|–|—|\s-\s|:\s)\s*)"  # KHARTOUM: / VALPARAISO -
)
_PRONOUN = re.compile(r"(He|She|They|It|His|Her|Their|Its|We|I)\b")
_FIRST = frozenset({"We", "I"})
_POSSESSIVE = frozenset({"His", "Her", "Their", "Its"})
_MOST_QUOTED = 240
_LEAST = 12
_QUOTE = "\"“‘«'”"
_OPENING = re.compile(r'(?:^|(?<=[\s(\[“‘—–-]))"(?=\S)')
"""A straight quotation mark that opens."""
_CONNECTIVE = re.compile(r"(?:But|And|However,|Meanwhile,|Rather,|Still,|Yet|Also,|Moreover,|Instead,)\s+")
_POINTS = re.compile(r"(?:That|This|These|Those|Such)(?:['’]s| is| was| are| were| has| would| will| means?)\b")
_ENDS = re.compile(r"[.!?…][\"”’»')\]]*$")


def cleaned(sentence: str, *, collapse: bool = True) -> str:
    """A sentence without the dateline in front of it; with `collapse`, in one line."""
    found = _DATELINE.match(sentence)
    rest = sentence[found.end() :] if found else sentence
    if len(rest.strip()) < _LEAST:
        rest = sentence
    return one_line(rest) if collapse else rest


def key_of(sentence: str) -> str:
    """What copies of one sentence share."""
    return re.sub(r"\W+", "", cleaned(sentence).casefold())


class Quoting:
    """Chooses and writes sentences; knows which words of which report stand for which actor."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._named = {
            (source.report, source.span.start): (actor.name, source.span.text)
            for actor in parts.record.actors for source in actor.sources
        }  # fmt: skip
        self._events_of: dict[tuple[str, int], int] = {}
        for event in parts.record.events:
            for place in {self._place(source) for source in event.sources}:
                self._events_of[place] = self._events_of.get(place, 0) + 1
        self._first_of: dict[tuple[str, int], int] = {}
        for event in parts.record.events:
            for source in event.sources:
                place = self._place(source)
                self._first_of[place] = min(source.span.start, self._first_of.get(place, source.span.start))
        self._figures_of = {
            self._place(figure.source) for figure in parts.record.figures if figure.source.sentence
        }  # fmt: skip

    @staticmethod
    def _place(source: Source) -> tuple[str, int]:
        return source.report, (source.sentence or source.span).start

    def written(self, source: Source) -> str:
        """The sentence of a source: whole, without a dateline, a pronoun in front replaced by a name in brackets.

        Quotation marks of a quotation that began or goes on in another sentence are closed, with dots.
        """
        return _closed(self._written(source))

    def _written(self, source: Source) -> str:
        sentence = source.sentence or source.span
        text = cleaned(sentence.text)
        start = sentence.start + sentence.text.find(text[:12]) if text[:12] in sentence.text else sentence.start
        named = self._named.get((source.report, start))
        pronoun = _PRONOUN.match(text)
        if found := _CONNECTIVE.match(text):
            text = _capital(text[found.end() :])
        elif pronoun and pronoun[1] not in _FIRST and named and named[1] == pronoun[1] and not _PRONOUN.match(named[0]):
            if text[pronoun.end() :].startswith(("'", "’")):  # "He's" may be "he is" or "he has"
                return f"[{named[0]}:] {text}"
            name = f"{named[0]}{'’' if named[0].endswith('s') else '’s'}" if pronoun[1] in _POSSESSIVE else named[0]
            text = f"[{name}]{text[pronoun.end() :]}"
        return text if _ENDS.search(text) else f"{text.rstrip(',;: ')}."

    def said(self, claim: RecordClaim) -> str:
        """The sentence of a claim, with what is quoted right before it and behind it in other sentences."""
        sentence = claim.source.sentence or claim.source.span
        text = self._written(claim.source)
        if not claim.direct:
            return _closed(text)
        before = [
            span.text[: max(0, sentence.start - span.start)] for span in claim.content if span.start < sentence.start
        ]
        after = [span.text for span in claim.content if span.start >= sentence.end]
        lead, more = one_line(" ".join(before)), one_line(" ".join(after))
        if lead and len(lead) <= _MOST_QUOTED:
            text = f"“{lead} {text}"
        if more and len(more) <= _MOST_QUOTED:
            text = f"{text} “{more.strip(_QUOTE)}”"
        return _closed(text)

    def leads(self, event: RecordEvent, source: Source) -> bool:
        """Whether an event is the first that its sentence tells."""
        first = self._first_of.get(self._place(source))
        return (
            first is None
            or first == source.span.start
            or any(one.span.start == first and self._place(one) == self._place(source) for one in event.sources)
        )

    def plainest(self, sources: Sequence[Source]) -> Source:
        """Of some sources the first that is a sentence of a text, neither a headline nor all quotation."""
        return min(sources, key=lambda one: (self.is_headline(one), self.is_speech(one)))

    def is_headline(self, source: Source) -> bool:
        """Whether the sentence is a title, or has no end as titles have none."""
        text = one_line((source.sentence or source.span).text)
        return text == one_line(title(self.parts.reports[source.report])) or not _ENDS.search(text)

    def leans(self, source: Source) -> bool:
        """Whether the sentence opens by pointing at the one before it ("That's down from …")."""
        return bool(_POINTS.match(cleaned((source.sentence or source.span).text)))

    def is_speech(self, source: Source) -> bool:
        """Whether the sentence is all quotation, or opens as one."""
        return cleaned((source.sentence or source.span).text).startswith(tuple(_QUOTE))

    def best(self, event: RecordEvent) -> Source:
        """The source whose sentence tells an event best; the earliest report where several do."""
        names = [event.when.words or ""]
        place = self.parts.place(event)
        names += [place.name] if place else []
        for actor in self.parts.cast((*event.actors, *event.recipients)):
            names.append(actor.name)

        def worth(source: Source) -> tuple[float, str, int]:
            text = cleaned((source.sentence or source.span).text)
            score = 2.0 if 50 <= len(text) <= 280 else -3.0 if len(text) > 420 else 0.0
            score -= 4 * self.is_headline(source) + 2 * self.is_speech(source) + 2 * ("?" in text)
            if pronoun := _PRONOUN.match(text):
                score -= 1 if (source.report, (source.sentence or source.span).start) in self._named else 2
                score -= pronoun[1] in _FIRST
            score += sum(name.casefold() in text.casefold() for name in names if name)
            score += min(self._events_of.get(self._place(source), 0), 4) * 0.25
            score += self._place(source) in self._figures_of
            published = self.parts.reports[source.report].published
            return -score, (published.latest if published else None) or "9999", source.span.start

        return min(event.sources, key=worth)


def _closed(text: str) -> str:
    """A text with curly quotation marks, as many that open as close; dots stand where words are left out."""
    text = _curled(text)
    opened = text.count("“") - text.count("”")
    if opened > 0:
        return f"{text.rstrip()} …”"
    return f"“… {text}" if opened < 0 else text


def _capital(rest: str) -> str:
    """What is left of a sentence whose first word was left out: its capital in brackets, where it had none."""
    return f"[{rest[0].upper()}]{rest[1:]}" if rest[:1].islower() else f"… {rest}"


def _curled(text: str) -> str:
    """A text whose straight quotation marks are curly, as those are that a brief sets itself."""
    return _OPENING.sub("“", text).replace('"', "”")


def same_sentence(sources: Iterable[Source], chosen: Source) -> list[Source]:
    """Of some sources, those that say the same sentence, the chosen one first."""
    key = key_of((chosen.sentence or chosen.span).text)
    others = [one for one in sources if one is not chosen and key_of((one.sentence or one.span).text) == key]
    return [chosen, *others]
