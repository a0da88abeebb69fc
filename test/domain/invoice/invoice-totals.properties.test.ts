import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponent } from '../../../src/domain/currency.ts';
import {
  computeInvoice,
  type InvoiceInput,
  type InvoiceTotals,
} from '../../../src/domain/invoice/invoice-totals.ts';
import { rateTable } from '../../../src/domain/invoice/rate-table.ts';
import { computeTotals } from '../../../src/domain/invoice/totals.ts';
import { MAX_MINOR } from '../../../src/domain/money.ts';
import {
  exactAdjustments,
  exactLine,
  exactTax,
  isCramped,
  itemsOf,
  share,
  taxName,
} from '../../support/exact-invoice.ts';
import { runs } from '../../support/properties.ts';
import { SIZES } from '../../support/random-invoices.ts';
import { nearest } from '../../support/rational.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const onTop = (taxes: readonly { inclusive: boolean; amount: number }[]) =>
  sum(taxes.filter((tax) => !tax.inclusive).map((tax) => tax.amount));

/** The totals; null where the invoice is rightly refused: for what it takes off, or has nothing to spread over. */
function totalsOf(input: InvoiceInput): InvoiceTotals | null {
  const result = computeInvoice(input);
  if (result.ok) return result.totals;
  const allowed = ['discount_exceeds_invoice', 'nothing_to_spread_over', 'deductions_exceed_invoice'];
  for (const { problem } of result.problems) expect(allowed).toContain(problem);
  return null;
}

/** Tries a property of invoices; and sees to it that most of those drawn are no refusals. */
function holds(
  arbitrary: fc.Arbitrary<InvoiceInput>,
  tries: number,
  say: (input: InvoiceInput, totals: InvoiceTotals) => void,
) {
  let [drawn, refused] = [0, 0];
  fc.assert(
    fc.property(arbitrary, (input) => {
      drawn += 1;
      const totals = totalsOf(input);
      if (totals === null) refused += 1;
      else say(input, totals);
    }),
    runs(tries),
  );
  if (drawn > 50) expect(refused / drawn).toBeLessThan(0.6);
}

