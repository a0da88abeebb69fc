-- The customer portal: who may see which customer, who is signed in, and what limits the asking.

-- A customer may pay a part of an invoice, where its merchant allows that.
ALTER TABLE merchants ADD COLUMN part_payments INTEGER NOT NULL DEFAULT 0 CHECK (part_payments IN (0, 1));

-- The addresses a customer is reached at, with ASCII letters in lower case, for finding it by one; beside it as it
-- was written, since mail goes to what the business wrote and never to what a visitor typed. Kept by triggers, so
-- that no writer forgets it: who is taken off a customer's addresses has no access from then on.
CREATE TABLE customer_addresses (
  address TEXT NOT NULL,
  customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  written TEXT NOT NULL,
  PRIMARY KEY (address, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_addresses_customer ON customer_addresses (customer_id);

INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
SELECT lower(trim(email)), id, trim(email) FROM customers WHERE trim(email) <> '';
INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
SELECT lower(trim(json_each.value)), customers.id, trim(json_each.value)
FROM customers, json_each(customers.billing_emails) WHERE trim(json_each.value) <> '';

CREATE TRIGGER customers_addresses_new AFTER INSERT ON customers
BEGIN
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(NEW.email)), NEW.id, trim(NEW.email) WHERE trim(NEW.email) <> '';
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(value)), NEW.id, trim(value) FROM json_each(NEW.billing_emails) WHERE trim(value) <> '';
END;
CREATE TRIGGER customers_addresses_changed AFTER UPDATE OF email, billing_emails ON customers
BEGIN
  DELETE FROM customer_addresses WHERE customer_id = NEW.id;
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(NEW.email)), NEW.id, trim(NEW.email) WHERE trim(NEW.email) <> '';
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(value)), NEW.id, trim(value) FROM json_each(NEW.billing_emails) WHERE trim(value) <> '';
END;

-- A sign-in that was asked for: by mail, bound to the browser that asked, or by the API, for one customer. Its
-- link's token is a MAC over the id: nothing of it is here, so that a leaked database signs nobody in.
CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'api')),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  -- As it is found by: ASCII letters in lower case.
  address TEXT,
  customer_id TEXT REFERENCES customers (id) ON DELETE CASCADE,
  -- SHA-256 of what the cookie of the browser that asked holds.
  browser_hash TEXT CHECK (length(browser_hash) = 64),
  -- Where in the portal the visitor was going.
  return_path TEXT CHECK (return_path IS NULL OR return_path LIKE '/portal/%'),
  requested_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  session_id TEXT,
  CHECK ((kind = 'email') = (address IS NOT NULL)),
  CHECK ((kind = 'email') = (browser_hash IS NOT NULL)),
  CHECK ((kind = 'api') = (customer_id IS NOT NULL)),
  CHECK ((used_at IS NULL) = (session_id IS NULL))
) STRICT;
CREATE INDEX sign_ins_age ON sign_ins (requested_at);
CREATE INDEX sign_ins_customer ON sign_ins (customer_id) WHERE customer_id IS NOT NULL;

-- Somebody who is signed in: by an address, who may pick among that address's customers, or by the API, without
-- one, for that customer alone.
CREATE TABLE portal_sessions (
  id TEXT PRIMARY KEY,
  -- SHA-256 of what the session's cookie holds.
  secret_hash TEXT NOT NULL UNIQUE CHECK (length(secret_hash) = 64),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  address TEXT,
  -- Null until one is picked.
  customer_id TEXT REFERENCES customers (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK (address IS NOT NULL OR customer_id IS NOT NULL)
) STRICT;
CREATE INDEX portal_sessions_address ON portal_sessions (address) WHERE address IS NOT NULL;
CREATE INDEX portal_sessions_customer ON portal_sessions (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX portal_sessions_end ON portal_sessions (expires_at);

-- How often something was asked in a window of time. Keys are hashes of an address or of a network.
CREATE TABLE portal_attempts (
  key TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  PRIMARY KEY (key, window_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX portal_attempts_age ON portal_attempts (window_start);

-- A customer's own list, by state and in order.
CREATE INDEX invoices_customer_status ON invoices (customer_id, status, id);
