-- When an invoice's page was first opened by a reader; null until then.
ALTER TABLE invoices ADD COLUMN seen_at INTEGER;
