"""The naive baseline: every verb is a predicate in its first sense, its subject ARG0, its object ARG1."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.reading import Argument, Frame, Reading

_ROLES = {"nsubj": "ARG0", "csubj": "ARG0", "nsubj:pass": "ARG1", "obj": "ARG1", "ccomp": "ARG1", "xcomp": "ARG1"}
_AUXILIARY = {"have": "have.01", "do": "do.01"}


def naive_frames(reading: Reading) -> Reading:
    """The same Reading with frames from its parts of speech and trees alone."""
    frames = []
    for word, tag in enumerate(reading.upos):
        if tag == "VERB":
            arguments = []
            for child in reading.children[word]:
                role = _ROLES.get(reading.labels[child])
                if role:
                    below = reading.subtree(child)
                    arguments.append(Argument(role, child, below[0], below[-1]))
            frames.append(Frame(word, f"{reading.lemmas[word]}.01", arguments))
        elif tag == "AUX" and reading.lemmas[word] == "be":
            sense = "be.01" if reading.labels[word] == "cop" else "be.03"
            frames.append(Frame(word, sense, []))
        elif tag == "AUX" and reading.lemmas[word] in _AUXILIARY:
            frames.append(Frame(word, _AUXILIARY[reading.lemmas[word]], []))
    return replace(reading, frames=frames)
