"""Whatever words come in whatever order, what must always hold of times holds."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.reading import Reading
from dateline.model.report import Published
from dateline.times import find_times, resolve, time_of
from dateline.times.expressions import flat, folded
from dateline.times.lexicon import tables

FUNCTION_WORDS = (
    "the a an of in on at by for from to until since before after between and or this last next past coming previous following "
    "that same every each ago later earlier early late - , ' 's ( ) old aged year so far rest end during within over about than "
    "more less least up said will would attacked have Sunday's half times per now yet 5 12 31 45 90 2014 1990s 2,000 10:30 5pm "
    "6/5/2018 2018-06-05 21st Q3 '90s mid-June post-2011"
).split()
WORDS = sorted({word for table in tables().values() for word in table}) + FUNCTION_WORDS * 4
LABELS = ("obl", "obl:unmarked", "nmod", "nmod:poss", "compound", "amod", "nummod", "advmod", "case", "mark", "ccomp", "advcl", "conj", "obj", "nsubj", "aux", "xcomp", "acl", "parataxis")  # fmt: skip
TAGS = ("NOUN", "PROPN", "VERB", "AUX", "ADP", "ADJ", "ADV", "NUM", "DET", "PART")
FEATURES = (
    "_",
    "Tense=Past|VerbForm=Fin",
    "Tense=Pres|VerbForm=Fin",
    "VerbForm=Inf",
    "Tense=Past|VerbForm=Part",
    "Number=Plur",
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text of words of time in one sentence, with any tree."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    words = [word.capitalize() if draw(st.booleans()) else word for word in words]
    text = " ".join(words)
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    pieces = text.split()
    root = draw(st.integers(0, len(pieces) - 1))
    # every word hangs on one nearer the root, so that it is a tree
    heads = [
        -1 if at == root else draw(st.integers(at + 1, root) if at < root else st.integers(root, at - 1))
        for at in range(len(pieces))
    ]
    return Reading(
        text=text, version="made up", language="en", starts=starts, ends=[start + len(piece) for start, piece in zip(starts, pieces, strict=True)],
        sentences=[0], paragraphs=[0], upos=[draw(st.sampled_from(TAGS)) for _ in pieces], feats=[draw(st.sampled_from(FEATURES)) for _ in pieces],
        lemmas=[piece.lower() for piece in pieces], heads=heads, labels=[draw(st.sampled_from(LABELS)) for _ in pieces],
    )  # fmt: skip


DAYS = st.dates(date(1960, 1, 1), date(2060, 12, 31))


@st.composite
def publications(draw: st.DrawFn) -> tuple[Published | None, Published | None]:
    """What is known of a day of publication, and something narrower."""
    days = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    open_from, open_to, unknown = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    wide = Published(
        earliest=None if open_from else days[0].isoformat(),
        latest=None if open_to else days[3].isoformat(),
        how="made up",
    )
    return None if unknown else wide, Published(earliest=days[1].isoformat(), latest=days[2].isoformat(), how="made up")


@settings(max_examples=400, deadline=None)
@given(readings(), publications())
def test_what_must_always_hold(reading: Reading, publication: tuple[Published | None, Published | None]) -> None:
    wide, narrow = publication
    times = find_times(reading, wide)
    assert all(left.span.end <= right.span.start for left, right in pairwise(times))
    for when in times:
        assert reading.text[when.span.start : when.span.end] == when.span.text
        assert when.earliest is None or when.latest is None or when.earliest <= when.latest
        assert flat(folded(when.rule, when.arguments)) == (when.rule, when.arguments)
        assert resolve(when, wide) == when
        narrower = resolve(when, narrow)
        assert when.earliest is None or (narrower.earliest is not None and when.earliest <= narrower.earliest), (
            when,
            narrower,
        )
        assert when.latest is None or (narrower.latest is not None and narrower.latest <= when.latest), (when, narrower)
        assert narrower.why
        assert when.granularity
    for word in range(len(reading)):
        found = time_of(reading, word, times)
        assert found is None or 0 <= found < len(times)
