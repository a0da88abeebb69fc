-- Customers: the version that a writer saw, contacts with roles, and words to find them by.

-- Counted up by a trigger, so that no writer forgets it: a change names the version that it was decided on.
ALTER TABLE customers ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- People of a customer: [{"name", "email", "roles": ["invoices", "receipts", "statements", "portal"], "language"}].
ALTER TABLE customers ADD COLUMN contacts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(contacts));

-- The words that a customer is found by, folded by the code; null until they are computed, by its writer or by cron.
ALTER TABLE customers ADD COLUMN search_words TEXT CHECK (search_words IS NULL OR json_valid(search_words));
CREATE INDEX customers_without_words ON customers (id) WHERE search_words IS NULL;

CREATE TRIGGER customers_version AFTER UPDATE OF legal_name, label, contact_name, email, billing_emails, telephone, url,
  tax_status, address, customer_aliases, locale, collect_policy, autopay, autopay_when, autopay_cap, autopay_cap_currency,
  autopay_other_caps, erased_at, contacts ON customers WHEN NEW.version = OLD.version
BEGIN
  UPDATE customers SET version = OLD.version + 1 WHERE id = NEW.id;
END;

-- One row a word. D1 takes no LIKE that is built from input, and no FTS table can be exported: a search is a range here.
CREATE TABLE customer_words (
  merchant_id TEXT NOT NULL,
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  word TEXT NOT NULL,
  customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (merchant_id, livemode, word, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_words_customer ON customer_words (customer_id);
CREATE INDEX customer_external_ids_any ON customer_external_ids (value);

CREATE TRIGGER customers_words_new AFTER INSERT ON customers WHEN NEW.search_words IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO customer_words (merchant_id, livemode, word, customer_id)
    SELECT NEW.merchant_id, NEW.livemode, value, NEW.id FROM json_each(NEW.search_words);
END;
CREATE TRIGGER customers_words_changed AFTER UPDATE OF search_words ON customers
  WHEN NEW.search_words IS NOT OLD.search_words
BEGIN
  DELETE FROM customer_words WHERE customer_id = NEW.id
    AND word NOT IN (SELECT value FROM json_each(coalesce(NEW.search_words, '[]')));
  INSERT OR IGNORE INTO customer_words (merchant_id, livemode, word, customer_id)
    SELECT NEW.merchant_id, NEW.livemode, value, NEW.id FROM json_each(coalesce(NEW.search_words, '[]'));
END;
-- A writer that knows nothing of words leaves them to cron.
CREATE TRIGGER customers_words_outdated AFTER UPDATE OF legal_name, label, contact_name, email, billing_emails, telephone,
  address, customer_aliases, contacts ON customers
  WHEN NEW.search_words IS NOT NULL AND NEW.search_words IS OLD.search_words AND (
    NEW.legal_name IS NOT OLD.legal_name OR NEW.label IS NOT OLD.label OR NEW.contact_name IS NOT OLD.contact_name
    OR NEW.email IS NOT OLD.email OR NEW.billing_emails IS NOT OLD.billing_emails
    OR NEW.telephone IS NOT OLD.telephone OR NEW.address IS NOT OLD.address
    OR NEW.customer_aliases IS NOT OLD.customer_aliases OR NEW.contacts IS NOT OLD.contacts)
BEGIN
  UPDATE customers SET search_words = NULL WHERE id = NEW.id;
END;

-- Whoever is at an address may sign in to the portal; a contact only where the portal is their role.
ALTER TABLE customer_addresses ADD COLUMN portal INTEGER NOT NULL DEFAULT 1 CHECK (portal IN (0, 1));

DROP TRIGGER customers_addresses_new;
CREATE TRIGGER customers_addresses_new AFTER INSERT ON customers
BEGIN
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(NEW.email)), NEW.id, trim(NEW.email) WHERE trim(NEW.email) <> '';
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(value)), NEW.id, trim(value) FROM json_each(NEW.billing_emails) WHERE trim(value) <> '';
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written, portal)
    SELECT lower(trim(value ->> 'email')), NEW.id, trim(value ->> 'email'), instr(value ->> 'roles', '"portal"') > 0
    FROM json_each(NEW.contacts);
END;
DROP TRIGGER customers_addresses_changed;
CREATE TRIGGER customers_addresses_changed AFTER UPDATE OF email, billing_emails, contacts ON customers
BEGIN
  DELETE FROM customer_addresses WHERE customer_id = NEW.id;
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(NEW.email)), NEW.id, trim(NEW.email) WHERE trim(NEW.email) <> '';
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written)
    SELECT lower(trim(value)), NEW.id, trim(value) FROM json_each(NEW.billing_emails) WHERE trim(value) <> '';
  INSERT OR IGNORE INTO customer_addresses (address, customer_id, written, portal)
    SELECT lower(trim(value ->> 'email')), NEW.id, trim(value ->> 'email'), instr(value ->> 'roles', '"portal"') > 0
    FROM json_each(NEW.contacts);
END;
