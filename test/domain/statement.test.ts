import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectOf, type StatementEntry, statementsOf } from '../../src/domain/statement.ts';

const KINDS = ['invoice', 'void', 'payment', 'offline_payment', 'credit', 'returned', 'refund'] as const;

const entries = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    date: fc.constantFrom('2026-01-01', '2026-01-02', '2026-02-01'),
    at: fc.integer({ min: 0, max: 1_000 }),
    reference: fc.string({ maxLength: 5 }),
    currency: fc.constantFrom('USD', 'EUR'),
    amount: fc.integer({ min: 0, max: 1_000_000 }),
  }),
);
const openings = fc
  .record({ USD: fc.integer({ min: 0, max: 9_999 }), EUR: fc.integer({ min: 0, max: 9_999 }) })
  .map((sums) => new Map(Object.entries(sums)));

describe('a statement', () => {
  it('closes with what it opens with plus what was invoiced less what was paid, whatever the order', () => {
    fc.assert(
      fc.property(openings, entries, (opened, given) => {
        for (const statement of statementsOf(opened, given)) {
          const { opening, invoiced, paid, closing } = statement;
          expect(closing).toBe(opening + invoiced - paid);
          expect(statement.entries.at(-1)?.balance ?? opening).toBe(closing);
        }
        const shuffled = statementsOf(opened, given.toReversed());
        expect(shuffled.map(({ closing }) => closing)).toEqual(
          statementsOf(opened, given).map(({ closing }) => closing),
        );
      }),
    );
  });

  it('of two periods that follow each other goes on where the first ended', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const isEarly = ({ date }: StatementEntry) => date < '2026-02-01';
        const [first, whole] = [
          statementsOf(new Map(), given.filter(isEarly)),
          statementsOf(new Map(), given),
        ];
        const carried = new Map(first.map(({ currency, closing }) => [currency, closing]));
        const second = statementsOf(
          carried,
          given.filter((entry) => !isEarly(entry)),
        );
        for (const { currency, closing } of whole) {
          const later = second.find((one) => one.currency === currency)?.closing ?? 0;
          expect(later).toBe(closing);
        }
      }),
    );
  });

  it('makes nothing due by a refund, and everything due again by a return', () => {
    expect(effectOf({ kind: 'refund', amount: 500 })).toBe(0);
    expect(effectOf({ kind: 'returned', amount: 500 })).toBe(500);
  });

  it('puts what happened on one day in the order in which it happened', () => {
    const at = (kind: StatementEntry['kind'], time: number): StatementEntry => ({
      kind,
      date: '2026-01-01',
      at: time,
      reference: kind,
      currency: 'USD',
      amount: 100,
    });
    const [statement] = statementsOf(new Map(), [at('payment', 2), at('refund', 3), at('invoice', 1)]);
    expect(statement?.entries.map(({ kind, balance }) => [kind, balance])).toEqual([
      ['invoice', 100],
      ['payment', 0],
      ['refund', 0],
    ]);
  });
});
