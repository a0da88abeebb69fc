import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CreditReason, isSpendable, spendable, spendCredits } from '../../../src/domain/credit/spend.ts';

const credits = fc.array(
  fc.record({
    reason: fc.constantFrom<CreditReason>('overpayment', 'unintended_collection', 'credit_note', 'goodwill'),
    balance: fc.integer({ min: 0, max: 5_000 }),
  }),
);

it('credit pays for what is owed, as far as it goes, and never out of money that goes back', () => {
  fc.assert(
    fc.property(credits, fc.integer({ min: 0, max: 20_000 }), (given, owed) => {
      const purse = given.map((credit, index) => ({ id: `crd_${index}`, ...credit }));
      const spent = spendCredits(owed, purse);
      expect(spent.reduce((total, { amount }) => total + amount, 0)).toBe(Math.min(owed, spendable(purse)));
      for (const { creditId, amount } of spent) {
        const credit = purse.find(({ id }) => id === creditId);
        expect(amount).toBeGreaterThan(0);
        expect(amount).toBeLessThanOrEqual(credit?.balance ?? 0);
        expect(isSpendable(credit?.reason ?? 'unintended_collection')).toBe(true);
      }
      // The oldest first: nothing is begun before what came before it is used up.
      expect(
        spent
          .slice(0, -1)
          .every(({ creditId, amount }) => purse.find(({ id }) => id === creditId)?.balance === amount),
      ).toBe(true);
    }),
  );
});
