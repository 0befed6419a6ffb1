"""Mail, feeds and crawls made to do harm."""

from __future__ import annotations

import base64
import gzip
from functools import partial

from tests.reports import made_files as made
from tests.reports.hostile.documents import LAUGHS, OUTSIDE
from tests.reports.hostile.making import ZEROS, Make, as_bytes, bomb, flipped, gzip_bomb
from tests.reports.made_files import SENTENCE


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
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(bomb()),
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
    made_ones: dict[str, Make] = {f"mail {name}.eml": partial(as_bytes, data) for name, data in found.items()}
    return made_ones | {name: partial(as_bytes, data) for name, data in found_boxes.items()}


def _feeds() -> dict[str, Make]:
    item = "<item><title>a</title><description>A word or two.</description></item>"
    found: dict[str, str | bytes] = {
        "laughs": f'<?xml version="1.0"?>{LAUGHS}<rss><channel><item><title>&a11;</title><description>&a11; word</description></item></channel></rss>',
        "outside": f'<?xml version="1.0"?>{OUTSIDE}<rss><channel><item><description>&f; word</description></item></channel></rss>',
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
    return {f"feed {name}.xml": partial(as_bytes, data) for name, data in found.items()}


def _warcs() -> dict[str, Make]:
    page = f"<html><body><article><h1>{made.TITLE}</h1><p>{SENTENCE}</p><p>{made.SECOND}</p></article></body></html>".encode()
    plain = made.warc({"https://a.example/": page}, packed=False)

    def encoded(data: bytes, field: str) -> bytes:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{field}\r\n\r\n".encode() + data
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\n"
        return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"

    return {
        "warc bomb.warc.gz": lambda: gzip.compress(plain[:-4] + b"A" * ZEROS),
        "warc packed page.warc": lambda: encoded(gzip_bomb(), "Content-Encoding: gzip"),
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
        "warc flipped.warc": lambda: flipped(plain, 2),
        "warc address.warc": lambda: plain.replace(b"https://a.example/", b"javascript:\x1b[31m" + b"x" * 5000),
    }


def files() -> dict[str, Make]:
    """Every file by its name."""
    return _mails() | _feeds() | _warcs()
