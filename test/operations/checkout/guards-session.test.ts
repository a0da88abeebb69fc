import { beforeEach, describe, expect, it } from 'vitest';
import type { StripePort } from '../../../src/adapters/stripe/port.ts';
import { ensureSession } from '../../../src/operations/payments/ensure-session.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import {
  AWAY,
  claimOnly,
  invoiceRow,
  onlyPayment,
  openSession,
  REFUSED,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A payment whose worker died right after the claim. */
async function claimed() {
  const invoice = await readyInvoice(shop);
  await claimOnly(shop, invoice.invoiceId);
  const { id: paymentId, request } = await onlyPayment(shop);
  return { ...invoice, paymentId, request };
}
const statusAtStripe = async (sessionId: string) => {
  const stripe = await shop.ctx.stripe('self');
  const found = await stripe.retrieveSession(sessionId);
  return found.kind === 'ok' ? found.value.status : found.kind;
};
/** A context that counts its calls to Stripe, and may override the answers. */
function counting(answers: Partial<StripePort> = {}) {
  const asked = { create: 0, find: 0 };
  const ctx = withStripe(shop.ctx, (real) => {
    const { createSession, findSession } = { ...real, ...answers };
    return {
      createSession: (params, key) => {
        asked.create += 1;
        return createSession(params, key);
      },
      findSession: (customer, paymentId, since) => {
        asked.find += 1;
        return findSession(customer, paymentId, since);
      },
    };
  });
  return { ctx, asked };
}

