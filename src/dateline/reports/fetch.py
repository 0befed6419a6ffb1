"""Fetching one address: the only module that speaks to the network, and only when a command was given an address.

Invariants:

- a connection is made only to an address of the public internet: the name is looked up here, every address that it has
  is checked, and the connection goes to the very address that was checked (a name that means another address a moment
  later, "DNS rebinding", changes nothing); so it is for every redirect;
- only http and https, no passwords in addresses, at most `MOST_REDIRECTS` redirects;
- an answer past its limit of size or time is refused, also where it is packed;
- no proxy of the environment is used, because behind it nothing of this could be checked.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from dateline.errors import InputError
from dateline.model.report import Stated
from dateline.reports.entry import Entry, Found, Said, size_words
from dateline.reports.ways import Asked, unfold

AGENT = "dateline/0.1 (reads news reports for one person; asked for this address by hand)"
MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LATER = frozenset((429, 503))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Host = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Answer:
    """What a server gave: the address that gave it at last, its status, its fields in lower case, its bytes."""

    url: str
    status: int
    fields: Mapping[str, str]
    data: bytes

    @property
    def retry_after(self) -> float | None:
        """Seconds after which the server wants to be asked again; None where it doesn't say."""
        words = self.fields.get("retry-after", "").strip()
        if words.isdigit() and len(words) < 8:
            return float(words)
        try:
            return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds()) if words else None
        except (ValueError, TypeError):
            return None


def is_public(host: Host) -> bool:
    """Whether an address belongs to the public internet, and not to this machine, its network or a special use."""
    if isinstance(host, ipaddress.IPv6Address):
        for inner in (host.ipv4_mapped, host.sixtofour, host.teredo[1] if host.teredo else None):
            if inner is not None:
                return is_public(inner)
        if host in _NAT64:
            return is_public(ipaddress.IPv4Address(int(host) & 0xFFFFFFFF))
        if host.is_site_local:
            return False
    return host.is_global and not (host.is_multicast or host.is_reserved or host.is_loopback or host.is_unspecified)


def look_up(name: str, port: int) -> list[str]:
    """The addresses of a name, in the order in which the system gives them; raises OSError."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))


@dataclass
class Fetcher:
    """Fetches addresses, one at a time. The last three fields are for tests, which have no internet."""

    max_bytes: int = 20_000_000
    seconds: float = 60.0
    """Time for one address, redirects counted in."""
    pause: float = 2.0
    """Seconds between two requests to one host."""
    permitted: Callable[[Host], bool] = is_public
    lookup: Lookup = look_up
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, fields: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET; `fields` go with the request. Raises InputError, which names the address."""
        source = url
        until = time.monotonic() + self.seconds
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._once(url, source, fields or {}, until)
            where = answer.fields.get("location")
            if answer.status not in _REDIRECTS or not where:
                return answer
            url = urljoin(url, where)
        raise InputError(
            source, f"leads on from one address to the next, more than the limit of {MOST_REDIRECTS} times"
        )

    def _once(self, url: str, source: str, fields: Mapping[str, str], until: float) -> Answer:
        parts = checked(url, source)
        name = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = self._address(name, port, url, source)
        waited = self._last.get(name, -self.pause) + self.pause - time.monotonic()
        if waited > 0:
            self.sleep(waited)
        self._last[name] = time.monotonic()
        connection = _Connection(name, port, address, parts.scheme == "https", max(0.1, until - time.monotonic()))
        path = urlunsplit(("", "", quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), _query(parts.query), ""))
        try:
            connection.request("GET", path, headers={
                "User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,application/atom+xml,"
                "application/rss+xml,application/pdf;q=0.9,*/*;q=0.5", "Accept-Encoding": "gzip, identity", **fields,
            })  # fmt: skip
            with connection.getresponse() as response:
                given = {key.lower(): value for key, value in response.getheaders()}
                moved = response.status in _REDIRECTS and "location" in given
                data = b"" if moved else self._body(response, given, source, until)
                return Answer(url, response.status, given, data)
        except TimeoutError:
            raise InputError(source, f"took longer than the limit of {self.seconds:g} s to fetch") from None
        except (OSError, http.client.HTTPException) as error:
            words = " ".join(str(error).split())[:200] or type(error).__name__
            raise InputError(source, f"cannot be fetched: {words}") from None
        finally:
            connection.close()

    def _address(self, name: str, port: int, url: str, source: str) -> str:
        """The address to connect to, checked; raises InputError where any that the name has is not public."""
        try:
            found = self.lookup(name, port)
        except (OSError, UnicodeError) as error:
            raise InputError(source, f"there is no host {name} ({getattr(error, 'strerror', None) or error})") from None
        if not found:
            raise InputError(source, f"there is no host {name}")
        for each in found:
            try:
                host = ipaddress.ip_address(each)
            except ValueError:
                raise InputError(source, f"{name} has no address that is one: {each[:60]}") from None
            if not self.permitted(host):
                through = "" if url == source else f"leads to {url[:200]}, and "
                raise InputError(
                    source, f"{through}{name} is {host}, an address of this machine or its network; it is not fetched"
                )
        return found[0]

    def _body(self, response: http.client.HTTPResponse, fields: Mapping[str, str], source: str, until: float) -> bytes:
        """The answer's bytes, unpacked, up to the limit."""
        packed = fields.get("content-encoding", "").strip().lower()
        if packed not in ("", "identity", "gzip", "x-gzip"):
            raise InputError(source, f"the server packs its answer in a way that was not asked for ({packed[:30]})")
        unpack = zlib.decompressobj(wbits=31) if packed in ("gzip", "x-gzip") else None
        data = bytearray()
        while part := response.read1(65_536):
            if time.monotonic() > until:
                raise TimeoutError
            try:
                data += unpack.decompress(part, self.max_bytes + 1 - len(data)) if unpack else part
            except zlib.error as error:
                raise InputError(source, f"the answer is damaged: {error}") from None
            if len(data) > self.max_bytes:
                raise InputError(
                    source, f"the answer has more than the limit of {size_words(self.max_bytes)} (max_bytes)"
                )
        return bytes(data)


