"""What the desk can't do, as pages that say so in one sentence, and what to do instead."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """An answer other than the page that was asked for; `message` is a sentence, `todo` says what to do."""

    status = 400
    title = "That address does not fit"
    todo = "Go back and follow a link, or mend the address."

    def __init__(self, message: str, *, status: int | None = None, title: str | None = None, todo: str | None = None):
        super().__init__(message)
        self.message = message
        self.status = status or self.status
        self.title = title or self.title
        self.todo = todo or self.todo


class NotFitting(Refused):
    """400: a value in the address or in a form is not of its type."""


class NotThere(Refused):
    """404: nothing has that address."""

    status = 404
    title = "Nothing has that address"
    todo = "Look for it on the story’s page."


class NotAllowed(Refused):
    """403: the request did not come from one of the desk's own pages, or this person may not do that."""

    status = 403
    title = "That was not done"
    todo = "Go back, load the page again and repeat it."


class TooLarge(Refused):
    """413: a request with more bytes than the page takes."""

    status = 413
    title = "That is too large"
    todo = "Send it in smaller pieces, or use the command line."


class Missing(Refused):
    """503: something that the page needs is not there."""

    status = 503
    title = "The page can’t be shown"
    todo = "Put that right and load the page again."
