import { describe, expect, it } from 'vitest';
import { refusedByStaff, refusedMethod } from '../../../src/domain/collection/by-staff.ts';
import { a, b, type Changes, DAY, due, factsOf, failed, HOUR } from './facts.ts';

const now = due;
const UNTOLD = { sent: 'reached', notice: 'none', charge: null, retryAt: null } as const;
const told = { noticedFor: due } as const;
const whyOf = ({ invoice, ...changes }: Changes) =>
  refusedByStaff(factsOf({ now, ...changes, invoice: { ...told, ...invoice } }))?.why ?? null;

describe('a charge that staff press for', () => {
  it.each<readonly [string | null, Changes]>([
    [null, {}],
    ['not_sent', { invoice: { sentAt: null } }],
    ['policy_never', { merchant: { policy: 'never' } }],
    ['opted_out', { customer: { autopay: 'off' } }],
    ['paused', { invoice: { isPausedByCustomer: true } }],
    ['over_cap', { customer: { caps: [{ amount: 1, currency: 'USD' }] } }],
    ['taken_back', { invoice: { wasTakenBack: true } }],
    ['disputed', { hasOpenDispute: true }],
    ['awaiting_choice', { invoice: { asked: { askedAt: due - DAY, choice: null, chosenAt: null } } }],
    ['not_announced', { invoice: { noticedFor: null, announced: UNTOLD } }],
    ['announced_later', { invoice: { noticedFor: due + DAY } }],
    // What was declined was announced before, and is tried again whenever that is pressed for.
    [null, { invoice: { noticedFor: due + DAY }, attempts: [failed('p1', a, 'card_declined', due - HOUR)] }],
  ])('is refused with %s', (why, changes) => {
    expect(whyOf(changes)).toBe(why);
  });

  it('is made with a method that may be charged, whatever stands before it', () => {
    const facts = factsOf({ now, methods: [a, b], attempts: [failed('p1', a, 'stolen_card', due - HOUR)] });
    expect(refusedMethod(facts, a.id)).toBe('never_again');
    expect(refusedMethod(facts, b.id)).toBeNull();
    expect(refusedMethod(facts, 'pm_none')).toBe('detached');
  });
});
