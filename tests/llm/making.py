"""A report and the draft that a good model would give of it, made up."""

from __future__ import annotations

import hashlib
from typing import Any

from dateline.model.report import Published, Report

TEXT = (
    "Fighters of the River Front shelled the market of Abeche on Tuesday, killing at least 12 civilians.\n"
    "“We hit  only soldiers,” a River Front spokesman said.\n"
    "The army said on Wednesday that it had retaken the market."
)


def report(text: str = TEXT, name: str = "a.txt") -> Report:
    return Report(
        id=hashlib.sha256(text.encode()).hexdigest(), source=name, media_type="text/plain", text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(), extractor="made", language="en",
        published=Published("2031-03-06", "2031-03-06", "said here"),
    )  # fmt: skip


def quote(words: str, context: str = "") -> dict[str, str]:
    return {"words": words, "context": context}


FIRST = "Fighters of the River Front shelled the market of Abeche on Tuesday, killing at least 12 civilians."


def draft(**more: Any) -> dict[str, Any]:
    """A good draft of `TEXT`, with parts of it replaced."""
    return {
        "actors": [
            {"label": "front", "kind": "armed group", "quotes": [quote("Fighters of the River Front")]},
            {"label": "spokesman", "kind": "person", "quotes": [quote("a River Front spokesman")]},
            {"label": "army", "kind": "organisation", "quotes": [quote("The army")]},
            {"label": "civilians", "kind": "group", "quotes": [quote("civilians")]},
        ],
        "events": [
            {"trigger": quote("shelled"), "type": "ASSAULT", "mode": "heavy-weapons", "status": "happened",
             "background": False, "actors": ["front"], "recipients": ["civilians"],
             "place": quote("Abeche"), "time": quote("on Tuesday")},
            {"trigger": quote("retaken"), "type": "ASSAULT", "mode": None, "status": "happened", "background": False,
             "actors": ["army"], "recipients": [], "place": None, "time": None},
        ],
        "claims": [
            {"speaker": "spokesman", "cue": quote("said", '"We hit only soldiers," a River Front spokesman said.'),
             "content": quote('"We hit only soldiers,"')},
        ],
        "figures": [{"number": quote("at least 12 civilians"), "value": 12, "unit": "killed", "event": 0}],
        **more,
    }  # fmt: skip
