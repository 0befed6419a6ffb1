"""Multi-task training of the network: seeded, logged, resumable after every epoch."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dateline.reader.wordpiece import WordPiece
from training.batches import IGNORED, NAME_TAGS, Batch, Labels, batches
from training.documents import Document
from training.measures import TargetScores
from training.network import Network, Sizes
from training.stories import Story
from training.target_losses import TARGET_WEIGHTS, target_losses

WEIGHTS = {
    "start": 0.5,
    "upos": 1.0,
    "feats": 0.5,
    "names": 1.0,
    "other_names": 0.5,
    "arcs": 1.0,
    "labels": 1.0,
} | TARGET_WEIGHTS
_VERY_LOW = -1e4


def masked_arcs(arcs: Tensor, sentence: Tensor) -> Tensor:
    """Arc scores with every head outside the word's own sentence (and the word itself) ruled out."""
    same = sentence[:, :, None] == sentence[:, None, :]
    same &= ~torch.eye(sentence.shape[1], dtype=torch.bool)[None]
    legal = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return arcs.masked_fill(~legal, _VERY_LOW)


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Mean loss of each head over the words that it is trained on in this batch."""
    start, upos, feats, names, arcs, dependent, head, more, _, others = network(
        batch.ids, batch.cases, batch.first, batch.last
    )
    found: dict[str, Tensor] = {}
    counted = batch.start != IGNORED
    if counted.any():
        found["start"] = functional.binary_cross_entropy_with_logits(
            start.squeeze(-1).float()[counted], batch.start[counted].float()
        )
    for name, scores, gold in (("upos", upos, batch.upos), ("feats", feats, batch.feats)):
        if (gold != IGNORED).any():
            found[name] = functional.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    for name, guess, allowed in (("names", names, batch.names), ("other_names", others, batch.other_names)):
        labelled = allowed.any(-1)
        if labelled.any():
            chances = functional.log_softmax(guess.float()[labelled], -1) + allowed[labelled].clamp(min=1e-30).log()
            found[name] = -torch.logsumexp(chances, -1).mean()
    if (batch.heads != IGNORED).any():
        masked = masked_arcs(arcs.float(), batch.sentence)
        found["arcs"] = functional.cross_entropy(masked.flatten(0, 1), batch.heads.flatten(), ignore_index=IGNORED)
        column = batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[-1])
        scores = network.label_scores(dependent, torch.gather(head, 1, column))
        found["labels"] = functional.cross_entropy(
            scores.float().flatten(0, 1), batch.labels.flatten(), ignore_index=IGNORED
        )
    return found | target_losses(network, more.float(), batch)


@dataclass(frozen=True, slots=True)
class Held:
    """What is measured after every epoch and never trained on."""

    documents: list[Document] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)


@torch.no_grad()
def scores(network: Network, held: Held, labels: Labels, pieces: WordPiece) -> dict[str, float]:
    """Accuracy on gold words and sentences (greedy heads), exact-span F1 of names, and the heads above the trees."""
    network.eval()
    right = dict.fromkeys(("start", "upos", "feats", "uas", "las"), 0)
    words = 0
    spans = [0, 0, 0]  # right, found, gold
    above = TargetScores()
    for batch in batches(held.documents, labels, pieces, random.Random(0), stories=held.stories, noise=0.0):
        start, upos, feats, names, arcs, dependent, head, more, _ = network(
            batch.ids, batch.cases, batch.first, batch.last
        )
        above.add(network, more, batch)
        known = batch.heads != IGNORED
        words += int(known.sum())
        chosen = masked_arcs(arcs, batch.sentence).argmax(-1)
        label = network.label_scores(
            dependent, torch.gather(head, 1, chosen[:, :, None].expand(-1, -1, head.shape[-1]))
        ).argmax(-1)
        right["start"] += int((((start.squeeze(-1) > 0).long() == batch.start) & known).sum())
        right["upos"] += int(((upos.argmax(-1) == batch.upos) & known).sum())
        right["feats"] += int(((feats.argmax(-1) == batch.feats) & known).sum())
        right["uas"] += int(((chosen == batch.heads) & known).sum())
        right["las"] += int(((chosen == batch.heads) & (label == batch.labels) & known).sum())
        labelled = batch.names.any(-1)
        guess = names.argmax(-1)
        gold = batch.names.argmax(-1)
        for row in range(len(guess)):
            mask = labelled[row]
            found = _spans(guess[row][mask].tolist())
            true = _spans(gold[row][mask].tolist())
            spans[0] += len(found & true)
            spans[1] += len(found)
            spans[2] += len(true)
    network.train()
    result = {name: round(count / max(words, 1), 4) for name, count in right.items()}
    result["names_f1"] = round(2 * spans[0] / max(spans[1] + spans[2], 1), 4)
    return result | {name: round(value, 4) for name, value in above.scores().items()}


def _spans(tags: list[int]) -> set[tuple[int, int, str]]:
    """PER, ORG and LOC spans of a run of tag numbers."""
    found, start, kind = set(), 0, ""
    for position, tag in enumerate([*tags, 0]):
        name = NAME_TAGS[tag]
        if kind and (name[:2] != "I-" or name[2:] != kind):
            found.add((start, position, kind))
            kind = ""
        if name != "O" and not kind:
            start, kind = position, name[2:]
    return {span for span in found if span[2] in ("PER", "ORG", "LOC")}


def counts_of(labels: Labels) -> dict[str, int]:
    """How many classes each head has."""
    return {
        "start": 1, "upos": len(labels.upos), "feats": len(labels.feats), "labels": len(labels.deprel),
        "names": len(NAME_TAGS), "roles": len(labels.roles), "senses": len(labels.sense_number),
    }  # fmt: skip


def train(
    documents: list[Document],
    development: dict[str, Held],
    encoder: Path,
    folder: Path,
    *,
    epochs: int,
    seed: int = 0,
    threads: int = 2,
    rates: tuple[float, float] = (2e-4, 1e-3),
    start: Path | None = None,
    stories: list[Story] | None = None,
    fiction: list[Document] | None = None,
) -> None:
    """Train for `epochs`, from the encoder's starting weights or (`start`) from a network trained before.

    `stories` and a third of `fiction`, another third every epoch, are read besides. `rates` are the highest learning
    rates of encoder and heads. `folder` holds `log.jsonl` and, after every epoch, `last.pt`, from which a repeated call
    resumes.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    folder.mkdir(parents=True, exist_ok=True)
    labels = Labels.of(documents)
    pieces = WordPiece.shipped()
    network = Network(Sizes(), counts_of(labels))
    if start is None:
        network.load_encoder(encoder)
    else:
        kept = torch.load(start, weights_only=True)["network"]
        fresh = network.state_dict()
        network.load_state_dict(
            fresh | {name: value for name, value in kept.items() if fresh[name].shape == value.shape}
        )
    encoder_names = ("pieces", "places", "cases", "norm", "layers")
    groups: dict[str, list[torch.nn.Parameter]] = {"encoder": [], "heads": []}
    for name, parameter in network.named_parameters():
        groups["encoder" if name.split(".")[0] in encoder_names else "heads"].append(parameter)
    optimiser = torch.optim.AdamW(
        [{"params": groups["encoder"], "lr": rates[0]}, {"params": groups["heads"], "lr": rates[1]}],
        weight_decay=0.01,
        fused=True,
    )

    def epoch_batches(number: int) -> Iterator[Batch]:
        read = [*documents, *(fiction or [])[number % 3 :: 3]]
        return batches(read, labels, pieces, random.Random(seed * 1000 + number), stories=stories)

    per_epoch = sum(1 for _ in epoch_batches(0))
    total = per_epoch * epochs

    def pace(step: int) -> float:
        warm = 0.06 * total
        return min(1.0, (step + 1) / warm) if step < warm else max(0.0, (total - step) / (total - warm)) * 0.98 + 0.02

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, pace)
    epoch = 0
    if (folder / "last.pt").exists():
        kept = torch.load(folder / "last.pt", weights_only=True)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        epoch = kept["epoch"]
    (folder / "labels.json").write_text(
        json.dumps(
            {
                "upos": labels.upos,
                "feats": labels.feats,
                "deprel": labels.deprel,
                "names": NAME_TAGS,
                "roles": labels.roles,
                "senses": labels.senses,
            },
            indent=0,
        )
    )
    network.train()
    while epoch < epochs:
        torch.manual_seed(seed * 1000 + epoch)
        began, seen, sums, times = time.monotonic(), 0, dict.fromkeys(WEIGHTS, 0.0), dict.fromkeys(WEIGHTS, 0)
        for number, batch in enumerate(epoch_batches(epoch)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, batch)
            if not parts:  # a run of text in which nothing is labelled
                continue
            loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
            if not math.isfinite(loss.item()):
                raise FloatingPointError(f"the loss of epoch {epoch}, batch {number} is not a number")
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen += batch.words
            for name, part in parts.items():
                sums[name] += part.item()
                times[name] += 1
            if number % 100 == 0:
                speed = seen / (time.monotonic() - began)
                means = " ".join(f"{name} {value / max(times[name], 1):.3f}" for name, value in sums.items())
                print(f"epoch {epoch} batch {number}/{per_epoch} {speed:.0f} words/s {means}", flush=True)
        epoch += 1
        kept = {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch,
        }
        torch.save(kept, folder / "last.pt.part")
        (folder / "last.pt.part").replace(folder / "last.pt")
        row = {"epoch": epoch, "seconds": round(time.monotonic() - began)}
        row |= {name: scores(network, held, labels, pieces) for name, held in development.items()}
        with (folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)


def blend(before: Path, after: Path, target: Path, share: float = 0.88) -> None:
    """Write the mean of two stages' networks into `target`, `share` of it the later one; it keeps what each knows."""
    early = torch.load(before / "last.pt", weights_only=True)
    late = torch.load(after / "last.pt", weights_only=True)
    mean = {
        name: share * value + (1 - share) * early["network"][name] if name in early["network"] else value
        for name, value in late["network"].items()
    }
    target.mkdir(parents=True, exist_ok=True)
    torch.save({"network": mean, "epoch": early["epoch"] + late["epoch"]}, target / "last.pt")
    (target / "labels.json").write_bytes((after / "labels.json").read_bytes())
    (target / "log.jsonl").write_bytes((before / "log.jsonl").read_bytes() + (after / "log.jsonl").read_bytes())
