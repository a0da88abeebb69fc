-- Each thing that Stripe refused for one reason ends by itself: a session that it takes says nothing of charges.
-- A JSON array; null where an earlier version wrote the row, which `wanted` tells of alone.
ALTER TABLE stripe_refusals ADD COLUMN refused_for TEXT CHECK (refused_for IS NULL OR json_valid(refused_for));
