"""The model card: what the shipped model is, what it was trained on, what it scores by the benchmarks themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "src" / "dateline" / "reader" / "data"
CARD = SHIPPED / "MODEL_CARD.md"

SOURCES = (
    ("UD English EWT 2.16", "sentences, parts of speech, features, trees, lemmas", "CC BY-SA 4.0"),
    ("GUM v11, open genres", "sentences, parts of speech, features, trees, lemmas", "CC BY, CC BY-SA"),
    ("UNER English EWT", "names: person, organisation, place", "CC BY-SA 4.0"),
    ("WikiGold", "names", "CC BY 4.0"),
    ("WNUT 2017", "names", "CC BY 4.0"),
    ("CrossNER (five domains)", "names", "MIT"),
    ("English PropBank on EWT", "predicates, senses, roles", "CC BY-SA 4.0"),
    ("UDS factuality", "how far predicates are told as having happened", "CC BY-SA 4.0"),
    ("OntoGUM, open genres", "coreference", "CC BY, CC BY-SA"),
    ("LitBank", "coreference", "CC BY 4.0"),
    ("ECB+, topics 1-35 without the eight dev topics", "events and persons across reports", "annotation CC BY 3.0"),
    ("Gun Violence Corpus", "events across reports", "annotation CC BY 4.0"),
    ("Faker's names, towns of GeoNames", "substituted for names in training sentences", "MIT, CC BY 4.0"),
    ("training/news, sentences written for Dateline", "names, sentence starts", "Apache-2.0"),
)

MEASURES = (
    ("reader", "ud-ewt", "dev", ("upos", "uas", "las", "lemma", "sentence_f1", "word_f1")),
    ("reader", "gum-open", "dev", ("upos", "uas", "las", "lemma", "sentence_f1", "word_f1")),
    ("names", "uner-ewt", "dev", ("f1", "per_f1", "org_f1", "loc_f1")),
    ("names", "worldwide-ner", "dev", ("f1", "per_f1", "org_f1", "loc_f1")),
    ("roles", "propbank-ewt", "dev", ("predicate_f1", "sense_accuracy", "argument_head_f1", "argument_span_f1")),
    ("status", "uds-factuality", "dev", ("pearson_r", "happened_macro_f1")),
    ("coreference", "gum-open", "dev", ("conll_f1", "conll_f1_gold_mentions")),
    ("same-event", "ecbplus", "dev", ("conll_f1_embedding", "lemma_baseline")),
)


def write_card(work: Path, data: Path) -> None:
    """Run the benchmarks on the shipped model and write the card beside it."""
    shipped = json.loads((SHIPPED / "reader.json").read_text("utf-8"))
    history = [json.loads(line) for line in (work / "log.jsonl").read_text("utf-8").splitlines()]
    lines = [
        "# The reader's model",
        "",
        "One encoder (6 layers, 384 wide, started from all-MiniLM-L6-v2, Apache-2.0) reads a window of several",
        "sentences once; small heads give sentence starts, parts of speech, features, dependencies, names, predicates",
        "with senses and roles, factuality, coreference and a vector for every event and name. Exported to ONNX,",
        "dynamic int8 per channel with reduced range. English only.",
        "",
        f"- file: `model.onnx`, {(SHIPPED / 'model.onnx').stat().st_size / 1e6:.1f} MB, sha256 `{shipped['sha256']}`",
        f"- training: `python -m training --data DIR`: trees and names, then every head ({len(history)} epochs)",
        "- licence of the weights: CC BY-SA 4.0, since they were trained on share-alike data; the code is Apache-2.0",
        "",
        "## Trained on",
        "",
        "| data | for | licence |",
        "| --- | --- | --- |",
        *(f"| {name} | {use} | {licence} |" for name, use, licence in SOURCES),
        "",
        "The training parts only. Names that a corpus leaves unlabelled (nationalities in UNER) are left open there,",
        "not taught as no name.",
        "",
        "## Scores of the shipped file",
        "",
        "Gold words for upos, uas, las (full labels, punctuation counted), lemma and names; raw text for sentences and",
        "words. `worldwide-ner` is measured only: nothing of it was trained on.",
        "",
        "| command | " + "scores |",
        "| --- | --- |",
    ]
    for task, folder, split, keys in MEASURES:
        command = [sys.executable, "-m", "benchmarks", task, "--data", str(data / folder), "--split", split]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        found = json.loads(printed.strip().splitlines()[-1])
        shown = ", ".join(f"{key} {found[key]:.4f}" for key in keys)
        lines.append(f"| `python -m benchmarks {task} --data …/{folder} --split {split}` | {shown} |")
    lines += [
        "",
        "## Known faults",
        "",
        "Web text and reviews are over-represented in the training trees; headlines without verbs and lists parse",
        "worst. Places that act as governments are named LOC like any other place; the rooms above tell them apart.",
        "Text in other languages than English is not read.",
        "",
    ]
    CARD.write_text("\n".join(lines), "utf-8")
    print(f"wrote {CARD}")
