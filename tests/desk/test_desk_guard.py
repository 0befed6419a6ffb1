"""What every request passes, and what every answer carries."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.desk import fetching, guard, tokens
from dateline.desk.app import make_app
from dateline.desk.refusals import Refused
from tests.desk.conftest import ADDRESS

COOKIE = "test-desk"


def _echo(request: Request) -> Response:
    return PlainTextResponse(repr(request.scope.get("desk.form")))


async def _refuse(_request: Request, refusal: Refused) -> Response:
    return PlainTextResponse(refusal.message, status_code=refusal.status)


@pytest.fixture
def posting() -> Iterator[TestClient]:
    """A page that takes a POST, behind the guard."""
    inner = Starlette(routes=[Route("/", _echo, methods=["POST"])])
    app = guard.Guard(inner, hosts=("127.0.0.1",), cookie=COOKIE, body_limits={}, refuse=_refuse)
    with TestClient(app, base_url=ADDRESS, cookies={COOKIE: "A" * 32}) as client:
        yield client


def test_a_form_with_the_token_of_this_browser_is_read_once(posting: TestClient) -> None:
    answer = posting.post("/", data={"csrf": tokens.token("A" * 32), "name": "a & b"})
    assert (answer.status_code, answer.text) == (200, "[('name', 'a & b')]")
    answer = posting.post("/", data={"name": "x"}, headers={"x-csrf": tokens.token("A" * 32)})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({}, {}, 403),
        ({"csrf": ""}, {}, 403),
        ({"csrf": "%%%"}, {}, 403),
        ({"csrf": tokens.token(tokens.new_secret())}, {}, 403),
        ({"csrf": tokens.token("A" * 32)}, {"origin": "http://evil.example"}, 403),
        ({"csrf": tokens.token("A" * 32)}, {"origin": "null"}, 403),
        ({"csrf": tokens.token("A" * 32)}, {"sec-fetch-site": "cross-site"}, 403),
        ({"csrf": tokens.token("A" * 32)}, {"sec-fetch-site": "same-site"}, 403),
        ({"csrf": tokens.token("A" * 32)}, {"origin": ADDRESS, "sec-fetch-site": "same-origin"}, 200),
        ({"csrf": tokens.token("A" * 32), "text": "x" * 300_000}, {}, 413),
    ],
)
def test_a_change_comes_from_a_page_of_ours(
    posting: TestClient, fields: dict[str, str], headers: dict[str, str], status: int
) -> None:
    assert posting.post("/", data=fields, headers=headers).status_code == status


def test_a_body_without_a_length_is_cut_off_too(posting: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(400):
            yield b"x" * 1000

    assert posting.post("/", content=endless()).status_code == 413


def test_a_secret_never_looks_the_same_twice_and_no_other_fits() -> None:
    secret = tokens.new_secret()
    made = {tokens.token(secret) for _ in range(50)}
    assert len(made) == 50
    assert all(tokens.fits(one, secret) for one in made)
    assert not any(tokens.fits(one, tokens.new_secret()) for one in made)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "", "127.0.0.1.evil.example", "[::2]:80"])
def test_other_names_are_not_answered(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "does not answer to the name" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:8765", "[::1]:8765", "LOCALHOST"])
def test_names_of_this_machine_are(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/nowhere", "/?x=1", "/static/x/nothing.css"])
def test_every_answer_is_bound(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_pages_hold_no_inline_script_style_or_handler(client: TestClient, heaviest: str) -> None:
    for address in ("/", f"/event/{heaviest}", "/nowhere"):
        page = client.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", page)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_files_are_kept_for_a_year_and_have_a_new_address_when_new(client: TestClient) -> None:
    address = re.findall(r'href="(/static/[^"]+/desk\.css)"', client.get("/").text)[0]
    answer = client.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    old = client.get("/static/000000000000/desk.css")
    assert (old.status_code, old.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize("address", ["/static/x/../app.py", "/static/x/..%2Fapp.py", "/parts/..%2Fdata/x/parts.toml"])
def test_no_other_file_is_served(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_parts_that_are_missing_name_the_command(
    small_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.desk.assets import Assets
    from dateline.desk.refusals import Missing

    monkeypatch.setattr(fetching, "TARGET", tmp_path / "parts")
    make_app(small_record)  # the desk opens without them
    with pytest.raises(Missing, match=r"python -m dateline\.desk\.fetching"):
        Assets().part("htmx", "htmx.js")


def test_first_load_is_small(client: TestClient, heaviest: str) -> None:
    for page in ("/", f"/event/{heaviest}"):
        text = client.get(page).text
        files = re.findall(r'(?:href|src)="(/(?:static|parts)/[^"]+)"', text)
        size = sum(len(gzip.compress(client.get(file).content)) for file in files) + len(gzip.compress(text.encode()))
        assert size < 100_000
