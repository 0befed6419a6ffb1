"""Deaths of an event by ACLED's and by UCDP's rules, from every figure that somebody gave for it.

A figure that a later one by the same side replaced no longer counts. Words that are no numbers ("dozens") count as the
codebook of ACLED says; for UCDP they stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.exports.mappings import tables
from dateline.exports.parts import Parts
from dateline.model.record import RecordEvent, RecordFigure

_VAGUE = {"dozens": 12, "dozen": 12, "scores": 20, "hundreds": 100, "tens": 10, "thousands": 1000}
_SEVERAL = frozenset({"several", "many", "few", "some", "multiple", "numerous"})


@dataclass(frozen=True, slots=True)
class Toll:
    """Low, best and high number of deaths, whom the best one counts, and the figures behind them."""

    low: int
    best: int
    high: int
    who: str
    figures: tuple[RecordFigure, ...]


def deaths(parts: Parts, events: Iterable[RecordEvent]) -> list[RecordFigure]:
    """Every figure of killed people given for some events that no later one replaced."""
    return [
        figure for event in events for figure in parts.figures.get(event.id, ())
        if figure.unit == "killed" and figure.id not in parts.replaced and (figure.value is None or figure.value > 0)
    ]  # fmt: skip


def acled_fatalities(figures: Sequence[RecordFigure], rule: str, several: int) -> tuple[int, str]:
    """ACLED's number and how it came about: the lowest (its rule), the latest given or the highest; 0 without any."""
    counted = [(number, figure) for figure in figures if (number := _counted(figure, several)) is not None]
    if not counted:
        return 0, "no number of deaths is reported"
    if rule == "highest":
        chosen = max(number for number, _ in counted)
    elif rule == "latest":
        chosen = max(counted, key=lambda pair: (_day(pair[1]), pair[0]))[0]
    else:
        chosen = min(number for number, _ in counted)
    numbers = sorted({number for number, _ in counted})
    told = f"{chosen}, the {rule} of {', '.join(map(str, numbers))}" if len(numbers) > 1 else str(chosen)
    return chosen, f"fatalities: {told}"


def ucdp_toll(figures: Sequence[RecordFigure], rule: str) -> Toll | None:
    """UCDP's three numbers; `rule` chooses the best one (lowest, latest, highest). None where no number is given."""
    counted = [figure for figure in figures if figure.value is not None or figure.low is not None]
    if not counted:
        return None
    lows = [_whole(figure.low if figure.low is not None else figure.value) for figure in counted]
    highs = [_whole(figure.high if figure.high is not None else figure.value or figure.low) for figure in counted]
    values = [_whole(figure.value if figure.value is not None else figure.low) for figure in counted]
    if rule == "highest":
        best = max(range(len(counted)), key=lambda turn: values[turn])
    elif rule == "latest":
        best = max(range(len(counted)), key=lambda turn: (_day(counted[turn]), values[turn]))
    else:
        best = min(range(len(counted)), key=lambda turn: values[turn])
    return Toll(min(lows), values[best], max(highs), whom(counted[best]), tuple(counted))


def whom(figure: RecordFigure) -> str:
    """Whom a figure counts: "civilians", "state" or "group" forces, "unknown" where its words do not tell."""
    words = re.findall(r"[a-z]+", f"{figure.what} {figure.source.span.text}".lower())
    for kind, beginnings in tables()["ucdp"]["words"].items():
        if any(word.startswith(beginning) for word in words for beginning in beginnings):
            return str(kind)
    return "unknown"


def split_evenly(total: int, days: int) -> list[int]:
    """A total over days as evenly as it goes, the odd ones to the first days."""
    return [total // days + (1 if turn < total % days else 0) for turn in range(days)]


def _counted(figure: RecordFigure, several: int) -> int | None:
    for number in (figure.value, figure.low, figure.high):
        if number is not None:
            return _whole(number)
    words = set(re.findall(r"[a-z]+", figure.source.span.text.lower()))
    vague = [number for word, number in _VAGUE.items() if word in words]
    if vague:
        return min(vague)
    return several if words & _SEVERAL else None


def _whole(number: float | None) -> int:
    return int(number or 0)


def _day(figure: RecordFigure) -> str:
    return (figure.as_of.latest or figure.as_of.earliest or "") if figure.as_of else ""
