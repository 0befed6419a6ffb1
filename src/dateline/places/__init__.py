"""Places: which places a report names, where they lie, and which of them an event belongs to."""

from dateline.places.find import find_places
from dateline.places.gazetteer import Gazetteer
from dateline.places.linking import place_of
from dateline.places.own import Added, own_path
from dateline.places.own import add as add_places
from dateline.places.own import forget as forget_places

VERSION = "4"
"""Version of what this room makes; stored with every account."""

__all__ = ["VERSION", "Added", "Gazetteer", "add_places", "find_places", "forget_places", "own_path", "place_of"]
