"""Republished reports: which reports are versions of one another, and what changed between them.

Two reports are versions of one where they have the same address (without what only tracks readers) or, without
addresses, the same outlet and headline, and share enough of their words. Both texts are kept whole; what changed is
worked out from them, so nothing has to be stored for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dateline.model.report import Report, Stated
from dateline.model.spans import Span

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|cmpid|ocid|smid|partner|at_\w+|xtor|ns_\w+|src)$"
)
_FRONT = re.compile(r"^/(?:index\.\w{2,5}|home|news|world)?/?$")
"""Addresses of whole sections: what stands there today is another report tomorrow."""
_LEAST_SHARED = 0.3
"""Share of paragraphs or sentences in common from which two texts are versions of one report."""
_SENTENCE = re.compile(r"[^.!?\u2026\n]+(?:[.!?\u2026]+[\"'\u201d\u2019)\]]*|\n|$)")


@dataclass(frozen=True)
class Change:
    """Sentences that were taken out (`before`, in the older text) and put in (`after`, in the newer one)."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]

    def __str__(self) -> str:
        old = " ".join(" ".join(span.text.split()) for span in self.before)
        new = " ".join(" ".join(span.text.split()) for span in self.after)
        if not old:
            return f"added: “{new}”"
        return f"“{old}” became “{new}”" if new else f"taken out: “{old}”"


@dataclass(frozen=True)
class Versions:
    """Reports that are versions of one, the oldest first, and why they are taken for that."""

    reports: tuple[str, ...]
    why: str


class Listed(Protocol):
    """What tells whether two reports may be versions of one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def url(self) -> Stated | None:
        """Its address."""

    @property
    def outlet(self) -> Stated | None:
        """Its outlet."""

    @property
    def title(self) -> Stated | None:
        """Its headline."""


def find_candidates(listed: Iterable[Listed], new: Set[str]) -> list[str]:
    """Ids of reports that may be versions of one with a new one among them, in their order: what need be compared."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for report in listed:
        key = key_of(report)
        if key is not None:
            groups.setdefault(key, []).append(report.id)
    return [each for group in groups.values() if len(group) > 1 and not new.isdisjoint(group) for each in group]


def find_versions(reports: Iterable[Report]) -> tuple[Versions, ...]:
    """Groups of two and more, in the order of their first reports; a report is in one group at most."""
    groups: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        key = key_of(report)
        if key is not None:
            groups.setdefault(key, []).append(report)
    found = []
    for key, members in groups.items():
        for chain in _chains(members):
            if len(chain) > 1:
                ordered = sorted(chain, key=_age)
                why = f"they have one address, {key[1]}" if key[0] == "url" else "they have one outlet and headline"
                found.append(Versions(tuple(report.id for report in ordered), why))
    return tuple(found)


def find_changes(older: Report, newer: Report) -> tuple[Change, ...]:
    """What changed from one version to the next, sentence by sentence, in the order of the newer one."""
    old, new = _sentences(older.text), _sentences(newer.text)
    matcher = SequenceMatcher(None, [_folded(span) for span in old], [_folded(span) for span in new], autojunk=False)
    return tuple(
        Change(tuple(old[first:last]), tuple(new[start:end]))
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal"
    )


def same_address(url: str) -> str:
    """An address without its scheme, what follows "#" and what only tracks readers: equal for one page."""
    try:
        parts = urlsplit(url)
        query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0].lower())))
    except ValueError:
        return url
    host = (parts.netloc or "").lower().removeprefix("www.").removeprefix("m.")
    path = re.sub(r"/(?:amp|index\.html?)?/?$", "", parts.path)
    return urlunsplit(("", host, path, query, parts.fragment if "live" in path else "")).removeprefix("//")


def key_of(report: Listed) -> tuple[str, ...] | None:
    """What versions of one report have in common: address, or outlet and headline; None where neither tells."""
    if report.url is not None:
        try:
            if _FRONT.match(urlsplit(report.url.value).path or "/"):
                return None
        except ValueError:
            return None
        return ("url", same_address(report.url.value))
    if report.outlet is not None and report.title is not None and len(report.title.value.split()) >= 4:
        return ("title", report.outlet.value.casefold(), " ".join(report.title.value.casefold().split()))
    return None


def _chains(members: Sequence[Report]) -> list[list[Report]]:
    """Of reports with one key, those whose texts have enough in common."""
    chains: list[tuple[set[str], list[Report]]] = []
    for report in members:
        own = {_folded(span) for span in _sentences(report.text)}
        for known, chain in chains:
            if len(own & known) >= _LEAST_SHARED * max(1, min(len(own), len(known))):
                chain.append(report)
                known |= own
                break
        else:
            chains.append((own, [report]))
    return [chain for _, chain in chains]


def _age(report: Report) -> tuple[str, str]:
    """What orders versions: the time of the last change that is known, else of publication."""
    published = report.published
    if published is None:
        return ("", "")
    updated = re.search(r"updated (\d{4}-\d{2}-\d{2}\S*)", published.how)
    return (updated[1] if updated else published.time or published.latest or "", published.time or "")


def _sentences(text: str) -> list[Span]:
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            found.append(Span.of(text, start, end))
    return found


def _folded(span: Span) -> str:
    return " ".join(span.text.split())
