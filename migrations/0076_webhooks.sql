-- Where a business's own systems hear of what happens, the events that are to be heard of, and how each was delivered. Nothing is
-- written where a business has no endpoint. The secret of an endpoint is derived from a link key, its id and a version: none is stored.
CREATE TABLE webhook_endpoints (
  id TEXT PRIMARY KEY NOT NULL,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  url TEXT NOT NULL,
  description TEXT,
  types TEXT CHECK (types IS NULL OR json_valid(types)),
  state TEXT NOT NULL CHECK (state IN ('on', 'off')),
  off_reason TEXT CHECK (off_reason IN ('by_hand', 'failing', 'gone')),
  off_at INTEGER,
  key_number INTEGER NOT NULL,
  secret_version INTEGER NOT NULL,
  previous_key_number INTEGER,
  previous_version INTEGER,
  previous_until INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  failed_key TEXT,
  failing_since INTEGER,
  warned_at INTEGER,
  last_success_at INTEGER,
  paused_until INTEGER NOT NULL DEFAULT 0,
  look_at INTEGER,
  lease_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_of ON webhook_endpoints (merchant_id, livemode, id);
CREATE INDEX webhook_endpoints_due ON webhook_endpoints (look_at) WHERE look_at IS NOT NULL AND state = 'on';
CREATE INDEX webhook_endpoints_failing ON webhook_endpoints (failing_since) WHERE failing_since IS NOT NULL;

-- How far a business was told of invoices that became overdue: a local day and an invoice's id; and when it is looked at next.
CREATE TABLE webhook_overdue (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  told_until TEXT NOT NULL,
  look_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, livemode)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_overdue_due ON webhook_overdue (look_at);

CREATE TABLE webhook_events (
  id TEXT PRIMARY KEY NOT NULL,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  ordering_key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX webhook_events_order ON webhook_events (ordering_key, seq);
CREATE INDEX webhook_events_of ON webhook_events (merchant_id, livemode, id);
CREATE INDEX webhook_events_old ON webhook_events (at);

CREATE TABLE webhook_deliveries (
  endpoint_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  ordering_key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  begun_at INTEGER NOT NULL,
  due_at INTEGER,
  last_status INTEGER,
  last_error TEXT,
  last_at INTEGER,
  PRIMARY KEY (endpoint_id, event_id)
) STRICT, WITHOUT ROWID;
-- One of an object is due at a time: the others wait for it, without an instant.
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX webhook_deliveries_order ON webhook_deliveries (endpoint_id, ordering_key, seq) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_failed ON webhook_deliveries (endpoint_id, event_id) WHERE state = 'failed';
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id);

CREATE TABLE webhook_attempts (
  event_id TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER,
  duration_ms INTEGER NOT NULL,
  error TEXT,
  answer TEXT,
  PRIMARY KEY (event_id, endpoint_id, at)
) STRICT, WITHOUT ROWID;

-- An event goes to the endpoints that are on and take its type, in the transaction of what caused it.
CREATE TRIGGER webhook_events_fan_out AFTER INSERT ON webhook_events
BEGIN
  INSERT INTO webhook_deliveries (endpoint_id, event_id, merchant_id, ordering_key, seq, state, begun_at, due_at)
  SELECT e.id, NEW.id, NEW.merchant_id, NEW.ordering_key, NEW.seq, 'pending', NEW.at,
    CASE WHEN EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.ordering_key = NEW.ordering_key
      AND d.state = 'pending') THEN NULL ELSE NEW.at END
  FROM webhook_endpoints e
  WHERE e.merchant_id = NEW.merchant_id AND e.livemode = NEW.livemode AND e.state = 'on'
    AND (e.types IS NULL OR EXISTS (SELECT 1 FROM json_each(e.types) t WHERE t.value = NEW.type));
  UPDATE webhook_endpoints SET look_at = min(coalesce(look_at, 9007199254740991), max(NEW.at, paused_until))
  WHERE id IN (SELECT d.endpoint_id FROM webhook_deliveries d WHERE d.event_id = NEW.id);
END;
