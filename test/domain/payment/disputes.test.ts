import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DISPUTE_STATUSES,
  type DisputeStatus,
  disputeKind,
  holdsMoney,
  isClosed,
  isDisputeNews,
  isInquiry,
  stagesToNotify,
} from '../../../src/domain/payment/disputes.ts';
import { followDisputes } from '../../../src/domain/payment/follow-disputes.ts';
import { giveBack } from '../../../src/domain/payment/give-back.ts';
import { takeBack } from '../../../src/domain/payment/take-back.ts';

describe('every status of a dispute', () => {
  it.each(DISPUTE_STATUSES)('%s asks, holds the money, or is over, and is only one of them', (status) => {
    const asks = isInquiry(status) && status !== 'warning_closed';
    expect([asks, holdsMoney(status), isClosed(status)].filter(Boolean)).toHaveLength(1);
  });

  it('never goes in a circle while nothing is decided (I7), and is news whenever it is decided anew', () => {
    const decisions = new Set<DisputeStatus>(['won', 'lost', 'prevented']);
    for (const from of DISPUTE_STATUSES) {
      for (const to of DISPUTE_STATUSES) {
        const isNews = isDisputeNews(from, to);
        if (!decisions.has(from) && !decisions.has(to)) expect(isNews && isDisputeNews(to, from)).toBe(false);
        if (decisions.has(from)) expect(isNews).toBe(from !== to && !isInquiry(to));
      }
      expect(isDisputeNews(from, from)).toBe(false);
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
    ['when what was won is lost', 'won', 'lost', ['lost']],
    ['when what was lost is won', 'lost', 'won', ['won']],
    ['when what was won is contested again', 'won', 'appeal_needs_response', ['opened']],
    ['of the end of our own appeal', 'appeal_under_review', 'won', ['won']],
    ['nothing when we appeal', 'lost', 'appeal_under_review', []],
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

describe('money of a dispute that was decided once', () => {
  const row = { id: 'dis_1', stripeDisputeId: 'du_1' };
  const moved = (
    known: {
      readonly state: DisputeStatus;
      readonly takenAmount: number | null;
      readonly withdrawn: boolean;
    },
    status: DisputeStatus,
    withdrawn: boolean | null,
  ) => {
    const found = { stripeDisputeId: 'du_1', status, methodKind: 'card' as const, withdrawn };
    const [move] = followDisputes([{ ...row, ...known }], [found]);
    if (move === undefined) return 'nothing';
    return move.takes ? 'takes' : move.givesBack === null ? 'stays' : `gives ${move.givesBack}`;
  };
  const lost = { state: 'lost', takenAmount: 900, withdrawn: true } as const;
  const won = { state: 'won', takenAmount: null, withdrawn: false } as const;

  it('goes where the balance transactions say', () => {
    expect(moved(lost, 'lost', true)).toBe('nothing');
    expect(moved(lost, 'won', false)).toBe('gives 900');
    expect(moved(lost, 'won', null)).toBe('gives 900');
    // Won, and not reinstated yet.
    expect(moved(lost, 'won', true)).toBe('stays');
    expect(moved({ ...lost, state: 'won' }, 'won', true)).toBe('nothing');
    expect(moved({ ...lost, state: 'won' }, 'won', false)).toBe('gives 900');
    expect(moved(won, 'lost', true)).toBe('takes');
    expect(moved(won, 'won', false)).toBe('nothing');
  });

  it('is taken again where Stripe lists no third transaction, and is not given back for that', () => {
    expect(moved(won, 'lost', false)).toBe('takes');
    expect(moved(lost, 'lost', false)).toBe('nothing');
  });

  it('stays where it is during an appeal, but for what Stripe puts back meanwhile', () => {
    expect(moved(lost, 'appeal_under_review', true)).toBe('stays');
    expect(moved(lost, 'appeal_under_review', null)).toBe('stays');
    expect(moved(lost, 'appeal_under_review', false)).toBe('gives 900');
    expect(moved({ ...lost, state: 'appeal_under_review' }, 'won', false)).toBe('gives 900');
    expect(moved({ ...lost, state: 'appeal_under_review' }, 'lost', true)).toBe('stays');
  });

  it('is taken where an appeal shows a loss that nobody heard of', () => {
    expect(moved(won, 'appeal_needs_response', true)).toBe('takes');
    expect(moved(won, 'appeal_needs_response', false)).toBe('stays');
  });
});

it('what is given back pays what is owed of what was asked, and the rest is credit', () => {
  const invoice = (id: string, status: 'open' | 'paid' | 'void', amountDue: number, amountPaid: number) => ({
    id,
    status,
    amountDue,
    amountPaid,
    pendingVerb: null,
  });
  expect(
    giveBack(1_000, [
      { invoice: invoice('a', 'paid', 300, 300), asked: 300, allocated: 0 },
      { invoice: invoice('b', 'open', 900, 500), asked: 600, allocated: 0 },
      { invoice: invoice('c', 'void', 100, 0), asked: 100, allocated: 0 },
      { invoice: invoice('d', 'open', 500, 200), asked: 300, allocated: 200 },
    ]),
  ).toEqual({
    toInvoices: [
      { invoiceId: 'b', amount: 400, becomesPaid: true },
      { invoiceId: 'd', amount: 100, becomesPaid: false },
    ],
    toCredit: 500,
  });
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
