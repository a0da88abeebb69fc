import { parseLocalDate } from '../../src/domain/calendar.ts';
import { NO_DETAILS, NO_LINE_DETAILS } from '../../src/domain/invoice/details.ts';
import { FIELD_PLACES } from '../../src/domain/invoice/references.ts';
import type { Supply } from '../../src/domain/invoice/supply.ts';
import type { Correction, InvoiceView, LineView, MerchantView, PaymentView } from '../../src/views/model.ts';
import { ledgerFor } from './ledger-fixture.ts';

const MERCHANT: MerchantView = {
  name: 'Northwind Studio',
  legalName: 'Northwind Studio LLC',
  agreementName: 'Northwind Studio (Northwind Studio LLC)',
  addressLines: ['48 Harbour Street', 'Portland, ME 04101', 'United States'],
  email: 'billing@northwind.example',
  telephone: '+1 207 555 0142',
  website: 'https://northwind.example/',
  taxIds: [{ kind: 'us_ein', value: '84-2917365' }],
  logoUrl: null,
  logoSize: null,
  brandColor: '#3b5bdb',
  footer: null,
};

const LINES: readonly LineView[] = [
  line('Brand guidelines, second edition', '1', 120_000, { taxLabels: ['Sales tax 5.5%'] }),
  line('Workshop with the marketing team', '1.5', 16_000, { taxLabels: ['Sales tax 5.5%'] }),
  line('Stock photographs', '12', 450, { discount: 400 }),
];

/** All that an invoice can say beside its lines. */
export const DETAILED = {
  supply: period('2026-10-01', '2026-10-31'),
  purchaseOrder: 'PO-4711',
  buyerReference: '04011000-12345-67',
  contract: 'Framework agreement 2026/9',
  customFields: [
    { name: 'Project', value: 'Harbour redesign, second phase', shownOn: FIELD_PLACES },
    { name: 'Cost centre', value: '12', shownOn: FIELD_PLACES },
  ],
};

/** The days from one to another. */
export function period(first: string, last: string): Supply {
  const [from, to] = [parseLocalDate(first), parseLocalDate(last)];
  if (from === null || to === null) throw new RangeError(`no days: ${first}, ${last}`);
  return { from, to };
}

/** One line of an invoice whose amounts are whole minor units. */
export function line(
  description: string,
  quantity: string,
  unitAmount: number,
  more: Partial<LineView> = {},
): LineView {
  const discount = more.discount ?? 0;
  const amount = Math.round(Number(quantity) * unitAmount) - discount;
  return {
    description,
    quantity,
    unitAmount,
    unitDecimal: null,
    discount,
    amount,
    taxLabels: [],
    details: NO_LINE_DETAILS,
    ...more,
  };
}

/** An open invoice, due in January 2027, with what a test wants otherwise. */
export function invoice(more: Partial<InvoiceView> = {}): InvoiceView {
  const view: Omit<InvoiceView, 'ledger'> = {
    number: 'NW-2026-0042',
    status: 'open',
    overdue: false,
    paymentStatus: 'none',
    currency: 'USD',
    locale: 'en',
    issuedOn: '2026-12-15',
    dueOn: '2027-01-14',
    paidOn: null,
    voidedOn: null,
    seenOn: null,
    merchant: MERCHANT,
    customer: {
      name: 'Ada Lindqvist',
      addressLines: ['Lindqvist & Daughters', '9 Orchard Lane', 'Burlington, VT 05401'],
      email: 'ada@lindqvist.example',
      taxIds: [],
    },
    lines: LINES,
    lineCount: LINES.length,
    subtotal: 149_000,
    discountTotal: 0,
    adjustments: [],
    taxes: [{ name: 'Sales tax', percentage: '5.5', inclusive: false, taxable: 144_000, amount: 7_920 }],
    rates: [],
    taxNotes: [],
    total: 156_920,
    deductions: null,
    amountPaid: 0,
    amountCredited: 0,
    amountRemaining: 156_920,
    details: NO_DETAILS,
    creditNotes: [],
    attachments: [],
    correction: null,
    notes: 'Thank you for working with us.\nThe source files are in the shared folder.',
    noLinkReason: null,
    links: {
      view: 'https://pay.example/i/AQAkz7Qp2mVh4tX8bLw9nRc3Yd6fJ0sE',
      pdf: 'https://pay.example/i/AQAkz7Qp2mVh4tX8bLw9nRc3Yd6fJ0sE/pdf',
      xml: null,
      pay: 'https://pay.example/pay/k1.inv_01jf7q3w9e.1.Qm3s6dV8kL2pX5fJ0aN7ug',
      allLines: null,
      copy: 'https://pay.example/i/AQAkz7Qp2mVh4tX8bLw9nRc3Yd6fJ0sE/c/1',
    },
    payment: null,
    transfer: transferTo(
      'Northwind Studio LLC\nHarbour Bank, routing number 110000000\nAccount 000123456789',
    ),
    ...more,
  };
  return { ...view, ledger: more.ledger ?? ledgerFor(view) };
}

