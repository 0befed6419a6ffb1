"""Watching feeds: what is new in them, asked for politely, and what is remembered between two rounds.

Invariants: a feed is asked with what its server gave last (ETag, Last-Modified), never before its time, later after
each failure; an item counts as seen only when `keep` is called, after it has reached the record, so that an interrupted
round is repeated, not lost; the file of the state is replaced as a whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from dateline.errors import InputError
from dateline.reports.entry import Entry, Found, Listed, Said
from dateline.reports.feed import FeedItem, entry_of, read_feed
from dateline.reports.fetch import Answer, Fetcher, answer_entries, refused
from dateline.reports.robots import Robots
from dateline.reports.ways import Asked

LEAST_WAIT = 300.0
"""Seconds between two requests for one feed, at least; more where its server or the feed itself asks for more."""
USUAL_WAIT = 1800.0
LONGEST_WAIT = 24 * 3600.0
_MOST_SEEN = 5_000
"""Items remembered for each feed, the newest; a feed shows fewer."""
_MOST_NEW = 200
"""Pages fetched for one feed in one round; the rest comes in the next."""


class FeedState(msgspec.Struct, kw_only=True):
    """What is remembered of one feed."""

    etag: str = ""
    modified: str = ""
    due: float = 0.0
    """When it may be asked again, in seconds since 1970."""
    failures: int = 0
    seen: dict[str, str] = {}
    """Key of an item, hashed → hash of what it was like."""


class WatchState(msgspec.Struct, kw_only=True):
    """What is remembered of all feeds of one record."""

    version: int = 1
    feeds: dict[str, FeedState] = {}


def read_state(path: Path) -> WatchState:
    """The state at `path`, an empty one where there is none; raises InputError where the file is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=WatchState)
    except FileNotFoundError:
        return WatchState()
    except (OSError, msgspec.DecodeError) as error:
        raise InputError(str(path), f"this is no list of what was seen in feeds ({error}); move it away") from None


def write_state(path: Path, state: WatchState) -> None:
    """Puts the state in place of the old one; raises InputError."""
    made = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        made.write_bytes(msgspec.json.format(msgspec.json.encode(state)))
        made.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            made.unlink()
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from None


@dataclass(frozen=True)
class Round:
    """What one feed brought: what is to be read, and what will be remembered once it is."""

    feed: str
    found: tuple[Found, ...]
    state: FeedState
    note: str
    """What happened, for a person."""


