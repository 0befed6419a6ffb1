"""Words of a text, cut as Universal Dependencies cuts English, with exact offsets.

The reader is trained on words cut this way, so training and run time use this one function. The rules, in the order
in which they are tried at each place of the text:

1. what must stay whole: addresses, numbers with their separators, abbreviations with inner stops, handles;
2. runs of letters and digits, with inner apostrophes, joined initials ("PG&E");
3. anything else is a word of one character, runs of one mark ("...", "--", "!!") being one.

A run is then parted further: clitics ("do|n't", "Iran|'s"), hyphens ("Kurdish|-|led", but "anti-IS", "co-founder"),
joined words ("can|not", "gon|na"), units written onto numbers ("5|pm", "30|km").
"""

from __future__ import annotations

import re
from functools import lru_cache

APOSTROPHES = "'\u2019\u02bc\u2032"
_HYPHENS = "-\u2010\u2011"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that show nothing and may stand inside a word (soft hyphens from PDFs, zero-width joiners)."""

_PREFIXES = frozenset(
    "anti arch co counter cross e em ex extra hyper inter intra macro meta micro mid mini multi neo non over para post "
    "pre pro proto pseudo psycho quasi re semi socio sub super trans ultra un under".split()
)
"""Prefixes that keep their hyphen; every other hyphen between letters is a word of its own."""

_ABBREVIATIONS = frozenset(
    "adm apr assn aug ave blvd brig bros capt cmdr co col corp cpl dec dept dr esp est etc feb fig fri ft gen gov hon "
    "inc jan jr jul jun lt ltd maj mar messrs mr mrs ms mt mts no nos nov oct op pfc ph.d ph prof pvt rep reps rev rt "
    "sen sens sep sept sgt spc sr st supt thu tue tues vol vs wed viz approx al cf ed eds pp ret sqn".split()
)
"""Words whose full stop belongs to them; some only where a capital or a digit follows (`_keeps_stop`)."""

_WORDS_TOO = frozenset("no nos co mar dec sat sun may ed est fig ft op rep st wed mt ret ms".split())

_BEFORE_CAPITAL_ONLY = frozenset("no nos fig vol op ed eds".split())

_WHOLE = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"\u201c\u201d]+[^\s<>"'\u2019\u201c\u201d.,;:!?)\]}]   # addresses
    | [\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+                                              # e-mail
    | @\w{2,}                                                                         # handles
    | (?:\+\d{1,3}[ -])?\(?\d{3}\)?[-/]\d{3}-\d{4} | \d{3}-\d{4}\b                     # telephone numbers
    | \d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/]) | \d{4}-\d{2}-\d{2}(?!\w)                 # dates
    | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                                                  # times of day
    | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+(?:\.\d+)+ | \.\d+                            # numbers
    | (?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?                                     # U.S., a.m., e.g.
    | [:;=]-?[()DPp](?!\w)                                                            # faces
    """,
    re.VERBOSE,
)
# the name of a mailbox is held to its 64 characters: looked for without end, at every word of a run of words and full
# stops, it would make the time quadratic
_PLAIN = re.compile(r"[A-Za-z]+(?=[ ,\n])")
"""A word that none of the rules above can begin at, and that ends where the letters end: most words of most texts."""
_ALONE = frozenset(",\"'\u2018\u2019\u201c\u201d)[]")
"""Marks that no rule joins to what follows them."""
_LONG = 40  # a run longer than this is cut anew each time: what is kept must not grow with odd texts
_HYPHEN = "[\u2010\u2011-]"
_RUN = re.compile(
    rf"[^\W_](?:[\w{INVISIBLE}]|[{APOSTROPHES}](?=[^\W_])|{_HYPHEN}(?=[^\W\d_])|(?<=[^\W\d_]){_HYPHEN}(?=\d)|(?<=[A-Z])&(?=[A-Z]))*"
)
_SAME = re.compile(r"\$+|<+|>+|\.{2,}|-{2,}|!+\?*|\?+!*|\*+|=+|_+|~+|#+(?!\w)|\u2026+")
_CLITIC = re.compile(rf"(?i)(?:n[{APOSTROPHES}]t|[{APOSTROPHES}](?:s|re|ve|ll|d|m))$")
_BARE_NEGATION = re.compile(r"(?i)^(do|does|did|is|was|could|would|should|has|have|are|were)(nt)$")
_JOINED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "dunno": 2}
_MEASURE = re.compile(r"^(\d+)(am|pm|km|kg|cm|mm|mph|kph|bn|mn|ft|hrs|yrs|mins|GB|MB)$", re.IGNORECASE)


