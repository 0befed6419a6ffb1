-- What is made from accounts, judgements and ledger, and made anew with every rebuild: for other tools to read.
-- `ordinal` is an item's place in its list of the record; `detail` is the item as JSON without what other tables hold.

CREATE TABLE record_reports (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, origin TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE origins (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE stories (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE story_reports (
    story TEXT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (story, report)
) STRICT, WITHOUT ROWID

CREATE TABLE actors (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, known TEXT, sector TEXT,
    country TEXT, detail TEXT NOT NULL
) STRICT

CREATE TABLE aliases (
    actor TEXT NOT NULL, form TEXT NOT NULL, count INTEGER NOT NULL, reports TEXT NOT NULL, PRIMARY KEY (actor, form)
) STRICT, WITHOUT ROWID

CREATE TABLE places (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, gazetteer TEXT, lat REAL,
    lon REAL, country TEXT, admin1 TEXT, precision TEXT, detail TEXT NOT NULL
) STRICT

CREATE TABLE events (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, story TEXT NOT NULL, type TEXT NOT NULL, mode TEXT,
    status TEXT NOT NULL, background INTEGER NOT NULL, earliest TEXT, latest TEXT, place TEXT,
    reports INTEGER NOT NULL, origins INTEGER NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE participants (
    event TEXT NOT NULL, role TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (event, role, actor)
) STRICT, WITHOUT ROWID

CREATE TABLE claims (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, speaker TEXT, direct INTEGER NOT NULL, certainty TEXT NOT NULL,
    origin TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE figures (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, value REAL, low REAL, high REAL, unit TEXT NOT NULL,
    bound TEXT NOT NULL, what TEXT NOT NULL, event TEXT, origin TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE relations (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    office TEXT, status TEXT NOT NULL, detail TEXT NOT NULL
) STRICT

CREATE TABLE disagreements (
    id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, is_update INTEGER NOT NULL,
    detail TEXT NOT NULL
) STRICT

CREATE TABLE sides (
    disagreement TEXT NOT NULL, side INTEGER NOT NULL, item TEXT NOT NULL, says TEXT NOT NULL,
    PRIMARY KEY (disagreement, side, item)
) STRICT, WITHOUT ROWID

-- Where each item is said: offsets into reports.text (code points, from 0), the item's index in the report's account.
CREATE TABLE mentions (
    item TEXT NOT NULL, turn INTEGER NOT NULL, report INTEGER NOT NULL, position INTEGER NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, sentence_start INTEGER, sentence_end INTEGER,
    PRIMARY KEY (item, turn)
) STRICT, WITHOUT ROWID

CREATE INDEX mentions_of_report ON mentions (report, span_start)

CREATE TABLE contents (
    claim TEXT NOT NULL, turn INTEGER NOT NULL, report INTEGER NOT NULL, span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL, PRIMARY KEY (claim, turn)
) STRICT, WITHOUT ROWID

CREATE VIRTUAL TABLE names USING fts5 (form, item UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')

CREATE VIEW mention_words AS
SELECT mentions.item, reports.id AS report, reports.source,
    substr(reports.text, span_start + 1, span_end - span_start) AS words,
    substr(reports.text, sentence_start + 1, sentence_end - sentence_start) AS sentence
FROM mentions JOIN reports ON reports.number = mentions.report
