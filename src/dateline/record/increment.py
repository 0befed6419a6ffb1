"""What a report more, or a judgement, changes in a record file: its circles alone are made anew.

Gives just what making the whole record again would give (`renewal.rebuild`): which reports hang together follows from
their marks, a circle from its reports and judgements, what is told in many circles from sums. Nothing here reads or
writes as many rows as the record has reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.model.account import Account
from dateline.model.report import Report
from dateline.record.actors import Matching
from dateline.record.aliases import aliases_of
from dateline.record.build import Told, build_pieces, joined_versions
from dateline.record.circle import Piece
from dateline.record.circles import COMMON, SMALL, Marked, components, near
from dateline.record.judgements import Judgement
from dateline.record.ledger import NO_REPORT, Ledger
from dateline.record.placed import Place, Placed, circle_row, mark_rows, share_row
from dateline.record.reach import bind_merges, named_in, reach, ties_of
from dateline.record.store import Saving, Store
from dateline.record.tables import COUNTED, KEYS, Rows, alias_rows, changes, item_rows, mention_rows, rows_of, sizes
from dateline.record.united import FIRST, JUDGED, Counts, add, united


class News(NamedTuple):
    """What came in since the record was made: reports with where they stood (None: nowhere), and judgements."""

    reports: dict[str, Marked]
    numbers: dict[str, int]
    before: dict[str, Place]
    judgements: list[Judgement]


def increment(store: Store, matching: Matching) -> Saving | None:
    """What changes in a record by what came in; None where only the whole can be made.

    That is so where the record was never made by circles, or is small.
    """
    with store.snapshot():
        if not store.circled or not store.holds_more_than(SMALL):
            return None
        return _Increment(store, matching).saving()


class _Increment:
    def __init__(self, store: Store, matching: Matching) -> None:
        self.store, self.matching = store, matching
        self.basis = store.basis()
        self.placed = Placed(store.connection)
        self.book = Ledger(beyond=store, length=self.basis.ledger)
        self.told: dict[str, tuple[Account, Report]] = {}
        self.numbers: dict[str, int] = {}
        self.marked: dict[str, Marked] = {}
        self.renewed: frozenset[int] = frozenset()
        """Circles that are made anew though nothing came into them: what their judgements name has come or gone."""
        self.news = self._news()

    def _news(self) -> News:
        reports: dict[str, Marked] = {}
        before: dict[str, Place] = {}
        for own in self.store.pending():
            if self._load(own):
                account, report = self.told[own]
                reports[own] = Marked.of(report, account)
                place = self.placed.place_of(own)
                if place is not None:
                    before[own] = place
        return News(reports, self.numbers, before, self.store.judgements(self.store.judged))

    def _load(self, own: str) -> bool:
        """Take in a report with its account and its part of the ledger, once."""
        if own not in self.told:
            found = self.store.told(own)
            if found is None:
                return False
            self.numbers[own], account, report = found
            self.told[own] = (account, report)
            for number, entry in self.store.ledger_of(own):
                self.book.take(number, entry)
        return True

    def saving(self) -> Saving:
        """What changes in the tables."""
        bind_merges(self.news.judgements, self.book)
        touched = self._touched()
        while True:
            old, circles = self._parted(touched)
            pieces = self._pieces(old, circles)
            more = self._naming(old, pieces) - old
            if not more:
                break
            touched |= more
        return self._saved(old, pieces)

    def _touched(self) -> set[int]:
        """Circles that what came in may change."""
        touched = {place.circle for place in self.news.before.values()}
        most = COMMON + len(self.news.reports) + 1
        own_numbers = {self.numbers[own]: own for own in self.news.reports}
        holding: dict[int, list[Marked]] = {}
        for own, marked in self.news.reports.items():
            was = self.news.before.get(own)
            for mark in marked.marks:
                holding.setdefault(mark, []).append(marked)
            for mark in was.marked.marks if was else ():
                holding.setdefault(mark, [])
        for mark, mine in holding.items():
            before = self.placed.holders(mark, most)
            others = [one for one in before if one.number not in own_numbers]
            after = len(others) + len(mine)
            if (len(before) > COMMON) != (after > COMMON):
                touched.update(self._circles_at(one.number for one in before))
            elif after <= COMMON:
                reached = (one.number for one in others if any(near(mark, one.day, marked.day) for marked in mine))
                touched.update(self._circles_at(reached))
        judgements = [*self.news.judgements, *self.store.judgements_about(self.news.reports).values()]
        for judgement in judgements:
            founding = (self.book.evidence(own) for own in named_in(judgement.after))
            reports = reach(judgement) | {key[0] for key in founding if key is not None} - {NO_REPORT}
            found = (self.placed.circle_of(report) for report in reports)
            touched.update(circle for circle in found if circle is not None)
        return touched

    def _circles_at(self, numbers: Iterable[int]) -> set[int]:
        found = (self.placed.circle_at(number) for number in numbers)
        return {circle for circle in found if circle is not None}

    def _parted(self, touched: Iterable[int]) -> tuple[set[int], list[list[str]]]:
        """Circles that go, and those that come: what hangs together now of the reports that were in those touched."""
        members = {place.marked.report: place for circle in touched for place in self.placed.members(circle)}
        marked = self.marked = {own: place.marked for own, place in members.items()} | self.news.reports
        judgements = self.store.judgements_about(sorted(marked)) | {one.number: one for one in self.news.judgements}
        groups = components(list(marked.values()), self._commonplaces(marked), ties_of(judgements.values(), self.book))
        judged = {report for one in self.news.judgements for report in reach(one)}
        named = {own for own in marked if own in judged or own in self.news.reports}
        size: dict[int, int] = {}
        for place in members.values():
            size[place.circle] = size.get(place.circle, 0) + 1
        old: set[int] = set()
        circles = []
        for group in groups:
            stood = {members[own].circle if own in members else -1 for own in group}
            (one,) = stood if len(stood) == 1 else (-1,)
            if one < 0 or size[one] != len(group) or not named.isdisjoint(group) or one in self.renewed:
                old |= stood - {-1}
                circles.append(group)
        return old, circles

    def _commonplaces(self, marked: Mapping[str, Marked]) -> set[int]:
        """Marks that more than `COMMON` reports have, of those that two of these have."""
        counted: dict[int, int] = {}
        for one in marked.values():
            for mark in one.marks:
                counted[mark] = counted.get(mark, 0) + 1
        found = set()
        most = COMMON + len(self.news.reports) + 1
        own_numbers = {self.numbers[own] for own in self.news.reports}
        for mark, count in counted.items():
            if count > 1:
                holders = sum(one.number not in own_numbers for one in self.placed.holders(mark, most))
                holders += sum(mark in one.marks for one in self.news.reports.values())
                if holders > COMMON:
                    found.add(mark)
        return found

    def _pieces(self, old: set[int], circles: Sequence[Sequence[str]]) -> dict[tuple[str, ...], Piece]:
        """What the circles that come give."""
        for circle in circles:
            for own in circle:
                self._load(own)
        reports = [own for circle in circles for own in circle]
        judgements = self.store.judgements_about(reports)
        told: Told = {own: self.told[own] for own in reports}
        return build_pieces(
            told, circles, list(judgements.values()), self.book, self.matching,
            lambda item: self.placed.told_outside(item, old),
        )  # fmt: skip

    def _naming(self, old: set[int], pieces: Mapping[tuple[str, ...], Piece]) -> set[int]:
        """Circles whose judgements name things of many circles that come into the record now, or go."""
        was = {item for item, _, _ in self.placed.shares(old)}
        now = {item for piece in pieces.values() for item in piece.shares}
        flipped = [item for item in was ^ now if not self.placed.told_outside(item, old)]
        judgements = self.store.judgements_about(sorted(flipped)).values()
        found = {self.placed.circle_of(report) for judgement in judgements for report in reach(judgement)}
        self.renewed |= frozenset(circle for circle in found if circle is not None)
        return {circle for circle in found if circle is not None}

    def _saved(self, old: set[int], pieces: Mapping[tuple[str, ...], Piece]) -> Saving:
        numbers = {own: self.numbers[own] for circle in pieces for own in circle}
        were = self.placed.shares(old)
        common = sorted({item for item, _, _ in were} | {item for piece in pieces.values() for item in piece.shares})
        before = rows_of(self.store.connection, [*self.placed.owned(old), *common], numbers, old)
        after: Rows = {table: [] for table in KEYS}
        kinds = {item: kind for item, kind, _ in were}
        added: dict[str, Counts] = {}
        for item, _, counts in were:
            add(added.setdefault(item, {}), counts, -1)
        for circle, piece in pieces.items():
            own_rows = piece_rows(piece, circle, numbers)
            for table, rows in own_rows.items():
                after[table] += rows
            for item, share in piece.shares.items():
                kinds[item] = share.kind
                add(added.setdefault(item, {}), share.counts)
            number = min(numbers[own] for own in circle)
            for own in circle:
                after["circles"].append(circle_row(numbers[own], number, self.marked[own]))
        for own, marked in self.news.reports.items():
            was = self.news.before.get(own)
            before["marks"] += mark_rows(numbers[own], was.marked) if was else []
            after["marks"] += mark_rows(numbers[own], marked)
        judged = self._judged(common, added)
        for item in common:
            counts = self._counts(item, added.get(item, {}))
            if counts:
                for table, rows in common_rows(item, kinds[item], counts, judged).items():
                    after[table] += rows
        tallies = tuple(
            (item, field, value, count)
            for item, counted in added.items()
            for field, values in counted.items()
            for value, count in values.items()
        )
        grown, were_there = sizes(after), sizes(before)
        tallies += tuple((*COUNTED, name, more) for name in grown if (more := grown[name] - were_there[name]))
        return Saving(
            changes=changes(before, after, whole=False),
            additions=tuple(self.book.additions),
            versions=joined_versions(self.store.account_versions()),
            basis=self.basis,
            circled=True,
            tallies=tallies,
        )

    def _judged(self, items: Iterable[str], added: Mapping[str, Counts]) -> dict[int, Judgement]:
        """The judgements that rest on things of many circles."""
        numbers = {int(value) for item in items for value in self.placed.counts(item).get(JUDGED, ())}
        numbers |= {int(value) for counts in added.values() for value in counts.get(JUDGED, ())}
        return self.store.judgements_numbered(sorted(numbers))

    def _counts(self, item: str, added: Counts) -> Counts:
        """What all circles together tell of a thing now; empty where none does."""
        first = added.get(FIRST, {})
        found = add(self.placed.counts(item), {field: row for field, row in added.items() if field != FIRST})
        gone = sum(count < 0 for count in first.values())
        found = add({**found, FIRST: self.placed.firsts(item, gone + 1)}, {FIRST: first})
        found[FIRST] = {value: count for value, count in found[FIRST].items() if count > 0}
        return found if found[FIRST] else {}


def piece_rows(piece: Piece, circle: Sequence[str], numbers: Mapping[str, int]) -> Rows:
    """The rows of what a circle gives; its own number is the least of its reports'."""
    found = item_rows(piece.items, numbers)
    own = min(numbers[report] for report in circle)
    found["owned"] += [
        (own, item.id) for field, items in piece.items.items() if field != "reports" for _, item in items
    ]
    for item, share in piece.shares.items():
        found["shares"].append(share_row(own, item, share.kind, share.counts))
        found["mentions"].extend(mention_rows(item, share.sources, numbers))
        if share.kind == "actor":
            found["alias_reports"].extend(alias_rows(item, aliases_of(share.sources), numbers))
    return found


def common_rows(item: str, kind: str, counts: Counts, judgements: Mapping[int, Judgement]) -> Rows:
    """The rows of a thing of many circles, without its mentions."""
    found = item_rows({f"{kind}s": [united(item, kind, counts, judgements)]}, {})
    if kind == "actor":
        forms, reports = counts.get("form", {}), counts.get("in", {})
        found["aliases"] = [(item, form, count, reports.get(form, 0)) for form, count in sorted(forms.items())]
        found["forms"] = [(form, item) for form in sorted({*(str(form) for form, _ in found["forms"]), *forms})]
    return found
