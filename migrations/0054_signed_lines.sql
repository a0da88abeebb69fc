-- A line below zero: its amounts are stored without the minus, which the table refuses. Its price where minor units are too
-- coarse, in major units as it was given; and whether income tax is withheld of it.
ALTER TABLE invoice_lines ADD COLUMN sign INTEGER NOT NULL DEFAULT 1 CHECK (sign IN (1, -1));
ALTER TABLE invoice_lines ADD COLUMN unit_decimal TEXT;
ALTER TABLE invoice_lines ADD COLUMN withheld INTEGER NOT NULL DEFAULT 1 CHECK (withheld IN (0, 1));
