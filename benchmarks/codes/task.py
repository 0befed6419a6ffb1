"""The run of task `codes`."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from benchmarks.codes.naive import naive_type
from benchmarks.codes.own import Coded, OwnScores, score_examples
from benchmarks.codes.scores import Classes
from benchmarks.codes.stories import Story, mode_of, read_stories
from benchmarks.splits import WHOLE
from benchmarks.task import Options, Outcome, Task

OWN = Path("codebook")
"""What `--data` is where the codebook's own examples are scored."""
HALVES = ("tune", "check")
_SHOWN = 12
"""Confusions that are printed."""


@dataclass(frozen=True)
class Ranked:
    """Type and mode of the events that a record ranks first: of all it tells, and of those in the lead alone."""

    first: tuple[str | None, str | None]
    in_lead: str | None


Ranker = Callable[[str, str], Ranked]
"""Headline and lead to what is ranked first."""


@dataclass
class StoryScores:
    """Types and modes over stories, the lead alone and the baseline beside them."""

    types: Classes = field(default_factory=Classes)
    modes: Classes = field(default_factory=Classes)
    lead: Classes = field(default_factory=Classes)
    naive: Classes = field(default_factory=Classes)
    left_out: int = 0
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, story: Story, ranked: Ranked) -> None:
        """Count one story."""
        kind, mode = ranked.first
        self.types.add(story.type, kind)
        self.lead.add(story.type, ranked.in_lead)
        self.naive.add(story.type, naive_type(story.headline, story.lead))
        if kind != story.type:
            self.confused[story.type, kind or "no event"] += 1
        if not story.mode:
            return
        wanted = mode_of(story.mode)
        if wanted is None:
            self.left_out += 1
        else:
            self.modes.add(f"{story.type} {wanted}", f"{kind} {mode}" if mode else None)


def our_ranker() -> Ranker:
    """Dateline's own: reader, actors, claims, events, and which of them comes first."""
    from dateline.actors import find_actors, load_known
    from dateline.claims import find_claims
    from dateline.events import find_events, foremost, load_codebook, told_as
    from dateline.reader import Reader

    reader, known, codebook = Reader.shipped(), load_known(), load_codebook()

    def rank(headline: str, lead: str) -> Ranked:
        reading = reader.read(f"{headline}\n\n{lead}")
        actors = find_actors(reading, known)
        events = find_events(reading, codebook, actors, find_claims(reading, actors))
        order = foremost(reading, events)
        told = [told_as(codebook, events[index]) for index in order]
        behind = [
            code[0] for index, code in zip(order, told, strict=True) if events[index].trigger.start > len(headline)
        ]
        return Ranked(told[0] if told else (None, None), behind[0] if behind else None)

    return rank


def our_coder() -> Callable[[str], Coded]:
    """The actors and events of a text."""
    from dateline.actors import find_actors, load_known
    from dateline.claims import find_claims
    from dateline.events import find_events, load_codebook
    from dateline.reader import Reader

    reader, known, codebook = Reader.shipped(), load_known(), load_codebook()

    def code(text: str) -> Coded:
        reading = reader.read(text)
        actors = find_actors(reading, known)
        return actors, find_events(reading, codebook, actors, find_claims(reading, actors))

    return code


def score_stories(stories: Iterable[Story], rank: Ranker) -> StoryScores:
    """Score stories."""
    scores = StoryScores()
    for story in stories:
        scores.add(story, rank(story.headline, story.lead))
    return scores


def half_of(story: Story) -> str:
    """The half of the headlines that a story belongs to: rules may be tuned on one and are checked on the other."""
    return HALVES[int(sha256(story.headline.encode("utf-8")).hexdigest(), 16) % 2]


def run(options: Options) -> Outcome:
    """Score the stories of a folder, or the codebook's own examples (`--data codebook`); `--limit` counts items."""
    if options.data == OWN:
        return _run_own(options)
    stories = read_stories(options.folder())
    half = getattr(options.extra, "half", None)
    if half:
        stories = [story for story in stories if half_of(story) == half]
    stories = stories[: options.limit]
    scores = score_stories(stories, our_ranker())
    worst = ", ".join(f"{gold} as {given} {count}" for (gold, given), count in scores.confused.most_common(_SHOWN))
    return Outcome(
        split=half or WHOLE,
        n=len(stories),
        scores={"type_macro_f1": scores.types.macro_f1, "mode_macro_f1": scores.modes.macro_f1},
        baselines={"first listed word": {"type_macro_f1": scores.naive.macro_f1}},
        rows={
            "types right": scores.types.accuracy,
            "modes right": scores.modes.accuracy,
            "types, the lead alone: macro-F1": scores.lead.macro_f1,
            **{f"F1 {name}": value for name, value in scores.types.f1().items()},
        },
        notes=(
            f"{sum(scores.modes.gold.values())} stories have a mode that counts, {scores.left_out} one of no codebook",
            f"commonest confusions: {worst}",
        ),
    )


def _run_own(options: Options) -> Outcome:
    from dateline.events import load_codebook
    from dateline.events.examples import load_examples, load_headlines

    codebook, code = load_codebook(), our_coder()
    examples = load_examples()
    held = score_examples([one for one in examples if one.held_back][: options.limit], codebook, code)
    seen = score_examples([one for one in examples if not one.held_back][: options.limit], codebook, code)
    rank = our_ranker()
    lines = {True: StoryScores(), False: StoryScores()}
    for line in load_headlines()[: options.limit]:
        lines[line.held_back].add(Story(line.text, "", line.type, line.mode or ""), rank(line.text, ""))
    listed = getattr(options.extra, "list", False)
    return Outcome(
        split="held back",
        n=sum(held.types.gold.values()),
        scores={"type_macro_f1": held.types.macro_f1, "mode_macro_f1": held.modes.macro_f1},
        baselines={
            "examples not held back": {"type_macro_f1": seen.types.macro_f1, "mode_macro_f1": seen.modes.macro_f1}
        },
        rows={
            "types right": held.types.accuracy,
            "modes right": held.modes.accuracy,
            "contexts: precision": held.contexts.precision,
            "contexts: recall": held.contexts.recall,
            "near misses not coded so": held.near.value,
            "actors right": held.actor.value,
            "recipients right": held.recipient.value,
            "headlines held back: macro-F1": lines[True].types.macro_f1,
            "headlines not held back: macro-F1": lines[False].types.macro_f1,
        },
        notes=(*_wrong(seen, all_of_them=listed), f"{sum(lines[True].types.gold.values())} headlines are held back"),
    )


def _wrong(seen: OwnScores, *, all_of_them: bool) -> tuple[str, ...]:
    """What is wrong among the examples that are not held back."""
    shown = seen.wrong if all_of_them else seen.wrong[:_SHOWN]
    more = len(seen.wrong) - len(shown)
    return (*shown, f"and {more} more: --list") if more else tuple(shown)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of this task."""
    parser.add_argument("--half", choices=HALVES, help="only the stories under one half of the headlines")
    parser.add_argument("--list", action="store_true", help="print every own example that is wrong and not held back")


TASK = Task(
    name="codes",
    summary="Types and modes of events: of whole stories, or of the codebook's own examples (--data codebook).",
    unit="stories, or own examples held back",
    keys=("type_macro_f1", "mode_macro_f1"),
    run=run,
    options=add_options,
)
