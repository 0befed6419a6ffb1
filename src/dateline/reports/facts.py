"""What a page's markup states of its report: outlet, author, address, time of publication, language, headline.

Read from JSON-LD (schema.org), OpenGraph and `<meta>`, in this order of trust for the time; nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateline.model.report import Published, Stated
from dateline.reports.agencies import agency_of
from dateline.reports.days import read_stamp
from dateline.reports.extract import TITLE_ELEMENT

_REPORTS = re.compile(r"(?:Article|Report|Posting|NewsArticle|Story|Review)$")
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
    "sailthru.date", "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date",
    "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "date", "cxenseparse:recs:publishtime",
    "ptime",
    "article_date_original", "originalpublicationdate", "og:published_time",
)  # fmt: skip
_AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "dcterms.creator",
    "authors",
)
_UPDATED_META = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "article:modified", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-updated", "last_updated",
)  # fmt: skip
_MOST_NODES = 5000
_SPLIT = re.compile(r"\s+[|\u2013\u2014\u00bb\u2022\u00b7:-]+\s+")
_ENDS = re.compile(r"^[\s|\u2013\u2014\u00bb\u2022\u00b7:-]+|[\s|\u2013\u2014\u00ab\u00bb\u2022\u00b7:-]+$")
_OUTLET_WORDS = 5


@dataclass(frozen=True)
class Facts:
    """Facts stated by the markup; `published` is ordered, the most trusted first."""

    headlines: tuple[str, ...]
    """Titles that the markup gives, the surest first."""
    headline: Stated | None
    outlet: Stated | None
    byline: Stated | None
    credit: Stated | None
    url: Stated | None
    published: tuple[Published, ...]
    updated: tuple[tuple[str, str | None], ...]
    """Day and full time of each change that is stated, the most trusted first."""
    page_title: str
    language: str | None


def find_facts(tree: Any) -> Facts:
    """Facts of the page whose root element is `tree`."""
    metas = _metas(tree)
    nodes = list(find_nodes(tree))
    reports = sorted((node for node in nodes if _is_report(node)), key=_is_review)
    article = reports[0] if reports else {}
    page_title = " ".join((tree.findtext(".//head/title") or tree.findtext(".//title") or "").split())
    given = [_text(article.get("headline")), metas.get("og:title", ""), metas.get("twitter:title", "")]
    headlines = [words for words in (*given, page_title) if words]
    tops = [" ".join(heading.text_content().split()) for heading in islice(tree.iter("h1"), 5)]
    marked = _marked_names(tree, "publisher")
    headline = (
        Stated(headlines[0], TITLE_ELEMENT if headlines == [page_title] else "the page's metadata")
        if headlines
        else None
    )
    outlet = _outlet(metas, nodes, article, marked) or outlet_beside(page_title, [*headlines[:-1], *tops])
    names = _authors(article) or [
        name
        for key in _AUTHOR_META
        for name in _split_names(metas.get(key, ""))
        if not re.search(r"https?:|www\.|@", name)
    ]
    how = "the page's JSON-LD" if _authors(article) else "the page's metadata"
    if not names:
        names, how = _marked_names(tree, "author"), "an element of the page marked author"
    agency = next((agency_of(name) for name in names if agency_of(name)), None)
    for key in ("sourceOrganization", "provider", "copyrightHolder"):
        agency = agency or agency_of(_name(article.get(key)))
    people = [
        name for name in names if agency_of(name) is None and not (outlet and name.lower() == outlet.value.lower())
    ]
    return Facts(
        headlines=tuple(headlines),
        headline=headline,
        outlet=outlet,
        byline=Stated(" and ".join(dict.fromkeys(people[:6])), how) if people else None,
        credit=Stated(agency, how) if agency else None,
        url=_url(tree, metas, article),
        published=tuple(_published(metas, nodes, article, tree)),
        updated=tuple(_updated(metas, article, tree)),
        page_title=page_title,
        language=_language(tree, metas, article),
    )


def _metas(tree: Any) -> dict[str, str]:
    """Content of the first `<meta>` of each name, names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def find_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, in order, at most `_MOST_NODES`."""
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            parsed = json.loads(
                (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False
            )
        except (json.JSONDecodeError, RecursionError):
            continue  # broken JSON-LD is common; the page's other metadata speaks then
        waiting = [parsed]
        while waiting and count < _MOST_NODES:
            current = waiting.pop(0)
            count += 1
            if isinstance(current, list):
                waiting.extend(current)
            elif isinstance(current, dict):
                yield current
                waiting.extend(
                    value
                    for key, value in current.items()
                    if key in ("@graph", "mainEntity", "mainEntityOfPage") and isinstance(value, (dict, list))
                )


def _is_report(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _REPORTS.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _is_review(node: dict[str, Any]) -> bool:
    """Whether an object reviews something else (a product, a claim), and is a report only where there is no other."""
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith("Review") for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """The name of a schema.org object that may be written as an object, a list of them, or bare text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            value = value[0] if value else None
    return _text(value)


def _authors(article: dict[str, Any]) -> list[str]:
    value = article.get("author")
    given = value if isinstance(value, list) else [value]
    return [name for each in given for name in _split_names(_name(each)) if not re.search(r"https?:|www\.|@", name)]