describe.each(SIZES)('on %s invoices with signs, discounts and charges', (_, drawn) => {
  it('every whole is the sum of its parts: by line, by rate, by discount and to be paid', () => {
    holds(drawn, 150, (_input, totals) => {
      const items = itemsOf(totals);
      expect(totals.subtotal).toBe(sum(totals.lines.map((line) => line.subtotal)));
      expect(totals.total).toBe(sum(items.map((item) => item.total)));
      expect(totals.net).toBe(sum(items.map((item) => item.taxable)));
      expect(totals.net + totals.taxTotal).toBe(totals.total);
      for (const item of items) {
        const within = sum(item.taxes.filter((tax) => tax.inclusive).map((tax) => tax.amount));
        expect(item.taxable).toBe(item.amount - within);
        expect(item.total).toBe(item.amount + onTop(item.taxes));
      }
      for (const { amount, total, parts } of totals.adjustments) {
        expect(amount).toBe(sum(parts.map((part) => part.amount)));
        expect(total).toBe(sum(parts.map((part) => part.total)));
      }
      for (const tax of totals.taxes) {
        const bearing = items.filter((item) => item.taxes.some((each) => taxName(each) === taxName(tax)));
        const parts = bearing.flatMap((item) => item.taxes.filter((each) => taxName(each) === taxName(tax)));
        expect(tax.amount).toBe(sum(parts.map((part) => part.amount)));
        expect(tax.taxable).toBe(sum(bearing.map((item) => item.taxable)));
      }
      const withheld = sum(totals.withholdings.map(({ amount }) => amount));
      expect(totals.payable).toBe(totals.total - withheld + totals.rounding);
    });
  });

  it('each line, discount and charge is its exact amount, rounded once', () => {
    holds(drawn, 150, (input, totals) => {
      const exact = input.lines.map((line) => exactLine(line, exponent(input.currency)));
      expect(totals.lines.map((line) => [line.subtotal, line.discount].map(BigInt))).toEqual(
        exact.map(({ subtotal, discount }) => [subtotal, discount]),
      );
      const lines = exact.reduce((all, { subtotal, discount }) => all + subtotal - discount, 0n);
      expect(totals.adjustments.map(({ amount }) => BigInt(amount))).toEqual(exactAdjustments(input, lines));
    });
  });

  it('each tax is its exact sum over all that bears it, rounded once', () => {
    holds(drawn, 200, (_input, totals) => {
      if (isCramped(totals)) return;
      for (const tax of totals.taxes)
        expect([tax.name, BigInt(tax.amount)]).toEqual([tax.name, exactTax(tax, totals)]);
    });
  });

  it('nobody is taxed against the sign of what they buy, nor beyond it', () => {
    holds(drawn, 100, (_input, totals) => {
      for (const item of itemsOf(totals)) {
        const side = Math.sign(item.amount);
        for (const tax of item.taxes) expect(tax.amount * side).toBeGreaterThanOrEqual(0);
        expect(item.taxable * side).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('a discount on the whole takes from each rate no more than it has, and nothing is left of it', () => {
    holds(drawn, 100, (input, totals) => {
      const discounts = totals.adjustments.filter(({ kind }) => kind === 'discount');
      const left = new Map<string, number>();
      const add = (item: { amount: number; taxes: readonly { name: string }[] }) => {
        const key = JSON.stringify(
          item.taxes
            .map((tax) => ({ ...tax, amount: 0 }))
            .map((tax) => JSON.stringify(tax))
            .sort(),
        );
        left.set(key, (left.get(key) ?? 0) + item.amount);
      };
      for (const line of totals.lines) add(line);
      const before = new Map(left);
      for (const { parts } of discounts) for (const part of parts) add(part);
      for (const [key, amount] of left) {
        const first = before.get(key) ?? 0;
        expect(amount * Math.sign(first)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(amount)).toBeLessThanOrEqual(Math.abs(first));
      }
      expect(input.adjustments ?? []).toHaveLength(totals.adjustments.length);
    });
  });

  it('what is to be paid is a whole number of coins, less than a coin from the exact amount', () => {
    holds(drawn, 100, ({ roundTo = 1, withholdings = [] }, totals) => {
      expect(Math.abs(totals.payable % roundTo)).toBe(0);
      expect(2 * Math.abs(totals.rounding)).toBeLessThanOrEqual(roundTo);
      for (const [i, { percentage }] of withholdings.entries()) {
        const { base, amount } = totals.withholdings[i] ?? { base: 0, amount: 0 };
        expect(BigInt(amount)).toBe(nearest(share(percentage, BigInt(base))));
      }
    });
  });

  it('an invoice of lines with all signs turned is its mirror, and is what a credit of all of it comes to', () => {
    holds(drawn, 100, (input, totals) => {
      const turned = input.lines.map((line) => ({
        ...line,
        quantity: line.quantity.startsWith('-') ? line.quantity.slice(1) : `-${line.quantity}`,
      }));
      const discounts = (input.adjustments ?? []).filter(({ kind }) => kind === 'discount');
      const of = (lines: typeof turned) =>
        totalsOf({ currency: input.currency, lines, adjustments: discounts });
      const [there, back] = [of([...input.lines]), of(turned)];
      if (there === null || back === null) return;
      if (isCramped(totals)) return;
      expect(back.total).toBe(-there.total || 0);
      expect(back.taxes.map((tax) => tax.amount)).toEqual(there.taxes.map((tax) => -tax.amount || 0));
    });
  });

  it('the table by rate has the invoice’s net, tax and gross wherever rates do not overlap', () => {
    holds(drawn, 100, (_input, totals) => {
      const rows = rateTable(totals);
      expect(sum(rows.map(({ amount }) => amount))).toBe(totals.taxTotal);
      if (rows.some(({ gross }) => gross === null)) return;
      expect(sum(rows.map(({ net }) => net))).toBe(totals.net);
      expect(sum(rows.map(({ gross }) => gross ?? 0))).toBe(totals.total);
    });
  });

  it('nothing is too large or a fraction', () => {
    holds(drawn, 100, (_input, totals) => {
      JSON.stringify(totals, (_key, value: unknown) => {
        if (typeof value === 'number')
          expect(Number.isInteger(value) && Math.abs(value) <= MAX_MINOR).toBe(true);
        return value;
      });
    });
  });

  it('comes to what a plain invoice did, where it is one', () => {
    fc.assert(
      fc.property(drawn, ({ currency, lines }) => {
        const plain = lines.map(({ unitAmountDecimal: _, ...line }) => ({
          ...line,
          quantity: line.quantity.replace('-', ''),
        }));
        const [before, now] = [computeTotals(plain), computeInvoice({ currency, lines: plain })];
        if (!before.ok || !now.ok) throw new Error('a plain invoice is refused');
        expect(now.totals).toMatchObject(before.totals);
        expect(now.totals.payable).toBe(before.totals.total);
      }),
    );
  });
});
