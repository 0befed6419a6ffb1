"""Who sits at the desk. On this machine alone: whoever runs it, without a login."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct
from starlette.requests import HTTPConnection

from dateline.errors import UsageError

Role = Literal["reader", "coder", "lead"]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Person(Struct, frozen=True):
    """Who judges, under the name by which judgements are kept, and what they may do."""

    name: str
    role: Role


class Accounts(Protocol):
    """Who may come in. The desk listens to other machines only where accounts say that it may (`remote`)."""

    remote: bool

    def person(self, request: HTTPConnection) -> Person | None:
        """Who asks; None for somebody who has to log in first."""


class OwnMachine:
    """No accounts: everybody who reaches this desk is the person who runs it."""

    remote = False

    def __init__(self, name: str) -> None:
        self._person = Person(name, "lead")

    def person(self, request: HTTPConnection) -> Person | None:  # noqa: ARG002 - the protocol's signature
        """The person who runs the desk."""
        return self._person


def check_host(host: str, accounts: Accounts) -> None:
    """Raise UsageError where the desk would be open to other machines and has no accounts."""
    if host not in LOOPBACK and not accounts.remote:
        raise UsageError(
            f"the desk listens on this machine only (127.0.0.1): on {host} everybody who reaches it could judge, "
            "and this record has no accounts; leave --host out, or reach it through ssh -L"
        )
