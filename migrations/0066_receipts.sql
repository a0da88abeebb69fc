-- Receipts: a number for each payment that came and each refund that was made, without gaps in a series of the business's own. What a
-- receipt says is read from the payment itself, so a row is a number and nothing else.
CREATE TABLE receipt_series (
  id INTEGER PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  series TEXT NOT NULL,
  next_value INTEGER NOT NULL DEFAULT 1 CHECK (next_value >= 1)
) STRICT;
CREATE UNIQUE INDEX receipt_series_name ON receipt_series (merchant_id, livemode, series);

CREATE TABLE receipts (
  -- A payment, one that was recorded by staff, or a refund.
  source_id TEXT PRIMARY KEY CHECK (substr(source_id, 1, 3) IN ('pay', 'off', 'ref')),
  series_id INTEGER NOT NULL REFERENCES receipt_series (id),
  number_value INTEGER NOT NULL CHECK (number_value >= 1)
) STRICT, WITHOUT ROWID;

-- The counter moves by the row that takes its number and by nothing else: so numbers are unique and without gaps by construction, and a
-- second index, which every paid invoice would carry, is not needed for it.
CREATE TRIGGER receipts_in_turn BEFORE INSERT ON receipts
WHEN NEW.number_value IS NOT (SELECT next_value FROM receipt_series WHERE id = NEW.series_id)
BEGIN SELECT RAISE(ABORT, 'a receipt takes the next number of its series'); END;
CREATE TRIGGER receipts_counted AFTER INSERT ON receipts
BEGIN UPDATE receipt_series SET next_value = NEW.number_value + 1 WHERE id = NEW.series_id; END;
CREATE TRIGGER receipts_of_their_business BEFORE INSERT ON receipts
WHEN NOT EXISTS (SELECT 1 FROM receipt_series s JOIN payments p ON p.merchant_id = s.merchant_id AND p.livemode = s.livemode
       WHERE s.id = NEW.series_id AND p.id = NEW.source_id AND p.succeeded_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM receipt_series s JOIN offline_payments o ON o.merchant_id = s.merchant_id
       JOIN invoices i ON i.id = o.invoice_id AND i.livemode = s.livemode WHERE s.id = NEW.series_id AND o.id = NEW.source_id)
  AND NOT EXISTS (SELECT 1 FROM receipt_series s JOIN refunds r ON r.merchant_id = s.merchant_id
       JOIN payments p ON p.id = r.payment_id AND p.livemode = s.livemode
       WHERE s.id = NEW.series_id AND r.id = NEW.source_id AND r.stripe_refund_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a receipt is for money of its own business that moved'); END;
CREATE TRIGGER receipts_append_only BEFORE UPDATE ON receipts
BEGIN SELECT RAISE(ABORT, 'a receipt keeps its number'); END;
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts
BEGIN SELECT RAISE(ABORT, 'a receipt is never deleted'); END;
CREATE TRIGGER receipt_series_only_up BEFORE UPDATE ON receipt_series
WHEN NEW.next_value <> OLD.next_value + 1 OR NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id
  OR NEW.livemode <> OLD.livemode OR NEW.series <> OLD.series
BEGIN SELECT RAISE(ABORT, 'numbers of receipts go up one by one'); END;
CREATE TRIGGER receipt_series_no_delete BEFORE DELETE ON receipt_series
BEGIN SELECT RAISE(ABORT, 'a series of receipts is never deleted'); END;
