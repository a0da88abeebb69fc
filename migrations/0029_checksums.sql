-- With which text each migration was applied: a file that was changed afterwards is told by its name.
CREATE TABLE migration_checksums (
  name TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;
