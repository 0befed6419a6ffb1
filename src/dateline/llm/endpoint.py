"""An endpoint that speaks OpenAI's protocol for chat completions, wherever it stands; a local server is one, too.

Invariants:

- requests go to the address that was named and nowhere else: redirects are not followed, no proxy of the environment
  is used, no library sends anything of its own;
- the key comes from an environment variable that was named, and stands in no message, also where the server repeats it;
- an answer past its limit of time or size is refused.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from dateline.errors import EndpointError, UsageError
from dateline.llm.prompt import Message

_AGENT = "dateline/0.1"
_MOST_BYTES = 2_000_000
_LATER = frozenset((429, 502, 503, 504))
_LONGEST_PAUSE = 30.0
_WITHOUT_SCHEMA = frozenset((400, 404, 422))
"""Statuses with which servers refuse `response_format`; the same is then asked once without it."""


class Completer(Protocol):
    """What completes a conversation: an endpoint, what keeps its answers, or a stand-in in tests."""

    @property
    def name(self) -> str:
        """How it is called wherever its work is shown: the model, and where it runs."""

    def complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The text of its answer, which should follow `schema`; raises EndpointError."""


class _Said(Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(Struct):
    message: _Said
    finish_reason: str | None = None


class _Answer(Struct):
    choices: list[_Choice]


@dataclass(frozen=True)
class Endpoint:
    """A model at an address (`http://localhost:11434/v1`); raises UsageError for what is no such address."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0
    """Time for one answer."""
    max_bytes: int = _MOST_BYTES

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"--llm {self.url}: write the address of an endpoint, as in http://localhost:11434/v1")
        if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
            raise UsageError(
                "--llm: an endpoint's address holds no name, password or query; the key has its own option"
            )
        if not self.model:
            raise UsageError("--model: name the model")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key):
            raise UsageError("the key is empty, or holds characters that no key has")

    @property
    def name(self) -> str:
        """The model and its address."""
        return f"{self.model} at {self.url.rstrip('/')}"

    def complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The text of the answer; raises EndpointError, UsageError where the extra is not installed."""
        asked = {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        form = {"type": "json_schema", "json_schema": {"name": "draft", "strict": True, "schema": schema}}
        until = time.monotonic() + self.seconds
        status, data, _ = self._post({**asked, "response_format": form}, until)
        if status in _WITHOUT_SCHEMA:
            status, data, _ = self._post(asked, until)
        if status != 200:
            raise self._error(f"answers {status}: {_start_of(data)}")
        return self._text(data)

    def _post(self, asked: Mapping[str, Any], until: float) -> tuple[int, bytes, Mapping[str, str]]:
        """Status, body and fields of the answer; asked once more where the server is busy."""
        status, data, fields = self._once(asked, until)
        if status in _LATER:
            wanted = fields.get("retry-after", "1")
            pause = min(float(wanted) if wanted.isdigit() else 1.0, _LONGEST_PAUSE)
            if time.monotonic() + pause < until:
                time.sleep(pause)
                return self._once(asked, until)
        return status, data, fields

    def _once(self, asked: Mapping[str, Any], until: float) -> tuple[int, bytes, Mapping[str, str]]:
        """One exchange, given up when its time is over, wherever it stands: a server may be slow in its very head."""
        given: queue.Queue[tuple[int, bytes, Mapping[str, str]] | Exception] = queue.Queue(1)

        def exchange() -> None:
            try:
                given.put(self._exchange(asked, until))
            except Exception as error:  # noqa: BLE001 - handed over, and raised where it is waited for
                given.put(error)

        threading.Thread(target=exchange, daemon=True).start()
        try:
            outcome = given.get(timeout=max(0.1, until - time.monotonic()))
        except queue.Empty:
            raise self._slow() from None
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _exchange(self, asked: Mapping[str, Any], until: float) -> tuple[int, bytes, Mapping[str, str]]:
        http = _library()
        fields = {"content-type": "application/json", "accept": "application/json", "user-agent": _AGENT,
                  "accept-encoding": "identity"}  # fmt: skip
        if self.key is not None:
            fields["authorization"] = f"Bearer {self.key}"
        where = f"{self.url.rstrip('/')}/chat/completions"
        left = max(0.1, until - time.monotonic())
        try:
            with (
                http.Client(trust_env=False, follow_redirects=False, timeout=http.Timeout(left)) as client,
                client.stream("POST", where, content=msgspec.json.encode(asked), headers=fields) as answer,
            ):
                if answer.is_redirect:
                    raise self._error("leads to another address, which was not named; nothing is sent there")
                data = bytearray()
                for part in answer.iter_raw(65_536):
                    data += part
                    if len(data) > self.max_bytes:
                        raise self._error(f"answers with more than the limit of {self.max_bytes / 1e6:g} MB")
                    if time.monotonic() > until:
                        raise self._slow()
                return answer.status_code, bytes(data), {key.lower(): value for key, value in answer.headers.items()}
        except http.TimeoutException:
            raise self._slow() from None
        except http.HTTPError as error:
            raise self._error(f"cannot be reached: {' '.join(str(error).split())[:200]}") from None

    def _text(self, data: bytes) -> str:
        try:
            answer = msgspec.json.decode(data, type=_Answer)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise self._error("gives an answer that is none of the protocol") from None
        if not answer.choices:
            raise self._error("gives an answer without a choice")
        choice = answer.choices[0]
        if choice.finish_reason == "length":
            raise self._error("broke its answer off: the report or the answer is longer than the model has room for")
        if choice.message.refusal or not choice.message.content:
            raise self._error(f"refuses: {_start_of((choice.message.refusal or 'an empty answer').encode())}")
        return choice.message.content

    def _slow(self) -> EndpointError:
        return self._error(f"took longer than the limit of {self.seconds:g} s")

    def _error(self, message: str) -> EndpointError:
        shown = f"{self.name} {message}"
        return EndpointError(shown.replace(self.key, "…") if self.key else shown)


def key_from(variable: str | None) -> str | None:
    """The key in an environment variable, None where no variable was named; raises UsageError where it isn't set."""
    if variable is None:
        return None
    if variable not in os.environ:
        raise UsageError(f"the environment has no variable {variable}, from which the key was to be taken")
    return os.environ[variable].strip()


def _start_of(data: bytes) -> str:
    words = " ".join(data[:2_000].decode("utf-8", "replace").split())
    return "".join(character if character.isprintable() else "\ufffd" for character in words)[:200] or "nothing"


def _library() -> Any:
    try:
        return import_module("httpx2")
    except ImportError as error:
        raise UsageError("a language model is asked through httpx2: pip install 'dateline[llm]'") from error
