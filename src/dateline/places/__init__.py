"""Places: which places a report names, where they lie, and which of them an event belongs to."""

VERSION = "1"
"""Version of what this room makes; stored with every account."""
