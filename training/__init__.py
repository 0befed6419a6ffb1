"""Training of the reader: corpora, network, export, model card. Not part of the package."""
