"""The toll of a report's main event as the report as a whole gives it: how many were killed, how many injured.

Reports of one event count its victims in several ways: "five shot, one fatally", "killed her and two guards before he
shot himself", "a teenager was wounded … he died". What they say together is worked out here from the victims
(`victims`) in the opening of the report and given as one figure a unit, where no figure of the text says it first.

Whoever is shot or wounded and said to have died counts as killed alone; those shot of whom nothing more is said count
as injured, less the dead. Victims of one sentence add up; of several sentences, which tell the same again, the largest
sum stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.claims.victim_words import victim_words
from dateline.claims.victims import Victim, find_victims
from dateline.model.account import Claim, Figure, Unit
from dateline.model.reading import Reading
from dateline.model.spans import Span

_OPENING = 12
"""Sentences in which a report tells the toll of its main event; later ones tell of other events too."""
_ALTOGETHER = "altogether: "
_MALE = frozenset("man boy father brother son he him himself husband male uncle grandfather nephew grandson".split())
_FEMALE = frozenset("woman girl mother sister daughter she her herself wife female aunt grandmother niece "
                    "granddaughter girlfriend".split())  # fmt: skip
_PRONOUNS = frozenset("he she they him her himself herself themselves self who".split())
_SINGLE = frozenset(("he", "she"))
_KNOWN = frozenset(("the", "this", "that"))


class _Sum(NamedTuple):
    """A number of people and the victims of one sentence who make it up."""

    number: int
    victims: tuple[Victim, ...]


_NOBODY = _Sum(0, ())


def is_toll(why: str) -> bool:
    """Whether a figure with this reason is the toll that a report as a whole gives."""
    return why.startswith(_ALTOGETHER)


def find_tolls(reading: Reading, figures: Sequence[Figure], claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """The toll of the report's main event: the dead and the injured where the text's first figure doesn't say them."""
    killed, injured = _Tolls(reading).sums()
    found = []
    units: tuple[tuple[Unit, _Sum], ...] = (("killed", killed), ("injured", injured))
    for unit, total in units:
        first = next((figure for figure in figures if figure.unit == unit and figure.part_of is None), None)
        said = first.value if first is not None else 0.0
        if unit == "injured" and not total.victims and said == 1.0:
            total = _Sum(0, killed.victims)  # the one who was hurt has died
        if said == total.number or not total.victims:
            continue
        span = _span(reading, total.victims[0].word)
        found.append(
            Figure(
                span=span,
                value=float(total.number),
                unit=unit,
                what=_what(reading, total.victims),
                claim=_innermost(claims, span),
                why=_ALTOGETHER + _reason(reading, total),
            )
        )
    return tuple(found)


