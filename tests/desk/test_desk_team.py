"""Several people: who gets in, who may do what, what is written down, and what the file of accounts never holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.cli import main
from dateline.desk import passwords
from dateline.desk.accounts import OwnMachine, Team, add_person, make_link, remove_person
from dateline.desk.app import make_app
from dateline.desk.limits import Limit
from dateline.record import Store
from dateline.record.people import People, people_file
from tests.desk.conftest import ADDRESS
from tests.desk.reviewing import decide, hidden, write_record

PASSWORD = "six grey herons"  # noqa: S105 - of made-up people


@pytest.fixture
def record(tmp_path: Path) -> Path:
    record = write_record(tmp_path / "raid.db")
    kept = passwords.hashed(PASSWORD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hashed", lambda _: kept)  # one hash is enough for three people
        for name, role in (("Rita", "reader"), ("Carl", "coder"), ("Lea", "lead")):
            add_person(record, name, role, PASSWORD)  # type: ignore[arg-type]
    return record


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.desk.pages.login._OF_NAME", Limit(6, 1 / 20))
    monkeypatch.setattr("dateline.desk.pages.login._OF_PLACE", Limit(30, 1 / 2))


Come = Callable[..., TestClient]


@pytest.fixture
def come(record: Path) -> Come:
    def client(**options: object) -> TestClient:
        app = make_app(record, accounts=Team(record), hosts=("127.0.0.1", "desk.example"), **options)  # type: ignore[arg-type]
        return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)

    return client


def csrf(page: str) -> str:
    return str(re.findall(r'name="csrf" value="([^"]+)"', page)[0])


def log_in(client: TestClient, name: str, password: str = PASSWORD, to: str = "/") -> int:
    token = csrf(client.get("/login").text)
    answer = client.post(
        "/login", data={"csrf": token, "name": name, "password": password, "to": to}, follow_redirects=False
    )
    return answer.status_code


def test_nobody_sees_anything_before_the_login(come: Come, record: Path) -> None:
    client = come()
    with Store.open(record) as store:
        event = store.load_record().events[0].id
    for address in ("/", f"/event/{event}", "/review", f"/review/{event}", "/nowhere"):
        answer = client.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), address
    page = client.get(f"/event/{event}?was={event}").text
    assert f'value="/event/{event}?was={event}"' in page
    assert "Brova" not in page
    assert client.post("/review/undo", data={"csrf": csrf(page)}).status_code == 401
    assert client.get("/static/x/desk.css").status_code == 200


def test_a_coder_judges_in_their_own_name_and_it_is_written_down(come: Come, record: Path) -> None:
    client = come()
    assert log_in(client, "Carl") == 303
    event = client.get("/review").url.path.rpartition("/")[2]
    assert decide(client, event, "accept").status_code == 303
    with Store.open(record) as store:
        assert [one.who for one in store.judgements()] == ["Carl"]
    lines = [(line.who, line.place, line.what) for line in People(record).log()]
    assert ("Carl", "testclient", f"POST /review/{event} accept 303") in lines
    assert ("Carl", "testclient", "login") in lines
    db = sqlite3.connect(people_file(record))
    for statement in ("DELETE FROM log", "UPDATE log SET who = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()


def test_a_reader_reads_and_a_coder_does_not_settle(come: Come, record: Path) -> None:
    reader = come()
    log_in(reader, "Rita")
    event = reader.get("/review").url.path.rpartition("/")[2]
    page = reader.get(f"/review/{event}").text
    assert "a coder decides" in page
    assert 'value="accept"' not in page
    assert decide(reader, event, "accept").status_code == 403
    assert reader.post("/review/undo", data={"csrf": csrf(page), "numbers": "1"}).status_code == 403
    coder = come()
    log_in(coder, "Carl")
    assert decide(coder, event, "accept", settles="true").status_code == 403
    with Store.open(record) as store:
        assert store.judgements() == []
    lead = come()
    log_in(lead, "Lea")
    assert decide(lead, event, "accept", settles="true").status_code == 303


def test_nobody_takes_back_what_another_decided(come: Come, record: Path) -> None:
    carl, lea = come(), come()
    log_in(carl, "Carl")
    log_in(lea, "Lea")
    event = carl.get("/review").url.path.rpartition("/")[2]
    decide(carl, event, "accept")
    page = lea.get(f"/review/{event}").text
    assert lea.post("/review/undo", data={"csrf": csrf(page), "numbers": "1"}).status_code == 403
    with Store.open(record) as store:
        assert len(store.judgements()) == 1


@pytest.mark.parametrize(
    ("name", "password"), [("Carl", "wrong password"), ("carl ", PASSWORD[:-1]), ("Nobody", PASSWORD)]
)
def test_name_and_password_must_fit_and_the_answer_does_not_say_which(come: Come, name: str, password: str) -> None:
    client = come()
    assert log_in(client, name, password) == 401
    assert client.get("/", follow_redirects=False).status_code == 303


def test_many_tries_are_stopped(come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    client = come()
    found = [log_in(client, "Carl", "wrong password") for _ in range(8)]
    assert found == [401] * 6 + [429] * 2
    assert log_in(client, "Carl") == 429
    monkeypatch.setattr("dateline.desk.pages.login._OF_PLACE", Limit(3, 1 / 20))
    assert [log_in(client, f"Name {number}") for number in range(5)] == [401] * 3 + [429] * 2


def test_posts_are_limited(come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.desk.door.POSTS", (3, 0.01))
    client = come()
    log_in(client, "Carl")
    event = client.get("/review").url.path.rpartition("/")[2]
    assert [decide(client, event, "note", why=f"note {turn}").status_code for turn in range(5)] == [303] * 3 + [429] * 2


def test_a_session_is_a_cookie_that_no_script_and_no_other_site_has(come: Come, record: Path) -> None:
    client = come(proxy=True)
    token = csrf(client.get("/login").text)
    answer = client.post(
        "/login", data={"csrf": token, "name": "Carl", "password": PASSWORD}, follow_redirects=False,
        headers={"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9, 198.51.100.7"},
    )  # fmt: skip
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "secure"))
    secret = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert secret.encode() not in people_file(record).read_bytes()
    assert PASSWORD.encode() not in people_file(record).read_bytes()
    assert people_file(record).stat().st_mode & 0o077 == 0
    assert "198.51.100.7" in {line.place for line in People(record).log()}


def test_what_a_proxy_says_is_not_believed_unasked(come: Come, record: Path) -> None:
    client = come()
    token = csrf(client.get("/login").text)
    data = {"csrf": token, "name": "Carl", "password": PASSWORD}
    headers = {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7"}
    answer = client.post("/login", data=data, headers=headers, follow_redirects=False)
    assert "secure" not in answer.headers["set-cookie"].lower()
    assert {line.place for line in People(record).log()} <= {"testclient", ""}


def test_logging_out_and_being_removed_end_it_at_once(come: Come, record: Path) -> None:
    client = come()
    log_in(client, "Carl")
    page = client.get("/").text
    stolen = dict(client.cookies)
    assert client.post("/logout", data={"csrf": csrf(page)}, follow_redirects=False).status_code == 303
    again = come()
    again.cookies.update(stolen)
    assert again.get("/", follow_redirects=False).status_code == 303
    log_in(client, "Lea")
    assert client.get("/", follow_redirects=False).status_code == 200
    remove_person(record, "Lea")
    assert client.get("/", follow_redirects=False).status_code == 303


def test_sessions_end_by_themselves(come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    client = come()
    log_in(client, "Carl")
    assert client.get("/", follow_redirects=False).status_code == 200
    monkeypatch.setattr("dateline.desk.accounts.IDLE_S", -1.0)
    assert client.get("/", follow_redirects=False).status_code == 303


def test_a_link_lets_in_once_and_looking_at_it_does_not_use_it_up(come: Come, record: Path) -> None:
    add_person(record, "Nora", "coder", None)
    link = f"/enter/{make_link(record, 'Nora')}"
    client = come()
    for _ in range(3):
        page = client.get(link).text
    assert client.post(link, data={"csrf": csrf(page), "password": "short"}).status_code == 400
    assert client.post(link, data={"csrf": csrf(page), "password": PASSWORD}, follow_redirects=False).status_code == 303
    assert "Nora" in client.get("/").text
    assert client.post(link, data={"csrf": csrf(page)}).status_code == 410
    assert log_in(come(), "Nora") == 303


def test_a_login_leads_nowhere_else(come: Come) -> None:
    for to in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert come().get("/login", params={"to": to}).status_code == 400, to


def test_the_login_takes_a_token_of_ours_only(come: Come) -> None:
    client = come()
    client.get("/login")
    assert client.post("/login", data={"name": "Carl", "password": PASSWORD}).status_code == 403
    token = csrf(client.get("/login").text)
    data = {"csrf": token, "name": "Carl", "password": PASSWORD}
    assert client.post("/login", data=data, headers={"origin": "https://evil.example"}).status_code == 403


def test_people_elsewhere_see_no_paths(come: Come, record: Path) -> None:
    client = come()
    log_in(client, "Carl")
    assert str(record.parent) not in client.get("/").text
    record.unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "raid.db" in answer.text
    assert str(record.parent) not in answer.text


def test_accounts_by_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = write_record(tmp_path / "raid.db")

    def accounts(*arguments: str) -> tuple[int, str]:
        status = main(["desk", "accounts", arguments[0], str(record), *arguments[1:]])
        out = capsys.readouterr()
        return status, out.out + out.err

    assert "Nobody has an account" in accounts("list")[1]
    status, said = accounts("add", "Nora", "--role", "lead", "--link")
    assert (status, "/enter/" in said) == (0, True)
    assert accounts("add", "nora", "--link")[0] == 2
    assert accounts("add", "", "--link")[0] == 2
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("short\n"))
    assert "10 characters" in accounts("add", "Carl", "--password-stdin")[1]
    assert accounts("list")[1].startswith("Nora  lead  since ")
    assert "/enter/" in accounts("link", "Nora")[1]
    assert accounts("link", "Carl")[0] == 2
    status = main(["desk", str(record), "--by", "me", "--no-browser"])
    assert (status, "who judges is who logs in" in capsys.readouterr().err) == (2, True)
    assert accounts("remove", "Nora")[0] == 0
    assert accounts("remove", "Nora")[0] == 2
    assert "was taken away" in accounts("log")[1]
    status = main(["desk", str(record), "--proxy", "--no-browser"])
    assert (status, "has no accounts" in capsys.readouterr().err) == (2, True)


def test_one_machine_needs_no_login(record: Path) -> None:
    client = TestClient(make_app(record, accounts=OwnMachine("Edda")), base_url=ADDRESS)
    assert client.get("/").status_code == 200
    assert client.get("/login").status_code == 404
    assert hidden(client.get("/review").text)["seen"] == "0"


def test_a_limit_gives_so_many_then_so_many_in_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("dateline.desk.limits.time.monotonic", lambda: now[0])
    limit = Limit(2, 0.5)
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 2]
    assert limit.wait("b") == 0
    now[0] = 2.0
    assert [limit.wait("a") for _ in range(2)] == [0, 2]
