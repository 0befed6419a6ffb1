"""A brief as Markdown and as one HTML page; the numbers lead to the words, and back."""

from __future__ import annotations

import re

from dateline.exports.brief.document import Brief, Bullets, Grid, Heading, Line, Paragraph, Words
from dateline.exports.page.markup import Markup, element, joined

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.55 Georgia,'Times New Roman',serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.35rem;border-bottom:2px solid;margin-top:2.5rem}
h3{font-size:1.1rem;margin:1.8rem 0 .4rem}h4{font-size:1rem;font-style:italic;margin:1rem 0 .2rem}
p,ul{margin:.4rem 0}li{margin:.25rem 0}table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.6rem 0}
th,td{border-bottom:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top}
sup a{text-decoration:none;padding:0 .1em}.aside{color:#777;font-size:.9rem}mark{background:#fd67;color:inherit}
ol.words{font-size:.9rem}ol.words li:target{outline:2px solid #c80}
@media print{body{margin:0;max-width:none;font-size:11pt}a{color:inherit}}
"""


def markdown(brief: Brief) -> str:
    """The brief in Markdown with footnotes, as GitHub, Pandoc and most editors read them."""
    lines = [f"# {_plain(brief.title)}", ""]
    for block in brief.blocks:
        if isinstance(block, Heading):
            lines += [f"{'#' * block.level} {_plain(block.text)}", ""]
        elif isinstance(block, Paragraph):
            text = _line(block.line)
            lines += [f"*{text}*" if block.aside else text, ""]
        elif isinstance(block, Bullets):
            lines += [f"- {_line(line)}" for line in block.lines] + [""]
        else:
            lines += [f"| {' | '.join(block.head)} |", f"|{' --- |' * len(block.head)}"]
            lines += [f"| {' | '.join(_line(cell) for cell in row)} |" for row in block.rows] + [""]
    if brief.words:
        lines += ["## Sources", ""]
    for words in brief.words:
        marked = f"**{_plain(words.marked)}**" if words.marked else ""
        quoted = f"“{_plain(words.before)}{marked}{_plain(words.after)}”"
        where = f" <{words.url}>" if words.url and not re.search(r"[\s<>]", words.url) else ""
        lines.append(f"[^{words.number}]: {_plain(_reference(words))} {quoted}{where}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _reference(words: Words) -> str:
    named = f"{words.outlet}, {words.published}"
    return f"{named}: {words.title}." if words.title != words.outlet else f"{named}."


def _line(line: Line) -> str:
    made = []
    for run in line:
        text = _plain(run.text)
        if run.strong and text.strip():
            text = f"**{text.strip()}**{' ' if text.endswith(' ') else ''}"
        made.append(text + "".join(f"[^{number}]" for number in run.numbers))
    return "".join(made)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def html(brief: Brief) -> str:
    """The brief as one HTML page that asks no host for anything and prints well."""
    body: list[Markup] = [element("h1", brief.title)]
    for block in brief.blocks:
        if isinstance(block, Heading):
            body.append(element(f"h{block.level}", block.text))
        elif isinstance(block, Paragraph):
            body.append(element("p", _marked(block.line), class_="aside" if block.aside else None))
        elif isinstance(block, Bullets):
            body.append(element("ul", *(element("li", _marked(line)) for line in block.lines)))
        elif isinstance(block, Grid):
            names = element("tr", *(element("th", name, scope="col") for name in block.head))
            rows = (element("tr", *(element("td", _marked(cell)) for cell in row)) for row in block.rows)
            body.append(element("table", element("thead", names), element("tbody", *rows)))
    if brief.words:
        body.append(element("h2", "Sources"))
        body.append(element("ol", *(_words(words) for words in brief.words), class_="words"))
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}"><meta name="generator" content="Dateline">'
        f"{element('title', brief.title)}<style>{_STYLE}</style>"
    )
    main = element("main", *body)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{main}</body></html>\n'


def _marked(line: Line) -> Markup:
    made: list[str] = []
    for run in line:
        lead = " " if run.text[:1] == " " else ""
        tail = " " if run.text[-1:] == " " and run.text.strip() else ""
        text: str = element("b", run.text) if run.strong else Markup(element("i", run.text)[3:-4])
        made.append(Markup(lead + text + tail))
        if run.numbers:
            links = (
                element("a", str(number), href=f"#words-{number}", title=f"Source {number}") for number in run.numbers
            )
            made.append(element("sup", Markup(",".join(links))))
    return joined(made)


def _words(words: Words) -> Markup:
    spaced = [Markup(_edge(words.before)), element("mark", words.marked) if words.marked else Markup(""),
              Markup(_edge(words.after))]  # fmt: skip
    link: str = (
        element("a", words.url, href=words.url) if words.url and words.url.startswith(("http://", "https://")) else ""
    )
    quoted = Markup("“" + "".join(spaced) + "”")
    where = Markup(f" {link}") if link else Markup("")
    return element("li", element("b", f"{_reference(words)} "), Markup(" "), quoted, where, id=f"words-{words.number}")


def _edge(text: str) -> str:
    inner = element("i", text)[3:-4]
    return f"{' ' if text[:1] == ' ' else ''}{inner}{' ' if text[-1:] == ' ' and inner else ''}"
