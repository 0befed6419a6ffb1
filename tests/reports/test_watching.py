"""Watching feeds: what is new is read once, servers are treated with care, and a stopped round is made up for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.reports import Entry, read_entry
from dateline.reports.watching import LEAST_WAIT, LONGEST_WAIT, Round, Watcher, WatchState, read_state, write_state
from tests.reports import made_files as made
from tests.reports import pages
from tests.reports.local_server import Route, Site, fetcher, serving

PAGE = pages.MODERN.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def _feed(site: Site, *items: tuple[str, str], ttl: int = 5) -> bytes:
    shown = "".join(
        f"<item><title>{title}</title><link>{site.url}/{name}</link><guid>{name}</guid></item>" for name, title in items
    )
    return f'<rss version="2.0"><channel><title>Valley Post</title><ttl>{ttl}</ttl>{shown}</channel></rss>'.encode()


def _watcher(clock: Clock, **more: object) -> Watcher:
    return Watcher(fetcher(), WatchState(), now=clock, every=LEAST_WAIT, **more)  # type: ignore[arg-type]


def _one(watcher: Watcher, feed: str) -> Round:
    (done,) = watcher.rounds((feed,))
    watcher.keep(done)
    return done


def test_new_items_are_fetched_once_and_unchanged_feeds_not_at_all(site: Site) -> None:
    clock = Clock()
    watcher = _watcher(clock)
    feed = f"{site.url}/feed"
    site.routes["/feed"] = Route(_feed(site, ("a", "One"), ("b", "Two")), etag='"1"')
    site.routes["/a"] = site.routes["/b"] = Route(PAGE)
    done = _one(watcher, feed)
    assert [type(one) for one in done.found] == [Entry, Entry]
    assert site.paths() == ["/feed", "/robots.txt", "/a", "/b"]
    assert not list(watcher.rounds((feed,)))
    clock.now += LEAST_WAIT + 1
    done = _one(watcher, feed)
    assert (done.found, done.note) == ((), "nothing new")
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    clock.now += LEAST_WAIT + 1
    site.routes["/feed"] = Route(_feed(site, ("c", "Three"), ("a", "One"), ("b", "Two, corrected")), etag='"2"')
    site.routes["/c"] = Route(PAGE)
    done = _one(watcher, feed)
    assert site.paths()[-3:] == ["/feed", "/c", "/b"]
    assert len(done.found) == 2


def test_what_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    watcher = _watcher(Clock())
    site.routes["/robots.txt"] = Route(b"User-agent: *\nDisallow: /a\n")
    site.routes["/feed"] = Route(_feed(site, ("a", "One")))
    (error,) = _one(watcher, f"{site.url}/feed").found
    assert "robots.txt" in str(error)
    assert "/a" not in site.paths()


def test_a_feed_with_whole_texts_needs_no_pages(site: Site) -> None:
    watcher = _watcher(Clock())
    site.routes["/feed"] = Route(made.ATOM.encode())
    (entry,) = _one(watcher, f"{site.url}/feed").found
    assert isinstance(entry, Entry)
    assert read_entry(entry).text.startswith(made.SENTENCE)
    assert site.paths() == ["/feed"]


def test_a_failing_server_is_left_alone_for_longer_and_longer(site: Site) -> None:
    clock = Clock()
    watcher = _watcher(clock)
    feed = f"{site.url}/feed"
    site.routes["/feed"] = Route(status=500)
    waits = []
    for _ in range(12):
        done = _one(watcher, feed)
        assert isinstance(done.found[0], InputError)
        waits.append(done.state.due - clock.now)
        clock.now = done.state.due
    assert waits[:3] == [2 * LEAST_WAIT, 4 * LEAST_WAIT, 8 * LEAST_WAIT]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    site.routes["/feed"] = Route(status=429, fields={"Retry-After": "172800"})
    assert _one(watcher, feed).state.due == clock.now + 172_800


@pytest.mark.parametrize(
    ("fields", "ttl", "wait"),
    [
        ({}, 5, 300.0),
        ({}, 90, 5400.0),
        ({"Cache-Control": "public, max-age=3600"}, 5, 3600.0),
        ({}, 99999, LONGEST_WAIT),
    ],
)
def test_a_feed_is_asked_again_when_it_wants_to_be(site: Site, fields: dict[str, str], ttl: int, wait: float) -> None:
    clock = Clock()
    site.routes["/feed"] = Route(_feed(site, ttl=ttl), fields=fields)
    assert _one(_watcher(clock), f"{site.url}/feed").state.due == clock.now + wait


def test_an_interrupted_round_is_repeated(site: Site) -> None:
    clock = Clock()
    watcher = _watcher(clock)
    site.routes["/feed"] = Route(_feed(site, ("a", "One")), etag='"1"')
    site.routes["/a"] = Route(PAGE)
    (lost,) = watcher.rounds((f"{site.url}/feed",))
    (again,) = watcher.rounds((f"{site.url}/feed",))
    assert again.found == lost.found


def test_a_page_that_fails_for_now_is_tried_again(site: Site) -> None:
    clock = Clock()
    watcher = _watcher(clock)
    feed = f"{site.url}/feed"
    site.routes["/feed"] = Route(_feed(site, ("a", "One"), ("gone", "Two")), etag='"1"')
    site.routes["/a"] = Route(status=503)
    assert [type(one) for one in _one(watcher, feed).found] == [InputError, InputError]
    clock.now += LEAST_WAIT + 1
    site.routes["/a"] = Route(PAGE)
    (entry,) = _one(watcher, feed).found
    assert isinstance(entry, Entry)
    assert "if-none-match" not in site.asked[-2][1]


def test_an_endless_feed_and_one_that_is_none_are_refused(site: Site) -> None:
    site.routes["/page"] = Route(b"<html><body><p>x")
    site.routes["/empty"] = Route(b"")
    assert "this is no feed: its first element is <html>" in str(_one(_watcher(Clock()), f"{site.url}/page").found[0])
    assert "no XML" in str(_one(_watcher(Clock()), f"{site.url}/empty").found[0])


def test_the_state_is_kept_in_one_piece(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "story.db.watch.json"
    assert read_state(path) == WatchState()
    watcher = _watcher(Clock())
    site.routes["/feed"] = Route(made.ATOM.encode(), etag='"1"')
    _one(watcher, f"{site.url}/feed")
    write_state(path, watcher.state)
    assert read_state(path) == watcher.state
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="move it away"):
        read_state(path)
