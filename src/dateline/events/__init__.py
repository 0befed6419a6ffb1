"""Events: the codebook, who did it to whom, and how it is told."""

from dateline.events.codebook import Codebook, told_as
from dateline.events.find import find_events
from dateline.events.foremost import foremost
from dateline.events.loading import load_codebook
from dateline.events.relations import find_relations

VERSION = "7"

__all__ = [
    "VERSION",
    "Codebook",
    "find_events",
    "find_relations",
    "foremost",
    "load_codebook",
    "told_as",
]
