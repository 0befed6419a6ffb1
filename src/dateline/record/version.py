"""The version of this room, kept with every record; raised when the same accounts would give another record."""

VERSION = "4"
