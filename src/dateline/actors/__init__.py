"""Who: the actors of a report, from mentions to somebody who acts, is acted on or speaks."""

from dateline.actors.at import actor_at
from dateline.actors.bare import bare_organ
from dateline.actors.find import acting_places, find_actors
from dateline.actors.governments import is_place
from dateline.actors.known import Known, load_known
from dateline.actors.own import Added as AddedActors
from dateline.actors.own import OwnActor, kept_text, own_files, own_path
from dateline.actors.own import add as add_actors
from dateline.actors.own import forget as forget_actors
from dateline.actors.same import merge_keys, same_actor

VERSION = "6"
"""Stored with every account; raised whenever this room gives something else for the same reading and table."""

__all__ = [
    "VERSION",
    "AddedActors",
    "Known",
    "OwnActor",
    "acting_places",
    "actor_at",
    "add_actors",
    "bare_organ",
    "find_actors",
    "forget_actors",
    "is_place",
    "kept_text",
    "load_known",
    "merge_keys",
    "own_files",
    "own_path",
    "same_actor",
]