def _split_names(words: str) -> list[str]:
    words = re.sub(r"^(?:by|written by)\s+", "", words.strip(), flags=re.IGNORECASE)
    return (
        [part.strip() for part in re.split(r"\s*(?:,|;|\band\b|&)\s*", words) if part.strip()]
        if len(words) < 200
        else []
    )


def _outlet(
    metas: dict[str, str], nodes: list[dict[str, Any]], article: dict[str, Any], marked: list[str]
) -> Stated | None:
    if metas.get("og:site_name"):
        return Stated(metas["og:site_name"], "the page's og:site_name")
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher and "@id" in publisher:
        publisher = next((node for node in nodes if node.get("@id") == publisher["@id"]), publisher)
    if _name(publisher):
        return Stated(_name(publisher), "the publisher in the page's JSON-LD")
    if marked:
        return Stated(marked[0], "an element of the page marked publisher")
    for key in ("application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright"):
        words = re.sub(
            r"^(?:\(c\)|\u00a9|copyright)\s*(?:\d{4})?\s*", "", metas.get(key, ""), flags=re.IGNORECASE
        ).strip()
        if words and not words.startswith("http") and len(words) < 80:
            return Stated(words, f"the page's meta {key}")
    return None


def outlet_beside(page_title: str, headlines: Iterable[str]) -> Stated | None:
    """The outlet's name where the page's title is the headline with a name before or behind it."""
    title = page_title.lower()
    for headline in headlines:
        words = " ".join(headline.split()).lower()
        at = title.find(words) if len(words) > 8 else -1
        if at < 0:
            continue
        before, behind = page_title[:at], page_title[at + len(words) :]
        last = _SPLIT.split(behind)[-1]
        if behind.strip() and _ENDS.match(behind) and (name := _ENDS.sub("", last)) and _is_short(name):
            return Stated(name, "the end of the page's title, after the headline")
        name = _ENDS.sub("", _SPLIT.split(before)[0])
        if not behind.strip() and _ENDS.search(before) and name and _is_short(name):
            return Stated(name, "the beginning of the page's title, before the headline")
    return None


def _is_short(name: str) -> bool:
    return len(name.split()) <= _OUTLET_WORDS


def _marked_names(tree: Any, kind: str) -> list[str]:
    """Names that microdata give for the author or the publisher."""
    found = []
    for element in islice(tree.xpath("//*[@itemprop=$kind]", kind=kind), 20):
        inner = next(iter(element.xpath('.//*[@itemprop="name"]')), element)
        words = " ".join((inner.get("content") or inner.text_content()).split())
        if words and len(words) < 80 and not re.search(r"https?:|www\.|@", words):
            found.extend([words] if kind == "publisher" else _split_names(words))
    return found


def _url(tree: Any, metas: dict[str, str], article: dict[str, Any]) -> Stated | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").strip().startswith(
            "http"
        ):
            return Stated(link.get("href").strip(), "the page's canonical address")
    if metas.get("og:url", "").startswith("http"):
        return Stated(metas["og:url"], "the page's og:url")
    for value in (article.get("url"), article.get("mainEntityOfPage")):
        address = value.get("@id") if isinstance(value, dict) else value
        if isinstance(address, str) and address.strip().startswith("http"):
            return Stated(address.strip(), "the page's JSON-LD")
    return None


def _published(
    metas: dict[str, str], nodes: list[dict[str, Any]], article: dict[str, Any], tree: Any
) -> Iterator[Published]:
    first = ""
    for node in (article, *(node for node in nodes if _is_report(node)), *nodes):
        found = read_stamp(_text(node.get("datePublished")))
        if found and (not first or (found[0] == first and found[1] and _is_report(node))):
            first = found[0]
            yield _day(found, "datePublished in the page's JSON-LD")
    for key in _PUBLISHED_META:
        found = read_stamp(metas.get(key, ""))
        if found:
            yield _day(found, f"the page's meta {key}")
    for element in tree.xpath('//*[@itemprop="datePublished"][not(self::meta)]'):
        found = read_stamp(element.get("datetime") or element.get("content") or " ".join((element.text or "").split()))
        if found:
            yield _day(found, "an element of the page marked datePublished")


def _updated(metas: dict[str, str], article: dict[str, Any], tree: Any) -> Iterator[tuple[str, str | None]]:
    stated = [_text(article.get("dateModified")), *(metas.get(key, "") for key in _UPDATED_META)]
    for element in islice(tree.xpath('//*[@itemprop="dateModified"][not(self::meta)]'), 20):
        stated.append(element.get("datetime") or element.get("content") or " ".join((element.text or "").split()))
    yield from filter(None, map(read_stamp, filter(None, stated)))


def _day(found: tuple[str, str | None], how: str) -> Published:
    day, time = found
    in_utc = time is not None and time.endswith("+00:00")
    return Published(
        day,
        day,
        f"{how}{' (in UTC)' if in_utc else ''}",
        time,
    )


def _language(tree: Any, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    for value in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        _text(article.get("inLanguage")),
    ):
        if value and value.strip():
            return str(value)
    return metas.get("content-language") or metas.get("og:locale") or metas.get("language")
