"""The page: one HTML file that holds the whole record for a reader. It asks no host for anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import resources

from dateline.exports.page.atlas import draw_map
from dateline.exports.page.evidence import Evidence
from dateline.exports.page.markup import Markup, element, joined
from dateline.exports.page.strip import timeline
from dateline.model.disputes import Dispute, disputes_of
from dateline.model.record import (
    Record,
    RecordActor,
    RecordClaim,
    RecordEvent,
    RecordFigure,
    RecordPlace,
    RecordReport,
    Story,
)
from dateline.wording.days import UNDATED, interval, place_in_time
from dateline.wording.figures import amount

FAMILIES = {
    "AGREE": "talk", "CONSULT": "talk", "SUPPORT": "talk", "CONCEDE": "talk",
    "COOPERATE": "help", "AID": "help", "RETREAT": "help",
    "REQUEST": "words", "ACCUSE": "words", "REJECT": "words", "THREATEN": "words", "SANCTION": "words",
    "PROTEST": "force", "MOBILIZE": "force", "COERCE": "force", "ASSAULT": "force",
}  # fmt: skip
"""PLOVER's four quad classes, as colours."""

_REASONS = 3
"""Reasons shown of disagreements that are told together."""
_LEGEND = (
    ("force", "force and protest"),
    ("words", "words against"),
    ("talk", "talk"),
    ("help", "help, withdrawal"),
)
_UNREAL = ("planned", "promised", "threatened", "possible", "hypothetical", "denied")
_CSP = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def render(record: Record) -> str:
    """The page of a record, the same text for the same record."""
    page = _Page(record)
    head = (
        element("title", page.title())
        + '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        + f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        + '<meta name="color-scheme" content="light dark"><meta name="generator" content="Dateline">'
        + f"<style>{_part('page.css')}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{page.body()}'
        f"<script>{_part('page.js')}</script></body></html>\n"
    )


def _part(name: str) -> str:
    return resources.files(__package__).joinpath("data", name).read_text("utf-8")


