-- How many endpoints' secrets are derived from a link key: it is asked before the key is dropped.
CREATE INDEX webhook_endpoints_key ON webhook_endpoints (key_number);
CREATE INDEX webhook_endpoints_previous_key ON webhook_endpoints (previous_key_number) WHERE previous_key_number IS NOT NULL;
