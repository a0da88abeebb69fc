-- Each is asked for by one of these columns alone, of which there may be as many as customers.
CREATE INDEX stripe_customers_customer ON stripe_customers (customer_id);
CREATE INDEX stripe_refusals_subject ON stripe_refusals (subject_type, subject_id);
CREATE INDEX payment_blocks_subject ON payment_blocks (subject_id);
CREATE INDEX payment_blocks_until ON payment_blocks (until);
CREATE INDEX method_setups_agreement ON method_setups (agreement_id) WHERE agreement_id IS NOT NULL;

-- What is open with a method that is removed, and what names one that is erased. A link's payment names none.
CREATE INDEX payments_method ON payments (payment_method_id) WHERE payment_method_id IS NOT NULL;

-- A draft's deletion asks whether an object of Stripe's names it.
CREATE INDEX unknown_objects_invoice ON unknown_objects (invoice_id) WHERE invoice_id IS NOT NULL;

-- The list of a business's open invoices, and of those that are overdue: an invoice leaves it when it is paid.
CREATE INDEX invoices_open ON invoices (merchant_id, livemode, id) WHERE status = 'open';
