/** The e-invoices that a business can choose from. */
export const E_INVOICE_FORMATS = ['factur_x', 'xrechnung', 'peppol'] as const;
export type EInvoiceFormat = (typeof E_INVOICE_FORMATS)[number];

/** The syntaxes that EN 16931 is written in: UBL 2.1, and UN/CEFACT's Cross Industry Invoice. */
export type Syntax = 'ubl' | 'cii';

type Specification = {
  readonly syntax: Syntax;
  /** BT-24, what the document says it conforms to. */
  readonly id: string;
  /** BT-23, the business process; null where the specification asks for none. */
  readonly process: string | null;
};

const BILLING = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

const SPECIFICATIONS: Readonly<Record<EInvoiceFormat, Specification>> = {
  // Factur-X 1.0 and ZUGFeRD 2, profile EN 16931.
  factur_x: { syntax: 'cii', id: 'urn:cen.eu:en16931:2017', process: null },
  xrechnung: {
    syntax: 'ubl',
    id: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    process: BILLING,
  },
  peppol: {
    syntax: 'ubl',
    id: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
    process: BILLING,
  },
};

export const specificationOf = (format: EInvoiceFormat): Specification => SPECIFICATIONS[format];
