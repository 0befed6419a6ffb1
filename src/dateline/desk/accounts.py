"""Who sits at the desk. On this machine alone: whoever runs it, without a login. With accounts: who has logged in."""

from __future__ import annotations

import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol, get_args

from msgspec import Struct
from starlette.requests import HTTPConnection

from dateline.desk import passwords
from dateline.errors import UsageError
from dateline.record.people import Member, People

Role = Literal["reader", "coder", "lead"]
ROLES: tuple[Role, ...] = get_args(Role)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
IDLE_S, LONGEST_S = 12 * 3600.0, 7 * 24 * 3600.0
"""A session ends when nobody used it for so long, and after so long in any case."""
LINK_S = 24 * 3600.0
"""How long a one-time link holds."""


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


class Team:
    """People with accounts (`record.people`). The door (`desk.door`) finds out who asks, once for each request."""

    remote = True

    def __init__(self, record: Path) -> None:
        self.people = People(record)

    def person(self, request: HTTPConnection) -> Person | None:
        """Who was found at the door."""
        found: Person | None = request.scope.get("desk.person")
        return found

    def by_session(self, secret: str) -> Person | None:
        """Whose session it is."""
        found = self.people.session(passwords.digest(secret), time.time(), idle_s=IDLE_S, longest_s=LONGEST_S)
        return _person(found) if found else None

    def log_in(self, name: str, password: str) -> str | None:
        """The secret of a new session; None where name and password don't fit."""
        found = self.people.find(name)
        if not passwords.fits(password, found.password if found else None) or found is None:
            return None
        return self._begin(found.name)

    def enter(self, link: str, password: str | None) -> tuple[str, str] | None:
        """Name and session for a one-time link, with a password for the next time; None for one that holds no more."""
        name = self.people.use_link(passwords.digest(link), time.time())
        if name is None:
            return None
        if password:
            self.people.set_password(name, passwords.hashed(password))
        return name, self._begin(name)

    def log_out(self, secret: str) -> None:
        """End a session."""
        self.people.end(passwords.digest(secret))

    def note(self, who: str, place: str, what: str) -> None:
        """Write into the log what was done."""
        self.people.note(_now(), who, place, what)

    def _begin(self, name: str) -> str:
        secret = passwords.new_secret()
        self.people.begin(passwords.digest(secret), name, time.time())
        return secret


def add_person(record: Path, name: str, role: Role, password: str | None) -> None:
    """Give somebody an account; raises UsageError for a name or password that won't do."""
    name = check_name(name)
    if password is not None:
        check_password(password)
    people = People(record)
    people.add(Member(name, role, passwords.hashed(password) if password is not None else None, _now()))
    people.note(_now(), "", "", f"{name} was given an account as {role}")


def remove_person(record: Path, name: str) -> None:
    """Take an account away; what they judged stays."""
    people = People(record)
    people.remove(name)
    people.note(_now(), "", "", f"the account of {name} was taken away")


def make_link(record: Path, name: str) -> str:
    """The secret of a new one-time link for somebody."""
    secret = passwords.new_secret()
    people = People(record)
    people.add_link(passwords.digest(secret), name, time.time() + LINK_S)
    people.note(_now(), "", "", f"a link was made for {name}")
    return secret


def check_name(name: str) -> str:
    """The name as it is kept; raises UsageError for one that can't be."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > 80 or any(unicodedata.category(letter)[0] == "C" for letter in name):
        raise UsageError("a name has 1 to 80 letters that can be seen")
    return name


def check_password(password: str) -> None:
    """Raise UsageError for a password that is too short or too long."""
    if not passwords.SHORTEST <= len(password) <= 500:
        raise UsageError(f"a password has {passwords.SHORTEST} characters or more")


def check_host(host: str, accounts: Accounts) -> None:
    """Raise UsageError where the desk would be open to other machines and has no accounts."""
    if host not in LOOPBACK and not accounts.remote:
        raise UsageError(
            f"the desk listens on this machine only (127.0.0.1): on {host} everybody who reaches it could judge, "
            "and this record has no accounts; `dateline desk accounts add` makes some; else leave --host out, or reach "
            "it through ssh -L"
        )


def _person(member: Member) -> Person:
    return Person(member.name, next((role for role in ROLES if role == member.role), "reader"))


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
