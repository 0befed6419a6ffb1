"""The endpoint, against a real HTTP server: what is sent, where, and every way in which an answer can be none."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from pathlib import Path

import pytest

from dateline.errors import EndpointError, UsageError
from dateline.llm import Endpoint, Kept, Message, key_from
from tests.llm.model_server import Reply, answering, completion

pytest.importorskip("httpx2", reason="a language model is asked through the extra llm")
ASKED = (Message("system", "rules"), Message("user", "text"))
SCHEMA = {"type": "object"}
KEY = "sk-secret-0123456789"


def test_what_is_sent() -> None:
    with answering(lambda _: completion("yes")) as model:
        assert Endpoint(model.url + "/", "tiny", KEY).complete(ASKED, SCHEMA) == "yes"
    assert model.paths == ["/v1/chat/completions"]
    (asked,) = model.asked
    assert asked["model"] == "tiny"
    assert asked["messages"] == [{"role": "system", "content": "rules"}, {"role": "user", "content": "text"}]
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (asked["temperature"], asked["stream"]) == (0, False)
    assert model.fields[0]["authorization"] == f"Bearer {KEY}"
    assert "cookie" not in model.fields[0]


def test_without_a_key_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with answering(lambda _: completion("yes")) as model:
        Endpoint(model.url, "tiny").complete(ASKED, SCHEMA)
    assert "authorization" not in model.fields[0]


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(lambda _: completion("yes")) as model:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert Endpoint(model.url, "tiny").complete(ASKED, SCHEMA) == "yes"


BAD = [
    (Reply(b"not json"), "none of the protocol"),
    (Reply(b"\xff\xfe{}"), "none of the protocol"),
    (Reply(b'{"choices": []}'), "without a choice"),
    (Reply(b'{"error": {"message": "no such model"}}'), "none of the protocol"),
    (completion("half a dra", "length"), "broke its answer off"),
    (completion(""), "refuses: an empty answer"),
    (Reply(json.dumps({"choices": [{"message": {"content": None, "refusal": "I won't"}}]}).encode()), "refuses: I won't"),
    (Reply(json.dumps({"choices": [{"message": {"content": "half"}}]}).encode()[:-7]), "none of the protocol"),
    (Reply(b'{"error": "no credit"}', 402), 'answers 402: {"error": "no credit"}'),
    (Reply(b"busy", 503, {"Retry-After": "0"}), "answers 503: busy"),
    (Reply(b"", 307, {"Location": "http://127.0.0.1:9/v1/chat/completions"}), "leads to another address"),
    (Reply(b"x" * 60_000), "more than the limit of 0.05 MB"),
    (Reply(b"x" * 49_000, 200, {}, 0.08, 49), "took longer than the limit of 1 s"),
    (Reply(b"x", 200, {}, 3.0), "took longer than the limit of 1 s"),
    (Reply(f"wrong key: {KEY}".encode(), 401), "answers 401: wrong key: …"),
    (Reply(b"\x1b[2J\x00bell", 500), "answers 500: \ufffd\\[2J\ufffdbell"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "why"), BAD, ids=[why for _, why in BAD])
def test_an_answer_that_is_none_is_one_error(reply: Reply, why: str) -> None:
    begin = time.monotonic()
    with answering(lambda _: reply) as model, pytest.raises(EndpointError, match=why) as caught:
        Endpoint(model.url, "tiny", KEY, 1.0, 50_000).complete(ASKED, SCHEMA)
    assert str(caught.value).startswith(f"tiny at {model.url} ")
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert time.monotonic() - begin < 6


def test_a_head_that_comes_letter_by_letter_is_given_up_in_time() -> None:
    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(65_536)
            for letter in b"HTTP/1.1 200 OK\r\nX-Field: " + b"a" * 60:
                connection.send(bytes([letter]))
                time.sleep(0.05)

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        thread = threading.Thread(target=drip, args=(server,), daemon=True)
        thread.start()
        begin = time.monotonic()
        with pytest.raises(EndpointError, match=r"longer than the limit of 0\.5 s"):
            Endpoint(f"http://127.0.0.1:{server.getsockname()[1]}/v1", "tiny", seconds=0.5).complete(ASKED, SCHEMA)
        assert time.monotonic() - begin < 2.5
        thread.join()


def test_nobody_there() -> None:
    with pytest.raises(EndpointError, match=r"tiny at http://127\.0\.0\.1:9/v1 cannot be reached"):
        Endpoint("http://127.0.0.1:9/v1", "tiny", seconds=5).complete(ASKED, SCHEMA)


def test_a_server_that_knows_no_schema_is_asked_without_one() -> None:
    with answering(lambda asked: Reply(b"no", 400) if "response_format" in asked else completion("yes")) as model:
        assert Endpoint(model.url, "tiny").complete(ASKED, SCHEMA) == "yes"
    assert len(model.asked) == 2


def test_a_busy_server_is_asked_once_more() -> None:
    replies = [Reply(b"busy", 429, {"Retry-After": "0"}), completion("yes")]
    with answering(lambda _: replies.pop(0)) as model:
        assert Endpoint(model.url, "tiny").complete(ASKED, SCHEMA) == "yes"


def test_the_same_question_is_sent_once(tmp_path: Path) -> None:
    with answering(lambda _: completion("ja – “yes”\r\n")) as model:
        kept = Kept(Endpoint(model.url, "tiny"), tmp_path / "answers")
        answers = {kept.complete(ASKED, SCHEMA) for _ in range(3)}
        assert (len(answers), kept.sent, len(model.asked)) == (1, 1, 1)
        kept.complete((*ASKED, Message("user", "more")), SCHEMA)
        kept.complete(ASKED, {"type": "array"})
        Kept(Endpoint(model.url, "other"), tmp_path / "answers").complete(ASKED, SCHEMA)
        assert len(model.asked) == 4
        kept.forget(ASKED, SCHEMA)
        kept.complete(ASKED, SCHEMA)
        assert len(model.asked) == 5
    assert KEY not in "".join(path.read_text("utf-8") for path in (tmp_path / "answers").iterdir())


@pytest.mark.parametrize(
    "url",
    ["", "localhost:11434", "ftp://a.example", "http://", "http://me:pass@a.example/v1", "https://a.example/v1?key=1"],
)
def test_what_is_no_endpoint(url: str) -> None:
    with pytest.raises(UsageError):
        Endpoint(url, "tiny")


def test_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", f" {KEY}\n")
    assert key_from("MY_KEY") == KEY
    assert key_from(None) is None
    with pytest.raises(UsageError, match="NO_KEY"):
        key_from("NO_KEY")
    with pytest.raises(UsageError):
        Endpoint("http://a.example", "tiny", "a\r\nX-Field: b")
    assert KEY not in repr(Endpoint("http://a.example", "tiny", KEY))
