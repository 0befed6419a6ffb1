-- What stays of a report that was taken out.

CREATE TABLE tombstones (
    report TEXT PRIMARY KEY,            -- SHA-256 of the bytes that had been received
    made TEXT NOT NULL,                 -- time with zone
    who TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TRIGGER tombstones_are_never_changed BEFORE UPDATE ON tombstones
BEGIN SELECT raise(ABORT, 'tombstones are kept'); END

CREATE TRIGGER tombstones_are_never_cut BEFORE DELETE ON tombstones
BEGIN SELECT raise(ABORT, 'tombstones are kept'); END
