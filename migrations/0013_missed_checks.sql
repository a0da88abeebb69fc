-- How often in a row a payment could not be checked: those wait longer, and take no turn of one that can be.
ALTER TABLE payments ADD COLUMN missed_checks INTEGER NOT NULL DEFAULT 0 CHECK (missed_checks >= 0);
