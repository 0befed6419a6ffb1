-- Indexes for those who browse a record: the desk's queries, one for each order in which things are listed.

CREATE INDEX events_by_weight ON events (origins DESC, reports DESC, ordinal DESC)
WHERE background = 0 AND status IN ('happened', 'ongoing')

CREATE INDEX events_of_story_by_weight ON events (story, origins DESC, reports DESC, ordinal DESC)
WHERE background = 0 AND status IN ('happened', 'ongoing')

CREATE INDEX events_by_day ON events (earliest, ordinal)

CREATE INDEX events_of_story ON events (story, earliest, ordinal, id, place)

CREATE INDEX events_at_place ON events (place, earliest, ordinal)

CREATE INDEX events_of_type ON events (type, status, earliest, ordinal)

CREATE INDEX participants_of_actor ON participants (actor, event)

CREATE INDEX figures_of_event ON figures (event)

CREATE INDEX sides_of_item ON sides (item)

CREATE INDEX disagreements_about ON disagreements (about)

CREATE INDEX disagreements_in_order ON disagreements (is_update, ordinal)

CREATE INDEX reports_by_day ON reports (published_latest, number)

CREATE INDEX stories_of_report ON story_reports (report)

CREATE INDEX reports_of_origin ON record_reports (origin)

CREATE INDEX relations_of_source ON relations (source)

CREATE INDEX relations_of_target ON relations (target)

CREATE INDEX judgements_of_item ON judgements (item, number)

CREATE INDEX ledger_redirects ON ledger (redirect) WHERE redirect IS NOT NULL

CREATE INDEX claims_of_speaker ON claims (speaker, ordinal) WHERE speaker IS NOT NULL
