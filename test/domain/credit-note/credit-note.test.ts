import { describe, expect, it } from 'vitest';
import { type CreditTotals, creditNote } from '../../../src/domain/credit-note/credit-note.ts';
import type { CreditAsk, Creditable, CreditProblem } from '../../../src/domain/credit-note/creditable.ts';
import type { InvoiceInput } from '../../../src/domain/invoice/invoice-totals.ts';
import type { LineInput, TaxRate } from '../../../src/domain/invoice/totals.ts';
import { creditable, withNote } from '../../support/credited-invoices.ts';
import { currencyOf } from '../../support/random-invoices.ts';

const vat = (percentage: string): TaxRate => ({ name: 'VAT', percentage, inclusive: false });
const line = (quantity: string, unitAmount: number, ...taxRates: TaxRate[]): LineInput => ({
  description: 'Work',
  quantity,
  unitAmount,
  discount: null,
  taxRates,
});

function invoiceOf(lines: readonly LineInput[], more: Partial<InvoiceInput> = {}): Creditable {
  const invoice = creditable({ currency: currencyOf('EUR'), lines, ...more });
  if (invoice === null) throw new Error('no invoice');
  return invoice;
}

function noted(invoice: Creditable, ask: CreditAsk): CreditTotals {
  const result = creditNote(invoice, ask);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.note;
}

function refused(invoice: Creditable, ask: CreditAsk): CreditProblem {
  const result = creditNote(invoice, ask);
  if (result.ok) throw new Error('it was credited');
  return result.problem;
}

const lines = (...asked: Extract<CreditAsk, { kind: 'lines' }>['lines']): CreditAsk => ({
  kind: 'lines',
  lines: asked,
});

describe('a credit note by line', () => {
  it('credits line after line to the cent, in every order', () => {
    const invoice = invoiceOf([6833, 6833, 5750, 8500].map((price) => line('1', price, vat('20'))));
    const orders = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].map((c) => [a, b, c, 6 - a - b - c])),
    );
    for (const order of orders.filter((each) => new Set(each).size === 4 && each.every((i) => i >= 0))) {
      let now = invoice;
      const notes = order.map((position) => {
        const note = noted(now, lines({ position }));
        now = withNote(now, note);
        return note;
      });
      expect(notes.reduce((all, { total }) => all + total, 0)).toBe(33_499);
      expect(notes.reduce((all, { taxTotal }) => all + taxTotal, 0)).toBe(5583);
      expect(refused(now, { kind: 'full' })).toEqual({ problem: 'nothing_left', path: 'credit' });
    }
  });

  it('credits hours at the price that is left after a price reduction', () => {
    const invoice = invoiceOf([line('10', 10_000, vat('19'))]);
    const reduced = noted(invoice, lines({ position: 0, amount: 11_900 }));
    expect(reduced).toMatchObject({ net: 10_000, taxTotal: 1900, total: 11_900 });
    expect(reduced.lines[0]).toMatchObject({ quantity: null, unitAmount: null });
    const hours = noted(withNote(invoice, reduced), lines({ position: 0, quantity: '2.5' }));
    expect(hours).toMatchObject({ net: 22_500, taxTotal: 4275, total: 26_775 });
    expect(hours.lines[0]).toMatchObject({ quantity: '2.5', unitAmount: 10_000 });
  });

  it('takes tax out of prices that include it, as the invoice did', () => {
    const invoice = invoiceOf([line('3', 1000, { ...vat('19'), inclusive: true })]);
    const thirds = [1, 2, 3].reduce<{ now: Creditable; notes: readonly CreditTotals[] }>(
      ({ now, notes }) => {
        const note = noted(now, lines({ position: 0, quantity: '1' }));
        return { now: withNote(now, note), notes: [...notes, note] };
      },
      { now: invoice, notes: [] },
    );
    expect(thirds.notes.map(({ total }) => total)).toEqual([1000, 1000, 1000]);
    expect(thirds.notes.reduce((all, { taxTotal }) => all + taxTotal, 0)).toBe(479);
  });

  it('credits what a line took off together with what it was taken off', () => {
    const invoice = invoiceOf([line('1', 10_000, vat('20')), line('-1', 2000, vat('20'))]);
    expect(noted(invoice, lines({ position: 0 }, { position: 1 })).total).toBe(9600);
    expect(refused(invoice, lines({ position: 1 }))).toEqual({ problem: 'not_positive', path: 'lines' });
    const above = { problem: 'amount_above_left', path: 'lines', left: 9600 };
    expect(refused(invoice, lines({ position: 0 }))).toEqual(above);
  });
});

