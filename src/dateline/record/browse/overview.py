"""How much the record, or one story of it, holds, and how much of that people have checked."""

from __future__ import annotations

from msgspec import Struct

from dateline.record.browse.window import Look

_MOST_STORIES = 200


class StoryLine(Struct, frozen=True):
    """One story and how much is told of it."""

    id: str
    title: str
    reports: int
    events: int


class Overview(Struct, frozen=True, kw_only=True):
    """Counts of the record as it was last made."""

    reports: int
    origins: int
    unread: int
    """Reports in languages that no reader knows."""
    first: str | None
    """Day of the first report and of the last, ISO."""
    last: str | None
    events: int
    happened: int
    actors: int
    places: int
    unresolved: int
    """Places without coordinates."""
    open: int
    """Open disagreements."""
    updates: int


class Checked(Struct, frozen=True):
    """How many events have a judgement of a person, and who judged, the last one first."""

    events: int
    coders: tuple[str, ...]


def stories(look: Look) -> tuple[StoryLine, ...]:
    """The stories that have events, those that most reports tell first."""
    return look.kept("stories", lambda: _stories(look))


def _stories(look: Look) -> tuple[StoryLine, ...]:
    rows = look.rows(
        "SELECT id, title, (SELECT count(*) FROM story_reports WHERE story = stories.id) AS reports, "
        "(SELECT count(*) FROM events WHERE story = stories.id) AS events "
        "FROM stories WHERE events > 0 ORDER BY reports DESC, ordinal LIMIT ?",
        _MOST_STORIES,
    )
    return tuple(StoryLine(*row) for row in rows)


def overview(look: Look, story: str | None = None) -> Overview:
    """Counts of one story, or of everything."""
    return look.kept(f"overview {story}", lambda: _overview(look, story))


def _overview(look: Look, story: str | None) -> Overview:
    of_reports = "number IN (SELECT report FROM story_reports WHERE story = :story)" if story else "1"
    of_events = "story = :story" if story else "1"
    values = {"story": story}

    def one(query: str) -> int:
        return int((look.named(query, values) or [(0,)])[0][0])

    ((reports, origins, first, last),) = look.named(
        "SELECT count(*), count(DISTINCT origin), min(published_earliest), max(published_latest) FROM reports "  # noqa: S608
        f"JOIN record_reports USING (id) WHERE {of_reports}", values)  # fmt: skip
    disputes = dict(look.named(_DISPUTES_OF_STORY if story else _DISPUTES, values))
    return Overview(
        reports=reports,
        origins=origins,
        unread=one(
            "SELECT count(*) FROM reports JOIN record_reports USING (id) "  # noqa: S608
            f"WHERE NOT json_extract(record_reports.detail, '$.read') AND {of_reports}"
        ),
        first=first,
        last=last,
        events=one(f"SELECT count(*) FROM events WHERE {of_events}"),  # noqa: S608
        happened=one(
            "SELECT count(*) FROM events WHERE background = 0 AND status IN ('happened', 'ongoing') "  # noqa: S608
            f"AND {of_events}"
        ),
        actors=one("SELECT count(*) FROM actors" if not story else _ACTORS_OF_STORY),
        places=one("SELECT count(*) FROM places" if not story else _PLACES_OF_STORY),
        unresolved=one(
            f"{_PLACES_OF_STORY} AND places.lat IS NULL" if story else "SELECT count(*) FROM places WHERE lat IS NULL"
        ),
        open=disputes.get(0, 0),
        updates=disputes.get(1, 0),
    )


def checked(look: Look, story: str | None = None) -> Checked:
    """What people have checked of one story, or of everything."""
    return look.kept(f"checked {story}", lambda: _checked(look, story), judged=True)


def _checked(look: Look, story: str | None) -> Checked:
    of_story = " AND story = :story" if story else ""
    ((events,),) = look.named(_CHECKED + of_story, {"story": story})
    coders = look.named("SELECT who, max(number) FROM judgements GROUP BY who ORDER BY 2 DESC", {})
    return Checked(events, tuple(who for who, _ in coders))


_ACTORS_OF_STORY = (
    "SELECT count(DISTINCT actor) FROM events JOIN participants ON participants.event = events.id WHERE story = :story"
)
_PLACES_OF_STORY = (
    "SELECT count(DISTINCT place) FROM events JOIN places ON places.id = events.place WHERE story = :story"
)
_DISPUTES = "SELECT is_update, count(*) FROM disagreements GROUP BY is_update"
# a disagreement is of the stories whose reports tell a side of it
_DISPUTES_OF_STORY = """
SELECT is_update, count(DISTINCT disagreements.id) FROM disagreements
JOIN sides ON sides.disagreement = disagreements.id
JOIN mentions ON mentions.item = sides.item AND mentions.turn = 0
JOIN story_reports ON story_reports.report = mentions.report AND story_reports.story = :story
GROUP BY is_update
"""
# an event counts as checked when it, or one that was merged into it, was judged
_CHECKED = """
WITH RECURSIVE judged (id) AS (
    SELECT DISTINCT item FROM judgements WHERE item >= 'evt_' AND item < 'evu' AND action NOT IN ('note', 'withdraw')
        AND number NOT IN (SELECT CAST(after AS INTEGER) FROM judgements WHERE action = 'withdraw')
    UNION SELECT redirect FROM judged JOIN ledger ON ledger.id = judged.id WHERE redirect IS NOT NULL
)
SELECT count(*) FROM judged JOIN events USING (id) WHERE 1
"""
