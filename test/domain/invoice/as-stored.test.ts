import { describe, expect, it } from 'vitest';
import {
  givenDetails,
  lineDetailsOrNull,
  NO_DETAILS,
  NO_LINE_DETAILS,
  shownDetails,
  storedDetails,
} from '../../../src/domain/invoice/details.ts';
import {
  describeInvoices,
  invoiceNumber,
  payeeOf,
  pdfName,
  xmlName,
} from '../../../src/domain/invoice/number.ts';
import { signedLine, signOf } from '../../../src/domain/invoice/signed-line.ts';
import { moneyPaid, shownStatus } from '../../../src/domain/invoice/state.ts';
import {
  issuedSums,
  notesOf,
  type StoredSums,
  storedSums,
  sumsOf,
} from '../../../src/domain/invoice/stored-sums.ts';
import { day } from '../../support/e-invoice/source.ts';

describe('the sums of an invoice', () => {
  const columns = { subtotal: 90, discountTotal: 10, taxTotal: 20, amountDue: 110 };
  const nothing = { adjustments: [], withholdings: [], deposits: [], roundTo: null, rounding: 0 };

  it('are its columns where nothing is stored with it', () => {
    const plain = { subtotal: 90, discountTotal: 10, taxTotal: 20, total: 110, payable: 110, rates: [] };
    expect(sumsOf({ ...columns, sums: null })).toEqual({ ...plain, ...nothing });
  });

  it('are stored with what there is on the whole, and nothing where there is none', () => {
    const totals = {
      lines: [],
      subtotal: 90,
      discountTotal: 10,
      taxTotal: 20,
      total: 110,
      payable: 105,
      rounding: 0,
      taxes: [],
      adjustments: [],
      withholdings: [],
      deposits: [],
    } as unknown as Parameters<typeof storedSums>[0];
    const plain = { subtotal: 90, discountTotal: 10, taxTotal: 20, total: 110, payable: 105, rates: [] };
    expect(storedSums(totals, { adjustments: [], roundTo: null, taxStatus: 'taxed' })).toEqual(plain);
    expect(
      storedSums({ ...totals, rounding: -1 }, { adjustments: [], roundTo: 5, taxStatus: 'taxed' }),
    ).toEqual({
      ...plain,
      roundTo: 5,
      rounding: -1,
    });
    const given = { kind: 'discount', description: 'Loyal', value: { kind: 'amount', amount: 3 } };
    const sums = { kind: 'discount', description: 'Loyal', amount: 3, parts: [] };
    const discounted = { ...totals, adjustments: [sums] } as unknown as typeof totals;
    const adjustments = [given] as unknown as Parameters<typeof storedSums>[1]['adjustments'];
    expect(storedSums(discounted, { adjustments, roundTo: null, taxStatus: 'taxed' })).toEqual({
      ...plain,
      adjustments: [{ ...sums, ...given }],
    });
  });

  it('are those that are stored, each of them', () => {
    const sums = {
      subtotal: 1,
      discountTotal: 2,
      taxTotal: 3,
      total: 4,
      payable: 5,
      rates: [],
      roundTo: 5,
      rounding: -1,
    };
    expect(sumsOf({ ...columns, sums })).toEqual({ ...nothing, ...sums });
  });

  const sums: StoredSums = { subtotal: 1, discountTotal: 0, taxTotal: 0, total: 1, payable: 1, rates: [] };
  const exempt = {
    name: 'VAT',
    percentage: '0',
    inclusive: false,
    taxable: 1,
    amount: 0,
    category: 'reverse_charge',
  } as const;

  it('are kept as the invoice is issued where its columns do not say all, with its notes', () => {
    expect(issuedSums({ sums: null, taxes: [exempt] }, 'en')).toBeNull();
    expect(issuedSums({ sums, taxes: [] }, 'en')).toBeNull();
    const notes = [{ note: 'reverse_charge' }];
    expect(issuedSums({ sums, taxes: [exempt] }, 'en')).toEqual({ ...sums, notes });
    for (const whole of [{ adjustments: [] }, { withholdings: [] }, { deposits: [] }, { roundTo: 5 }]) {
      expect(issuedSums({ sums: { ...sums, ...whole }, taxes: [] }, 'en')).toEqual({
        ...sums,
        ...whole,
        notes: [],
      });
    }
    expect(notesOf({ sums: null, taxes: [exempt] }, 'en')).toEqual(notes);
    expect(notesOf({ sums: { ...sums, notes: [] }, taxes: [exempt] }, 'en')).toEqual([]);
  });
});

