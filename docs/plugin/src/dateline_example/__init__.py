"""A plug-in for Dateline: an export, a way in, a reader and a codebook, each as small as it can be."""

from importlib import resources

CODEBOOK = resources.files(__package__).joinpath("harvest.toml")
"""A codebook of one's own; `dateline.events.load_codebook` reads it and names what is wrong, with the line."""
