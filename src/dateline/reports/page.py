"""The way in for HTML: the page's own paragraphs, in their order, where Trafilatura finds the main text.

Trafilatura says *which* blocks of the page are the report; the words are taken from the page itself, so that
paragraphs stay whole and captions stay in their places. What it drops is left outside the text, but for two things:
captions (marked), and paragraphs of running text beside sisters that it keeps (it drops those with many links, and
those that say the same again).
Nothing is fetched: pages are parsed from memory, without a network and without entities from elsewhere.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.model.spans import Span
from dateline.reports import child
from dateline.reports.beside import find_added, find_beside, find_quotes
from dateline.reports.blocks import Block, Stamp, find_blocks, key_of
from dateline.reports.days import read_stamp
from dateline.reports.encoding import decode
from dateline.reports.entry import Limits
from dateline.reports.extract import Extract
from dateline.reports.facts import Facts, find_facts, outlet_beside
from dateline.reports.heads import find_bylines, is_headline
from dateline.reports.paragraphs import Paragraph, fold
from dateline.reports.shown import is_date_line, is_later, read_shown

_VERSION = "dateline-page/1"
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
_DOCTYPE_PARTS = re.compile(r"\s*<!doctype[^>\[]*(?:\[.*?\]\s*>|>)", re.IGNORECASE | re.DOTALL)
_FORMATTING = re.compile(r"</?(?:b|i|u|em|strong|font|big|small|tt|strike|span|center)(?:\s[^<>]*)?>", re.IGNORECASE)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_TAGS = 25_000
_LONGEST_TAG = 20_000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{20000}")
_PREFIX = 40
"""Letters at the start or end by which a long block is known again where Trafilatura has cut it otherwise."""
_BEFORE = 6
"""Blocks before the main text among which a headline, a byline and a date are looked for."""
_LINE = 160
"""Code points of a line beside the headline."""
_LABEL_WORDS = 3
_LEAST_LETTERS = 60
"""Letters of running text below which a page has no main text."""
_PARAGRAPHS = frozenset(("p", "div", "section", "article", "blockquote", "td"))
_MENUS = frozenset(("td", "th", "li", "div", "dd", "dt", "body", "section"))
_MENU_WORDS = 12
"""A block of at most so many words that is a link and nothing else is part of a menu or a list of other reports."""
_SUBHEADINGS = frozenset(("h2", "h3", "h4"))
_CELL = 80
"""Code points below which a table's cell is data rather than a column of the page."""
_FINAL = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")


@dataclass(frozen=True)
class _Chosen:
    """The blocks that make the text, in order, and which of them is the title."""

    blocks: list[Block]
    title: int | None
    first: int
    """Number of the first block of the main text, counted over the whole page."""
    head: int
    """Number of the title's block over the whole page (`first` where it has none)."""


def read_page(data: bytes, source: str) -> Extract:
    """Main text and stated facts of an HTML page; raises InputError where it has none, or is nested past reading.

    A page that could keep the parsers busy for long (very many elements or attributes) is read in a child process,
    which has its limits.
    """
    return child.one_extract("page", data, source) if is_heavy(data) else extract_page(data, source)


def is_heavy(data: bytes) -> bool:
    """Whether a page has more elements, or a longer tag, than pages of outlets have."""
    if data.count(b"<") > _MOST_TAGS:
        return True
    return len(data) > _LONGEST_TAG and _LONG_TAG.search(data) is not None


def page_job(file: BinaryIO, source: str, _limits: Limits) -> Iterator[Extract]:
    """The child's side: one Extract."""
    yield extract_page(file.read(), source)


