"""Everything that the text itself shows to be something else than running text, and what it says of the report.

Nothing is cut: each finding is a span with its reason. What markup or the user states wins over what is found here.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from dateline.model.report import Mark, MarkKind, Published, Stated
from dateline.model.spans import Span
from dateline.reports.boilerplate import find_boilerplate
from dateline.reports.captions import find_captions
from dateline.reports.days import find_moments
from dateline.reports.heads import Found, find_bylines, find_dateline, find_title
from dateline.reports.paragraphs import Paragraph, find_paragraphs
from dateline.reports.publication import Dated, find_dated
from dateline.reports.sources import find_credits, find_masthead, find_outlets
from dateline.reports.teasers import find_teasers

_OPENING = "\"'\u2018\u201c\u00ab\u2039\u201e\u00bf\u00a1([#$\u20ac\u00a3@"
"""What a title may begin with beside letters and digits."""


@dataclass(frozen=True)
class Marked:
    """Marks of a text in order, and the facts that its words state."""

    marks: tuple[Mark, ...]
    title: Stated | None
    byline: Stated | None
    dateline: Stated | None
    credit: Stated | None
    outlet: Stated | None
    published: Published | None


def find_marks(
    text: str,
    *,
    title: Stated | None = None,
    captions: tuple[tuple[int, int], ...] = (),
    asides: tuple[tuple[int, int, str], ...] = (),
    quotes: tuple[tuple[int, int], ...] = (),
) -> Marked:
    """Marks and facts of `text`; `title`, `captions`, `asides` and `quotes` are what markup has already told.

    Captions are in order and apart; asides and quotes are runs of whole paragraphs.
    """
    paragraphs = find_paragraphs(text)
    boilerplate = find_boilerplate(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        for start, end, why in asides:
            if start <= paragraph.start and paragraph.end <= end:
                boilerplate[index] = why
    pictured = find_captions(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        place = bisect_right(captions, (paragraph.start, len(text))) - 1
        if place >= 0 and paragraph.end <= captions[place][1]:
            pictured[index] = "the page shows it as the caption of a picture"
            boilerplate.pop(index, None)
    boilerplate = {index: why for index, why in boilerplate.items() if index not in pictured}
    bylines = {index: found for index, found in find_bylines(paragraphs).items() if index not in pictured}
    dated = find_dated(paragraphs, pictured)
    aside = {*boilerplate, *pictured, *bylines, *(each.paragraph for each in dated if each.alone)}
    shown = title.span if title else None
    known = {index for index, paragraph in enumerate(paragraphs) if shown and _inside(paragraph, shown)}
    teasers = find_teasers(paragraphs, {*aside, *known})
    for index, paragraph in enumerate(paragraphs):
        if any(start <= paragraph.start and paragraph.end <= end for start, end in quotes):
            teasers[index] = "the page shows it as a pull quote: words of the report, said again"
    heading = min(known, default=None) if shown else find_title(paragraphs, aside, teasers)
    teasers.pop(-1 if heading is None else heading, None)
    boilerplate.pop(-1 if heading is None else heading, None)
    dateline = find_dateline(paragraphs, {*aside, *teasers, *(() if heading is None else (heading,))})
    credits_ = find_credits(paragraphs, dateline, bylines)
    masthead = find_masthead(paragraphs, {each.paragraph for each in dated if each.alone}, heading)
    outlets = [*([masthead] if masthead else []), *find_outlets(paragraphs, credits_)]
    marks = _Marks(text)
    for index, why in boilerplate.items():
        marks.paragraph("boilerplate", paragraphs[index], why)
    if masthead is not None:
        marks.paragraph("boilerplate", paragraphs[0], masthead.why)
    for index, why in teasers.items():
        marks.paragraph("teaser", paragraphs[index], why)
    for index, why in pictured.items():
        marks.paragraph("caption", paragraphs[index], why)
    for found in bylines.values():
        marks.add("byline", found.mark_start, found.mark_end, found.why)
    for each in dated:
        _mark_date(marks, paragraphs[each.paragraph], each, aside={*boilerplate, *pictured, *bylines})
    stated = title if shown else None if heading is None else _title(text, paragraphs[heading], dated, heading)
    if stated is not None and stated.span is not None:
        marks.add("title", stated.span.start, stated.span.end, stated.how)
    if dateline is not None:
        marks.add("dateline", dateline.mark_start, dateline.mark_end, dateline.why)
    for found in credits_:
        marks.add("credit", found.mark_start, found.mark_end, found.why)
    writer = next((found for found in bylines.values() if found.value), None)
    published = next(iter(dated), None)
    return Marked(
        marks=marks.all(),
        title=stated,
        byline=_stated(text, writer),
        dateline=_stated(text, dateline),
        credit=_stated(text, next(iter(credits_), None)),
        outlet=_stated(text, next(iter(outlets), None)),
        published=published.published if published else _from_dateline(text, dateline),
    )


class _Marks:
    """Marks being gathered: each once, in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[tuple[int, int, MarkKind], Mark] = {}

    def add(self, kind: MarkKind, start: int, end: int, why: str) -> None:
        self._found.setdefault((start, end, kind), Mark(kind, Span.of(self._text, start, end), why))

    def paragraph(self, kind: MarkKind, paragraph: Paragraph, why: str) -> None:
        self.add(kind, paragraph.start, paragraph.end, why)

    def all(self) -> tuple[Mark, ...]:
        return tuple(self._found[key] for key in sorted(self._found))


def _inside(paragraph: Paragraph, span: Span) -> bool:
    return span.start <= paragraph.start and paragraph.end <= span.end


def _title(text: str, paragraph: Paragraph, dated: list[Dated], index: int) -> Stated:
    """The title; a date that was run into its line ("… Posted: Sunday, July 5, 2015") is left out of it."""
    start, end = paragraph.start, paragraph.end
    for each in dated:
        if each.paragraph == index and start < each.start < end:
            end = each.start
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    while end > start + 1 and not (text[start].isalnum() or text[start] in _OPENING):
        start += 1
    span = Span.of(text, start, end)
    return Stated(" ".join(span.text.split()), "the first line that reads like a headline and stands apart", span)


def _mark_date(marks: _Marks, paragraph: Paragraph, dated: Dated, aside: set[int]) -> None:
    if dated.paragraph in aside:
        return
    if dated.alone:
        marks.paragraph("boilerplate", paragraph, "the line that gives the date of publication")
    else:
        marks.add("boilerplate", dated.start, dated.end, "the date of publication, run into the text")


def _stated(text: str, found: Found | None) -> Stated | None:
    return None if found is None else Stated(found.value, found.why, Span.of(text, found.start, found.end))


def _from_dateline(text: str, dateline: Found | None) -> Published | None:
    """A dateline with a full date gives the day of writing; without a year it gives none."""
    if dateline is None or dateline.date is None:
        return None
    for moment in find_moments(text[dateline.date[0] : dateline.date[1]]):
        return Published(moment.earliest, moment.latest, "the date in the dateline")
    return None
