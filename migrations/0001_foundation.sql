-- Quittance, the first migration. Times are milliseconds since the epoch (UTC); money is integer minor
-- units as ISO 4217 counts them, with the currency beside it; booleans are 0 or 1. Forward only.

-- One business. A deployment usually has exactly one.
CREATE TABLE merchants (
  id TEXT PRIMARY KEY,
  legal_name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  email TEXT NOT NULL,
  telephone TEXT,
  website TEXT,
  tax_id TEXT,
  address TEXT NOT NULL CHECK (json_valid(address)),
  logo_url TEXT,
  brand_color TEXT NOT NULL DEFAULT '#1f4b99',
  bank_details TEXT,
  locale TEXT NOT NULL DEFAULT 'en',
  time_zone TEXT NOT NULL,
  default_currency TEXT NOT NULL CHECK (length(default_currency) = 3),
  invoice_series TEXT NOT NULL DEFAULT '',
  payment_links INTEGER NOT NULL DEFAULT 1 CHECK (payment_links IN (0, 1)),
  receipts_by TEXT NOT NULL DEFAULT 'quittance' CHECK (receipts_by IN ('quittance', 'stripe')),
  collect_policy TEXT NOT NULL DEFAULT 'on_send' CHECK (collect_policy IN ('on_send', 'on_due_date', 'never')),
  public_saved_method INTEGER NOT NULL DEFAULT 0 CHECK (public_saved_method IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- A Stripe account that money goes to: the deployment's own ('self') or a connected one ('acct_…').
-- Old ones stay, for refunds of what was paid through them.
CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  account TEXT NOT NULL,
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disconnected')),
  created_at INTEGER NOT NULL,
  disconnected_at INTEGER,
  events_watermark INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX connections_account ON connections (account, livemode) WHERE state = 'active';
CREATE UNIQUE INDEX connections_merchant ON connections (merchant_id, livemode) WHERE state = 'active';

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  name TEXT NOT NULL,
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE customers (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  legal_name TEXT NOT NULL,
  label TEXT,
  contact_name TEXT,
  email TEXT,
  billing_emails TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(billing_emails)),
  telephone TEXT,
  url TEXT,
  tax_status TEXT NOT NULL DEFAULT 'TAXED',
  address TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(address)),
  customer_aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(customer_aliases)),
  locale TEXT,
  collect_policy TEXT CHECK (collect_policy IN ('on_send', 'on_due_date', 'never')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customers_merchant ON customers (merchant_id, livemode, id);

CREATE TABLE customer_external_ids (
  customer_id TEXT NOT NULL REFERENCES customers (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (customer_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_external_ids_value ON customer_external_ids (key, value);

-- Which Stripe customer stands for ours, per connection. The row with the exact request is there
-- before Stripe is asked, so that it is created once.
CREATE TABLE stripe_customers (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  stripe_customer_id TEXT,
  request TEXT NOT NULL CHECK (json_valid(request)),
  attempt INTEGER NOT NULL DEFAULT 1,
  sends INTEGER NOT NULL DEFAULT 0,
  requested_at INTEGER NOT NULL,
  created_at INTEGER,
  PRIMARY KEY (connection_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX stripe_customers_stripe ON stripe_customers (connection_id, stripe_customer_id)
  WHERE stripe_customer_id IS NOT NULL;

CREATE TABLE payment_methods (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  connection_id TEXT NOT NULL REFERENCES connections (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  stripe_payment_method_id TEXT NOT NULL,
  type TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_valid(summary)),
  fingerprint TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending_verification', 'usable', 'unusable', 'detached')),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (connection_id, stripe_payment_method_id)
) STRICT;
CREATE INDEX payment_methods_customer ON payment_methods (customer_id, state);

-- The counter of a series: it moves only in the batch that finalises an invoice.
CREATE TABLE number_series (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  series TEXT NOT NULL,
  next_value INTEGER NOT NULL CHECK (next_value >= 1),
  PRIMARY KEY (merchant_id, livemode, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'paid', 'void', 'uncollectible')),
  payment_status TEXT NOT NULL DEFAULT 'none' CHECK (payment_status IN
    ('none', 'processing', 'failed', 'returned', 'partially_refunded', 'refunded', 'disputed')),
  series TEXT,
  number_value INTEGER,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  due_date TEXT CHECK (due_date IS NULL OR length(due_date) = 10),
  due_at INTEGER,
  issue_date TEXT,
  time_zone TEXT NOT NULL,
  subtotal INTEGER NOT NULL CHECK (subtotal >= 0),
  discount_total INTEGER NOT NULL CHECK (discount_total >= 0),
  tax_total INTEGER NOT NULL CHECK (tax_total >= 0),
  taxes TEXT NOT NULL CHECK (json_valid(taxes)),
  amount_due INTEGER NOT NULL CHECK (amount_due >= 0),
  amount_paid INTEGER NOT NULL DEFAULT 0 CHECK (amount_paid >= 0),
  notes TEXT,
  payment_link INTEGER NOT NULL DEFAULT 1 CHECK (payment_link IN (0, 1)),
  collect_policy TEXT CHECK (collect_policy IN ('on_send', 'on_due_date', 'never')),
  collect_at INTEGER,
  collect_local TEXT CHECK (collect_local IS NULL OR json_valid(collect_local)),
  -- Who the parties were when it was finalised, as printed.
  parties TEXT CHECK (parties IS NULL OR json_valid(parties)),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  link_version INTEGER NOT NULL DEFAULT 1 CHECK (link_version BETWEEN 1 AND 65535),
  -- A verb that forbids money and is not carried out yet: nothing new may be charged while it stands.
  pending_verb TEXT CHECK (pending_verb IS NULL OR json_valid(pending_verb)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finalized_at INTEGER,
  sent_at INTEGER,
  paid_at INTEGER,
  voided_at INTEGER,
  uncollectible_at INTEGER,
  CHECK (amount_paid <= amount_due),
  CHECK ((status = 'draft') = (number_value IS NULL)),
  CHECK ((status = 'draft') = (finalized_at IS NULL)),
  CHECK (status <> 'paid' OR amount_paid = amount_due)
) STRICT;
CREATE UNIQUE INDEX invoices_number ON invoices (merchant_id, livemode, series, number_value)
  WHERE number_value IS NOT NULL;
CREATE INDEX invoices_list ON invoices (merchant_id, livemode, id);
CREATE INDEX invoices_customer ON invoices (customer_id, id);
CREATE INDEX invoices_collect ON invoices (status, collect_at) WHERE collect_at IS NOT NULL;
CREATE INDEX invoices_pending_verb ON invoices (updated_at) WHERE pending_verb IS NOT NULL;

CREATE TABLE invoice_lines (
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  description TEXT NOT NULL,
  quantity TEXT NOT NULL,
  unit_amount INTEGER NOT NULL CHECK (unit_amount >= 0),
  discount TEXT CHECK (discount IS NULL OR json_valid(discount)),
  discount_amount INTEGER NOT NULL CHECK (discount_amount >= 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  -- The rates as they stood, each with its amount on this line.
  taxes TEXT NOT NULL CHECK (json_valid(taxes)),
  total INTEGER NOT NULL CHECK (total >= 0),
  PRIMARY KEY (invoice_id, position)
) STRICT, WITHOUT ROWID;

-- What a payer was shown as owed: one row each time that changes.
CREATE TABLE invoice_versions (
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  currency TEXT NOT NULL,
  amount_due INTEGER NOT NULL CHECK (amount_due >= 0),
  amount_remaining INTEGER NOT NULL CHECK (amount_remaining >= 0),
  due_date TEXT,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (invoice_id, version)
) STRICT, WITHOUT ROWID;

-- One attempt at collecting money. What it is for stands in payment_targets.
CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  connection_id TEXT NOT NULL REFERENCES connections (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  via TEXT NOT NULL CHECK (via IN ('link', 'portal', 'staff', 'autopay')),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount > 0),
  state TEXT NOT NULL CHECK (state IN ('claimed', 'session_open', 'confirming', 'authenticating',
    'verifying', 'processing', 'unknown', 'succeeded', 'failed', 'canceled', 'returned')),
  close_reason TEXT,
  -- The exact request to Stripe; links in it are placeholders, filled on use.
  request TEXT NOT NULL CHECK (json_valid(request)),
  stripe_session_id TEXT,
  stripe_payment_intent_id TEXT,
  stripe_charge_id TEXT,
  amount_received INTEGER NOT NULL DEFAULT 0 CHECK (amount_received >= 0),
  method TEXT CHECK (method IS NULL OR json_valid(method)),
  failure_code TEXT,
  claimed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- When it should be looked at again by the sweep, while it is open.
  check_at INTEGER,
  began_at INTEGER,
  succeeded_at INTEGER,
  closed_at INTEGER,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX payments_session ON payments (connection_id, stripe_session_id)
  WHERE stripe_session_id IS NOT NULL;
CREATE UNIQUE INDEX payments_intent ON payments (connection_id, stripe_payment_intent_id)
  WHERE stripe_payment_intent_id IS NOT NULL;
CREATE INDEX payments_check ON payments (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX payments_pace ON payments (connection_id, claimed_at);
CREATE INDEX payments_customer ON payments (customer_id, id);

-- A crowd cannot begin more sessions by link than this in a second, per connection, whoever counts.
CREATE TRIGGER payments_pace_of_links BEFORE INSERT ON payments
WHEN NEW.via = 'link' AND (SELECT COUNT(*) FROM payments
  WHERE connection_id = NEW.connection_id AND claimed_at > NEW.claimed_at - 1000) >= 10
BEGIN SELECT RAISE(ABORT, 'too many sessions are being begun'); END;

CREATE TABLE payment_targets (
  payment_id TEXT NOT NULL REFERENCES payments (id),
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  invoice_version INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (payment_id, invoice_id),
  FOREIGN KEY (invoice_id, invoice_version) REFERENCES invoice_versions (invoice_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_targets_invoice ON payment_targets (invoice_id, payment_id);

-- The one open payment of an invoice. Taken on claim, given back on proof that no money can come.
CREATE TABLE slots (
  invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
  payment_id TEXT NOT NULL REFERENCES payments (id),
  taken_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX slots_payment ON slots (payment_id);

CREATE TABLE offline_payments (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'cash', 'check', 'card', 'other')),
  reference TEXT,
  received_on TEXT NOT NULL CHECK (length(received_on) = 10),
  recorded_by TEXT NOT NULL CHECK (length(recorded_by) > 0),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX offline_payments_invoice ON offline_payments (invoice_id);

-- Signed and append-only: which money covers which invoice.
CREATE TABLE allocations (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  source_type TEXT NOT NULL CHECK (source_type IN ('payment', 'offline_payment', 'credit', 'credit_note')),
  source_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX allocations_invoice ON allocations (invoice_id);
CREATE INDEX allocations_source ON allocations (source_type, source_id);
CREATE TRIGGER allocations_append_only BEFORE UPDATE ON allocations
BEGIN SELECT RAISE(ABORT, 'allocations are append-only'); END;
CREATE TRIGGER allocations_no_delete BEFORE DELETE ON allocations
BEGIN SELECT RAISE(ABORT, 'allocations are append-only'); END;
CREATE TRIGGER allocations_within_due AFTER INSERT ON allocations
WHEN (SELECT SUM(amount) FROM allocations WHERE invoice_id = NEW.invoice_id)
       > (SELECT amount_due FROM invoices WHERE id = NEW.invoice_id)
  OR (SELECT SUM(amount) FROM allocations WHERE invoice_id = NEW.invoice_id) < 0
  OR NEW.currency <> (SELECT currency FROM invoices WHERE id = NEW.invoice_id)
BEGIN SELECT RAISE(ABORT, 'allocations exceed what is due'); END;

-- Money of a customer that covers no invoice yet, or that has to go back.
CREATE TABLE credits (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  payment_id TEXT REFERENCES payments (id),
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  balance INTEGER NOT NULL CHECK (balance >= 0 AND balance <= amount),
  reason TEXT NOT NULL CHECK (reason IN ('overpayment', 'unintended_collection', 'credit_note', 'goodwill')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX credits_customer ON credits (customer_id, currency);

CREATE TABLE refunds (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  connection_id TEXT NOT NULL REFERENCES connections (id),
  payment_id TEXT NOT NULL REFERENCES payments (id),
  stripe_refund_id TEXT,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  state TEXT NOT NULL CHECK (state IN ('requested', 'unknown', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled')),
  reason TEXT,
  request TEXT CHECK (request IS NULL OR json_valid(request)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX refunds_stripe ON refunds (connection_id, stripe_refund_id) WHERE stripe_refund_id IS NOT NULL;
CREATE INDEX refunds_payment ON refunds (payment_id);

CREATE TABLE disputes (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  connection_id TEXT NOT NULL REFERENCES connections (id),
  payment_id TEXT NOT NULL REFERENCES payments (id),
  stripe_dispute_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (connection_id, stripe_dispute_id)
) STRICT;

CREATE TABLE balance_transactions (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  stripe_id TEXT NOT NULL,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  type TEXT NOT NULL,
  reporting_category TEXT NOT NULL,
  source TEXT,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  fee INTEGER NOT NULL,
  net INTEGER NOT NULL CHECK (net = amount - fee),
  classification TEXT CHECK (classification IN ('ours', 'foreign', 'stripe')),
  created_at INTEGER NOT NULL,
  available_at INTEGER,
  PRIMARY KEY (connection_id, stripe_id)
) STRICT, WITHOUT ROWID;

-- The record of what happened and the lock of every stream: (stream_type, stream_id, seq) can be taken
-- once, and a command acts once on a stream. Rows chain by hash over a salted commitment to `data`.
CREATE TABLE journal (
  stream_type TEXT NOT NULL,
  stream_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  command_id TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT CHECK (data IS NULL OR json_valid(data)),
  salt TEXT,
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  at INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (stream_type, stream_id, seq),
  UNIQUE (stream_type, stream_id, command_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_merchant ON journal (merchant_id, at);

-- What still has to be done in the world, committed with its cause.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_pending ON outbox (due_at) WHERE state = 'pending';
CREATE INDEX outbox_dead ON outbox (created_at) WHERE state = 'dead';

-- One message per cause, template and recipient, with one Message-ID for ever.
CREATE TABLE emails (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  invoice_id TEXT REFERENCES invoices (id),
  payment_id TEXT REFERENCES payments (id),
  cause TEXT NOT NULL,
  template TEXT NOT NULL,
  recipient TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'unknown', 'superseded')),
  attempts INTEGER NOT NULL DEFAULT 0,
  -- How often the transport left us not knowing whether it had taken the message.
  unknown_sends INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  UNIQUE (cause, template, recipient)
) STRICT;
CREATE INDEX emails_invoice ON emails (invoice_id);

-- Every event of Stripe, once, as it came. Links in it are replaced before it is stored.
CREATE TABLE inbox (
  account TEXT NOT NULL,
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  api_version TEXT,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'handled', 'skipped', 'quarantined')),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  handled_at INTEGER,
  PRIMARY KEY (account, livemode, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_pending ON inbox (due_at) WHERE state = 'pending';
CREATE INDEX inbox_quarantined ON inbox (received_at) WHERE state = 'quarantined';

CREATE TABLE idempotency_keys (
  api_key_id TEXT NOT NULL REFERENCES api_keys (id),
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  -- The id that a creation will have, so that a repetition after a crash makes the same thing.
  resource_seed TEXT NOT NULL,
  locked_until INTEGER NOT NULL,
  status INTEGER,
  response TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (api_key_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
