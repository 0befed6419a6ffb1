"""Places: which places a report names, where they lie, and which of them an event belongs to."""

from dateline.places.find import find_places
from dateline.places.gazetteer import Gazetteer
from dateline.places.linking import place_of

VERSION = "1"
"""Version of what this room makes; stored with every account."""

__all__ = ["VERSION", "Gazetteer", "find_places", "place_of"]
