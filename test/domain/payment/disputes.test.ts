import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DISPUTE_STATUSES,
  disputeKind,
  holdsMoney,
  isClosed,
  isDisputeNews,
  isInquiry,
  stagesToNotify,
} from '../../../src/domain/payment/disputes.ts';
import { followDisputes } from '../../../src/domain/payment/follow-disputes.ts';
import { takeBack } from '../../../src/domain/payment/take-back.ts';

describe('every status of a dispute', () => {
  it.each(DISPUTE_STATUSES)('%s asks, holds the money, or is over, and is only one of them', (status) => {
    const asks = isInquiry(status) && status !== 'warning_closed';
    expect([asks, holdsMoney(status), isClosed(status)].filter(Boolean)).toHaveLength(1);
  });

  it('never goes in a circle, and nothing follows what was decided (I7)', () => {
    for (const from of DISPUTE_STATUSES) {
      for (const to of DISPUTE_STATUSES) {
        expect(isDisputeNews(from, to) && isDisputeNews(to, from)).toBe(false);
      }
      expect(isDisputeNews('lost', from)).toBe(false);
    }
    // An inquiry that was closed can still become a dispute.
    expect(isDisputeNews('warning_closed', 'needs_response')).toBe(true);
  });
});

describe('the business is told', () => {
  it.each([
    ['when it is opened', null, 'needs_response', ['opened']],
    ['when the bank asks', null, 'warning_needs_response', ['opened']],
    ['when the question becomes a dispute', 'warning_under_review', 'needs_response', ['opened']],
    ['when it is won', 'under_review', 'won', ['won']],
    ['when it is lost', 'needs_response', 'lost', ['lost']],
    ['of the end alone where it is heard of only then', null, 'lost', ['lost']],
    ['nothing when it is answered', 'needs_response', 'under_review', []],
    ['nothing when a question ends', 'warning_under_review', 'warning_closed', []],
    ['nothing of what was settled before it began', null, 'prevented', []],
  ] as const)('%s', (_, from, to, stages) => {
    expect(stagesToNotify(from, to)).toEqual(stages);
  });
});

it('a bank debit that comes back is a return, whatever it is called at Stripe', () => {
  expect(DISPUTE_STATUSES.map((status) => disputeKind(true, status))).toEqual(
    DISPUTE_STATUSES.map(() => 'return'),
  );
});

it('one that was recorded as lost and is not any more is for somebody to look at', () => {
  const known = [{ id: 'dis_1', stripeDisputeId: 'du_1', state: 'lost' as const }];
  const found = [{ stripeDisputeId: 'du_1', status: 'won' as const, methodKind: 'card' as const }];
  expect(followDisputes(known, found)).toEqual({ moves: [], contradicted: found });
});

it('what is taken back is never more than there is, and what covered nothing goes first', () => {
  const shares = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 4 });
  const amounts = fc.integer({ min: 0, max: 30_000 });
  fc.assert(
    fc.property(amounts, amounts, shares, (amount, credit, covered) => {
      const allocated = covered.map((each, index) => ({ invoiceId: `inv_${index}`, amount: each }));
      const taken = takeBack(amount, credit, allocated);
      const total = taken.fromInvoices.reduce((sum, each) => sum + each.amount, taken.fromCredit);
      const there = credit + covered.reduce((sum, each) => sum + each, 0);
      expect(total).toBe(Math.min(amount, there));
      if (taken.fromInvoices.length > 0) expect(taken.fromCredit).toBe(credit);
      for (const { invoiceId, amount: part } of taken.fromInvoices) {
        const share = allocated.find((each) => each.invoiceId === invoiceId);
        expect(part).toBeGreaterThan(0);
        expect(part).toBeLessThanOrEqual(share?.amount ?? 0);
      }
    }),
  );
});
