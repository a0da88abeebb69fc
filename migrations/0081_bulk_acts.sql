-- What staff do to many invoices at once: what is asked for, and each invoice with what became of it. A row that waits is done by a job; one that is
-- not waiting any more is never done again.
CREATE TABLE bulk_acts (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  act TEXT NOT NULL CHECK (act IN ('send', 'remind', 'finalize', 'void')),
  person_id TEXT NOT NULL,
  started_by TEXT NOT NULL,
  invoices INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bulk_acts_old ON bulk_acts (created_at);

CREATE TABLE bulk_rows (
  bulk_id TEXT NOT NULL REFERENCES bulk_acts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  -- A draft may be deleted meanwhile.
  invoice_id TEXT NOT NULL,
  -- The last entry of its journal when it was chosen.
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'skipped', 'failed')),
  reason TEXT,
  done_at INTEGER,
  PRIMARY KEY (bulk_id, position)
) STRICT, WITHOUT ROWID;
