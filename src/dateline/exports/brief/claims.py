"""Who says what: by speaker, the sentences that no other part of the brief has, and the numbers of those it has."""

from __future__ import annotations

from dateline.exports.brief.document import Block, Bullets, Line, Run
from dateline.exports.brief.happenings import Story
from dateline.exports.brief.naming import person
from dateline.exports.brief.quoting import key_of
from dateline.model.record import RecordClaim
from dateline.wording.prose import counted

_SPEAKERS, _EACH = 12, 4
_SHORT = 25


def who_says_what(story: Story) -> list[Block]:
    """A line for each speaker, those who say most first, nobody named last."""
    by_speaker: dict[str, list[RecordClaim]] = {}
    for claim in story.claims:
        by_speaker.setdefault(claim.speaker or "", []).append(claim)
    order = sorted(by_speaker, key=lambda one: (not one, -len(by_speaker[one]), one))
    lines: list[Line] = []
    rest = 0
    for speaker in order:
        line = _line(story, speaker, by_speaker[speaker]) if len(lines) < _SPEAKERS else None
        if line:
            lines.append(line)
        else:
            rest += len(by_speaker[speaker])
    if rest and lines:
        verb = "is" if rest == 1 else "are"
        text = f"{counted(rest, 'further statement')} {verb} in the record."
        lines.append((Run(text[:1].upper() + text[1:]),))
    return [Bullets(tuple(lines))] if lines else []


def _line(story: Story, speaker: str, claims: list[RecordClaim]) -> Line | None:
    actor = story.parts.actors.get(speaker)
    runs: list[Run] = [Run(f"{person(actor) if actor else 'Speakers who are not named'}: ", strong=True)]
    above: list[int] = []
    told = 0
    before = dict(story.used)
    for claim in claims:
        sentence = claim.source.sentence or claim.source.span
        key = key_of(sentence.text)
        if key in story.used:
            above += before.get(key, ())
            continue
        if told == _EACH or len(sentence.text) < _SHORT or story.quoting.is_headline(claim.source):
            continue
        numbers = story.sources.cite([claim.source])
        story.used[key] = numbers
        runs.append(Run(f"{' ' if told else ''}{story.quoting.said(claim)}", numbers))
        told += 1
    if above:
        runs.append(Run(" Also above:" if told else "see above:", tuple(sorted(set(above)))))
        runs.append(Run("."))
    return tuple(runs) if told else None
