"""PDF files made to do harm."""

from __future__ import annotations

import random
import zlib
from collections.abc import Mapping
from functools import partial

from tests.reports import pdf_files
from tests.reports.hostile.making import ZEROS, Make, cut, flipped


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


def files() -> dict[str, Make]:
    plain = pdf_files.one_column().data()
    bare = pdf_files.one_column().data(compress=False)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    flate = zlib.compress(b"A" * ZEROS, 9)
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
    found |= {f"cut {share}": partial(cut, plain, share) for share in (0.2, 0.5, 0.8, 0.97)}
    found |= {f"flipped {seed}": partial(flipped, bare, seed, 40) for seed in range(8)}
    return {f"pdf {name}.pdf": make for name, make in found.items()}