def extract_page(data: bytes, source: str) -> Extract:
    """As `read_page`, in this process."""
    decoded = decode(data, source, declared=declared_encoding(data))
    tree = parse_page(decoded.text, source)
    facts = find_facts(tree)
    blocks, stamps = find_blocks(tree)
    main, version = _main_text(tree)
    issues = list(decoded.issues)
    chosen = _choose(blocks, main, facts)
    if sum(len(block.key) for block in chosen.blocks) < 0.5 * sum(map(len, main)):
        chosen = _Chosen([_bare(text) for text in _paragraphs(tree)], None, 0, 0)
        issues.append("the main text stands in the page's data, not in its paragraphs; it is given as found there")
    _check_main_text(chosen.blocks, source)
    text, spans = join_blocks(chosen.blocks)
    title = _title(text, spans, chosen, facts)
    asides = tuple(
        (start, end, "a line beside the headline that gives the date")
        for number, ((start, end), block) in enumerate(zip(spans, chosen.blocks, strict=True))
        if number < _BEFORE and number != chosen.title and is_date_line(block.text)
    )
    return Extract(
        text=text,
        extractor=f"{_VERSION} trafilatura/{version}",
        issues=tuple(issues),
        title=title,
        outlet=facts.outlet
        or outlet_beside(
            facts.page_title, [block.text for block in chosen.blocks[:_BEFORE] if len(block.text) <= _LINE]
        ),
        byline=facts.byline or _byline(blocks, chosen),
        credit=facts.credit,
        url=facts.url,
        published=_published(tree, facts, blocks, stamps, chosen),
        language=facts.language,
        captions=tuple(span for span, block in zip(spans, chosen.blocks, strict=True) if block.caption),
        asides=asides,
        quotes=tuple(spans[index] for index in sorted(find_quotes(chosen.blocks))),
    )


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head, None where it names none."""
    head = data[:4096]
    match = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def parse_page(text: str, source: str) -> Any:
    """The page's root element; raises InputError for an empty page, and for one that is nested past reading."""
    text = text[match.end() :] if (match := _XML_HEAD.match(text)) else text
    text = text[match.end() :] if (match := _DOCTYPE_PARTS.match(text)) else text
    tree, deep = _parse(text, source)
    if deep:  # old pages leave <b> and <font> open, one inside the other: they say nothing of the text
        tree, deep = _parse(_FORMATTING.sub("", text), source)
    if deep:
        raise InputError(source, "the elements of this page are nested more than 250 deep; such a page is not read")
    return tree


def _parse(text: str, source: str) -> tuple[Any, bool]:
    """The root element, and whether the parser gave up because of the depth of the elements."""
    from lxml import html
    from lxml.etree import ParserError

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except ParserError:
        raise InputError(source, "this page is empty: it has no element with text") from None
    return tree, any("depth" in error.message for error in parser.error_log)


