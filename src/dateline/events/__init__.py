"""Events: the codebook, who did it to whom, and how it is told."""

from dateline.events.codebook import Codebook, load_codebook
from dateline.events.find import find_events

VERSION = "1"

__all__ = ["VERSION", "Codebook", "find_events", "load_codebook"]
