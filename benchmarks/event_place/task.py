"""The run of task `event-place`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.counts import Share
from benchmarks.splits import split_files
from benchmarks.task import BenchmarkError, Options, Outcome, Score, Task
from dateline.model.reading import Reading

Run = tuple[int, int]


@dataclass(frozen=True)
class Item:
    """A sentence with an event's verb and the places that belong to it (none, for a third of them)."""

    text: str
    verb: Run
    places: tuple[Run, ...]


def read_items(path: Path) -> list[Item]:
    """The items of one .jsonl file that were not rejected."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            item = json.loads(line)
            spans = [(span["label"], (span["start"], span["end"])) for span in item.get("spans") or []]
            verbs = [run for label, run in spans if label == "VERB"]
            if item.get("answer") in ("reject", "ignore") or not verbs:
                continue
            found.append(Item(item["text"], verbs[0], tuple(run for label, run in spans if label == "LOCATION")))
        except (json.JSONDecodeError, KeyError) as error:
            raise BenchmarkError(f"{path}, line {number}: not an item: {error}") from error
    return found


def right(item: Item, given: Iterable[Run]) -> bool:
    """Whether the mentions of the place that was given (none: no place) fit the gold."""
    mentions = list(given)
    if not item.places:
        return not mentions
    return any(start < last and first < end for start, end in mentions for first, last in item.places)


def nearest_name(reading: Reading, verb: int) -> list[Run]:
    """Baseline: the name of a place that is nearest to the verb, by words."""
    names = [name for name in reading.names if name.type == "LOC"]
    if not names:
        return []
    best = min(names, key=lambda name: (min(abs(name.first - verb), abs(name.last - verb)), name.first))
    return [(reading.starts[best.first], reading.ends[best.last])]


def word_at(reading: Reading, run: Run) -> int | None:
    """The first word that overlaps a run of characters."""
    for word in range(len(reading)):
        if reading.starts[word] < run[1] and run[0] < reading.ends[word]:
            return word
    return None


def run(options: Options) -> Outcome:
    """Score the items of a split; `--limit` counts items."""
    from dateline.actors import acting_places, load_known
    from dateline.places import Gazetteer, find_places, place_of
    from dateline.reader import Reader

    files, split = split_files(options.folder(), options.split, [".jsonl"])
    items = [item for path in files for item in read_items(path)][: options.limit]
    reader, gazetteer, known = Reader.shipped(), Gazetteer.shipped(), load_known()
    ours = {True: Share(), False: Share()}
    naive = {True: Share(), False: Share()}
    for item in items:
        reading = reader.read(item.text)
        verb = word_at(reading, item.verb)
        places = find_places(reading, gazetteer, None, acting_places(reading, known))
        index = place_of(reading, verb, places) if verb is not None else None
        given = [] if index is None else [(span.start, span.end) for span in places[index].mentions]
        has_place = bool(item.places)
        ours[has_place].add(right(item, given))
        naive[has_place].add(right(item, nearest_name(reading, verb) if verb is not None else []))
    return Outcome(
        split=split,
        n=len(items),
        scores={"accuracy": _of_all(ours)},
        baselines={"nearest name": {"accuracy": _of_all(naive), **_parts(naive)}},
        rows=_parts(ours),
        notes=(f"{ours[False].of} of {len(items)} items have no place",),
    )


def _of_all(shares: dict[bool, Share]) -> float | None:
    return Share(shares[True].right + shares[False].right, shares[True].of + shares[False].of).value


def _parts(shares: dict[bool, Share]) -> dict[str, Score]:
    return {"where the gold has a place": shares[True].value, "where it has none": shares[False].value}


TASK = Task(
    name="event-place",
    summary="Which place an event's verb belongs to, if any.",
    unit="verbs in sentences",
    keys=("accuracy",),
    run=run,
)
