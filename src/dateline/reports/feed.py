"""The way in for feeds: RSS (0.9x, 1.0, 2.0) and Atom; the items that hold their text are entries, the rest addresses.

XML is parsed without a network, without entities, and mended where it is broken. An item's id is the hash of the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urljoin

from dateline.errors import InputError
from dateline.model.report import Published, Stated
from dateline.reports.days import read_stamp
from dateline.reports.entry import Entry, Found, Listed, Said, size_words
from dateline.reports.fragment import is_markup, text_of
from dateline.reports.ways import Asked, Sample

_ROOT = re.compile(
    # nothing that was passed is gone back over (++, *+): a head of blank lines alone would cost its cube
    rb"^(?:\xef\xbb\xbf)?(?:\s++|<\?xml[^>]{0,300}\?>|<\?[^>]{0,500}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,500}>)*+"
    rb"<(?:rss|feed|(?:rdf:)?RDF)\b",
    re.DOTALL,
)
_MOST_ITEMS = 10_000
_WHOLE = 400
"""Letters from which the text of an item is taken for the report rather than a summary, if the feed doesn't say."""


@dataclass(frozen=True)
class FeedItem:
    """One item: what it says of a report, its text if it holds one, and the bytes that it is known by."""

    key: str
    """What tells it from the others: its id, else its address, else its title."""
    url: str | None
    text: str
    """"" where the feed gives none."""
    whole: bool
    """Whether the text is the report rather than a summary."""
    said: Said
    updated: str
    """When it was last changed, as the feed writes it; "" where it doesn't."""
    data: bytes


@dataclass(frozen=True)
class Feed:
    """A feed: its title, its items in its order, the minutes for which it asks not to be fetched again."""

    title: str
    items: tuple[FeedItem, ...]
    ttl: int | None = None


def recognises(sample: Sample) -> bool:
    """Whether the first element is that of a feed."""
    return _ROOT.match(sample.head[:16_384]) is not None


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its items; raises InputError where it cannot be read."""
    most = asked.limits.entry_bytes
    data = file.read(most + 1)
    if len(data) > most:
        raise InputError(source, f"this feed has more than the limit of {size_words(most)} (max_bytes)")
    feed = read_feed(data, source)
    if not feed.items:
        raise InputError(source, "there is no item in this feed")
    for number, item in enumerate(feed.items, 1):
        yield entry_of(item, f"{source}, item {number}")


def entry_of(item: FeedItem, place: str) -> Entry | Listed | InputError:
    """What can be read of an item without fetching anything."""
    if item.text:
        return Entry(place, item.data, body=item.text.encode("utf-8", errors="replace"), said=item.said)
    if item.url:
        return Listed(place, item.url, item.said)
    return InputError(place, "this item has neither a text nor an address")


def read_feed(data: bytes, source: str) -> Feed:
    """The feed in `data`, found at the address or path `source`; raises InputError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True,
        remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(source, f"this feed is no XML: {' '.join(str(error).split())[:200]}") from None
    if root is None:
        raise InputError(source, "this feed is no XML: it has no element")
    if _name(root) not in ("rss", "feed", "rdf"):
        raise InputError(source, f"this is no feed: its first element is <{_name(root)[:40]}>")
    channel = root if _name(root) == "feed" else next((each for each in root if _name(each) == "channel"), root)
    title = _plain(_child(channel, "title"))
    found: list[FeedItem] = []
    for element in root.iter():
        if _name(element) in ("item", "entry"):
            found.append(_item(element, title, source))
            if len(found) >= _MOST_ITEMS:
                break
    ttl = _text(_child(channel, "ttl"))
    return Feed(title, tuple(found), int(ttl) if ttl.isdigit() and len(ttl) < 6 else None)


def _item(element: Any, feed: str, source: str) -> FeedItem:
    from lxml import etree

    text, whole = _content(element, source)
    title = _plain(_child(element, "title"))
    url = _link(element, source)
    key = _text(_child(element, "guid")) or _text(_child(element, "id")) or url or title
    outlet = _plain(_child(element, "source")) or feed
    how = "the feed's item"
    said = Said(
        title=Stated(title, how) if title else None,
        outlet=Stated(outlet, "the feed's title" if outlet == feed else how) if outlet else None,
        byline=Stated(author, how) if (author := _author(element)) else None,
        url=Stated(url, how) if url else None,
        published=_published(element),
        language=element.get("{http://www.w3.org/XML/1998/namespace}lang"),
        issues=() if whole or not text else ("the feed gives only a summary of this report",),
    )
    updated = _text(_child(element, "updated")) or _text(_child(element, "modified"))
    data = etree.tostring(element, encoding="utf-8", with_tail=False)
    return FeedItem(key, url, text, whole, said, updated, data)


def _content(element: Any, source: str) -> tuple[str, bool]:
    """The text of an item, and whether it is the whole report."""
    for name, whole in (("encoded", True), ("content", True), ("description", False), ("summary", False)):
        child = _child(element, name)
        if child is None or (name == "content" and child.get("url")):  # Media RSS has pictures under this name
            continue
        words = _inner(child)
        text = text_of(words, source)
        if any(character.isalpha() for character in text):
            return text, whole or len(text) >= _WHOLE
    return "", False


def _inner(child: Any) -> str:
    """The markup in an element: as text, or (Atom's xhtml) as elements."""
    if len(child) == 0:
        return child.text or ""
    from lxml import etree

    return (child.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in child)


def _link(element: Any, source: str) -> str | None:
    base = source if source.startswith("http") else ""
    for child in element:
        if _name(child) == "link":
            href = child.get("href") if child.get("rel", "alternate") == "alternate" else None
            words = (href or (child.text or "" if not child.get("href") else "")).strip()
            address = urljoin(base, words) if words else ""
            if address.startswith(("http://", "https://")):
                return address
    guid = _child(element, "guid")
    words = _text(guid)
    return words if guid is not None and guid.get("isPermaLink") != "false" and words.startswith("http") else None


def _author(element: Any) -> str:
    child = _child(element, "creator")
    if child is None:
        child = _child(element, "author")
    if child is None:
        return ""
    name = _child(child, "name")
    words = _plain(name if name is not None else child)
    match = re.fullmatch(r"\S+@\S+\s+\((.+)\)", words)  # RSS: mail address, then the name
    words = match[1] if match else words
    return "" if "@" in words or "http" in words else words


def _published(element: Any) -> Published | None:
    for name in ("pubdate", "published", "issued", "date", "created", "updated", "modified"):
        found = read_stamp(_text(_child(element, name)))
        if found is None:
            continue
        if name in ("updated", "modified"):
            return Published(None, found[0], "the feed says only when it was updated", None)
        how = "as the feed gives it"
        later = read_stamp(_text(_child(element, "updated")))
        if later is not None and later != found:
            how += f"; updated {later[1] or later[0]}"
        return Published(found[0], found[0], how, found[1])
    return None


def _name(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if _name(child) == name), None)


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _plain(element: Any) -> str:
    """A title's words: feeds write markup into them, escaped."""
    words = _text(element)
    return " ".join(text_of(words, "").split()) if is_markup(words) or "&" in words else words
