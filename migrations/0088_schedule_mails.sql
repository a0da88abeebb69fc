-- What customers are told of their billing schedules, how many days before the first invoice with a new price, and what they may do to
-- them in the portal.
ALTER TABLE merchants ADD COLUMN schedule_mails INTEGER NOT NULL DEFAULT 1 CHECK (schedule_mails IN (0, 1));
ALTER TABLE merchants ADD COLUMN schedule_notice_days INTEGER NOT NULL DEFAULT 14 CHECK (schedule_notice_days BETWEEN 0 AND 90);
ALTER TABLE merchants ADD COLUMN schedule_rights TEXT NOT NULL DEFAULT 'see'
  CHECK (schedule_rights IN ('see', 'pause', 'pause_and_end'));
-- Whether its customer is mailed of what becomes of it: not of one that was taken over, unless somebody says so.
ALTER TABLE schedules ADD COLUMN mails INTEGER NOT NULL DEFAULT 1 CHECK (mails IN (0, 1));
