import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseCharge, smallestCharge } from '../../../src/adapters/stripe/amounts.ts';
import { addDays, parseLocalDate } from '../../../src/domain/calendar.ts';
import {
  type Instalment,
  type PlanStanding,
  planStanding,
  wholeParts,
} from '../../../src/domain/invoice/instalments.ts';
import { type PaymentPlan, partAmounts, partDay } from '../../../src/domain/invoice/payment-plan.ts';
import { planInvoice, standingPlanProblems } from '../../../src/domain/invoice/plan-problems.ts';
import { refusePart } from '../../../src/domain/payment/part.ts';
import { runs } from '../../support/properties.ts';

/** An exact number, as a fraction of two integers: a reckoning of its own, which shares nothing with the code. */
type Fraction = readonly [over: bigint, under: bigint];
const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;
const minus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d - c * b, b * d];

/** Digits with a point, such as 33.3333, of a hundred. */
function ofHundred(text: string): Fraction {
  const [whole = '', decimals = ''] = text.split('.');
  return [BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length)];
}

/** What each part is exactly, then units handed out one at a time to whoever is furthest below its share. */
function reckoned(plan: PaymentPlan, total: number): readonly number[] {
  const exact = plan.map(({ share }): Fraction | null => {
    if (share.kind === 'rest') return null;
    if (share.kind === 'amount') return [BigInt(share.amount), 1n];
    const [over, under] = ofHundred(share.percentage);
    return [over * BigInt(total), under];
  });
  const rest = exact.reduce<Fraction>(
    (left, part) => (part === null ? left : minus(left, part)),
    [BigInt(total), 1n],
  );
  const shares = exact.map((part) => part ?? rest);
  const parts = shares.map(([over, under]) => over / under);
  for (let given = parts.reduce((a, b) => a + b, 0n); given < BigInt(total); given += 1n) {
    let [most, missing]: [number, Fraction] = [0, [-1n, 1n]];
    for (const [at, share] of shares.entries()) {
      const below = minus(share, [parts[at] ?? 0n, 1n]);
      if (less(missing, below)) [most, missing] = [at, below];
    }
    parts[most] = (parts[most] ?? 0n) + 1n;
  }
  return parts.map(Number);
}

const AFTER = { kind: 'after', count: 0, unit: 'days' } as const;

/** Percentages in ten thousandths that leave something, as they are written. */
const percentages = fc
  .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 12 })
  .map((weights) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => Math.max(1, Math.floor((weight * 999_000) / sum)));
  })
  .map((units) =>
    units.map((unit) => {
      const text = String(unit).padStart(5, '0');
      return `${text.slice(0, -4)}.${text.slice(-4)}`.replace(/\.?0+$/, '');
    }),
  );

const plans = fc
  .tuple(percentages, fc.integer({ min: 1, max: 999_999_999 }), fc.boolean())
  .map(([shares, total, withAmount]): { plan: PaymentPlan; total: number } => {
    const parts = shares.slice(0, -1).map((percentage, at) => {
      const isAmount = withAmount && at === 0;
      const share = isAmount
        ? ({ kind: 'amount', amount: Math.floor((total * Number(percentage)) / 200) } as const)
        : ({ kind: 'percentage', percentage } as const);
      return { share, due: AFTER };
    });
    return { plan: [...parts, { share: { kind: 'rest' }, due: AFTER }], total };
  });

describe('the parts of a plan', () => {
  it('come to the whole, each the nearest unit to its exact share', () => {
    fc.assert(
      fc.property(plans, ({ plan, total }) => {
        const parts = partAmounts(plan, total);
        expect(parts?.reduce((a, b) => a + b, 0)).toBe(total);
        expect(parts).toEqual(reckoned(plan, total));
      }),
      runs(1000),
    );
  });

  it('are in the steps that their currency is charged in, where the whole is', () => {
    const plan = planOfShares('33', '33', null);
    const rules = { currency: 'KWD', refuseCharge, smallestCharge };
    const { parts } = planInvoice(dated(plan), { ...rules, total: 100_010, issuedOn: day('2027-01-01') });
    expect(parts.map(({ amount }) => amount)).toEqual([33_000, 33_000, 34_010]);
  });

  it('are due on the same day of a later month, or on its last', () => {
    const after = (count: number) =>
      ({ share: { kind: 'rest' }, due: { kind: 'after', count, unit: 'months' } }) as const;
    const days = [0, 1, 2, 13].map((count) => partDay(after(count), day('2027-01-31')));
    expect(days).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2028-02-29']);
  });

  it('keep their order on any day, in a plan that holds for whatever a customer is invoiced', () => {
    const said = (...parts: readonly (readonly [count: number, unit: 'days' | 'months'])[]) =>
      standingPlanProblems(
        parts.map(([count, unit], at) => ({
          share: at === parts.length - 1 ? { kind: 'rest' } : { kind: 'percentage', percentage: '10' },
          due: { kind: 'after', count, unit },
        })),
      ).map(({ path }) => path);
    expect(said([0, 'days'], [2, 'months'])).toEqual([]);
    expect(said([26, 'days'], [1, 'months'], [33, 'days'])).toEqual(['paymentPlan[2]']);
    expect(said([30, 'days'], [1, 'months'])).toEqual(['paymentPlan[1]']);
    expect(said([1, 'months'], [1, 'months'])).toEqual(['paymentPlan[1]']);
  });
});

