"""Who is who: the record's actors against the gold's, by the places where the text names them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.counts import harmonic
from benchmarks.story.gold import Story
from benchmarks.story.text import Run, overlap, plain
from benchmarks.story.view import View

NOBODY = "unidentified"


@dataclass(frozen=True)
class Who:
    """The record's actors as the gold knows them."""

    story: Story
    view: View

    @cached_property
    def clusters(self) -> list[str | None]:
        """For each occurrence of an alias in the texts, the record's actor that is named there, None where none is.

        Of the record's mentions there, the one with the same words counts; else the longest that ends where the
        occurrence ends ("Reyes" in "Colonel Ana Reyes", and a person told with an office in front: "army spokesman Ana
        Reyes" where the alias is "Ana Reyes"); else the one that shares most, if it shares more than half of what the
        two cover together.
        """
        named: dict[str, list[tuple[Run, str, bool]]] = defaultdict(list)
        for actor in self.view.record.actors:
            for source in actor.sources:
                for place in self.view.places(source):
                    named[place.file].append((place.run, actor.id, actor.kind == "person"))
        found: list[str | None] = []
        for occurrence in self.story.occurrences:
            best: tuple[tuple[int, float], str] | None = None
            for run, actor_id, person in named[occurrence.file]:
                rank = _rank(occurrence.run, run, person=person)
                if rank is not None and (best is None or rank > best[0]):
                    best = rank, actor_id
            found.append(best[1] if best else None)
        return found

    @cached_property
    def gold_of(self) -> dict[str, str | None]:
        """The gold actor that each actor of the record is: the one at most of its places, else one with such a name."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for occurrence, cluster in zip(self.story.occurrences, self.clusters, strict=True):
            if cluster is not None:
                votes[cluster][occurrence.actor] += 1
        owners = self._owners
        found: dict[str, str | None] = {}
        for actor in self.view.record.actors:
            forms = [plain(actor.name), *(plain(alias.form) for alias in actor.aliases)]
            by_name = next((owners[form] for form in forms if form in owners), None)
            counted = votes[actor.id].most_common()
            leaders = [name for name, count in counted if count == counted[0][1]]
            found[actor.id] = by_name if by_name in leaders or not leaders else min(leaders)
        return found

    @cached_property
    def _owners(self) -> dict[str, str]:
        owners: dict[str, str] = {}
        for actor in self.story.gold.get("actors", []):
            for alias in (actor["name"], *actor["aliases"]):
                owners.setdefault(plain(alias), actor["name"])
        return owners

    def names(self, ids: Iterable[str]) -> set[str]:
        """Gold names of some of the record's actors; one that the gold doesn't have keeps its id.

        An actor of kind "unidentified" that the gold doesn't have is nobody.
        """
        found: set[str] = set()
        for actor_id in ids:
            actor = self.view.actors.get(actor_id)
            name = self.gold_of.get(actor_id)
            if name is None and actor is not None and actor.kind == NOBODY:
                continue
            found.add(name or actor_id)
        return found

    def same(self, gold: Iterable[str], ids: Iterable[str]) -> bool:
        """Whether two sets of actors are equal; a gold name that begins with "unidentified" is nobody."""
        return {name for name in gold if not name.lower().startswith(NOBODY)} == {
            name for name in self.names(ids) if not name.lower().startswith(NOBODY)
        }

    def forbidden(self) -> set[frozenset[str]]:
        """Pairs that the gold says must not be merged and that one actor of the record joins.

        An actor joins them where one of its forms in use (its name counted) is an alias of one gold actor and another
        form is in that actor's `never` list.
        """
        found: set[frozenset[str]] = set()
        for actor in self.view.record.actors:
            forms = {plain(actor.name), *(plain(alias.form) for alias in actor.aliases)}
            forms |= {plain(source.span.text) for source in actor.sources}
            for gold in self.story.gold.get("actors", []):
                own = {plain(alias) for alias in gold["aliases"]}
                if not own & forms:
                    continue
                for never in gold.get("never", []):
                    form = plain(never)
                    if form in forms and form not in own:
                        found.add(frozenset({gold["name"], self._owners.get(form, form)}))
        return found


def _rank(occurrence: Run, mention: Run, *, person: bool) -> tuple[int, float] | None:
    shared = overlap(occurrence, mention)
    if not shared:
        return None
    if occurrence == mention:
        return 3, 0.0
    covered = max(occurrence[1], mention[1]) - min(occurrence[0], mention[0])
    if occurrence[1] == mention[1] and (person or mention[0] >= occurrence[0]):
        return 2, shared
    return (1, shared / covered) if shared * 2 > covered else None


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable | None]) -> tuple[float, float, float]:
    """B3 precision, recall and F1 of items in clusters; an item without a cluster (None) counts for recall only."""
    sizes = Counter(cluster for cluster in found if cluster is not None)
    wanted = Counter(gold)
    both = Counter((one, other) for one, other in zip(gold, found, strict=True) if other is not None)
    right = sum(count * count / sizes[cluster] for (_, cluster), count in both.items())
    recalled = sum(count * count / wanted[name] for (name, _), count in both.items())
    precision = right / sum(sizes.values()) if sizes else 0.0
    recall = recalled / len(gold) if gold else 0.0
    return precision, recall, harmonic(precision, recall)


def same_string(story: Story) -> list[str]:
    """Baseline: every form is an actor of its own."""
    return [occurrence.form for occurrence in story.occurrences]


def same_last_word(story: Story) -> list[str]:
    """Baseline: forms that end in the same word are one actor."""
    return [occurrence.form.split()[-1] for occurrence in story.occurrences]
