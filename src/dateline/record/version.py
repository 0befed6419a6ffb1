"""The version of this room, kept with every record; raised when the same accounts would give another record."""

VERSION = "5"
GIVEN = "given"
"""What an account's versions hold besides versions: a digest of what the user said of the report."""
