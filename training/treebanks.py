"""Sentences of a CoNLL-U file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.documents import Sentence


def read_trees(path: Path) -> Iterator[tuple[str, bool, Sentence]]:
    """Sentences of a CoNLL-U file: (sentence id, whether a document starts there, sentence)."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        identity = re.search(r"^# sent_id = (.+)$", block, re.MULTILINE)
        yield (
            identity.group(1).strip() if identity else "",
            "# newdoc" in block,
            Sentence(
                words=[row[1] for row in rows],
                heads=[int(row[6]) - 1 for row in rows],
                labels=[row[7] for row in rows],
                upos=[row[3] for row in rows],
                feats=[row[5] for row in rows],
                lemmas=[row[2] for row in rows],
            ),
        )
