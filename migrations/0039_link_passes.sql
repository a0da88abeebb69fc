-- Where a payer passed a check on a link that takes no more cards: since when and until when it takes some, and how often that was
-- so within a day.
ALTER TABLE invoices ADD COLUMN link_pass TEXT CHECK (link_pass IS NULL OR json_valid(link_pass));
