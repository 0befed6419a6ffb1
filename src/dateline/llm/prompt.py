"""What a language model is told: the rules, the codebook's types, the schema, and the report as a JSON string."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dateline.events import Codebook
from dateline.llm.form import schema
from dateline.model.report import Report

_VERSION = "1"


class Message(Struct, frozen=True):
    """One message to a model, as the protocol has it."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True)
class Prompt:
    """What is asked of a model about any report. `version` changes whenever a word of it does."""

    rules: str
    schema: dict[str, Any]
    version: str

    @classmethod
    def of(cls, codebook: Codebook) -> Prompt:
        """The prompt with the types of a codebook."""
        rules = (files("dateline.llm") / "data" / "prompt.md").read_text("utf-8")
        types = "\n".join(
            f"- {name}: {kind.definition}" + (f" Modes: {', '.join(kind.modes)}." if kind.modes else "")
            for name, kind in codebook.types.items()
        )
        form = schema(codebook.types)
        told = f"{rules}\nTypes of events:\n\n{types}\n\nThe schema:\n\n{json.dumps(form, ensure_ascii=False)}\n"
        return cls(told, form, f"{_VERSION}/{hashlib.sha256(told.encode()).hexdigest()[:8]}")

    def messages(self, report: Report) -> tuple[Message, ...]:
        """What is sent about one report: the rules, then the report. Nothing of any other report is in it."""
        about = {
            "title": report.title.value if report.title else None,
            "published": report.published.latest if report.published else None,
            "text": report.text,
        }
        return (Message("system", self.rules), Message("user", msgspec.json.encode(about).decode()))
