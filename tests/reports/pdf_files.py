"""Small PDF files made here, in the layouts of newspapers and agencies, with the paragraphs that a person reads in them.

Written without a library: the operators are the point. All places, names and sentences are made up.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

TITLE = "River Front takes Halwan bridge as thousands flee"
STANDFIRST = "Council counts nine dead after two days of shelling, while the army denies that it has lost the crossing"
BODY = (
    (
        "Fighters of the River Front seized the bridge at Halwan on Monday after two days of shelling, the provincial council "
        "said. It was the third crossing that government forces have lost within a fortnight."
    ),
    (
        "At least nine people were killed and thirty wounded, according to the health office of the council. Four of the dead "
        "were children who had sheltered in the schoolhouse beside the river."
    ),
    (
        "“We had no warning,” said Mariam Osei, who runs a bakery near the market. “People ran to the fields, and then the "
        "second shell came down between the houses.”"
    ),
    (
        "The army denied that it had lost the bridge. Its spokesman, Colonel Tarek Brandt, told correspondents on Tuesday that "
        "well-armed troops still held both banks and that reinforcements were approaching from the garrison."
    ),
    (
        "Aid organisations said about four thousand inhabitants had fled the town since the weekend, most of them towards the "
        "lake camps in the northern part of the province, where tents and drinking water are running short."
    ),
    (
        "Negotiations between the two sides were interrupted in February. The mediators announced that they would invite both "
        "delegations again as soon as the ambulances could reach the neighbourhoods on the eastern bank."
    ),
)
CAPTION = "Residents carry water past the bridge at Halwan on Monday, before the shelling began again in the evening"


@dataclass
class PdfFile:
    """A PDF file of pages; each page is what its content stream says."""

    pages: list[tuple[bytes, dict[str, object]]] = field(default_factory=list)
    forms: list[bytes] = field(default_factory=list)

    def page(self, content: str, **more: object) -> None:
        self.pages.append((content.encode("cp1252"), more))

    def data(self, compress: bool = True) -> bytes:
        """The file."""
        objects: dict[int, bytes] = {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
            4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            5: _stream(
                b"\x00" * 64,
                b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            ),
            6: b"<< /CreationDate (D:20310306081500Z) /Producer (tests) >>",
        }
        names = b""
        number = 7
        for index, form in enumerate(self.forms):
            objects[number] = _stream(
                form,
                b"/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>",
            )
            names += b"/X%d %d 0 R " % (index, number)
            number += 1
        kids = []
        for content, more in self.pages:
            packed = zlib.compress(content) if compress else content
            objects[number] = _stream(packed, b"/Filter /FlateDecode" if compress else b"")
            turn = b"/Rotate %d " % int(str(more["rotate"])) if "rotate" in more else b""
            objects[number + 1] = (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s/Contents %d 0 R /Resources << "
                b"/Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im1 5 0 R %s>> >> >>"
            ) % (turn, number, names)
            kids.append(b"%d 0 R" % (number + 1))
            number += 2
        objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
        return _file(objects)


def _stream(data: bytes, entries: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _file(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        out += b"%010d 00000 n \n" % places[number]
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def quoted(words: str) -> str:
    """A string of PDF."""
    return "(" + words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def wrapped(paragraph: str, letters: int) -> list[str]:
    """Lines of at most so many letters; long words are parted by a hyphen at the line end."""
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        room = letters - len(line) - (1 if line else 0)
        if len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        if word.isalpha() and len(word) > 7 and room > 5:
            cut = min(room - 1, len(word) - 3)
            lines.append(f"{line} {word[:cut]}-".strip())
            line = word[cut:]
        elif "-" in word and word.index("-") < room:
            cut = word.index("-") + 1
            lines.append(f"{line} {word[:cut]}".strip())
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


Placed = tuple[float, float, str]


def column(paragraphs: Sequence[str], x: float, top: float, letters: int, indent: float = 10) -> list[Placed]:
    """Lines of a column: x, y, words; each paragraph's first line is indented."""
    found: list[Placed] = []
    y = top
    for paragraph in paragraphs:
        for number, line in enumerate(wrapped(paragraph, letters)):
            found.append((x + (0 if number else indent), y, line))
            y -= 12
    return found


