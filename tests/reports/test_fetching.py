"""Fetching: private addresses refused in every disguise, redirects followed only outwards, limits kept."""

from __future__ import annotations

import gzip
import ipaddress
import time
from collections.abc import Iterator

import pytest

from dateline.errors import InputError
from dateline.reports import Address, Entry, find_inputs, read_entry
from dateline.reports.fetch import Fetcher, fetched_entries, is_public
from dateline.reports.ways import Asked
from tests.reports import made_files as made
from tests.reports import pages
from tests.reports.local_server import Route, Site, fetcher, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
         "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_its_network_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
        "http://017700000001/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(url: str) -> None:
    with pytest.raises(InputError) as caught:
        Fetcher().get(url)
    assert str(caught.value).startswith(f"{url}: ")
    assert "it is not fetched" in str(caught.value) or "no host" in str(caught.value)


def test_a_name_that_leads_to_a_private_address_is_refused_after_it_was_looked_up() -> None:
    looked: list[str] = []

    def lookup(name: str, port: int) -> list[str]:
        looked.append(name)
        return ["93.184.216.34", "10.0.0.7"]

    with pytest.raises(InputError, match=r"news\.example is 10\.0\.0\.7, an address of this machine or its network"):
        Fetcher(lookup=lookup).get("https://news.example/a")
    assert looked == ["news.example"]


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    port = site.url.rpartition(":")[2]
    site.routes["/"] = Route(b"hello")
    got = fetcher(lookup=lambda name, port: next(answers)).get(f"http://rebinding.example:{port}/")
    assert got.data == b"hello"
    assert site.asked[0][1]["host"] == f"rebinding.example:{port}"


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    site.routes["/a"] = Route(status=302, fields={"Location": "http://inner.example/secret"})
    port = site.url.rpartition(":")[2]
    public = {"outer.example": "127.0.0.1", "inner.example": "192.168.0.9"}
    one = fetcher(
        lookup=lambda name, port: [public[name]], permitted=lambda host: host == ipaddress.ip_address("127.0.0.1")
    )
    url = f"http://outer.example:{port}/a"
    with pytest.raises(InputError) as caught:
        one.get(url)
    assert str(caught.value) == (
        f"{url}: leads to http://inner.example/secret, and inner.example is 192.168.0.9, "
        "an address of this machine or its network; it is not fetched"
    )


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://x.example/", "gopher://x.example/", "javascript:1"])
def test_a_redirect_to_another_kind_of_address_is_refused(site: Site, where: str) -> None:
    site.routes["/a"] = Route(status=301, fields={"Location": where})
    with pytest.raises(InputError, match="only http and https are fetched"):
        fetcher().get(f"{site.url}/a")


def test_redirects_come_to_an_end(site: Site) -> None:
    site.routes["/a"] = Route(status=302, fields={"Location": "/a"})
    with pytest.raises(InputError, match="more than the limit of 5 times"):
        fetcher().get(f"{site.url}/a")
    assert len(site.asked) == 6


def test_answers_past_their_limit_are_refused(site: Site) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"<item/>" * 1000

    def slow() -> Iterator[bytes]:
        while True:
            time.sleep(0.05)
            yield b"x"

    site.routes["/endless"] = Route(parts=endless)
    site.routes["/slow"] = Route(parts=slow)
    site.routes["/bomb"] = Route(gzip.compress(bytes(50_000_000)), fields={"Content-Encoding": "gzip"})
    with pytest.raises(InputError, match=r"more than the limit of 1\.0 MB"):
        fetcher(max_bytes=1_000_000).get(f"{site.url}/endless")
    with pytest.raises(InputError, match=r"more than the limit of 1\.0 MB"):
        fetcher(max_bytes=1_000_000).get(f"{site.url}/bomb")
    start = time.monotonic()
    with pytest.raises(InputError, match=r"longer than the limit of 0\.5 s"):
        fetcher(seconds=0.5).get(f"{site.url}/slow")
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://user:secret@x.example/", "name or password"),
        ("https:///x", "host is missing"),
        ("http://x.example:99999/", "no address"),
        ("http://x.example:0/", "no address"),
        ("http://exa mple/", "no address"),
        ("http://[::1/", "no address"),
    ],
)
def test_addresses_that_are_none(url: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        fetcher(lookup=lambda name, port: ["127.0.0.1"]).get(url)


def test_a_page_is_read_with_its_own_facts(site: Site) -> None:
    site.routes["/story"] = Route(status=301, fields={"Location": "/story/halwan"})
    site.routes["/story/halwan"] = Route(pages.MODERN.encode(), fields={"Content-Type": "text/html"})
    (entry,) = fetched_entries(fetcher(), f"{site.url}/story", Asked())
    assert isinstance(entry, Entry)
    report = read_entry(entry)
    assert report.url is not None
    assert report.url.value == "https://valleypost.example/world/halwan-bridge"
    assert report.published is not None
    assert report.published.earliest == "2031-03-04"
    bare = (
        f"<html><body><article><h1>{made.TITLE}</h1><p>{made.SENTENCE}</p><p>{made.SECOND}</p></article></body></html>"
    )
    site.routes["/bare"] = Route(bare.encode())
    (entry,) = fetched_entries(fetcher(), f"{site.url}/bare", Asked())
    assert isinstance(entry, Entry)
    report = read_entry(entry)
    assert report.url is not None
    assert report.url.value == f"{site.url}/bare"
    assert report.published is not None
    assert report.published.earliest is None
    assert "fetched" in report.published.how


def test_an_error_of_the_server_is_said(site: Site) -> None:
    site.routes["/busy"] = Route(status=503)
    with pytest.raises(InputError, match="the server answers 404 Not Found"):
        list(fetched_entries(fetcher(), f"{site.url}/none", Asked()))
    with pytest.raises(InputError, match=r"503 Service Unavailable \(too many requests, or out of order"):
        list(fetched_entries(fetcher(), f"{site.url}/busy", Asked()))


def test_addresses_are_inputs_and_nothing_is_fetched_to_find_them() -> None:
    found = list(find_inputs(["https://valleypost.example/a?x=1", "https://valleypost.example/a?x=1"]))
    assert found == [Address("https://valleypost.example/a?x=1")]


def test_a_host_is_not_asked_twice_at_once(site: Site) -> None:
    slept: list[float] = []
    one = fetcher(pause=2.0, sleep=slept.append)
    site.routes["/"] = Route(b"x")
    one.get(site.url)
    one.get(site.url)
    assert len(slept) == 1
    assert 1.0 < slept[0] <= 2.0
