"""`python -m benchmarks.reader.beside --data DIR --spacy PIPELINE`: a spaCy pipeline beside our reader, in one run.

Both read the same documents, on gold words and as raw text, with the scorer of task `reader`; speed is words of raw
text per second on one core, each reader by itself in turn, best of `--rounds` (documents one by one; spaCy also in
batches, by `nlp.pipe`). A pipeline trained on the same data with spaCy's own configuration for a processor:

    python -m spacy convert ud-ewt/train.conllu OUT -c conllu -n 10 --merge-subtokens   (and dev.conllu)
    python -m spacy init config cfg.cfg --lang en --optimize efficiency
        --pipeline morphologizer,parser,trainable_lemmatizer   (one line)
    python -m spacy train cfg.cfg --output OUT --paths.train OUT/train.spacy --paths.dev OUT/dev.spacy
    python -m benchmarks.reader.beside --data ud-ewt --split dev --spacy OUT/model-best

Prints a table and, last, one line of JSON with both readers' keys and speeds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

_ONE_CORE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def speed(read: Callable[[Sequence[str]], int], texts: Sequence[str], rounds: int) -> float:
    """Words per second, best of the rounds; `read` reads all texts and gives back how many words they have."""
    best = 0.0
    for _ in range(rounds):
        started = perf_counter()
        words = read(texts)
        best = max(best, words / (perf_counter() - started))
    return best


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and time both; the exit status is 2 where data or pipeline are not there."""
    for name in _ONE_CORE:  # before numpy is imported
        os.environ.setdefault(name, "1")
    from benchmarks.printing import rounded
    from benchmarks.reader.task import KEYS, load, score
    from benchmarks.splits import SPLITS, split_files
    from benchmarks.task import BenchmarkError
    from dateline.errors import ReaderError
    from dateline.reader import Reader
    from dateline.spacy_reader import SpacyReader

    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader.beside", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--spacy", required=True, metavar="PIPELINE", help="a pipeline's folder or name")
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--limit", type=int, metavar="N", help="the first N sentences only")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args(arguments)
    try:
        files, split = split_files(given.data, given.split, [".conllu"], inside="dep")
        documents = load(files, given.limit)
        theirs = SpacyReader.of(given.spacy)
    except (BenchmarkError, ReaderError, FileNotFoundError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    ours = Reader.shipped(threads=1)
    texts = [document.raw()[0] for document in documents]
    scores = {"dateline": score(ours, documents), "spacy": score(theirs, documents)}
    speeds = {
        "dateline": speed(lambda some: sum(len(ours.read(text)) for text in some), texts, given.rounds),
        "spacy": speed(lambda some: sum(len(theirs.read(text)) for text in some), texts, given.rounds),
    }
    batched = speed(theirs.words_in_batches, texts, given.rounds)
    print(f"{'':22}{'dateline':>12}{'spacy':>12}   {theirs.version}, {split}, {len(documents)} documents")
    for key in KEYS:
        print(f"{key:22}" + "".join(f"{rounded(scores[name][key])!s:>12}" for name in scores))
    print(
        f"{'words_per_second':22}"
        + "".join(f"{speeds[name]:12,.0f}" for name in speeds)
        + f"   in batches {batched:,.0f}"
    )
    line = {
        name: {**{key: rounded(values[key]) for key in KEYS}, "words_per_second": round(speeds[name])}
        for name, values in scores.items()
    }
    line["spacy"]["words_per_second_in_batches"] = round(batched)
    print(json.dumps({"task": "reader-beside", "data": given.data.as_posix(), "split": split, **line}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
