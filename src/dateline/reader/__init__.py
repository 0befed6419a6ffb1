"""The reader: tokeniser, the one model, decoding. Gives a `Reading`."""

from dateline.reader.read import Reader

__all__ = ["Reader"]
