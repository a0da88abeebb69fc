-- The e-invoice that goes with a business's invoices; null for none. An invoice keeps the one of the profile's version that it was
-- issued with.
ALTER TABLE merchants ADD COLUMN e_invoice TEXT CHECK (e_invoice IN ('factur_x', 'xrechnung', 'peppol'));
