import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followRefunds, type KnownRefund } from '../../../src/domain/payment/follow-refunds.ts';
import type { RefundState } from '../../../src/domain/payment/state.ts';

const ours = (more: Partial<KnownRefund> = {}): KnownRefund => ({
  id: 'ref_1',
  stripeRefundId: null,
  state: 'requested',
  amount: 1_000,
  creditAmount: 0,
  ...more,
});
const found = (state: RefundState, more = {}) => ({
  stripeRefundId: 're_1',
  refundId: null as string | null,
  state,
  amount: 1_000,
  ...more,
});

describe('a refund at Stripe', () => {
  it('that names ours is ours, once: a second one that names it too was made by somebody else', () => {
    const named = { refundId: 'ref_1' };
    const { moves } = followRefunds(
      [ours()],
      [found('succeeded', named), found('succeeded', { ...named, stripeRefundId: 're_2' })],
      0,
    );
    expect(moves.map(({ known }) => known?.id ?? null)).toEqual(['ref_1', null]);
  });

  it('is told of when it is on its way, and not again when it arrives', () => {
    const first = followRefunds([ours()], [found('pending', { refundId: 'ref_1' })], 0).moves;
    expect(first).toMatchObject([{ notifies: true, failed: false }]);
    const row = ours({ stripeRefundId: 're_1', state: 'pending' });
    expect(followRefunds([row], [found('succeeded')], 0).moves).toMatchObject([{ notifies: false }]);
  });

  it('that came to nothing gives back what was taken for it', () => {
    const row = ours({ stripeRefundId: 're_1', state: 'pending', creditAmount: 400 });
    const { moves, creditBalance } = followRefunds([row], [found('failed')], 0);
    expect(moves).toMatchObject([{ failed: true, notifies: false }]);
    expect(creditBalance).toBe(400);
  });

  it('that we had given up and that was made after all takes its part of the surplus again', () => {
    const row = ours({ state: 'failed', creditAmount: 400 });
    const { moves, creditBalance } = followRefunds([row], [found('succeeded', { refundId: 'ref_1' })], 300);
    expect(moves).toMatchObject([{ creditAmount: 300, notifies: true }]);
    expect(creditBalance).toBe(0);
  });
});

it('following what was followed changes nothing, and credit is neither made nor lost', () => {
  const states = fc.constantFrom<RefundState>(
    'pending',
    'requires_action',
    'succeeded',
    'failed',
    'canceled',
  );
  const refunds = fc.uniqueArray(
    fc.record({
      key: fc.integer({ min: 0, max: 9 }),
      state: states,
      amount: fc.integer({ min: 1, max: 500 }),
    }),
    { selector: ({ key }) => key },
  );
  fc.assert(
    fc.property(refunds, fc.integer({ min: 0, max: 2_000 }), (made, credit) => {
      const atStripe = made.map(({ key, ...rest }) => ({
        stripeRefundId: `re_${key}`,
        refundId: null,
        ...rest,
      }));
      const { moves, creditBalance } = followRefunds([], atStripe, credit);
      const rows = moves.map((move, index) => ({
        id: `ref_${index}`,
        stripeRefundId: move.found.stripeRefundId,
        state: move.found.state,
        amount: move.found.amount,
        creditAmount: move.creditAmount,
      }));
      const held = rows.reduce((total, row) => total + row.creditAmount, 0);
      expect(creditBalance + held).toBe(credit);
      expect(creditBalance).toBeGreaterThanOrEqual(0);
      for (const row of rows) expect(row.creditAmount).toBeLessThanOrEqual(row.amount);
      expect(followRefunds(rows, atStripe, creditBalance).moves).toEqual([]);
    }),
  );
});
