"""The table of known actors: what must hold of its lines, how forms fit, a user's own file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from time import perf_counter

import pytest

from dateline.actors.known import BLOCKED, Known, load_known, made_known, pieces, read_entries
from dateline.actors.tables import nouns, organs, rows
from dateline.errors import InputError


@pytest.fixture(scope="module")
def known() -> Known:
    return load_known()


def test_ids_are_unique() -> None:
    ids = [row[0] for name in ("states", "organisations", "media", "civil", "groups") for row in rows(f"{name}.tsv")]
    assert len(ids) == len(set(ids))


def test_no_strong_form_belongs_to_two_entries(known: Known) -> None:
    owners: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
    for forms in known.forms.values():
        for form in forms:
            owners[form.pieces][form.entry] = owners[form.pieces].get(form.entry, True) and form.weak
    shared = {parts: found for parts, found in owners.items() if len(found) > 1}
    strong = {parts for parts, found in shared.items() if not all(found.values())}
    assert not strong


def test_contexts_and_offices_name_entries(known: Known) -> None:
    for entry in known.entries.values():
        assert all(other in known.entries for other in entry.context), entry.id
    for _, ident in rows("offices.tsv"):
        assert ident in known.entries


def test_countries_are_states_of_the_table(known: Known) -> None:
    for entry in known.entries.values():
        assert entry.country is None or known.entries[entry.country].kind == "state", entry.id


def test_no_entry_has_a_form_that_it_must_never_be_given(known: Known) -> None:
    for entry in known.entries.values():
        assert not entry.never & {form.removesuffix("?") for form in (entry.name, *entry.forms)}, entry.id


def test_the_table_is_as_large_as_it_says(known: Known) -> None:
    kinds = [entry.kind for entry in known.entries.values()]
    assert kinds.count("state") >= 195
    assert kinds.count("armed group") >= 330
    assert sum(entry.sector == "JRN" for entry in known.entries.values()) >= 150
    assert sum(entry.sector in ("IGO", "UNO", "EUR") for entry in known.entries.values()) >= 60


def test_organs_have_one_place_for_the_state() -> None:
    assert all(organ.name.count("{}") == 1 for organ in organs().values())
    assert all(form == form.lower() for form in organs())


def test_every_noun_has_a_sort() -> None:
    assert {noun.sort for noun in nouns().values()} == {"office", "member", "people", "body", "force", "relative"}


def test_loading_is_fast() -> None:
    made_known.cache_clear()
    best = 1.0
    for _ in range(3):
        made_known.cache_clear()
        start = perf_counter()
        load_known()
        best = min(best, perf_counter() - start)
    assert best < 0.5


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Daesh", "islamic-state"), ("ISIL", "islamic-state"), ("so-called Islamic State", "islamic-state"),
        ("al-Qa’ida", "al-qaeda"), ("Al Qaida", "al-qaeda"), ("al Qaeda in Iraq", "al-qaeda-in-iraq"),
        ("HEZBOLLAH", "hezbollah"), ("Boko Haram", "boko-haram"), ("U.S.", "US"), ("US", "US"), ("Pentagon", "us.defence"),
        ("State Department", "us.foreign"), ("Türkiye", "TR"), ("Türkiye".upper(), "TR"), ("people", None), ("us", None), ("taliban", None),
        ("Médecins Sans Frontières", "doctors-without-borders"), ("New Mexico", BLOCKED),
    ],
)  # fmt: skip
def test_forms_fit_by_their_capitals(known: Known, text: str, ident: str | None) -> None:
    assert {form.entry for form in known.of(text)} == ({ident} if ident else set())


def test_pieces_leave_out_hyphens_dots_and_accents() -> None:
    assert pieces("al-Qa'ida") == ["al", "Qaida"]
    assert pieces("People’s Protection Units") == ["People", "'s", "Protection", "Units"]
    assert pieces("Washington, D.C.") == ["Washington", ",", "DC"]


def test_a_users_file_goes_on_top(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        "harbour-watch\tHarbour Watch\tarmed group\tREB\tXK\tHW | Harbour Guards\tmilitia\t\t\n", encoding="utf-8"
    )
    known = load_known(path)
    assert known.entries["harbour-watch"].forms == ("HW", "Harbour Guards")
    assert [form.entry for form in known.of("Harbour Guards")] == ["harbour-watch"]
    assert known.version != load_known().version


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("x-group\tX Group\tarmy\tREB\t\t\t\t\t", "army"), ("x-group\tX Group\tarmed group\tABC\t\t\t\t\t", "ABC"),
        ("xx\tX Group\tarmed group\tREB\t\t\t\t\t", "'xx'"), ("x-group", "'x-group'"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named(line: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read_entries(line, "own.tsv")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        load_known(tmp_path / "nowhere.tsv")
