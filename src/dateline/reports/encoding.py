"""Text from bytes: which encoding, what had to be mended, and when the bytes are no text at all.

The order of evidence: a byte order mark; bytes that are valid UTF-8; what the page declares; bytes that are nearly
UTF-8; detection by statistics. No character is dropped: what cannot be read becomes U+FFFD, one for each, and
is counted in `issues`. Below the floor (see `_MOST_UNREADABLE`) the bytes are refused as binary.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import InputError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, a sound or a video"),
    (b"ID3", "a sound"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
"""First bytes of files that are often met beside reports; only used to say what a refused file is."""

_ALIASES = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "windows-1252": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "tis-620": "cp874",
    "unicode": "utf-16", "utf8": "utf-8",
}  # fmt: skip
"""Names that pages use for encodings, as browsers read them (WHATWG Encoding Standard)."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_SIGNS = {
    chr(code): bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Control characters that stand for the signs of Windows-1252 where an earlier program read its bytes as Latin-1."""
_C1 = re.compile("[" + "".join(_SIGNS) + "]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WESTERN = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb4\xb7\xbb\xbc\xbd\xbe"
)
"""Quotation marks, dashes, signs of Windows-1252."""
_WESTERN_LETTERS = frozenset(
    b"\xc7\xc9\xd6\xdc\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe7\xe8\xe9\xea\xeb\xed\xee\xef\xf1\xf3\xf4\xf6\xf8\xfa\xfb\xfc"
)
_SAMPLE = 200_000
"""Bytes that detection by statistics looks at."""
_MOST_UNREADABLE = 0.002
"""Share of characters that may be unreadable before the file is refused as binary."""


@dataclass(frozen=True)
class Decoded:
    """Text whose lines end in a bare line feed, without control characters, its encoding, and what was mended."""

    text: str
    encoding: str
    issues: tuple[str, ...] = ()


def decode(data: bytes, source: str, *, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is the encoding that a page gives itself. InputError where it is no text."""
    for start, name in _SIGNATURES:
        if data.startswith(start):
            raise InputError(source, f"this is {name}, not text or HTML; it is not read")
    if declared is not None:
        declared = "".join(filter(str.isprintable, declared))[:40]  # it is shown in what is said of the page
    encoding, issues = _find_encoding(data, source, declared)
    body = data
    for mark, name in _MARKS:
        if data.startswith(mark) and name == encoding:
            body = data[len(mark) :]
            break
    text = body.decode(encoding, errors="replace")
    given = body.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
    broken = text.count("\ufffd") - given
    text = _LINE_ENDS.sub("\n", text)
    text, signs = _C1.subn(lambda match: _SIGNS[match.group()], text)
    text, controls = _CONTROL.subn("\ufffd", text)
    if broken + controls > max(3, len(text) * _MOST_UNREADABLE):
        raise InputError(
            source,
            f"this looks like a binary file: {broken + controls:,} of its {len(text):,} characters are unreadable",
        )
    if broken:
        issues.append(f"{_count(broken, 'place')} unreadable as {_plain(encoding)}, shown as \ufffd")
    if signs:
        issues.append(f"{_count(signs, 'control character')} read as the signs of Windows-1252 that they stand for")
    if controls:
        issues.append(f"{_count(controls, 'control character')} (NUL and the like) replaced by \ufffd")
    return Decoded(text, encoding, tuple(issues))


def _find_encoding(data: bytes, source: str, declared: str | None) -> tuple[str, list[str]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, []
    stated = _known(declared)
    if b"\x1b" in data and stated in (None, "iso2022_jp", "iso2022_kr"):
        for name in ("iso2022_jp", "iso2022_kr"):
            if (b"\x1b$" in data or b"\x1b(" in data) and _decodes(data, name):
                return name, []
    if _decodes(data, "utf-8"):
        if stated not in (None, "utf-8") and not data.isascii():
            return "utf-8", [f"the page says that it is in {declared}, but its bytes are UTF-8"]
        return "utf-8", []
    wide = _wide(data)
    if wide:
        return wide, []
    if stated is not None and stated != "utf-8" and _reads_well(data, stated):
        return stated, []
    read = data.decode("utf-8", errors="replace")
    broken = read.count("\ufffd")
    good = sum(1 for character in read if character >= "\x80") - broken
    if good and broken <= max(1, good // 2):
        return "utf-8", []
    says = "" if declared is None else f"the page says that it is in {declared}, but its bytes are not; "
    if _is_western(data):
        return "cp1252", [f"{says}read as Windows-1252, which fits its quotation marks and letters"]
    if broken <= max(2, len(read) // 2000):
        return "utf-8", []
    guessed = _guess(data)
    if guessed is None:
        raise InputError(source, "this looks like a binary file: its bytes fit no encoding of text that is known here")
    return guessed, [f"{says}read as {_plain(guessed)}, found by the frequency of its bytes"]


def _known(declared: str | None) -> str | None:
    """Python's name for an encoding that a page names; None where it names none that exists."""
    if declared is None:
        return None
    name = declared.strip().lower()
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except LookupError:
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in ("utf-7", "idna", "punycode"):
        return None
    return found.name


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return False
    return True


def _reads_well(data: bytes, encoding: str) -> bool:
    """Whether `data` decodes with next to no loss and without the control characters that a wrong guess brings."""
    if encoding.startswith(("utf-16", "utf-32")):
        return False  # a page that says so in ASCII is not in it
    read = data.decode(encoding, errors="replace")
    return len(_CONTROL.findall(read)) + read.count("\ufffd") <= max(1, len(read) // 2000)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte of a Western text is NUL."""
    sample = data[:4000]
    if len(sample) < 8 or len(data) % 2:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _is_western(data: bytes) -> bool:
    """Whether the bytes beyond ASCII are few and all of them ordinary in a Western European text."""
    high = data.translate(None, bytes(range(128)))
    if len(high) > 0.04 * len(data) or b"\x00" in data:
        return False
    letters = sum(byte in _WESTERN_LETTERS for byte in high)
    marks = sum(byte in _WESTERN for byte in high)
    return letters + marks == len(high) and letters <= 0.02 * len(data)


def _guess(data: bytes) -> str | None:
    """The encoding that fits the frequency of the bytes, or None where none fits well."""
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.CRITICAL)
    sample = data if len(data) <= _SAMPLE else data[:_SAMPLE]
    if sample.count(0) > len(sample) // 1000:
        return None
    best = from_bytes(sample, threshold=0.2).best()
    if best is None or best.encoding == "utf_7":
        return None
    high = len(sample.translate(None, bytes(range(128))))
    if best.coherence <= 0 and (len(sample) > 200 or high > 0.15 * len(sample)):
        return None
    return str(best.encoding)


def _plain(encoding: str) -> str:
    return {"utf-8": "UTF-8", "cp1252": "Windows-1252"}.get(encoding, encoding.replace("_", "-"))


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
