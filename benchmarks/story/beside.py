"""`python -m benchmarks.story.beside --data STORIES --spacy PIPELINE`: textacy's subject-verb-object triples beside us.

The same stories, texts and scorer as task `story`. A triple becomes an event at its verb: its subject acts, its object
is acted on (the other way round in the passive), phrases of one string are one actor, it happened, on no day and
nowhere; its type is the first that our codebook has for the verb alone, or none. Two columns: every triple, and only
those whose verb is in the codebook (so that "said" and "has" are no events), which is what a person would build from an
extractor and a list of words. Textacy knows the labels of spaCy's own pipelines; those of a pipeline trained on a
treebank are turned into them, "by" with its agent included.

Needs spaCy, textacy and dateline in one environment, which is not that of development. A pipeline is trained as
`benchmarks/reader/beside.py` says. Prints a table and, last, one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.printing import rounded
from benchmarks.story.gold import story_folders
from benchmarks.story.naive import naive_record, plain_actor, plain_event, plain_report
from benchmarks.story.task import read_story, score
from benchmarks.task import BenchmarkError, Score
from dateline.events import Codebook, load_codebook
from dateline.model.record import Origin, Record, RecordEvent, Source
from dateline.model.spans import Span
from dateline.reader.lemmas import Lemmatiser

KEYS = (
    "mention_recall", "with_actor_and_status", "with_roles", "with_type", "with_status", "with_all", "spurious_share",
    "actor_b3_f1",
)  # fmt: skip
"""The keys of task `story` on which triples have a say."""
_LABELS = {"obj": "dobj", "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass"}
_INNER = frozenset(("compound", "amod", "flat"))
_WHY = "a triple of subject, verb and object"

Triples = Callable[[Any], Iterator[tuple[list[Any], list[Any], list[Any]]]]
"""The triples of a Doc, as lists of tokens."""
TypeOf = Callable[[str], str | None]
"""The type of a verb in any form, or None."""


def relabelled(doc: Any) -> Any:
    """The Doc with the labels that textacy knows; "by" takes its agent below it, as those labels have it."""
    heads, labels = [token.head.i for token in doc], [_LABELS.get(token.dep_, token.dep_) for token in doc]
    for token in doc:
        by = next((child for child in token.children if child.dep_ == "case"), None)
        if token.dep_ == "obl:agent" and by is not None:
            heads[by.i], labels[by.i] = token.head.i, "agent"
            heads[token.i], labels[token.i] = by.i, "pobj"
    return type(doc)(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=[token.pos_ for token in doc],
        lemmas=[token.lemma_ or token.text.lower() for token in doc],
        heads=heads,
        deps=labels,
        sent_starts=[bool(token.is_sent_start) for token in doc] if not doc.has_annotation("DEP") else None,
    )


def verb_types(codebook: Codebook) -> TypeOf:
    """The type that a codebook has for a verb alone, whatever its form."""
    lemma = Lemmatiser.shipped().lemma

    def type_of(form: str) -> str | None:
        return next(
            (one.type for one in codebook.verbs.get(lemma(form, "VERB"), ()) if not one.words and one.type), None
        )

    return type_of


def triple_record(
    texts: dict[str, str], read: Callable[[str], Any], triples: Triples, type_of: TypeOf, *, listed: bool
) -> Record:
    """A record of the triples of some texts, by file; `listed` leaves out verbs that have no type."""
    actors: dict[str, list[Source]] = defaultdict(list)
    events: list[RecordEvent] = []
    for file, text in texts.items():
        doc = read(text)
        for subject, verb, objects in triples(doc):
            head = next((token for token in verb if token.pos_ == "VERB"), verb[-1])
            kind = type_of(head.text)
            if listed and kind is None:
                continue
            sentence = Span.of(text, head.sent.start_char, head.sent.end_char)
            parties = []
            for tokens in (subject, objects):
                phrases = [_span(text, phrase) for phrase in _phrases(tokens)]
                for span in phrases:
                    actors[span.text].append(Source(file, len(actors[span.text]), span, sentence))
                parties.append([f"act_{span.text}" for span in phrases])
            if any(token.dep_ in ("nsubjpass", "csubjpass") for token in subject):
                parties.reverse()
            source = Source(file, len(events), _span(text, [head]), sentence)
            events.append(plain_event(file, source, parties[0], parties[1], None, kind or "NONE"))
    return Record(
        versions={"triples": "1"},
        reports=tuple(plain_report(file) for file in texts),
        origins=tuple(Origin(id=file, name=file, kind="report", reports=(file,), why=(_WHY,)) for file in texts),
        stories=(),
        actors=tuple(plain_actor(name, sources) for name, sources in actors.items()),
        places=(),
        events=tuple(events),
        claims=(),
        figures=(),
        relations=(),
        disagreements=(),
    )


def _phrases(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    """The phrase of each noun of a list, with what stands before it of a name, of which textacy has the last word."""
    given = {token.i for token in tokens}
    for token in tokens:
        if token.dep_ in _INNER and token.head.i in given:
            continue
        inner = [child for child in token.children if child.dep_ in _INNER]
        first = token.i
        while any(child.i == first - 1 for child in inner):
            first -= 1
        last = max((child.i for child in inner if child.dep_ == "flat"), default=token.i)
        yield list(token.doc[min(first, token.i) : max(last, token.i) + 1])


def _span(text: str, tokens: Sequence[Any]) -> Span:
    return Span.of(text, tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Score ours, the triples, the naive record; the exit status is 2 where data, pipeline or textacy are missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.story.beside", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--spacy", required=True, metavar="PIPELINE", help="a pipeline's folder or name")
    given = parser.parse_args(arguments)
    try:
        spacy, textacy = import_module("spacy"), import_module("textacy.extract.triples")
        pipeline = spacy.load(given.spacy)
        stories = [read_story(folder) for folder in story_folders(given.data)]
    except (ImportError, OSError, BenchmarkError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    triples: Triples = textacy.subject_verb_object_triples

    type_of = verb_types(load_codebook())

    def read(text: str) -> Any:
        return relabelled(pipeline(text))

    def beside(listed: bool) -> dict[str, Score]:
        made = [(story, triple_record(story.texts, read, triples, type_of, listed=listed)) for story, _ in stories]
        return score(made).scores()

    columns = {
        "dateline": score(stories).scores(),
        "triples": beside(False),
        "listed": beside(True),
        "naive": score([(story, naive_record(story.texts)) for story, _ in stories]).scores(),
    }
    print(f"{'':24}" + "".join(f"{name:>12}" for name in columns))
    for key in KEYS:
        print(f"{key:24}" + "".join(f"{rounded(scores[key])!s:>12}" for scores in columns.values()))
    line = {name: {key: rounded(scores[key]) for key in KEYS} for name, scores in columns.items()}
    print(json.dumps({"task": "story-beside", "data": given.data.as_posix(), **line}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
