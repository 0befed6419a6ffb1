"""Files of every kind that holds reports, made here. All places, names and sentences are made up."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

SENTENCE = "Fighters of the River Front seized the bridge at Halwan on Monday, the provincial council said."
SECOND = "At least nine people were killed and 30 wounded, according to the health office of the council."
TEXT = f"{SENTENCE}\n\n{SECOND}\n"
TITLE = "River Front takes Halwan bridge"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(files: Mapping[str, bytes | str], packed: bool = True) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(files: Mapping[str, bytes | str], mode: str = "w") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            raw = data.encode() if isinstance(data, str) else data
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return held.getvalue()


def warc(pages: Mapping[str, bytes], packed: bool = True, status: str = "200 OK", kind: str = "text/html") -> bytes:
    out = b""
    for number, (url, data) in enumerate(pages.items()):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-06T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        record = head + http + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


def docx(paragraphs: Mapping[str, str] | None = None, body: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """Paragraph → style."""
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
        for text, style in (paragraphs or {}).items()
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0"?><w:document {_W}><w:body>{shown}{body}</w:body></w:document>',
            "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="T1"><w:name w:val="Title"/></w:style></w:styles>',
            "docProps/core.xml": '<c xmlns:d="urn:d"><d:modified>2031-03-05T07:00:00Z</d:modified></c>',
            **(more or {}),
        }
    )


def odt(content: str, more: Mapping[str, str] | None = None) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "text", "style", "table")
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles><style:style style:name="P1" '
            f'style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>{content}</office:text>'
            "</office:body></office:document-content>",
        )
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return held.getvalue()


def message(
    subject: str = TITLE, text: str = TEXT, html: str = "", attached: Mapping[str, bytes] | None = None
) -> bytes:
    made = EmailMessage()
    made["From"] = "Valley Post <news@valleypost.example>"
    made["To"] = "reader@example.org"
    made["Subject"] = subject
    made["Date"] = "Tue, 04 Mar 2031 21:40:00 +0100"
    made["Message-ID"] = "<1@valleypost.example>"
    if text:
        made.set_content(text)
    if html:
        if text:
            made.add_alternative(html, subtype="html")
        else:
            made.set_content(html, subtype="html")
    for name, data in (attached or {}).items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def mbox(*messages: bytes) -> bytes:
    return b"".join(
        b"From news@valleypost.example Tue Mar  4 21:40:00 2031\n" + each.replace(b"\nFrom ", b"\n>From ") + b"\n"
        for each in messages
    )


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Post: World</title><link>https://valleypost.example/</link><ttl>60</ttl>
<item><title>{TITLE} &amp;amp; more</title><link>https://valleypost.example/halwan</link><guid isPermaLink="false">17</guid>
<pubDate>Tue, 04 Mar 2031 21:40:00 +0100</pubDate><dc:creator>Nora Lindqvist</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>{SENTENCE}</p><figure><img src="a.jpg"></figure><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Lake camps short of tents</title><link>https://valleypost.example/camps</link>
<description>&lt;p&gt;Aid groups say that the lake camps have run out of tents.&lt;/p&gt;</description></item>
<item><title>Only an address</title><link>/only</link><guid>https://valleypost.example/only</guid></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://lake.example/">
<title type="text">Lake Radio</title><entry><title>{TITLE}</title><link rel="self" href="https://lake.example/self"/>
<link href="https://lake.example/1"/><id>tag:lake.example,2031:1</id><published>2031-03-04T20:40:00Z</published>
<updated>2031-03-05T09:00:00Z</updated><author><name>Sami Odeh</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p><p>{SECOND}</p></div></content></entry></feed>"""

FACTIVA = f"""
SE World
HD {TITLE}
BY By Nora Lindqvist
WC 412 words
PD 4 March 2031
ET 21:40
SN Valley Post
SC VALPST
LA English
CY Copyright 2031 Valley Post

LP
{SENTENCE}

TD
{SECOND}

Document VALPST0020310304e73400001


Lake camps run short of tents
By Sami Odeh
216 words
5 March 2031
Lake Radio
LAKER
English
(c) 2031 Lake Radio

Aid groups said the camps at the lake had run out of tents on Wednesday, and that more people were on the road.

Document LAKER00020310305e7350000x
"""

NEXIS = f"""
                               1 of 2 DOCUMENTS


                                  Valley Post

                            March 4, 2031 Tuesday
                                 Final Edition

{TITLE}

BYLINE: Nora Lindqvist, Valley Post Writer

SECTION: WORLD; Pg. A1

LENGTH: 412 words

DATELINE: HALWAN

BODY:

{SENTENCE}

{SECOND}

LOAD-DATE: March 5, 2031

LANGUAGE: ENGLISH

                    Copyright 2031 Valley Post
                              2 of 2 DOCUMENTS

                                  Lake Radio

                            March 5, 2031 Wednesday

HEADLINE: Lake camps run short of tents

BODY:
Aid groups said the camps at the lake had run out of tents on Wednesday. The council said: more people were on the road.

LOAD-DATE: March 6, 2031
"""

NEXIS_UNI = f"""
{TITLE}
Valley Post
March 4, 2031 Tuesday

Copyright 2031 Valley Post All Rights Reserved
Section: WORLD; Pg. A1
Length: 412 words
Byline: Nora Lindqvist
Body

{SENTENCE}

{SECOND}

Load-Date: March 5, 2031

End of Document
"""

LIVE = f"""<!doctype html><html lang="en"><head><title>Halwan live | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><link rel="canonical" href="https://valleypost.example/live">
</head><body><nav><a href="/">Home</a></nav><main class="live-blog"><h1>Halwan live</h1>
<article class="live-blog__post" id="p2"><time datetime="2031-03-05T08:10:00+01:00">08:10</time><h2>Army denies loss</h2>
<p>The army denied that it had lost the bridge. Its spokesman said troops still held both banks.</p></article>
<article class="live-blog__post" id="p1"><time datetime="2031-03-04T21:40:00+01:00">21:40</time><h2>{TITLE}</h2>
<p>{SENTENCE}</p><p>{SECOND}</p></article></main></body></html>"""

LIVE_DATA = f"""<!doctype html><html lang="en"><head><title>Halwan live | Valley Post</title>
<script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": "Halwan live", "liveBlogUpdate": [
{{"@type": "BlogPosting", "headline": "Army denies loss", "datePublished": "2031-03-05T08:10:00+01:00",
"articleBody": "The army denied that it had lost the bridge."}},
{{"@type": "BlogPosting", "headline": "{TITLE}", "datePublished": "2031-03-04T21:40:00+01:00",
"dateModified": "2031-03-04T22:00:00+01:00", "articleBody": "<p>{SENTENCE}</p>"}}]}}</script></head><body><p>x</p></body></html>"""
