"""Text of a piece of HTML that is the report and nothing else: the content of a feed's item, of an export's field."""

from __future__ import annotations

import re

from dateline.errors import InputError
from dateline.reports.blocks import find_blocks

_MARKUP = re.compile(
    r"<(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|figure|blockquote|table|html|body)\b[^<>]*>", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


def is_markup(text: str) -> bool:
    """Whether a text holds elements of HTML."""
    return _MARKUP.search(text) is not None


def text_of(markup: str, source: str) -> str:
    """Its text, paragraphs apart by a blank line; "" where there is none. Bare text comes back as it is."""
    if not is_markup(markup):
        if _REFERENCE.search(markup):
            from html import unescape

            return unescape(markup).strip()
        return markup.strip()
    from dateline.reports.page import join_blocks, parse_page

    try:
        tree = parse_page(f"<html><body>{markup}</body></html>", source)
    except InputError as error:
        if "empty" in str(error):
            return ""
        raise
    blocks, _ = find_blocks(tree)
    return join_blocks(blocks)[0]
