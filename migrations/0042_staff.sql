-- Staff: who signs in to a business's own pages, in which role, from where, and with what.

-- A person, by the address that is proven by each mail that signs in. Nobody is here before having signed in.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  -- ASCII letters in lower case.
  address TEXT NOT NULL UNIQUE,
  -- As the one who invited them wrote it; mail is sent to this form.
  written TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- One role a person and business.
CREATE TABLE memberships (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'finance', 'technician', 'read_only')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_person ON memberships (person_id);

-- A business is never left without an owner, whoever decides it at the same instant.
CREATE TRIGGER memberships_keep_an_owner BEFORE UPDATE OF role ON memberships
WHEN OLD.role = 'owner' AND NEW.role <> 'owner' AND NOT EXISTS (SELECT 1 FROM memberships
  WHERE merchant_id = OLD.merchant_id AND role = 'owner' AND person_id <> OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'the last owner stays'); END;
CREATE TRIGGER memberships_leave_an_owner BEFORE DELETE ON memberships
WHEN OLD.role = 'owner' AND NOT EXISTS (SELECT 1 FROM memberships
  WHERE merchant_id = OLD.merchant_id AND role = 'owner' AND person_id <> OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'the last owner stays'); END;

-- An invitation is for an address. The link in its mail says which it is, and signs nobody in.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  address TEXT NOT NULL,
  written TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'finance', 'technician', 'read_only')),
  -- Null where the command line invited.
  invited_by TEXT REFERENCES people (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('accepted', 'declined', 'withdrawn', 'replaced')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
-- A new one replaces the one before.
CREATE UNIQUE INDEX invitations_open ON invitations (merchant_id, address) WHERE ended_at IS NULL;
-- How often an address was invited.
CREATE INDEX invitations_again ON invitations (merchant_id, address, created_at);
CREATE INDEX invitations_address ON invitations (address) WHERE ended_at IS NULL;
CREATE INDEX invitations_age ON invitations (expires_at);

-- A session, signed in by a mailed link or a passkey.
CREATE TABLE staff_sessions (
  id TEXT PRIMARY KEY,
  -- SHA-256 of what the session's cookie holds.
  secret_hash TEXT NOT NULL UNIQUE CHECK (length(secret_hash) = 64),
  person_id TEXT NOT NULL REFERENCES people (id),
  signed_in_by TEXT NOT NULL CHECK (signed_in_by IN ('link', 'passkey')),
  -- What its browser said of itself, and where it was last seen: its network, and the country that Cloudflare says.
  user_agent TEXT CHECK (length(user_agent) <= 200),
  network TEXT CHECK (length(network) <= 45),
  country TEXT CHECK (length(country) = 2),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX staff_sessions_person ON staff_sessions (person_id, seen_at);
CREATE INDEX staff_sessions_age ON staff_sessions (seen_at);

-- A passkey's public half. https://www.w3.org/TR/webauthn-3/
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  -- Both in base64url.
  credential_id TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL,
  transports TEXT NOT NULL CHECK (json_valid(transports)),
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX passkeys_person ON passkeys (person_id, id);

-- A challenge that was answered: once. Those that nobody answers leave no row.
CREATE TABLE used_challenges (
  hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_challenges_age ON used_challenges (expires_at);

-- Whether a mailed link signs in a customer or staff.
ALTER TABLE sign_in_mails ADD COLUMN audience TEXT NOT NULL DEFAULT 'portal'
  CHECK (audience IN ('portal', 'staff'));

-- The member of staff who did it. The kind of actor is `system` in such a row, for the sake of earlier versions.
ALTER TABLE audit_log ADD COLUMN person_id TEXT;
CREATE INDEX audit_log_person ON audit_log (merchant_id, livemode, person_id, id) WHERE person_id IS NOT NULL;
