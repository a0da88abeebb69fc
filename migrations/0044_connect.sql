-- What the account of a connection can do, as Stripe last said. While it cannot take charges, money is held.
ALTER TABLE connections ADD COLUMN held_since INTEGER;
ALTER TABLE connections ADD COLUMN takes_card INTEGER NOT NULL DEFAULT 1 CHECK (takes_card IN (0, 1));
ALTER TABLE connections ADD COLUMN takes_ach INTEGER NOT NULL DEFAULT 1 CHECK (takes_ach IN (0, 1));
-- When the account is read next, and when the last read began: at most one a minute, however many events ask for it.
ALTER TABLE connections ADD COLUMN account_due_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE connections ADD COLUMN account_read_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX connections_account_due ON connections (account_due_at) WHERE state = 'active';

CREATE TABLE account_statuses (
  connection_id TEXT PRIMARY KEY REFERENCES connections (id),
  -- Null until Stripe has let the account be read.
  status TEXT CHECK (status IS NULL OR json_valid(status)),
  -- When the read that this is from began, and why the last one failed, if it did.
  read_at INTEGER NOT NULL,
  failure TEXT
) STRICT, WITHOUT ROWID;

-- One way to Stripe and back by OAuth. The state itself is known to the browser alone, and is spent once.
CREATE TABLE connect_attempts (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  state_hash TEXT NOT NULL UNIQUE CHECK (length(state_hash) = 64),
  -- Whose session began it: nobody else can finish it.
  session_hash TEXT NOT NULL CHECK (length(session_hash) = 64),
  person TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  spent_at INTEGER,
  -- What came of it: the first result stands, and is what a second load of the callback shows.
  outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
  CHECK (outcome IS NULL OR spent_at IS NOT NULL)
) STRICT;
CREATE INDEX connect_attempts_created ON connect_attempts (created_at);

-- A new account that Stripe is asked for: the row comes before the call, and its id is the idempotency key.
CREATE TABLE account_creations (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  request TEXT NOT NULL CHECK (json_valid(request)),
  person TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  account TEXT,
  -- Stripe refused it for good, in its own words.
  refusal TEXT,
  created_at INTEGER
) STRICT;
-- One at a time for each business and mode.
CREATE UNIQUE INDEX account_creations_open ON account_creations (merchant_id, livemode)
  WHERE account IS NULL AND refusal IS NULL;
CREATE INDEX account_creations_merchant ON account_creations (merchant_id, livemode, account);