def _trafilatura(tree: Any) -> Any:
    """Trafilatura's tree of the main text, or None."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they log what a user of ours can do nothing about
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, include_formatting=False)
    return getattr(document, "body", None)


def _main_text(tree: Any) -> tuple[list[str], str]:
    """Letters and digits of each block that Trafilatura takes for the report, and its version."""
    import trafilatura

    body = _trafilatura(tree)
    version = str(trafilatura.__version__)
    if body is None:
        return [], version
    return [block.key for block in find_blocks(body)[0] if block.key], version


def _paragraphs(tree: Any) -> list[str]:
    body = _trafilatura(tree)
    return [] if body is None else [block.text for block in find_blocks(body)[0]]


def _bare(text: str) -> Block:
    return Block(text, "p", 0, 0, caption=False, aside=False, standfirst=False, linked=0.0, key=key_of(text))


def _choose(blocks: Sequence[Block], main: Sequence[str], facts: Facts) -> _Chosen:
    """Blocks of the page that are the report."""
    kept = _kept(blocks, main)
    if not kept:
        return _Chosen([], None, 0, 0)
    headlines = [key_of(headline) for headline in facts.headlines]
    head = _headline(blocks, min(kept), headlines)
    away = find_beside(blocks, kept, head)
    kept -= away.keys()
    body = kept - {head} if head is not None else kept
    if not body:
        return _Chosen([], None, 0, 0)
    first, last = min(body), max(body)
    sisters = {blocks[index].sisters for index in body if blocks[index].tag in _PARAGRAPHS}
    while last + 1 < len(blocks) and last + 1 not in away and _is_sister(blocks[last + 1], sisters):
        last += 1
    added = find_added(blocks, first if head is None else min(head, first), first, last, away, sisters)
    chosen: list[int] = []
    for index in range(first if head is None else min(head, first), last + 1):
        block = blocks[index]
        if (
            index in kept
            or index == head
            or (block.caption and not block.aside and index not in away)
            or (block.standfirst and index < first and not block.aside and len(block.key) > _PREFIX)
            or index in added
            or (index not in away and (_is_sister(block, sisters) or _heads_kept(blocks, index, kept | added)))
        ):
            chosen.append(index)
    title = chosen.index(head) if head in chosen else None
    return _Chosen([blocks[index] for index in chosen], title, first, first if head is None else head)


def _kept(blocks: Sequence[Block], main: Sequence[str]) -> set[int]:
    """Numbers of the blocks that Trafilatura kept; of blocks with the same words, those among other kept ones first."""
    wanted = Counter(main)
    starts = {key[:_PREFIX] for key in main if len(key) >= _PREFIX}
    ends = {key[-_PREFIX:] for key in main if len(key) >= _PREFIX}
    keys = [block.key for block in blocks]
    places: dict[str, list[int]] = {}
    kept: set[int] = set()
    for index, key in enumerate(keys):
        block = blocks[index]
        if not key or (block.linked > 0.8 and block.tag in _MENUS and len(block.text.split()) <= _MENU_WORDS):
            continue
        if key in wanted:
            places.setdefault(key, []).append(index)
        elif len(key) >= _PREFIX and not blocks[index].aside and (key[:_PREFIX] in starts or key[-_PREFIX:] in ends):
            kept.add(index)
    for key, indices in places.items():
        if len(indices) <= wanted[key]:
            kept.update(indices)
    parents = Counter(blocks[index].sisters for index in kept)
    for key, indices in places.items():
        if len(indices) > wanted[key]:
            indices.sort(key=lambda index: (blocks[index].aside, -parents[blocks[index].sisters], index))
            kept.update(indices[: wanted[key]])
    return kept


def _headline(blocks: Sequence[Block], first: int, headlines: Sequence[str]) -> int | None:
    """Number of the block that shows the headline: a heading whose words the metadata gives, else the only h1."""
    tops = [
        index
        for index, block in enumerate(blocks)
        if block.tag in ("h1", "h2") and index <= first + 3 and not block.aside
    ]
    for index in reversed(tops):
        key = blocks[index].key
        if len(key) > 8 and any(
            (headline.startswith(key) and 2 * len(key) >= len(headline)) or key.startswith(headline)
            for headline in headlines
            if len(headline) > 8
        ):
            return index
    ones = [index for index in tops if blocks[index].tag == "h1" and len(blocks[index].text.split()) >= 3]
    if len(ones) == 1:
        return ones[0]
    for index in range(min(first + 1, len(blocks))):
        block = blocks[index]
        if not block.aside and len(block.key) > 15 and block.key in headlines and block.linked < 0.5:
            return index
    for index in range(max(0, first - _BEFORE), first):
        block = blocks[index]
        if block.sisters == blocks[first].sisters and block.linked < 0.5 and is_headline(_paragraph(block)):
            return index
    return None


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(0, len(block.text), fold(block.text), len(block.text.split()))


def _is_sister(block: Block, sisters: set[int]) -> bool:
    """Whether a block is running text that stands among the paragraphs of the report."""
    if block.aside or block.sisters not in sisters or block.tag not in _PARAGRAPHS:
        return False
    return len(block.text.split()) >= 8 and _FINAL.search(block.text[-20:]) is not None


def _heads_kept(blocks: Sequence[Block], index: int, kept: set[int]) -> bool:
    """Whether a block is a subheading right above a paragraph of the report, in the same element."""
    block = blocks[index]
    if block.tag not in _SUBHEADINGS or block.aside or block.linked > 0.5 or index + 1 >= len(blocks):
        return False
    return index + 1 in kept and blocks[index + 1].parent == block.parent


def _check_main_text(blocks: Sequence[Block], source: str) -> None:
    running = [block for block in blocks if not block.caption and len(block.text.split()) >= 8 and block.linked < 0.6]
    sentences = [
        block
        for block in running
        if re.search(r"[.!?\u2026\u3002\u061f\u06d4\u0964][\"'\u201d\u2019)\]]*(?:\s|$)", block.text)
    ]
    if sum(len(block.key) for block in sentences) < _LEAST_LETTERS:
        raise InputError(
            source,
            "this page has no main text that can be told from its menus (is it a list of headlines, a log-in page?)",
        )


def join_blocks(blocks: Sequence[Block]) -> tuple[str, list[tuple[int, int]]]:
    """The text, paragraphs apart by a blank line (items of a list by a line end), and the run of each block."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for number, block in enumerate(blocks):
        if number:
            gap = _gap(blocks[number - 1], block)
            parts.append(gap)
            at += len(gap)
        parts.append(block.text)
        spans.append((at, at + len(block.text)))
        at += len(block.text)
    return "".join(parts), spans


