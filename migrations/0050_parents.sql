-- A customer that another one pays for: one level, within one business and mode.
ALTER TABLE customers ADD COLUMN parent_id TEXT REFERENCES customers (id);
CREATE INDEX customers_parent ON customers (parent_id) WHERE parent_id IS NOT NULL;

-- Whatever a late writer read before it: no other business's customer, no circle, and nobody who was erased.
CREATE TRIGGER customers_parent_new BEFORE INSERT ON customers
WHEN NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customers parent WHERE parent.id = NEW.parent_id
  AND parent.id <> NEW.id AND parent.merchant_id = NEW.merchant_id AND parent.livemode = NEW.livemode
  AND parent.parent_id IS NULL AND parent.erased_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'no customer that can pay for others'); END;
CREATE TRIGGER customers_parent_changed BEFORE UPDATE OF parent_id ON customers
WHEN NEW.parent_id IS NOT NULL AND NEW.parent_id IS NOT OLD.parent_id AND (
  EXISTS (SELECT 1 FROM customers child WHERE child.parent_id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM customers parent WHERE parent.id = NEW.parent_id
    AND parent.id <> NEW.id AND parent.merchant_id = NEW.merchant_id AND parent.livemode = NEW.livemode
    AND parent.parent_id IS NULL AND parent.erased_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'no customer that can pay for others'); END;
-- The code refuses to erase who pays for others; whatever gets past it leaves nobody with a parent that is gone.
CREATE TRIGGER customers_of_erased_parent AFTER UPDATE OF erased_at ON customers
WHEN NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL
BEGIN
  UPDATE customers SET parent_id = NULL WHERE parent_id = NEW.id;
END;

-- Counted up like any other change of a customer.
CREATE TRIGGER customers_version_of_parent AFTER UPDATE OF parent_id ON customers
WHEN NEW.version = OLD.version AND NEW.parent_id IS NOT OLD.parent_id
BEGIN
  UPDATE customers SET version = OLD.version + 1 WHERE id = NEW.id;
END;