class _Tolls:
    """The victims in the opening of one report, by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sentences: dict[int, list[Victim]] = {}
        found = find_victims(reading)
        self._first = found[0].word if found else -1
        for victim in found:
            number = reading.sentence_of[victim.word]
            if number < _OPENING and victim.number:
                self._sentences.setdefault(number, []).append(victim)

    def sums(self) -> tuple[_Sum, _Sum]:
        """The dead and the injured."""
        killed, sexes = _NOBODY, set()
        for victims in self._sentences.values():
            dead = [victim for victim in victims if victim.fate == "killed"]
            named = [victim for victim in dead if self._form(victim) not in ("he", "she")]
            killed = max(killed, _sum(named or dead), key=lambda total: total.number)
            sexes |= {self._sex(victim) for victim in dead if victim.number == 1}
        injured, shot = _NOBODY, _NOBODY
        for victims in self._sentences.values():
            hurt, open_ = self._hurt(victims, killed.number > 0, sexes)
            injured = max(injured, hurt, key=lambda total: total.number)
            shot = max(shot, open_, *self._counted_up(victims), key=lambda total: total.number)
        left = shot.number - killed.number
        if left > injured.number and (shot.number > 1 or not killed.number):
            injured = _Sum(left, shot.victims)
        return killed, injured

    def _counted_up(self, victims: list[Victim]) -> list[_Sum]:
        """What an ordinal says of how many there were ("a fourth victim was hurt")."""
        ordinals, reading = victim_words().ordinals, self._reading
        return [
            _Sum(ordinals[form], (victim,))
            for victim in victims
            if self._is_new(victim)
            for child in reading.children[victim.word]
            if child < victim.word and (form := reading.words[child].lower()) in ordinals
        ]

    def _hurt(self, victims: list[Victim], any_dead: bool, sexes: set[str]) -> tuple[_Sum, _Sum]:
        """Of one sentence, those who are injured, and those of whom only is said that they were shot."""
        dead = [victim for victim in victims if victim.fate == "killed"]
        others = any(victim.other for victim in victims) and not self._is_beside_nobody(victims)
        named = [victim for victim in victims if self._form(victim) not in _SINGLE]
        hurt, shot = [], []
        for victim in victims:
            if victim.fate == "killed" or (victim not in named and any(one.number == 1 for one in named)):
                continue  # "the boy … he" is one
            apart = victim.number != 1 or not any_dead or (others and not self._is_taken_up(victim))
            if not (apart or self._is_another(victim, dead, sexes)):
                continue
            if self._holds(victim, dead):
                shot.append(victim)  # "five were shot, one fatally"
            elif victim.fate == "injured" or others or dead:
                hurt.append(victim)
            else:
                shot.append(victim)
        return _sum(hurt), _sum(shot)

    def _holds(self, victim: Victim, dead: list[Victim]) -> bool:
        """Whether the dead are among the victims of a phrase: "five were shot, one fatally", "one of four wounded"."""
        if not dead or victim.other or (victim.number or 0) <= sum(one.number or 0 for one in dead):
            return False
        reading = self._reading
        every = any(reading.words[child].lower() == "all" for child in reading.children[victim.word])
        part = reading.labels[victim.word] == "nmod" and any(reading.heads[victim.word] == one.word for one in dead)
        return victim.fate == "shot" or every or part

    def _is_beside_nobody(self, victims: list[Victim]) -> bool:
        """Whether "another man" is another than whoever did it: no victim is told of before."""
        return len(victims) == 1 and victims[0].number == 1 and victims[0].word == self._first

    def _is_another(self, victim: Victim, dead: list[Victim], sexes: set[str]) -> bool:
        """Whether somebody hurt can't be the one who is said to have died."""
        sex = self._sex(victim)
        if sex and sexes and all(other and other != sex for other in sexes):
            return True
        if not dead or self._is_taken_up(victim) or any(self._form(one) in _SINGLE for one in dead):
            return False
        if self._is_new(victim) or self._reading.upos[victim.word] == "NUM":
            return True
        if any(self._is_taken_up(one) for one in dead):
            return False
        lemmas = self._reading.lemmas
        return lemmas[victim.word] != lemmas[dead[0].word] and self._is_named(victim) == self._is_named(dead[0])

    def _form(self, victim: Victim) -> str:
        return self._reading.words[victim.word].lower()

    def _sex(self, victim: Victim) -> str:
        lemma = self._reading.lemmas[victim.word].lower()
        return "m" if lemma in _MALE else "f" if lemma in _FEMALE else ""

    def _is_named(self, victim: Victim) -> bool:
        name = self._reading.name_at.get(victim.word)
        return name is not None and name.type == "PER"

    def _is_new(self, victim: Victim) -> bool:
        """Whether the article says that somebody is told of for the first time."""
        reading = self._reading
        return any(
            reading.words[child].lower() in ("a", "an")
            for child in reading.children[victim.word]
            if child < victim.word
        )

    def _is_taken_up(self, victim: Victim) -> bool:
        """Whether a phrase takes up somebody told of before ("he", "the boy")."""
        reading, word = self._reading, victim.word
        return self._form(victim) in _PRONOUNS or any(
            reading.words[child].lower() in _KNOWN for child in reading.children[word] if child < word
        )


def _sum(victims: Iterable[Victim]) -> _Sum:
    chosen = tuple(victims)
    return _Sum(sum(victim.number or 0 for victim in chosen), chosen)


def _span(reading: Reading, word: int) -> Span:
    """The noun phrase of a victim: its words up to the head, or the whole name."""
    name = reading.name_at.get(word)
    if name is not None and name.first <= word:
        return reading.span(name.first, name.last)
    first = word
    while first - 1 in reading.children[word] and reading.labels[first - 1] in (
        "det",
        "nummod",
        "amod",
        "nmod:poss",
        "compound",
    ):
        first -= 1
    return reading.span(first, word)


def _what(reading: Reading, victims: Sequence[Victim]) -> str:
    return ", ".join(" ".join(_span(reading, victim.word).text.split()) for victim in victims)


def _reason(reading: Reading, total: _Sum) -> str:
    told = ", ".join(
        f"{victim.number} ({victim.fate}: {' '.join(_span(reading, victim.word).text.split())})"
        for victim in total.victims
    )
    if not total.number:
        return f"0: whoever was hurt is among the dead ({told})"
    return f"{total.number} by what the report says of {told}"


def _innermost(claims: Sequence[Claim], span: Span) -> int | None:
    """The claim in whose content the span stands, the shortest where they nest."""
    around = [
        (content.end - content.start, index)
        for index, claim in enumerate(claims)
        for content in claim.content
        if content.start <= span.start and span.end <= content.end
    ]
    return min(around)[1] if around else None
