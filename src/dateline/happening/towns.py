"""The town of the main happening: the one that its tellings and what stands beside them name most and first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians

from msgspec.structs import replace

from dateline.happening.sentences import Sentences
from dateline.happening.tellings import Happening
from dateline.model.account import Event, Place
from dateline.model.reading import Reading
from dateline.model.spans import Span

_BEFORE = 40
_FADING = 0.12
"""How fast a mention loses weight with every sentence before it."""
_OUTLET = re.compile(r"\.com\b|\b(?:News|Weather|Sports|TV|Channel|Headlines|Radio|[KW][A-Z]{2,3})\b")
"""What the name of a broadcaster has beside the towns it sends to."""
_SEPARATOR = re.compile(r"\s[-–—|:]{1,2}\s|:: |(?<=\.com)-")
_LINE = 300
"""Characters of a line that may be a headline with its outlet."""
_LED_TO = re.compile(r"(?i)\b(?:in|near|outside|around|town of|village of|city of)\s+(?:the\s+)?$")
_DATELINE_END = re.compile(r"\s*(?:,[^\n.]{2,30}\.?\s*)?(?:\([^)\n]*\)\s*)?[—–-]")
_AGENCY = re.compile(r"[^\n]{0,30}?\((?:AP|Reuters|AFP|CNN|UPI)\)")
"""What stands behind a dateline of those who write from afar."""
_SHARE = 0.25
"""How much a town must weigh beside the district that holds it."""
_REACH = 40.0
_RESIDENCE = re.compile(r"(?:,\s*|\d\s*|\b(?:resident|native|man|woman|boy|girl|teenager)s?\s+)of\s+$")
_STREET = re.compile(
    r"(?i)\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|drive|dr\.?|lane|ln\.?|court|ct\.?|boulevard|blvd\.?|highway|hwy\.?|"
    r"route|way|place|square|parkway|pkwy\.?|terrace|circle|trail|plaza|bridge|interstate|alley|crescent|apartments?|"
    r"park|school|hospital|mall|market|mosque|church|club|bar|hotel|motel|station|airport|university|college|"
    r"complex|center|centre|hall|building|plant|factory|prison|jail|stadium|checkpoint|base|camp|store|restaurant)\b"
)
"""Names of streets and buildings: where no gazetteer has them, they are on the map where their town is."""


def place_of_happening(
    reading: Reading, events: Sequence[Event], happening: Happening, places: Sequence[Place]
) -> int | None:
    """The town of the happening, as an index of `places` (its district, where no town is named), or None."""
    number_at = Sentences(reading)
    sentences = {number_at.of(events[index].trigger.start) for index in happening.tellings}
    own: dict[int, int] = {}
    for index in happening.tellings:
        place = events[index].place
        if place is not None:
            own[place] = own.get(place, 0) + 1
    scores: dict[int, float] = {}
    for index, where in enumerate(places):
        if is_town(where):
            worth = 1.0
        elif where.kind == "district":
            worth = 0.5
        elif where.lat is None and where.kind in ("other", "village", "city") and not is_spot(where):
            worth = 0.6  # most villages are on no map
        else:
            continue
        score = sum(
            _place_weight(reading, span, number_at.of(span.start) in sentences, known=where.lat is not None)
            / (1.0 + _FADING * number_at.of(span.start))
            for span in where.mentions
        )
        scores[index] = worth * (score + 1.5 * min(own.get(index, 0), 3))
    scores = {index: score for index, score in scores.items() if score > 0}
    if not scores:
        return None
    best = max(scores, key=lambda index: (scores[index], -index))
    inside = [
        index for index in scores
        if is_town(places[index]) and holds(places[best], places[index]) and scores[index] >= _SHARE * scores[best]
    ]  # fmt: skip
    return max(inside, key=lambda index: (scores[index], -index)) if inside else best


def placed(reading: Reading, events: Sequence[Event], places: Sequence[Place]) -> tuple[Event, ...]:
    """The events, without a place that their sentence has only in the name of an outlet or an agency's dateline."""
    return tuple(
        replace(event, place=None)
        if event.place is not None and _is_of_the_outlet(reading, event, places[event.place])
        else event
        for event in events
    )


