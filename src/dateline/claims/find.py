"""All claims of one reading: cues, contents, speakers and chains put together."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.claims.according import OtherCues
from dateline.claims.chains import Outlets, enclosing, is_another_voice
from dateline.claims.cues import Certainty, cues
from dateline.claims.phrases import noun_phrase
from dateline.claims.pictures import picture_tellings
from dateline.claims.quotations import Quotation, find_quotations
from dateline.claims.quoted import carry_on
from dateline.claims.reported import Verbs
from dateline.claims.scene import Scene
from dateline.claims.speakers import Resolved, Speakers
from dateline.claims.tellings import Telling
from dateline.model.account import Actor, Claim
from dateline.model.reading import Reading
from dateline.model.spans import Span

_VERIFY = frozenset({"verify", "confirm", "corroborate", "check"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "unable", "impossible"})
_SHORT = 4
"""A quoted word or two inside a sentence ("victory") are no direct speech."""
_SLIGHT = frozenset({"DET", "PUNCT", "SCONJ", "CCONJ"})


def find_claims(reading: Reading, actors: tuple[Actor, ...]) -> tuple[Claim, ...]:
    """The claims of a reading in the order of the text; `speaker` and `chain` are indices into `actors`.

    A claim inside the content of another has the outer one's chain before its own.
    """
    table = cues()
    quotations = find_quotations(reading)
    tellings = Verbs(Scene(reading, table, quotations)).tellings()
    speakers = Speakers(reading, actors, table)
    tellings += OtherCues(reading, table, quotations, speakers.mention_from).tellings(tellings)
    tellings += picture_tellings(reading, table, {telling.cue[0] for telling in tellings})
    tellings = carry_on(reading, quotations, tellings)
    tellings = [telling for telling in tellings if telling.content]
    tellings = _without_doubles(tellings)
    inside = _quoted_words(quotations)
    around = enclosing(tellings)
    kept = [
        index
        for index, outer in enumerate(around)
        if outer is None or is_another_voice(reading, tellings[index], inside)
    ]
    tellings = [tellings[index] for index in kept]
    around = enclosing(tellings)
    outlets = Outlets(reading, actors, table, speakers)
    resolved = _resolve(tellings, speakers)
    through = [[*telling.through, *outlets.told(telling)] for telling in tellings]
    chains: dict[int, tuple[int, ...]] = {}

    def chain_of(index: int, depth: int = 0) -> tuple[int, ...]:
        if index in chains:
            return chains[index]
        outer = around[index]
        before = chain_of(outer, depth + 1) if outer is not None and depth < 8 else ()
        links = [*before]
        for head in through[index]:
            link = speakers.resolve(head).actor
            if link is not None and link not in links:
                links.append(link)
        actor = resolved[index].actor
        if actor is not None:
            links = [link for link in links if link != actor] + [actor]
        chains[index] = tuple(links)
        return chains[index]

    unverified = _unverified_sentences(reading)
    claims: list[Claim] = []
    for index, telling in enumerate(tellings):
        claims.append(_claim(reading, telling, resolved[index], chain_of(index), inside))
    return _with_doubt(reading, tellings, claims, unverified)


def _resolve(tellings: Sequence[Telling], speakers: Speakers) -> list[Resolved]:
    """The actor of each telling's speaker; pronouns are resolved in the order of the cues."""
    found: dict[int, Resolved] = {}
    by_id: dict[int, Resolved] = {}
    for index in sorted(range(len(tellings)), key=lambda index: (tellings[index].cue[0], tellings[index].start)):
        telling = tellings[index]
        if (
            telling.previous is not None
            and id(telling.previous) in by_id
            and telling.speaker == telling.previous.speaker
        ):
            earlier = by_id[id(telling.previous)]
            result = Resolved(earlier.actor, earlier.why)
        elif telling.speaker is None:
            result = Resolved(None, "nobody is named as the speaker")
        else:
            result = speakers.resolve(telling.speaker)
        found[index] = by_id[id(telling)] = result
        if telling.kind == "speech" and telling.speaker is not None:
            speakers.spoke(telling.cue[0], result.actor, telling.speaker)
    return [found[index] for index in range(len(tellings))]


def _without_doubles(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings without those that nobody is named for and whose content another one has from somebody."""
    named = {first for telling in tellings if telling.speaker is not None for first, _ in telling.content}
    return [
        telling
        for telling in tellings
        if telling.speaker is not None or not any(first in named for first, _ in telling.content)
    ]


def _quoted_words(quotations: Sequence[Quotation]) -> set[int]:
    return {word for quotation in quotations for word in range(quotation.opening, quotation.closing + 1)}


def _claim(reading: Reading, telling: Telling, who: Resolved, chain: tuple[int, ...], quoted: set[int]) -> Claim:
    content = tuple(reading.span(first, last) for first, last in telling.content)
    unquoted = [
        word
        for first, last in telling.content
        for word in range(first, last + 1)
        if word not in quoted and reading.upos[word] not in _SLIGHT
    ]
    length = sum(last - first + 1 for first, last in telling.content)
    cue = reading.span(*telling.cue)
    speaker_span: Span | None = None
    if telling.speaker is not None:
        speaker_span = reading.span(*(telling.speaker_words or noun_phrase(reading, telling.speaker)))
    return Claim(
        content=content,
        cue=cue,
        speaker=who.actor,
        speaker_span=speaker_span,
        direct=not unquoted
        and (telling.quoted or length >= _SHORT)
        and any(word in quoted for first, last in telling.content for word in range(first, last + 1)),
        chain=chain,
        certainty=telling.certainty,
        why=f"“{cue.text}”: {telling.how}; {who.why}",
    )


def _unverified_sentences(reading: Reading) -> list[int]:
    """Sentences that say that something could not be verified independently."""
    found: list[int] = []
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in _VERIFY:
            continue
        number = reading.sentence_of[word]
        words = {form.lower() for form in reading.words[slice(*reading.sentence_bounds(number))]}
        if "independently" in words and words & _NEGATIONS:
            found.append(number)
    return found


def _with_doubt(
    reading: Reading, tellings: Sequence[Telling], claims: list[Claim], unverified: Sequence[int]
) -> tuple[Claim, ...]:
    """The claims, the one before each "could not be independently verified" marked so."""
    if not unverified:
        return tuple(claims)
    sentences = [reading.sentence_of[telling.cue[0]] for telling in tellings]
    for sentence in unverified:
        paragraph = reading.paragraph_of[sentence]
        near = [
            index
            for index, own in enumerate(sentences)
            if own <= sentence
            and paragraph - 1 <= reading.paragraph_of[own] <= paragraph
            and claims[index].certainty != "denied"
        ]
        if near:
            index = max(near, key=lambda index: (sentences[index], tellings[index].cue[0]))
            doubt: Certainty = "unverified"
            claims[index] = msgspec.structs.replace(
                claims[index],
                certainty=doubt,
                why=claims[index].why + "; the report says that it could not be verified",
            )
    return tuple(claims)
