"""Events: the codebook, who did it to whom, and how it is told."""

from dateline.events.codebook import Codebook, load_codebook
from dateline.events.find import find_events
from dateline.events.relations import find_relations

VERSION = "3"

__all__ = ["VERSION", "Codebook", "find_events", "find_relations", "load_codebook"]
