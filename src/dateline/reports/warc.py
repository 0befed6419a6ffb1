"""The way in for WARC: the pages that a crawler kept, each with its address and the day on which it was fetched.

Read by warcio in a child process. Responses and resources whose kind is that of a report are entries; what else the
crawler kept (pictures, scripts, redirects, errors) is counted and passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from dateline.errors import InputError
from dateline.model.report import Stated
from dateline.reports import child
from dateline.reports.archives import shown_name
from dateline.reports.entry import Entry, Found, Limits, Passed, Said, size_words
from dateline.reports.ways import Asked, Sample

_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml",
          "application/atom+xml", "application/vnd.openxmlformats", "application/vnd.oasis")  # fmt: skip


def recognises(sample: Sample) -> bool:
    """Whether the first bytes are those of a WARC file that is not packed (packed ones come through `packed`)."""
    return sample.head.startswith(b"WARC/")


def unfold(file: BinaryIO, source: str, asked: Asked) -> Iterator[Found]:
    """Its pages, in its order."""
    return cast("Iterator[Found]", child.run("warc", file, source, asked.limits))


def warc_job(file: BinaryIO, source: str, limits: Limits) -> Iterator[Entry | Passed | InputError]:
    """The pages of a WARC file, packed or not."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    size = file.seek(0, 2)
    file.seek(0)
    left = most = min(limits.total_bytes, max(limits.free_bytes, limits.ratio * size))
    passed = records = 0
    try:
        for record in ArchiveIterator(file):
            records += 1
            if records > limits.entries:
                raise InputError(source, f"this WARC has more records than the limit of {limits.entries:,}")
            url = shown_name(record.rec_headers.get_header("WARC-Target-URI") or "")
            if not _is_page(record):
                passed += record.rec_type in ("response", "resource")
                continue
            place = f"{source}/{url}"
            data = record.content_stream().read(limits.entry_bytes + 1)
            left -= len(data)
            if left < 0:
                raise InputError(source, f"unpacks to more than the limit of {size_words(most)}; the rest is not read")
            if len(data) > limits.entry_bytes:
                yield InputError(place, f"this page has more than the limit of {size_words(limits.entry_bytes)}")
                continue
            address = Stated(url, "the address from which the crawler fetched it") if url.startswith("http") else None
            day = (record.rec_headers.get_header("WARC-Date") or "")[:10] or None
            yield Entry(place, data, said=Said(url=address), fetched=day)
    except ArchiveLoadFailed as error:
        yield InputError(
            source, f"this WARC is damaged: {' '.join(str(error).split())[:200]}; what came before is kept"
        )
    if passed:
        yield Passed(source, f"in it, passed over: {passed:,} of {records:,} records that are no pages")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if headers is None:
        return False
    if record.rec_type == "response" and not str(headers.get_statuscode() or "").startswith("2"):
        return False
    kind = (headers.get_header("Content-Type") or "").strip().lower()
    return kind.startswith(_KINDS)
