"""How much a record holds."""

from __future__ import annotations

from dateline.cli.views.timeline import counted
from dateline.model.record import Record


def counts_of(record: Record) -> dict[str, int]:
    """Number of parts by kind; of the origins, those that whole reports repeat, of the disagreements, the open ones."""
    return {
        "reports": len(record.reports),
        "origins": len({report.origin for report in record.reports}),
        "stories": len(record.stories),
        "events": len(record.events),
        "actors": len(record.actors),
        "places": len(record.places),
        "claims": len(record.claims),
        "figures": len(record.figures),
        "disagreements": sum(not line.update for line in record.disagreements),
    }


def in_words(record: Record) -> str:
    """The counts in a sentence's words."""
    counts = counts_of(record)
    said = [
        counted(counts[name], noun)
        for name, noun in (
            ("reports", "report"), ("origins", "independent origin"), ("events", "event"), ("actors", "actor"),
            ("claims", "claim"), ("figures", "figure"), ("disagreements", "open disagreement"),
        )
    ]  # fmt: skip
    stories = counts["stories"]
    told = f" in {stories:,} {'story' if stories == 1 else 'stories'}"
    return ", ".join([said[0] + told, *said[1:-1]]) + f" and {said[-1]}"
