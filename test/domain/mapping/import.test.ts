import { describe, expect, it } from 'vitest';
import { againAfter, GONE, isLimited, ofLinking, slowedFor } from '../../../src/domain/mapping/import.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';

const linking = (outcome: Exclude<Outcome<unknown>, { kind: 'done' }>) => ofLinking(outcome, 'cus_9');
const refused = (rejection: Extract<Outcome<unknown>, { kind: 'refused' }>['rejection']) =>
  linking({ kind: 'refused', rejection });

describe('a row of an import', () => {
  it('waits where Stripe did not answer or somebody was faster', () => {
    expect(linking({ kind: 'stripe_unavailable' })).toEqual({ kind: 'again', reason: 'stripe_unavailable' });
    expect(linking({ kind: 'lost_race' })).toEqual({ kind: 'again', reason: 'busy' });
  });

  it('fails in words where its customer of Stripe is another client’s, or cannot be used', () => {
    const taken = { code: 'stripe_customer_taken' } as const;
    expect(refused({ ...taken, heldBy: { customerId: 'cus_2', name: 'Bob' } })).toMatchObject({
      kind: 'failed',
      code: 'stripe_customer_taken',
      message: '“Bob” is already linked to cus_9.',
    });
    expect(refused(taken)).toMatchObject({
      message: 'Another client is already linked to cus_9.',
    });
    for (const [why, says] of [
      ['deleted', /^cus_9: It was deleted in Stripe\.$/],
      ['missing', /^cus_9: The connected Stripe account does not have it/],
      ['other_mode', /^cus_9: It belongs to Stripe’s other mode/],
    ] as const) {
      expect(refused({ code: 'stripe_customer_unusable', why, stripeCustomerId: 'cus_9' })).toEqual({
        kind: 'failed',
        code: why,
        message: expect.stringMatching(says),
      });
    }
  });

  it('is passed over where its client was linked, deleted or erased meanwhile', () => {
    expect(refused({ code: 'client_linked', stripeCustomerId: 'cus_1' })).toEqual({
      kind: 'skipped',
      code: 'already_linked',
      message: 'It was linked to cus_1 meanwhile.',
    });
    expect(refused({ code: 'not_found', what: 'customer' })).toEqual(GONE);
    expect(refused({ code: 'customer_erased' })).toEqual(GONE);
  });

  it('is tried again after two seconds, then half as often each time, down to once a minute', () => {
    for (const after of [againAfter, slowedFor]) {
      expect([1, 2, 5, 6, 7, 90].map(after)).toEqual([2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
    }
  });

  it('is limited where Stripe says 429, and by no other word of it', () => {
    expect(['429 rate_limit', '500 429 x', '429'].map(isLimited)).toEqual([true, false, false]);
  });
});
