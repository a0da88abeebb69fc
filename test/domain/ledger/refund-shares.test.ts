import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refundShares } from '../../../src/domain/ledger/refund-shares.ts';
import { runs } from '../../support/properties.ts';

const refund = (amount: number, more: object = {}) =>
  ({ amount, state: 'succeeded', creditNote: null, ...more }) as const;
const amounts = (...asked: Parameters<typeof refundShares>) =>
  refundShares(...asked).map(({ amount }) => amount);
const TWO = [
  { invoiceId: 'a', amount: 100 },
  { invoiceId: 'b', amount: 300 },
];

it('a refund of one invoice’s payment is all that invoice’s', () => {
  expect(amounts([refund(40), refund(60)], [{ invoiceId: 'a', amount: 100 }], 'a')).toEqual([40, 60]);
});

it('of a payment for two, each has its share of the refund', () => {
  expect(amounts([refund(40)], TWO, 'a')).toEqual([10]);
  expect(amounts([refund(40)], TWO, 'b')).toEqual([30]);
});

it('a credit note’s refund is all its own invoice’s, and the other has none', () => {
  const note = refund(100, { creditNote: { number: 'CN-1', invoiceId: 'a' } });
  expect(amounts([note], TWO, 'a')).toEqual([100]);
  expect(amounts([note], TWO, 'b')).toEqual([]);
  // What is left to give back is the other's.
  expect(amounts([note, refund(300)], TWO, 'b')).toEqual([300]);
});

it.each(['requested', 'unknown', 'failed', 'canceled'] as const)('one that is %s counts nothing', (state) => {
  expect(amounts([refund(40, { state })], TWO, 'b')).toEqual([]);
});

it.each(['pending', 'requires_action'] as const)('one that is %s is on its way', (state) => {
  expect(amounts([refund(40, { state })], TWO, 'b')).toEqual([30]);
});

it('every cent goes back once, and no invoice gives back more than it got', () => {
  const invoices = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 5 });
  const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 });
  fc.assert(
    fc.property(invoices, cuts, (got, asked) => {
      const brought = got.map((amount, index) => ({ invoiceId: `inv_${index}`, amount }));
      let left = got.reduce((all, amount) => all + amount, 0);
      const refunds = asked.flatMap((amount) => {
        const taken = Math.min(amount, left);
        left -= taken;
        return taken === 0 ? [] : [refund(taken)];
      });
      const shares = brought.map(({ invoiceId }) =>
        amounts(refunds, brought, invoiceId).reduce((all, amount) => all + amount, 0),
      );
      const total = refunds.reduce((all, { amount }) => all + amount, 0);
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
      expect(shares.every((share, index) => share <= (got[index] ?? 0))).toBe(true);
    }),
    runs(100),
  );
});
