"""Pages from templates. Everything is escaped; a value that is not there is an error, not an empty place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.desk import tokens
from dateline.desk.guard import policy
from dateline.desk.refusals import Refused
from dateline.exports.page.render import FAMILIES
from dateline.record.ledger import KIND_OF
from dateline.wording.days import interval
from dateline.wording.figures import bounded, written

if TYPE_CHECKING:
    from dateline.desk.app import Desk


_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ps sd ug ur yi".split())


def make_environment() -> Environment:
    """Jinja with the desk's templates and filters."""
    environment = Environment(
        loader=PackageLoader("dateline.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "days": lambda pair: interval(*pair),
        "number": written,
        "counted": _counted,
        "family": lambda kind: FAMILIES.get(kind, "other"),
        "kind": lambda letters: KIND_OF.get(letters, ""),
        "bounded": lambda one: bounded(one.value, one.low, one.high, one.bound) or one.words.marked,
        "direction": lambda language: "auto" if not language else "rtl" if language in _RIGHT_TO_LEFT else "ltr",
        "share": lambda part, whole: f"{100 * part / whole:.0f} %" if whole else "–",
    }
    return environment


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    found: Desk = request.app.state.desk
    return found


def render(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    fragment: str | None = None,
    status: int = 200,
    worker: bool = False,
) -> HTMLResponse:
    """A page; with `fragment` only that block of it (for htmx). `worker`: the page runs a worker (the map)."""
    desk = request.app.state.desk
    secret = request.cookies.get(desk.cookie)
    fresh = not tokens.is_secret(secret)
    secret = tokens.new_secret() if fresh or secret is None else secret
    made = desk.environment.get_template(template)
    context = {
        "desk": desk, "request": request, "path": request.url.path, "person": desk.accounts.person(request),
        "csrf": tokens.token(secret), "asset": desk.assets.address, "part": desk.assets.part, "address": desk.address,
        **values,
    }  # fmt: skip
    text = made.render(context) if fragment is None else "".join(made.blocks[fragment](made.new_context(context)))
    response = HTMLResponse(text, status_code=status)
    if worker:
        response.headers["content-security-policy"] = policy(worker=True)
    if fresh:
        response.set_cookie(desk.cookie, secret, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return response


def refuse(request: Request, refusal: Refused) -> HTMLResponse:
    """The page for what can't be done."""
    return render(request, "refusal.html", {"refusal": refusal}, status=refusal.status)


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 report", "2 stories"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
