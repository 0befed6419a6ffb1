-- The record's own tables anew, so that a report that comes in touches the rows of its circle alone (docs/record.md,
-- "Circles"): an item's place in its list is a text made from what it is; what many circles tell of is counted.

DROP VIEW mention_words

DROP TABLE names

DROP TABLE record_reports

DROP TABLE origins

DROP TABLE stories

DROP TABLE story_reports

DROP TABLE actors

DROP TABLE aliases

DROP TABLE places

DROP TABLE events

DROP TABLE participants

DROP TABLE claims

DROP TABLE figures

DROP TABLE relations

DROP TABLE disagreements

DROP TABLE sides

DROP TABLE mentions

DROP TABLE contents

CREATE TABLE record_reports (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, origin TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE origins (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE stories (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE story_reports (
    story TEXT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (story, report)
) STRICT, WITHOUT ROWID

CREATE TABLE actors (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, known TEXT, sector TEXT,
    country TEXT, detail TEXT NOT NULL
) STRICT

-- How often a form of a name is used, and in how many reports.
CREATE TABLE aliases (
    actor TEXT NOT NULL, form TEXT NOT NULL, count INTEGER NOT NULL, reports INTEGER NOT NULL,
    PRIMARY KEY (actor, form)
) STRICT, WITHOUT ROWID

CREATE TABLE alias_reports (
    actor TEXT NOT NULL, form TEXT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (actor, form, report)
) STRICT, WITHOUT ROWID

CREATE INDEX aliases_of_report ON alias_reports (report)

CREATE TABLE places (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, gazetteer TEXT, lat REAL,
    lon REAL, country TEXT, admin1 TEXT, precision TEXT, detail TEXT NOT NULL
) STRICT

CREATE TABLE events (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, story TEXT NOT NULL, type TEXT NOT NULL, mode TEXT,
    status TEXT NOT NULL, background INTEGER NOT NULL, earliest TEXT, latest TEXT, place TEXT,
    reports INTEGER NOT NULL, origins INTEGER NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE participants (
    event TEXT NOT NULL, role TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID

CREATE TABLE claims (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, speaker TEXT, direct INTEGER NOT NULL, certainty TEXT NOT NULL,
    origin TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE figures (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, value REAL, low REAL, high REAL, unit TEXT NOT NULL,
    bound TEXT NOT NULL, what TEXT NOT NULL, event TEXT, origin TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE relations (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    office TEXT, status TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE disagreements (
    id TEXT PRIMARY KEY, ordinal TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, is_update INTEGER NOT NULL,
    detail TEXT NOT NULL
) STRICT

CREATE TABLE sides (
    disagreement TEXT NOT NULL, side INTEGER NOT NULL, item TEXT NOT NULL, says TEXT NOT NULL,
    PRIMARY KEY (disagreement, side, item)
) STRICT, WITHOUT ROWID

-- Where each item is said: offsets into reports.text (code points, from 0), the item's index in the report's account.
-- An item's mentions stand by the ids of their reports, then by turn; those of one circle are numbered through.
CREATE TABLE mentions (
    item TEXT NOT NULL, report INTEGER NOT NULL, turn INTEGER NOT NULL, position INTEGER NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER, sentence_end INTEGER,
    PRIMARY KEY (item, report, turn)
) STRICT, WITHOUT ROWID

CREATE INDEX mentions_of_report ON mentions (report, span_start)

CREATE TABLE contents (
    claim TEXT NOT NULL, turn INTEGER NOT NULL, report INTEGER NOT NULL, span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL, PRIMARY KEY (claim, turn)
) STRICT, WITHOUT ROWID

-- Names in use, and the index of their words, which follows by itself.
CREATE TABLE forms (
    number INTEGER PRIMARY KEY, form TEXT NOT NULL, item TEXT NOT NULL, UNIQUE (item, form)
) STRICT

CREATE VIRTUAL TABLE names USING fts5 (
    form, item UNINDEXED, content = 'forms', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
)

CREATE TRIGGER a_form_comes AFTER INSERT ON forms
BEGIN INSERT INTO names (rowid, form, item) VALUES (new.number, new.form, new.item); END

CREATE TRIGGER a_form_goes AFTER DELETE ON forms
BEGIN INSERT INTO names (names, rowid, form, item) VALUES ('delete', old.number, old.form, old.item); END

CREATE VIEW mention_words AS
SELECT mentions.item, reports.id AS report, reports.source,
    substr(reports.text, span_start + 1, span_end - span_start) AS words,
    substr(reports.text, sentence_start + 1, sentence_end - sentence_start) AS sentence
FROM mentions JOIN reports ON reports.number = mentions.report

-- What hangs together: the circle of each report (the least number in it), its day (-1: not known), its marks (packed).
CREATE TABLE circles (
    report INTEGER PRIMARY KEY, circle INTEGER NOT NULL, day INTEGER NOT NULL, marks BLOB NOT NULL
) STRICT

CREATE INDEX reports_of_circle ON circles (circle)

CREATE TABLE marks (
    mark INTEGER NOT NULL, report INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (mark, report)
) STRICT, WITHOUT ROWID

-- Items that are one circle's alone.
CREATE TABLE owned (
    circle INTEGER NOT NULL, item TEXT NOT NULL, PRIMARY KEY (circle, item)
) STRICT, WITHOUT ROWID

-- What a circle tells of a thing that others may tell of, too: counts by field and value, as JSON; and their sums.
CREATE TABLE shares (
    circle INTEGER NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (circle, item)
) STRICT, WITHOUT ROWID

CREATE TABLE tallies (
    item TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (item, field, value)
) STRICT, WITHOUT ROWID

-- What versions of one report have in common: its address, or its outlet and headline (reports/versions.py).
CREATE TABLE report_keys (
    report INTEGER PRIMARY KEY REFERENCES reports(number) ON DELETE CASCADE, key TEXT NOT NULL
) STRICT

CREATE INDEX reports_of_key ON report_keys (key)

-- Reports that came in or were replaced since the record was made; the change with which they did.
CREATE TABLE pending (
    report TEXT PRIMARY KEY, change INTEGER NOT NULL
) STRICT, WITHOUT ROWID

-- How many accounts were made by which version of what.
CREATE TABLE account_versions (
    part TEXT NOT NULL, version TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (part, version)
) STRICT, WITHOUT ROWID

INSERT INTO account_versions
SELECT key, value, count(*) FROM accounts, json_each(accounts.versions) WHERE key <> 'given' GROUP BY key, value

-- Which judgements are about which reports, and which name which things.
CREATE TABLE judged (
    about TEXT NOT NULL, judgement INTEGER NOT NULL, PRIMARY KEY (about, judgement)
) STRICT, WITHOUT ROWID

CREATE INDEX ledger_of_report ON ledger (report)

CREATE INDEX events_by_weight ON events (origins DESC, reports DESC, id DESC)
WHERE background = 0 AND status IN ('happened', 'ongoing')

CREATE INDEX events_of_story_by_weight ON events (story, origins DESC, reports DESC, id DESC)
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

CREATE INDEX stories_of_report ON story_reports (report)

CREATE INDEX reports_of_origin ON record_reports (origin)

CREATE INDEX relations_of_source ON relations (source)

CREATE INDEX relations_of_target ON relations (target)

CREATE INDEX claims_of_speaker ON claims (speaker, ordinal) WHERE speaker IS NOT NULL

DELETE FROM state WHERE name IN ('built', 'saved', 'judged')