describe('a line', () => {
  const row = { quantity: '2', unitAmount: 5, discountAmount: 1, amount: 10, total: 9, sign: 1 };
  const sizes = { unitAmount: 5, discountAmount: 1, amount: 10, total: 9 };

  it('has the sign of its row, before its quantity or before its price', () => {
    expect(signedLine(row)).toEqual(sizes);
    const less = { unitAmount: -5, discountAmount: -1, amount: -10, total: -9 };
    expect(signedLine({ ...row, sign: -1 })).toEqual(less);
    expect(signedLine({ ...row, sign: -1, quantity: '-2' })).toEqual({ ...less, unitAmount: 5 });
    const none = signedLine({ ...row, discountAmount: 0, sign: -1 });
    expect(Object.is(none.discountAmount, 0)).toBe(true);
  });

  it('is stored with the sign of whatever of it is below zero', () => {
    const line = { description: 'x', quantity: '2', unitAmount: 5, discount: null, taxRates: [] };
    const sign = (more: { quantity?: string; unitAmount?: number; unitAmountDecimal?: string }) =>
      signOf({ ...line, ...more });
    expect(sign({})).toBe(1);
    expect(sign({ unitAmount: 0 })).toBe(1);
    expect(sign({ unitAmount: -1 })).toBe(-1);
    expect(sign({ quantity: '-2' })).toBe(-1);
    expect(sign({ unitAmount: 0, unitAmountDecimal: '-0.001' })).toBe(-1);
    expect(sign({ unitAmountDecimal: '0.001' })).toBe(1);
  });
});

describe('what an invoice says beside its sums', () => {
  const may = { from: day('2026-05-01'), to: day('2026-05-31') };
  const june = { from: day('2026-06-01'), to: day('2026-06-30') };
  const line = (supply = may) => ({ ...NO_LINE_DETAILS, supply });

  it('is stored where it says anything, with the period that its lines make', () => {
    expect(storedDetails(NO_DETAILS, [])).toBeNull();
    expect(storedDetails(NO_DETAILS, [line(), NO_LINE_DETAILS])).toBeNull();
    expect(storedDetails(NO_DETAILS, [line(), line(june)])).toEqual({
      ...NO_DETAILS,
      shownSupply: { from: '2026-05-01', to: '2026-06-30' },
    });
    for (const said of [
      { purchaseOrder: 'PO 1' },
      { buyerReference: '04011000' },
      { contract: 'C 1' },
      { customFields: [{ name: 'Project', value: 'A', shownOn: ['page'] as const }] },
    ]) {
      expect(storedDetails({ ...NO_DETAILS, ...said }, [])).toEqual({
        ...NO_DETAILS,
        ...said,
        shownSupply: null,
      });
    }
  });

  it('is given back as it was given, and shown with the period of its lines', () => {
    const stored = storedDetails({ ...NO_DETAILS, contract: 'C 1' }, [line()]);
    expect(givenDetails(stored)).toEqual({ ...NO_DETAILS, contract: 'C 1' });
    expect(shownDetails(stored)).toEqual({ ...NO_DETAILS, contract: 'C 1', supply: may });
    expect(givenDetails(null)).toEqual(NO_DETAILS);
    expect(shownDetails(null)).toEqual(NO_DETAILS);
  });

  it('is kept of a line that says anything', () => {
    expect(lineDetailsOrNull(NO_LINE_DETAILS)).toBeNull();
    expect(lineDetailsOrNull({ supply: null, note: 'Net' })).toEqual({ supply: null, note: 'Net' });
    expect(lineDetailsOrNull(line())).toEqual(line());
  });
});

it('an invoice that credit notes closed before anybody paid is credited, and any other is what it is', () => {
  const paid = {
    status: 'paid',
    amountDue: 100,
    amountPaid: 100,
    amountCredited: 100,
    pendingVerb: null,
  } as const;
  expect(shownStatus(paid)).toBe('credited');
  expect(shownStatus({ ...paid, amountCredited: 99 })).toBe('paid');
  expect(shownStatus({ ...paid, amountDue: 0, amountPaid: 0, amountCredited: 0 })).toBe('paid');
  expect(shownStatus({ ...paid, status: 'open' })).toBe('open');
  expect(moneyPaid({ amountPaid: 100, amountCredited: 30 })).toBe(70);
});

describe('an invoice’s number', () => {
  const business = { legalName: 'Ada Ltd', displayName: 'Ada' };
  const invoice = (numberValue: number | null) => ({ series: 'NW-', numberValue, parties: null });

  it('has its series and four digits at least, and a draft has none', () => {
    expect(invoiceNumber({ series: 'NW-', numberValue: 7 })).toBe('NW-0007');
    expect(invoiceNumber({ series: null, numberValue: 12_345 })).toBe('12345');
    expect(invoiceNumber({ series: 'NW-', numberValue: null })).toBeNull();
  });

  it('is said to Stripe with the name of the business', () => {
    const naming = {
      one: (number: string, merchant: string) => `Invoice ${number} from ${merchant}`,
      several: (numbers: string, merchant: string) => `Invoices ${numbers} from ${merchant}`,
    };
    const name = payeeOf([invoice(1)], business);
    expect(describeInvoices([invoice(1)], business, naming)).toBe(`Invoice NW-0001 from ${name}`);
    expect(describeInvoices([invoice(1), invoice(2)], business, naming)).toBe(
      `Invoices NW-0001, NW-0002 from ${name}`,
    );
    expect(describeInvoices([invoice(null)], business, naming)).toBe(`Invoice  from ${name}`);
    expect(describeInvoices([invoice(1), invoice(null)], business, naming)).toBe(
      `Invoices NW-0001,  from ${name}`,
    );
  });

  it('names its files, whatever its series holds', () => {
    expect(pdfName('NW-0001')).toBe('invoice-NW-0001.pdf');
    expect(pdfName('N/W 1_é.', 'credit-note')).toBe('credit-note-N-W-1_-..pdf');
    expect(xmlName('NW-0001')).toBe('invoice-NW-0001.xml');
  });
});
