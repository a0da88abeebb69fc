import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaymentStatus } from '../../../src/domain/invoice/status.ts';
import {
  type InvoiceShare,
  isRefundNews,
  refundable,
  refuseRefund,
  statusAfterMoney,
} from '../../../src/domain/payment/refunds.ts';
import type { RefundState } from '../../../src/domain/payment/state.ts';

const STATES: readonly RefundState[] = [
  'requested',
  'unknown',
  'requires_action',
  'pending',
  'succeeded',
  'failed',
  'canceled',
];
const anyState = fc.constantFrom(...STATES);

describe('what can be given back of a payment', () => {
  const money = { state: 'succeeded', amountReceived: 10_000, refunds: [], disputes: [] } as const;

  it.each([
    ['requested', 7_000],
    ['unknown', 7_000],
    ['requires_action', 7_000],
    ['pending', 7_000],
    ['succeeded', 7_000],
    ['failed', 10_000],
    ['canceled', 10_000],
  ] as const)('counts a refund that is %s', (state, left) => {
    expect(refundable({ ...money, refunds: [{ state, amount: 3_000 }] })).toBe(left);
  });

  it('counts what a lost dispute took, and nothing of one that was won', () => {
    const disputes = [
      { status: 'lost', amount: 4_000, isTaken: true },
      { status: 'won', amount: 4_000, isTaken: false },
    ] as const;
    expect(refundable({ ...money, disputes })).toBe(6_000);
  });

  it('is nothing while the money has not come', () => {
    expect(refundable({ ...money, state: 'processing' })).toBe(0);
    expect(refuseRefund({ ...money, state: 'processing' }, 1)).toEqual({
      code: 'payment_not_refundable',
      state: 'processing',
    });
  });

  it('is refused while a bank holds it, but not for a question', () => {
    const disputed = (status: 'needs_response' | 'warning_needs_response') =>
      refuseRefund({ ...money, disputes: [{ status, amount: 10_000, isTaken: false }] }, 1);
    expect(disputed('needs_response')).toEqual({ code: 'payment_disputed' });
    expect(disputed('warning_needs_response')).toBeNull();
  });

  it('never lets the sum of what is asked exceed what came, whatever came before', () => {
    const refunds = fc.array(fc.record({ state: anyState, amount: fc.integer({ min: 1, max: 9_000 }) }));
    fc.assert(
      fc.property(refunds, fc.integer({ min: 1, max: 20_000 }), (before, amount) => {
        const payment = { ...money, refunds: before };
        if (refuseRefund(payment, amount) !== null) return;
        const going = before.filter(({ state }) => state !== 'failed' && state !== 'canceled');
        const sum = going.reduce((total, each) => total + each.amount, amount);
        expect(sum).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});

it('news of a refund never goes in a circle (I7)', () => {
  fc.assert(
    fc.property(anyState, anyState, (one, other) => {
      expect(isRefundNews(one, other) && isRefundNews(other, one)).toBe(false);
      expect(isRefundNews(one, one)).toBe(false);
    }),
  );
  expect(isRefundNews('succeeded', 'failed')).toBe(true);
});

describe('what an invoice shows of its money', () => {
  const share = (more: Partial<InvoiceShare> = {}): InvoiceShare => ({
    allocated: 10_000,
    refunded: 0,
    isDisputed: false,
    ...more,
  });
  const paid = { status: 'paid', paymentStatus: 'none', amountPaid: 10_000 } as const;

  it.each<[string, PaymentStatus, InvoiceShare[]]>([
    ['nothing went back', 'none', [share()]],
    ['a part went back', 'partially_refunded', [share({ refunded: 1 })]],
    ['all went back', 'refunded', [share({ refunded: 10_000 })]],
    ['it is disputed', 'disputed', [share({ isDisputed: true, refunded: 1 })]],
    ['its money is no payment’s', 'none', []],
    [
      'one of its two payments went back',
      'partially_refunded',
      [share({ allocated: 4_000, refunded: 4_000 }), share({ allocated: 6_000 })],
    ],
    [
      'a payment that was returned long ago had been refunded in part',
      'none',
      [share({ allocated: 0, refunded: 500 }), share()],
    ],
  ])('%s: %s', (_, status, shares) => {
    expect(statusAfterMoney(paid, shares)).toBe(status);
    // Computed anew each time: what it showed before does not matter.
    expect(statusAfterMoney({ ...paid, paymentStatus: 'refunded' }, shares)).toBe(status);
    expect(statusAfterMoney({ ...paid, paymentStatus: 'disputed' }, shares)).toBe(status);
  });

  it('keeps what is more pressing on an invoice that is still owed', () => {
    const part = share({ allocated: 4_000, refunded: 4_000 });
    for (const paymentStatus of ['processing', 'failed', 'returned'] as const) {
      const open = { status: 'open', paymentStatus, amountPaid: 4_000 } as const;
      expect(statusAfterMoney(open, [part])).toBe(paymentStatus);
    }
  });
});
