-- A customer's tax ids with their kinds: [{"kind", "value"}], as they are printed on its invoices from now on.
ALTER TABLE customers ADD COLUMN tax_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tax_ids));

-- Counted up like any other change of a customer.
CREATE TRIGGER customers_version_of_tax_ids AFTER UPDATE OF tax_ids ON customers
WHEN NEW.version = OLD.version AND NEW.tax_ids IS NOT OLD.tax_ids
BEGIN
  UPDATE customers SET version = OLD.version + 1 WHERE id = NEW.id;
END;

