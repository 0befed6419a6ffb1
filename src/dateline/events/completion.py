"""Completion: parties that an event's own clause leaves out, and the report tells elsewhere.

A coder who has read the report knows who "both sides" are, whom a town was taken from, who is accused when the police
deny an arrest. Each rule below takes a party only where the report leaves one reading, and says in the reasons where
it comes from; what several could fill stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.events.anaphora import refer_back
from dateline.events.borrowing import borrow_doers
from dateline.events.cast import Cast
from dateline.events.drafts import Draft
from dateline.events.foes import tell_foes
from dateline.events.sides import tell_sides
from dateline.model.account import Actor, Claim
from dateline.model.reading import Reading

_BODIES = frozenset(("armed group", "state", "organisation"))
_KEEPERS = frozenset(("COP", "MIL", "JUD", "GOV", "SPY"))
"""Sectors of those who arrest and release."""
_ARMED = frozenset(("COP", "MIL", "REB", "PRM", "UAF", "CRM"))
_DENYING = frozenset("deny reject dismiss dispute refute contradict".split())
_SPEAKING = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"))
"""Types of what a spokesman does in the name of others."""
_DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION"))
_TOLD = frozenset(("happened", "ongoing", "planned", "denied"))
_TAKEN = frozenset(("arrest", "abduct", "restrict", "deport"))


def complete(
    reading: Reading, cast: Cast, drafts: list[Draft], actors: Sequence[Actor], claims: Sequence[Claim]
) -> None:
    """Fill open roles of the drafts, in the order of the text, from what the report tells elsewhere."""
    _speakers_of_others(drafts, actors)
    _accused(reading, drafts)
    _first_persons(reading, drafts, actors, claims)
    _they(reading, cast, drafts, actors)
    tell_sides(reading, drafts, actors)
    refer_back(reading, drafts, actors)
    borrow_doers(reading, {draft.trigger: draft.roles for draft in drafts})
    _deniers(reading, drafts)
    _answers(drafts)
    tell_foes(reading, cast, drafts, actors)
    _keepers(reading, drafts, actors)
    _resigned(drafts, actors)
    _mobilised(drafts, actors)


def _speakers_of_others(drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """What a spokesman says is said by those for whom he speaks."""
    for draft in drafts:
        if draft.type not in _SPEAKING:
            continue
        for place, number in enumerate(draft.roles.actors):
            one = actors[number]
            if one.represents is not None and one.office is not None and "spokes" in one.office.lower():
                draft.roles.actors[place] = one.represents
                draft.roles.why.append(f"actor: {one.name} speaks for {actors[one.represents].name}")
        draft.roles.actors = list(dict.fromkeys(draft.roles.actors))
        draft.roles.recipients = [one for one in draft.roles.recipients if one not in draft.roles.actors]


def _accused(reading: Reading, drafts: list[Draft]) -> None:
    """The deed that somebody is accused of is theirs: "accused the rebels of carrying out the raid"."""
    last: dict[int, Draft] = {}
    for draft in drafts:
        sentence = reading.sentence_of[draft.trigger.word]
        accusation = last.get(sentence)
        if draft.type == "ACCUSE" and reading.upos[draft.trigger.word] == "VERB":
            last[sentence] = draft
        if accusation is None or accusation is draft or draft.type not in _DEEDS:
            continue
        head = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
        first = min(head, draft.trigger.word)
        marker = reading.child(draft.trigger.word, "case")
        noun = marker is not None and reading.lemmas[marker] in ("of", "for", "over", "with")
        gerund = reading.words[first].endswith("ing") and reading.words[first - 1].lower() in ("of", "for", "with")
        blamed = reading.lemmas[accusation.trigger.word].lower() == "blame" and reading.labels[head] == "obj"
        accused = accusation.roles.recipients
        if not accused or not (gerund or blamed or (noun and draft.is_nominal(reading))):
            continue
        if blamed:
            draft.roles.recipients = [one for one in draft.roles.recipients if one not in accused]
        if draft.roles.actors != accused and (gerund or blamed or not draft.roles.actors):
            draft.fill_actors(accused, f"who is accused of it (“{reading.words[accusation.trigger.word]}”)")


def _first_persons(reading: Reading, drafts: list[Draft], actors: Sequence[Actor], claims: Sequence[Claim]) -> None:
    """Who "we", "us" and "our men" are in what somebody is quoted with: those for whom they speak."""
    for draft in drafts:
        claim = claims[draft.claim] if draft.claim is not None else None
        if claim is None or claim.speaker is None:
            continue
        behind = actors[claim.speaker].represents
        ours = behind if behind is not None else claim.speaker
        head = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
        for child in reading.children[head]:
            label, lemma = reading.labels[child], reading.words[child].lower()
            own_word = f"“{reading.words[child]}” stands for"
            owner = reading.child(child, "nmod:poss")
            own = owner is not None and reading.words[owner].lower() == "our"
            if not (own or lemma in ("we", "us", "i", "me")):
                continue
            who = claim.speaker if lemma in ("i", "me") else ours
            if actors[who].kind == "person" and lemma not in ("i", "me", "we"):
                continue  # whose men they are is not told
            if label == "nsubj" and not draft.roles.actors and not draft.trigger.pattern.undergone:
                draft.fill_actors([who], f"{own_word} {actors[who].name} in what is quoted")
            elif actors[who].kind == "person" and lemma in ("we", "us"):
                continue  # for whom he speaks is not told
            elif label in ("obj", "obl", "nsubj:pass", "iobj", "nsubj") and not draft.roles.recipients:
                draft.fill_recipients([who], f"{own_word} {actors[who].name} in what is quoted")


def _they(reading: Reading, cast: Cast, drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Who "they" and "them" are where nobody is found for them: those whom the sentence before is about."""
    for draft in drafts:
        head = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
        for child in reading.children[head]:
            label, word = reading.labels[child], reading.words[child].lower()
            if word not in ("they", "them") or cast.at(child) is not None:
                continue
            before = [one for one in _subject_before(reading, cast, child) if _is_many(actors[one])]
            if draft.claim is not None:  # a quotation tells of others than those who speak around it
                before = [one for one in before if actors[one].sector in _ARMED]
            if label == "nsubj" and not draft.roles.actors:
                draft.fill_actors(before, f"“{reading.words[child]}” are those whom the sentence before is about")
            elif label in ("obj", "obl", "nsubj:pass", "iobj") and not draft.roles.recipients:
                draft.fill_recipients(before, f"“{reading.words[child]}” are those whom the sentence before is about")


