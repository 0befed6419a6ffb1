"""The texts that speed is measured on: reports of 500 to 600 words, made from our own sentences, the same every time.

Five reports tell one story (one town, group, day and toll, each report with its own wording and order), so that merging
has as much to do as with real news.
"""

from __future__ import annotations

import random
import re
import tomllib
from importlib import resources

PER_STORY = 5
LEAST, MOST = 500, 600
_TABLE: dict[str, list[str]] = tomllib.loads(
    resources.files("benchmarks.speed").joinpath("sentences.toml").read_text("utf-8")
)
_SLOT = re.compile(r"\{(\w+)\}")


def report_text(number: int) -> str:
    """The text of report `number` (from 0), between `LEAST` and `MOST` words long."""
    story, own = random.Random(f"story {number // PER_STORY}"), random.Random(f"report {number}")
    told = {
        "story_town": story.choice(_TABLE["towns"]),
        "story_country": story.choice(_TABLE["countries"]),
        "story_group": story.choice(_TABLE["groups"]),
        "story_day": story.choice(_TABLE["days"]),
        "story_toll": str(story.randint(2, 60)),
    }
    paragraphs = [f"{told['story_town'].upper()}: {_filled(own.choice(_TABLE['leads']), told, own)}"]
    length = len(paragraphs[0].split())
    news = own.sample(_TABLE["news"], len(_TABLE["news"]))
    while True:
        sentences = [_filled(news.pop(), told, own) for _ in range(own.randint(1, 2)) if news]
        sentences.append(_filled(own.choice(_TABLE[own.choice(("quotes", "quotes", "background"))]), told, own))
        paragraph = " ".join(sentences)
        if length + len(paragraph.split()) > MOST:
            return "\n\n".join(paragraphs) + "\n"
        paragraphs.append(paragraph)
        length += len(paragraph.split())
        if length >= LEAST:
            return "\n\n".join(paragraphs) + "\n"


def _filled(sentence: str, told: dict[str, str], own: random.Random) -> str:
    """A sentence with its slots filled; one in three towns and groups is the story's."""

    def fill(match: re.Match[str]) -> str:
        slot, capital = match.group(1).removesuffix("_capital"), match.group(1).endswith("_capital")
        value = told[slot] if slot in told else _choice(slot, told, own)
        return value[0].upper() + value[1:] if capital else value

    return _SLOT.sub(fill, sentence)


def _choice(slot: str, told: dict[str, str], own: random.Random) -> str:
    kind = slot.removeprefix("other_")
    if kind in ("town", "group") and slot == kind and own.random() < 1 / 3:
        return told[f"story_{kind}"]
    if kind == "name":
        return f"{own.choice(_TABLE['first_names'])} {_coined(own)}"
    if kind == "village":
        return _coined(own)
    if kind == "time_noun":
        return own.choice(("morning", "afternoon", "evening"))
    if kind == "day_noun":
        return own.choice(_TABLE["days"]).removeprefix("on ")
    plural = {"country": "countries"}.get(kind, f"{kind}s")
    return own.choice(_TABLE[plural])


def _coined(own: random.Random) -> str:
    """A name nobody has met: real news brings new words all the time, and a cache must not make it look otherwise."""
    return "".join(own.choice(_TABLE["syllables"]) for _ in range(own.randint(2, 4))).capitalize()
