"""Errors that a user can mend. Each message names the file and says what to do.

DatelineError
├── InputError      one file or address that cannot be read; the others go on
├── RecordError     the record file: not a record, newer than this program, locked, damaged
├── ReaderError     the model: missing, or not the one that its card describes
├── EndpointError   a language model's endpoint that gives no answer, or none that can be used
└── UsageError      arguments that do not fit
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of every error that Dateline raises for a person to read."""


class InputError(DatelineError):
    """One input cannot be read. `source` names it as the user did; the message says why, and what to do."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source


class RecordError(DatelineError):
    """The record file cannot be opened or written."""


class ReaderError(DatelineError):
    """The reader's model cannot be loaded."""


class EndpointError(DatelineError):
    """The endpoint of a language model gave no answer that can be used."""


class UsageError(DatelineError):
    """What was asked for does not fit together, or is not there."""
