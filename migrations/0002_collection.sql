-- Collecting by itself: whose choice it is, when it happens next, and what came of it.

ALTER TABLE merchants ADD COLUMN collect_hour INTEGER NOT NULL DEFAULT 9 CHECK (collect_hour BETWEEN 0 AND 23);
-- So many days before a charge its customer is told; 0 for not at all.
ALTER TABLE merchants ADD COLUMN notice_days INTEGER NOT NULL DEFAULT 3 CHECK (notice_days BETWEEN 0 AND 30);
-- Days from a failed attempt to the next, one after the other; when they are used up, it is given up.
ALTER TABLE merchants ADD COLUMN retry_days TEXT NOT NULL DEFAULT '[3,5,7]' CHECK (json_valid(retry_days));
-- Days after the due date, or after the failure that ended collecting, on which the customer is reminded.
ALTER TABLE merchants ADD COLUMN remind_days TEXT NOT NULL DEFAULT '[3,7,14]' CHECK (json_valid(remind_days));
-- A bank debit can be returned after it has paid: money is not sent back by itself before so many days.
ALTER TABLE merchants ADD COLUMN debit_refund_days INTEGER NOT NULL DEFAULT 7 CHECK (debit_refund_days BETWEEN 0 AND 90);

-- No money is moved on it until somebody, or a rebuild, says that it may.
ALTER TABLE connections ADD COLUMN paused_at INTEGER;
ALTER TABLE connections ADD COLUMN pause_reason TEXT;
-- The next free instant of Stripe's rate, in milliseconds: charges take their turns from here.
ALTER TABLE connections ADD COLUMN pace_at INTEGER NOT NULL DEFAULT 0;

-- The customer's own word: it overrides what the merchant chose, and `off` ends collecting.
ALTER TABLE customers ADD COLUMN autopay TEXT NOT NULL DEFAULT 'default' CHECK (autopay IN ('default', 'on', 'off'));
ALTER TABLE customers ADD COLUMN autopay_when TEXT CHECK (autopay_when IN ('on_send', 'on_due_date'));
ALTER TABLE customers ADD COLUMN autopay_cap INTEGER CHECK (autopay_cap > 0);
ALTER TABLE customers ADD COLUMN autopay_cap_currency TEXT CHECK (length(autopay_cap_currency) = 3);

ALTER TABLE payment_methods ADD COLUMN exp_month INTEGER CHECK (exp_month BETWEEN 1 AND 12);
ALTER TABLE payment_methods ADD COLUMN exp_year INTEGER;
-- Why it is unusable, in our words' key.
ALTER TABLE payment_methods ADD COLUMN state_reason TEXT;
CREATE UNIQUE INDEX payment_methods_default ON payment_methods (connection_id, customer_id)
  WHERE is_default = 1 AND state <> 'detached';

-- When cron looks at the invoice next, whatever for: a notice, a charge, a reminder.
ALTER TABLE invoices ADD COLUMN collect_look_at INTEGER;
-- How often something changed that collecting depends on: a decision on older facts does not undo the wake.
ALTER TABLE invoices ADD COLUMN collect_wakes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoices ADD COLUMN collect_stage TEXT CHECK (collect_stage IN
  ('scheduled', 'charging', 'retrying', 'needs_customer', 'given_up', 'off'));
ALTER TABLE invoices ADD COLUMN collect_reason TEXT;
-- The failed attempt that was told of last, so that none is told of twice or never.
ALTER TABLE invoices ADD COLUMN collect_told TEXT REFERENCES payments (id);
-- The instant that the notice announced: nothing is charged before it.
ALTER TABLE invoices ADD COLUMN noticed_for INTEGER;
ALTER TABLE invoices ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0);
-- The customer asked for this one not to be charged by itself.
ALTER TABLE invoices ADD COLUMN collect_paused_at INTEGER;
-- Something at Stripe claims to be its payment and is not known here: no money until somebody has looked.
ALTER TABLE invoices ADD COLUMN frozen_at INTEGER;
CREATE INDEX invoices_look ON invoices (collect_look_at) WHERE collect_look_at IS NOT NULL;

-- How a payment is made: the payer's own hand on Stripe's page, or a method on file.
ALTER TABLE payments ADD COLUMN flow TEXT NOT NULL DEFAULT 'session' CHECK (flow IN ('session', 'intent'));
ALTER TABLE payments ADD COLUMN payment_method_id TEXT REFERENCES payment_methods (id);
-- Networks count repeats per card or account, whatever the method's id.
ALTER TABLE payments ADD COLUMN fingerprint TEXT;
-- Only sessions are held to the pace of links; charges by themselves take turns of their own.
DROP TRIGGER payments_pace_of_links;
DROP INDEX payments_pace;
CREATE INDEX payments_pace ON payments (connection_id, claimed_at) WHERE flow = 'session';
CREATE TRIGGER payments_pace_of_sessions BEFORE INSERT ON payments
WHEN NEW.flow = 'session' AND (SELECT COUNT(*) FROM payments
  WHERE connection_id = NEW.connection_id AND flow = 'session' AND claimed_at > NEW.claimed_at - 1000) >= 10
BEGIN SELECT RAISE(ABORT, 'too many sessions are being begun'); END;
CREATE INDEX payments_fingerprint ON payments (fingerprint, closed_at) WHERE state = 'failed';

ALTER TABLE refunds ADD COLUMN purpose TEXT NOT NULL DEFAULT 'requested'
  CHECK (purpose IN ('requested', 'surplus', 'external'));
ALTER TABLE refunds ADD COLUMN credit_id TEXT REFERENCES credits (id);
ALTER TABLE refunds ADD COLUMN requested_by TEXT;
ALTER TABLE refunds ADD COLUMN failure_reason TEXT;
-- When it is to be sent, or looked at again, while it is not over.
ALTER TABLE refunds ADD COLUMN check_at INTEGER;
CREATE INDEX refunds_check ON refunds (check_at) WHERE check_at IS NOT NULL;

ALTER TABLE disputes ADD COLUMN kind TEXT NOT NULL DEFAULT 'dispute' CHECK (kind IN ('dispute', 'inquiry', 'return'));
ALTER TABLE disputes ADD COLUMN evidence_due_at INTEGER;
ALTER TABLE disputes ADD COLUMN closed_at INTEGER;
CREATE INDEX disputes_payment ON disputes (payment_id);

-- What a message says beside the invoice: dates, amounts, reasons. Nothing secret.
ALTER TABLE emails ADD COLUMN facts TEXT CHECK (facts IS NULL OR json_valid(facts));
