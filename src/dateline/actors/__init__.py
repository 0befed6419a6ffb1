"""Who: the actors of a report, from mentions to somebody who acts, is acted on or speaks."""

from dateline.actors.at import actor_at
from dateline.actors.bare import bare_organ
from dateline.actors.find import acting_places, find_actors
from dateline.actors.governments import is_place
from dateline.actors.known import Known, load_known
from dateline.actors.same import merge_keys, same_actor

VERSION = "3"
"""Stored with every account; raised whenever this room gives something else for the same reading and table."""

__all__ = [
    "VERSION",
    "Known",
    "acting_places",
    "actor_at",
    "bare_organ",
    "find_actors",
    "is_place",
    "load_known",
    "merge_keys",
    "same_actor",
]