def _subject_before(reading: Reading, cast: Cast, word: int) -> list[int]:
    """The actors that are the subject of the sentence before, in one paragraph or the one before."""
    number = reading.sentence_of[word]
    if number == 0 or reading.paragraph_of[number] - reading.paragraph_of[number - 1] > 1:
        return []
    start, end = reading.sentence_bounds(number - 1)
    root = next((one for one in range(start, end) if reading.heads[one] < 0), None)
    subject = reading.child(root, "nsubj", "nsubj:pass") if root is not None else None
    return cast.group(subject) if subject is not None else []


def _is_many(actor: Actor) -> bool:
    """Whether "they" may be this actor."""
    if actor.kind == "unidentified":
        return (actor.count is not None and actor.count.lower() not in ("one", "a", "an")) or actor.name.endswith("s")
    return actor.kind in ("group", "armed group") or (actor.kind == "organisation" and actor.sector in ("COP", "MIL"))


def _deniers(reading: Reading, drafts: list[Draft]) -> None:
    """Who denies a deed that has no doer is the one accused of it: "the police denied that she had been arrested"."""
    rejections = {draft.trigger.word: draft for draft in drafts if draft.type == "REJECT"}
    for draft in drafts:
        if draft.roles.actors or draft.type not in _DEEDS or draft.told.status != "denied":
            continue
        word = draft.trigger.verb if draft.trigger.verb is not None else draft.trigger.word
        for _ in range(4):
            word = reading.heads[word]
            if word < 0:
                break
            if reading.lemmas[word].lower() in _DENYING and word in rejections:
                doer = rejections[word].roles.actors
                if doer and not set(doer) & set(draft.roles.recipients):
                    draft.fill_actors(doer, f"who denies it (“{reading.words[word]}”)")
                break


def _answers(drafts: list[Draft]) -> None:
    """Whom a denial answers: the one who has accused, where the report tells of one."""
    for draft in drafts:
        if draft.type != "REJECT" or draft.roles.recipients or not draft.roles.actors:
            continue
        against = {
            tuple(other.roles.actors): other
            for other in drafts
            if other.type == "ACCUSE" and other.roles.actors and set(other.roles.recipients) & set(draft.roles.actors)
        }
        if len(against) == 1:
            (accusers,) = against
            draft.fill_recipients(list(accusers), "who accuses them in this report")


def _keepers(reading: Reading, drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Who arrests and frees where no clause says: the only force of the state that does so in this report."""
    told = [draft for draft in drafts if draft.mode in _TAKEN or draft.mode in ("release", "crowd-control")]
    doers = {
        one
        for draft in told
        for one in draft.roles.actors
        if actors[one].sector in ("COP", "MIL", "SPY") and actors[one].kind in ("organisation", "group")
    }
    explicit = bool(doers)
    if not doers:
        doers = {
            number
            for number, one in enumerate(actors)
            if one.sector == "COP" and (one.kind == "organisation" or (one.kind == "group" and one.count is None))
        }
    if len(doers) != 1:
        return
    (keeper,) = doers
    for draft in told:
        passive = reading.child(draft.trigger.word, "nsubj:pass", "aux:pass") is not None
        kept = draft.mode == "arrest" or (draft.mode == "release" and explicit)
        if not (kept and passive) or draft.told.status not in _TOLD or draft.roles.actors or not draft.roles.recipients:
            continue
        if not any(actors[one].kind in _BODIES and actors[one].sector in _KEEPERS for one in draft.roles.recipients):
            draft.fill_actors([keeper], f"{actors[keeper].name}, the only force that arrests in this report")


def _resigned(drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Whom somebody leaves who resigns: the body or state in whose name they held the office."""
    for draft in drafts:
        if draft.mode != "resign" or draft.roles.recipients or len(draft.roles.actors) != 1:
            continue
        behind = actors[draft.roles.actors[0]].represents
        if behind is not None:
            draft.fill_recipients([behind], f"in whose name {actors[draft.roles.actors[0]].name} held the office")


def _mobilised(drafts: list[Draft], actors: Sequence[Actor]) -> None:
    """Forces that are sent by nobody who is named move themselves: "the army was deployed"."""
    for draft in drafts:
        if draft.type != "MOBILIZE" or draft.roles.actors:
            continue
        moved = [one for one in draft.roles.recipients if actors[one].sector in ("MIL", "COP", "PRM", "REB", "UAF")]
        if moved and moved == draft.roles.recipients:
            draft.roles.actors, draft.roles.recipients = moved, []
            draft.roles.why.append("actor: the forces themselves, since nobody is named who sends them")
