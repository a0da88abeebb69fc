-- Healing without webhooks: where reading Stripe's lists stands, what was found there and not known here, and
-- the books: every balance transaction once, and what is unexplained.

-- One of Stripe's lists of a connection, read newest first, a page at a time.
CREATE TABLE sweeps (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  list TEXT NOT NULL CHECK (list IN ('events', 'transactions', 'sessions', 'intents')),
  -- Everything that was made before this instant has been read.
  watermark INTEGER NOT NULL,
  -- The run under way: what it reads from, when it began, and after which object it goes on.
  since INTEGER,
  started_at INTEGER,
  cursor TEXT,
  -- When somebody read in it last. Long ago means that nobody looked, or that this is a restored database.
  touched_at INTEGER NOT NULL,
  -- Nobody else reads it before then.
  lease_until INTEGER NOT NULL DEFAULT 0,
  -- No new run begins before then.
  due_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (connection_id, list),
  CHECK ((since IS NULL) = (started_at IS NULL)),
  CHECK (cursor IS NULL OR since IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- An object at Stripe that carries our deployment's id and names a payment that is not known here.
CREATE TABLE unknown_objects (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  -- What its metadata says: a payment's id, whatever it looks like.
  payment_id TEXT NOT NULL,
  stripe_id TEXT NOT NULL,
  -- Its invoice, where that is known here: frozen until somebody has looked.
  invoice_id TEXT REFERENCES invoices (id),
  reason TEXT NOT NULL,
  found_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (connection_id, payment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_objects_open ON unknown_objects (found_at) WHERE resolved_at IS NULL;

-- Refunds made at Stripe and disputes name a charge; one charge is one payment's.
CREATE UNIQUE INDEX payments_charge ON payments (connection_id, stripe_charge_id) WHERE stripe_charge_id IS NOT NULL;

-- Events of types that were not used when they came, to be opened again when they are.
CREATE INDEX inbox_unused ON inbox (type) WHERE state = 'skipped' AND reason = 'type_not_used';

-- Amounts in balance_transactions and below are Stripe's minor units of the settlement currency, as it books them.
ALTER TABLE balance_transactions ADD COLUMN balance_type TEXT NOT NULL DEFAULT 'payments';
-- Set where it was converted into the currency that the account settles in.
ALTER TABLE balance_transactions ADD COLUMN exchange_rate REAL;
-- The charge that it is about, itself or by its refund or dispute.
ALTER TABLE balance_transactions ADD COLUMN charge_id TEXT;
ALTER TABLE balance_transactions ADD COLUMN intent_id TEXT;
-- Its metadata carries our deployment's id.
ALTER TABLE balance_transactions ADD COLUMN named_ours INTEGER NOT NULL DEFAULT 0 CHECK (named_ours IN (0, 1));
-- Our payment, refund or dispute that it belongs to.
ALTER TABLE balance_transactions ADD COLUMN owner_id TEXT;
ALTER TABLE balance_transactions ADD COLUMN stored_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX balance_transactions_day ON balance_transactions (connection_id, currency, created_at);
CREATE INDEX balance_transactions_source ON balance_transactions (connection_id, source) WHERE source IS NOT NULL;
CREATE INDEX balance_transactions_open ON balance_transactions (connection_id, stripe_id)
  WHERE classification IS NULL;

-- What does not add up, or is only late. A finding that is explained later is resolved, not deleted.
CREATE TABLE findings (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('unclassified', 'ours_without_row', 'row_without_transaction', 'amount_differs', 'balance_differs')),
  -- A balance transaction, a payment, refund or dispute of ours, or a currency.
  subject TEXT NOT NULL,
  -- Late is not unexplained: it is waited for, for a day.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'unexplained')),
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  -- When the money moved.
  at INTEGER NOT NULL,
  found_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (connection_id, kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_open ON findings (state, found_at) WHERE resolved_at IS NULL;

-- The balance that Stripe states, held against ours. `opening` is what was there before the first transaction
-- that we stored.
CREATE TABLE balance_checks (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  opening INTEGER NOT NULL,
  stated INTEGER NOT NULL,
  reckoned INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (connection_id, currency)
) STRICT, WITHOUT ROWID;

-- An alarm that has been raised, once for each cause.
CREATE TABLE alarms (
  cause TEXT PRIMARY KEY,
  raised_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX balance_transactions_owner ON balance_transactions (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX balance_transactions_time ON balance_transactions (connection_id, created_at);
