"""Texts and tables made to do harm."""

from __future__ import annotations

import json
from functools import partial

from tests.reports.hostile.making import Make, as_bytes
from tests.reports.made_files import TEXT


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
    return {f"text {name}" + ("" if "." in name else ".txt"): partial(as_bytes, data) for name, data in found.items()}


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
    return {f"table {name}": partial(as_bytes, data) for name, data in found.items()}


def files() -> dict[str, Make]:
    """Every file by its name."""
    return _texts() | _tables()
