"""A brief as a Word document (Office Open XML), written by hand: text, tables, links from numbers to sources."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from dateline.exports.brief.document import Brief, Bullets, Grid, Heading, Line, Paragraph, Words
from dateline.exports.formats import zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_NUMBERING = (
    f'{_HEAD}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

_BLUE = '<w:color w:val="1F4E9E"/>'


def docx(brief: Brief) -> bytes:
    """The bytes of the document, the same for the same brief."""
    links: dict[str, str] = {}
    body = [_paragraph(_run(brief.title), "Title")]
    for block in brief.blocks:
        if isinstance(block, Heading):
            body.append(_paragraph(_run(block.text), f"Heading{block.level - 1}"))
        elif isinstance(block, Paragraph):
            body.append(_paragraph(_line(block.line), "Aside" if block.aside else None))
        elif isinstance(block, Bullets):
            body += [_paragraph(_line(line), "ListBullet") for line in block.lines]
        elif isinstance(block, Grid):
            body.append(_table(block))
    if brief.words:
        body.append(_paragraph(_run("Sources"), "Heading1"))
        body += [_source(words, links) for words in brief.words]
    document = (
        f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(body)}<w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    outside = "".join(
        f'<Relationship Id="{identity}" Type="{_R}/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
        for url, identity in links.items()
    )
    relations = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rStyles" Type="{_R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rNumbering" Type="{_R}/numbering" Target="numbering.xml"/>{outside}</Relationships>'
    )
    files = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _ROOT, "word/document.xml": document,
        "word/styles.xml": _styles(),
        "word/numbering.xml": _NUMBERING, "word/_rels/document.xml.rels": relations,
    }  # fmt: skip
    return zipped({name: text.encode() for name, text in files.items()})


def _styles() -> str:
    def style(name: str, shown: str, run: str, paragraph: str = "", kind: str = "paragraph") -> str:
        default = ' w:default="1"' if name == "Normal" else ""
        return (
            f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{shown}"/>'
            f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )

    space = '<w:spacing w:before="{}" w:after="{}"/>'
    keep = "<w:keepNext/>"
    made = [
        style("Normal", "Normal", '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>',
              space.format(0, 100)),
        style("Title", "Title", '<w:b/><w:sz w:val="36"/>', space.format(0, 160)),
        style("Heading1", "heading 1", '<w:b/><w:sz w:val="30"/>', keep + space.format(320, 100) + _outline(0)),
        style("Heading2", "heading 2", '<w:b/><w:sz w:val="25"/>', keep + space.format(240, 80) + _outline(1)),
        style("Heading3", "heading 3", '<w:i/><w:sz w:val="23"/>', keep + space.format(160, 60) + _outline(2)),
        style("ListBullet", "List Bullet", "",
              '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + space.format(0, 60)),
        style("Aside", "Aside", '<w:i/><w:color w:val="666666"/><w:sz w:val="19"/>'),
        style("Source", "Source", '<w:sz w:val="19"/>', space.format(0, 60)),
    ]  # fmt: skip
    return f'{_HEAD}<w:styles xmlns:w="{_W}">{"".join(made)}</w:styles>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _paragraph(inner: str, style: str | None = None) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{inner}</w:p>"


def _run(text: str, properties: str = "") -> str:
    clean = "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")
    named = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{escape(clean)}</w:t></w:r>' if clean else ""


def _line(line: Line) -> str:
    made = []
    for run in line:
        made.append(_run(run.text, "<w:b/>" if run.strong else ""))
        for turn, number in enumerate(run.numbers):
            shown = f"{',' if turn else ''}{number}"
            inner = _run(shown, f'{_BLUE}<w:vertAlign w:val="superscript"/>')
            made.append(f'<w:hyperlink w:anchor="words{number}" w:history="1">{inner}</w:hyperlink>')
    return "".join(made)


def _table(grid: Grid) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>' for side in ("top", "bottom", "insideH")
    )
    width = 9638 // len(grid.head)
    columns = f'<w:gridCol w:w="{width}"/>' * len(grid.head)
    head = "".join(_cell(_paragraph(_run(name, "<w:b/>")), width) for name in grid.head)
    rows = "".join(
        f"<w:tr>{''.join(_cell(_paragraph(_line(cell)), width) for cell in row)}</w:tr>" for row in grid.rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl><w:p/>"
    )


def _cell(inner: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _source(words: Words, links: dict[str, str]) -> str:
    named = f"{words.number}. {words.outlet}, {words.published}: {words.title}. "
    link = ""
    if words.url and words.url.startswith(("http://", "https://")):
        identity = links.setdefault(words.url, f"rLink{len(links) + 1}")
        link = f'<w:hyperlink r:id="{identity}">{_run(f" {words.url}", _BLUE)}</w:hyperlink>'
    mark = (
        f'<w:bookmarkStart w:id="{words.number}" w:name="words{words.number}"/><w:bookmarkEnd w:id="{words.number}"/>'
    )
    quoted = _run(f"“{words.before}") + _run(words.marked, "<w:b/>") + _run(f"{words.after}”")
    return _paragraph(mark + _run(named, "<w:b/>") + quoted + link, "Source")
