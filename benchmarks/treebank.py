"""Sentences of a treebank by their ids, for data that name sentences of it (`sent_id`) without repeating its trees.

The trees are looked for in CoNLL-U files of the data's own folder, then of the folders beside it (`ud-ewt/` stands
beside `uds-factuality/` and `propbank-ewt/`), until every id asked for is found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Sentence:
    """Words of one sentence and their heads, which count from 0; the root's is -1."""

    words: list[str]
    heads: list[int]


def sentences_by_id(data: Path, wanted: Collection[str]) -> dict[str, Sentence]:
    """Those of the sentences asked for that a treebank in or beside the folder (or file) `data` has."""
    missing = set(wanted)
    found: dict[str, Sentence] = {}
    for path in _files(data):
        if not missing:
            break
        for block in re.split(r"\n[ \t]*\n", path.read_text("utf-8")):
            identity = re.search(r"^# sent_id = (.*?)\s*$", block, re.MULTILINE)
            if identity and identity.group(1) in missing:
                rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
                rows = [row for row in rows if row[0].isdigit()]
                found[identity.group(1)] = Sentence([row[1] for row in rows], [int(row[6]) - 1 for row in rows])
        missing -= found.keys()
    return found


def groups_of_ids(ids: Collection[str]) -> list[list[str]]:
    """Ids that follow one another and differ in their last part only (`letter-0001`, `letter-0002`): one text each."""
    groups: list[list[str]] = []
    before = None
    for identity in ids:
        text = identity.rpartition("-")[0] or identity
        if text != before:
            groups.append([])
        groups[-1].append(identity)
        before = text
    return groups


def _files(data: Path) -> Iterator[Path]:
    folder = (data if data.is_dir() else data.parent).resolve()
    yield from sorted(folder.glob("*.conllu"))
    for beside in sorted(folder.parent.iterdir()):
        if beside.is_dir() and beside != folder:
            yield from sorted(beside.glob("*.conllu"))