@dataclass
class Watcher:
    """Asks feeds that are due. `now` gives seconds since 1970."""

    fetcher: Fetcher
    state: WatchState
    summaries: bool = False
    """Whether to be content with what the feed gives itself, and fetch no pages."""
    every: float = USUAL_WAIT
    now: Callable[[], float] = time.time
    _robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self._robots = Robots(self.fetcher)

    def wait(self, feeds: tuple[str, ...]) -> float:
        """Seconds until the next of the feeds is due."""
        return max(0.0, min((self._state(feed).due for feed in feeds), default=0.0) - self.now())

    def rounds(self, feeds: tuple[str, ...]) -> Iterator[Round]:
        """One round for each feed that is due, in their order."""
        for feed in feeds:
            if self._state(feed).due <= self.now():
                yield self._round(feed)

    def keep(self, done: Round) -> None:
        """Remembers a round, after what it found has reached the record."""
        self.state.feeds[done.feed] = done.state

    def _state(self, feed: str) -> FeedState:
        return self.state.feeds.get(feed, FeedState())

    def _round(self, feed: str) -> Round:
        old = self._state(feed)
        fields = {}
        if old.etag:
            fields["If-None-Match"] = old.etag
        if old.modified:
            fields["If-Modified-Since"] = old.modified
        try:
            answer = self.fetcher.get(feed, fields)
            if answer.status == 304:
                return Round(feed, (), self._later(old, answer, None), "nothing new")
            why = refused(answer)
            if why:
                return self._failed(feed, old, why, answer.retry_after)
            items = read_feed(answer.data, answer.url)
        except InputError as error:
            return self._failed(feed, old, str(error).removeprefix(f"{feed}: "), None)
        new = [item for item in items.items if old.seen.get(_key(item)) != _likeness(item)]
        taken = new[:_MOST_NEW]
        found: list[Found] = []
        kept: dict[str, str] = {}
        for number, item in enumerate(taken, 1):
            got, again = self._read(item, f"{feed}, item {number}")
            found.extend(got)
            if not again:
                kept[_key(item)] = _likeness(item)
        state = self._later(old, answer, items.ttl)
        seen = {**old.seen, **kept}
        state.seen = dict(list(seen.items())[-max(_MOST_SEEN, len(items.items)) :])
        if len(kept) < len(new):
            state.etag = state.modified = ""  # what was left must be given again
        more = f", {len(new) - len(taken)} more in the next round" if len(new) > len(taken) else ""
        return Round(feed, tuple(found), state, f"{len(taken)} new of {len(items.items)} items{more}")

    def _read(self, item: FeedItem, place: str) -> tuple[list[Found], bool]:
        """What an item brings, and whether it should be tried again."""
        own = entry_of(item, place)
        if item.url is None or self.summaries or (item.text and item.whole):
            return [own], False
        try:
            if not self._robots.allow(item.url):
                note = "the site asks programs not to fetch this page (robots.txt); only what the feed says is read"
                return [_with_issue(own, note)], False
            answer = self.fetcher.get(item.url)
        except InputError as error:
            return [error], True
        why = refused(answer)
        if why:
            later = answer.status >= 500 or answer.status in (408, 425, 429)
            return [
                InputError(item.url, why) if later else _with_issue(own, f"the page is not to be had: {why}")
            ], later
        asked = Asked()
        return [_told(found, item.said) for found in answer_entries(answer, item.url, asked)], False

    def _later(self, old: FeedState, answer: Answer, ttl: int | None) -> FeedState:
        """The state after an answer: when the feed may be asked again."""
        wait = max(self.every, LEAST_WAIT, _max_age(answer.fields.get("cache-control", "")), (ttl or 0) * 60.0)
        return FeedState(
            etag=answer.fields.get("etag", old.etag if answer.status == 304 else "")[:1000],
            modified=answer.fields.get("last-modified", old.modified if answer.status == 304 else "")[:100],
            due=self.now() + min(wait, LONGEST_WAIT),
            failures=0,
            seen=old.seen,
        )

    def _failed(self, feed: str, old: FeedState, why: str, retry: float | None) -> Round:
        """Back-off: twice as long after each failure, at most a day; at least as long as the server asks for."""
        failures = old.failures + 1
        wait = min(max(self.every, LEAST_WAIT) * 2.0 ** min(failures, 12), LONGEST_WAIT)
        wait = min(max(wait, retry or 0.0), 7 * LONGEST_WAIT)
        state = FeedState(etag=old.etag, modified=old.modified, due=self.now() + wait, failures=failures, seen=old.seen)
        note = f"asked again in {wait / 60:,.0f} minutes"
        return Round(feed, (InputError(feed, f"{why}; {note}"),), state, note)


def _key(item: FeedItem) -> str:
    return hashlib.sha256(item.key.encode("utf-8", errors="replace")).hexdigest()[:16]


def _likeness(item: FeedItem) -> str:
    """A hash of what would be different if the report had been changed."""
    title = item.said.title.value if item.said.title else ""
    words = f"{title}\n{item.updated}\n{item.text}"
    return hashlib.sha256(words.encode("utf-8", errors="replace")).hexdigest()[:16]


def _max_age(words: str) -> float:
    for part in words.lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('"').isdigit() and len(value) < 10:
            return float(value.strip('"'))
    return 0.0


def _with_issue(own: Entry | Listed | InputError, issue: str) -> Found:
    if isinstance(own, Entry):
        return replace(own, said=replace(own.said, issues=(issue, *own.said.issues)))
    return InputError(own.source, issue) if isinstance(own, Listed) else own


def _told(found: Found, said: Said) -> Found:
    """A page, with what the feed says of it where the page itself says nothing (see `read.read_entry`)."""
    if not isinstance(found, Entry) or found.body is not None:
        return found
    return replace(found, said=replace(said, url=found.said.url or said.url, issues=()))
