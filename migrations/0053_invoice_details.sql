-- What an invoice says beside its lines and sums (period of supply, references, fields of the business's own), and a line its
-- note and period. Null where nothing is said, as in every row from before.
ALTER TABLE invoices ADD COLUMN details TEXT CHECK (details IS NULL OR json_valid(details));
-- What it comes to beyond its columns, which hold nothing below zero and no net of each rate; null in rows from before.
ALTER TABLE invoices ADD COLUMN sums TEXT CHECK (sums IS NULL OR json_valid(sums));
ALTER TABLE invoice_lines ADD COLUMN details TEXT CHECK (details IS NULL OR json_valid(details));

-- A Worker of an earlier version sums a draft without them: what does not agree with its columns is dropped.
CREATE TRIGGER invoices_sums_agree AFTER UPDATE OF subtotal, discount_total, tax_total, amount_due ON invoices
WHEN NEW.sums IS NOT NULL AND (
  max(NEW.sums ->> 'subtotal', 0) <> NEW.subtotal OR max(NEW.sums ->> 'discountTotal', 0) <> NEW.discount_total
  OR max(NEW.sums ->> 'taxTotal', 0) <> NEW.tax_total OR max(NEW.sums ->> 'payable', 0) <> NEW.amount_due)
BEGIN
  UPDATE invoices SET sums = NULL WHERE id = NEW.id;
END;
