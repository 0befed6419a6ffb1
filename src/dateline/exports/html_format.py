"""The page to send: one HTML file with the whole record, timeline and map; what `dateline page` writes."""

from __future__ import annotations

from dateline.exports.formats import Format, one
from dateline.exports.page import render

FORMAT = Format(
    name="html",
    title="One self-contained page for people",
    suffix=".html",
    media_type="text/html",
    loses=("The texts of the reports; every line opens on the words it rests on, up to twelve places each.",),
    make=lambda record, _options: one(render(record).encode()),
)
