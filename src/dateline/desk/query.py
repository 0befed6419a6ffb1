"""Typed values of addresses and forms: a struct says what a page takes, anything else is a page that says why not.

class Query(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
story: StoryId | None = None
most: Annotated[int, Meta(ge=1, le=200)] = 20

query = read_query(request, Query)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar, get_origin

import msgspec
from msgspec import Meta
from starlette.requests import Request

from dateline.desk.refusals import NotFitting

ITEM = r"^[a-z]{3}_[a-z2-7]{10}$"
"""What an id of a thing of the record looks like."""
ItemId = Annotated[str, Meta(pattern=ITEM)]
EventId = Annotated[str, Meta(pattern=r"^evt_[a-z2-7]{10}$")]
StoryId = Annotated[str, Meta(pattern=r"^sto_[a-z2-7]{10}$")]
ActorId = Annotated[str, Meta(pattern=r"^act_[a-z2-7]{10}$")]
PlaceId = Annotated[str, Meta(pattern=r"^plc_[a-z2-7]{10}$")]
ReportId = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Numbers = Annotated[str, Meta(pattern=r"^-?[0-9]{1,18}(\.-?[0-9]{1,18}){0,5}$")]
"""Where a page of a list ended: whole numbers with points between them; see `numbers`."""
Ended = Annotated[str, Meta(pattern=r"^[0-9][0-9a-z_.]{0,79}$")]
"""Where a page of the heaviest events ended: origins, reports and id of the last one; see `ended`."""
Words = Annotated[str, Meta(max_length=400)]

Q = TypeVar("Q", bound=msgspec.Struct)
_AT = re.compile(r" - at `\$\.(\w+)")
_ENDED = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})\.(evt_[a-z0-9]{10})")
_SHOWN = 60


def read_query(request: Request, kind: type[Q]) -> Q:
    """The values of the address; raises NotFitting for an unknown name and for a value that is not of its type."""
    return read_values(request.query_params.multi_items(), kind)


def read_form(request: Request, kind: type[Q]) -> Q:
    """The fields of the form that was sent; raises as `read_query` does. The guard has read and checked it."""
    return read_values(request.scope.get("desk.form", ()), kind)


def read_path(request: Request, name: str, kind: Any) -> str:
    """A part of the path; raises NotFitting where it is not of its type."""
    value = request.path_params[name]
    try:
        return str(msgspec.convert(value, kind))
    except msgspec.ValidationError:
        raise NotFitting(f"“{value[:_SHOWN]}” is not an id of that kind.") from None


def read_values(pairs: Iterable[tuple[str, Any]], kind: type[Q]) -> Q:
    """Values by their names as `kind`. Empty ones count as not given, as empty fields of a form do."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name not in fields:
            raise NotFitting(f"This page knows no “{name[:_SHOWN]}”.")
        if get_origin(fields[name].type) is tuple:
            values[name] = (*values.get(name, ()), value)
        elif name in values:
            raise NotFitting(f"“{name}” is given twice.")
        elif value != "":
            values[name] = value
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        found = _AT.search(str(error))
        if found is None:
            raise NotFitting(f"{error}.") from None
        name = found[1]
        raise NotFitting(f"“{name}” can’t be “{str(values.get(name))[:_SHOWN]}”.") from None


def numbers(given: str | None, count: int) -> tuple[int, ...] | None:
    """The `count` whole numbers of a `Numbers`; None where nothing is given. Raises NotFitting for another count."""
    if given is None:
        return None
    found = tuple(int(number) for number in given.split("."))
    if len(found) != count:
        raise NotFitting("“after” is not where a page of this list ends.")
    return found


def ended(given: str | None) -> tuple[int, int, str] | None:
    """Origins, reports and id of an `Ended`; None where nothing is given. Raises NotFitting for anything else."""
    if given is None:
        return None
    found = _ENDED.fullmatch(given)
    if found is None:
        raise NotFitting("“after” is not where a page of this list ends.")
    return int(found[1]), int(found[2]), found[3]
