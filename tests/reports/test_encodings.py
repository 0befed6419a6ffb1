"""Bytes to text: encodings told, lone faults mended and said, lies of pages seen through."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.reports import read_report
from dateline.reports.encoding import decode

ENGLISH = "The council said on Tuesday that it had left the town. “We won’t stop,” the café owner said — twice.\n" * 5
RUSSIAN = "Совет заявил во вторник, что после трёх дней боёв город оставлен. Жители ушли на север, к озеру.\n" * 6
ARABIC = "قال المجلس يوم الثلاثاء إن السكان غادروا البلدة بعد ثلاثة أيام من القتال واتجهوا نحو مخيمات الشمال.\n" * 6
JAPANESE = "評議会は火曜日、三日間の戦闘の末に住民が町を離れたと発表した。人々は北の湖へ向かった。\n" * 6

KNOWN = [
    (ENGLISH, "utf-8"), (ENGLISH, "utf-8-sig"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"),
    (ENGLISH, "utf-32"), (ENGLISH, "cp1252"), (RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
    (ARABIC, "utf-8"), (ARABIC, "cp1256"), (JAPANESE, "utf-8"), (JAPANESE, "cp932"), (JAPANESE, "iso2022_jp"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), KNOWN)
def test_encodings_are_told(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "a.txt")
    assert found.text == text
    told = encoding.startswith(("utf", "iso2022"))
    assert bool(found.issues) is not told


def test_a_lone_bad_byte_does_not_lose_the_report() -> None:
    data = ENGLISH.encode()
    found = decode(data[:30] + b"\xff" + data[30:], "a.txt")
    assert found.text == ENGLISH[:30] + "\ufffd" + ENGLISH[30:]
    assert found.issues == ("1 place unreadable as UTF-8, shown as \ufffd",)


def test_nul_and_control_characters_are_replaced_and_said() -> None:
    report = read_report(ENGLISH.replace("Tuesday", "Tues\x00day", 1).encode(), "a.txt")
    assert report.text == ENGLISH.replace("Tuesday", "Tues\ufffdday", 1)
    assert report.issues == ("1 control character (NUL and the like) replaced by \ufffd",)


def test_signs_of_windows_1252_behind_control_characters_are_read_and_said() -> None:
    found = decode("The sheriff\x92s office said \x93no\x94 on Monday.".encode(), "a.txt")
    assert found.text == "The sheriff’s office said “no” on Monday."
    assert found.issues


def test_tabs_and_no_break_spaces_stay() -> None:
    assert decode("a\tb\u00a0c\u200bd".encode(), "a.txt").text == "a\tb\u00a0c\u200bd"


def test_a_replacement_character_of_the_file_itself_is_no_fault() -> None:
    assert decode("a word\ufffd and more".encode(), "a.txt").issues == ()


PAGE = '<html><head><meta charset="{}"><title>t</title></head><body><article>{}</article></body></html>'
BODY = "".join(f"<p>{number}. {line}</p>" for number, line in enumerate(ENGLISH.strip().split("\n")))


def test_meta_charset_is_believed_where_it_holds() -> None:
    text = "".join(f"<p>{number}. {line}</p>" for number, line in enumerate(RUSSIAN.strip().split("\n")))
    report = read_report(PAGE.format("windows-1251", text).encode("cp1251"), "a.html")
    assert RUSSIAN.split("\n")[0] in report.text
    assert report.issues == ()
    assert report.language == "ru"


@pytest.mark.parametrize(
    ("declared", "real"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8"), ("nonsense", "utf-8")]
)
def test_a_meta_charset_that_lies_is_seen_through(declared: str, real: str) -> None:
    report = read_report(PAGE.format(declared, BODY).encode(real), "a.html")
    assert "“We won’t stop,” the café owner said — twice." in report.text
    assert bool(report.issues) is (declared != "nonsense")


def test_latin_1_is_read_as_browsers_read_it() -> None:
    report = read_report(PAGE.format("iso-8859-1", BODY).encode("cp1252"), "a.html")
    assert "“We won’t stop,”" in report.text
    assert report.issues == ()


def test_bytes_that_fit_nothing_are_refused() -> None:
    with pytest.raises(InputError, match=r"a\.txt: this looks like a binary file"):
        decode(bytes(range(256)) * 40, "a.txt")
