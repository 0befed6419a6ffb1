"""A tiny story of our own with its gold, for the tests of the scorers."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from benchmarks.story.gold import Story

A = (
    "GREEN HARBOUR: The River Brigade attacked the River Police in Oldbridge on Monday, killing 12 officers, "
    "Colonel Ana Reyes said.\n\n"
    "“The Brigade will\u00a0pay for this,” Reyes told reporters.\n\n"
    "The River Brigade plans a march on Newport next week.\n\n"
    "Share this page with your friends and tell us what you think of it\n"
)
B = (
    "The government of Velland said that 15 officers died when the rebels raided the police post in Oldbridge.\n\n"
    "Patrols went on through the night, and dozens of shops stayed closed.\n"
)
NOTES = """# Notes

Vague words are not figures. **Neither right nor wrong if found as events:** "stayed closed", "tell us".

"attacked" is not on the list.
"""


def _mention(file: str, anchor: str, trigger: str) -> dict[str, str]:
    return {"file": file, "anchor": anchor, "trigger": trigger}


GOLD: dict[str, Any] = {
    "story": "tiny",
    "reports": [
        {"file": "a.txt", "outlet": None, "boilerplate": ["Share this page with … think of it"]},
        {"file": "b.txt", "outlet": "The Velland Post", "boilerplate": []},
    ],
    "actors": [
        {
            "name": "River Brigade",
            "aliases": ["River Brigade", "The Brigade", "the rebels"],
            "never": ["River Police", "Green Harbour"],
        },
        {"name": "River Police", "aliases": ["River Police"], "never": []},
        {"name": "Velland", "aliases": ["government of Velland", "Velland"], "never": []},
        {"name": "Ana Reyes", "aliases": ["Colonel Ana Reyes", "Reyes"], "never": []},
    ],
    "places": [
        {"name": "Oldbridge", "surface": ["Oldbridge"], "country": "VL", "admin1": "North", "lat": 10.0, "lon": 10.0,
         "kind": "city"},
        {"name": "Newport", "surface": ["Newport"], "country": "VL", "admin1": "South", "lat": 20.0, "lon": 10.0,
         "kind": "city"},
    ],
    "events": [
        {"id": "e1", "plover": ["ASSAULT"], "actor": ["River Brigade"], "recipient": ["River Police"],
         "place": "Oldbridge", "date": ["2021-03-01", "2021-03-01"], "status": "happened", "background": False,
         "mentions": [_mention("a.txt", "Brigade attacked the River Police", "attacked"),
                      _mention("b.txt", "rebels raided the police post", "raided")]},
        {"id": "e2", "plover": ["MOBILIZE", "THREATEN"], "actor": ["River Brigade"], "recipient": [],
         "place": "Newport", "date": ["2021-03-01", None], "true_date": ["2021-03-10", "2021-03-10"],
         "status": "planned", "background": False,
         "mentions": [_mention("a.txt", "plans a march on Newport", "march")]},
        {"id": "e3", "plover": [], "actor": ["unidentified patrols"], "recipient": [], "place": None,
         "date": [None, None], "status": "ongoing", "background": True,
         "mentions": [_mention("b.txt", "Patrols went on", "patrols")]},
    ],
    "figures": [
        {"id": "f1", "value": 12, "low": None, "high": None, "unit": "killed", "bound": "exact", "what": "officers",
         "event": "e1", "claimant": ["Ana Reyes"], "file": "a.txt", "anchor": "killing 12 officers"},
        {"id": "f2", "value": 15, "low": None, "high": None, "unit": "dead", "bound": "exact", "what": "officers",
         "event": "e1", "claimant": ["Velland"], "file": "b.txt", "anchor": "15 officers died"},
        {"id": "f3", "value": None, "low": 24, "high": None, "unit": "shops", "bound": "about", "what": "shops",
         "event": None, "claimant": [], "file": "b.txt", "anchor": "dozens of shops"},
    ],
    "attributions": [
        {"file": "a.txt", "anchor": "Colonel Ana Reyes said", "speaker": "Ana Reyes", "cue": "said", "direct": False,
         "content_starts": "The River Brigade attacked", "content_ends": "killing 12 officers", "chain": ["Ana Reyes"]},
        {"file": "a.txt", "anchor": "Reyes told reporters", "speaker": "Ana Reyes", "cue": "told", "direct": True,
         "content_starts": "The Brigade will pay", "content_ends": "for this", "chain": ["Ana Reyes"]},
        {"file": "b.txt", "anchor": "government of Velland said", "speaker": "Velland", "cue": "said",
         "direct": False, "content_starts": "15 officers died", "content_ends": "in Oldbridge", "chain": ["Velland"]},
    ],
    "disagreements": [
        {"about": "officers killed", "kind": "figure", "update": False, "sides": [["f1"], ["f2"]]},
        {"about": "who was attacked", "kind": "actor", "update": False, "sides": [["e1@a.txt"], ["e1@b.txt"]]},
    ],
    "same_event": [["e1"]],
    "independent_sources": {"e1": 2, "e2": 1, "e3": 1},
    "relations": [
        {"id": "r1", "kind": "holds_office", "from": ["Ana Reyes"], "to": ["River Police"], "office": "Colonel",
         "status": "stated"},
        {"id": "r2", "kind": "fights", "from": ["River Brigade"], "to": ["River Police", "Velland"], "office": None,
         "status": "stated"},
        {"id": "r3", "kind": "controls", "from": ["River Brigade"], "to": ["Oldbridge"], "office": None,
         "status": "former"},
    ],
}  # fmt: skip


def tiny_story() -> Story:
    """The story, its texts and notes."""
    return Story(deepcopy(GOLD), {"a.txt": A, "b.txt": B}, NOTES)