def shown(lines: Sequence[Placed], size: float = 10, font: str = "F1") -> str:
    """Each line in a text object of its own."""
    return "".join(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {quoted(words)} Tj ET\n" for x, y, words in lines)


def heading(words: str, x: float, y: float, size: float = 20, letters: int = 48) -> str:
    return shown([(x, y - 24 * number, line) for number, line in enumerate(_broken(words, letters))], size, "F2")


def _broken(words: str, letters: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _interleaved(*columns: list[Placed]) -> list[Placed]:
    return sorted((line for each in columns for line in each), key=lambda line: (-line[1], line[0]))


def one_column() -> PdfFile:
    pdf = PdfFile()
    pdf.page(heading(TITLE, 60, 780) + shown(column(BODY, 60, 730, 95)))
    return pdf


def columns_one_after_the_other() -> PdfFile:
    pdf = PdfFile()
    pdf.page(heading(TITLE, 60, 780) + shown(column(BODY[:3], 60, 730, 46)) + shown(column(BODY[3:], 310, 730, 46)))
    return pdf


def columns_line_by_line() -> PdfFile:
    pdf = PdfFile()
    lines = _interleaved(column(BODY[:3], 60, 730, 46), column(BODY[3:], 310, 730, 46))
    pdf.page(heading(TITLE, 60, 780) + shown(lines))
    return pdf


def columns_in_one_text_object() -> PdfFile:
    pdf = PdfFile()
    lines = _interleaved(column(BODY[:3], 60, 730, 46), column(BODY[3:], 310, 730, 46))
    at = (0.0, 0.0)
    content = "BT /F1 10 Tf\n"
    for x, y, words in lines:
        content += f"{x - at[0]} {y - at[1]} Td {quoted(words)} Tj\n"
        at = (x, y)
    pdf.page(heading(TITLE, 60, 780) + content + "ET\n")
    return pdf


def three_columns() -> PdfFile:
    pdf = PdfFile()
    columns = [column(BODY[2 * n : 2 * n + 2], 50 + 172 * n, 700 - 5 * n, 31) for n in range(3)]
    pdf.page(
        heading(TITLE, 50, 790)
        + shown([(50, 750 - 15 * n, line) for n, line in enumerate(_broken(STANDFIRST, 80))], 13)
        + shown(_interleaved(*columns))
    )
    return pdf


def three_pages_with_heads_and_feet() -> PdfFile:
    pdf = PdfFile()
    lines = [line for paragraph in BODY for line in [*wrapped(paragraph, 46)]]
    starts = {wrapped(paragraph, 46)[0] for paragraph in BODY}
    for number in range(3):
        part = lines[number * 14 : number * 14 + 14] if number < 2 else lines[28:]
        placed: list[Placed] = []
        for index, line in enumerate(part):
            x, row = (60, index) if index < 7 else (310, index - 7)
            placed.append((x + (10 if line in starts else 0), 720 - 12 * row, line))
        pdf.page(
            shown([(60, 810, "Valley Post   Wednesday 5 March 2031"), (500, 810, "World news")], 8, "F2")
            + (heading(TITLE, 60, 770) if number == 0 else "")
            + shown(_interleaved(placed))
            + shown([(290, 30, f"Page {number + 1} of 3")], 8)
        )
    return pdf


def a_picture_between_columns() -> PdfFile:
    pdf = PdfFile()
    upper = _interleaved(column(BODY[:2], 60, 740, 46), column(BODY[2:3], 310, 740, 46))
    lower = _interleaved(column(BODY[3:5], 60, 430, 46), column(BODY[5:], 310, 430, 46))
    picture = "q 475 0 0 100 60 500 cm /Im1 Do Q\n"
    pdf.page(heading(TITLE, 60, 790) + shown(lower) + picture + shown([(60, 480, CAPTION)], 9) + shown(upper))
    return pdf


def words_set_apart() -> PdfFile:
    """Spaces that are no letters but gaps, and kerning inside of words."""
    pdf = PdfFile()
    content = heading(TITLE, 60, 780)
    for x, y, words in _interleaved(column(BODY[:3], 60, 730, 46), column(BODY[3:], 310, 730, 46)):
        parts = " -250 ".join(f"{quoted(word[:2])} 15 {quoted(word[2:])}" for word in words.split())
        content += f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm [{parts}] TJ ET\n"
    pdf.page(content)
    return pdf


def turned_and_in_a_form() -> PdfFile:
    pdf = PdfFile()
    lines = _interleaved(column(BODY[:3], 60, 430, 60), column(BODY[3:], 420, 430, 60))
    pdf.forms.append((heading(TITLE, 60, 480) + shown(lines)).encode("cp1252"))
    pdf.page("q 0 1 -1 0 595 0 cm /X0 Do Q\n", rotate=90)
    return pdf


def text_and_a_scan() -> PdfFile:
    pdf = PdfFile()
    pdf.page(
        heading(TITLE, 60, 780) + shown(_interleaved(column(BODY[:3], 60, 730, 46), column(BODY[3:], 310, 730, 46)))
    )
    pdf.page("q 595 0 0 842 0 0 cm /Im1 Do Q\n")
    return pdf


FILES: dict[str, tuple[Callable[[], PdfFile], tuple[str, ...]]] = {
    "one column": (one_column, (TITLE, *BODY)),
    "columns one after the other": (columns_one_after_the_other, (TITLE, *BODY)),
    "columns line by line": (columns_line_by_line, (TITLE, *BODY)),
    "columns in one text object": (columns_in_one_text_object, (TITLE, *BODY)),
    "three columns": (three_columns, (TITLE, STANDFIRST, *BODY)),
    "three pages with heads and feet": (three_pages_with_heads_and_feet, (TITLE, *BODY)),
    "a picture between columns": (a_picture_between_columns, (TITLE, *BODY[:3], CAPTION, *BODY[3:])),
    "words set apart": (words_set_apart, (TITLE, *BODY)),
    "turned, and in a form": (turned_and_in_a_form, (TITLE, *BODY)),
    "text and a scan": (text_and_a_scan, (TITLE, *BODY)),
}
"""Each file with its paragraphs in the order in which a person reads them."""
