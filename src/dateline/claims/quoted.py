"""Quotations without a cue of their own: they go on from the speaker before, or belong to a subject and a colon.

A quotation is left alone where it is no speech (one quoted word, a title), or where nobody has spoken right before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dateline.claims.phrases import subject_of
from dateline.claims.quotations import Quotation, is_spoken
from dateline.claims.tellings import Telling
from dateline.model.reading import Reading


def carry_on(reading: Reading, quotations: Sequence[Quotation], tellings: list[Telling]) -> list[Telling]:
    """The tellings, in order, with every spoken quotation that stood without a cue added to them or as new ones."""

    def paragraph_of(word: int) -> int:
        return reading.paragraph_of[reading.sentence_of[word]]

    ordered = sorted(tellings, key=lambda telling: (telling.cue[0], telling.start))
    added: list[Telling] = []
    cue_words = [telling.cue[0] for telling in ordered]
    latest_of: dict[int, Telling] = {}
    for quotation in quotations:
        if any(_overlap(telling, quotation) for telling in _near(ordered, cue_words, quotation)):
            continue
        if not is_spoken(reading, quotation):
            continue
        holder = _colon_before(reading, quotation)
        if holder is not None:
            cue, speaker = holder
            telling = Telling(
                (cue, cue),
                [(quotation.first, quotation.last)],
                speaker,
                "stated",
                "speech",
                "the quotation after a colon",
                quoted=True,
            )
            added.append(telling)
            latest_of[quotation.closing] = telling
            continue
        if not _stands_alone(reading, quotation):
            continue
        before = _speaker_before(reading, quotation, ordered, cue_words, added)
        if before is None:
            continue
        sentence = reading.sentence_of[quotation.opening]
        follows = paragraph_of(quotation.first) == paragraph_of(before.cue[0]) and reading.sentence_of[
            max(before.cue[0], before.content[-1][1])
        ] in (sentence, sentence - 1)
        starts_sentence = reading.sentence_bounds(sentence)[0] in (quotation.opening, quotation.first)
        own_sentence = reading.sentence_of[before.cue[0]] == sentence  # “This,” he said, pointing up, “is it.”
        if follows and (starts_sentence or (own_sentence and before.quoted)) and before.cue[0] < quotation.first:
            before.content.append((quotation.first, quotation.last))
            continue
        added.append(
            Telling(
                before.cue,
                [(quotation.first, quotation.last)],
                before.speaker,
                before.certainty,
                "speech",
                "a quotation without a cue of its own, which goes on from the speaker before",
                quoted=True,
                previous=before,
                through=list(before.through),
            )
        )
    return sorted([*ordered, *added], key=lambda telling: (telling.start, telling.cue[0]))


def _stands_alone(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation without a cue is speech of its own: it opens a sentence, or holds a clause of five words."""
    sentence = reading.sentence_of[quotation.opening]
    if reading.sentence_bounds(sentence)[0] in (quotation.opening, quotation.first):
        return True
    words = range(quotation.first, quotation.last + 1)
    return len(words) >= 5 and any(
        reading.upos[word] in ("VERB", "AUX") and reading.feature(word, "VerbForm") == "Fin" for word in words
    )


def _near(ordered: list[Telling], cue_words: list[int], quotation: Quotation) -> list[Telling]:
    """Tellings whose cue is near enough to hold the quotation in their content."""
    low = bisect_right(cue_words, quotation.first - 400)
    high = bisect_right(cue_words, quotation.last + 60)
    return ordered[low:high]


def _overlap(telling: Telling, quotation: Quotation) -> bool:
    """Whether a telling whose cue stands outside the quotation has it in its content."""
    if quotation.opening < telling.cue[0] < quotation.closing:
        return False
    return any(first <= quotation.last and quotation.first <= last for first, last in telling.content)


def _colon_before(reading: Reading, quotation: Quotation) -> tuple[int, int] | None:
    """The colon right before a quotation and the subject of the clause before it, where there is one."""
    colon = quotation.opening - 1
    if colon < 0 or reading.words[colon] != ":":
        return None
    start, _ = reading.sentence_bounds(reading.sentence_of[colon])
    for word in range(start, colon):
        if reading.upos[word] in ("VERB", "AUX") and reading.labels[word] in ("root", "cop", "aux"):
            verb = word if reading.labels[word] == "root" else reading.heads[word]
            subject = subject_of(reading, verb)
            if (
                subject is not None
                and subject < colon
                and reading.words[subject].lower() not in ("it", "this", "that", "there")
            ):
                return colon, subject
    name = reading.name_at.get(start)
    if name is not None and name.last == colon - 1 and name.type in ("PER", "ORG"):
        return colon, name.last
    return None


def _speaker_before(
    reading: Reading, quotation: Quotation, ordered: list[Telling], cue_words: list[int], added: list[Telling]
) -> Telling | None:
    """The last telling before the quotation: in its paragraph, or at the end of the paragraph before."""
    place = bisect_right(cue_words, quotation.first) - 1
    candidates = [ordered[index] for index in range(max(0, place - 3), place + 1)]
    candidates += added[-2:]
    candidates = [
        telling
        for telling in candidates
        if telling.kind == "speech"
        and telling.speaker is not None
        and telling.clausal
        and not quotation.opening <= telling.cue[0] <= quotation.closing
    ]
    if not candidates:
        return None
    before = max(candidates, key=lambda telling: max(telling.cue[0], telling.content[-1][1]))
    sentence = reading.sentence_of[quotation.opening]
    paragraph = reading.paragraph_of[sentence]
    last_word = max(before.cue[0], before.content[-1][1])
    last_sentence = reading.sentence_of[min(last_word, len(reading) - 1)]
    if reading.paragraph_of[last_sentence] == paragraph:
        return before if sentence - last_sentence <= 2 else None
    alone = reading.sentence_bounds(sentence)[0] in (quotation.opening, quotation.first)
    if reading.paragraph_of[last_sentence] == paragraph - 1 and alone and before.quoted:
        return before
    return None