def words_of(text: str) -> list[tuple[int, int]]:
    """Start and end (code points) of every word of `text`, in order; they never overlap and hold no white space."""
    found: list[tuple[int, int]] = []
    position, length = 0, len(text)
    while position < length:
        character = text[position]
        if character.isspace() or character in INVISIBLE:
            position += 1
            continue
        if character in _ALONE:
            found.append((position, position + 1))
            position += 1
            continue
        match = _PLAIN.match(text, position)
        if match:
            end = match.end()
            cuts = _cuts(match.group()) if end - position <= _LONG else _part(match.group())
            found.extend([(position + left, position + right) for left, right in cuts])
            position = end
            continue
        match = _WHOLE.match(text, position)
        if match and _whole_fits(text, match):
            end = match.end()
            if text[end - 1] == "." and match.group().count(".") == 1:
                end -= 1
            found.append((position, end))
            position = end
            continue
        match = _RUN.match(text, position)
        if match:
            end = match.end()
            if end < length and text[end] == "." and _keeps_stop(text, position, end):
                found.append((position, end + 1))
                position = end + 1
                continue
            cuts = _cuts(match.group()) if end - position <= _LONG else _part(match.group())
            found.extend([(position + left, position + right) for left, right in cuts])
            position = end
            continue
        match = _SAME.match(text, position)
        end = match.end() if match else position + 1
        found.append((position, end))
        position = end
    return found


def _whole_fits(text: str, match: re.Match[str]) -> bool:
    """A number glued to letters ("9/11th", "3.5bn") is left to the run, unless only a mark follows."""
    end = match.end()
    if end == len(text) or not text[end].isalnum():
        return True
    return not match.group()[-1].isdigit() or bool(re.match(r"(?i)(am|pm|km|bn|mn|mm|cm|kg|m)\b", text[end:]))


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether the full stop at `end` belongs to the word before it (an abbreviation or an initial)."""
    word = text[start:end].lower()
    rest = text[end + 1 : end + 24].lstrip()
    if len(word) == 1 and word.isalpha() and text[start].isupper():
        return bool(rest) and rest[0].isupper() and (end + 1 < len(text)) and text[start:end] != "I"
    if word not in _ABBREVIATIONS:
        return False
    if word in _BEFORE_CAPITAL_ONLY:
        return bool(rest) and rest[0].isdigit()
    if word in _WORDS_TOO:
        return text[start].isupper() and bool(rest) and (rest[0].isupper() or rest[0].isdigit())
    return True


def _part(run: str) -> tuple[tuple[int, int], ...]:
    """Words inside one run of letters, digits, apostrophes and hyphens, counted from its start."""
    parts: list[tuple[int, int]] = []
    for left, right in _hyphen_pieces(run):
        if right - left == 1 and run[left] in _HYPHENS:
            parts.append((left, right))
        else:
            parts.extend(_clitics(run, left, right))
    return tuple(parts)


_cuts = lru_cache(maxsize=50_000)(_part)  # texts say the same words over and over


def _hyphen_pieces(run: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    left = 0
    for position, character in enumerate(run):
        if character not in _HYPHENS or run[left:position].lower() in _PREFIXES:
            continue  # a prefix stays with what follows: "anti-IS", "non-state"
        pieces.append((left, position))
        pieces.append((position, position + 1))
        left = position + 1
    pieces.append((left, len(run)))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _clitics(text: str, start: int, end: int) -> list[tuple[int, int]]:
    word = text[start:end]
    lower = word.lower()
    if lower in _JOINED:
        cut = start + _JOINED[lower]
        return [(start, cut), (cut, end)]
    match = _MEASURE.match(word)
    if match:
        return [(start, start + match.end(1)), (start + match.end(1), end)]
    match = _BARE_NEGATION.match(word)
    if match:
        return [(start, start + match.end(1)), (start + match.end(1), end)]
    match = _CLITIC.search(word)
    if match and match.start() > 0:
        cut = start + match.start()
        return [*_clitics(text, start, cut), (cut, end)]
    return [(start, end)]
