-- Whether a judgement settles what several people judged differently.

ALTER TABLE judgements ADD COLUMN settles INTEGER NOT NULL DEFAULT 0
