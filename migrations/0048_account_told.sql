-- What the business's people were told of its account, until that is over: a cause is mailed once, and its end once.
ALTER TABLE account_statuses ADD COLUMN told TEXT CHECK (told IS NULL OR json_valid(told));
