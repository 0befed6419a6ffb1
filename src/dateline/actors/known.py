"""Known actors: states, groups, organisations, media and their names in use, with an index over the forms.

Forms are compared as runs of tokens (`pieces`), without hyphens, dots, apostrophes and accents, so that "al-Qa'ida",
"al Qaida" and "Al-Qaida" are one form. Capitals count: see `Known.fits`.

A form is *weak* when it may mean somebody else ("IS", "the Coalition", "SDF"): it counts only where the report also
uses a strong form of the same entry, or names an actor of the entry's context; where that leaves more than one entry,
none is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, cast, get_args

import msgspec

from dateline.actors.own import OwnActor, kept_text, own_actors, own_path
from dateline.actors.sectors import SECTORS
from dateline.actors.tables import rows_of, words
from dateline.errors import InputError
from dateline.model.account import ActorKind

NAME, ADJECTIVE, PEOPLE, CAPITAL, SEAT = "name", "adjective", "people", "capital", "seat"
BLOCKED = "-"
"""Entry of forms that hold somebody's name and are nobody ("New Mexico")."""
TABLES = ("organisations.tsv", "media.tsv", "civil.tsv", "groups.tsv")
_PARTS = re.compile(r"[\s\-‐‑–—/]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ʻ": "'"})
_PARTICLES = frozenset({"al", "el", "ul", "ur", "ad", "ash", "as", "the", "e", "i", "of", "and", "for", "in", "wal"})


class Entry(NamedTuple):
    """A known actor."""

    id: str
    name: str
    kind: ActorKind
    sector: str | None
    country: str | None
    forms: tuple[str, ...]
    words: frozenset[str]
    """What may be said of it: "jihadist", "magazine"."""
    context: tuple[str, ...]
    never: frozenset[str]
    wikidata: str | None = None


class Form(NamedTuple):
    """One form of one entry: its pieces with their capitals, the part of the name it is, and whether it is weak."""

    pieces: tuple[str, ...]
    entry: str
    part: str
    weak: bool


def pieces(text: str) -> list[str]:
    """The tokens by which a name is compared; capitals are kept."""
    if not text.isascii():
        text = fold(text)
    if "'" in text:
        text = text.replace("'s ", " 's ") if not text.endswith("'s") else text[:-2].replace("'s ", " 's ") + " 's"
        text = " ".join(part if part == "'s" else part.replace("'", "") for part in text.split(" "))
    for mark in ",()&":
        if mark in text:
            text = text.replace(mark, f" {mark} ")
    return [part for part in _PARTS.split(text.replace(".", "")) if part]


def fold(text: str) -> str:
    """`text` without accents and with plain apostrophes."""
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(character for character in plain if not unicodedata.combining(character))


