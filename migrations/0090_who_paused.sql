-- Who paused a schedule: a customer resumes what they paused themselves, and nothing that the business stopped.
ALTER TABLE schedules ADD COLUMN paused_by TEXT CHECK (paused_by IN ('staff', 'customer'));
