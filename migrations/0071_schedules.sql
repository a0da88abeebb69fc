-- Billing schedules: who is invoiced, how often and for how long. A schedule makes invoices; what becomes of those is not its business.
CREATE TABLE schedules (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'ended')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  every INTEGER NOT NULL CHECK (every >= 1),
  unit TEXT NOT NULL CHECK (unit IN ('days', 'weeks', 'months', 'years')),
  starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
  trial_days INTEGER NOT NULL CHECK (trial_days >= 0),
  -- The first day of period 1, which every other is counted from.
  anchor TEXT NOT NULL CHECK (length(anchor) = 10 AND anchor >= starts_on),
  day INTEGER CHECK (day BETWEEN 1 AND 31),
  ends_on TEXT CHECK (length(ends_on) = 10),
  runs INTEGER CHECK (runs >= 0),
  timing TEXT NOT NULL CHECK (timing IN ('advance', 'arrears')),
  time_zone TEXT NOT NULL,
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  catch_up_limit INTEGER NOT NULL CHECK (catch_up_limit >= 1),
  terms_version INTEGER NOT NULL CHECK (terms_version >= 1),
  -- The first period that is neither invoiced nor left out. It moves in the batch that makes an invoice, and by nothing else but leaving out.
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  -- A person said that missed periods up to this one shall be made.
  approved_through INTEGER NOT NULL DEFAULT 0,
  -- So many were missed, up to this one, that a person is asked first.
  asks_through INTEGER CHECK (asks_through >= next_number),
  -- Why its invoices cannot be made, until a person has mended it: [{"path": …, "message": …}].
  problems TEXT CHECK (problems IS NULL OR json_valid(problems)),
  -- How often a worker began and did not end.
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  -- When it is looked at next; null where it waits for a person, or is over.
  check_at INTEGER,
  paused_at INTEGER,
  ended_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (check_at IS NULL OR (status = 'active' AND asks_through IS NULL AND problems IS NULL)),
  CHECK ((status = 'ended') = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX schedules_due ON schedules (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX schedules_listed ON schedules (merchant_id, livemode, id);
CREATE INDEX schedules_of_customer ON schedules (customer_id);
CREATE INDEX schedules_waiting ON schedules (merchant_id, livemode, id)
  WHERE status <> 'ended' AND (asks_through IS NOT NULL OR problems IS NOT NULL);
CREATE TRIGGER schedules_only_on BEFORE UPDATE ON schedules
WHEN NEW.next_number < OLD.next_number OR NEW.merchant_id <> OLD.merchant_id OR NEW.livemode <> OLD.livemode
  OR NEW.customer_id <> OLD.customer_id OR NEW.currency <> OLD.currency OR NEW.anchor <> OLD.anchor OR NEW.every <> OLD.every
  OR NEW.unit <> OLD.unit OR NEW.day IS NOT OLD.day OR NEW.timing <> OLD.timing OR NEW.time_zone <> OLD.time_zone
  OR OLD.status = 'ended' AND NEW.status <> 'ended'
BEGIN SELECT RAISE(ABORT, 'a schedule only goes on'); END;

-- What its invoices say, in versions: each holds from a period on, and within that from a day on.
CREATE TABLE schedule_terms (
  schedule_id TEXT NOT NULL REFERENCES schedules (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  from_number INTEGER NOT NULL CHECK (from_number >= 1),
  -- A day within that period, where the change came in its midst.
  from_date TEXT CHECK (length(from_date) = 10),
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (schedule_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER schedule_terms_are_kept BEFORE UPDATE ON schedule_terms
BEGIN SELECT RAISE(ABORT, 'terms are replaced by a new version'); END;

-- A period that was dealt with, once, whatever cron does: its row is inserted in the batch that makes its invoice. Part 0 is the period
-- itself, the others what a change in its midst asked for.
CREATE TABLE schedule_periods (
  schedule_id TEXT NOT NULL REFERENCES schedules (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  part INTEGER NOT NULL CHECK (part >= 0),
  from_date TEXT NOT NULL CHECK (length(from_date) = 10),
  to_date TEXT NOT NULL CHECK (to_date >= from_date),
  outcome TEXT NOT NULL CHECK (outcome IN ('invoiced', 'skipped')),
  -- Null where it was left out, or where only something was given back. The draft may have been deleted since.
  invoice_id TEXT,
  -- Counted up where it was voided or deleted, and a person had it made again.
  attempt INTEGER NOT NULL DEFAULT 1 CHECK (attempt >= 1),
  -- What is given back of an earlier invoice: {"invoiceId": …, "days": …, "of": …, "creditNoteId": …}.
  credit TEXT CHECK (credit IS NULL OR json_valid(credit)),
  -- Why its invoice could not be sent, or nothing be given back.
  problem TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (schedule_id, number, part),
  CHECK (outcome = 'invoiced' OR (part = 0 AND invoice_id IS NULL AND credit IS NULL)),
  CHECK (outcome = 'skipped' OR invoice_id IS NOT NULL OR credit IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX schedule_periods_invoice ON schedule_periods (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE TRIGGER schedule_periods_keep_their_place BEFORE UPDATE ON schedule_periods
WHEN NEW.schedule_id <> OLD.schedule_id OR NEW.number <> OLD.number OR NEW.part <> OLD.part OR NEW.outcome <> OLD.outcome
  OR NEW.from_date <> OLD.from_date OR NEW.to_date <> OLD.to_date
  OR (NEW.invoice_id IS NOT OLD.invoice_id AND NEW.attempt <> OLD.attempt + 1)
BEGIN SELECT RAISE(ABORT, 'a period is dealt with once'); END;
CREATE TRIGGER schedule_periods_no_delete BEFORE DELETE ON schedule_periods
BEGIN SELECT RAISE(ABORT, 'a period that was dealt with stays so'); END;

-- What was counted in a period, until its invoice is made.
CREATE TABLE schedule_quantities (
  schedule_id TEXT NOT NULL REFERENCES schedules (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  meter TEXT NOT NULL,
  quantity TEXT NOT NULL,
  reported_at INTEGER NOT NULL,
  PRIMARY KEY (schedule_id, number, meter)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER schedule_quantities_in_time BEFORE INSERT ON schedule_quantities
WHEN EXISTS (SELECT 1 FROM schedule_periods WHERE schedule_id = NEW.schedule_id AND number = NEW.number AND part = 0)
BEGIN SELECT RAISE(ABORT, 'the period was dealt with'); END;
CREATE TRIGGER schedule_quantities_kept BEFORE UPDATE ON schedule_quantities
WHEN EXISTS (SELECT 1 FROM schedule_periods WHERE schedule_id = NEW.schedule_id AND number = NEW.number AND part = 0)
BEGIN SELECT RAISE(ABORT, 'the period was dealt with'); END;
