-- Why a credit note's customer was asked to pay less than its total: what is withheld of its lines, the deposits that the
-- last one gives up, and the rounding to a coin. Null where that is nothing, and on those from before.
ALTER TABLE credit_notes ADD COLUMN deductions TEXT CHECK (deductions IS NULL OR json_valid(deductions));
CREATE TRIGGER credit_notes_deductions AFTER INSERT ON credit_notes
WHEN NEW.deductions IS NOT NULL AND NEW.payable <> NEW.total
  - (SELECT coalesce(sum(value ->> 'amount'), 0) FROM json_each(NEW.deductions, '$.withholdings'))
  - (SELECT coalesce(sum(value ->> 'total'), 0) FROM json_each(NEW.deductions, '$.deposits'))
  + (NEW.deductions ->> 'rounding')
BEGIN SELECT RAISE(ABORT, 'a credit note is not its total less what is deducted'); END;
