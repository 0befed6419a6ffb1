"""The content of a record without its ids, so that records with ids of different histories can be compared."""

from __future__ import annotations

import re

import msgspec

from dateline.model.record import Record

_ID = re.compile(rb'"((?:evt|act|plc|clm|fig|rel|dis|sto|org)_[a-z2-7]{10})"')


def content(record: Record) -> bytes:
    """The record as JSON in which every id is its item's place in its list: equal exactly where the content is."""
    places: dict[bytes, bytes] = {}
    for field in record.__struct_fields__:
        items = getattr(record, field)
        if isinstance(items, tuple):
            for number, item in enumerate(items):
                places[item.id.encode()] = f"{field} {number}".encode()
    return _ID.sub(
        lambda match: b'"' + places.get(match[1], match[1]) + b'"', msgspec.json.encode(record, order="sorted")
    )
