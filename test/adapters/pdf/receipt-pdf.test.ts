import { describe, expect, it } from 'vitest';
import { renderReceiptPdf } from '../../../src/adapters/pdf/receipt-pdf.ts';
import type { ReceiptView } from '../../../src/domain/receipt/view.ts';
import { LANGUAGES } from '../../../src/views/i18n/languages.ts';
import { accessibilityFaults } from '../../support/pdf/accessible.ts';
import { Objects } from '../../support/pdf/objects.ts';
import { Tagged } from '../../support/pdf/structure.ts';
import { hostileInvoice } from '../../views/fixtures.ts';
import { fullReceipt, paidInvoiceOf, receipt, refundReceipt } from '../../views/receipt-fixture.ts';
import { linksIn, loadFont } from './read-back.ts';

const draw = (view: ReceiptView) => renderReceiptPdf(view, { loadFont });
const textOf = async (view: ReceiptView) => new Tagged(await Objects.of(await draw(view))).text;

describe('a receipt as a PDF', () => {
  it.each<[string, ReceiptView]>([
    ...Object.keys(LANGUAGES).map((locale): [string, ReceiptView] => [locale, fullReceipt({ locale })]),
    ['of a refund', refundReceipt()],
    ['of a hundred invoices', receipt({ invoices: Array.from({ length: 100 }, () => paidInvoiceOf()) })],
    ['hostile', receipt({ merchant: hostileInvoice().merchant, customer: hostileInvoice().customer })],
  ])('keeps the rules of PDF/UA-1 that can be checked: %s', async (_, view) => {
    expect(accessibilityFaults(await Objects.of(await draw(view)))).toEqual([]);
  });

  it('says who was paid by whom, what, when, how and for which invoices, with the tax in them', async () => {
    const text = await textOf(receipt());
    for (const said of [
      'Northwind Studio LLC',
      'Receipt',
      '$1,569.20',
      'Paid 9 Jan 2027',
      'R-NW-0012',
      'Visa ending in 4242',
      'Ada Lindqvist',
      'NW-2026-0042',
      '15 Dec 2026',
      'Sales tax 5.5% on $1,440.00: $79.20',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/Refunded|Taken back|Still to pay|Reference|pay_/);
  });

  it('adds up from what came to what is left of it, and names parts, others and a surplus', async () => {
    const text = await textOf(fullReceipt());
    for (const said of [
      'Instalment 1 of 3 · Instalment 2 of 3',
      '2 other invoices',
      '$450.00',
      'More than was due',
      '$50.00',
      'Amount paid',
      '$2,000.00',
      'Refunded on 10 Jan 2027',
      '−$50.00',
      'Refund on its way since 12 Jan 2027',
      '−$20.00',
      'Taken back by the bank on 20 Jan 2027',
      '−$100.00',
      'Paid, less what was returned',
      '$1,830.00',
      'Still to pay on invoice NW-2026-0042 after this payment',
      '$1,069.20',
      'Your bank took back $100.00 of this payment.',
      'Invoice NW-2026-0043: Sales tax',
    ])
      expect(text).toContain(said);
  });

  it('says that a payment was returned, and that a refund failed', async () => {
    const returned = receipt({ returned: { amount: 156_920, on: null } });
    expect(await textOf(returned)).toContain(
      'Your bank took this payment back. It no longer counts as paid.',
    );
    const failed = await textOf(refundReceipt({ refundState: 'failed' }));
    expect(failed).toContain('This refund didn’t go through. Nothing was refunded.');
    expect(failed).not.toContain('Refunded 10 Jan');
  });

  it('is a document of its own for a refund, which names the receipt of the payment', async () => {
    const text = await textOf(refundReceipt());
    for (const said of ['Refund receipt', '$500.00', 'Refunded to', 'R-NW-0013', 'R-NW-0012', 'credit note'])
      expect(text).toContain(said);
    expect(text).not.toContain('Amount paid');
  });

  it('prints the fingerprint, and leads to the page that verifies it', async () => {
    const view = receipt();
    expect((await textOf(view)).replaceAll(' ', '')).toContain(view.proof?.hash);
    expect(await linksIn(await draw(view))).toContain(view.proof?.url);
    expect(await textOf(receipt({ proof: null }))).not.toContain('Fingerprint');
  });

  it('is the same bytes for the same view, within 300 KB', async () => {
    const [one, other] = await Promise.all([draw(fullReceipt()), draw(fullReceipt())]);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(one.length).toBeLessThan(300_000);
  });
});