def _is_of_the_outlet(reading: Reading, event: Event, place: Place) -> bool:
    inside = [span for span in place.mentions if event.sentence.contains(span)]
    return bool(inside) and all(in_outlet(reading.text, span) or _is_bureau(reading.text, span) for span in inside)


def is_town(place: Place) -> bool:
    """Whether the place is a town or village, a part of one, or near one, and on the map."""
    made = (place.gazetteer or "").partition("/")[2]
    near = (
        bool(made) and not made.endswith(" of") and place.precision == "near"
    )  # "20 km west of" tells where a town is
    return place.lat is not None and (place.kind in ("city", "village") or near)


def is_spot(place: Place) -> bool:
    """Whether the place is a street or building that is on no map."""
    return place.lat is None and place.kind in ("facility", "other") and _STREET.search(place.name) is not None


def is_doubtful(reading: Reading, place: Place) -> bool:
    """Whether a name that is on no map never stands where places stand: no "in" or "near" before it, no dateline."""
    if place.lat is not None or place.kind not in ("facility", "other"):
        return False
    return not any(
        _LED_TO.search(reading.text[max(0, span.start - _BEFORE) : span.start])
        or _DATELINE_END.match(reading.text, span.end)
        for span in place.mentions
    )


def holds(outer: Place, inner: Place) -> bool:
    """Whether one place is a wide one and the other lies in it, as far as codes and distances tell."""
    if outer.country is None or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "province":
        return outer.admin1 is not None and outer.admin1 == inner.admin1
    if None in (outer.lat, outer.lon, inner.lat, inner.lon) or is_town(outer):
        return False
    assert outer.lat is not None and outer.lon is not None and inner.lat is not None and inner.lon is not None  # noqa: S101, PT018
    reach = max(_REACH, 1.5 * (outer.radius_km or 0.0))  # a county is no circle
    if outer.kind not in ("region", "district") and " of" not in (outer.gazetteer or ""):
        return False
    return hypot(outer.lat - inner.lat, (outer.lon - inner.lon) * cos(radians(inner.lat))) * 111.2 <= reach


def _place_weight(reading: Reading, span: Span, beside: bool, *, known: bool) -> float:
    text = reading.text
    before = text[max(0, span.start - _BEFORE) : span.start]
    if _RESIDENCE.search(before):
        return 0.1  # "Ann Vale, 34, of Norwick"
    if in_outlet(text, span):
        return 0.1  # "WXYZ.com - Norwick News, Weather, Sports"
    if _is_bureau(text, span):
        return 0.4  # the nearest bureau
    if not known and not (_LED_TO.search(before) or _DATELINE_END.match(text, span.end)):
        return 0.0
    return 1.5 if beside else 1.0


def _is_bureau(text: str, span: Span) -> bool:
    """Whether a span is the town of an agency's dateline: that of its nearest bureau, as often as not."""
    return (span.start == 0 or text[span.start - 1] == "\n") and _AGENCY.match(text, span.end) is not None


def in_outlet(text: str, span: Span) -> bool:
    """Whether a span stands in the name of an outlet, in a line of pieces ("headline - outlet, its town").

    Behind a headline every piece is the outlet's where one of them is.
    """
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line, at = text[start : end if end >= 0 else len(text)], span.start - start
    if len(line) > _LINE:
        return False
    cuts = [0, *(found.end() for found in _SEPARATOR.finditer(line)), len(line) + 1]
    pieces = [(low, high) for low, high in pairwise(cuts)]
    own = next(number for number, (low, high) in enumerate(pieces) if low <= at < high)
    if own == 0:  # "NORWICK, Conn. (WXYZ) – A man was …" is a dateline
        first = len(pieces) > 1 and _OUTLET.search(line, *pieces[0]) is not None
        return first and _DATELINE_END.match(text, span.end) is None
    return any(_OUTLET.search(line, low, high) for low, high in pieces[1:])
