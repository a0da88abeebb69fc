-- How a message goes to several contacts of a customer. `each`: one for each, who see nobody else. `cc`: one for all, to
-- the first with the others in copy.
ALTER TABLE merchants ADD COLUMN contacts_mail TEXT NOT NULL DEFAULT 'each' CHECK (contacts_mail IN ('each', 'cc'));
