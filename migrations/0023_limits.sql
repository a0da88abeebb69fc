-- What a stranger may cause is bounded, and takes nobody's own away.

-- A mail with a sign-in link. Without a browser's hash it is for every browser that asked for the address before it
-- closed; with one, for a browser that had signed in before. What a browser asked for stands in its signed cookie, so
-- that a stranger's posts leave no row. A row is written for unknown addresses too: their answer takes as long.
CREATE TABLE sign_in_mails (
  id TEXT PRIMARY KEY,
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  address TEXT NOT NULL,
  browser_hash TEXT CHECK (length(browser_hash) = 64),
  due_at INTEGER NOT NULL,
  -- Who asked later than this gets a mail of their own.
  closes_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_mails_address ON sign_in_mails (address, due_at);
CREATE INDEX sign_in_mails_age ON sign_in_mails (due_at);

-- Each browser uses a mail once.
CREATE TABLE sign_in_uses (
  mail_id TEXT NOT NULL REFERENCES sign_in_mails (id) ON DELETE CASCADE,
  browser_hash TEXT NOT NULL CHECK (length(browser_hash) = 64),
  used_at INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  PRIMARY KEY (mail_id, browser_hash)
) STRICT, WITHOUT ROWID;

-- How many mails an API key had sent on a day (UTC).
CREATE TABLE key_mails (
  api_key_id TEXT NOT NULL,
  day_start INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  PRIMARY KEY (api_key_id, day_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_mails_age ON key_mails (day_start);

-- When Stripe was last asked because somebody opened the page that it returns to.
ALTER TABLE payments ADD COLUMN asked_at INTEGER;
