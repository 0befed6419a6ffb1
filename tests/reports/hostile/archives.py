"""Archives and packed files made to do harm."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from functools import partial
from io import BytesIO

from tests.reports.hostile.documents import docx_bomb
from tests.reports.hostile.making import ZEROS, Make, bomb, cut, flipped, gzip_bomb
from tests.reports.made_files import TEXT, tarred, zipped


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
        "bomb": bomb,
        "bombs": lambda: zipped({f"{number}.txt": b"A" * 1_500_000 for number in range(12)}),
        "overlapping": _overlapping,
        "nested deep": lambda: _nested_zip(30),
        "nested wide": lambda: _nested_zip(2, 30),
        "bomb inside": lambda: zipped({"in.zip": bomb()}),
        "bomb of other kinds inside": lambda: zipped({"a.txt.gz": gzip_bomb(), "b.docx": docx_bomb()}),
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
    found |= {f"cut {share}": partial(cut, plain, share) for share in (0.3, 0.6, 0.9)}
    found |= {f"flipped {seed}": partial(flipped, plain, seed) for seed in range(6)}
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
    found |= {f"cut {share}.tar": partial(cut, plain, share) for share in (0.1, 0.3)}
    found |= {f"flipped {seed}.tar": partial(flipped, plain[:2048], seed, 30) for seed in range(4)}
    return {f"tar {name}": make for name, make in found.items()}


def _packed() -> dict[str, Make]:
    def again(times: int) -> bytes:
        data = TEXT.encode()
        for _ in range(times):
            data = gzip.compress(data)
        return data

    return {
        "packed bomb.txt.gz": gzip_bomb,
        "packed bomb.txt.bz2": lambda: bz2.compress(b"A" * ZEROS),
        "packed bomb.txt.xz": lambda: lzma.compress(b"A" * 30_000_000),
        "packed bomb.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b"A" * ZEROS),
        "packed lines.jsonl.gz": lambda: gzip.compress(json.dumps({"text": TEXT}).encode() + b"\n" * 30_000_000),
        "packed table.csv.gz": lambda: gzip.compress(b"text,title\n" + b'"' + b"A" * 30_000_000),
        "packed again.txt.gz.gz": lambda: again(12),
        "packed cut.txt.gz": lambda: gzip.compress(TEXT.encode() * 50)[:-9],
        "packed sum.txt.gz": lambda: gzip.compress(TEXT.encode())[:-8] + b"\0" * 8,
        "packed junk.txt.gz": lambda: gzip.compress(TEXT.encode()) + random.Random(1).randbytes(5000),
        "packed members.txt.gz": lambda: gzip.compress(b"a word\n") * 20_000,
        "packed head.txt.gz": lambda: b"\x1f\x8b\x08",
        "packed flipped.txt.xz": lambda: flipped(lzma.compress(TEXT.encode() * 9), 3),
        "packed memory.txt.xz": lambda: lzma.compress(
            TEXT.encode(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 26}]
        ),
    }


def files() -> dict[str, Make]:
    """Every file by its name."""
    return _zips() | _tars() | _packed()
