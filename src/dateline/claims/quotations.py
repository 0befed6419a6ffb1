"""Quotations: runs of words between quotation marks, straight or curly, double or single, nested or going on.

Invariants: quotations are in the order of the text and never overlap (a quotation inside another is part of the outer
one); `first` and `last` are words between the marks, so an empty pair of marks is no quotation.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.model.reading import Reading

_DOUBLE = frozenset('"\u201c\u201d\u201e\u201f\u00ab\u00bb')
_SINGLE = frozenset("'\u2018\u2019\u201a\u201b`")
_MARKS = _DOUBLE | _SINGLE
_OPENING = frozenset("\u201c\u201e\u00ab\u2018\u201a")
_CLOSING = frozenset("\u201d\u00bb\u2019")
_FINAL = frozenset(".?!,;:\u2026\u2014\u2013-") | {"...", "--"}


_PARTNERS = {
    '"': '"',
    "\u201c": "\u201d\u201c",
    "\u201e": "\u201c\u201d",
    "\u201d": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "'": "'\u2019",
    "`": "'",
    "\u2018": "\u2019'",
    "\u201a": "\u2018\u2019",
}
"""Which marks close what another opens."""


class _Mark(NamedTuple):
    first: int
    last: int
    form: str


class Quotation(NamedTuple):
    """A quotation: its first and last word inside the marks, the marks themselves, and whether it was closed."""

    first: int
    last: int
    opening: int
    """The word that is the opening mark (the first of two single ones)."""
    closing: int
    """The word that is the closing mark (the last of two single ones); one past the last word where there is none."""
    closed: bool
    goes_on: bool
    """Left open at the end of a paragraph and taken up at the start of the next."""


def find_quotations(reading: Reading) -> list[Quotation]:
    """Every quotation of a text, in order."""
    marks = _marks(reading)
    if not marks:
        return []
    sentence_of, paragraph_of = reading.sentence_of, reading.paragraph_of
    by_paragraph: dict[int, list[_Mark]] = {}
    for mark in marks:
        by_paragraph.setdefault(paragraph_of[sentence_of[mark.first]], []).append(mark)
    found: list[Quotation] = []
    for paragraph, inside in by_paragraph.items():
        found.extend(_of_paragraph(reading, paragraph, inside, by_paragraph.get(paragraph + 1, [])))
    return found


def _marks(reading: Reading) -> list[_Mark]:
    """All marks; two single ones without a gap ("''", "``") are a double one."""
    words = reading.words
    found: list[_Mark] = []
    for word, form in enumerate(words):
        if form not in _MARKS:
            continue
        if (
            found
            and found[-1].last == word - 1
            and found[-1].first == word - 1
            and form in "'`"
            and words[word - 1] == form
            and reading.ends[word - 1] == reading.starts[word]
        ):
            found[-1] = _Mark(word - 1, word, '"')
        else:
            found.append(_Mark(word, word, form))
    return found


def _of_paragraph(reading: Reading, paragraph: int, marks: list[_Mark], following: list[_Mark]) -> list[Quotation]:
    found: list[Quotation] = []
    place = 0
    while place < len(marks):
        mark = marks[place]
        if not _opens(reading, mark):
            place += 1
            continue
        closer = _closer(reading, marks, place)
        if closer is not None:
            closing = marks[closer]
            if closing.first > mark.last + 1:
                found.append(
                    Quotation(mark.last + 1, closing.first - 1, mark.first, closing.last, closed=True, goes_on=False)
                )
            place = closer + 1
            continue
        place += 1
        if mark.form in _SINGLE:
            continue
        end = _end_of_paragraph(reading, paragraph)
        if mark.last + 1 >= end:
            continue
        goes_on = (
            end < len(reading) and bool(following) and following[0].first == end and following[0].form == mark.form
        )
        if goes_on:
            found.append(Quotation(mark.last + 1, end - 1, mark.first, end, closed=False, goes_on=True))
            break
        if place == len(marks):
            found.append(_unclosed(reading, mark, end))
    return found


def _closer(reading: Reading, marks: list[_Mark], place: int) -> int | None:
    """Index of the mark that closes the one at `place`, in the same paragraph: the next that fits it and can close."""
    opening = marks[place]
    for index in range(place + 1, len(marks)):
        mark = marks[index]
        if mark.form not in _PARTNERS.get(opening.form, opening.form):
            continue
        if _closes(reading, mark, opening):
            return index
        if mark.form == opening.form and opening.form in _DOUBLE and _opens(reading, mark):
            return None
    return None


def _unclosed(reading: Reading, opening: _Mark, limit: int) -> Quotation:
    """A quotation whose closing mark is missing ends with its sentence."""
    first = opening.last + 1
    end = min(reading.sentence_bounds(reading.sentence_of[first])[1], limit)
    return Quotation(first, end - 1, opening.first, end, closed=False, goes_on=False)


def _end_of_paragraph(reading: Reading, paragraph: int) -> int:
    if paragraph + 1 < len(reading.paragraphs):
        return reading.sentences[reading.paragraphs[paragraph + 1]]
    return len(reading)


def _opens(reading: Reading, mark: _Mark) -> bool:
    """Whether a mark can open: white space, a bracket or nothing before it, and no white space after it.

    In text that was cut into words, a double mark may have white space on both sides.
    """
    text, start, end = reading.text, reading.starts[mark.first], reading.ends[mark.last]
    if mark.form in _OPENING and mark.form in _DOUBLE:
        return end < len(text)
    before = text[start - 1] if start else " "
    if end >= len(text) or (text[end].isspace() and not (before.isspace() and mark.form == '"')):
        return False
    if mark.form in _OPENING:
        return True
    return not before.isalnum() and before not in ".,;:?!)]%" and before not in _CLOSING


def _closes(reading: Reading, mark: _Mark, opening: _Mark) -> bool:
    """Whether a mark, of a form that fits, can close what `opening` opened."""
    text, start, end = reading.text, reading.starts[mark.first], reading.ends[mark.last]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark.form in _SINGLE:
        return not (after.isalnum() or before.isspace() or _possessive(reading, mark.first))
    if mark.form in _CLOSING:
        return True
    if mark.form in _OPENING:  # the same mark at both ends
        return not before.isspace() and not after.isalnum()
    return not before.isspace() or after.isspace() or mark.first <= opening.last + 1


def _possessive(reading: Reading, mark: int) -> bool:
    """Whether a single mark after an s is an apostrophe ("the fighters' weapons")."""
    if mark + 1 >= len(reading) or not reading.words[mark - 1].endswith(("s", "S")):
        return False
    return reading.upos[mark] == "PART" or reading.labels[mark] == "case"


def is_spoken(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation is speech rather than a quoted word or a title: a clause, or five words and more.

    Words all in capitals at their start ("The Long Road Home") are a title.
    """
    words = range(quotation.first, quotation.last + 1)
    forms = [reading.words[word] for word in words if reading.upos[word] != "PUNCT"]
    if not forms:
        return False
    has_verb = any(reading.upos[word] in ("VERB", "AUX") for word in words)
    ends = reading.words[quotation.last] in _FINAL
    if is_title(reading, quotation):
        return False
    if len(forms) >= 5:
        return True
    return (
        len(forms) >= 2
        and (has_verb or (ends and reading.words[quotation.last] != ":"))
        and (has_verb or len(forms) >= 3)
    )


def is_title(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation is a title: two or more words, every longer one with a capital ("The Long Road Home")."""
    forms = [
        reading.words[word] for word in range(quotation.first, quotation.last + 1) if reading.upos[word] != "PUNCT"
    ]
    longer = [form for form in forms if len(form) > 3]
    return len(longer) >= 2 and all(form[0].isupper() for form in longer) and not all(form.isupper() for form in longer)
