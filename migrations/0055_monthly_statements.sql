-- Whether a business has its customers mailed a statement of each month.
ALTER TABLE merchants ADD COLUMN monthly_statements INTEGER NOT NULL DEFAULT 0 CHECK (monthly_statements IN (0, 1));

-- How far a business is with them; there while they are switched on.
CREATE TABLE statement_runs (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  -- The first month that no statement was made of.
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  -- The month up to which they are being noted, and the last customer who was.
  opening TEXT CHECK (opening IS NULL OR opening >= month),
  after_id TEXT NOT NULL DEFAULT '',
  due_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, livemode)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_runs_due ON statement_runs (due_at);

-- A customer's statement up to the end of a month: once, whatever happens twice.
CREATE TABLE monthly_statements (
  customer_id TEXT NOT NULL REFERENCES customers (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  -- An earlier one where nothing was mailed for months.
  first_month TEXT NOT NULL CHECK (first_month <= month),
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  -- What was decided; null until then.
  outcome TEXT CHECK (outcome IN ('mailed', 'nothing', 'nobody', 'off')),
  -- When it is decided next; null once it is.
  due_at INTEGER CHECK ((due_at IS NULL) = (outcome IS NOT NULL)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (customer_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX monthly_statements_due ON monthly_statements (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX monthly_statements_kept ON monthly_statements (created_at);

-- Customers with somebody who gets statements.
CREATE INDEX customers_statements ON customers (merchant_id, livemode, id) WHERE instr(contacts, '"statements"') > 0;
