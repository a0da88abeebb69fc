-- A link that somebody ended: what it was linked to is not found again by itself. And one that Stripe does not have any more,
-- with the reason, until it is linked anew.
ALTER TABLE stripe_customers ADD COLUMN left_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(left_ids));
ALTER TABLE stripe_customers ADD COLUMN lost_at INTEGER;
ALTER TABLE stripe_customers ADD COLUMN lost_reason TEXT CHECK (lost_reason IN ('deleted', 'missing', 'other_mode'));
ALTER TABLE stripe_customers ADD COLUMN lost_id TEXT;

-- How far the clients of a connection are compared with the customers of its Stripe account. Its list is read whole, then its
-- newest again, and each client gets its proposal.
CREATE TABLE client_mappings (
  connection_id TEXT PRIMARY KEY REFERENCES connections (id),
  state TEXT NOT NULL CHECK (state IN ('reading', 'newest', 'clients', 'proposing', 'ready', 'stopped', 'pruned')),
  -- The reading under way or the last one: a customer that it did not list is not in the copy after it.
  run INTEGER NOT NULL,
  -- Where the list is read on from, as JSON; null at its beginning.
  place TEXT CHECK (place IS NULL OR json_valid(place)),
  -- So many customers were listed in this run.
  listed INTEGER NOT NULL DEFAULT 0,
  run_started_at INTEGER NOT NULL,
  -- When the last reading began that came to its end: nobody was missed who was there then.
  read_at INTEGER,
  -- The last client that has its row, newest first.
  clients_to TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  due_at INTEGER,
  lease_until INTEGER NOT NULL DEFAULT 0,
  -- The last decision about several, which can be undone, as JSON.
  last_batch TEXT CHECK (last_batch IS NULL OR json_valid(last_batch)),
  used_at INTEGER NOT NULL,
  completed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX client_mappings_due ON client_mappings (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX client_mappings_used ON client_mappings (used_at) WHERE state <> 'pruned';

-- The account's customers as they were listed, for as long as clients are mapped: what they are told apart by and no more.
CREATE TABLE listed_stripe_customers (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  stripe_customer_id TEXT NOT NULL,
  name TEXT,
  -- Folded, as it is compared.
  name_key TEXT,
  email TEXT,
  -- Null for a provider of free mail, whose customers have nothing in common.
  domain TEXT,
  -- The client that it says it stands for, by our metadata or an id in another system.
  names_client TEXT,
  created_at INTEGER NOT NULL,
  run INTEGER NOT NULL,
  PRIMARY KEY (connection_id, stripe_customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_stripe_customers_newest ON listed_stripe_customers (connection_id, created_at, stripe_customer_id);
CREATE INDEX listed_stripe_customers_email ON listed_stripe_customers (connection_id, email) WHERE email IS NOT NULL;
CREATE INDEX listed_stripe_customers_name ON listed_stripe_customers (connection_id, name_key) WHERE name_key IS NOT NULL;
CREATE INDEX listed_stripe_customers_domain ON listed_stripe_customers (connection_id, domain) WHERE domain IS NOT NULL;
CREATE INDEX listed_stripe_customers_client ON listed_stripe_customers (connection_id, names_client)
  WHERE names_client IS NOT NULL;
CREATE INDEX listed_stripe_customers_run ON listed_stripe_customers (connection_id, run);

-- A client on a connection: what was proposed, what somebody decided, and what came of it. `status` follows by the triggers
-- below, so that each list of them is an index.
CREATE TABLE mapped_clients (
  connection_id TEXT NOT NULL REFERENCES connections (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  status TEXT NOT NULL DEFAULT 'undecided' CHECK (status IN
    ('undecided', 'proposed', 'to_map', 'to_create', 'ignored', 'mapped', 'failed', 'lost')),
  -- What it is searched by, folded.
  search TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('map', 'create', 'ignore')),
  -- The Stripe customer that it is to be mapped to.
  target TEXT,
  -- The decision about several that this one was part of, and what stood before it.
  batch TEXT,
  decision_before TEXT,
  target_before TEXT,
  -- As `stripe_customers` has them.
  linked TEXT,
  lost TEXT,
  proposed TEXT,
  proposed_by TEXT CHECK (proposed_by IN ('external_id', 'email', 'name', 'domain')),
  confidence TEXT CHECK (confidence IN ('sure', 'likely', 'possible', 'several')),
  candidates INTEGER NOT NULL DEFAULT 0,
  -- Why the last import could not do it: Stripe's code and words, or ours.
  failure_code TEXT,
  failure TEXT,
  -- Its proposal is from before it, or the list, was changed.
  stale INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (connection_id, customer_id),
  CHECK ((decision IS 'map') = (target IS NOT NULL))
) STRICT, WITHOUT ROWID;
-- Two clients are never mapped to one Stripe customer; `stripe_customers_stripe` says the same of those that are linked.
CREATE UNIQUE INDEX mapped_clients_target ON mapped_clients (connection_id, target) WHERE target IS NOT NULL;
CREATE INDEX mapped_clients_status ON mapped_clients (connection_id, status, customer_id);
CREATE INDEX mapped_clients_customer ON mapped_clients (customer_id);
CREATE INDEX mapped_clients_stale ON mapped_clients (connection_id, customer_id) WHERE stale = 1;
CREATE INDEX mapped_clients_batch ON mapped_clients (connection_id, batch) WHERE batch IS NOT NULL;
CREATE INDEX mapped_clients_proposed ON mapped_clients (connection_id, proposed) WHERE proposed IS NOT NULL;

CREATE TRIGGER mapped_clients_changed
AFTER UPDATE OF decision, linked, lost, candidates, failure_code ON mapped_clients
BEGIN
  UPDATE mapped_clients SET status = CASE
      WHEN NEW.decision = 'ignore' THEN 'ignored'
      WHEN NEW.decision IS NOT NULL AND NEW.failure_code IS NOT NULL THEN 'failed'
      WHEN NEW.decision = 'map' THEN 'to_map'
      WHEN NEW.decision = 'create' THEN 'to_create'
      WHEN NEW.lost IS NOT NULL THEN 'lost'
      WHEN NEW.linked IS NOT NULL THEN 'mapped'
      WHEN NEW.candidates > 0 THEN 'proposed'
      ELSE 'undecided' END
    WHERE connection_id = NEW.connection_id AND customer_id = NEW.customer_id;
END;
CREATE TRIGGER mapped_clients_new AFTER INSERT ON mapped_clients
BEGIN
  UPDATE mapped_clients SET
    (linked, lost) = (SELECT stripe_customer_id, lost_reason FROM stripe_customers
      WHERE connection_id = NEW.connection_id AND customer_id = NEW.customer_id)
    WHERE connection_id = NEW.connection_id AND customer_id = NEW.customer_id;
END;

-- However a link comes and goes, its client shows it; what was decided about a client that is linked now is done.
CREATE TRIGGER stripe_customers_mapped_new AFTER INSERT ON stripe_customers
BEGIN
  UPDATE mapped_clients SET linked = NEW.stripe_customer_id, lost = NEW.lost_reason,
    decision = iif(NEW.stripe_customer_id IS NULL, decision, NULL), target = iif(NEW.stripe_customer_id IS NULL, target, NULL),
    failure_code = iif(NEW.stripe_customer_id IS NULL, failure_code, NULL),
    failure = iif(NEW.stripe_customer_id IS NULL, failure, NULL)
    WHERE connection_id = NEW.connection_id AND customer_id = NEW.customer_id;
END;
CREATE TRIGGER stripe_customers_mapped_changed AFTER UPDATE OF stripe_customer_id, lost_reason ON stripe_customers
BEGIN
  UPDATE mapped_clients SET linked = NEW.stripe_customer_id, lost = NEW.lost_reason WHERE connection_id = NEW.connection_id
    AND customer_id = NEW.customer_id;
  UPDATE mapped_clients SET decision = NULL, target = NULL, failure_code = NULL, failure = NULL
    WHERE connection_id = NEW.connection_id AND customer_id = NEW.customer_id
      AND NEW.stripe_customer_id IS NOT NULL AND NEW.stripe_customer_id IS NOT OLD.stripe_customer_id;
END;
CREATE TRIGGER stripe_customers_mapped_gone AFTER DELETE ON stripe_customers
BEGIN
  UPDATE mapped_clients SET linked = NULL, lost = NULL WHERE connection_id = OLD.connection_id
    AND customer_id = OLD.customer_id;
END;

-- A client that is new, or is called otherwise, is compared by the next tick.
CREATE TRIGGER customers_mapped_new AFTER INSERT ON customers
BEGIN
  INSERT INTO mapped_clients (connection_id, customer_id, search)
    SELECT mapping.connection_id, NEW.id, lower(NEW.legal_name || ' ' || coalesce(NEW.label, '') || ' '
        || coalesce(NEW.email, ''))
    FROM connections JOIN client_mappings mapping ON mapping.connection_id = connections.id
    WHERE connections.merchant_id = NEW.merchant_id AND connections.livemode = NEW.livemode
      AND connections.state = 'active' AND mapping.state <> 'pruned';
  UPDATE client_mappings SET due_at = NEW.updated_at WHERE state = 'ready' AND due_at IS NULL
    AND connection_id IN (SELECT connection_id FROM mapped_clients WHERE customer_id = NEW.id);
END;
CREATE TRIGGER customers_mapped_changed AFTER UPDATE OF legal_name, label, email, billing_emails ON customers
WHEN NEW.erased_at IS NULL
BEGIN
  UPDATE mapped_clients SET stale = 1 WHERE customer_id = NEW.id;
  UPDATE client_mappings SET due_at = NEW.updated_at WHERE state = 'ready' AND due_at IS NULL
    AND connection_id IN (SELECT connection_id FROM mapped_clients WHERE customer_id = NEW.id);
END;

-- One import at a time on a connection, of what was decided when it began.
CREATE TABLE client_imports (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections (id),
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'canceled', 'stopped')),
  begun_by TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_why TEXT,
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  -- So many are handed out at once: fewer after Stripe said that it was too fast.
  wave INTEGER NOT NULL,
  slow_until INTEGER NOT NULL DEFAULT 0,
  slowed INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  CHECK ((state = 'running') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX client_imports_running ON client_imports (connection_id) WHERE state = 'running';
CREATE INDEX client_imports_due ON client_imports (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX client_imports_newest ON client_imports (connection_id, id);

CREATE TABLE client_import_rows (
  import_id TEXT NOT NULL REFERENCES client_imports (id),
  customer_id TEXT NOT NULL REFERENCES customers (id),
  action TEXT NOT NULL CHECK (action IN ('map', 'create')),
  target TEXT,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'skipped', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  -- Handed out until then.
  taken_until INTEGER NOT NULL DEFAULT 0,
  stripe_customer_id TEXT,
  code TEXT,
  message TEXT,
  ended_at INTEGER,
  PRIMARY KEY (import_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_import_rows_waiting ON client_import_rows (import_id, taken_until) WHERE state = 'waiting';
CREATE INDEX client_import_rows_state ON client_import_rows (import_id, state, customer_id);
CREATE INDEX client_import_rows_customer ON client_import_rows (customer_id);
-- Counted with the row, once.
CREATE TRIGGER client_import_rows_ended AFTER UPDATE OF state ON client_import_rows
WHEN OLD.state = 'waiting' AND NEW.state <> 'waiting'
BEGIN
  UPDATE client_imports SET done = done + (NEW.state = 'done'), skipped = skipped + (NEW.state = 'skipped'),
    failed = failed + (NEW.state = 'failed') WHERE id = NEW.import_id;
END;
