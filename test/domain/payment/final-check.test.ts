import { describe, expect, it } from 'vitest';
import { type FinalCheckFacts, whyNotConfirm } from '../../../src/domain/payment/final-check.ts';

const invoice = {
  status: 'open',
  amountDue: 500,
  amountPaid: 0,
  pendingVerb: null,
  version: 2,
  frozenAt: null,
  collectPausedAt: null,
} as const;
const facts: FinalCheckFacts = {
  via: 'autopay',
  connection: { state: 'active', pausedAt: null },
  isOptedOut: false,
  isRefusedForGood: false,
  isMethodRefused: false,
  isMethodGone: false,
  isOtherPayer: false,
  targets: [{ invoice, shownVersion: 2 }],
};
const second = (
  change: Partial<FinalCheckFacts['targets'][number]['invoice']>,
): Partial<FinalCheckFacts> => ({
  targets: [
    { invoice, shownVersion: 2 },
    { invoice: { ...invoice, ...change }, shownVersion: 2 },
  ],
});
const verb = { verb: 'void', commandId: 'v', requestedAt: 1 } as const;

/** What forbids a charge whoever began it, and what forbids autopay alone: a payer who is there may pay all the same. */
const ALWAYS = [
  ['disconnected', { connection: { state: 'disconnected', pausedAt: null } }],
  ['paused', { connection: { state: 'active', pausedAt: 0 } }],
  ['account_held', { connection: { state: 'active', pausedAt: null, heldSince: 0 } }],
  ['method_refused', { isMethodRefused: true }],
  ['method_gone', { isMethodGone: true }],
  ['other_payer', { isOtherPayer: true }],
  ['verb_pending', second({ pendingVerb: verb })],
  ['not_open', second({ status: 'paid' })],
  ['frozen', second({ frozenAt: 0 })],
  ['amount_changed', second({ version: 3 })],
] as const satisfies readonly (readonly [string, Partial<FinalCheckFacts>])[];
const AUTOPAY_ALONE = [
  ['opted_out', { isOptedOut: true }],
  ['never_again', { isRefusedForGood: true }],
  ['paused_by_customer', second({ collectPausedAt: 0 })],
] as const satisfies readonly (readonly [string, Partial<FinalCheckFacts>])[];
const ENTRANCES = ['link', 'portal', 'staff', 'autopay'] as const;

describe('the final check before money moves', () => {
  it.each(ENTRANCES)('by %s lets through what nothing forbids', (via) => {
    expect(whyNotConfirm({ ...facts, via })).toBeNull();
  });

  it.each(ALWAYS)('stops by %s whoever began it, for any of its invoices', (why, change) => {
    for (const via of ENTRANCES) expect(whyNotConfirm({ ...facts, ...change, via })).toBe(why);
  });

  it.each(AUTOPAY_ALONE)('stops by %s what nobody is present at, and nothing else', (why, change) => {
    for (const via of ENTRANCES) {
      expect(whyNotConfirm({ ...facts, ...change, via })).toBe(via === 'autopay' ? why : null);
    }
  });
});
