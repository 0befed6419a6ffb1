"""Login: by name and password, or by a one-time link. Only where the desk has accounts."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.desk.accounts import Team, check_password
from dateline.desk.door import address
from dateline.desk.limits import Limit
from dateline.desk.query import read_form, read_query
from dateline.desk.refusals import NotFitting, NotThere, Refused
from dateline.desk.rendering import desk_of, render
from dateline.errors import UsageError

_OF_NAME, _OF_PLACE = Limit(6, 1 / 20), Limit(30, 1 / 2)
"""Tries for one name from one place, and for one place whatever the name."""
Local = Annotated[str, Meta(max_length=2000, pattern=r"^/(?![/\\])[^\\\x00-\x1f]*$")]
"""An address of this desk."""


class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to go afterwards."""

    to: Local = "/"


class Login(Query, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who comes."""

    name: Annotated[str, Meta(max_length=200)] = ""
    password: Annotated[str, Meta(max_length=1000)] = ""


class Entering(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A password for the next time."""

    password: Annotated[str, Meta(max_length=1000)] = ""


def ask(request: Request) -> Response:
    """The form."""
    _team(request)
    query = read_query(request, Query)
    return render(request, "login.html", {"to": query.to, "name": "", "refused": False, "link": None})


def log_in(request: Request) -> Response:
    """Begin a session, and go where they wanted to go."""
    team = _team(request)
    given = read_form(request, Login)
    place = address(request.scope)
    wait = max(_OF_PLACE.wait(place), _OF_NAME.wait(f"{place} {given.name.casefold()}"))
    if wait:
        team.note(given.name[:80], place, "login: too many tries")
        raise Refused(f"Too many tries; the next is heard in {wait} s.", status=429, title="Wait a little",
                      todo="Ask whoever runs this desk for a link, if the password is gone.")  # fmt: skip
    secret = team.log_in(" ".join(given.name.split()), given.password)
    team.note(given.name[:80], place, "login" if secret else "login refused")
    if secret is None:
        values = {"to": given.to, "name": given.name, "refused": True, "link": None}
        return render(request, "login.html", values, status=401)
    return _in(request, secret, given.to)


def ask_link(request: Request) -> Response:
    """What a one-time link opens: a button, so that programs that look at links don't use it up."""
    _team(request)
    return render(request, "login.html", {"to": "/", "name": "", "refused": False, "link": request.path_params["link"]})


def enter(request: Request) -> Response:
    """Begin a session by a link, which then holds no more."""
    team = _team(request)
    given = read_form(request, Entering)
    place = address(request.scope)
    if wait := _OF_PLACE.wait(place):
        raise Refused(f"Too many tries; the next is heard in {wait} s.", status=429, title="Wait a little")
    if given.password:
        try:
            check_password(given.password)
        except UsageError as error:
            raise NotFitting(f"{error}.", title="That password won’t do") from error
    found = team.enter(request.path_params["link"][:200], given.password or None)
    team.note(found[0] if found else "", place, "came by a link" if found else "a link that holds no more")
    if found is None:
        raise Refused("The link was used before, or is older than a day.", status=410, title="That link holds no more",
                      todo="Ask whoever runs this desk for another.")  # fmt: skip
    return _in(request, found[1], "/")


def log_out(request: Request) -> Response:
    """End the session."""
    team = _team(request)
    cookie = session_cookie(desk_of(request).cookie)
    if secret := request.cookies.get(cookie):
        team.log_out(secret)
    answer = RedirectResponse("/login", status_code=303, headers={"clear-site-data": '"storage"'})
    answer.delete_cookie(cookie)
    return answer


def session_cookie(cookie: str) -> str:
    """The name of the cookie that holds the session."""
    return f"{cookie}-who"


def _in(request: Request, secret: str, to: str) -> Response:
    answer = RedirectResponse(to, status_code=303)
    answer.set_cookie(
        session_cookie(desk_of(request).cookie), secret, httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


def _team(request: Request) -> Team:
    accounts = desk_of(request).accounts
    if not isinstance(accounts, Team):
        raise NotThere("This desk has no accounts: who reaches it sits at this machine.")
    return accounts


ROUTES = (
    Route("/login", ask),
    Route("/login", log_in, methods=["POST"]),
    Route("/enter/{link}", ask_link),
    Route("/enter/{link}", enter, methods=["POST"]),
    Route("/logout", log_out, methods=["POST"]),
)
