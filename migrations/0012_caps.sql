-- A cap holds for invoices of its own currency: those of a customer that is billed in several, beside the first one.
ALTER TABLE customers ADD COLUMN autopay_other_caps TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(autopay_other_caps));
