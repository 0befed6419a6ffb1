"""Who says what: direct and indirect speech with its speaker and chain, and figures with unit and bound."""

from dateline.claims.figures import find_figures
from dateline.claims.find import find_claims
from dateline.claims.tolls import find_tolls, is_toll

VERSION = "5"

__all__ = ["VERSION", "find_claims", "find_figures", "find_tolls", "is_toll"]
