-- What a business says of itself, in versions. The version in force stands on the business's own row, so that it is read
-- with it; each version that there was is kept below from the moment that it is replaced.
ALTER TABLE merchants ADD COLUMN profile_version INTEGER NOT NULL DEFAULT 1 CHECK (profile_version >= 1);
ALTER TABLE merchants ADD COLUMN tax_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tax_ids));
ALTER TABLE merchants ADD COLUMN reply_to TEXT;
ALTER TABLE merchants ADD COLUMN footer TEXT;
ALTER TABLE merchants ADD COLUMN logo TEXT CHECK (logo IS NULL OR json_valid(logo));
ALTER TABLE merchants ADD COLUMN bank_accounts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(bank_accounts));

-- The version that it was finalized with; null for a draft, and for one from before there were versions, which is of the first.
ALTER TABLE invoices ADD COLUMN profile_version INTEGER;

CREATE TABLE merchant_profiles (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  profile TEXT NOT NULL CHECK (json_valid(profile)),
  created_at INTEGER NOT NULL,
  -- Who made it; null for the first one, which nobody changed.
  changed_by TEXT,
  -- The earlier version whose content it has, where it undoes a change.
  restores INTEGER,
  PRIMARY KEY (merchant_id, version)
) STRICT, WITHOUT ROWID;

-- Logos as they were made of what was uploaded, in base64. An old one is kept for the invoices that show it.
CREATE TABLE logos (
  merchant_id TEXT NOT NULL REFERENCES merchants (id),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
  base64 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, hash)
) STRICT;