describe('a refusal of a session', () => {
  it('proves nothing where an earlier send made one: that one is found, and can be paid', async () => {
    const { invoiceId, paymentId, request } = await claimed();
    const stripe = await shop.ctx.stripe('self');
    const made = await stripe.createSession(await shop.ctx.links.fill(request), `${paymentId}/session`);
    if (made.kind !== 'ok') throw new Error('not made');
    const { ctx } = counting({ createSession: async () => REFUSED });
    expect(await ensureSession(ctx, paymentId)).toMatchObject({
      kind: 'session',
      facts: { sessionId: made.value.sessionId },
    });
    await payAtStripe(made.value.sessionId);
    await recordOutcome(shop.ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('keeps the slot where an earlier send may have made one that is not found yet', async () => {
    const { paymentId } = await claimed();
    const { ctx, asked } = counting({ createSession: async () => REFUSED });
    expect(await ensureSession(ctx, paymentId)).toEqual({ kind: 'withheld' });
    expect(asked).toEqual({ create: 1, find: 1 });
    expect(await shop.slots()).toHaveLength(1);
  });

  it('proves nothing to the worker that claimed, if another one sent it in the meantime', async () => {
    const { invoiceId, paymentId } = await claimed();
    const made = Promise.withResolvers<void>();
    const heard = Promise.withResolvers<void>();
    let other: Promise<unknown> = heard.promise;
    const lossy = withStripe(shop.ctx, (real) => ({
      createSession: async (params, key) => {
        await real.createSession(params, key);
        made.resolve();
        await heard.promise;
        return AWAY;
      },
      findSession: async () => AWAY,
    }));
    const { ctx } = counting({
      createSession: async () => {
        other = ensureSession(lossy, paymentId);
        await made.promise;
        return REFUSED;
      },
      findSession: async () => AWAY,
    });
    expect(await ensureSession(ctx, paymentId, { firstSend: true })).toEqual({ kind: 'unknown' });
    heard.resolve();
    expect(await other).toEqual({ kind: 'unknown' });
    expect(await shop.slots()).toHaveLength(1);
    const ensured = await ensureSession(shop.ctx, paymentId);
    if (ensured.kind !== 'session') throw new Error('the session is lost');
    await payAtStripe(ensured.facts.sessionId);
    await recordOutcome(shop.ctx, paymentId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('is proof where it answers the only send there was', async () => {
    const { paymentId } = await claimed();
    const { ctx } = counting({ createSession: async () => REFUSED });
    expect(await ensureSession(ctx, paymentId, { firstSend: true })).toEqual({
      kind: 'refused',
      about: 'other',
      refusal: REFUSED,
    });
    expect(await shop.slots()).toEqual([]);
    expect(await onlyPayment(shop)).toMatchObject({
      state: 'canceled',
      closeReason: 'refused',
      checkAt: null,
    });
  });
});

describe('the create of a session', () => {
  it('is sent in the first 25 minutes after the claim, and not once after that', async () => {
    const { paymentId } = await claimed();
    const { ctx, asked } = counting({ createSession: async () => AWAY });
    shop.advance(24 * MINUTE);
    expect(await ensureSession(ctx, paymentId)).toEqual({ kind: 'unknown' });
    expect(asked).toEqual({ create: 1, find: 1 });
    shop.advance(2 * MINUTE);
    expect(await ensureSession(ctx, paymentId)).toEqual({ kind: 'unknown' });
    expect(asked).toEqual({ create: 1, find: 2 });
    expect(await shop.slots()).toHaveLength(1);
  });

  it('that nobody finds is given up only when such a session could not live any more', async () => {
    const { paymentId } = await claimed();
    const { ctx } = counting();
    shop.advance(64 * MINUTE);
    expect(await ensureSession(ctx, paymentId)).toEqual({ kind: 'unknown' });
    expect(await shop.slots()).toHaveLength(1);
    shop.advance(2 * MINUTE);
    const away = counting({ findSession: async () => AWAY });
    expect(await ensureSession(away.ctx, paymentId)).toEqual({ kind: 'unknown' });
    expect(await shop.slots()).toHaveLength(1);
    expect(await ensureSession(ctx, paymentId)).toEqual({ kind: 'closed' });
    expect(await shop.slots()).toEqual([]);
    expect(await onlyPayment(shop)).toMatchObject({ closeReason: 'never_created', checkAt: null });
  });

  it('is repeated with the same key and the same words: one session, however often', async () => {
    const { paymentId } = await claimed();
    const sent: string[] = [];
    const made: string[] = [];
    const lossy = withStripe(shop.ctx, (real) => ({
      createSession: async (params, key) => {
        sent.push(`${key} ${params}`);
        const session = await real.createSession(params, key);
        if (session.kind === 'ok') made.push(session.value.sessionId);
        return sent.length < 3 ? AWAY : session;
      },
      findSession: async () => AWAY,
    }));
    for (let send = 0; send < 3; send += 1) {
      await ensureSession(lossy, paymentId);
      shop.advance(MINUTE);
    }
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
    expect(new Set(made).size).toBe(1);
    expect(await onlyPayment(shop)).toMatchObject({ stripeSessionId: made[0] });
  });

  it('once it is unknown, is searched for, since the key may replay an error for a whole day', async () => {
    const { paymentId, request } = await claimed();
    const first = counting({ createSession: async () => AWAY });
    expect(await ensureSession(first.ctx, paymentId)).toEqual({ kind: 'unknown' });
    expect(await onlyPayment(shop)).toMatchObject({ state: 'unknown' });
    const stripe = await shop.ctx.stripe('self');
    await stripe.createSession(await shop.ctx.links.fill(request), `${paymentId}/session`);
    const second = counting({ createSession: async () => AWAY });
    expect(await ensureSession(second.ctx, paymentId)).toMatchObject({ kind: 'session' });
    expect(await onlyPayment(shop)).toMatchObject({ state: 'session_open' });
  });
});

describe('of two sessions for one payment', () => {
  it('the one whose id was committed stays, and the other is expired', async () => {
    const { paymentId } = await claimed();
    const made: string[] = [];
    const late = withStripe(shop.ctx, (real) => ({
      createSession: async (params) => {
        const second = await real.createSession(params, `${paymentId}/another`);
        if (second.kind === 'ok') made.push(second.value.sessionId);
        await ensureSession(shop.ctx, paymentId);
        return second;
      },
    }));
    expect(await ensureSession(late, paymentId)).toEqual({ kind: 'closed' });
    const { stripeSessionId, state } = await onlyPayment(shop);
    expect(state).toBe('session_open');
    expect(made).toHaveLength(1);
    expect(made).not.toContain(stripeSessionId);
    expect(await statusAtStripe(made[0] ?? '')).toBe('expired');
    expect(await statusAtStripe(stripeSessionId ?? '')).toBe('open');
  });

  it('none stays open that was made for a payment which was closed in the meantime', async () => {
    const { paymentId } = await claimed();
    const made: string[] = [];
    const late = withStripe(shop.ctx, (real) => ({
      createSession: async (params, key) => {
        const session = await real.createSession(params, key);
        if (session.kind === 'ok') made.push(session.value.sessionId);
        shop.advance(66 * MINUTE);
        await ensureSession(
          withStripe(shop.ctx, () => ({ findSession: async () => ({ kind: 'ok', value: null }) })),
          paymentId,
        );
        return session;
      },
    }));
    expect(await ensureSession(late, paymentId)).toEqual({ kind: 'closed' });
    expect(await statusAtStripe(made[0] ?? '')).toBe('expired');
    expect(await onlyPayment(shop)).toMatchObject({ state: 'canceled', stripeSessionId: null });
  });
});

it('the address of a session is given out only once its id is committed', async () => {
  const { payPath } = await readyInvoice(shop);
  const sessionId = await openSession(shop, payPath);
  expect(await onlyPayment(shop)).toMatchObject({ stripeSessionId: sessionId, state: 'session_open' });
});
