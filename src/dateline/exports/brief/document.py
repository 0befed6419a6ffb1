"""A brief before it has a form: headings, paragraphs, lists and tables, whose sentences carry numbers of sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.exports.brief.quoting import cleaned
from dateline.exports.parts import Parts, one_line, outlet, published_day, title
from dateline.model.record import Source
from dateline.wording.prose import day

MOST = 4
"""So many numbers stand behind one sentence at most, of different reports first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line; `strong` ones lead in, and behind the words stand the numbers of their sources."""

    text: str
    numbers: tuple[int, ...] = ()
    strong: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 2 for a story, 3 for a part of it, 4 for a day."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `aside` ones tell of the brief itself."""

    line: Line
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Words:
    """A numbered source: the report, its day and address, the sentence with the words that carry the line."""

    number: int
    outlet: str
    published: str
    title: str
    url: str | None
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: its title, its blocks, its numbered sources."""

    title: str
    blocks: tuple[Block, ...]
    words: tuple[Words, ...]


def numbered(brief: Brief) -> Brief:
    """The brief with its sources numbered in the order in which a reader meets them; those never cited are left out."""
    order: dict[int, int] = {}

    def line(given: Line) -> Line:
        for run in given:
            for number in run.numbers:
                order.setdefault(number, len(order) + 1)
        return tuple(replace(run, numbers=tuple(sorted(order[number] for number in run.numbers))) for run in given)

    blocks: list[Block] = []
    for block in brief.blocks:
        if isinstance(block, Paragraph):
            blocks.append(replace(block, line=line(block.line)))
        elif isinstance(block, Bullets):
            blocks.append(Bullets(tuple(line(one) for one in block.lines)))
        elif isinstance(block, Grid):
            blocks.append(replace(block, rows=tuple(tuple(line(cell) for cell in row) for row in block.rows)))
        else:
            blocks.append(block)
    words = sorted(
        (replace(one, number=order[one.number]) for one in brief.words if one.number in order),
        key=lambda one: one.number,
    )
    return Brief(brief.title, tuple(blocks), tuple(words))


@dataclass
class Sources:
    """Numbers for sentences of reports, given in the order in which they are first cited."""

    parts: Parts
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    _words: list[Words] = field(default_factory=list)

    def cite(self, sources: Sequence[Source], most: int = MOST) -> tuple[int, ...]:
        """Numbers of some sources: the first of each report, then others, up to `most`, in rising order."""
        firsts: dict[str, Source] = {}
        for source in sources:
            firsts.setdefault(source.report, source)
        chosen = list(firsts.values()) if len(firsts) >= most else [*firsts.values(), *sources]
        numbers: list[int] = []
        for source in chosen:
            if len(numbers) == most:
                break
            number = self._number(source)
            if number not in numbers:
                numbers.append(number)
        return tuple(sorted(numbers))

    @property
    def words(self) -> tuple[Words, ...]:
        """Every source that was cited, in the order of the numbers."""
        return tuple(self._words)

    def _number(self, source: Source) -> int:
        sentence = source.sentence or source.span
        key = (source.report, sentence.start)
        if key not in self._numbers:
            self._numbers[key] = len(self._words) + 1
            report = self.parts.reports[source.report]
            cut = len(sentence.text) - len(cleaned(sentence.text, collapse=False))
            start = max(source.span.start - sentence.start - cut, 0)
            end = source.span.end - sentence.start - cut
            text = sentence.text[cut:]
            published = published_day(report)
            self._words.append(
                Words(
                    number=self._numbers[key],
                    outlet=outlet(report),
                    published=day(published) if published else "no date",
                    title=one_line(title(report)),
                    url=report.url.value if report.url else None,
                    before=_spaced(text[:start]),
                    marked=one_line(text[start:end]) if end > start else "",
                    after=_spaced(text[max(end, start) :]),
                )
            )
        return self._numbers[key]


def _spaced(text: str) -> str:
    """Text in one line that keeps the space at its ends."""
    inner = one_line(text)
    lead = " " if inner and text[:1].isspace() else ""
    return f"{lead}{inner}{' ' if text[-1:].isspace() and inner else ''}"