const FILES = 'https://pay.example/i/AQAkz7Qp2mVh4tX8bLw9nRc3Yd6fJ0sE/files';

/** Receipts of a payment and of a refund, which has no number yet. */
export const RECEIPTS: NonNullable<InvoiceView['receipts']> = [
  {
    sourceId: 'pay_01jf7q8d2k',
    kind: 'payment',
    amount: 156_920,
    on: '2027-01-09',
    number: 'R-NW-0012',
    pdf: FILES.replace('files', 'receipts/pay_01jf7q8d2k/pdf'),
  },
  {
    sourceId: 'ref_01jf7q8d2k',
    kind: 'refund',
    amount: 50_000,
    on: '2027-01-16',
    number: null,
    pdf: FILES.replace('files', 'receipts/ref_01jf7q8d2k/pdf'),
  },
];

/** Files that go with an invoice, with names as people give them. */
export const ATTACHMENTS: InvoiceView['attachments'] = [
  { name: 'Timesheet December.pdf', bytes: 312_400, url: `${FILES}/att_1` },
  { name: '作業報告書_2026年12月.xlsx', bytes: 2_460_000, url: `${FILES}/att_2` },
  {
    name: 'Very_long_name_of_a_report_that_nobody_has_shortened_before_it_was_sent_with_the_invoice_of_December.csv',
    bytes: 80,
    url: `${FILES}/att_3`,
  },
];
/** The same invoice in three parts, of which one is paid and some of the next one is. */
export function invoiceInParts(more: Partial<InvoiceView> = {}): InvoiceView {
  return invoice({
    amountPaid: 60_000,
    amountRemaining: 96_920,
    plan: {
      parts: [
        { position: 1, amount: 47_076, open: 0, dueOn: '2026-12-15', state: 'paid' },
        { position: 2, amount: 47_076, open: 34_152, dueOn: '2027-01-14', state: 'due' },
        { position: 3, amount: 62_768, open: 62_768, dueOn: '2027-02-15', state: 'upcoming' },
      ],
      asked: { amount: 34_152, dueOn: '2027-01-14', isDue: true },
      next: { amount: 62_768, dueOn: '2027-02-15' },
    },
    ownPart: { least: 10_000 },
    ...more,
  });
}

/** A transfer by free text. */
export const transferTo = (text: string): NonNullable<InvoiceView['transfer']> => ({
  to: { kind: 'text', text },
  reference: null,
  isReplaced: false,
});

/** A transfer in Swiss francs to an account in Switzerland, or as a test wants it. */
export const swissTransfer = (iban = 'CH5800791123000889012', currency = 'CHF') =>
  ({
    to: {
      kind: 'accounts',
      accounts: [
        {
          currency,
          holder: 'Northwind Studio GmbH',
          bankName: null,
          numbers: { kind: 'iban', iban, bic: null },
          reference: 'invoice_number',
          onNewInvoices: true,
        },
      ],
    },
    reference: null,
    isReplaced: false,
    address: { line1: 'Seestrasse 12', postcode: '8002', town: 'Zürich', country: 'CH' },
  }) as const satisfies InvoiceView['transfer'];

export function merchant(more: Partial<MerchantView>): MerchantView {
  return { ...MERCHANT, ...more };
}

/** A card payment of the whole invoice that succeeded, with what a test wants otherwise. */
export function payment(more: Partial<PaymentView> = {}): PaymentView {
  return {
    state: 'succeeded',
    amount: 156_920,
    at: Date.UTC(2027, 0, 9, 19, 32),
    timeZone: 'America/New_York',
    method: { kind: 'card', brand: 'visa', last4: '4242' },
    reference: 'pay_01jf7q8d2k',
    failureCode: null,
    ...more,
  };
}

/** The same invoice, paid. */
export function paidInvoice(more: Partial<InvoiceView> = {}): InvoiceView {
  const { links } = invoice();
  return invoice({
    status: 'paid',
    paidOn: '2027-01-09',
    amountPaid: 156_920,
    amountRemaining: 0,
    noLinkReason: 'paid',
    links: { ...links, pay: null },
    payment: payment(),
    ...more,
  });
}

/** An invoice of n lines; the first fifty are in the view. */
export function longInvoice(n: number, more: Partial<InvoiceView> = {}): InvoiceView {
  const lines = Array.from({ length: Math.min(n, 50) }, (_, index) =>
    line(
      `${SUBJECTS[index % SUBJECTS.length]}, item ${index + 1}`,
      String((index % 7) + 0.5),
      1_250 + 37 * index,
      {
        taxLabels: [index % 2 === 0 ? 'VAT 20%' : 'VAT 5%'],
      },
    ),
  );
  const { links } = invoice();
  return invoice({
    lines,
    lineCount: n,
    links: { ...links, allLines: n > 50 ? `${links.view}?lines=all` : null },
    ...more,
  });
}

const SUBJECTS = [
  'Design review',
  'Interview transcription',
  'Hosting, eu-west',
  'On-site visit',
  'Licence renewal',
];

