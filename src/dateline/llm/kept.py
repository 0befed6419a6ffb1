"""Answers that are kept beside the drafts, so that the same question is never sent twice."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dateline.llm.endpoint import Completer
from dateline.llm.prompt import Message


class Kept:
    """A completer that answers from a folder where it can, and asks another one where it can't.

    An answer belongs to the hash of everything that it was given for: prompt, schema, model with its address, text.
    """

    def __init__(self, asked: Completer, folder: Path) -> None:
        self._asked = asked
        self._folder = folder
        self.sent = 0
        """How many questions were really sent."""

    @property
    def name(self) -> str:
        """That of the one who is asked."""
        return self._asked.name

    def complete(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """The answer, kept or new; raises EndpointError."""
        kept = self._file(messages, schema)
        if kept.is_file():
            return kept.read_bytes().decode("utf-8")
        self.sent += 1
        answer = self._asked.complete(messages, schema)
        self._folder.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(".part")
        half.write_bytes(answer.encode("utf-8", "replace"))
        os.replace(half, kept)  # noqa: PTH105 - whole or not at all, also where the file is there
        return answer

    def forget(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> None:
        """Let go of an answer that turned out to be of no use, so that it is asked for again."""
        self._file(messages, schema).unlink(missing_ok=True)

    def _file(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Path:
        asked = msgspec.json.encode((self.name, messages, schema), order="sorted")
        return self._folder / f"{hashlib.sha256(asked).hexdigest()}.json"
