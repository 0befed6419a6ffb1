"""Other programs that find times in raw text, run beside ours where they are installed: none is needed to run the task.

dateparser (comes with trafilatura), parsedatetime, and Microsoft's recognizers-text-date-time (it needs emoji below 2).
Each is asked as its documentation says; spans that a program does not give are looked up in the text, in order.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from benchmarks.times.recognizers import Found

Finder = Callable[[str, str | None], list[Found]]
"""Text and reference (a day, or a point of time) to what is found."""
_PARSEDATETIME_DATE, _PARSEDATETIME_TIME = 1, 2


def peer_finders() -> tuple[dict[str, Finder], tuple[str, ...]]:
    """The peers that are installed, by name, and the names of those that are not."""
    finders: dict[str, Finder] = {}
    missing = []
    for name, build in _PEERS.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # old packages warn when they are imported
                finders[name] = build()
        except ImportError:
            missing.append(name)
    return finders, tuple(missing)


def _moment(reference: str | None) -> datetime | None:
    return datetime.fromisoformat(reference[:19]) if reference else None


def _dateparser() -> Finder:
    search_dates = import_module("dateparser.search").search_dates

    def find(text: str, reference: str | None) -> list[Found]:
        moment = _moment(reference)
        settings = {"RELATIVE_BASE": moment} if moment else {}
        found, position = [], 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, position)
            if start >= 0:
                position = start + len(words)
                found.append(Found(start, position, when.date().isoformat()))
        return found

    return find


def _parsedatetime() -> Finder:
    calendar = import_module("parsedatetime").Calendar()

    def find(text: str, reference: str | None) -> list[Found]:
        found = []
        for when, kind, start, end, _ in calendar.nlp(text, _moment(reference)) or ():
            exact = when.isoformat(timespec="minutes") if kind & _PARSEDATETIME_TIME else when.date().isoformat()
            found.append(Found(start, end, exact))
        return found

    return find


def _recognizers_text() -> Finder:
    module = import_module("recognizers_date_time")
    model = module.DateTimeRecognizer(module.Culture.English).get_datetime_model()

    def find(text: str, reference: str | None) -> list[Found]:
        moment = _moment(reference) or datetime.fromisoformat("2000-01-01")
        found = []
        for result in model.parse(text, moment):
            values = (result.resolution or {}).get("values") or [{}]
            value = values[-1]  # the past reading comes first, the future one last
            timex = value.get("timex", "")
            if timex.startswith("XXXX") and values[0].get("type") == "date":
                timex = values[0].get("value", timex)
            found.append(Found(result.start, result.end + 1, timex, value.get("start"), value.get("end")))
        return found

    return find


_PEERS: dict[str, Callable[[], Finder]] = {
    "dateparser": _dateparser,
    "parsedatetime": _parsedatetime,
    "recognizers-text": _recognizers_text,
}
