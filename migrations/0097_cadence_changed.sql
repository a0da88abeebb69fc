-- The schedule by which one goes on whose cadence was changed: it did not end because its customer left.
ALTER TABLE schedules ADD COLUMN succeeded_by TEXT;
