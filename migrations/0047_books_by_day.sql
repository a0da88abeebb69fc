-- The sums of a day stand in `balance_days`: nothing reads transactions by currency and day any more.
DROP INDEX balance_transactions_day;
