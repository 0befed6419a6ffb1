"""Through whom a claim came: outlets that were told it, claims that stand inside another's content."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.cues import Cues, outlet_key
from dateline.claims.phrases import top_of_noun
from dateline.claims.speakers import Speakers
from dateline.claims.tellings import Telling
from dateline.model.account import Actor
from dateline.model.reading import Reading

_TALKS = frozenset(
    {"interview", "conversation", "remark", "comment", "briefing", "statement", "call", "email", "e-mail"}
)
_CARRY = frozenset({"carry", "publish", "report", "quote", "broadcast", "air", "relay", "cite", "post", "run"})
_TO = frozenset({"with", "to", "by", "for"})


class Outlets:
    """Outlets that speakers have spoken to."""

    def __init__(self, reading: Reading, actors: Sequence[Actor], cues: Cues, speakers: Speakers) -> None:
        self._reading = reading
        self._actors = actors
        self._cues = cues
        self._speakers = speakers

    def told(self, telling: Telling) -> list[int]:
        """Heads of the outlets that the speaker told this ("told Reuters", "in an interview with Le Monde")."""
        reading, verb = self._reading, telling.cue[0]
        if reading.upos[verb] != "VERB":
            return []
        candidates: list[tuple[int, bool]] = []
        quoting = reading.heads[verb]
        if quoting >= 0 and reading.lemmas[quoting] in ("quote", "cite"):
            paper = reading.child(quoting, "nsubj")
            if paper is not None and paper in reading.name_at and paper != telling.speaker:
                candidates.append((self._top(paper), True))
        if reading.lemmas[verb] == "tell":
            heard = reading.child(verb, "obj", "iobj")
            for word in (heard, verb + 1, verb + 2):
                if word is not None and word < len(reading) and word in reading.name_at and not telling.covers(word):
                    candidates.append((self._top(word), True))
                    break
        beside = list(reading.children[verb])
        if telling.speaker is not None:
            beside += [child for child in reading.children[telling.speaker] if reading.labels[child] == "acl"]
        for child in beside:
            if telling.covers(child):
                continue
            if reading.lemmas[child] == "statement":
                candidates.extend((self._top(word), True) for word in self._carriers(child))
            if reading.lemmas[child] in _TALKS or reading.lemmas[child] in ("speak", "talk"):
                for below in reading.children[child]:
                    case = reading.child(below, "case")
                    if case is not None and reading.words[case].lower() in _TO and below in reading.name_at:
                        certain = reading.lemmas[child] == "interview" and reading.words[case].lower() == "with"
                        candidates.append((self._top(below), certain))
            elif reading.labels[child] == "obl" and child in reading.name_at:
                case = reading.child(child, "case")
                if case is not None and reading.words[case].lower() == "with" and self._talked(verb, child):
                    candidates.append((self._top(child), True))
        return [word for word, certain in candidates if self._is_outlet(word, certain)]

    def _carriers(self, statement: int) -> list[int]:
        """Who passed a statement on ("a statement carried by AFP")."""
        reading = self._reading
        return [
            agent
            for child in reading.children[statement]
            if reading.labels[child] in ("acl", "acl:relcl") and reading.lemmas[child] in _CARRY
            for agent in reading.children[child]
            if reading.labels[agent] in ("obl:agent", "obl") and agent in reading.name_at
        ]

    def _talked(self, verb: int, child: int) -> bool:
        """Whether "in an interview" stands between the cue and "with X" (an attachment that parsers miss)."""
        return any(lemma == "interview" for lemma in self._reading.lemmas[verb + 1 : child])

    def _top(self, word: int) -> int:
        reading = self._reading
        name = reading.name_at[word]
        for inside in range(name.first, name.last + 1):
            if not name.first <= reading.heads[inside] <= name.last:
                return inside
        return top_of_noun(reading, word)

    def _is_outlet(self, head: int, hearer: bool) -> bool:
        """Whether a name is an outlet's: by table, by a word in it, by sector, or as one only ever told things."""
        reading = self._reading
        name = reading.name_at.get(head)
        if name is None or name.type == "PER":
            return False
        text = " ".join(reading.words[name.first : name.last + 1])
        if outlet_key(text) in self._cues.outlets or self._cues.outlet_words & set(text.split()):
            return True
        actor = self._speakers.mention_at(head)
        if actor is None:
            return hearer and name.type in ("ORG", "MISC") and self._only_told(text)
        if self._actors[actor].sector in ("MED", "JRN"):
            return True
        if self._actors[actor].known is not None or self._actors[actor].kind not in (
            "organisation",
            "unidentified",
            "group",
            "place-as-actor",
        ):
            return False
        return hearer and self._only_told(text)

    def _only_told(self, text: str) -> bool:
        """Whether every place where the report has this name is after "told" or "interview with"."""
        reading = self._reading
        for name in reading.names:
            if " ".join(reading.words[name.first : name.last + 1]) != text:
                continue
            before = name.first - 1
            while before >= 0 and reading.words[before].lower() in ("the", "with", "to"):
                before -= 1
            if before < 0 or reading.lemmas[before] not in ("tell", "interview", "speak"):
                return False
        return True


def enclosing(tellings: Sequence[Telling]) -> list[int | None]:
    """For each telling, the innermost other one in whose content its cue stands."""
    found: list[int | None] = []
    sizes = [sum(last - first + 1 for first, last in telling.content) for telling in tellings]
    order = sorted(range(len(tellings)), key=lambda index: tellings[index].start)
    by_cue: dict[int, list[int]] = {}
    for index in order:
        for first, last in tellings[index].content:
            for word in range(first, last + 1):
                by_cue.setdefault(word, []).append(index)
    for index, telling in enumerate(tellings):
        around = [
            other
            for other in by_cue.get(telling.cue[0], [])
            if other != index and tellings[other].cue != telling.cue and not telling.covers(tellings[other].cue[0])
        ]
        found.append(min(around, key=lambda other: (sizes[other], other)) if around else None)
    return found


def is_another_voice(reading: Reading, inner: Telling, quoted: set[int]) -> bool:
    """Whether a telling inside another's content is a source of its own; `quoted` are the words inside quotations.

    It is one where somebody else is named or described as saying, confirming or denying it; not where a speaker tells
    of wishes, of what things show, or of themselves. Inside a quotation only somebody with a name is.
    """
    if inner.speaker is None or reading.upos[inner.speaker] == "PRON":
        return False
    named = inner.kind == "speech" and inner.speaker in reading.name_at
    if inner.cue[0] in quoted:
        return named and inner.clausal
    return named or inner.clausal or inner.certainty in ("confirmed", "denied")
