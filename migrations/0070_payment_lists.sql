-- What staff look for among many payments: those that came to nothing, by state; and disputes by the business. A payment that
-- succeeds has no row in the first index, so a paid invoice carries nothing of it.
CREATE INDEX payments_not_paid ON payments (merchant_id, livemode, state, id) WHERE state IN ('failed', 'canceled', 'returned');
CREATE INDEX disputes_list ON disputes (merchant_id, id);
