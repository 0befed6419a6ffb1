"""The way in for live-blogs: each entry of the page is a report of its own, with its own time.

Entries are those of the page's JSON-LD (LiveBlogPosting) where it has their texts, else the elements of the page that
are marked as entries and carry a time. A page with fewer than two is one report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.reports.blocks import find_blocks
from dateline.reports.days import read_stamp
from dateline.reports.encoding import decode
from dateline.reports.entry import Entry, Found, Said, size_words
from dateline.reports.facts import Facts, find_facts, find_nodes
from dateline.reports.fragment import text_of
from dateline.reports.page import declared_encoding, join_blocks, parse_page
from dateline.reports.ways import Asked, Sample

_TOLD = re.compile(rb"LiveBlogPosting|live-?blog|liveBlogUpdate|live-update|live_update|lx-stream", re.IGNORECASE)
_ENTRY = re.compile(
    r"(?:^|[\s_])(?:live-?blog|live|lx|stream|timeline)[-_]{1,2}(?:[\w]+[-_]{1,2})?(?:post|entry|update|item|card|block)(?:$|[\s_-])"
    r"|(?:^|\s)(?:block--content|lx-stream__post|live-?blog-?(?:entry|post|update)|liveblog-item)",
    re.IGNORECASE,
)
_LEAST = 2
_MOST = 5_000
_HEADINGS = ("h2", "h3", "h4")


def recognises(sample: Sample) -> bool:
    """Whether an HTML page may be a live-blog; whether it is, its entries tell."""
    start = sample.head[:400].lstrip().lower()
    return start.startswith((b"<", b"\xef\xbb\xbf<")) and _TOLD.search(sample.head) is not None


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its entries in the order of the page, or the page itself where it is no live-blog."""
    most = asked.limits.entry_bytes
    data = file.read(most + 1)
    if len(data) > most:
        raise InputError(source, f"this page has more than the limit of {size_words(most)} (max_bytes)")
    try:
        tree = parse_page(decode(data, source, declared=declared_encoding(data)).text, source)
    except InputError:
        yield Entry(source, data)  # reading it as one report says what is wrong
        return
    facts = find_facts(tree)
    found = list(_from_data(tree, facts, source)) or list(_from_page(tree, facts, source))
    if len(found) < _LEAST:
        yield Entry(source, data)
        return
    yield from found


def _from_data(tree: Any, facts: Facts, source: str) -> Iterator[Entry]:
    """Entries from JSON-LD, where it gives their texts."""
    blog = next((node for node in find_nodes(tree) if node.get("@type") == "LiveBlogPosting"), None)
    updates = blog.get("liveBlogUpdate") if blog else None
    if not isinstance(updates, list):
        return
    for number, update in enumerate(updates[:_MOST], 1):
        if not isinstance(update, dict):
            continue
        body = update.get("articleBody") or update.get("text") or ""
        text = text_of(body, source) if isinstance(body, str) else ""
        if not any(character.isalpha() for character in text):
            continue
        headline = update.get("headline") if isinstance(update.get("headline"), str) else ""
        stamp = read_stamp(str(update.get("datePublished") or ""))
        changed = read_stamp(str(update.get("dateModified") or ""))
        address = update.get("url") if isinstance(update.get("url"), str) else ""
        author = update.get("author")
        author = author[0] if isinstance(author, list) and author else author
        name = author.get("name") if isinstance(author, dict) else author
        said = _said(
            facts, " ".join(str(headline or "").split()), stamp, changed, str(address or ""),
            name if isinstance(name, str) else "", "the page's JSON-LD",
        )  # fmt: skip
        data = json.dumps(update, sort_keys=True, ensure_ascii=False).encode("utf-8", errors="replace")
        yield Entry(f"{source}, entry {number}", data, body=text.encode("utf-8", errors="replace"), said=said)


def _from_page(tree: Any, facts: Facts, source: str) -> Iterator[Entry]:
    """Entries from the elements of the page that are marked as such and carry a time."""
    from lxml import etree

    found = 0
    inside: set[Any] = set()
    for element in tree.iter("article", "div", "li", "section"):
        if element.getparent() in inside:
            inside.add(element)
            continue
        named = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('data-component') or ''}"[
            :300
        ]
        if "liveblogupdate" not in named.lower() and not _ENTRY.search(named):
            continue
        time = next((each for each in element.iter("time") if each.get("datetime")), None)
        stamp = read_stamp(time.get("datetime")) if time is not None else None
        if stamp is None:
            continue
        inside.add(element)
        data = etree.tostring(element, encoding="utf-8", with_tail=False)
        heading = next((each for each in element.iter(*_HEADINGS)), None)
        title = " ".join(heading.text_content().split()) if heading is not None else ""
        blocks = [block for block in find_blocks(element)[0] if not block.aside and _is_text(block.text, time, title)]
        text = join_blocks(blocks)[0]
        if not any(character.isalpha() for character in text):
            continue
        found += 1
        if found > _MOST:
            return
        anchor = element.get("id") or ""
        address = f"{facts.url.value}#{anchor}" if facts.url is not None and anchor else ""
        said = _said(facts, title, stamp, None, address, "", "the page")
        yield Entry(f"{source}, entry {found}", data, body=text.encode("utf-8", errors="replace"), said=said)


def _is_text(text: str, time: Any, title: str) -> bool:
    shown = " ".join(time.text_content().split()) if time is not None else ""
    return text not in (shown, title) and not re.fullmatch(r"(?:Share|Copy link|Updated at .{1,40}|\d+[mh] ago)", text)


def _said(
    facts: Facts, title: str, stamp: tuple[str, str | None] | None, changed: tuple[str, str | None] | None,
    address: str, author: str, how: str,
) -> Said:  # fmt: skip
    told = f"the entry's own time in {how}"
    if changed is not None and changed != stamp:
        told += f"; updated {changed[1] or changed[0]}"
    return Said(
        title=Stated(title, f"the entry's headline in {how}") if title else facts.headline,
        outlet=facts.outlet,
        byline=Stated(author, how) if author else None,
        url=Stated(address, how) if address.startswith("http") else facts.url,
        published=Published(stamp[0], stamp[0], told, stamp[1]) if stamp else None,
        language=facts.language,
    )
