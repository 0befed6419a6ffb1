"""Passwords and secrets of links and sessions: argon2 for what people think up, SHA-256 for what is random."""

from __future__ import annotations

import hashlib
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
"""Characters that a password has at least."""
_hasher = PasswordHasher()
_few = threading.BoundedSemaphore(2)
"""A hash takes 64 MB on purpose: many people who log in at once wait for one another."""
_nobody = _hasher.hash(secrets.token_urlsafe())


def hashed(password: str) -> str:
    """The argon2 hash of a password."""
    with _few:
        return _hasher.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash is kept; takes as long where there is none."""
    with _few:
        try:
            return _hasher.verify(kept or _nobody, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def new_secret() -> str:
    """For a link or a session: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
