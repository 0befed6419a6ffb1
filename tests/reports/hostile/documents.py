"""Office documents and pages made to do harm."""

from __future__ import annotations

from functools import partial

from tests.reports import made_files as made
from tests.reports import pages
from tests.reports.hostile.making import Make, as_bytes, cut, flipped
from tests.reports.made_files import SENTENCE, zipped

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def docx_bomb() -> bytes:
    return made.docx({}, body=f"<w:p><w:r><w:t>{'A' * 62_000_000}</w:t></w:r></w:p>")


def _office() -> dict[str, Make]:
    word = "word/document.xml"

    def raw(document: str | bytes) -> bytes:
        return zipped({"[Content_Types].xml": "<Types/>", word: document})

    names = made._W
    return {
        "office laughs.docx": lambda: raw(f"{LAUGHS}<w:document {names}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"),
        "office outside.docx": lambda: raw(f"{OUTSIDE}<w:document {names}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"),
        "office bomb.docx": docx_bomb,
        "office deep.docx": lambda: raw(f"<w:document {names}><w:body>{'<w:p>' * 100_000}"),
        "office deep tables.docx": lambda: made.docx({}, body="<w:tbl><w:tr><w:tc><w:p>" * 5_000 + "</w:p></w:tc></w:tr></w:tbl>" * 5_000),
        "office many.docx": lambda: made.docx({}, body=f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" * 40_000),
        "office broken.docx": lambda: raw("<w:document"),
        "office empty.docx": lambda: raw(""),
        "office wide.docx": lambda: raw(f"<w:document {names}><w:body>".encode("utf-16")),
        "office nul.docx": lambda: made.docx({"a\0b": "x"}),
        "office spaces.odt": lambda: made.odt('<text:p>a<text:s text:c="99999999999"/>b</text:p>' * 50),
        "office laughs.odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{LAUGHS}<x>&a11;</x>"}, packed=False),
        "office nothing.odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, packed=False),
        "office locked.odt": lambda: made.odt("", {"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "office cut.docx": lambda: cut(made.docx({SENTENCE: "Normal"}), 0.7),
        "office flipped.docx": lambda: flipped(made.docx({SENTENCE: "Normal"}), 4),
    }  # fmt: skip


def _html() -> dict[str, Make]:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in pages.BODY)
    start = "<!doctype html><html><head><title>x</title></head><body>"
    live = "<article class='live-blog__post'><time datetime='2031-03-04T21:40:00Z'></time><p>A word.</p></article>"
    found: dict[str, str | bytes] = {
        "laughs": f'<?xml version="1.0"?>{LAUGHS}<html><body>{body}<p>&a11;</p>',
        "outside": f'<?xml version="1.0"?>{OUTSIDE}<html><body>{body}<p>&f;</p>',
        "deep": start + "<div>" * 100_000 + body,
        "deep spans": start + "<p>" + "<span>" * 50_000 + body,
        "never closed": start + "<p><b><i><u>" * 20_000 + body,
        "attributes": start + "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">" + body,
        "one attribute": start + f"<p class='{'x ' * 1_000_000}'>" + body,
        "stamps": start + "<time datetime='2031-03-04'></time>" * 15_000 + body,
        "json": f'<html><script type="application/ld+json">{"[" * 200_000}</script><body>{body}',
        "json objects": '<html><script type="application/ld+json">' + '{"@graph":' * 5_000 + f"</script><body>{body}",
        "json names": f'<html><script type="application/ld+json">{{"@type": "NewsArticle", "headline": 5, "author": [[[]]], "datePublished": {{}}, "publisher": [7]}}</script><body>{body}',
        "paragraphs": start + "<p>x" * 40_000 + body,
        "cells": start + "<table>" + "<tr><td>1<td>2" * 12_000 + body,
        "breaks": start + "<br>" * 30_000 + body,
        "comments": start + "<!--" * 100_000 + body,
        "references": start + "&#0;&#xD800;&#x110000;&#999999999999;&bogus;" * 10_000 + body,
        "live": start + live * 6_000,
        "live in live": start + live.replace("</article>", "") * 3_000,
        "live data": '<html><script type="application/ld+json">{"@type": "LiveBlogPosting", "liveBlogUpdate": ['
        + ",".join(['{"articleBody": "A word.", "datePublished": "x", "author": [1], "url": 7}'] * 6_000) + "]}</script>",
        "large": start + f"<p>{SENTENCE}</p>" * 5_000,
        "script": start + f"<script>{'x' * 2_000_000}</script>{body}",
        "picture": start + f"<img src='data:image/png;base64,{'A' * 1_000_000}'>{body}",
        "said utf-16": ('<meta charset="utf-16">' + body).encode(),
        "said utf-7": ('<html><meta charset="utf-7"><body>+ADw-script+AD4-' + body).encode(),
        "said nothing known": ('<html><meta charset="x-no-such-thing"><body>' + body).encode("cp1252", "replace"),
        "nuls": (start + body).replace("e", "\0").encode(),
        "nul": (start + body).replace("<p>", "<\0p>").encode(),
        "half utf-8": (start + body).encode("utf-8")[:-1] + b"\xe2\x80",
        "half utf-16": b"\xff\xfe" + (start + body).encode("utf-16-le")[:-1],
        "links": start + "<a href=x>" * 15_000 + body,
        "quotes": start + "<blockquote class='pullquote'>" * 240 + body,
    }  # fmt: skip
    return {f"html {name}.html": partial(as_bytes, data) for name, data in found.items()}


def files() -> dict[str, Make]:
    """Every file by its name."""
    return _office() | _html()
