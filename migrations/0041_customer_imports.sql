-- Customers from a file: what each of its lines would change, and what it changed.
CREATE TABLE customer_imports (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  -- The file is being read; its lines are being compared; it waits for a person; it is being done; over.
  state TEXT NOT NULL CHECK (state IN ('reading', 'checking', 'ready', 'applying', 'done', 'canceled')),
  file_name TEXT,
  -- How many lines with data it has.
  lines INTEGER NOT NULL DEFAULT 0,
  -- What becomes of a line whose address a customer has already.
  proposals TEXT NOT NULL DEFAULT 'skip' CHECK (proposals IN ('skip', 'change', 'create')),
  started_by TEXT NOT NULL,
  applied_by TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- When it is gone on with; null where it waits for a person, or is over.
  due_at INTEGER
) STRICT;
CREATE INDEX customer_imports_list ON customer_imports (merchant_id, livemode, id);
CREATE INDEX customer_imports_due ON customer_imports (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX customer_imports_kept ON customer_imports (created_at);

CREATE TABLE customer_import_rows (
  import_id TEXT NOT NULL REFERENCES customer_imports (id) ON DELETE CASCADE,
  -- The line of the file on which it begins.
  line INTEGER NOT NULL,
  -- The fields that are not empty, as texts.
  given TEXT NOT NULL CHECK (json_valid(given)),
  state TEXT NOT NULL CHECK (state IN ('read', 'create', 'change', 'same', 'propose', 'wrong', 'done', 'skipped', 'failed')),
  -- The customer that it is about, or that it is to make.
  customer_id TEXT,
  -- What it changes, from what to what; or what is wrong with it.
  report TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(report)),
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_import_rows_state ON customer_import_rows (import_id, state, line);
CREATE INDEX customer_import_rows_customer ON customer_import_rows (customer_id) WHERE customer_id IS NOT NULL;
