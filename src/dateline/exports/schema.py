"""The JSON Schema of the record, for those who read it with other tools. It says what is written, exactly.

msgspec makes it from the types; here it gets stricter (every field is always written, and no other) and fuller: the
sentences that stand below the fields in model/ become descriptions.
"""

from __future__ import annotations

import ast
import inspect
from typing import Any

import msgspec

import dateline.model.record
import dateline.model.report
import dateline.model.spans
from dateline.model.record import Record

_MODULES = (dateline.model.record, dateline.model.report, dateline.model.spans)


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of what the format `json` writes."""
    made = msgspec.json.schema(Record)
    sentences = _sentences()
    for name, part in made["$defs"].items():
        part["description"] = inspect.cleandoc(part["description"])
        if part["type"] == "array":
            part["maxItems"] = len(part["prefixItems"])
            continue
        part["required"] = list(part["properties"])
        part["additionalProperties"] = False
        for field, value in part["properties"].items():
            value.pop("default", None)
            if (name, field) in sentences:
                value["description"] = sentences[name, field]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A Dateline record", **made}


def _sentences() -> dict[tuple[str, str], str]:
    """The text right below a field, by class and field."""
    found = {}
    for module in _MODULES:
        for node in ast.parse(inspect.getsource(module)).body:
            if not isinstance(node, ast.ClassDef):
                continue
            for field, text in zip(node.body, node.body[1:], strict=False):
                if (
                    isinstance(field, ast.AnnAssign)
                    and isinstance(field.target, ast.Name)
                    and isinstance(text, ast.Expr)
                    and isinstance(text.value, ast.Constant)
                    and isinstance(text.value.value, str)
                ):
                    found[node.name, field.target.id] = inspect.cleandoc(text.value.value)
    return found
