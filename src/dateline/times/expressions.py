"""Time expressions before they meet an anchor: nested tuples, `("later", 3, 3, 3, "day", ("weekday", 6, -1))`.

The first item names the rule, the others are its arguments: numbers, words, and the expressions that it is built on.
`When.rule` and `When.arguments` hold the same in one flat row, the rules of the inner expressions written before their
arguments: rule "later", arguments (3, 3, 3, "day", "weekday", 6, -1). `SHAPES` says how many arguments a rule has, so
that the row can be folded again.

Invariant: `folded(*flat(expression)) == expression` for every expression that `check` accepts.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from dateline.times.days import EITHER

Expression: TypeAlias = tuple[Any, ...]
Anchor = Literal["none", "publication", "event", "speech"]

SHAPES: dict[str, str] = {
    # n: a number, "X" where the words leave it open, "?" before the direction is known; s: a word; e: an expression
    "date": "nnnn",  # year, month, day, weekday or -1
    "day": "nnnn",  # month, day, direction, weekday or -1: a day of every year
    "day of month": "nn",  # day, direction
    "slashed": "nnnn",  # the two numbers, year or 0, direction: day and month in an order that is not known
    "year month": "nn",
    "month": "nn",  # month, direction
    "year": "n",
    "decade": "n",  # its first year
    "decade of the century": "n",  # the nineties: 90
    "century": "n",
    "season": "sn",  # SP SU FA WI, direction
    "season of year": "sn",
    "quarter": "nn",  # number, direction
    "quarter of year": "nn",
    "feast": "sn",  # name, direction
    "feast of year": "sn",
    "weekday": "nn",  # Monday = 0, direction
    "weekend": "n",  # direction
    "unit": "sn",  # calendar unit, steps from the anchor's own
    "in": "ee",  # the inner one inside the outer one: "October of last year"
    "nth": "nse",  # the second week of …; -1 is the last
    "week of": "e",
    "day of other month": "ne",  # its number, and the month of another calendar
    "weekend at": "e",  # the weekend that a day is in or next to, and the day
    "fiscal": "e",  # the budget year named after a calendar year
    "numbered week": "ne",  # by ISO 8601, of the year that the inner one names
    "years on": "ne",  # the same day, month or quarter so many years on
    "ended": "se",  # the unit of time that ends with the inner one
    "sum": "ee",  # a length made of two
    "part": "se",  # early, mid, late …
    "of day": "se",  # MO AF EV NI …
    "clock": "nnnse",  # hour, minute or -1, second or -1, zone or ""
    "overnight": "e",
    "ago": "nnns",  # as said, at least, at most, unit
    "ahead": "nnns",
    "later": "nnnse",
    "earlier": "nnnse",
    "past": "nnns",  # the stretch up to the anchor
    "coming": "nnns",
    "first": "nnnse",  # the first nine months of …
    "final": "nnnse",
    "so far": "s",  # earlier this year
    "rest": "s",  # later this year
    "since": "e",
    "from": "e",
    "until": "e",
    "by": "e",
    "before": "e",
    "after": "ne",  # direction: -1 ends at the anchor
    "range": "ee",
    "same": "se",  # that year
    "next to": "sne",  # the following day: unit, steps, counted from
    "then": "e",  # the time told before
    "event": "n",  # an event with no time of its own; -1: told as past
    "said": "ee",  # the second, counted from the first: when it was said
    "duration": "nnns",
    "set": "s",  # TIMEX value
    "vague": "s",  # PAST_REF, PRESENT_REF, FUTURE_REF
    "impossible": "s",  # the words
}
"""Arguments of every rule."""

_ANCHORED = frozenset(
    "day,day of month,slashed,month,decade of the century,season,quarter,feast,weekday,weekend,unit,ago,ahead,past,"
    "coming,so far,rest,since,from,vague,event".split(",")
)
"""Rules that mean other days on another day of publication, whatever they are built on."""
_DIRECTION_AT = {
    "weekend": 1, "day of month": 2, "month": 2, "season": 2, "quarter": 2, "feast": 2, "weekday": 2,
    "day": 3, "slashed": 4,
}  # fmt: skip
"""Where the direction stands in what comes back every week, month or year."""
PENDING = "?"
"""Stands for a direction that the tense will give."""
THEN: Expression = ("then", None)
"""Stands for the time told before, until it is known."""

THEN_QUARTER: Expression = ("then", "quarter")
"""Stands for the quarter of the year told before, until it is known."""
IN_LENGTH = "in length"
"""A rule that stands for "in three years" until the tense says whether it is a point ahead or a length."""


def parts(expression: Expression) -> list[Expression]:
    """The expressions that this one is built on."""
    return [item for item in expression[1:] if isinstance(item, tuple)]


def flat(expression: Expression) -> tuple[str, tuple[int | str, ...]]:
    """Rule and arguments as `When` keeps them."""
    row: list[int | str] = []
    for item in expression[1:]:
        if isinstance(item, tuple):
            rule, arguments = flat(item)
            row += [rule, *arguments]
        else:
            row.append(item)
    return str(expression[0]), tuple(row)


def folded(rule: str, arguments: tuple[int | str, ...]) -> Expression:
    """The expression that `flat` wrote as this row; raises ValueError for a row that it can't have written."""
    try:
        expression, end = _fold((rule, *arguments), 0)
    except (IndexError, KeyError) as error:
        raise ValueError(f"no time expression: {rule} {arguments}") from error
    if end != len(arguments) + 1:
        raise ValueError(f"no time expression: {rule} {arguments}")
    return expression


