-- Which key stands behind each number that links carry: another key under a number that is taken would break every link that was
-- sent. A key is known by its fingerprint, from when to when it made the links; null where it did not.
CREATE TABLE link_keys (
  number INTEGER PRIMARY KEY CHECK (number BETWEEN 0 AND 255),
  fingerprint TEXT NOT NULL,
  makes_since INTEGER,
  made_until INTEGER
) STRICT;

-- What is due is found by invoices_look: each row of this index is one that is written, and paid for, with every change.
DROP INDEX invoices_collect;