def checked(url: str, source: str) -> SplitResult:
    """The parts of an address that may be fetched; raises InputError for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
        name = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise InputError(source, f"this is no address that can be fetched: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise InputError(source, f"leads to {url[:200]}: only http and https are fetched")
    if not name or port == 0 or any(ord(character) < 33 for character in url):
        raise InputError(source, "this is no address that can be fetched: its host is missing or not one")
    if parts.username is not None or parts.password is not None:
        raise InputError(source, "an address with a name or password in it is not fetched")
    shown = f"[{name}]" if ":" in name else name
    return parts._replace(netloc=shown if port is None else f"{shown}:{port}")


def _query(query: str) -> str:
    return quote(query, safe="/%:@!$&'()*+,;=~-._?[]{}|")


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, speaking with the host of the given name."""

    def __init__(self, name: str, port: int, address: str, secure: bool, seconds: float) -> None:
        super().__init__(name, port, timeout=min(seconds, 30.0))
        self._address = address
        self._secure = secure
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Connects to the checked address; for https, checks the certificate of the name."""
        raw = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            try:
                self.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=self.host)
            except BaseException:
                with contextlib.suppress(OSError):
                    raw.close()
                raise
        else:
            self.sock = raw


def refused(answer: Answer) -> str | None:
    """Why an answer is none to read, None where it is one."""
    if answer.status == 200:
        return None
    later = " (too many requests, or out of order: try again later)" if answer.status in _LATER else ""
    return f"the server answers {answer.status} {http.client.responses.get(answer.status, '')}".rstrip() + later


def fetched_entries(fetcher: Fetcher, url: str, asked: Asked) -> Iterator[Found]:
    """What is at an address: a page, or every report of the feed, table or archive that it turns out to be."""
    answer = replace_limit(fetcher, asked).get(url)
    why = refused(answer)
    if why:
        raise InputError(url, why)
    yield from answer_entries(answer, url, asked)


def answer_entries(answer: Answer, url: str, asked: Asked) -> Iterator[Found]:
    """The entries of an answer, each with the address and the day on which it was fetched."""
    today = datetime.now(UTC).date().isoformat()
    at = Stated(answer.url, "the address from which it was fetched")
    with BytesIO(answer.data) as file:
        for found in unfold(file, url, asked):
            if not isinstance(found, Entry):
                yield found
            elif found.body is None and found.said == Said():
                yield replace(found, said=Said(url=at), fetched=today)
            else:
                yield found


def replace_limit(fetcher: Fetcher, asked: Asked) -> Fetcher:
    """The fetcher, with the limit of size that was asked for."""
    fetcher.max_bytes = asked.limits.entry_bytes
    return fetcher