class Known:
    """The table of known actors. Immutable once made; one can be shared by all reports."""

    def __init__(
        self, entries: Iterable[Entry], states: Iterable[list[str]], version: str = "", own: Iterable[OwnActor] = ()
    ) -> None:
        """`own` are actors of the user's, who stand above the others."""
        self.version = version
        """Digest of the tables it was made from."""
        self.entries: dict[str, Entry] = {}
        self.forms: dict[str, list[Form]] = {}
        """Forms by their pieces in lower case, joined by spaces."""
        self.lengths: dict[str, list[int]] = {}
        """How many pieces the forms have that begin with a piece (in lower case), longest first."""
        self.adjective: dict[str, str] = {}
        """First adjective of a state, by its code."""
        for row in states:
            self._add_state(row)
        for entry in entries:
            self._add(entry)
        for form in sorted(words("blockers")):
            self._index(form, BLOCKED, NAME)
        self.taken: dict[str, tuple[str, ...]] = {}
        """Forms that the user has given to an actor of theirs, with the names of those whom they had meant."""
        for actor in own:
            self._add_own(actor)
        for lengths in self.lengths.values():
            lengths.sort(reverse=True)

    def _add_state(self, row: list[str]) -> None:
        code, name, others, adjectives, people, capitals, seats = row
        plain = name.removesuffix("?")
        self.entries[code] = Entry(code, plain, "state", "GOV", code, (), frozenset(), (), frozenset())
        for part, forms in ((NAME, [name, *_split(others)]), (ADJECTIVE, _split(adjectives)), (PEOPLE, _split(people)),
                            (CAPITAL, _split(capitals)), (SEAT, _split(seats))):  # fmt: skip
            for form in _without_articles(forms):
                self._index(form, code, part)
        if adjectives:
            self.adjective[code] = _split(adjectives)[0]

    def _add(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        if not any(form.removesuffix("?") == entry.name for form in entry.forms):
            self._index(entry.name, entry.id, NAME)
        for form in _without_articles(entry.forms, entry.name):
            self._index(form, entry.id, NAME)

    def _add_own(self, actor: OwnActor) -> None:
        """Put an actor of the user's in; one that has a name of a known actor's, of its kind, is that actor."""
        ident = actor.id or self._same(actor) or f"own-{actor.key.strip('/').replace('/', '-').lower()}"
        before = self.entries.get(ident)
        names = (actor.name, *actor.other_names)
        self.entries[ident] = Entry(
            ident, actor.name, actor.kind, actor.sector or (before.sector if before else None),
            actor.country or (before.country if before else None),
            tuple(dict.fromkeys((*actor.other_names, *(before.forms if before else ())))),
            before.words if before else frozenset(), before.context if before else (),
            before.never - set(names) if before else frozenset(), actor.wikidata,
        )  # fmt: skip
        for name in _without_articles(names):
            if not name.endswith("?"):
                self._take(name, ident)
            self._index(name, ident, NAME)

    def _same(self, actor: OwnActor) -> str | None:
        """The known actor whom an actor of the user's is, by its name; None where none is, or more than one."""
        found = {form.entry for form in self.of(actor.name) if not form.weak and form.part == NAME}
        found = {
            ident for ident in found - {BLOCKED}
            if self.entries[ident].kind == actor.kind
            and (not actor.country or self.entries[ident].country in (None, actor.country))
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def _take(self, name: str, ident: str) -> None:
        """Let a form mean nobody but `ident`: the user has said whose it is."""
        key = " ".join(pieces(name)).lower()
        others = [form for form in self.forms.get(key, ()) if form.entry != ident]
        if others:
            # a state's or another's form in other capitals ("IS", "is") stays theirs
            gone = [form for form in others if self.fits(form, pieces(name))]
            self.forms[key] = [form for form in self.forms[key] if form not in gone]
            names = {self.entries[form.entry].name for form in gone if form.entry in self.entries}
            if names:
                self.taken[name] = tuple(sorted(names))

    def _index(self, form: str, entry: str, part: str) -> None:
        weak = form.endswith("?")
        parts = tuple(pieces(form[:-1] if weak else form))
        key = " ".join(parts).lower()
        here = self.forms.get(key)
        if here is None:
            self.forms[key] = [Form(parts, entry, part, weak)]
            lengths = self.lengths.setdefault(parts[0].lower(), [])
            if len(parts) not in lengths:
                lengths.append(len(parts))
        elif not any(other.pieces == parts and other.entry == entry and other.part == part for other in here):
            here.append(Form(parts, entry, part, weak))

    def of(self, text: str) -> list[Form]:
        """The forms that a name may be, by its capitals as they stand."""
        parts = pieces(text)
        return [form for form in self.forms.get(" ".join(parts).lower(), []) if self.fits(form, parts)]

    @staticmethod
    def fits(form: Form, parts: list[str]) -> bool:
        """Whether words with these capitals may be the form.

        The same; or all in capitals, or with more capitals, than the form (headlines). Fewer capitals only in small
        words ("al-", "the"). Acronyms fit only as they are.
        """
        for own, other in zip(form.pieces, parts, strict=True):
            if own == other:
                continue
            if other == own.upper() and not own.isupper() and not _is_mixed(own):
                continue
            if own.islower() and other == own.capitalize():
                continue
            if own.lower() in _PARTICLES and own.lower() == other.lower():
                continue
            return False
        return True


def _without_articles(forms: Iterable[str], name: str = "") -> list[str]:
    """The forms less those that are another one with an article before it."""
    plain = {name, *(form.removesuffix("?") for form in forms)}
    return [form for form in forms if form.removesuffix("?")[4:] not in plain or form[:4] not in ("The ", "the ")]


def _is_mixed(piece: str) -> bool:
    """Whether a short piece mixes its capitals ("LeT"): then it is an acronym that stands as it is or not at all."""
    return len(piece) <= 4 and sum(character.isupper() for character in piece) > 1


def _split(cell: str) -> list[str]:
    return cell.split(" | ") if cell else []


def read_entries(text: str, source: str, first_id: int = 3) -> list[Entry]:
    """The entries of a table in the form of `data/groups.tsv`; raises InputError naming `source` and the line.

    Ids have `first_id` letters or more: those of two letters are the states'.
    """
    found: list[Entry] = []
    kinds = frozenset(get_args(ActorKind))
    for row in rows_of(text):
        columns = row + [""] * (9 - len(row))
        ident, name, kind, sector, country, forms, described, context, never = columns[:9]
        if len(row) > 9 or len(ident) < first_id or not name:
            raise InputError(
                source, f"{row[0]!r}: an actor has an id of at least {first_id} letters, a name, and at most 9 columns"
            )
        if kind not in kinds:
            raise InputError(source, f"{ident}: {kind!r} is no kind of actor ({', '.join(sorted(kinds))})")
        if sector and sector not in SECTORS:
            raise InputError(source, f"{ident}: {sector!r} is no sector of PLOVER")
        found.append(
            Entry(
                ident, name, cast("ActorKind", kind), sector or None, country or None, tuple(_split(forms)),
                frozenset(described.split()), tuple(_split(context)), frozenset(_split(never)),
            )
        )  # fmt: skip
    return found


def load_known(extra: Path | None = None) -> Known:
    """The shipped table, the file `extra` (in the form of `data/groups.tsv`) on top, then the user's own actors.

    An entry of `extra` with the id of a shipped one replaces it; for the user's see `actors.own`. Raises InputError
    where `extra` cannot be read, UsageError where what the user has added cannot.
    """
    return made_known(extra, own_path(), kept_text(own_path()))


@cache
def made_known(extra: Path | None, path: Path, kept: bytes) -> Known:
    """The table with what `extra` and the user's file (`kept`, at `path`) add to it."""
    folder = files("dateline.actors") / "data"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in ("states.tsv", *TABLES)}
    entries = {entry.id: entry for name in TABLES for entry in read_entries(texts[name], name)}
    if extra is not None:
        try:
            own = extra.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(extra), f"the table of known actors cannot be read: {error}") from error
        texts[str(extra)] = own
        entries |= {entry.id: entry for entry in read_entries(own, str(extra))}
    states = [row + [""] * (7 - len(row)) for row in rows_of(texts["states.tsv"])]
    version = sha256("\0".join(texts.values()).encode()).hexdigest()[:12]
    added = own_actors(kept, path)
    if added:
        version += f"+{sha256(msgspec.json.encode(added)).hexdigest()[:12]}"
    return Known(entries.values(), states, version, added)
