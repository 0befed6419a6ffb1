"""Answers for the desk's own scripts."""

from __future__ import annotations

import msgspec
from starlette.responses import Response


def answer(value: object) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), media_type="application/json")