def _fold(row: tuple[int | str, ...], at: int) -> tuple[Expression, int]:
    expression: list[Any] = [row[at]]
    at += 1
    for kind in SHAPES[str(expression[0])]:
        if kind == "e":
            inner, at = _fold(row, at)
            expression.append(inner)
        else:
            expression.append(row[at])
            at += 1
    return tuple(expression), at


def check(expression: Expression) -> None:
    """Raises ValueError unless every rule is known, has its arguments, and nothing in it is left to be found out."""
    shape = SHAPES.get(expression[0])
    if shape is None or len(shape) != len(expression) - 1:
        raise ValueError(f"no such rule: {expression}")
    for kind, item in zip(shape, expression[1:], strict=True):
        if kind == "e" and isinstance(item, tuple):
            check(item)
        elif not (isinstance(item, str) and kind == "s") and not (
            isinstance(item, int) or (kind == "n" and item == "X")
        ):
            raise ValueError(f"wrong argument {item!r} in {expression}")


def replaced(expression: Expression, old: object, new: object) -> Expression:
    """The expression with every occurrence of an argument exchanged."""
    return tuple(
        new if item is old or item == old else replaced(item, old, new) if isinstance(item, tuple) else item
        for item in expression
    )


def turned(expression: Expression, direction: int | str) -> Expression:
    """The expression with everything that comes back every week, month or year looked for in another direction."""
    items = [turned(item, direction) if isinstance(item, tuple) else item for item in expression]
    if expression[0] in _DIRECTION_AT:
        items[_DIRECTION_AT[expression[0]]] = direction
    return tuple(items)


def direction_of(expression: Expression) -> int | None:
    """The direction in which the first such part is looked for; None where nothing in it comes back."""
    if expression[0] in _DIRECTION_AT:
        found = expression[_DIRECTION_AT[expression[0]]]
        return EITHER if found == PENDING else int(found)
    if expression[0] == "in":
        return None  # the outer one settles it
    for part in parts(expression):
        found = direction_of(part)
        if found is not None:
            return found
    return None


def holds(expression: Expression, wanted: object) -> bool:
    """Whether an argument, or a rule, occurs anywhere in the expression."""
    return any(item == wanted or (isinstance(item, tuple) and holds(item, wanted)) for item in expression)


def anchor_of(expression: Expression) -> Anchor:
    """What the expression is counted from."""
    if holds(expression, "said"):
        return "speech"
    if holds(expression, "then") or holds(expression, "event"):
        return "event"
    return "publication" if is_anchored(expression) else "none"


def is_anchored(expression: Expression) -> bool:
    """Whether the expression means other days on another day of publication."""
    if expression[0] == "in":
        return is_anchored(expression[2])
    if expression[0] == "slashed":
        return not expression[3]
    if expression[0] == "said":
        return is_anchored(expression[1]) and is_anchored(expression[2])
    return expression[0] in _ANCHORED or any(is_anchored(part) for part in parts(expression))
