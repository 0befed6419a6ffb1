"""A language model as a second reader: it drafts an Account, and what it can't show in the report's words is refused.

Off unless an endpoint and a model are named (`dateline draft`); the one place besides reports/ that speaks to the
network, and only to that endpoint. Drafts are laid beside what the reader says (`dateline compare`), never mixed in.
"""

from __future__ import annotations

from dateline.llm.answer import Refused
from dateline.llm.drafting import DRAFTED, Drafted, Drafter
from dateline.llm.endpoint import Completer, Endpoint, key_from
from dateline.llm.kept import Kept
from dateline.llm.prompt import Message, Prompt

__all__ = [
    "DRAFTED", "Completer", "Drafted", "Drafter", "Endpoint", "Kept", "Message", "Prompt", "Refused",
    "key_from",
]  # fmt: skip
