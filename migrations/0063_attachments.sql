-- Files that go with an invoice. Their bytes are in R2, each under its business and its id: a row is written before its object, is
-- ready after it, and goes after it.
CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  -- A draft may be deleted before the objects of its files are.
  invoice_id TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120 AND instr(name, '/') = 0 AND instr(name, '\') = 0),
  media_type TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes BETWEEN 1 AND 10000000),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  state TEXT NOT NULL CHECK (state IN ('uploading', 'ready', 'removing')),
  check_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((state = 'ready') = (check_at IS NULL))
) STRICT;
CREATE INDEX attachments_invoice ON attachments (invoice_id, id);
CREATE UNIQUE INDEX attachments_name ON attachments (invoice_id, name) WHERE state <> 'removing';
CREATE INDEX attachments_due ON attachments (check_at) WHERE check_at IS NOT NULL;

-- Two uploads at once are told apart here, whatever each of them has read.
CREATE TRIGGER attachments_within_limits BEFORE INSERT ON attachments
WHEN NOT EXISTS (SELECT 1 FROM invoices WHERE id = NEW.invoice_id AND merchant_id = NEW.merchant_id
       AND livemode = NEW.livemode AND status IN ('draft', 'open'))
  OR (SELECT count(*) >= 10 OR coalesce(sum(bytes), 0) + NEW.bytes > 25000000 FROM attachments
       WHERE invoice_id = NEW.invoice_id AND state <> 'removing')
BEGIN SELECT RAISE(ABORT, 'no file more goes with this invoice'); END;
CREATE TRIGGER attachments_not_back BEFORE UPDATE ON attachments
WHEN NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id OR NEW.invoice_id <> OLD.invoice_id OR NEW.sha256 <> OLD.sha256
  OR (OLD.state = 'removing' AND NEW.state <> 'removing') OR (OLD.state = 'ready' AND NEW.state = 'uploading')
BEGIN SELECT RAISE(ABORT, 'a file is not changed, and does not come back'); END;
CREATE TRIGGER attachments_after_objects BEFORE DELETE ON attachments WHEN OLD.state <> 'removing'
BEGIN SELECT RAISE(ABORT, 'a file''s row goes after its object'); END;

-- What an invoice that is void or deleted had with it goes, whoever voids or deletes it. An upload that is under way may write its
-- object yet: its row stays for as long as that takes.
CREATE TRIGGER attachments_of_void AFTER UPDATE OF status ON invoices WHEN NEW.status = 'void' AND OLD.status <> 'void'
BEGIN
  UPDATE attachments SET state = 'removing', check_at = coalesce(check_at, NEW.updated_at)
    WHERE invoice_id = NEW.id AND state <> 'removing';
END;
CREATE TRIGGER attachments_of_deleted AFTER DELETE ON invoices
BEGIN
  UPDATE attachments SET state = 'removing', check_at = coalesce(check_at, OLD.updated_at)
    WHERE invoice_id = OLD.id AND state <> 'removing';
END;

-- Whether files are mailed with their invoice, as far as mail takes them, or led to.
ALTER TABLE merchants ADD COLUMN attachments_by TEXT NOT NULL DEFAULT 'mail' CHECK (attachments_by IN ('mail', 'link'));
