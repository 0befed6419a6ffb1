"""Names of places folded to keys, so that spellings of one name meet.

Three keys, each looser than the one before:

- `fold`: case, diacritics, apostrophes, hyphens and stops are gone ("Dayr az-Zawr" → "dayr az zawr");
- `without_articles`: the Arabic article is gone too, however it is written ("Deir e-Zor", "Deir al-Zor" → "deir zor");
- `skeleton`: only the consonants that transliterations agree on are left ("Kafranbel", "Kfar Nabl" → "kfrnbl").

Only the standard library is used here: the gazetteer is built before the package's dependencies are there.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n",
        "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ß": "ss", "ґ": "г",
    }
)  # fmt: skip
"""Letters that do not come apart into a letter and a mark."""

_DROPPED = str.maketrans(dict.fromkeys("'’‘`´ʻʼʽʾʿˈ′.·\u200c\u200d\u200e\u200f\u0640\u00ad"))
_WORD = re.compile(r"[^\W_]+")
_ASCII = re.compile(r"[a-z0-9 ]*")
_SAME_LETTER = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك",
    "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه",
}  # fmt: skip
_ARABIC = str.maketrans(_SAME_LETTER)

ARTICLES = frozenset(
    """
    al el ul il l ad ed ud ar er ur as es us ash esh ush ach ech at et ut ath eth az ez uz adh edh an en un a e i o
    """.split()
)
"""The Arabic article as it is written before every kind of letter ("ash-Shaykh", "ez-Zor"), and the Persian link."""

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


def fold(name: str) -> str:
    """The key of a name: words in lower case without marks, parted by one blank; "" for a name without letters."""
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        text = "".join(character for character in text if not unicodedata.combining(character)).translate(_ARABIC)
    text = text.translate(_DROPPED).replace("&", " and ")
    words = text.split() if _ASCII.fullmatch(text) else _WORD.findall(text)
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        if len(words) > 1 and words[0] in _SHORT:
            words[0] = _SHORT[words[0]]
    return " ".join(words)


def without_articles(key: str) -> str:
    """A folded key without the Arabic article anywhere in it; the key itself where nothing else would be left."""
    words = key.split(" ")
    kept = [word for word in words if word not in ARTICLES]
    return " ".join(kept) if kept and len("".join(kept)) > 1 else key


_DIGRAPHS = (
    ("sch", "s"), ("tch", "c"), ("tsh", "c"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("zh", "j"), ("dj", "j"), ("dz", "z"), ("tz", "s"), ("ts", "s"), ("ck", "k"),
    ("q", "k"), ("x", "k"), ("c", "k"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyw]+")
_TWICE = re.compile(r"(.)\1+")


def skeleton(key: str) -> str:
    """The consonants of a folded key, without articles, with a vowel only at the beginning; "" unless all ASCII."""
    if not key.isascii():
        return ""
    joined = without_articles(key).replace(" ", "")
    for digraph, letter in _DIGRAPHS:
        joined = joined.replace(digraph, letter)
    head = "a" if joined[:1] in tuple("aeiou") else ""
    bare = _VOWELS.sub("", joined)
    bare = bare.removesuffix("h")
    return head + _TWICE.sub(r"\1", bare)
