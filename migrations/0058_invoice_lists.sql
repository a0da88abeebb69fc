-- A business's invoices by what changed last, by when they were issued and by when they are due, as the API lists them.
CREATE INDEX invoices_updated ON invoices (merchant_id, livemode, updated_at, id);
CREATE INDEX invoices_issued ON invoices (merchant_id, livemode, coalesce(issue_date, ''), id);
CREATE INDEX invoices_due ON invoices (merchant_id, livemode, coalesce(due_date, ''), id);
