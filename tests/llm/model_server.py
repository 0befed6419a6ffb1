"""A real HTTP server on this machine that speaks the protocol of chat completions; what it answers, a test says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """An answer; `pause` seconds go by before each of its `parts`."""

    data: bytes
    status: int = 200
    fields: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    parts: int = 1


Answering = Callable[[dict[str, Any]], Reply]


@dataclass
class Model:
    """The server's address, what it answers with, and what came: bodies, fields and paths."""

    url: str
    answers: Answering
    asked: list[dict[str, Any]] = field(default_factory=list)
    fields: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def completion(content: object, finish: str = "stop") -> Reply:
    """The answer of a model that says `content`: a text, or what is to be said in JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    return Reply(
        json.dumps(
            {"object": "chat.completion", "choices": [{"index": 0, "message": message, "finish_reason": finish}]}
        ).encode()
    )


def report_in(asked: dict[str, Any]) -> str:
    """The text of the report that a request holds."""
    return str(json.loads(asked["messages"][-1]["content"])["text"])


@contextmanager
def answering(answers: Answering) -> Iterator[Model]:
    """A model as long as the block runs."""
    model = Model("", answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(asked)
            model.fields.append({key.lower(): value for key, value in self.headers.items()})
            model.paths.append(self.path)
            reply = model.answers(asked)
            self.send_response(reply.status)
            for key, value in {"Content-Type": "application/json", **reply.fields}.items():
                self.send_header(key, value)
            self.end_headers()
            size = max(1, -(-len(reply.data) // reply.parts))
            try:
                for start in range(0, len(reply.data), size):
                    time.sleep(reply.pause)
                    self.wfile.write(reply.data[start : start + size])
                    self.wfile.flush()
            except OSError:
                pass  # the asker had enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
