-- An object at Stripe that is not known here may be over several invoices: each is frozen until somebody has looked.
CREATE TABLE unknown_object_invoices (
  connection_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL REFERENCES invoices (id),
  PRIMARY KEY (connection_id, payment_id, invoice_id),
  FOREIGN KEY (connection_id, payment_id) REFERENCES unknown_objects (connection_id, payment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_object_invoices_invoice ON unknown_object_invoices (invoice_id);
INSERT INTO unknown_object_invoices (connection_id, payment_id, invoice_id)
  SELECT connection_id, payment_id, invoice_id FROM unknown_objects WHERE invoice_id IS NOT NULL;
