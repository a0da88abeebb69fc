import { describe, expect, it } from 'vitest';
import { decideSetup, type SetupFacts } from '../../../src/domain/methods/setup.ts';

const facts = (status: SetupFacts['status'], more: Partial<SetupFacts> = {}): SetupFacts => ({
  setupIntentId: 'seti_1',
  status,
  livemode: false,
  setupId: null,
  stripePaymentMethodId: null,
  card: null,
  fingerprint: null,
  holderName: null,
  routingNumber: null,
  deposits: null,
  failureCode: null,
  ...more,
});

describe('a set-up', () => {
  it('that is over stays as it is, whatever comes late', () => {
    for (const state of ['succeeded', 'failed', 'expired'] as const) {
      expect(decideSetup(state, null, facts('succeeded'))).toEqual({ kind: 'nothing_new' });
      expect(decideSetup(state, { status: 'expired' }, facts('canceled'))).toEqual({ kind: 'nothing_new' });
    }
  });

  it('stays open where a card was declined on a page that is open, and fails where none is', () => {
    const declined = facts('requires_payment_method', { failureCode: 'card_declined' });
    expect(decideSetup('open', { status: 'open' }, declined)).toEqual({ kind: 'nothing_new' });
    expect(decideSetup('verifying', null, declined)).toEqual({ kind: 'fail', code: 'card_declined' });
  });

  it('waits for deposits once, and succeeds even where its page says expired', () => {
    const waiting = facts('requires_action', { deposits: { proof: 'amounts', arrivesAt: 1 } });
    expect(decideSetup('asked', null, waiting)).toEqual({ kind: 'verify' });
    expect(decideSetup('verifying', null, waiting)).toEqual({ kind: 'nothing_new' });
    // Stripe does not say what its page is meanwhile: complete, open, or over.
    for (const status of ['complete', 'open', 'expired'] as const) {
      expect(decideSetup('open', { status }, waiting)).toEqual({ kind: 'verify' });
      expect(decideSetup('verifying', { status }, waiting)).toEqual({ kind: 'nothing_new' });
    }
    expect(decideSetup('open', { status: 'expired' }, facts('succeeded'))).toEqual({ kind: 'succeed' });
    expect(decideSetup('open', { status: 'expired' }, facts('canceled'))).toEqual({ kind: 'expire' });
  });
});