const day = (text: string) => parseLocalDate(text) ?? expect.fail(text);
const planOfShares = (...shares: readonly (string | null)[]): PaymentPlan =>
  shares.map((percentage) => ({
    share: percentage === null ? { kind: 'rest' } : { kind: 'percentage', percentage },
    due: AFTER,
  }));
const dated = (plan: PaymentPlan): PaymentPlan =>
  plan.map((part, at) => ({ ...part, due: { kind: 'after', count: at * 30, unit: 'days' } }));

const START = day('2027-01-01');
const noon = (date: string) => Date.parse(`${date}T12:00:00Z`);

function instalmentsOf(amounts: readonly number[]): readonly Instalment[] {
  return amounts.map((amount, at) => {
    const dueDate = addDays(START, at * 30);
    return { position: at + 1, amount, dueDate, dueAt: Date.parse(`${addDays(dueDate, 1)}T00:00:00Z`) };
  });
}

const size = (amount: number) => {
  const reason = refuseCharge('USD', amount);
  return reason === 'below_minimum' ? 'below' : reason === 'above_maximum' ? 'above' : 'fits';
};

const standing = (amounts: readonly number[], covered: number, after: number): PlanStanding => {
  const today = addDays(START, after);
  return planStanding({ instalments: instalmentsOf(amounts), covered, today, now: noon(today), size });
};

describe('where a plan stands', () => {
  const amounts = fc.array(fc.integer({ min: 50, max: 200_000 }), { minLength: 2, maxLength: 8 });

  it('covers the parts in their order, whatever covers them, and asks for what is due of them', () => {
    fc.assert(
      fc.property(amounts, fc.nat(), fc.integer({ min: -40, max: 300 }), (parts, seed, after) => {
        const total = parts.reduce((a, b) => a + b, 0);
        const covered = seed % (total + 1);
        const { parts: shown, asked, next, overdue } = standing(parts, covered, after);
        // Units of money laid one by one on the parts, in a list of their own.
        const ends = parts.map((_, at) => parts.slice(0, at + 1).reduce((a, b) => a + b, 0));
        const open = parts.map((amount, at) => Math.min(amount, Math.max(0, (ends[at] ?? 0) - covered)));
        expect(shown.map((part) => part.open)).toEqual(open);
        expect(shown.map((part) => part.covered + part.open)).toEqual(parts);
        const due = open.filter((_, at) => at * 30 <= after).reduce((a, b) => a + b, 0);
        const left = total - covered;
        if (left === 0) {
          expect([asked, next]).toEqual([null, null]);
          return;
        }
        expect(asked?.amount).toBeGreaterThanOrEqual(Math.min(due, left));
        if (due >= 50) expect(asked?.amount).toBe(due);
        // Nothing is asked for that nobody can charge, unless all that is left is so little.
        expect(asked !== null && (asked.amount >= 50 || asked.amount === left)).toBe(true);
        expect(overdue).toBe(open.filter((_, at) => at * 30 < after).reduce((a, b) => a + b, 0));
      }),
      runs(1000),
    );
  });

  it('is paid off by what is asked for, again and again, with no rest on the way', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 400 }), fc.nat(49), (parts, after, credit) => {
        const total = parts.reduce((a, b) => a + b, 0);
        let [covered, rounds] = [credit, 0];
        while (covered < total && rounds < 20) {
          const { asked } = standing(parts, covered, after);
          expect(size(asked?.amount ?? 0)).toBe('fits');
          covered += asked?.amount ?? 0;
          rounds += 1;
        }
        expect(covered).toBe(total);
        expect(rounds).toBeLessThanOrEqual(parts.length);
      }),
      runs(500),
    );
  });

  it('takes each part with those before it, and of other amounts what leaves no rest that nobody can charge', () => {
    fc.assert(
      fc.property(amounts, fc.nat(), fc.integer({ min: 0, max: 60 }), (parts, seed, after) => {
        const total = parts.reduce((a, b) => a + b, 0);
        const plan = standing(parts, 0, after);
        const owed = { currency: 'USD', remaining: total, plan };
        for (const amount of wholeParts(plan)) {
          expect(refusePart({ ...owed, partPayments: false }, amount, refuseCharge)).toBeNull();
        }
        const amount = (seed % total) + 1;
        const problem = refusePart({ ...owed, partPayments: true }, amount, refuseCharge);
        if (problem === null) {
          const left = standing(parts, amount, after).parts.filter(
            ({ open, covered }) => open > 0 && covered > 0,
          );
          for (const { open } of left) expect(open).toBeGreaterThanOrEqual(50);
        } else expect(problem).toBe('leaves_too_little');
      }),
      runs(500),
    );
  });

  it('says of each part what is true of it: paid, on its way, overdue, due now, or later', () => {
    const instalments = instalmentsOf([100, 100, 100, 100, 100]);
    const today = addDays(START, 90);
    const facts = { instalments, covered: 150, moving: 50, today, now: noon(today), size };
    const states = planStanding(facts).parts.map(({ state }) => state);
    expect(states).toEqual(['paid', 'processing', 'overdue', 'due', 'upcoming']);
  });
});
