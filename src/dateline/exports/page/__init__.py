"""A page to send: the record as one HTML file that opens from a mail attachment and asks no host for anything."""

from dateline.exports.page.render import render

__all__ = ["render"]
