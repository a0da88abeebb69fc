-- What a period's fixed lines come to, without tax, in minor units: kept with the schedule, so that a list needs no terms.
ALTER TABLE schedules ADD COLUMN amount INTEGER NOT NULL DEFAULT 0;
CREATE INDEX schedules_recurring ON schedules (merchant_id, livemode, currency, unit, every, amount) WHERE status = 'active';
