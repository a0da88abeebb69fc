-- An unknown object may name an invoice that a restored database has lost. A schedule makes it again under the same name: it comes frozen, as
-- one that was there would have been, so that nothing is charged for it before the object is looked at again.
CREATE TABLE unknown_object_names (
  connection_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  PRIMARY KEY (connection_id, payment_id, invoice_id),
  FOREIGN KEY (connection_id, payment_id) REFERENCES unknown_objects (connection_id, payment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_object_names_invoice ON unknown_object_names (invoice_id);
CREATE TRIGGER invoices_named_before AFTER INSERT ON invoices
WHEN EXISTS (SELECT 1 FROM unknown_object_names WHERE invoice_id = NEW.id)
BEGIN
  INSERT OR IGNORE INTO unknown_object_invoices (connection_id, payment_id, invoice_id)
    SELECT named.connection_id, named.payment_id, named.invoice_id FROM unknown_object_names named
    JOIN unknown_objects object ON object.connection_id = named.connection_id AND object.payment_id = named.payment_id
    JOIN connections holder ON holder.id = named.connection_id
    WHERE named.invoice_id = NEW.id AND object.resolved_at IS NULL
      AND holder.merchant_id = NEW.merchant_id AND holder.livemode = NEW.livemode;
  UPDATE invoices SET frozen_at = NEW.created_at
    WHERE id = NEW.id AND EXISTS (SELECT 1 FROM unknown_object_invoices WHERE invoice_id = NEW.id);
END;
