"""What a site asks of programs (robots.txt, RFC 9309), asked once per site and run."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dateline.errors import InputError
from dateline.reports.fetch import Fetcher

_NAME = "dateline"
_MOST = 500_000


@dataclass
class Robots:
    """The rules of the sites that were asked so far."""

    fetcher: Fetcher
    _known: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def allow(self, url: str) -> bool:
        """Whether the site allows a program to fetch this address; a site without rules allows everything."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._ask(site)
        rules = self._known[site]
        return rules is None or rules.can_fetch(_NAME, url)

    def _ask(self, site: str) -> RobotFileParser | None:
        try:
            answer = self.fetcher.get(f"{site}/robots.txt")
        except InputError:
            return None  # the page itself will say what is wrong with the site
        rules = RobotFileParser()
        if answer.status in (401, 403):
            rules.disallow_all = True  # type: ignore[attr-defined]
            return rules
        if answer.status != 200:
            return None
        rules.parse(answer.data[:_MOST].decode("utf-8", errors="replace").splitlines())
        return rules
