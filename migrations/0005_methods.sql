-- Methods on file: how they are set up, what was agreed to, and when a card's end was told of.

-- The month of expiry (YYYY-MM) that its customer was told of.
ALTER TABLE payment_methods ADD COLUMN expiry_told TEXT CHECK (expiry_told IS NULL OR length(expiry_told) = 7);
CREATE INDEX payment_methods_expiry ON payment_methods (exp_year, exp_month)
  WHERE state = 'usable' AND expiry_told IS NULL;

-- What somebody agreed to, word for word. Evidence: it is never changed, and outlives its customer.
CREATE TABLE agreements (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('bank_debit', 'autopay')),
  -- Which edition of the wording, and in which language it was shown.
  version TEXT NOT NULL,
  locale TEXT NOT NULL,
  text TEXT NOT NULL CHECK (length(text) > 0),
  -- Who agreed: the address they were signed in with, or the member of staff.
  agreed_by TEXT NOT NULL,
  ip_address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  agreed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX agreements_customer ON agreements (customer_id, kind, id);
CREATE TRIGGER agreements_append_only BEFORE UPDATE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements are append-only'); END;
CREATE TRIGGER agreements_no_delete BEFORE DELETE ON agreements
BEGIN SELECT RAISE(ABORT, 'agreements are append-only'); END;

-- One attempt at putting a method on file. The row is there before Stripe is asked.
CREATE TABLE method_setups (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  connection_id TEXT NOT NULL REFERENCES connections (id),
  customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  -- On Stripe's page with a card or an account verified at once, or by an account typed in and test deposits.
  kind TEXT NOT NULL CHECK (kind IN ('card', 'bank_instant', 'bank_deposits')),
  state TEXT NOT NULL CHECK (state IN
    ('asked', 'unknown', 'open', 'verifying', 'succeeded', 'failed', 'expired')),
  -- The exact request. An account that was typed in has none: its number is never stored.
  request TEXT CHECK (request IS NULL OR json_valid(request)),
  stripe_customer_id TEXT NOT NULL,
  stripe_session_id TEXT,
  stripe_setup_intent_id TEXT,
  stripe_payment_method_id TEXT,
  agreement_id TEXT REFERENCES agreements (id),
  -- The card whose place it takes, with its order and its being the default.
  replaces TEXT,
  -- How the account is shown, and what the confirmation of its mandate repeats.
  card TEXT CHECK (card IS NULL OR json_valid(card)),
  holder_name TEXT,
  routing_number TEXT CHECK (routing_number IS NULL OR length(routing_number) = 9),
  -- What the deposits prove it by, and when they arrive.
  proof TEXT CHECK (proof IN ('amounts', 'descriptor_code')),
  arrives_at INTEGER,
  verify_by INTEGER,
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  failure_code TEXT,
  expires_at INTEGER NOT NULL,
  -- When the sweep looks at it again, while it is not over.
  check_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  closed_at INTEGER,
  CHECK ((kind = 'bank_deposits') = (request IS NULL)),
  CHECK ((state IN ('succeeded', 'failed', 'expired')) = (closed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX method_setups_session ON method_setups (connection_id, stripe_session_id)
  WHERE stripe_session_id IS NOT NULL;
CREATE UNIQUE INDEX method_setups_intent ON method_setups (connection_id, stripe_setup_intent_id)
  WHERE stripe_setup_intent_id IS NOT NULL;
CREATE INDEX method_setups_customer ON method_setups (customer_id, id);
CREATE INDEX method_setups_check ON method_setups (check_at) WHERE check_at IS NOT NULL;

-- An opt-out that was answered holds, whatever a late worker read before it (I8).
CREATE TRIGGER payments_not_after_opt_out BEFORE INSERT ON payments
WHEN NEW.via = 'autopay' AND (SELECT autopay FROM customers WHERE id = NEW.customer_id) = 'off'
BEGIN SELECT RAISE(ABORT, 'autopay is off'); END;
