import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../src/adapters/pdf/invoice-pdf.ts';
import { renderEInvoice } from '../../src/views/e-invoice.ts';
import { renderEmail } from '../../src/views/email/render.ts';
import { hostedInvoicePage } from '../../src/views/hosted-invoice.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { partsPaid } from '../../src/views/instalments.ts';
import { payPage } from '../../src/views/pay-page.ts';
import { loadFont, readBack } from '../adapters/pdf/read-back.ts';
import { sourceOf } from '../support/e-invoice/source.ts';
import { item, standard } from '../support/invoices-of-law/row.ts';
import { currencyOf } from '../support/random-invoices.ts';
import { AT, SETTING } from './email/gallery.ts';
import { textOf } from './email/text-of.ts';
import { invoiceInParts, payment } from './fixtures.ts';

const view = invoiceInParts();
const PARTS = [
  ['$470.76', '15 Dec 2026'],
  ['$470.76', '14 Jan 2027'],
  ['$627.68', '15 Feb 2027'],
] as const;

/** Each part with its amount and its day, in one place of the text. */
function names(text: string): void {
  for (const [index, [amount, day]] of PARTS.entries()) {
    const [, said = ''] = text.split(`Instalment ${index + 1} of 3`);
    expect(said.slice(0, 80)).toContain(amount);
    expect(said.slice(0, 80)).toContain(day);
  }
}

describe('an invoice in parts', () => {
  it('names each with amount and day, and what is asked for now, alike on its page, in its mail and in its PDF', async () => {
    const context = { speech: await speechFor('en'), nonce: 'bm9uY2U' };
    const page = textOf(hostedInvoicePage(view, context));
    const mail = await renderEmail({ template: 'invoice_sent', chargeAt: AT }, view, SETTING);
    const pdf = (await readBack(await renderInvoicePdf(view, { loadFont }))).text;
    for (const text of [page, mail.text, pdf]) {
      names(text.replace(/\s+/g, ' '));
      expect(text).toContain('$341.52');
    }
    expect(mail.subject).toContain('$341.52');
    expect(mail.text).toContain('Each instalment is charged on its day.');
  });

  it('asks for the same part in its headline, on its button, in its calendar, its mails and what programs read', async () => {
    const context = { speech: await speechFor('en'), nonce: 'bm9uY2U' };
    const action = view.links.pay ?? '';
    const pages = [
      hostedInvoicePage(view, context),
      payPage({ invoice: view, action, offer: null }, context),
    ];
    for (const page of pages) expect(page).toMatch(/<h1>.*<strong>\$341\.52<\/strong><\/h1>/);
    expect(pages[1]).toContain('<input type="hidden" name="amount" value="34152">');
    expect(pages[1]).toContain('Pay $341.52');
    const late = invoiceInParts({ overdue: true });
    const messages = [
      [{ template: 'invoice_sent' }, view],
      [{ template: 'reminder', number: 1, failed: false }, late],
    ] as const;
    for (const [message, shown] of messages) {
      const { text, html } = await renderEmail(message, shown, SETTING);
      expect(text.split('\n')[1]).toBe('$341.52');
      expect(html).toContain('341.52');
    }
  });

  it('has a receipt for each, which says what it pays, what is left and what is next', async () => {
    const paid = invoiceInParts({ payment: payment({ amount: 12_924, at: AT }) });
    const { text } = await renderEmail({ template: 'receipt' }, paid, SETTING);
    expect(text).toContain('Instalment 2 of 3');
    expect(text).not.toContain('Instalment 1 of 3');
    expect(text).toContain('$969.20');
    expect(text.replace(/\s+/g, ' ')).toContain('$341.52, due on 14 Jan 2027');
    expect(partsPaid(paid, 20_000)).toEqual([1, 2]);
    expect(partsPaid(paid, 60_000)).toEqual([1, 2]);
  });

  it('has the terms of its plan in its e-invoice, and no due date that would be wrong for the others', async () => {
    const source = sourceOf(
      { currency: currencyOf('EUR'), lines: [item('1000.00', standard('19', 'VAT'))] },
      'xrechnung',
    );
    const parts = [
      { amount: 35_700, dueOn: '2026-12-15' },
      { amount: 83_300, dueOn: '2027-02-15' },
    ];
    const xml = await renderEInvoice({ ...source, locale: 'en', parts });
    expect(xml).toContain('€357.00 by 15 Dec 2026; €833.00 by 15 Feb 2027');
    expect(xml).not.toContain('DueDate>');
  });
});
