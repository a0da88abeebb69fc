-- What ended of late, and which invoices a schedule made: what recurs is shown with what is lost of it.
CREATE INDEX schedules_gone ON schedules (merchant_id, livemode, ended_at, currency, unit, every, amount) WHERE status = 'ended';
CREATE INDEX schedule_periods_invoices ON schedule_periods (invoice_id) WHERE invoice_id IS NOT NULL;
