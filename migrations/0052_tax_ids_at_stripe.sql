-- Which of a customer's tax ids Stripe was sent: [{"type", "value", "id", "isOurs", "refused"}]. Others there are left alone.
ALTER TABLE stripe_customers ADD COLUMN tax_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tax_ids));
