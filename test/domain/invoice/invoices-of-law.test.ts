import { describe, expect, it } from 'vitest';
import { documentKind } from '../../../src/domain/invoice/document-kind.ts';
import { computeInvoice, type InvoiceTotals } from '../../../src/domain/invoice/invoice-totals.ts';
import { type RateRow, rateTable } from '../../../src/domain/invoice/rate-table.ts';
import { taxNotes } from '../../../src/domain/invoice/tax-notes.ts';
import { money, toDecimalString } from '../../../src/domain/money.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { taxNote } from '../../../src/views/tax-note.ts';
import { ELSEWHERE } from '../../support/invoices-of-law/elsewhere.ts';
import type { LawfulInvoice } from '../../support/invoices-of-law/row.ts';
import { SOUTH } from '../../support/invoices-of-law/south.ts';
import { STANDARDS } from '../../support/invoices-of-law/standards.ts';
import { UNION } from '../../support/invoices-of-law/union.ts';
import { currencyOf } from '../../support/random-invoices.ts';

const ALL = [...STANDARDS, ...UNION, ...SOUTH, ...ELSEWHERE];

function totalsOf({ currency, ...invoice }: LawfulInvoice): InvoiceTotals {
  const result = computeInvoice({ ...invoice, currency: currencyOf(currency) });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.totals;
}

const shown = (currency: string) => (minor: number) => toDecimalString(money(currencyOf(currency), minor));

function rateShown({ tax, net, amount, gross }: RateRow, show: (minor: number) => string): string {
  const label = tax === null ? 'no tax' : `${tax.name} ${tax.percentage}%`;
  return `${label}: ${show(net)} + ${show(amount)}${gross === null ? '' : ` = ${show(gross)}`}`;
}

describe.each(ALL)('$title', (invoice) => {
  it(`comes to what its source says: ${invoice.source}`, () => {
    const totals = totalsOf(invoice);
    const show = shown(invoice.currency);
    expect({
      rates: rateTable(totals).map((row) => rateShown(row, show)),
      net: show(totals.net),
      tax: show(totals.taxTotal),
      total: show(totals.total),
      toPay: show(totals.payable),
    }).toEqual({
      rates: invoice.rates,
      net: invoice.net,
      tax: invoice.tax,
      total: invoice.total,
      toPay: invoice.toPay ?? invoice.total,
    });
    expect(documentKind(totals)).toBe(invoice.total.startsWith('-') ? 'credit_note' : 'invoice');
  });

  it('says what its law wants, in the reader’s language, and nothing else', async () => {
    const { words } = await speechFor(invoice.reader);
    const notes = taxNotes(totalsOf(invoice).taxes, invoice.reader);
    expect(notes.map((note) => taxNote(words.taxes, note))).toEqual(invoice.says ?? []);
  });
});

it('forty invoices and more, each with its source', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(40);
  expect(ALL.every(({ source }) => source.length > 10)).toBe(true);
  expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length);
});
