-- What an invoice says of paying it in parts, where it says anything: its plan as it was asked for, and whether any part
-- may be paid. Nothing of it stands in the rows of other invoices.
CREATE TABLE payment_terms (
  invoice_id TEXT PRIMARY KEY REFERENCES invoices (id),
  plan TEXT CHECK (plan IS NULL OR (json_valid(plan) AND json_array_length(plan) >= 2)),
  part_payments INTEGER CHECK (part_payments IN (0, 1)),
  -- The least part, minor units.
  part_minimum INTEGER CHECK (part_minimum > 0),
  CHECK (plan IS NOT NULL OR part_payments IS NOT NULL),
  CHECK (part_minimum IS NULL OR part_payments = 1)
) STRICT, WITHOUT ROWID;

-- The parts of an issued invoice, frozen when it was issued. What covers it fills them in their order: no part has a
-- balance of its own.
CREATE TABLE instalments (
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- What it and those before it come to.
  through INTEGER NOT NULL CHECK (through >= amount),
  due_date TEXT NOT NULL CHECK (length(due_date) = 10),
  due_at INTEGER NOT NULL,
  reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0),
  PRIMARY KEY (invoice_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER instalments_in_order BEFORE INSERT ON instalments
WHEN NEW.through <> NEW.amount + coalesce((
    SELECT through FROM instalments WHERE invoice_id = NEW.invoice_id AND position = NEW.position - 1), 0)
  OR (NEW.position > 1 AND NEW.due_date <= (
    SELECT due_date FROM instalments WHERE invoice_id = NEW.invoice_id AND position = NEW.position - 1))
  OR NEW.through > (SELECT amount_due FROM invoices WHERE id = NEW.invoice_id)
BEGIN SELECT RAISE(ABORT, 'instalments do not follow one another'); END;
CREATE TRIGGER instalments_are_frozen BEFORE UPDATE OF invoice_id, position, amount, through, due_date, due_at ON instalments
BEGIN SELECT RAISE(ABORT, 'an instalment is never changed'); END;
CREATE TRIGGER instalments_no_delete BEFORE DELETE ON instalments
BEGIN SELECT RAISE(ABORT, 'an instalment is never deleted'); END;

-- An invoice with a plan is due when its first part that is not covered is, whatever covers it or takes that back.
CREATE TRIGGER invoices_due_by_instalment AFTER UPDATE OF amount_paid ON invoices
WHEN NEW.amount_paid <> OLD.amount_paid AND EXISTS (SELECT 1 FROM instalments WHERE invoice_id = NEW.id)
BEGIN
  UPDATE invoices SET (due_date, due_at) = (
    SELECT due_date, due_at FROM instalments
    WHERE invoice_id = NEW.id AND (through > NEW.amount_paid OR through = NEW.amount_due) ORDER BY position LIMIT 1)
  WHERE id = NEW.id;
END;

-- The least part that customers may pay, by currency, where parts of any size are allowed.
ALTER TABLE merchants ADD COLUMN part_minimums TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(part_minimums));
-- What was chosen for one customer; null for the business's own.
ALTER TABLE customers ADD COLUMN part_payments INTEGER CHECK (part_payments IN (0, 1));
ALTER TABLE customers ADD COLUMN part_minimums TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(part_minimums));
-- The plan of invoices that say nothing else.
ALTER TABLE customers ADD COLUMN payment_plan TEXT
  CHECK (payment_plan IS NULL OR (json_valid(payment_plan) AND json_array_length(payment_plan) >= 2));

-- Counted up like any other change of a customer.
CREATE TRIGGER customers_version_of_plan AFTER UPDATE OF part_payments, part_minimums, payment_plan ON customers
WHEN NEW.version = OLD.version AND (NEW.part_payments IS NOT OLD.part_payments
  OR NEW.part_minimums IS NOT OLD.part_minimums OR NEW.payment_plan IS NOT OLD.payment_plan)
BEGIN
  UPDATE customers SET version = OLD.version + 1 WHERE id = NEW.id;
END;
