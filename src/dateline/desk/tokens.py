"""Tokens that show that a form came from one of the desk's own pages (double submit).

The browser keeps a secret in a cookie that no script can read; each page holds that secret under a mask of its own, so
that two pages never hold the same token (what is compressed together can't be guessed bit by bit). It outlives a
restart of the desk: a form that was open when the desk stopped can be sent when it is back.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

BYTES = 24
FIELD = "csrf"
HEADER = "x-csrf"


def new_secret() -> str:
    """A secret for a cookie."""
    return secrets.token_urlsafe(BYTES)


def is_secret(value: str | None) -> bool:
    """Whether a cookie's value may be one of ours."""
    return value is not None and len(_bytes(value) or b"") == BYTES


def token(secret: str) -> str:
    """A token for one page."""
    mask = secrets.token_bytes(BYTES)
    return base64.urlsafe_b64encode(mask + _mixed(mask, _bytes(secret) or bytes(BYTES))).decode()


def fits(given: str, secret: str) -> bool:
    """Whether a token was made from this secret."""
    both = _bytes(given)
    known = _bytes(secret)
    if both is None or known is None or len(both) != 2 * BYTES or len(known) != BYTES:
        return False
    return hmac.compare_digest(_mixed(both[:BYTES], both[BYTES:]), known)


def _mixed(mask: bytes, value: bytes) -> bytes:
    return bytes(one ^ two for one, two in zip(mask, value, strict=True))


def _bytes(value: str) -> bytes | None:
    try:
        return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except (binascii.Error, ValueError):
        return None
