"""About two hundred files that were made to do harm, by kind: each a name and its bytes, made when it is asked for."""

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache, partial
from io import BytesIO

from tests.reports import made_files as made
from tests.reports import pages, pdf_files
from tests.reports.made_files import SENTENCE, TEXT, tarred, zipped

Make = Callable[[], bytes]
_ZEROS = 30_000_000


def _flipped(data: bytes, seed: int, count: int = 12) -> bytes:
    """Some bytes replaced at random places."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(count):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _bytes(data: bytes | str) -> bytes:
    return data.encode("utf-8", "replace") if isinstance(data, str) else data


def _cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


@cache
def _bomb() -> bytes:
    return zipped({"a.txt": b"\0" * _ZEROS})


@cache
def _gzip_bomb() -> bytes:
    return gzip.compress(b"A" * _ZEROS, 9)


def _nested_zip(depth: int, width: int = 1) -> bytes:
    data = zipped({"a.txt": TEXT})
    for _ in range(depth):
        data = zipped({f"{number}.zip": data for number in range(width)})
    return data


def _overlapping() -> bytes:
    """Many names in the directory that share one packed kernel (Fifield, 2019)."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(b"A" * 1_500_000) + kernel.flush()
    crc = zlib.crc32(b"A" * 1_500_000)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), 1_500_000, 5, 0) + b"a.txt" + packed
    directory = b""
    for number in range(60):
        name = b"%05d.txt" % number
        directory += (
            struct.pack(
                "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(packed), 1_500_000, len(name), 0, 0, 0, 0, 0, 0
            )
            + name
        )
    return local + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 500, 500, len(directory), len(local), 0)


