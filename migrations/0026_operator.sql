-- What the person on duty sees and runs again.

-- How many workers in a row took it and never came back; when it first failed, which no retry changes; and when the sweep
-- last enqueued it, so that a backlog is paged through.
ALTER TABLE outbox ADD COLUMN cut_off INTEGER NOT NULL DEFAULT 0 CHECK (cut_off >= 0);
ALTER TABLE outbox ADD COLUMN failed_since INTEGER;
ALTER TABLE outbox ADD COLUMN woken_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_wake ON outbox (merchant_id, woken_at, due_at) WHERE state = 'pending';
CREATE INDEX outbox_failing ON outbox (failed_since) WHERE state = 'pending' AND failed_since IS NOT NULL;

-- The same for events, which are leased now, too.
ALTER TABLE inbox ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN cut_off INTEGER NOT NULL DEFAULT 0 CHECK (cut_off >= 0);
ALTER TABLE inbox ADD COLUMN failed_since INTEGER;
ALTER TABLE inbox ADD COLUMN woken_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX inbox_wake ON inbox (account, woken_at, due_at) WHERE state = 'pending';
CREATE INDEX inbox_failing ON inbox (failed_since) WHERE state = 'pending' AND failed_since IS NOT NULL;

-- Small things that are known of the deployment, by name: when each sweep last concluded, the size of the database by day,
-- how the ways of telling the operator are doing.
CREATE TABLE watch_notes (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- Causes of an alarm: since when each stands, since when it is clear, and what each way of telling last told of it.
CREATE TABLE alarm_causes (
  cause TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  clear_since INTEGER,
  told TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(told))
) STRICT, WITHOUT ROWID;

-- Messages that the queue gave up on. They name rows and hold nothing else.
CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  names TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('stopped', 'left_to_sweep', 'unreadable')),
  arrived_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX dead_letters_open ON dead_letters (arrived_at) WHERE settled_at IS NULL;
CREATE INDEX dead_letters_arrived ON dead_letters (arrived_at);
