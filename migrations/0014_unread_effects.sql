-- How many of an effect's attempts were of a worker whose version cannot read it.
ALTER TABLE outbox ADD COLUMN unread INTEGER NOT NULL DEFAULT 0 CHECK (unread >= 0);
