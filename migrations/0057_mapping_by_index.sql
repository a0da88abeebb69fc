-- How many clients of a connection stand where, kept as they move: nobody counts fifty thousand rows to show a page of them.
CREATE TABLE mapped_client_counts (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  status TEXT NOT NULL,
  clients INTEGER NOT NULL,
  PRIMARY KEY (connection_id, status)
) STRICT, WITHOUT ROWID;
INSERT INTO mapped_client_counts (connection_id, status, clients)
  SELECT connection_id, status, count(*) FROM mapped_clients GROUP BY connection_id, status;
-- A client may move before it is counted as new, so that a number is below zero in between.
CREATE TRIGGER mapped_clients_counted_new AFTER INSERT ON mapped_clients
BEGIN
  INSERT INTO mapped_client_counts (connection_id, status, clients) VALUES (NEW.connection_id, NEW.status, 1)
    ON CONFLICT (connection_id, status) DO UPDATE SET clients = clients + 1;
END;
CREATE TRIGGER mapped_clients_counted_moved AFTER UPDATE OF status ON mapped_clients WHEN NEW.status <> OLD.status
BEGIN
  INSERT INTO mapped_client_counts (connection_id, status, clients) VALUES (OLD.connection_id, OLD.status, -1)
    ON CONFLICT (connection_id, status) DO UPDATE SET clients = clients - 1;
  INSERT INTO mapped_client_counts (connection_id, status, clients) VALUES (NEW.connection_id, NEW.status, 1)
    ON CONFLICT (connection_id, status) DO UPDATE SET clients = clients + 1;
END;
CREATE TRIGGER mapped_clients_counted_gone AFTER DELETE ON mapped_clients
BEGIN
  UPDATE mapped_client_counts SET clients = clients - 1 WHERE connection_id = OLD.connection_id AND status = OLD.status;
END;

-- The words by which a customer of the account is found, and whether a client has it.
ALTER TABLE listed_stripe_customers ADD COLUMN words TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(words));
ALTER TABLE listed_stripe_customers ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
CREATE INDEX listed_stripe_customers_free ON listed_stripe_customers (connection_id, created_at, stripe_customer_id)
  WHERE held = 0;
CREATE TABLE listed_words (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  word TEXT NOT NULL,
  stripe_customer_id TEXT NOT NULL,
  PRIMARY KEY (connection_id, word, stripe_customer_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER listed_stripe_customers_words_new AFTER INSERT ON listed_stripe_customers
BEGIN
  INSERT OR IGNORE INTO listed_words (connection_id, word, stripe_customer_id)
    SELECT NEW.connection_id, value, NEW.stripe_customer_id FROM json_each(NEW.words);
  UPDATE listed_stripe_customers SET held = 1
    WHERE connection_id = NEW.connection_id AND stripe_customer_id = NEW.stripe_customer_id AND EXISTS (
      SELECT 1 FROM stripe_customers link WHERE link.connection_id = NEW.connection_id
        AND link.stripe_customer_id = NEW.stripe_customer_id);
END;
CREATE TRIGGER listed_stripe_customers_words_changed AFTER UPDATE OF words ON listed_stripe_customers
  WHEN NEW.words IS NOT OLD.words
BEGIN
  DELETE FROM listed_words WHERE connection_id = OLD.connection_id AND stripe_customer_id = OLD.stripe_customer_id
    AND word IN (SELECT value FROM json_each(OLD.words));
  INSERT OR IGNORE INTO listed_words (connection_id, word, stripe_customer_id)
    SELECT NEW.connection_id, value, NEW.stripe_customer_id FROM json_each(NEW.words);
END;
CREATE TRIGGER listed_stripe_customers_words_gone AFTER DELETE ON listed_stripe_customers
BEGIN
  DELETE FROM listed_words WHERE connection_id = OLD.connection_id AND stripe_customer_id = OLD.stripe_customer_id
    AND word IN (SELECT value FROM json_each(OLD.words));
END;
CREATE TRIGGER stripe_customers_listed_new AFTER INSERT ON stripe_customers WHEN NEW.stripe_customer_id IS NOT NULL
BEGIN
  UPDATE listed_stripe_customers SET held = 1
    WHERE connection_id = NEW.connection_id AND stripe_customer_id = NEW.stripe_customer_id;
END;
CREATE TRIGGER stripe_customers_listed_changed AFTER UPDATE OF stripe_customer_id ON stripe_customers
  WHEN NEW.stripe_customer_id IS NOT OLD.stripe_customer_id
BEGIN
  UPDATE listed_stripe_customers SET held = 0
    WHERE connection_id = OLD.connection_id AND stripe_customer_id = OLD.stripe_customer_id;
  UPDATE listed_stripe_customers SET held = 1
    WHERE connection_id = NEW.connection_id AND stripe_customer_id = NEW.stripe_customer_id;
END;
CREATE TRIGGER stripe_customers_listed_gone AFTER DELETE ON stripe_customers
BEGIN
  UPDATE listed_stripe_customers SET held = 0
    WHERE connection_id = OLD.connection_id AND stripe_customer_id = OLD.stripe_customer_id;
END;
-- What was listed before is found by its beginnings until the list is read again.
UPDATE listed_stripe_customers SET
  words = (SELECT json_group_array(value) FROM json_each(json_array(name_key, email, domain)) WHERE value IS NOT NULL),
  held = EXISTS (SELECT 1 FROM stripe_customers link WHERE link.connection_id = listed_stripe_customers.connection_id
    AND link.stripe_customer_id = listed_stripe_customers.stripe_customer_id);

-- A client is found by the words of the customer, and has no text of its own to be searched by any more.
DROP TRIGGER customers_mapped_new;
CREATE TRIGGER customers_mapped_new AFTER INSERT ON customers
BEGIN
  INSERT INTO mapped_clients (connection_id, customer_id, search)
    SELECT mapping.connection_id, NEW.id, ''
    FROM connections JOIN client_mappings mapping ON mapping.connection_id = connections.id
    WHERE connections.merchant_id = NEW.merchant_id AND connections.livemode = NEW.livemode
      AND connections.state = 'active' AND mapping.state <> 'pruned';
  UPDATE client_mappings SET due_at = NEW.updated_at WHERE state = 'ready' AND due_at IS NULL
    AND connection_id IN (SELECT connection_id FROM mapped_clients WHERE customer_id = NEW.id);
END;
