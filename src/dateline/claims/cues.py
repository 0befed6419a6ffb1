"""The table of cues: words that report speech, thought or evidence, and how their content stands by them.

The data lies in `data/cues.toml` and `data/outlets.toml`, where each column is explained.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

Certainty = Literal["stated", "claimed", "confirmed", "alleged", "denied", "unverified"]


class Cue(NamedTuple):
    """How one word reports: its certainty, its kind (speech, evidence, thought, stance), where its content stands."""

    certainty: Certainty
    kind: str
    frames: frozenset[str]
    after: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    """The only nouns that may be its object; empty where any may."""


class Cues(NamedTuple):
    """All tables, keyed by lemma."""

    verbs: dict[str, Cue]
    phrasal: dict[tuple[str, str], Cue]
    """Two-word verbs, by verb and particle."""
    nouns: dict[str, Certainty]
    adjectives: dict[str, Certainty]
    adverbs: dict[str, Certainty]
    hearsay: frozenset[str]
    documents: frozenset[str]
    pictures: frozenset[str]
    """What shows something ("photo", "footage")."""
    giving: frozenset[str]
    """Verbs by which pictures are given out."""
    groups: frozenset[str]
    roles: frozenset[str]
    hearers: frozenset[str]
    outlets: frozenset[str]
    """Names of outlets, in lower case and without "the"."""
    outlet_words: frozenset[str]


@cache
def cues() -> Cues:
    """The tables as they are shipped; a lemma that stands in two groups of verbs has the frames of both."""
    here = resources.files("dateline.claims").joinpath("data")
    data = tomllib.loads(here.joinpath("cues.toml").read_text(encoding="utf-8"))
    outlets = tomllib.loads(here.joinpath("outlets.toml").read_text(encoding="utf-8"))
    verbs: dict[str, Cue] = {}
    for group in data["verbs"]:
        cue = Cue(
            certainty=group["certainty"],
            kind=group["kind"],
            frames=frozenset(group["frames"]),
            after=frozenset(group["after"]),
            objects=frozenset(group.get("objects", ())),
        )
        for lemma in group["lemmas"]:
            known = verbs.get(lemma)
            if known is not None:
                cue_here = known._replace(frames=known.frames | cue.frames, after=known.after | cue.after)
            else:
                cue_here = cue
            verbs[lemma] = cue_here
    phrasal = {
        (words.split()[0], words.split()[1]): Cue(row["certainty"], row["kind"], frozenset(row["frames"]))
        for words, row in data["phrasal"].items()
    }
    return Cues(
        verbs=verbs,
        phrasal=phrasal,
        nouns=_by_lemma(data["nouns"]),
        adjectives=_by_lemma(data["adjectives"]),
        adverbs=_by_lemma(data["adverbs"]),
        hearsay=frozenset(data["hearsay"]["lemmas"]),
        documents=frozenset(data["documents"]["lemmas"]),
        pictures=frozenset(data["pictures"]["lemmas"]),
        giving=frozenset(data["pictures"]["verbs"]),
        groups=frozenset(data["groups"]["lemmas"]),
        roles=frozenset(data["roles"]["lemmas"]),
        hearers=frozenset(data["hearers"]["lemmas"]),
        outlets=frozenset(outlet_key(name) for name in outlets["names"]),
        outlet_words=frozenset(outlets["words"]),
    )


def outlet_key(name: str) -> str:
    """The form in which a name is looked up among the outlets: lower case, without "the"."""
    return name.casefold().removeprefix("the ").strip()


def _by_lemma(table: dict[str, list[str]]) -> dict[str, Certainty]:
    found: dict[str, Certainty] = {}
    for certainty, lemmas in table.items():
        for lemma in lemmas:
            found[lemma] = certainty  # type: ignore[assignment]
    return found
