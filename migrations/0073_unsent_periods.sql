-- Invoices of schedules that could not be sent, for whoever has to see to them.
CREATE INDEX schedule_periods_unsent ON schedule_periods (schedule_id, number, part) WHERE problem IS NOT NULL;
