-- Credit notes have a prefix of the business's own; null is `CN-` and the invoices'.
ALTER TABLE merchants ADD COLUMN credit_note_series TEXT;
-- The last day for which the business has closed its books.
ALTER TABLE merchants ADD COLUMN books_closed_until TEXT CHECK (books_closed_until IS NULL OR length(books_closed_until) = 10);

-- Books may be closed while a document is being issued. What was issued elsewhere and is taken over is no draft here.
CREATE TRIGGER invoices_books_open BEFORE UPDATE OF status ON invoices WHEN OLD.status = 'draft' AND NEW.status <> 'draft'
  AND NEW.issue_date <= (SELECT books_closed_until FROM merchants WHERE id = NEW.merchant_id)
BEGIN SELECT RAISE(ABORT, 'the books are closed for this date'); END;
CREATE TRIGGER credit_notes_books_open BEFORE INSERT ON credit_notes
WHEN NEW.issue_date <= (SELECT books_closed_until FROM merchants WHERE id = NEW.merchant_id)
BEGIN SELECT RAISE(ABORT, 'the books are closed for this date'); END;

-- A file of invoices goes the way that a file of customers goes. Lines of one invoice stand together, and are done together.
ALTER TABLE customer_imports ADD COLUMN kind TEXT NOT NULL DEFAULT 'customers' CHECK (kind IN ('customers', 'invoices'));
-- Of invoices: whether open ones are collected from then on, and the numbers that it brings, by series.
ALTER TABLE customer_imports ADD COLUMN collects INTEGER NOT NULL DEFAULT 0 CHECK (collects IN (0, 1));
ALTER TABLE customer_imports ADD COLUMN series TEXT CHECK (series IS NULL OR json_valid(series));
ALTER TABLE customer_import_rows ADD COLUMN first_line INTEGER;
ALTER TABLE customer_import_rows ADD COLUMN number TEXT;
ALTER TABLE customer_import_rows ADD COLUMN invoice_id TEXT;
CREATE INDEX customer_import_rows_number ON customer_import_rows (import_id, number, line) WHERE number IS NOT NULL;