def _lying_size() -> bytes:
    data = bytearray(zipped({"a.txt": "A" * 1_000_000}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        start = archive.start_dir
    struct.pack_into("<L", data, start + 24, 10)
    struct.pack_into("<L", data, 22, 10)
    return bytes(data)


def _method(number: int) -> bytes:
    data = bytearray(zipped({"a.txt": TEXT}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        start = archive.start_dir
    struct.pack_into("<H", data, start + 10, number)
    struct.pack_into("<H", data, 8, number)
    return bytes(data)


def _link() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        member = zipfile.ZipInfo("link.txt")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    return held.getvalue()


def _zips() -> dict[str, Make]:
    plain = zipped({"a.txt": TEXT, "b.txt": TEXT})
    found: dict[str, Make] = {
        "bomb": _bomb,
        "bombs": lambda: zipped({f"{number}.txt": b"A" * 1_500_000 for number in range(12)}),
        "overlapping": _overlapping,
        "nested deep": lambda: _nested_zip(30),
        "nested wide": lambda: _nested_zip(2, 30),
        "bomb inside": lambda: zipped({"in.zip": _bomb()}),
        "bomb of other kinds inside": lambda: zipped({"a.txt.gz": _gzip_bomb(), "b.docx": _docx_bomb()}),
        "traversal": lambda: zipped(
            {"../../../../tmp/evil.txt": TEXT, "/etc/evil.txt": TEXT, "..\\..\\evil.txt": TEXT}
        ),
        "names": lambda: zipped({"a\n\x1b[2J.txt": TEXT, "\u202etxt.exe.txt": TEXT, "x" * 60_000 + ".txt": TEXT}),
        "many": lambda: zipped({f"{number}.txt": "x" for number in range(2_000)}, packed=False),
        "lying size": _lying_size,
        "unknown packing": lambda: _method(99),
        "wrong packing": lambda: _method(12),
        "wrong packing 2": lambda: _method(14),
        "link": _link,
        "empty": lambda: zipped({}),
        "only a head": lambda: b"PK\x03\x04",
        "only an end": lambda: b"PK\x05\x06" + b"\xff" * 18,
        "far directory": lambda: plain[:-6] + b"\xff\xff\xff\xff\0\0",
        "long comment": lambda: plain[:-2] + b"\xff\xff" + b"x" * 65_535,
    }
    found |= {f"cut {share}": partial(_cut, plain, share) for share in (0.3, 0.6, 0.9)}
    found |= {f"flipped {seed}": partial(_flipped, plain, seed) for seed in range(6)}
    return {f"zip {name}.zip": make for name, make in found.items()}


def _member(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, link: str = "", data: bytes = b"") -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.type, member.linkname = size, kind, link
    return member.tobuf(tarfile.GNU_FORMAT) + data + b"\0" * (-len(data) % 512)


def _tars() -> dict[str, Make]:
    plain = tarred({"a.txt": TEXT, "b.txt": TEXT})
    end = b"\0" * 1024
    found: dict[str, Make] = {
        "bomb.tar.gz": lambda: tarred({"a.txt": b"A" * 30_000_000}, "w:gz"),
        "bombs.tar.gz": lambda: tarred({f"{number}.txt": b"A" * 1_500_000 for number in range(12)}, "w:gz"),
        "lying size.tar": lambda: _member("a.txt", 8_000_000_000) + end,
        "huge size.tar": lambda: _member("a.txt", 1 << 62) + end,
        "long name.tar": lambda: _member("././@LongLink", 4_000_000_000, b"L") + end,
        "links.tar": lambda: _member("a.txt", 0, tarfile.SYMTYPE, "/etc/passwd") + _member("b.txt", 0, tarfile.LNKTYPE, "b.txt") + end,
        "devices.tar": lambda: _member("a.txt", 0, tarfile.CHRTYPE) + _member("b.txt", 0, tarfile.FIFOTYPE) + end,
        "traversal.tar": lambda: tarred({"../../evil.txt": TEXT, "/etc/evil.txt": TEXT}),
        "pax.tar": lambda: _member("pax", 30, b"x", data=b"30 size=99999999999999999999\n\n") + _member("a.txt", 5, data=b"hello") + end,
        "pax loop.tar": lambda: _member("pax", 20, b"x", data=b"0 a=b\n0 a=b\n0 a=b\n..") * 500 + end,
        "sparse.tar": lambda: _member("a.txt", 512, tarfile.GNUTYPE_SPARSE, data=b"\xff" * 512) + end,
        "only a head.tar": lambda: _member("a.txt", 100),
        "nested.tar": lambda: tarred({"b.tar": tarred({"c.tar": tarred({"d.tar": tarred({"e.tar": plain})})})}),
    }  # fmt: skip
    found |= {f"cut {share}.tar": partial(_cut, plain, share) for share in (0.1, 0.3)}
    found |= {f"flipped {seed}.tar": partial(_flipped, plain[:2048], seed, 30) for seed in range(4)}
    return {f"tar {name}": make for name, make in found.items()}


def _packed() -> dict[str, Make]:
    def again(times: int) -> bytes:
        data = TEXT.encode()
        for _ in range(times):
            data = gzip.compress(data)
        return data

    return {
        "packed bomb.txt.gz": _gzip_bomb,
        "packed bomb.txt.bz2": lambda: bz2.compress(b"A" * _ZEROS),
        "packed bomb.txt.xz": lambda: lzma.compress(b"A" * 30_000_000),
        "packed bomb.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b"A" * _ZEROS),
        "packed lines.jsonl.gz": lambda: gzip.compress(json.dumps({"text": TEXT}).encode() + b"\n" * 30_000_000),
        "packed table.csv.gz": lambda: gzip.compress(b"text,title\n" + b'"' + b"A" * 30_000_000),
        "packed again.txt.gz.gz": lambda: again(12),
        "packed cut.txt.gz": lambda: gzip.compress(TEXT.encode() * 50)[:-9],
        "packed sum.txt.gz": lambda: gzip.compress(TEXT.encode())[:-8] + b"\0" * 8,
        "packed junk.txt.gz": lambda: gzip.compress(TEXT.encode()) + random.Random(1).randbytes(5000),
        "packed members.txt.gz": lambda: gzip.compress(b"a word\n") * 20_000,
        "packed head.txt.gz": lambda: b"\x1f\x8b\x08",
        "packed flipped.txt.xz": lambda: _flipped(lzma.compress(TEXT.encode() * 9), 3),
        "packed memory.txt.xz": lambda: lzma.compress(
            TEXT.encode(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 26}]
        ),
    }


def _pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R", tail: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    return bytes(out) + b"trailer\n<< /Size %d %s >>\n%sstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        trailer,
        tail,
        start,
    )


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def _with(
    content: bytes, entries: bytes = b"", more: Mapping[int, bytes] | None = None, resources: bytes = _FONT
) -> bytes:
    """A PDF of one page with this content stream."""
    return _pdf({
        1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % resources,
        4: b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content), **(more or {}),
    })  # fmt: skip


def _shows(words: bytes = b"Fighters seized the bridge.") -> bytes:
    return b"BT /F1 10 Tf 60 700 Td (%s) Tj ET\n" % words


def _forms(count: int, each: int) -> bytes:
    """Forms that each show the next several times: each ** count pages of text in a few bytes."""
    more = {}
    for number in range(count):
        inner = b"/X Do " * each if number < count - 1 else _shows()
        more[5 + number] = (
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> /Font << /F1 "
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Length %d >>\nstream\n%s\nendstream"
        ) % (6 + number if number < count - 1 else 5, len(inner), inner)
    return _with(b"/X Do", more=more, resources=b"/Resources << /XObject << /X 5 0 R >> >>")


def _map(ranges: bytes) -> bytes:
    cmap = b"begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n" + ranges + b"\nendcmap"
    font = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 5 0 R >> >> >>"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)
    return _with(_shows(), more={5: stream}, resources=font)


def _pdfs() -> dict[str, Make]:
    plain = pdf_files.one_column().data()
    bare = pdf_files.one_column().data(compress=False)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    flate = zlib.compress(b"A" * _ZEROS, 9)
    found: dict[str, Make] = {
        "kids loop": lambda: _pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        "kids loop 2": lambda: _pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] >>", 3: b"<< /Type /Pages /Kids [2 0 R 2 0 R] >>"}),
        "parent loop": lambda: _pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>", 3: page.replace(b"2 0 R", b"3 0 R")}),
        "kids wide": lambda: _pdf({1: _CATALOG, **{n: b"<< /Type /Pages /Kids [%s] >>" % (b"%d 0 R " % (n + 1) * 30) for n in range(2, 9)}, 9: page}),
        "kids deep": lambda: _pdf({1: _CATALOG, **{n: b"<< /Type /Pages /Kids [%d 0 R] >>" % (n + 1) for n in range(2, 4000)}, 4000: page}),
        "no catalog": lambda: _pdf({2: page}),
        "catalog loop": lambda: _pdf({1: b"1 0 R"}),
        "object loop": lambda: _pdf({1: _CATALOG, 2: b"3 0 R", 3: b"2 0 R"}),
        "count": lambda: _pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>", 3: page}),
        "many pages": lambda: _pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [%s] >>" % (b"3 0 R " * 30_000), 3: page}),
        "xref loop": lambda: bare.replace(b"/Info 6 0 R", b"/Prev %d" % bare.rindex(b"xref\n0")),
        "xref far": lambda: bare[: bare.rindex(b"startxref")] + b"startxref\n99999999999\n%%EOF",
        "xref negative": lambda: bare[: bare.rindex(b"startxref")] + b"startxref\n-5\n%%EOF",
        "xref size": lambda: bare.replace(b"/Size ", b"/Size 99999999"),
        "xref rows": lambda: bare.replace(b"xref\n0 ", b"xref\n0 99999999"),
        "no xref": lambda: bare[: bare.rindex(b"xref\n0")],
        "length": lambda: _with(_shows()).replace(b"/Length", b"/Length 99999999 /L"),
        "length loop": lambda: _with(_shows()).replace(b"/Length", b"/Length 4 0 R /L"),
        "bomb": lambda: _with(flate, b"/Filter /FlateDecode"),
        "bomb of numbers": lambda: _with(zlib.compress(b"1 " * 20_000_000), b"/Filter /FlateDecode"),
        "bomb of brackets": lambda: _with(zlib.compress(b"[" * 5_000_000), b"/Filter /FlateDecode"),
        "bombs in bombs": lambda: _with(zlib.compress(zlib.compress(flate)), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
        "many filters": lambda: _with(b"41" * 100, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 500)),
        "lzw": lambda: _with(b"\x80\x0b\x60" * 50_000, b"/Filter /LZWDecode"),
        "run length": lambda: _with(b"\x81A" * 2_000_000, b"/Filter /RunLengthDecode"),
        "predictor": lambda: _with(zlib.compress(b"A" * 1000), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>"),
        "form loop": lambda: _forms(1, 1).replace(b"(Fighters seized the bridge.) Tj", b"/X Do                          "),
        "forms": lambda: _forms(11, 10),
        "deep arrays": lambda: _pdf({1: _CATALOG, 2: b"[" * 50_000 + b"]" * 50_000}),
        "deep dictionaries": lambda: _pdf({1: _CATALOG, 2: b"<< /A " * 20_000 + b"1" + b">>" * 20_000}),
        "many words": lambda: _with(zlib.compress(b"BT /F1 9 Tf " + b"1 0 Td (ab) Tj " * 300_000 + b"ET"), b"/Filter /FlateDecode"),
        "many saves": lambda: _with(zlib.compress(b"q " * 1_000_000 + _shows()), b"/Filter /FlateDecode"),
        "numbers": lambda: _with(b"BT /F1 1e308 Tf 1e308 1e308 1e308 1e308 1e308 1e308 Tm 9" + b"9" * 4000 + b" Tz (ab) Tj (cd) Tj ET"),
        "operands": lambda: _with(b"BT Tf Td Tm TJ Tj ' \" cm Do Tc (x) Tf /F1 (y) Td [[[(a)]]] TJ << >> Tj ET Q Q Q ET" + _shows()),
        "inline picture": lambda: _with(b"BI /W 9 /H 9 ID " + b"x" * 100_000),
        "open string": lambda: _with(b"BT /F1 9 Tf (" + b"(" * 100_000),
        "rotate": lambda: plain.replace(b"/Type /Page /", b"/Rotate 1e99 /Type /Page /"),
        "map": lambda: _map(b"1 beginbfrange\n<0000> <ffffffff> <0000>\nendbfrange"),
        "maps": lambda: _map(b"1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange\n" * 300),
        "widths": lambda: _with(_shows(), resources=b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
                                b"/DescendantFonts [<< /W [0 999999999 500] >>] >> >> >>"),
        "font loop": lambda: _with(_shows(), more={5: b"<< /Type /Font /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"},
                                   resources=b"/Resources << /Font << /F1 5 0 R >> >>"),
        "locked": lambda: _pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [] >>", 3: b"<< /Filter /Standard /V 5 /R 6 /O (x) /U (y) >>"}, b"/Root 1 0 R /Encrypt 3 0 R /ID [(a) (b)]"),
        "only a head": lambda: b"%PDF-1.7",
        "junk": lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(50_000),
        "endobj": lambda: b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 30_000,
    }  # fmt: skip
    found |= {f"cut {share}": partial(_cut, plain, share) for share in (0.2, 0.5, 0.8, 0.97)}
    found |= {f"flipped {seed}": partial(_flipped, bare, seed, 40) for seed in range(8)}
    return {f"pdf {name}.pdf": make for name, make in found.items()}


_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def _docx_bomb() -> bytes:
    return made.docx({}, body=f"<w:p><w:r><w:t>{'A' * 62_000_000}</w:t></w:r></w:p>")


def _office() -> dict[str, Make]:
    word = "word/document.xml"

    def raw(document: str | bytes) -> bytes:
        return zipped({"[Content_Types].xml": "<Types/>", word: document})

    names = made._W
    return {
        "office laughs.docx": lambda: raw(f"{_LAUGHS}<w:document {names}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"),
        "office outside.docx": lambda: raw(f"{_OUTSIDE}<w:document {names}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"),
        "office bomb.docx": _docx_bomb,
        "office deep.docx": lambda: raw(f"<w:document {names}><w:body>{'<w:p>' * 100_000}"),
        "office deep tables.docx": lambda: made.docx({}, body="<w:tbl><w:tr><w:tc><w:p>" * 5_000 + "</w:p></w:tc></w:tr></w:tbl>" * 5_000),
        "office many.docx": lambda: made.docx({}, body=f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" * 40_000),
        "office broken.docx": lambda: raw("<w:document"),
        "office empty.docx": lambda: raw(""),
        "office wide.docx": lambda: raw(f"<w:document {names}><w:body>".encode("utf-16")),
        "office nul.docx": lambda: made.docx({"a\0b": "x"}),
        "office spaces.odt": lambda: made.odt('<text:p>a<text:s text:c="99999999999"/>b</text:p>' * 50),
        "office laughs.odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{_LAUGHS}<x>&a11;</x>"}, packed=False),
        "office nothing.odt": lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, packed=False),
        "office locked.odt": lambda: made.odt("", {"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "office cut.docx": lambda: _cut(made.docx({SENTENCE: "Normal"}), 0.7),
        "office flipped.docx": lambda: _flipped(made.docx({SENTENCE: "Normal"}), 4),
    }  # fmt: skip


def _html() -> dict[str, Make]:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in pages.BODY)
    start = "<!doctype html><html><head><title>x</title></head><body>"
    live = "<article class='live-blog__post'><time datetime='2031-03-04T21:40:00Z'></time><p>A word.</p></article>"
    found: dict[str, str | bytes] = {
        "laughs": f'<?xml version="1.0"?>{_LAUGHS}<html><body>{body}<p>&a11;</p>',
        "outside": f'<?xml version="1.0"?>{_OUTSIDE}<html><body>{body}<p>&f;</p>',
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
    return {f"html {name}.html": partial(_bytes, data) for name, data in found.items()}


def _texts() -> dict[str, Make]:
    found: dict[str, bytes] = {
        "bom": b"\xff\xfe" + TEXT.encode(),
        "bom 32": b"\xff\xfe\0\0" + TEXT.encode(),
        "bom 8": b"\xef\xbb\xbf" + TEXT.encode("cp1252") + b"\xe9\xe8",
        "surrogates": b"\xed\xa0\x80" * 3000 + TEXT.encode(),
        "utf-16 half": TEXT.encode("utf-16-le")[:-1],
        "mixed": TEXT.encode() * 5 + "Überfälle auf Brücken".encode("cp1252") * 9 + "الجسر".encode("cp1256") * 9,
        "escape": b"\x1b$B" + TEXT.encode() * 4,
        "bell": TEXT.encode().replace(b" ", b"\x07 "),
        "one line": b"x" * 1_500_000,
        "words": b"word " * 300_000,
        "names": b"The President Of The River Front Council " * 20_000,
        "dates": b"Published 1 March 2031 at 10:00 " * 30_000,
        "marks": ("\u0301" * 500_000 + TEXT).encode(),
        "directions": ("\u202e\u2066" * 100_000 + TEXT).encode(),
        "line ends": b"\r\n\x0b\x0c\r" * 200_000 + TEXT.encode(),
        "brackets.md": b"[" * 300_000,
        "links.md": b"[a](" * 100_000,
        "stars.md": b"*a" * 200_000 + b" " + b"_" * 100_000,
        "front.md": b"---\n" + b"a: b\n" * 100_000,
        "pictures.md": b"![a" * 100_000,
        "factiva": b"Document ABCD0020310304e73400001\n" * 50_000,
        "factiva words": b"HD \nPD \nTD \n" * 50_000 + b"Document ABCD0020310304e73400001\n",
        "nexis": b"1 of 9 DOCUMENTS\nBODY:\nLOAD-DATE:\n" * 20_000,
        "nexis words": b"1 of 9 DOCUMENTS\n" + b"HEADLINE: x\n" * 50_000,
        "addresses": b"http://127.0.0.1/\n" * 50_000,
    }
    return {f"text {name}" + ("" if "." in name else ".txt"): partial(_bytes, data) for name, data in found.items()}


def _tables() -> dict[str, Make]:
    row = {"text": TEXT, "title": "x", "url": "https://a.example/"}
    found: dict[str, bytes | str] = {
        "deep.json": "[" * 200_000,
        "deep objects.json": '{"articles":' * 100_000,
        "deep closed.json": '{"data":' * 500 + json.dumps(row) + "}" * 500,
        "cut.json": json.dumps([row] * 50)[:-30],
        "wrong kinds.json": json.dumps([{**row, "text": 5}, {**row, "title": [[["x"]]]}, {**row, "url": {"a": 1}}, {**row, "published": 1e308}, 5, None]),
        "times.json": json.dumps([{**row, "published": value} for value in ("9999999999999", "9999999999", "1" * 400, "0000000000", "-1", "2031-99-99T99:99")]),
        "surrogates.json": '[{"text": "\\ud800 a word and more", "title": "\\udfff"}]',
        "numbers.json": '{"text": "a word", "title": ' + "9" * 100_000 + "}",
        "keys.json": "{" + ",".join(f'"k{number}": {number}' for number in range(100_000)) + ', "text": "a", "title": "b"}',
        "nan.json": '[{"text": NaN, "title": Infinity}]',
        "one string.json": json.dumps([{"title": "x", "text": "A" * 1_900_000}]),
        "empty.json": "[]",
        "lines.jsonl": '{"text": "a"}\n' + "x" * 2_500_000 + '\n{"text": "a word"}',
        "empties.jsonl": "{}\n" * 100_000,
        "nulls.jsonl": '{"text": "a\\u0000b word", "title": "\\u0000"}\n',
        "quote.csv": 'title,text\n"' + "x" * 1_500_000,
        "columns.csv": "text," + ",".join("c" * 3 for _ in range(100_000)) + "\n" + "x," * 99_999,
        "nul.csv": "title,text\na\0b,c\0d word\n",
        "rows.csv": "title,text\n" + "\n" * 300_000,
        "long.csv": "title,text\n" + '"a","' + "x" * 2_100_000 + '"\n',
        "wide.csv": "title,text\nà,é word\n".encode("utf-16"),
        "header.csv": "x" * 1_000_000,
        "marks.csv": "title;text\n" + ";" * 500_000,
    }  # fmt: skip
    return {f"table {name}": partial(_bytes, data) for name, data in found.items()}


def _mails() -> dict[str, Make]:
    head = b"From: a@b.example\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"

    def nested(depth: int) -> bytes:
        out = head
        for number in range(depth):
            out += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
        return out + b"Content-Type: text/plain\r\n\r\nhello words\r\n"

    found: dict[str, bytes] = {
        "nested": nested(3000),
        "nested 50": nested(50),
        "messages": head + b"Content-Type: message/rfc822\r\n\r\n" * 2000 + b"From: x\r\n\r\nhello",
        "one boundary": head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nhello words\r\n" * 30_000,
        "empty boundary": head + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n----\r\nhello\r\n',
        "base64": head + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"!!!not=base64===" * 2000,
        "base64 bomb": head + b'Content-Type: application/zip; name="a.zip"\r\nContent-Disposition: attachment; filename="a.zip"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(_bomb()),
        "charset": head + b"Content-Type: text/plain; charset=no-such-thing\r\n\r\nhello words",
        "charset rot13": head + b"Content-Type: text/plain; charset=rot13\r\n\r\nhello words",
        "subject": head + b"Subject: " + b"=?utf-8?b?////?= " * 20_000 + b"\r\n\r\nhello words",
        "fields": head + b"X-A: b\r\n" * 100_000 + b"\r\nhello words",
        "one field": head + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\nhello words",
        "date": head + b"Date: Tue, 99 Foo 99999 99:99:99 +9999\r\n\r\nhello words",
        "name": head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Disposition: attachment; filename="../../evil.txt"\r\n\r\nhello words\r\n--b--',
        "nuls": head + b"Subject: a\0b\r\n\r\nhel\0lo words",
        "uu": head + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a.txt\r\n" + b"M" * 5000,
    }  # fmt: skip
    found_boxes = {
        "mail box.mbox": b"From a@b Tue Mar  4 21:40:00 2031\nFrom: x\n\nhello words\n\n" * 3_000,
        "mail empty.mbox": b"From a@b Tue Mar  4 21:40:00 2031\nFrom: x\n" + b"\nFrom a\n" * 20_000,
        "mail line.mbox": b"From a@b Tue Mar  4 21:40:00 2031\nFrom: x\n\n" + b"x" * 3_000_000,
    }
    made_ones: dict[str, Make] = {f"mail {name}.eml": partial(_bytes, data) for name, data in found.items()}
    return made_ones | {name: partial(_bytes, data) for name, data in found_boxes.items()}


def _feeds() -> dict[str, Make]:
    item = "<item><title>a</title><description>A word or two.</description></item>"
    found: dict[str, str | bytes] = {
        "laughs": f'<?xml version="1.0"?>{_LAUGHS}<rss><channel><item><title>&a11;</title><description>&a11; word</description></item></channel></rss>',
        "outside": f'<?xml version="1.0"?>{_OUTSIDE}<rss><channel><item><description>&f; word</description></item></channel></rss>',
        "items": "<rss><channel>" + item * 30_000,
        "deep": "<rss><channel>" + "<item>" * 50_000,
        "deep content": "<rss><channel><item><description>" + "&lt;div&gt;" * 50_000 + "word</description></item>",
        "one title": f"<rss><channel><item><title>{'x' * 1_200_000}</title><description>word</description></item>",
        "cut": made.RSS[:-120],
        "attributes": "<rss " + " ".join(f"a{number}='1'" for number in range(20_000)) + "><channel>" + item,
        "names": "<rss " + " ".join(f"xmlns:n{number}='u{number}'" for number in range(5_000)) + "><channel>" + item,
        "said utf-16": '<?xml version="1.0" encoding="utf-16"?><rss><channel>' + item + "</channel></rss>",
        "nuls": made.RSS.replace("e", "\0"),
        "nothing": "<rss/>",
        "dates": "<rss><channel>" + "<item><pubDate>Foo, 99 Bar 9999999 99:99</pubDate><description>A word.</description></item>" * 2000,
    }  # fmt: skip
    return {f"feed {name}.xml": partial(_bytes, data) for name, data in found.items()}


def _warcs() -> dict[str, Make]:
    page = f"<html><body><article><h1>{made.TITLE}</h1><p>{SENTENCE}</p><p>{made.SECOND}</p></article></body></html>".encode()
    plain = made.warc({"https://a.example/": page}, packed=False)

    def encoded(data: bytes, field: str) -> bytes:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{field}\r\n\r\n".encode() + data
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\n"
        return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"

    return {
        "warc bomb.warc.gz": lambda: gzip.compress(plain[:-4] + b"A" * _ZEROS),
        "warc packed page.warc": lambda: encoded(_gzip_bomb(), "Content-Encoding: gzip"),
        "warc parts.warc": lambda: encoded(b"ffffffff\r\nabc", "Transfer-Encoding: chunked"),
        "warc parts wrong.warc": lambda: encoded(b"-5\r\nabc\r\nzz\r\n", "Transfer-Encoding: chunked"),
        "warc length.warc": lambda: plain.replace(b"Content-Length: ", b"Content-Length: 9999999"),
        "warc negative.warc": lambda: plain.replace(b"Content-Length: ", b"Content-Length: -"),
        "warc no number.warc": lambda: plain.replace(b"Content-Length: ", b"Content-Length: x"),
        "warc fields.warc": lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 500_000,
        "warc one field.warc": lambda: b"WARC/1.0\r\nX: " + b"y" * 5_000_000,
        "warc cut.warc.gz": lambda: made.warc({"https://a.example/": page})[:-30],
        "warc whole.warc.gz": lambda: gzip.compress(plain * 3),
        "warc many.warc": lambda: plain.replace(b"text/html", b"image/png") * 3_000,
        "warc flipped.warc": lambda: _flipped(plain, 2),
        "warc address.warc": lambda: plain.replace(b"https://a.example/", b"javascript:\x1b[31m" + b"x" * 5000),
    }


def all_files() -> dict[str, Make]:
    """Every file by its name."""
    found: dict[str, Make] = {}
    for kind in (_zips, _tars, _packed, _pdfs, _office, _html, _texts, _tables, _mails, _feeds, _warcs):
        found |= kind()
    return found
