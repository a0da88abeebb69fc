-- A file of schedules, or of subscriptions at Stripe, goes the way that a file of invoices goes. `kind` has no word for these.
ALTER TABLE customer_imports ADD COLUMN about TEXT CHECK (about IN ('schedules', 'subscriptions'));
ALTER TABLE customer_import_rows ADD COLUMN schedule_id TEXT;
-- What another system calls a schedule: a file that names it again makes nothing twice.
ALTER TABLE schedules ADD COLUMN external_id TEXT CHECK (length(external_id) BETWEEN 1 AND 255);
CREATE UNIQUE INDEX schedules_external ON schedules (merchant_id, livemode, external_id) WHERE external_id IS NOT NULL;
