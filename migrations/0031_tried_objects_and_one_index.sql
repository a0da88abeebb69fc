-- When it was last tried to put an unknown object's payment back, and it could not be: the same run does not try it again.
ALTER TABLE unknown_objects ADD COLUMN tried_at INTEGER;

-- emails_of_invoice begins with the same column.
DROP INDEX emails_invoice;
