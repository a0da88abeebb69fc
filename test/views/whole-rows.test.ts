import { describe, expect, it } from 'vitest';
import { linesTable } from '../../src/views/components/lines-table.ts';
import { totals } from '../../src/views/components/totals.ts';
import { itemsSection, sumsOf } from '../../src/views/email/sections.ts';
import { writerFor } from '../../src/views/format.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { HOSTILE, invoice, wholeInvoice } from './fixtures.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2212', '-');

describe('what is below and beside an invoice’s lines', () => {
  it('stands in the order in which it is computed, down to what is to be paid', async () => {
    const view = wholeInvoice();
    const sums = sumsOf(view, writerFor(view, await speechFor('en')));
    expect(sums.map(({ label, value }) => plain(`${label}: ${value}`))).toEqual([
      'Subtotal: €4,764.00',
      'Loyalty discount 10 %: -€476.40',
      'Freight: €50.00',
      'VAT 20% on €3,397.10: €679.42',
      'VAT 10% on €886.50: €88.65',
      'VAT 0% on €54.00: €0.00',
      'Total: €5,105.67',
      'IRPF 15% withheld: -€650.64',
      'Deposit invoice NW-2026-0007 of 1 Sept 2026, including €200.00 tax: -€1,200.00',
      'Rounding: €0.02',
      'Amount due: €3,255.05',
    ]);
  });

  it.each(Object.keys(LANGUAGES))('is said on the page as in mails and on the PDF, in %s', async (locale) => {
    const view = wholeInvoice();
    const writer = writerFor(view, await speechFor(locale));
    const page = totals(view, writer).text;
    for (const { deductions } of [writer.speech.words.taxes]) {
      expect(page).toContain(deductions.rounding);
      expect(page).toContain(deductions.withholding('IRPF', writer.percentage('15')));
    }
    const inMail = sumsOf(view, writer).map(({ value }) => value);
    for (const value of inMail) expect(page).toContain(value);
  });

  it('shows a price below a minor unit as it was given, wherever prices stand', async () => {
    const view = wholeInvoice();
    const writer = writerFor(view, await speechFor('de'));
    expect(plain(linesTable(view, writer).text)).toContain('0,985 €');
    const section = itemsSection(view, writer, true);
    expect(section.kind === 'items' && section.items[1]?.details.map(plain)).toContain('1.000 × 0,985 €');
  });

  it('says what was to be paid where that is not what is due', async () => {
    const view = wholeInvoice({ amountPaid: 5_505, amountRemaining: 320_000 });
    const writer = writerFor(view, await speechFor('fr'));
    const { payable } = writer.speech.words.taxes.deductions;
    expect(totals(view, writer).text).toContain(payable);
    expect(sumsOf(view, writer).map(({ label }) => label)).toContain(payable);
    expect(sumsOf(wholeInvoice(), writer).map(({ label }) => label)).not.toContain(payable);
  });

  it('says nothing where there is nothing of it', async () => {
    const writer = writerFor(invoice(), await speechFor('en'));
    expect(totals(invoice(), writer).text).not.toContain(writer.speech.words.taxes.deductions.payable);
  });

  it('is text, whoever wrote it', async () => {
    const view = wholeInvoice({ adjustments: [{ description: HOSTILE, amount: -1 }] });
    expect(totals(view, writerFor(view, await speechFor('en'))).text).not.toMatch(/<script|<img/);
  });
});
