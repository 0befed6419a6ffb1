"""Pictures as statements: "X published pictures of Y", "Y in a photo shared by X"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.cues import Cues
from dateline.claims.phrases import Range, outer_extent, subject_of, trimmed
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading


def picture_tellings(reading: Reading, cues: Cues, taken: set[int]) -> Iterator[Telling]:
    """A telling for every picture that somebody gave out and whose content is told; `taken` are cues found before."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in cues.pictures or reading.upos[word] != "NOUN":
            continue
        given = _given_by(reading, cues, word)
        if given is None:
            given = _gives(reading, cues, word)
        if given is None or given[0] in taken:
            continue
        cue, speaker, content = given
        yield Telling((cue, cue), [content], speaker, "stated", "speech", "what the picture shows", clausal=True)


def _given_by(reading: Reading, cues: Cues, picture: int) -> tuple[int, int, Range] | None:
    """“Commanders meet in a photo shared by X”: the words before, where the picture stands at the end."""
    for child in reading.children[picture]:
        if (
            child < picture
            or reading.labels[child] not in ("acl", "acl:relcl")
            or reading.lemmas[child] not in cues.giving
        ):
            continue
        agent = next(
            (
                word
                for word in reading.children[child]
                if word > child
                and (case := reading.child(word, "case")) is not None
                and reading.words[case].lower() == "by"
            ),
            None,
        )
        case = reading.child(picture, "case")
        if agent is None or case is None or reading.words[case].lower() != "in":
            continue
        start = reading.sentence_bounds(reading.sentence_of[picture])[0]
        if case - start >= 2:
            return child, agent, trimmed(reading, start, case - 1)
    return None


def _gives(reading: Reading, cues: Cues, picture: int) -> tuple[int, int, Range] | None:
    """“X published pictures of a meeting”: what follows "of" or "showing"."""
    verb = reading.heads[picture]
    if verb < 0 or reading.labels[picture] != "obj" or reading.lemmas[verb] not in cues.giving:
        return None
    speaker = subject_of(reading, verb)
    if speaker is None:
        return None
    end = reading.sentence_bounds(reading.sentence_of[verb])[1]
    for word in range(picture + 1, end):
        if word - picture > 12 or reading.words[word] in (".", ";"):
            break
        form = reading.words[word].lower()
        if form not in ("of", "showing") or word + 1 >= end:
            continue
        last = max(outer_extent(reading, word)[1], outer_extent(reading, reading.heads[word])[1], word + 1)
        if form == "showing":
            last = outer_extent(reading, word)[1]
        while (
            last + 1 < end
            and reading.feature(last + 1, "VerbForm") in ("Part", "Ger")
            and reading.upos[last + 1] == "VERB"
        ):
            last = max(outer_extent(reading, last + 1)[1], last + 1)  # "of commanders | meeting one another"
        return verb, speaker, trimmed(reading, word + 1, last)
    return None
