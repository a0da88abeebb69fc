import fc from 'fast-check';
import { expect, it } from 'vitest';
import { computeTotals, type LineInput } from '../../../src/domain/invoice/totals.ts';
import { apiClient, makeCustomer } from '../../support/worker/api.ts';
import { seedMerchant, testContext } from '../../support/worker/context.ts';

const percentage = fc.integer({ min: 0, max: 1_000_000 }).map((n) => (n / 10_000).toFixed(4));
const line: fc.Arbitrary<LineInput> = fc.record({
  description: fc.constantFrom('Work', 'Hosting', 'Licence'),
  quantity: fc.integer({ min: 0, max: 100_000_000 }).map((n) => (n / 1000).toFixed(3)),
  unitAmount: fc.integer({ min: 0, max: 1_000_000 }),
  discount: fc.option(
    fc.oneof(
      percentage.map((value) => ({ kind: 'percentage' as const, percentage: value })),
      fc.integer({ min: 0, max: 500 }).map((amount) => ({ kind: 'amount' as const, amount })),
    ),
  ),
  taxRates: fc.uniqueArray(
    fc.record({ name: fc.constantFrom('VAT', 'City', 'State'), percentage, inclusive: fc.boolean() }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
});

it('what the API answers and keeps is what the domain computes', async () => {
  const ctx = testContext();
  const api = apiClient(ctx, await seedMerchant(ctx));
  const customerId = await makeCustomer(api);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
      const expected = computeTotals(lines);
      const made = await api('POST', '/invoices', { customerId, currency: 'USD', lines });
      if (!expected.ok) {
        expect(made.status).toBe(400);
        expect(made.body.errors.map(({ path }) => path)).toEqual(expected.problems.map(({ path }) => path));
        return;
      }
      const { totals } = expected;
      expect(made).toMatchObject({
        status: 201,
        body: {
          subtotal: totals.subtotal,
          discountTotal: totals.discountTotal,
          taxTotal: totals.taxTotal,
          taxes: totals.taxes,
          total: totals.total,
          amountDue: totals.total,
          lines: totals.lines.map(({ amount, discount, total, taxes }, i) => ({
            quantity: lines[i]?.quantity,
            discount: lines[i]?.discount,
            discountAmount: discount,
            amount,
            taxAmount: taxes.reduce((sum, tax) => sum + tax.amount, 0),
            total,
          })),
        },
      });
      const read = await api('GET', `/invoices/${made.body.id}`);
      expect(read.body).toEqual(made.body);
      const sum = made.body.lines.reduce((total, { total: part }) => total + Number(part), 0);
      expect(sum).toBe(totals.total);
    }),
    { numRuns: 60 },
  );
});
