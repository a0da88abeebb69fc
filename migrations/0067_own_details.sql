-- Whether customers change their own billing details in the portal: not until the business switches it on.
ALTER TABLE merchants ADD COLUMN customers_edit_details INTEGER NOT NULL DEFAULT 0 CHECK (customers_edit_details IN (0, 1));
