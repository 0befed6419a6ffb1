"""What each kind of part says of itself, in words: its title, its facts, its reasons, its sources."""

from __future__ import annotations

from dateline.cli.views.lookup import Lookup, Part
from dateline.cli.views.timeline import counted, disagreement_line, event_line, names_of, one_line, outlet_of, summary
from dateline.model.record import (
    Disagreement,
    Interval,
    Origin,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordRelation,
    RecordReport,
    Source,
    Story,
)
from dateline.model.report import Stated
from dateline.wording.days import interval
from dateline.wording.figures import amount


def title_of(part: Part, lookup: Lookup) -> str:
    """What it is, on one line."""
    match part:
        case RecordEvent():
            return summary(event_line(part, lookup))
        case RecordActor() | RecordPlace() | Origin():
            return f"{part.name} ({part.kind})"
        case Story():
            return part.title
        case RecordReport():
            return part.title.value if part.title else part.source
        case RecordFigure():
            return f"{amount(part)}{f' ({part.what})' if part.what and part.what != part.unit else ''}"
        case RecordClaim():
            said = " … ".join(one_line(span.text) for span in part.content)
            return f"{_speaker(part, lookup)}: {f'“{said}”' if part.direct else said}"
        case RecordRelation():
            source, target = (names_of((item,), lookup) or ("?",) for item in (part.source, part.target))
            return f"{source[0]} {part.kind.replace('_', ' ')} {target[0]}"
        case Disagreement():
            return f"{'update' if part.update else part.kind}: {_about(part, lookup)}"


def facts_of(part: Part, lookup: Lookup) -> dict[str, str]:
    """Label and value of every fact that is known, and of those that matter when they are not."""
    facts = _facts(part, lookup)
    return {label: value for label, value in facts.items() if value}


def _facts(part: Part, lookup: Lookup) -> dict[str, str]:
    match part:
        case RecordEvent():
            return {
                "type": part.type + (f" · {part.mode}" if part.mode else ""),
                "contexts": ", ".join(part.contexts),
                "who": ", ".join(names_of(part.actors, lookup)) or "nobody is named",
                "to whom": ", ".join(names_of(part.recipients, lookup)),
                "where": _where(part.place, lookup) or "no place is told",
                "when": interval(part.when.earliest, part.when.latest)
                + (f" (“{one_line(part.when.words)}”)" if part.when.words else ""),
                "status": part.status + (", told as history" if part.background else ""),
                "counted": f"{counted(len({source.report for source in part.sources}), 'report')}, "
                f"{counted(len(part.origins), 'origin')}",
                "story": _titled(part.story, lookup),
            }
        case RecordActor():
            return {
                "names in use": ", ".join(f"{alias.form} ({alias.count})" for alias in part.aliases),
                "offices": ", ".join(part.offices),
                "sector": part.sector or "",
                "country": part.country or "",
                "known as": part.known or "",
            }
        case RecordPlace():
            return {"where": _where(part.id, lookup), "gazetteer": part.gazetteer or ""}
        case RecordClaim():
            return {
                "speaker": _speaker(part, lookup),
                "through": " ← ".join(names_of(part.chain[:-1], lookup)),
                "words": "quoted" if part.direct else "reported",
                "certainty": part.certainty,
                "origin": _titled(part.origin, lookup),
                "about": "; ".join(_titled(item, lookup) for item in (*part.events, *part.figures)),
            }
        case RecordFigure():
            return {
                "amount": amount(part),
                "counts": part.what,
                "said by": ", ".join(names_of(part.claimants, lookup)) or part.outlet or "the outlet itself",
                "as of": interval(part.as_of.earliest, part.as_of.latest) if part.as_of else "",
                "event": _titled(part.event, lookup) if part.event else "",
                "origin": _titled(part.origin, lookup),
            }
        case RecordRelation():
            return {"office": part.office or "", "status": part.status}
        case Disagreement():
            sides = disagreement_line(part, lookup).sides
            return {
                f"side {number}": f"{side.says} ({', '.join(side.outlets)})" for number, side in enumerate(sides, 1)
            }
        case Story() | Origin():
            return {"reports": ", ".join(outlet_of(report, lookup) for report in part.reports)}
        case RecordReport():
            return {
                "file": part.source,
                "outlet": _stated(part.outlet) or "not told",
                "published": _published(part),
                "credit": _stated(part.credit),
                "address": _stated(part.url),
                "language": part.language or "could not be told",
                "origin": _titled(part.origin, lookup),
                "read": "" if part.read else "no: no reader knows its language",
                "issues": "; ".join(part.issues),
            }


def reasons_of(part: Part) -> tuple[str, ...]:
    """Every reason that the part carries."""
    match part:
        case RecordEvent():
            return (*part.why, *_dated(part.when))
        case RecordFigure():
            return (part.why, *(_dated(part.as_of) if part.as_of else ()))
        case RecordActor() | Origin():
            return part.why
        case RecordReport():
            stated = (("outlet", part.outlet), ("title", part.title), ("credit", part.credit), ("address", part.url))
            known = [f"{name}: {fact.how}" for name, fact in stated if fact]
            return (*known, *((f"published: {part.published.how}",) if part.published else ()))
        case RecordPlace() | RecordClaim() | RecordRelation() | Disagreement() | Story():
            return (part.why,) if part.why else ()


def sources_of(part: Part) -> tuple[Source, ...]:
    """Where the part is said."""
    match part:
        case RecordClaim() | RecordFigure():
            return (part.source,)
        case Disagreement():
            return tuple(source for side in part.sides for source in side.sources)
        case Story() | Origin() | RecordReport():
            return ()
        case _:
            return part.sources


def _dated(when: Interval) -> tuple[str, ...]:
    return (f"{interval(when.earliest, when.latest)}: {when.why}",) if when.why else ()


def _where(place: str | None, lookup: Lookup) -> str:
    found = lookup.by_id.get(place) if place else None
    if not isinstance(found, RecordPlace):
        return ""
    named = ", ".join(part for part in (found.name, found.admin1, found.country) if part)
    if found.lat is None or found.lon is None:
        return f"{named} ({found.kind}; not resolved)"
    return f"{named} ({found.kind}; {found.precision or 'precision not known'}; {found.lat:.3f}, {found.lon:.3f})"


def _speaker(claim: RecordClaim, lookup: Lookup) -> str:
    return ", ".join(names_of((claim.speaker,), lookup)) if claim.speaker else "nobody named"


def _titled(item: str, lookup: Lookup) -> str:
    found = lookup.by_id.get(item)
    return f"{title_of(found, lookup)} {lookup.short(item)}" if found else item


def _about(disagreement: Disagreement, lookup: Lookup) -> str:
    found = lookup.by_id.get(disagreement.about)
    return title_of(found, lookup) if found and found.id != disagreement.id else disagreement.about


def _stated(fact: Stated | None) -> str:
    return one_line(fact.value) if fact else ""


def _published(report: RecordReport) -> str:
    if report.published is None:
        return "not told"
    return report.published.time or interval(report.published.earliest, report.published.latest)
