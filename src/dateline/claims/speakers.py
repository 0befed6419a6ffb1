"""Who speaks: from the noun phrase of a speaker to the actor who is meant.

An actor is taken where one of its mentions is the head of the phrase, an apposition of it, or its owner ("a report by
X"). Pronouns and phrases like "the group" go back to what was named last and fits; where nothing fits, nobody is named.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from dateline.claims.cues import Cues
from dateline.claims.phrases import noun_phrase
from dateline.claims.titles import titles
from dateline.model.account import Actor
from dateline.model.reading import Reading

_NEAR = 6
"""Sentences that a pronoun looks back over."""


class Resolved(NamedTuple):
    """The actor meant (None where nobody can be named) and why."""

    actor: int | None
    why: str


@cache
def _genders() -> dict[str, str]:
    data = tomllib.loads(resources.files("dateline.claims").joinpath("data/genders.toml").read_text(encoding="utf-8"))
    return {word: pronoun for pronoun, words in data.items() for word in words}


class Speakers:
    """Finds the actor behind a noun phrase; `spoke` must be called for each speaker in the order of the text."""

    def __init__(self, reading: Reading, actors: Sequence[Actor], cues: Cues) -> None:
        self._reading = reading
        self._actors = actors
        self._cues = cues
        self._at: dict[int, tuple[int, int, int]] = {}
        self._order: list[tuple[int, int]] = []
        """(head word, actor) of every mention, in order."""
        self._gender: dict[int, str] = {}
        self._last: tuple[int, int | None, int | None] | None = None
        """Word, actor and head of the last speaker."""
        self._index_mentions()
        self._holders = titles(reading, actors, frozenset(self._at))

    def _index_mentions(self) -> None:
        starts = self._reading.starts
        for index, actor in enumerate(self._actors):
            for span in actor.mentions:
                first = bisect_left(starts, span.start)
                last = bisect_left(starts, span.end) - 1
                if first > last or last >= len(starts):
                    continue
                for word in range(first, last + 1):
                    known = self._at.get(word)
                    if known is None or last - first < known[2] - known[1]:
                        self._at[word] = (index, first, last)
                self._order.append((first, index))
                if actor.kind == "person":
                    self._note_gender(index, first, last)
        self._order.sort()

    def _note_gender(self, actor: int, first: int, last: int) -> None:
        """Notes which pronoun fits a person, from a title in or right before the mention."""
        reading = self._reading
        while first > 0 and reading.upos[first - 1] in ("NOUN", "PROPN", "ADJ") and first - 1 not in self._at:
            first -= 1
        for word in range(first, last + 1):
            form = reading.words[word].lower()
            gender = "she" if form.endswith("woman") else _genders().get(form)
            if gender is not None:
                self._gender.setdefault(actor, gender)

    def mention_at(self, word: int) -> int | None:
        """The actor who is named at a word."""
        found = self._at.get(word)
        return None if found is None else found[0]

    def mention_from(self, word: int) -> int | None:
        """Last word of the mention of an actor that begins at a word."""
        found = self._at.get(word)
        return found[2] if found is not None and found[1] == word else None

    def spoke(self, word: int, actor: int | None, head: int | None) -> None:
        """Notes who spoke last."""
        self._last = (word, actor, head)

    def resolve(self, head: int) -> Resolved:
        """The actor behind the noun phrase with this head."""
        reading = self._reading
        form = reading.words[head].lower()
        named = self._named_at_end(head)
        if named is not None:
            return Resolved(named, f"“{self._words(head)}” names them")
        direct = self.mention_at(head)
        if form in ("he", "she") and direct is not None and self._actors[direct].kind != "person":
            person = self._person(head, form)
            if person.actor is not None and self._actors[person.actor].kind == "person":
                return person  # no guard and no group is "she" where a person has been named
        if form in ("he", "she") and direct is not None and not self._fits(direct, form):
            return self._person(head, form)
        if direct is not None and self._is_head_of_mention(head):
            beside = self._named_beside(head, direct) or self._whose_office(head)
            return Resolved(direct if beside is None else beside, f"“{self._words(head)}” names them")
        if reading.upos[head] == "PRON" and head not in reading.name_at:
            return self._pronoun(head, form)
        beside = self._beside(head)
        if beside is not None:
            return Resolved(beside, f"“{self._words(head)}” names them")
        titled = self._titled(head)
        if titled is not None:
            return Resolved(titled, f"“{self._words(head)}” names them")
        holder = self._holder(head)
        if holder is not None:
            return holder
        owner = self._owner(head)
        if owner is not None:
            return owner
        taken_up = self._taken_up(head)
        if taken_up is not None:
            return taken_up
        if direct is not None:
            return Resolved(direct, f"“{self._words(head)}” names them")
        return Resolved(None, f"“{self._words(head)}” is nobody whom the report names")

    def _named_at_end(self, head: int) -> int | None:
        """The group whose name stands right after a common noun for it ("the opposition Green Party")."""
        reading = self._reading
        own = self._at.get(head)
        if head in reading.name_at or reading.upos[head] not in ("NOUN", "ADJ"):
            return None
        after = (own[2] if own is not None else head) + 1
        found = self._at.get(after)
        if found is None or found[1] != after or after not in reading.name_at or reading.name_at[after].type != "ORG":
            return None
        if own is not None and self._actors[own[0]].kind not in ("unidentified", "group", "organisation"):
            return None
        return found[0] if reading.heads[after] == head or reading.heads[found[2]] == head else None

    def _words(self, head: int) -> str:
        first, last = noun_phrase(self._reading, head)
        text = self._reading.text[self._reading.starts[first] : self._reading.ends[last]]
        return " ".join(text.split())

    def _is_head_of_mention(self, head: int) -> bool:
        """Whether the head of the phrase is the last word of the mention, or the mention's own head."""
        _, first, last = self._at[head]
        reading = self._reading
        return head == last or not first <= reading.heads[head] <= last

    def _beside(self, head: int) -> int | None:
        """A person or group in apposition to the head ("the spokesman, Adoum Tahir", "spokesman Tahir")."""
        reading = self._reading
        waiting = [
            child
            for child in reading.children[head]
            if reading.labels[child] in ("appos", "flat", "nmod:desc", "nmod:unmarked")
        ]
        name = reading.name_at.get(head)
        if name is not None:
            waiting += list(range(name.first, name.last + 1))
        for word in waiting:
            found = self.mention_at(word)
            if found is not None and (self._actors[found].kind == "person" or reading.labels[word] == "appos"):
                return found
        return None

    def _named_beside(self, head: int, direct: int) -> int | None:
        """Who is named right beside somebody without a name: "a lawyer, Ana Reyes,", "Ombudswoman Ana Reyes"."""
        reading, (_, first, last) = self._reading, self._at[head]
        own = self._actors[direct]
        if any(word in reading.name_at and reading.name_at[word].type != "NORP" for word in range(first, last + 1)):
            title = self._at.get(last + 1)
            person = title is not None and title[1] == last + 1 and self._actors[title[0]].kind == "person"
            alone = own.kind == "person" and first == last
            return title[0] if alone and person and title is not None and self._is_titling(first) else None
        after = noun_phrase(reading, head)[1] + 1
        for place in (last + 1, after):
            found = self._at.get(place + 1)
            if reading.words[place : place + 1] != [","] or found is None or found[1] != place + 1:
                continue
            named = found[1] in reading.name_at or found[2] in reading.name_at
            closed = reading.words[found[2] + 1 : found[2] + 2] in ([","], [";"], ["."])
            if found[0] != direct and named and closed and reading.feature(head, "Number") != "Plur":
                return found[0]
        return self._beside(head)

    def _whose_office(self, head: int) -> int | None:
        """The person whose office speaks: "the ombudswoman's office"."""
        reading = self._reading
        owner = reading.child(head, "nmod:poss") if reading.lemmas[head].lower() == "office" else None
        called = self._holders.get(reading.lemmas[owner].lower(), frozenset()) if owner is not None else frozenset()
        return next(iter(called)) if len(called) == 1 else None

    def _is_titling(self, word: int) -> bool:
        """Whether a word is what somebody is called and no name: it stands in lower case or with an article, too."""
        reading, lemma = self._reading, self._reading.lemmas[word].lower()
        return lemma in self._holders or any(form.lower() == lemma and form.islower() for form in reading.words)

    def _titled(self, head: int) -> int | None:
        """The person whose name ends a phrase of titles ("Secretary of State X"), however it was parsed."""
        reading = self._reading
        last = noun_phrase(reading, head)[1]
        for word in range(last, head, -1):
            found = self._at.get(word)
            if found is None or self._actors[found[0]].kind != "person" or found[1] <= head < found[2]:
                continue
            before = found[1] - 1
            while before > head and reading.upos[before] in ("PROPN", "ADJ") and before not in self._at:
                before -= 1
            of_title = reading.words[before].lower() == "of" and reading.words[head][0].isupper()
            if before <= head or of_title:
                return found[0]
        return None

    def _holder(self, head: int) -> Resolved | None:
        """The one person who holds the office that a phrase names ("the health minister", "the colonel")."""
        reading = self._reading
        if reading.words[head].isupper() and len(reading.words[head]) > 3:
            fits = {index for index, actor in enumerate(self._actors)
                    if actor.kind == "person" and actor.name.split()[-1].upper() == reading.words[head]}  # fmt: skip
            if len(fits) == 1:
                (found,) = fits
                return Resolved(found, f"“{reading.words[head]}” is the surname of {self._actors[found].name}")
        if not self._is_held(head):
            return None
        called = self._holders.get(reading.lemmas[head].lower(), frozenset())
        if len(called) == 1 and head not in self._at:
            (found,) = called
            return Resolved(found, f"“{self._words(head)}” is what {self._actors[found].name} is called")
        if reading.lemmas[head].lower() not in self._cues.roles:
            return None
        words = [
            word for word in range(noun_phrase(reading, head)[0], head + 1)
            if reading.upos[word] in ("NOUN", "ADJ", "PROPN") and word not in self._at
        ]  # fmt: skip
        told = {reading.lemmas[word].lower() for word in (*words, head)}
        holders = {
            index for index, actor in enumerate(self._actors)
            if actor.kind == "person" and actor.office and told <= set(actor.office.lower().replace("-", " ").split())
        }  # fmt: skip
        if len(holders) != 1:
            return None
        (found,) = holders
        return Resolved(found, f"“{self._words(head)}” is {self._actors[found].name}, {self._actors[found].office}")

    def _is_held(self, head: int) -> bool:
        """Whether a phrase means the one who holds an office: "the minister", "Chad's minister", in the singular."""
        reading = self._reading
        return reading.feature(head, "Number") != "Plur" and self._is_definite(head)

    def _owner(self, head: int) -> Resolved | None:
        """Whose report, statement or spokesman it is."""
        lemma = self._reading.lemmas[head].lower()
        document = lemma in self._cues.documents
        if not document and lemma not in self._cues.roles:
            return None
        found = self._owner_at(head, document)
        if found is None:
            return None
        kind = "the statement of" if document else "for"
        name = self._actors[found].name
        return Resolved(
            found, f"“{self._words(head)}” is {kind} {name}" if document else f"“{self._words(head)}” speaks for {name}"
        )

    def _owner_at(self, head: int, document: bool) -> int | None:
        reading = self._reading
        prepositions = ("by", "from", "of") if document else ("for", "of", "from", "at", "with")
        for child in reading.children[head]:
            label = reading.labels[child]
            if label in ("nmod", "obl", "acl", "obl:agent"):
                case = reading.child(child, "case")
                if label == "acl":
                    agent = reading.child(child, "obl:agent", "obl")
                    if (
                        agent is None
                        or (case := reading.child(agent, "case")) is None
                        or reading.words[case].lower() not in ("by", "from")
                    ):
                        continue
                    found = self.mention_at(agent)
                elif case is not None and reading.words[case].lower() in prepositions:
                    found = self.mention_at(child)
                else:
                    continue
                if found is not None:
                    return found
        for child in reversed(reading.children[head]):
            if reading.labels[child] in ("nmod:poss", "compound", "amod", "nmod:desc", "nmod", "flat") and child < head:
                found = self.mention_at(child)
                if (found is not None and self._actors[found].kind != "person") or (found is not None and document):
                    return found
        return None

    def _taken_up(self, head: int) -> Resolved | None:
        """A definite phrase for what has been named before ("the report", "the magazine", "the group")."""
        reading, lemma = self._reading, self._reading.lemmas[head].lower()
        if not self._is_definite(head):
            return None
        if lemma in self._cues.documents:
            for word in range(head - 1, max(-1, head - 600), -1):
                if reading.lemmas[word].lower() == lemma and word != head:
                    found = self._owner_at(word, document=True)
                    if found is not None:
                        return Resolved(
                            found, f"“{self._words(head)}” is the one of {self._actors[found].name} named before"
                        )
            last = self._last
            if (
                lemma in _ISSUED
                and last is not None
                and last[1] is not None
                and self._sentences_since(head, last[0]) <= 3
            ):
                who = self._actors[last[1]].name
                return Resolved(last[1], f"“{self._words(head)}” is that of the last speaker, {who}")
        if lemma not in self._cues.groups:
            return None
        place = bisect_left(self._order, (head, -1)) - 1
        for _, actor in reversed(self._order[max(0, place - 30) : place + 1]):
            if self._actors[actor].kind != "person" and self._is_called(actor, lemma):
                return Resolved(actor, f"“{self._words(head)}” takes up {self._actors[actor].name}")
        if lemma in _GENERIC:
            return self._thing(head, f"“{self._words(head)}” takes up")
        return None

    def _is_called(self, actor: int, lemma: str) -> bool:
        return any(lemma in span.text.lower().split() for span in self._actors[actor].mentions)

    def _is_definite(self, head: int) -> bool:
        reading = self._reading
        det = reading.child(head, "det", "nmod:poss")
        if det is not None and reading.labels[det] == "nmod:poss" and reading.upos[det] in ("NOUN", "PROPN"):
            return True  # "the town's mayor"
        return det is not None and reading.words[det].lower() in ("the", "this", "that", "its", "their")

    def _pronoun(self, head: int, form: str) -> Resolved:
        if form in ("he", "she"):
            return self._person(head, form)
        if form == "it":
            return self._thing(head, "“it” takes up")
        if form in ("they", "who", "which", "that"):
            last = self._last
            if (
                last is not None
                and last[1] is not None
                and self._sentences_since(head, last[0]) <= 1
                and self._actors[last[1]].kind != "person"
            ):
                return Resolved(
                    last[1], f"“{self._reading.words[head]}” takes up the last speaker, {self._actors[last[1]].name}"
                )
        return Resolved(None, f"whom “{self._reading.words[head]}” means is open")

    def _sentences_since(self, word: int, earlier: int) -> int:
        return self._reading.sentence_of[word] - self._reading.sentence_of[earlier]

    def _subject_since(self, head: int, kinds: frozenset[str]) -> int | None:
        """The actor that is the main subject of the sentence before, where nobody has spoken since."""
        reading = self._reading
        sentence = reading.sentence_of[head]
        if sentence == 0 or (self._last is not None and reading.sentence_of[self._last[0]] >= sentence - 1):
            return None
        start, end = reading.sentence_bounds(sentence - 1)
        root = next((word for word in range(start, end) if reading.labels[word] == "root"), None)
        subject = reading.child(root, "nsubj", "nsubj:pass") if root is not None else None
        actor = self.mention_at(subject) if subject is not None else None
        return actor if actor is not None and self._actors[actor].kind in kinds else None

    def _person(self, head: int, form: str) -> Resolved:
        last = self._last
        since = self._subject_since(head, frozenset({"person"})) if last is not None else None
        if since is not None and self._fits(since, form):
            self._gender.setdefault(since, form)
            return Resolved(
                since, f"“{self._reading.words[head]}” takes up {self._actors[since].name}, the subject before"
            )
        if last is not None and last[1] is not None and last[0] <= head and self._may_be_person(last[1], last[0], head):
            person = last[1]
            if self._fits(person, form) and self._sentences_since(head, last[0]) <= 3:
                self._gender.setdefault(person, form)
                return Resolved(
                    person, f"“{self._reading.words[head]}” takes up the last speaker, {self._actors[person].name}"
                )
        place = bisect_left(self._order, (head, -1)) - 1
        best: int | None = None
        for index in range(place, max(-1, place - 40), -1):
            word, actor = self._order[index]
            since = self._sentences_since(head, word)
            if since > _NEAR:
                break
            if self._actors[actor].kind != "person" or not self._fits(actor, form):
                continue
            if since <= 2 and self._gender.get(actor) == form:
                best = actor
                break
            if best is None:
                best = actor
            if since >= 1 and self._is_subject(word):
                best = actor
                break
            if since > 2:
                break
        if best is None:
            return Resolved(None, f"whom “{self._reading.words[head]}” means is open")
        self._gender.setdefault(best, form)
        return Resolved(
            best, f"“{self._reading.words[head]}” takes up {self._actors[best].name}, the person named last"
        )

    def _may_be_person(self, actor: int, spoke: int, head: int) -> bool:
        """Whether "he" or "she" can be the last speaker: a person, somebody without a name, or a lone name just before.

        The reader takes lone surnames for groups at times ("Krantz dismissed it. “…,” she said").
        """
        found = self._actors[actor]
        if found.kind == "person":
            return True
        if self._sentences_since(head, spoke) > 2:
            return False
        if found.kind == "unidentified":
            return not found.name.lower().endswith("s")
        name = found.name
        return found.kind == "organisation" and name.isalpha() and name[0].isupper() and not name[1:].isupper()

    def _thing(self, head: int, how: str) -> Resolved:
        since = self._subject_since(head, _BODIES)
        if since is not None:
            return Resolved(since, f"{how} {self._actors[since].name}, the subject before")
        last = self._last
        if (
            last is not None
            and last[1] is not None
            and self._actors[last[1]].kind != "person"
            and self._sentences_since(head, last[0]) <= 2
        ):
            return Resolved(last[1], f"{how} the last speaker, {self._actors[last[1]].name}")
        place = bisect_left(self._order, (head, -1)) - 1
        for index in range(place, max(-1, place - 20), -1):
            word, actor = self._order[index]
            if self._sentences_since(head, word) > 1:
                break
            if self._actors[actor].kind in _BODIES and self._is_subject(word):
                return Resolved(actor, f"{how} {self._actors[actor].name}, the subject before")
        return Resolved(None, how.split(" takes")[0] + " takes up nobody who is named near it")

    def _fits(self, actor: int, form: str) -> bool:
        gender = self._gender.get(actor)
        return gender is None or gender == form

    def _is_subject(self, first: int) -> bool:
        """Whether a mention that begins at this word is a subject."""
        reading = self._reading
        found = self._at.get(first)
        last = first if found is None else found[2]
        for word in range(first, last + 1):
            if not first <= reading.heads[word] <= last:
                if reading.labels[word] == "appos" and reading.heads[word] >= 0:
                    word = reading.heads[word]  # "his deputy, Tom Ash, was there"
                return reading.labels[word] in ("nsubj", "nsubj:pass")
        return False


_BODIES = frozenset({"armed group", "organisation", "state", "group"})
_ISSUED = frozenset({"statement", "communique", "communiqué", "release", "declaration", "message"})
"""What somebody who was just quoted has issued."""
_GENERIC = frozenset("group organisation organization militia movement faction alliance coalition force".split())
