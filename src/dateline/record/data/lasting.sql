-- What is kept for good. Statements are parted by empty lines.

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- SHA-256 of the bytes received
    source TEXT NOT NULL,               -- path or address, as the user named it
    media_type TEXT NOT NULL,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    extractor TEXT NOT NULL,
    language TEXT,
    outlet TEXT,
    title TEXT,
    credit TEXT,
    url TEXT,
    published_earliest TEXT,            -- ISO dates; equal where the day is known
    published_latest TEXT,
    published_time TEXT,
    detail TEXT NOT NULL                -- the whole report as JSON, without its text
) STRICT

CREATE TABLE readings (
    report INTEGER PRIMARY KEY REFERENCES reports(number) ON DELETE CASCADE,
    version TEXT NOT NULL,
    packed BLOB NOT NULL                -- Reading.to_bytes
) STRICT

CREATE TABLE accounts (
    report INTEGER PRIMARY KEY REFERENCES reports(number) ON DELETE CASCADE,
    versions TEXT NOT NULL,             -- JSON: what made it
    packed BLOB NOT NULL                -- MessagePack of the account, deflated
) STRICT

CREATE TABLE ledger (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    report TEXT NOT NULL,               -- evidence: report, span, and a mark where several items share the span
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    mark TEXT NOT NULL,
    redirect TEXT                       -- the id that this one stands for from here on; NULL where it is minted
) STRICT

CREATE INDEX ledger_ids ON ledger (id)

CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    made TEXT NOT NULL,                 -- time with zone
    item TEXT NOT NULL,
    action TEXT NOT NULL,               -- accept, reject, correct, merge, split
    field TEXT,
    before TEXT,                        -- JSON
    after TEXT,                         -- JSON, or the other id of a merge
    why TEXT NOT NULL,
    evidence TEXT NOT NULL,             -- JSON: list of (report, start, end, mark)
    other TEXT NOT NULL                 -- JSON: the other side of a merge; what stays in a split
) STRICT

CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END

CREATE TRIGGER judgements_are_never_changed BEFORE UPDATE ON judgements
BEGIN SELECT raise(ABORT, 'judgements are append-only'); END

CREATE TRIGGER judgements_are_never_cut BEFORE DELETE ON judgements
BEGIN SELECT raise(ABORT, 'judgements are append-only'); END

CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
)
