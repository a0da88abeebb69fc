import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { a, bank, type Changes, DAY, due, factsOf, failed, HOUR } from './facts.ts';

const account = bank('theirs');
const now = due + 5 * DAY;
/** A debit of whoever paid before was returned an hour ago, and `a` is whose invoice it is now. */
const returned = (code = 'insufficient_funds', at = now - HOUR) =>
  failed('p1', account, code, at, { isOthers: true, claimedAt: at - 4 * DAY });
const noticeOf = (changes: Changes) => nextStep(factsOf({ now, methods: [a], ...changes })).notify;

describe('a charge that failed after somebody else came to pay', () => {
  it('is told, once, though it counts nothing for who pays now', () => {
    const notice = { paymentId: 'p1', before: [], nextMethodId: null, isFinal: false, paidBy: null };
    expect(noticeOf({ attempts: [returned()], methods: [] })).toEqual({ ...notice, nextAttemptAt: null });
    expect(noticeOf({ attempts: [returned()], invoice: { notifiedOf: 'p1' } })).toBeNull();
    expect(noticeOf({ attempts: [returned()], invoice: { noticedFor: due } })).toMatchObject(notice);
  });

  it('says when what was announced to who pays now is charged', () => {
    const facts = factsOf({ now, methods: [a], attempts: [returned()] });
    const { step, notify } = nextStep(facts);
    expect(step).toMatchObject({ kind: 'notice' });
    expect(notify?.nextAttemptAt).toBe(step.kind === 'notice' ? step.chargeAt : null);
  });

  it('is not told where a later charge of who pays now came of it, nor of a payer’s own try', () => {
    const later = failed('p2', a, 'insufficient_funds', now - HOUR / 2);
    expect(noticeOf({ attempts: [returned(), later] })?.paymentId).toBe('p2');
    expect(noticeOf({ attempts: [returned(), { ...later, state: 'succeeded' }] })).toBeNull();
    expect(noticeOf({ attempts: [{ ...returned(), via: 'portal' }] })).toBeNull();
    expect(noticeOf({ attempts: [{ ...returned(), state: 'canceled', failureCode: null }] })).toBeNull();
  });

  it('is told though the next charge was withdrawn before it reached a bank', () => {
    const withdrawn = { ...returned(), paymentId: 'p2', state: 'canceled', failureCode: null } as const;
    expect(noticeOf({ attempts: [returned(), withdrawn], methods: [] })?.paymentId).toBe('p1');
  });

  it('is told within the hour while its invoice waits for a person, and at once where a dispute goes on', () => {
    const frozen = { invoice: { isFrozen: true } };
    expect(noticeOf({ ...frozen, attempts: [returned('insufficient_funds', now - 60_000)] })).toBeNull();
    expect(noticeOf({ ...frozen, attempts: [returned()] })).toMatchObject({
      paymentId: 'p1',
      nextAttemptAt: null,
    });
    const disputed = { hasOpenDispute: true, attempts: [returned('insufficient_funds', now)] };
    expect(noticeOf(disputed)).toMatchObject({ paymentId: 'p1', nextAttemptAt: null });
  });
});