class _Page:
    """A record with its parts by id, on the way to HTML."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.evidence = Evidence(record)
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.events = {event.id: event for event in record.events}
        self.figures = {figure.id: figure for figure in record.figures}
        self.weights = Counter(event.place for event in record.events if event.place)

    def title(self) -> str:
        """The title of the page: that of the story which most reports tell, and how many others there are."""
        stories = [story for story in self.record.stories if self._of_story(story)]
        if not stories:
            return "A record without events"
        first = max(stories, key=lambda story: (len(story.reports), -stories.index(story)))
        others = len(stories) - 1
        more = f" — and {others} other stor{'y' if others == 1 else 'ies'}" if others else ""
        return first.title + more

    def body(self) -> Markup:
        """Everything between the body's tags."""
        record = self.record
        told = [story for story in record.stories if self._of_story(story)]
        links = [("#where", "Where"), ("#who", "Who"), ("#differ", "Where they differ"), ("#claims", "Who says what"),
                 ("#reports", "Reports")]  # fmt: skip
        if told:
            links.insert(0, (f"#{told[0].id}", "What happened"))
        header = element(
            "header",
            element("p", "Dateline", class_="brand"),
            element("h1", self.title()),
            element("p", self._counts(), class_="counts"),
            element("nav", *(element("a", label, href=target) for target, label in links), aria_label="Parts"),
        )
        search = Markup(
            '<div class="find"><input type="search" id="find" placeholder="Find a word, name or place  ( / )" '
            'aria-label="Find"><output id="found"></output></div>'
        )
        return element(
            "main",
            header,
            search,
            *(self._story(story) for story in told),
            self._where(),
            self._who(),
            self._differ(),
            self._claims(),
            self._reports(),
            element(
                "footer",
                element(
                    "p",
                    "Drafted by machine from the reports listed above; every line opens on the words it rests on. "
                    "Dates in italics are uncertain. Outlines: Natural Earth (2018), borders as they are held. "
                    "Places: GeoNames, CC BY 4.0.",
                ),
            ),
        )

    def _counts(self) -> str:
        reports, origins = len(self.record.reports), len({report.origin for report in self.record.reports})
        days = [report.published.earliest for report in self.record.reports if report.published]
        known = sorted(day for day in days if day)
        period = f" · published {known[0]} to {known[-1]}" if len(known) > 1 and known[0] != known[-1] else ""
        return (
            f"{_counted(reports, 'report')} · {_counted(origins, 'independent origin')} · "
            f"{_counted(sum(self._shown(event) for event in self.record.events), 'event')} · "
            f"{_counted(len(self.record.disagreements), 'disagreement')}{period}"
        )

    @staticmethod
    def _shown(event: RecordEvent) -> bool:
        return event.status in ("happened", "ongoing") and not event.background

    def _of_story(self, story: Story) -> list[RecordEvent]:
        return [event for event in self.record.events if event.story == story.id]

    def _story(self, story: Story) -> Markup:
        events = sorted(
            self._of_story(story),
            key=lambda event: (place_in_time(event.when.earliest, event.when.latest), event.sources),
        )
        now = [event for event in events if self._shown(event)]
        unreal = [event for event in events if event.status in _UNREAL]
        past = [event for event in events if event.background and event.status not in _UNREAL]
        labels = {event.id: self._label(event) for event in events}
        families = {event.id: FAMILIES.get(event.type, "talk") for event in events}
        picture = timeline(now, labels, families)
        parts = [element("h2", story.title)]
        parts.append(
            element("p", f"{_counted(len(story.reports), 'report')}: {self._outlets(story.reports)}", class_="by")
        )
        chart = draw_map(self._placed(now), Counter(event.place for event in now if event.place))
        if picture is not None:
            legend = joined(element("span", label, class_=f"key {name}") for name, label in _LEGEND)
            parts.append(element("figure", picture, element("figcaption", legend, " A faded end is an open end.")))
        if chart is not None:
            parts.append(element("figure", chart, element("figcaption", "A ring shows how far the place is known.")))
        parts.append(self._list(now, "What happened"))
        parts.append(self._list(unreal, "Planned, threatened, possible or denied"))
        parts.append(self._list(past, "Told as background"))
        return element("section", *parts, id=story.id)

    def _list(self, events: Sequence[RecordEvent], title: str) -> Markup:
        if not events:
            return Markup("")
        lines = joined(element("li", self._event(event)) for event in events)
        return Markup(element("h3", f"{title} ({len(events)})") + element("ol", lines, class_="events"))

    def _label(self, event: RecordEvent) -> str:
        who = self._names(event.actors)
        whom = self._names(event.recipients)
        words = " ".join(event.sources[0].span.text.split())
        parties = f"{who or 'Somebody unnamed'}{f' → {whom}' if whom else ''}"
        return f"{parties}: {words}"

    def _event(self, event: RecordEvent) -> Markup:
        days = interval(event.when.earliest, event.when.latest)
        exact = event.when.earliest is not None and event.when.earliest == event.when.latest
        place = self.places.get(event.place or "")
        who, whom = self._names(event.actors), self._names(event.recipients)
        origins = len(event.origins)
        reports = len({source.report for source in event.sources})
        line = joined((
            element("time", days, class_=None if exact else "undated" if days == UNDATED else "uncertain"),
            element("span", FAMILIES.get(event.type, "talk") and event.type.lower(),
                    class_=f"chip {FAMILIES.get(event.type, 'talk')}"),
            element(
                "span",
                element("b", who or "Somebody unnamed"),
                Markup(f" → {element('b', whom)}") if whom else "",
                Markup(f" {element('q', ' '.join(event.sources[0].span.text.split()))}"),
                Markup(f" {element('span', '@ ' + place.name, class_='at')}") if place else "",
                Markup(f" {element('em', event.status, class_='status')}") if event.status != "happened" else "",
                class_="told",
            ),
            element("span", f"{_counted(reports, 'report')}, {_counted(origins, 'origin')}", class_="count"),
        ))  # fmt: skip
        reasons = (*event.why, *((f"{days}: {event.when.why}",) if event.when.why else ()))
        return self.evidence.details(line, event.sources, reasons, event.id)

    def _placed(self, events: Sequence[RecordEvent]) -> list[RecordPlace]:
        wanted = {event.place for event in events}
        return [place for place in self.record.places if place.id in wanted]

    def _where(self) -> Markup:
        used = [place for place in self.record.places if self.weights.get(place.id)]
        parts = [element("h2", "Where")]
        lines = []
        for place in sorted(used, key=lambda one: (-self.weights[one.id], one.name)):
            where = ", ".join(part for part in (place.admin1, place.country) if part)
            known = "not on the map" if place.lat is None else (place.precision or "")
            line = joined((
                element("b", place.name), element("span", where, class_="kind"), element("span", known, class_="at"),
                element("span", _counted(self.weights[place.id], "event"), class_="count"),
            ))  # fmt: skip
            lines.append(element("li", self.evidence.details(line, place.sources, (place.why,), place.id)))
        parts.append(element("ul", *lines, class_="plain") if lines else element("p", "No event is placed."))
        return element("section", *parts, id="where")

    def _who(self) -> Markup:
        part = Counter(item for event in self.record.events for item in (*event.actors, *event.recipients))
        part.update(claim.speaker for claim in self.record.claims if claim.speaker)
        cast = sorted(
            (actor for actor in self.record.actors if part.get(actor.id)), key=lambda one: (-part[one.id], one.name)
        )
        named = [actor for actor in cast if actor.name[:1].isupper() and actor.kind not in ("group", "unidentified")]
        others = [actor for actor in cast if actor not in named]
        parts = [element("h2", "Who")]
        for actors, title in ((named, None), (others, f"Described, not named ({len(others)})")):
            if actors and title:
                parts.append(element("h3", title))
            if actors:
                lines = (element("li", self._actor(actor, part[actor.id])) for actor in actors)
                parts.append(element("ul", *lines, class_="plain"))
        if not cast:
            parts.append(element("p", "Nobody is named."))
        return element("section", *parts, id="who")

    def _actor(self, actor: RecordActor, count: int) -> Markup:
        forms = ", ".join(f"{alias.form} ({alias.count})" for alias in actor.aliases if alias.form != actor.name)
        line = joined((
            element("b", actor.name), element("span", actor.kind, class_="kind"),
            element("span", "; ".join(actor.offices), class_="office"),
            element("span", f"also: {forms}", class_="forms") if forms else "",
            element("span", f"in {count}", class_="count"),
        ))  # fmt: skip
        return self.evidence.details(line, actor.sources, actor.why, actor.id)

    def _differ(self) -> Markup:
        cards = [self._dispute(one) for one in disputes_of(self.record.disagreements)]
        body = joined(cards) if cards else element("p", "No two reports were found to disagree.")
        return element("section", element("h2", "Where they differ"), body, id="differ")

    def _dispute(self, one: Dispute) -> Markup:
        sides = [
            element(
                "div",
                element("p", side.says, class_="says"),
                *(self.evidence.cited(source) for source in side.sources[:3]),
                class_="side",
            )
            for side in one.sides
        ]
        label = "update" if one.update else one.kind
        return element(
            "article",
            element("h3", element("span", label, class_=f"chip {'help' if one.update else 'force'}"), f" {one.about}"),
            *(element("span", id=also) for also in one.ids[1:]),
            element("div", *sides, class_="sides"),
            *(element("p", why, class_="because") for why in one.why[:_REASONS]),
            id=one.ids[0],
            class_="item",
        )

    def _claims(self) -> Markup:
        by_speaker: dict[str, list[RecordClaim]] = {}
        for claim in self.record.claims:
            by_speaker.setdefault(claim.speaker or "", []).append(claim)
        groups = []
        for speaker, claims in sorted(by_speaker.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0])):
            actor = self.actors.get(speaker)
            lines = [element("li", self._claim(claim)) for claim in claims]
            name = actor.name if actor else "Nobody who is named"
            office = f" {'; '.join(actor.offices)}" if actor and actor.offices else ""
            groups.append(
                Markup(
                    element("h3", name, element("small", f"{office} ({len(claims)})"))
                    + element("ul", *lines, class_="plain")
                )
            )
        figures = [element("li", self._figure(figure)) for figure in self.record.figures]
        if figures:
            groups.append(Markup(element("h3", f"Figures ({len(figures)})") + element("ul", *figures, class_="plain")))
        body = joined(groups) if groups else element("p", "Nobody is quoted.")
        return element("section", element("h2", "Who says what"), body, id="claims")

    def _claim(self, claim: RecordClaim) -> Markup:
        said = " … ".join(" ".join(span.text.split()) for span in claim.content)
        through = " ← ".join(self.actors[item].name for item in claim.chain[:-1] if item in self.actors)
        line = joined((
            element("q" if claim.direct else "span", said, class_="said"),
            element("span", f" through {through}", class_="forms") if through else "",
            element("em", claim.certainty, class_="status") if claim.certainty != "stated" else "",
        ))  # fmt: skip
        return self.evidence.details(line, (claim.source,), (claim.why,), claim.id)

    def _figure(self, figure: RecordFigure) -> Markup:
        claimants = self._names(figure.claimants) or figure.outlet or "the outlet itself"
        what = f"({figure.what})" if figure.what and figure.what != figure.unit else ""
        line = joined((
            element("b", amount(figure)), element("span", what, class_="kind"),
            element("span", f"said by {claimants}", class_="forms"),
        ))  # fmt: skip
        return self.evidence.details(line, (figure.source,), (figure.why,), figure.id)

    def _reports(self) -> Markup:
        names = {origin.id: origin for origin in self.record.origins}
        rows = [element("li", self._report(report, names[report.origin].why)) for report in self.record.reports]
        return element(
            "section", element("h2", "Reports"), element("ul", *rows, class_="plain"), id="reports"
        )  # fmt: skip

    def _report(self, report: RecordReport, why: Sequence[str]) -> Markup:
        published = report.published
        days = interval(published.earliest, published.latest) if published else "no date"
        identity = f"report-{report.id[:12]}"
        line = joined((
            element("time", days, class_=None if published and published.exact else "uncertain"),
            element("b", self.evidence.name(report)),
            element("span", report.title.value if report.title else report.source, class_="kind"),
        ))  # fmt: skip
        facts = [f"file: {report.source}", f"published: {published.how}" if published else "published: not told"]
        if report.url:
            facts.append(f"address: {report.url.value}")
        if report.credit:
            facts.append(f"credit: {report.credit.value} ({report.credit.how})")
        facts += [*why, *report.issues]
        return self.evidence.details(line, (), facts, identity)

    def _outlets(self, reports: Sequence[str]) -> str:
        found = (self.evidence.name(self.evidence.reports[report]) for report in reports)
        return ", ".join(dict.fromkeys(found))

    def _names(self, items: Sequence[str]) -> str:
        return ", ".join(self.actors[item].name for item in items if item in self.actors)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
