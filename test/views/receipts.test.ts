import { describe, expect, test } from 'vitest';
import { hostedInvoicePage } from '../../src/views/hosted-invoice.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { paymentSuccessfulPage } from '../../src/views/payment-successful.ts';
import { receiptPage } from '../../src/views/receipt-page.ts';
import { invoice, paidInvoice, payment, RECEIPTS } from './fixtures.ts';
import { fullReceipt, receipt, refundReceipt } from './receipt-fixture.ts';

const CONTEXT = { speech: await speechFor('en'), nonce: 'n0nce' };
const textOf = (page: string): string =>
  page
    .replaceAll(/<head>.*?<\/head>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u2066-\u2069]+/g, ' ');
const HASH = receipt().proof?.hash ?? '';
const INTACT = { standing: 'intact', seq: 4, count: 9, hash: HASH } as const;

describe('the receipts of an invoice', () => {
  test('are on its page with their PDFs, a refund with what went back', () => {
    const page = hostedInvoicePage(
      paidInvoice({ paymentStatus: 'partially_refunded', receipts: RECEIPTS }),
      CONTEXT,
    );
    expect(textOf(page)).toMatch(/Paid on 9 Jan 2027 Visa •••• 4242 · R-NW-0012 −\$1,569\.20/);
    expect(textOf(page)).toMatch(/Refunded on 16 Jan 2027 Visa •••• 4242 · Refund receipt \$500\.00/);
    // The payment's is beside the invoice's PDF, too.
    const links = RECEIPTS.map(({ pdf }) => page.split(`href="${pdf}"`).length - 1);
    expect(links).toEqual([2, 1]);
    expect(textOf(page)).toMatch(/Download PDF Download receipt/);
    expect(page).toContain('aria-label="Refund receipt: Download the receipt of 16 Jan 2027"');
    expect(textOf(page)).not.toMatch(/Receipts|pay_/);
  });

  test('stand in a list where no row of the money has them, as of a refund that failed', () => {
    const failed = RECEIPTS.map((ref) => ({ ...ref, sourceId: `${ref.sourceId}2`, number: 'R-NW-0099' }));
    const page = hostedInvoicePage(
      paidInvoice({ paymentStatus: 'partially_refunded', receipts: [...RECEIPTS, ...failed] }),
      CONTEXT,
    );
    expect(textOf(page)).toMatch(
      /Receipts R-NW-0099 9 Jan 2027 \$1,569\.20 R-NW-0099 16 Jan 2027 −\$500\.00/,
    );
    expect(textOf(page).match(/R-NW-0012/g)).toHaveLength(1);
  });

  test('are not spoken of where there are none', () => {
    expect(textOf(hostedInvoicePage(invoice(), CONTEXT))).not.toContain('Receipts');
  });
});

describe('the page after a payment', () => {
  const success = (more: Partial<Parameters<typeof paymentSuccessfulPage>[0]> = {}) =>
    paymentSuccessfulPage(
      {
        invoice: paidInvoice({ receipts: RECEIPTS }),
        outcome: 'succeeded',
        payment: payment(),
        receiptTo: null,
        viewUrl: '/i/t',
        payUrl: null,
        ...more,
      },
      CONTEXT,
    );

  test('has the receipt and its number, and no id', () => {
    const page = success();
    expect(textOf(page)).toMatch(/Receipt number R-NW-0012 Download receipt View invoice details/);
    expect(page).toContain(`href="${RECEIPTS[0]?.pdf}"`);
    expect(textOf(page)).not.toContain('pay_01jf7q8d2k');
  });

  test.each([
    ['a link that was replaced leads on nowhere', { viewUrl: null }],
    ['a debit is on its way', { outcome: 'processing' }],
    ['nothing was paid', { outcome: 'failed' }],
    ['nobody knows yet', { outcome: 'unknown' }],
  ] as const)('has none where %s', (_, more) => {
    expect(success(more)).not.toContain('/receipts/');
  });
});

describe('the page that verifies a receipt', () => {
  test('names what its holder compares, and says in words what that shows and what not', () => {
    const text = textOf(receiptPage({ receipt: receipt(), ...INTACT }, CONTEXT));
    for (const said of [
      'The records behind this receipt are intact',
      'Northwind Studio',
      'R-NW-0012',
      '9 Jan 2027',
      '$1,569.20',
      HASH,
      '4 of 9',
      'What this shows',
      'What it doesn’t show',
      'Whoever runs this site could write all entries anew',
    ])
      expect(text).toContain(said);
  });

  test('says nothing of who paid, by what, and for which invoice', () => {
    const page = receiptPage({ receipt: fullReceipt(), ...INTACT }, CONTEXT);
    for (const kept of ['Ada', 'Lindqvist', 'Burlington', '4242', 'NW-2026-0042', 'pay_'])
      expect(page).not.toContain(kept);
  });

  test('says what was refunded and taken back, which the paper may not know', () => {
    const text = textOf(receiptPage({ receipt: fullReceipt(), ...INTACT }, CONTEXT));
    expect(text).toContain('Refunded on 10 Jan 2027 −$50.00');
    expect(text).toContain('Taken back by the bank on 20 Jan 2027 −$100.00');
    expect(textOf(receiptPage({ receipt: refundReceipt(), ...INTACT }, CONTEXT))).toContain(
      'Amount refunded $500.00',
    );
  });

  test('of a payment that was recorded says that it was reversed, and blames no bank', () => {
    const returned = { amount: 10_000, on: '2027-01-20' };
    const method = { kind: 'offline', label: 'check' } as const;
    const text = textOf(receiptPage({ receipt: { ...fullReceipt(), method, returned }, ...INTACT }, CONTEXT));
    expect(text).toContain('Recorded payment reversed on 20 Jan 2027 −$100.00');
    expect(text).not.toContain('bank');
  });

  test.each([
    ['changed', HASH, 'The records behind this receipt were changed'],
    ['gone', null, 'We no longer have this entry'],
  ] as const)('does not call %s records right', (standing, hash, said) => {
    const text = textOf(receiptPage({ ...INTACT, receipt: receipt(), standing, hash }, CONTEXT));
    expect(text).toContain(said);
    expect(text).not.toContain('are intact');
  });
});
