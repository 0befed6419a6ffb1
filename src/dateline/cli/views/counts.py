"""How much a record holds, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.cli.views.timeline import counted

KINDS = ("reports", "origins", "stories", "events", "actors", "places", "claims", "figures", "disagreements")
"""What is counted: of the origins, those that whole reports repeat, of the disagreements, the open ones."""


def in_words(counts: Mapping[str, int]) -> str:
    """Counts of a record (`Store.counts`) in a sentence's words."""
    said = [
        counted(counts.get(name, 0), noun)
        for name, noun in (
            ("reports", "report"), ("origins", "independent origin"), ("events", "event"), ("actors", "actor"),
            ("claims", "claim"), ("figures", "figure"), ("disagreements", "open disagreement"),
        )
    ]  # fmt: skip
    stories = counts.get("stories", 0)
    told = f" in {stories:,} {'story' if stories == 1 else 'stories'}"
    return ", ".join([said[0] + told, *said[1:-1]]) + f" and {said[-1]}"