/** Text that tries to break out of its place: markup, newlines, direction marks, no place to wrap. */
export const HOSTILE = `<img src=x onerror=alert(1)>"'&\u202egnp.exe\u2066\u200f\n<script>alert(2)</script>`;

/** An invoice in which every text that somebody else wrote is hostile, and very long. */
export function hostileInvoice(more: Partial<InvoiceView> = {}): InvoiceView {
  const endless = 'W'.repeat(5_000);
  const taxIds = [{ kind: 'text', value: HOSTILE } as const, { kind: 'other', value: HOSTILE } as const];
  const party = { name: `${HOSTILE}${endless}`, addressLines: [HOSTILE, endless], email: HOSTILE, taxIds };
  return invoice({
    number: `INV-${'9'.repeat(60)}`,
    merchant: {
      ...party,
      legalName: HOSTILE + endless,
      agreementName: HOSTILE + endless,
      telephone: HOSTILE,
      website: 'javascript:alert(1)',
      logoUrl: 'data:text/html,<script>alert(1)</script>',
      logoSize: null,
      brandColor: 'red;}</style><script>',
      footer: HOSTILE + endless,
    },
    transfer: transferTo(HOSTILE + endless),
    customer: party,
    lines: [
      line(HOSTILE, '1', 99_999_999_999, { taxLabels: [HOSTILE] }),
      line(endless, '123456.123456', 1, { amount: 123_456 }),
    ],
    taxes: [{ name: HOSTILE, percentage: '8.875', inclusive: false, taxable: 1, amount: 1 }],
    notes: HOSTILE + endless,
    total: 999_999_999_999,
    amountRemaining: 999_999_999_999,
    ...more,
  });
}

/** An invoice with everything that can be below or beside its lines, in euros. */
export function wholeInvoice(more: Partial<InvoiceView> = {}): InvoiceView {
  return invoice({
    currency: 'EUR',
    lines: [
      line('Consulting', '40', 9_500, { taxLabels: ['VAT 20%'] }),
      line('Heating oil', '1000', 99, {
        unitDecimal: '0.985',
        amount: 98_500,
        taxLabels: ['VAT 10%'],
      }),
      line('Returned samples', '-2', 4_500, { discount: -900, amount: -8_100, taxLabels: ['VAT 20%'] }),
      line('Books', '3', 2_000, { taxLabels: ['VAT 0%'] }),
    ],
    lineCount: 4,
    subtotal: 475_500,
    discountTotal: -900,
    adjustments: [
      { description: 'Loyalty discount 10 %', amount: -47_640 },
      { description: 'Freight', amount: 5_000 },
    ],
    taxes: [
      { name: 'VAT', percentage: '20', inclusive: false, taxable: 339_710, amount: 67_942 },
      { name: 'VAT', percentage: '10', inclusive: false, taxable: 88_650, amount: 8_865 },
      { name: 'VAT', percentage: '0', inclusive: false, taxable: 5_400, amount: 0 },
    ],
    rates: [
      {
        tax: { name: 'VAT', percentage: '20', inclusive: false },
        net: 339_710,
        amount: 67_942,
        gross: 407_652,
      },
      { tax: { name: 'VAT', percentage: '10', inclusive: false }, net: 88_650, amount: 8_865, gross: 97_515 },
      { tax: { name: 'VAT', percentage: '0', inclusive: false }, net: 5_400, amount: 0, gross: 5_400 },
    ],
    taxNotes: [{ note: 'intra_community' }],
    deductions: {
      total: 510_567,
      withholdings: [{ name: 'IRPF', percentage: '15', amount: 65_064 }],
      deposits: [{ number: 'NW-2026-0007', issuedOn: '2026-09-01', total: 120_000, tax: 20_000 }],
      rounding: 2,
    },
    total: 325_505,
    amountRemaining: 325_505,
    ...more,
  });
}

/** A credit note of that invoice: some of the hours, and how it is settled. */
export function creditNote(settled: Omit<Correction, 'invoiceNumber' | 'invoiceIssuedOn'>): InvoiceView {
  const { ledger: _, ...of } = invoice();
  const [line] = of.lines;
  if (line === undefined) throw new Error('an invoice without lines');
  return invoice({
    ...of,
    number: 'CN-NW-2026-0003',
    status: 'credited',
    issuedOn: '2027-01-20',
    dueOn: null,
    lines: [{ ...line, quantity: '1', amount: 49_580, unitAmount: 49_580, discount: 0 }],
    lineCount: 1,
    subtotal: 49_580,
    discountTotal: 0,
    taxes: [{ name: 'Sales tax', percentage: '5.5', inclusive: false, taxable: 49_580, amount: 2_727 }],
    total: 52_307,
    amountCredited: 52_307,
    amountRemaining: 0,
    notes: 'Fewer hours than we had invoiced.',
    correction: { invoiceNumber: of.number, invoiceIssuedOn: of.issuedOn, ...settled },
    noLinkReason: 'credited',
    links: { ...of.links, pay: null, copy: null },
    payment: null,
    transfer: null,
  });
}
