"""The words behind a line: the sentence as the report has it, the span marked, the report named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.exports.page.markup import Markup, element, joined
from dateline.model.record import Record, RecordReport, Source

_MOST = 12  # tellings shown of one item; the rest are counted


class Evidence:
    """Reports by id, and how each is named."""

    def __init__(self, record: Record) -> None:
        self.reports = {report.id: report for report in record.reports}

    def name(self, report: RecordReport) -> str:
        """The outlet where it is known, else the file's name."""
        if report.outlet:
            return report.outlet.value
        if report.credit:
            return report.credit.value
        return report.source.replace("\\", "/").rpartition("/")[2]

    def cited(self, source: Source) -> Markup:
        """One quotation with its span marked, and a link to the report's line."""
        report = self.reports[source.report]
        sentence = source.sentence or source.span
        start = source.span.start - sentence.start
        end = source.span.end - sentence.start
        if 0 <= start < end <= len(sentence.text):
            parts = (sentence.text[:start], element("mark", sentence.text[start:end]), sentence.text[end:])
            words = Markup("".join(part if isinstance(part, Markup) else _spaced(part) for part in parts))
        else:
            words = element("mark", source.span.text)
        published = report.published.earliest if report.published and report.published.exact else None
        return element(
            "blockquote",
            element("p", words),
            element(
                "footer",
                element("a", self.name(report), href=f"#report-{report.id[:12]}"),
                f", {published}" if published else "",
            ),
            lang=report.language or "en",
            dir="auto",
        )

    def _named(self, report: str, count: int) -> Markup:
        link = element("a", self.name(self.reports[report]), href=f"#report-{report[:12]}")
        return Markup(link + (f" ({count} times)" if count > 1 else ""))

    def details(self, summary: Markup, sources: Sequence[Source], reasons: Sequence[str], identity: str) -> Markup:
        """A line that opens on its evidence and its reasons."""
        quoted = [source for source in sources if source.sentence is not None]
        shown = [self.cited(source) for source in quoted[:_MOST]]
        if len(quoted) > _MOST:
            shown.append(element("p", f"… and {len(quoted) - _MOST} more places", class_="more"))
        named = Counter(source.report for source in sources if source.sentence is None)
        if named:
            links = joined((self._named(report, count) for report, count in named.items()), ", ")
            shown.append(element("p", "Named in ", links, class_="more"))
        if reasons:
            why = joined(element("li", reason) for reason in dict.fromkeys(reasons))
            shown.append(element("div", element("h4", "Why"), element("ul", why), class_="why"))
        return element(
            "details",
            element("summary", summary),
            element("div", *shown, class_="evidence"),
            id=identity,
            class_="item",
        )


def _spaced(words: str) -> Markup:
    """Text whose outer spaces matter, beside a mark."""
    made = element("x", words)[3:-4]
    before = " " if words[:1].isspace() else ""
    after = " " if words[-1:].isspace() and words.strip() else ""
    return Markup(f"{before}{made}{after}")
