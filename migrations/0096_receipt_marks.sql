-- From this number of a series on, a receipt's number ends in characters of what it is for. Those that were given before stay as they are on
-- paper; a series that begins later has them from its first.
ALTER TABLE receipt_series ADD COLUMN marked_from INTEGER NOT NULL DEFAULT 1;
-- Put back as it was: a Worker of before goes on giving numbers.
DROP TRIGGER receipt_series_only_up;
UPDATE receipt_series SET marked_from = next_value;
CREATE TRIGGER receipt_series_only_up BEFORE UPDATE ON receipt_series
WHEN NEW.next_value <> OLD.next_value + 1 OR NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id
  OR NEW.livemode <> OLD.livemode OR NEW.series <> OLD.series
BEGIN SELECT RAISE(ABORT, 'numbers of receipts go up one by one'); END;
CREATE TRIGGER receipt_series_mark_stays BEFORE UPDATE OF marked_from ON receipt_series
WHEN NEW.marked_from <> OLD.marked_from
BEGIN SELECT RAISE(ABORT, 'where the marks of a series begin is never changed'); END;
