"""The language of a text: declared, told by statistics, or unknown; and what may be loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dateline.reports.language import find_language

ENGLISH = (
    "The council said on Tuesday that it had left the town after three days of fighting, and that help was needed now."
)
SPANISH = "El consejo dijo el martes que había abandonado el pueblo después de tres días de combates y que necesitaba ayuda ya."
ARABIC = (
    2
    * "قال المجلس يوم الثلاثاء إن السكان غادروا البلدة بعد ثلاثة أيام من القتال واتجهوا نحو مخيمات الشمال القريبة من البحيرة."
)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, None, "en"), (SPANISH, None, "es"), (ARABIC, None, "ar"), (ENGLISH, "en-GB", "en"),
        ("Three dead.", "fr_FR", "fr"), ("Three dead.", None, None), ("1 2 3", None, None),
        (ARABIC, "en", "ar"), (ENGLISH, "ar", "en"), (ENGLISH, "und", "en"), ("xq zv " * 40, None, None),
    ],
)  # fmt: skip
def test_languages(text: str, declared: str | None, language: str | None) -> None:
    assert find_language(text, declared) == language


def test_the_room_loads_nothing_heavy_until_it_must() -> None:
    code = "import sys, dateline.reports; print([m for m in ('trafilatura', 'lxml', 'numpy', 'py3langid') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
