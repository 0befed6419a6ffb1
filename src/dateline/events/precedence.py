"""Precedence: a word of agreeing, asking, refusing or threatening is coded by what it is about; means give the mode.

"Agreed to withdraw" is a concession, "promised arrests" a threat; "asked for talks" asks to meet. The rules stand in
the codebook ([[precedence]], and `content` and `means` of its modes). Only the outer event is changed: what is agreed
or threatened keeps its own type, with its status.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.events.codebook import INNER, Codebook, Mode, Precedence
from dateline.events.triggers import Trigger
from dateline.model.reading import Reading

_HELD = frozenset(("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "nsubj:pass", "advcl", "compound", "amod", "conj"))
"""Relations by which what is agreed, asked or refused hangs on the word that says so, directly or in steps."""
_STEPS = 4
_APART = frozenset(("parataxis", "advcl", "acl:relcl", "punct", "mark", "cc"))
_PARTIES = frozenset("side party faction camp government leader neighbour rival army force country group".split())
_ALL = frozenset("all both two three rival warring opposing".split())
_ABOUT = frozenset(("xcomp", "ccomp", "obj", "acl", "nsubj:pass", "obl"))


def recode(reading: Reading, codebook: Codebook, triggers: list[Trigger]) -> list[Trigger]:
    """The triggers with their final types and modes; those changed say why."""
    contents = _contents(reading, triggers)
    found = []
    for trigger in triggers:
        inner = contents.get(trigger.word, ())
        coded = _by_rule(reading, codebook, trigger, inner)
        found.append(_with_mode(reading, codebook, coded, inner))
    return found


def _contents(reading: Reading, triggers: list[Trigger]) -> dict[int, list[Trigger]]:
    """For each trigger the events that hang below it, nearest first, by its word."""
    at = {trigger.word: trigger for trigger in triggers}
    at |= {trigger.verb: trigger for trigger in triggers if trigger.verb is not None and trigger.verb not in at}
    found: dict[int, list[tuple[int, Trigger]]] = {}
    for trigger in triggers:
        word = trigger.verb if trigger.verb is not None else trigger.word
        for step in range(1, _STEPS + 1):
            if reading.labels[word] not in _HELD or reading.heads[word] < 0:
                break
            if reading.labels[word] == "advcl" and not _infinitive(reading, word):
                break
            word = reading.heads[word]
            outer = at.get(word)
            if outer is not None and outer.word != trigger.word:
                found.setdefault(outer.word, []).append((step, trigger))
                break
    return {word: [one for _, one in sorted(inner, key=lambda pair: pair[0])] for word, inner in found.items()}


def _infinitive(reading: Reading, word: int) -> bool:
    marker = reading.child(word, "mark")
    return marker is not None and reading.lemmas[marker].lower() == "to"


def _by_rule(reading: Reading, codebook: Codebook, trigger: Trigger, inner: list[Trigger] | tuple[()]) -> Trigger:
    pattern = trigger.pattern
    for rule in codebook.precedence:
        if pattern.type not in rule.outer and f"{pattern.type}.{pattern.mode}" not in rule.outer:
            continue
        if rule.verbs and reading.lemmas[trigger.word].lower() not in rule.verbs:
            continue
        word = _content(reading, trigger, rule, inner)
        if word is None or (rule.mutual and not _mutual(reading, trigger)):
            continue
        becomes, mode = rule.becomes, rule.mode
        if becomes == INNER:
            deed = next(one.pattern for one in inner if one.word == word)
            becomes, mode = deed.type, deed.mode
        note = f"{becomes}, not {pattern.type}: it is about “{reading.words[word]}”"
        if rule.because:
            note += f"; {rule.because}"
        return replace(trigger, pattern=replace(pattern, type=becomes, mode=mode), notes=(*trigger.notes, note))
    return trigger


def _content(reading: Reading, trigger: Trigger, rule: Precedence, inner: list[Trigger] | tuple[()]) -> int | None:
    """The word of the content that the rule asks for."""
    for one in inner:
        if one.pattern.type in rule.inner or f"{one.pattern.type}.{one.pattern.mode}" in rule.inner:
            return one.word
    if rule.words:
        for top in (trigger.word, trigger.verb):
            if top is None:
                continue
            for child in reading.children[top]:
                if reading.labels[child] in _ABOUT and reading.lemmas[child].lower() in rule.words:
                    return child
    if not rule.inner and not rule.words:
        return trigger.word
    return None


def _mutual(reading: Reading, trigger: Trigger) -> bool:
    """Whether several parties do it together ("both sides agreed", "A and B signed")."""
    verb = trigger.verb if trigger.verb is not None else trigger.word
    subject = reading.child(verb, "nsubj", "nsubj:pass")
    if subject is None:
        return False
    if any(reading.labels[child] == "conj" for child in reading.children[subject]):
        return True
    return reading.lemmas[subject].lower() in _PARTIES and any(
        reading.lemmas[child].lower() in _ALL for child in reading.children[subject]
    )


def _with_mode(reading: Reading, codebook: Codebook, trigger: Trigger, inner: list[Trigger] | tuple[()]) -> Trigger:
    """The trigger with the mode that its content or its means give it, where its pattern leaves the mode open."""
    pattern = trigger.pattern
    modes = codebook.types[pattern.type].modes
    own = modes.get(pattern.mode) if pattern.mode else None
    if own is not None and not own.residual:
        return trigger
    told = _by_content(modes, inner) if own is None else None
    if told is None:
        told = _by_means(reading, modes, trigger, own)
    if told is None:
        return trigger
    mode, word = told
    note = f"mode {mode.name}: “{reading.words[word]}”"
    return replace(trigger, pattern=replace(pattern, mode=mode.name), notes=(*trigger.notes, note))


def _by_content(modes: dict[str, Mode], inner: list[Trigger] | tuple[()]) -> tuple[Mode, int] | None:
    for one in inner:
        for mode in modes.values():
            if one.pattern.type in mode.content or f"{one.pattern.type}.{one.pattern.mode}" in mode.content:
                return mode, one.word
    return None


def _by_means(reading: Reading, modes: dict[str, Mode], trigger: Trigger, own: Mode | None) -> tuple[Mode, int] | None:
    """The first mode of the type one of whose words stands inside the event's phrase or clause."""
    wanted = {word: mode for mode in reversed(modes.values()) if mode is not own for word in mode.means}
    if not wanted:
        return None
    order = {mode.name: number for number, mode in enumerate(modes.values())}
    best: tuple[Mode, int] | None = None
    for word in _clause(reading, trigger):
        mode = wanted.get(reading.lemmas[word].lower())
        if mode is not None and (best is None or order[mode.name] < order[best[0].name]):
            best = mode, word
    return best


def _clause(reading: Reading, trigger: Trigger) -> list[int]:
    """The words below the trigger and its light verb, clauses that only stand beside left out; the trigger itself."""
    tops = [trigger.word] if trigger.verb is None else [trigger.word, trigger.verb]
    head = reading.heads[trigger.word]
    found = list(tops)
    if trigger.verb is None and head >= 0:
        if reading.labels[trigger.word] == "conj":
            subject = reading.child(head, "nsubj", "nsubj:pass")
            found += [subject] if subject is not None else []
        elif reading.labels[trigger.word] in ("acl", "acl:relcl", "compound", "nsubj"):
            found.append(head)
    stack = [child for top in tops for child in reading.children[top]]
    if len(found) > len(tops):
        stack += [child for child in reading.children[found[-1]] if reading.labels[child] in ("compound", "amod")]
    seen = set(tops)
    while stack:
        word = stack.pop()
        if word in seen or (reading.labels[word] in _APART and not _infinitive(reading, word)):
            continue
        if reading.labels[word] == "conj" and reading.upos[word] == "VERB":
            continue
        seen.add(word)
        found.append(word)
        stack.extend(reading.children[word])
    return found
