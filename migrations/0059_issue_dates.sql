-- The newest date that a series has given, so that an invoice may be dated back to it and no further.
ALTER TABLE number_series ADD COLUMN last_issued TEXT;
UPDATE number_series SET last_issued = (SELECT i.issue_date FROM invoices i WHERE i.merchant_id = number_series.merchant_id
  AND i.livemode = number_series.livemode AND i.series = number_series.series AND i.number_value IS NOT NULL
  ORDER BY i.number_value DESC LIMIT 1);

-- Two that are issued at once may not pass one another.
CREATE TRIGGER number_series_dates BEFORE UPDATE OF last_issued ON number_series WHEN NEW.last_issued < OLD.last_issued
BEGIN
  SELECT RAISE(ABORT, 'an earlier date than the last of the series');
END;