describe('a credit note by amount', () => {
  it('gives every rate its share', () => {
    const invoice = invoiceOf([line('1', 10_000, vat('19')), line('1', 10_000, vat('7'))]);
    const note = noted(invoice, { kind: 'amount', amount: 11_300 });
    expect(note.taxes).toMatchObject([
      { percentage: '19', taxable: 5000, amount: 950 },
      { percentage: '7', taxable: 5000, amount: 350 },
    ]);
  });

  it('credits half of what Quebec taxes twice', () => {
    const tax = (name: string, percentage: string) => ({ name, percentage, inclusive: false });
    const invoice = invoiceOf([line('1', 9999, tax('GST', '5'), tax('QST', '9.975'))]);
    const note = noted(invoice, { kind: 'amount', amount: 5748 });
    expect(note).toMatchObject({ net: 5000, taxTotal: 748, total: 5748 });
  });
});

describe('what a customer was asked to pay of it', () => {
  it('leaves out what was withheld', () => {
    const invoice = invoiceOf([line('1', 100_000, vat('21'))], {
      withholdings: [{ name: 'IRPF', percentage: '15' }],
    });
    expect(noted(invoice, { kind: 'amount', amount: 60_500 })).toMatchObject({ payable: 53_000 });
    expect(noted(invoice, { kind: 'full' })).toMatchObject({ total: 121_000, payable: 106_000 });
  });

  it('leaves out the deposits that were invoiced before', () => {
    const invoice = invoiceOf([line('1', 850_000, vat('19'))], {
      deposits: [
        {
          number: 'INV-1',
          issuedOn: '2026-01-31',
          total: 892_500,
          taxes: [{ ...vat('19'), taxable: 750_000, amount: 142_500 }],
        },
      ],
    });
    expect(noted(invoice, { kind: 'full' })).toMatchObject({ total: 1_011_500, payable: 119_000 });
  });
});

describe('what is refused', () => {
  const invoice = invoiceOf([line('2', 5000, vat('20')), line('1', 1, vat('20'))]);
  const at = (problem: CreditProblem['problem'], path: string, more: object = {}) => ({
    problem,
    path,
    ...more,
  });

  it.each<readonly [string, CreditAsk, object]>([
    ['nothing', { kind: 'amount', amount: 0 }, at('not_positive', 'amount')],
    ['less than nothing', { kind: 'amount', amount: -5 }, at('not_positive', 'amount')],
    ['half a cent', { kind: 'amount', amount: 0.5 }, at('amount_not_integer', 'amount')],
    [
      'more than the invoice',
      { kind: 'amount', amount: 12_002 },
      at('amount_above_left', 'amount', { left: 12_001 }),
    ],
    ['no line', lines(), at('no_lines', 'lines')],
    ['a line that is not on it', lines({ position: 2 }), at('unknown_line', 'lines[0].position')],
    ['a line twice', lines({ position: 0 }, { position: 0 }), at('line_twice', 'lines[1].position')],
    [
      'a quantity and an amount',
      lines({ position: 0, quantity: '1', amount: 5 }),
      at('quantity_and_amount', 'lines[0]'),
    ],
    [
      'more hours than were invoiced',
      lines({ position: 0, quantity: '2.000001' }),
      at('quantity_above_left', 'lines[0].quantity', { left: '2' }),
    ],
    ['no hours', lines({ position: 0, quantity: '0' }), at('not_positive', 'lines[0].quantity')],
    ['words', lines({ position: 0, quantity: 'two' }), at('invalid_quantity', 'lines[0].quantity')],
    [
      'more than a line',
      lines({ position: 0, amount: 12_001 }),
      at('amount_above_left', 'lines[0].amount', { left: 12_000 }),
    ],
    [
      'so little of a line that it is nothing',
      lines({ position: 1, quantity: '0.000001' }),
      at('not_positive', 'lines[0].quantity'),
    ],
  ])('%s', (_, ask, problem) => {
    expect(refused(invoice, ask)).toEqual(problem);
  });

  it('what earlier credit notes took', () => {
    const once = withNote(invoice, noted(invoice, lines({ position: 0, quantity: '1.5' })));
    expect(refused(once, lines({ position: 0, quantity: '1' }))).toEqual(
      at('quantity_above_left', 'lines[0].quantity', { left: '0.5' }),
    );
    const all = withNote(once, noted(once, lines({ position: 0 })));
    expect(refused(all, lines({ position: 0 }))).toEqual(at('nothing_left', 'lines[0]'));
  });
});
