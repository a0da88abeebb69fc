-- API keys have a life: what each may do, until when, when it was last used, and which secret it replaced.

-- Keys from before could do everything, and still can.
ALTER TABLE api_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT '["read","write","money","admin"]'
  CHECK (json_valid(scopes));
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;
-- The secret before the last rotation, and until when it works beside the new one.
ALTER TABLE api_keys ADD COLUMN previous_hash TEXT CHECK (length(previous_hash) = 64);
ALTER TABLE api_keys ADD COLUMN previous_until INTEGER CHECK ((previous_hash IS NULL) = (previous_until IS NULL));
ALTER TABLE api_keys ADD COLUMN previous_used_at INTEGER;
CREATE UNIQUE INDEX api_keys_previous ON api_keys (previous_hash);
CREATE INDEX api_keys_merchant ON api_keys (merchant_id, livemode, id);

-- The key that opened the portal for a customer: when it is revoked, so is what it opened.
ALTER TABLE sign_ins ADD COLUMN api_key_id TEXT;
CREATE INDEX sign_ins_api_key ON sign_ins (api_key_id) WHERE api_key_id IS NOT NULL;

-- Who changed a key, a setting or a connection, or decided by hand, and from where. Written with the change itself.
CREATE TABLE audit_log (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('api_key', 'command_line', 'system')),
  -- The key's id; null for the others.
  actor_id TEXT CHECK ((actor_kind = 'api_key') = (actor_id IS NOT NULL)),
  actor_name TEXT NOT NULL,
  -- The member of staff who was named with it.
  answered_by TEXT,
  ip TEXT CHECK (length(ip) <= 45),
  user_agent TEXT CHECK (length(user_agent) <= 200),
  request_id TEXT,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  -- What changed, without secrets and without what people wrote.
  before TEXT CHECK (json_valid(before)),
  after TEXT CHECK (json_valid(after))
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_log_merchant ON audit_log (merchant_id, livemode, id);
CREATE INDEX audit_log_action ON audit_log (merchant_id, livemode, action, id);
CREATE INDEX audit_log_subject ON audit_log (merchant_id, livemode, subject_id, id);
CREATE INDEX audit_log_actor ON audit_log (merchant_id, livemode, actor_id, id);
CREATE TRIGGER audit_log_append_only BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
