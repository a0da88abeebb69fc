-- The id that a mail service gave a message, by which its events name it; none over SMTP, where a message has ours.
ALTER TABLE emails ADD COLUMN transport_id TEXT;
CREATE INDEX emails_transport_id ON emails (transport_id) WHERE transport_id IS NOT NULL;