def _gap(before: Block, block: Block) -> str:
    """What stands between two blocks: a tab between cells of a row, a line end between rows and items, else more."""
    if block.tag == before.tag == "li" or block.element == before.element:
        return "\n"
    if {block.tag, before.tag} <= {"td", "th"} and max(len(block.text), len(before.text)) < _CELL:
        return "\t" if block.parent == before.parent else "\n"
    return "\n\n"


def _title(text: str, spans: Sequence[tuple[int, int]], chosen: _Chosen, facts: Facts) -> Stated | None:
    if chosen.title is not None:
        span = Span.of(text, *spans[chosen.title])
        return Stated(" ".join(span.text.split()), "the page's heading", span)
    if facts.headline and facts.outlet and key_of(facts.headline.value) == key_of(facts.outlet.value):
        return None  # the page of a channel or a profile: what it gives for a title is a name
    return facts.headline


def _beside(blocks: Sequence[Block], chosen: _Chosen) -> list[Block]:
    """Short blocks around the headline, down to the first of the main text."""
    near = blocks[max(0, chosen.head - _BEFORE) : chosen.first + 1]
    return [block for block in near if len(block.text) <= _LINE and not block.aside]


def _byline(blocks: Sequence[Block], chosen: _Chosen) -> Stated | None:
    for block in _beside(blocks, chosen):
        for found in find_bylines([_paragraph(block)]).values():
            if found.value:
                return Stated(found.value, f'a line beside the headline: "{block.text}"')
    return None


def _published(
    tree: Any, facts: Facts, blocks: Sequence[Block], stamps: Sequence[Stamp], chosen: _Chosen
) -> Published | None:
    """The time of publication from the surest place that gives one; where two give different days, both are said."""
    found = list(facts.published)
    near = [stamp for stamp in stamps if stamp.published or chosen.head - 12 <= stamp.before <= chosen.first + 1]
    for stamp in sorted(near, key=lambda stamp: not stamp.published):
        read = None if stamp.updated else read_stamp(stamp.value)
        if read:
            found.append(Published(read[0], read[0], "a <time> element beside the headline", read[1]))
    shown = read_shown(_around(blocks, chosen))
    if not found:
        found.extend(_only_stamp(stamps))
    changed = [*facts.updated, *(read for stamp in near if stamp.updated and (read := read_stamp(stamp.value)))]
    changed.extend(shown.updated)
    if not found:
        found.extend(shown.published)
    if not found:
        return _guessed(tree) or shown.latest
    best = found[0]
    other = next((each for each in found[1:] if each.earliest != best.earliest), None)
    if best.time is None:
        timed = next((each for each in found if each.time and each.earliest == best.earliest), None)
        best = timed or best
    how = best.how if other is None else f"{best.how}; {other.how} gives {other.earliest}"
    later = next((each for each in changed if is_later(each, best)), None)
    how += f"; updated {later[1] or later[0]}" if later else ""
    return Published(best.earliest, best.latest, how, best.time)


def _only_stamp(stamps: Sequence[Stamp]) -> list[Published]:
    """The time that every `<time>` element of a page gives, where it gives one alone, wherever it stands."""
    given = {stamp.value for stamp in stamps}
    read = read_stamp(given.pop()) if len(given) == 1 and not any(stamp.updated for stamp in stamps) else None
    return [Published(read[0], read[0], "the page's only <time> element", read[1])] if read and read[1] else []


def _around(blocks: Sequence[Block], chosen: _Chosen) -> list[str]:
    """Short lines around the headline, those after it first, then the nearest before it."""
    end = chosen.first + 1
    while end < min(len(blocks), chosen.first + _BEFORE) and (
        is_date_line(blocks[end].text) or len(blocks[end].text.split()) <= _LABEL_WORDS
    ):
        end += 1
    after = blocks[chosen.head : end]
    before = blocks[max(0, chosen.head - _BEFORE) : chosen.head]
    return [block.text for block in (*after, *reversed(before)) if len(block.text) <= _LINE and not block.aside]


def _guessed(tree: Any) -> Published | None:
    """What htmldate makes of the page's address and markup: a day, which may be that of something else on the page."""
    from copy import deepcopy

    import htmldate

    found = htmldate.find_date(
        deepcopy(tree), extensive_search=False, original_date=True, min_date="1990-01-01", max_date="2099-12-31"
    )
    if found is None:
        return None
    how = "found by htmldate in the page's address or markup; weak: it may be the date of something else on the page"
    return Published(found, found, how)
