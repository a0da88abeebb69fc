-- What Stripe refuses for good, until it is mended: of the connection, of a customer or of an invoice. At most one is
-- open for each; who it was about is no foreign key, since it is one of three.
CREATE TABLE stripe_refusals (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  subject_type TEXT NOT NULL CHECK (subject_type IN ('connection', 'customer', 'invoice')),
  subject_id TEXT NOT NULL,
  -- Stripe's code and parameter, and its words.
  code TEXT NOT NULL,
  param TEXT,
  message TEXT NOT NULL,
  since INTEGER NOT NULL,
  ended_at INTEGER CHECK (ended_at >= since)
) STRICT;
CREATE UNIQUE INDEX stripe_refusals_open ON stripe_refusals (subject_type, subject_id) WHERE ended_at IS NULL;
CREATE INDEX stripe_refusals_merchant ON stripe_refusals (merchant_id) WHERE ended_at IS NULL;

-- Why a list could not be read, since it was last read to its end: Stripe's code and when it said so last.
ALTER TABLE sweeps ADD COLUMN failed_at INTEGER;
ALTER TABLE sweeps ADD COLUMN failure TEXT;
