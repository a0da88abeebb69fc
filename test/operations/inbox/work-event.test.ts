import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, droppedEvents, inbox } from '../../../src/db/schema/index.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { ensureSession } from '../../../src/operations/payments/ensure-session.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { eventsOf } from '../../support/worker/events.ts';
import {
  AWAY,
  claimOnly,
  invoiceRow,
  onlyPayment,
  openSession,
  REFUSED,
  readyInvoice,
  withLog,
  withStripe,
} from '../../support/worker/guards.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

type Key = { readonly account: string; readonly livemode: boolean; readonly eventId: string };
let made = 0;

/** Stores an event about the payment, as the webhook does, and gives its key. */
async function stored(
  paymentId: string,
  {
    account = 'self',
    type = 'payment_intent.succeeded',
    object = {} as object,
    deployment = shop.ctx.deploymentId,
  } = {},
): Promise<Key> {
  made += 1;
  const id = `evt_${made}_${paymentId}`;
  const metadata = { quittance_payment: paymentId, quittance_deployment: deployment };
  const body = { id, type, livemode: false, data: { object: { id: 'pi_named', metadata, ...object } } };
  const event = { id, type, account, livemode: false, apiVersion: null };
  await storeEvent(shop.ctx, event, JSON.stringify(body));
  return { account, livemode: false, eventId: id };
}
const rowOf = async ({ account, eventId }: Key) => {
  const [row] = await shop.ctx.db
    .select()
    .from(inbox)
    .where(and(eq(inbox.account, account), eq(inbox.eventId, eventId)));
  return row;
};
/** An invoice that was paid at Stripe, and of which nothing was recorded. */
async function paidAtStripe() {
  const invoice = await readyInvoice(shop);
  const sessionId = await openSession(shop, invoice.payPath);
  await payAtStripe(sessionId);
  const { id: paymentId } = await onlyPayment(shop);
  const told = await eventsOf(paymentId);
  const intentId = told.find(({ type }) => type === 'payment_intent.succeeded')?.data.object.id;
  return { ...invoice, sessionId, paymentId, object: { id: intentId } };
}
const throwing = (): Context => ({
  ...shop.ctx,
  stripe: () => Promise.reject(new Error('Stripe sent a status we do not know')),
});

describe('an event of one account', () => {
  /** Another merchant whose account is known and connected. */
  async function otherAccount(): Promise<string> {
    const other = await openShop();
    const account = `acct_${other.connectionId.slice(4)}`;
    await other.ctx.db.update(connections).set({ account }).where(eq(connections.id, other.connectionId));
    await shop.ctx.db
      .update(connections)
      .set({ state: 'active' })
      .where(eq(connections.id, shop.connectionId));
    return account;
  }

  it.each(['payment', 'session', 'PaymentIntent'])(
    'never touches a payment of another that it names by its %s, although both are connected (I11)',
    async (by) => {
      const { invoiceId, sessionId, paymentId, object } = await paidAtStripe();
      const account = await otherAccount();
      const named = {
        payment: { id: 'pi_else' },
        session: { id: sessionId, metadata: {} },
        PaymentIntent: { ...object, metadata: {} },
      }[by];
      const type = by === 'session' ? 'checkout.session.completed' : 'payment_intent.succeeded';
      const key = await stored(paymentId, { account, type, object: named ?? {} });
      await workEvent(shop.ctx, key);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
      expect(await onlyPayment(shop)).toMatchObject({ state: 'session_open' });
      expect((await rowOf(key))?.state).not.toBe('handled');
    },
  );

  it('of the other mode touches nothing of this one', async () => {
    const { invoiceId, paymentId, object } = await paidAtStripe();
    const key = await stored(paymentId, { object });
    await shop.ctx.db.update(inbox).set({ livemode: true }).where(eq(inbox.eventId, key.eventId));
    await workEvent(shop.ctx, { ...key, livemode: true });
    expect(await rowOf(key)).toMatchObject({ state: 'skipped', reason: 'other_mode' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open' });
  });
});

describe('an event', () => {
  it('about an object that the payment does not know is quarantined, not called handled', async () => {
    const { paymentId } = await paidAtStripe();
    const key = await stored(paymentId, { object: { id: 'pi_of_somebody' } });
    await workEvent(shop.ctx, key);
    expect(await rowOf(key)).toMatchObject({ state: 'quarantined', reason: 'object_not_of_payment' });
  });

  it('about a payment that has no session is quarantined too: its money is on no object of ours', async () => {
    const { invoiceId } = await readyInvoice(shop);
    const refuse = withStripe(shop.ctx, () => ({
      createSession: async () => REFUSED,
    }));
    await claimOnly(shop, invoiceId);
    const { id: paymentId } = await onlyPayment(shop);
    await ensureSession(refuse, paymentId, { firstSend: true });
    const key = await stored(paymentId);
    await workEvent(shop.ctx, key);
    expect(await rowOf(key)).toMatchObject({ state: 'quarantined', reason: 'object_not_of_payment' });
  });

  it('about a session that expired before its id was known is handled where it has no intent: no money is on it', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    const { id: paymentId } = await onlyPayment(shop);
    const refuse = withStripe(shop.ctx, () => ({ createSession: async () => REFUSED }));
    await ensureSession(refuse, paymentId, { firstSend: true });
    const type = 'checkout.session.expired';
    const session = { object: 'checkout.session', id: 'cs_unheard_of', payment_intent: null };
    const empty = await stored(paymentId, { type, object: session });
    await workEvent(shop.ctx, empty);
    expect(await rowOf(empty)).toMatchObject({ state: 'handled' });
    const begun = await stored(paymentId, { type, object: { ...session, payment_intent: 'pi_begun' } });
    await workEvent(shop.ctx, begun);
    expect(await rowOf(begun)).toMatchObject({ state: 'quarantined', reason: 'object_not_of_payment' });
  });

  it('that was handled is not worked on again', async () => {
    const { paymentId, object } = await paidAtStripe();
    const key = await stored(paymentId, { object });
    await workEvent(shop.ctx, key);
    const before = await rowOf(key);
    expect(before).toMatchObject({ state: 'handled', reason: null });
    shop.advance(HOUR);
    await workEvent(throwing(), key);
    expect(await rowOf(key)).toEqual(before);
  });

  it.each([
    ['mode_differs', { livemode: true }],
    ['currency_differs', { currency: 'EUR' }],
    ['capture_pending', { status: 'requires_capture' }],
  ] as const)(
    'after which Stripe says what cannot be (%s) is quarantined, and changes nothing',
    async (reason, odd) => {
      const { invoiceId, paymentId, object } = await paidAtStripe();
      const key = await stored(paymentId, { object });
      const { livemode, ...intentOdd } = { livemode: false, ...odd };
      const ctx = withStripe(shop.ctx, (real) => ({
        retrieveSession: async (id) => {
          const answer = await real.retrieveSession(id);
          if (answer.kind !== 'ok' || answer.value.intent === null) return answer;
          const intent = { ...answer.value.intent, ...intentOdd };
          return { kind: 'ok', value: { ...answer.value, livemode, intent } };
        },
      }));
      const { ctx: listening, logged } = withLog(ctx);
      await workEvent(listening, key);
      expect(await rowOf(key)).toMatchObject({ state: 'quarantined', reason });
      expect(logged).toEqual(['payment_anomaly', 'event_quarantined']);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
      expect(await shop.slots()).toHaveLength(1);
    },
  );

  it('that cannot be worked on now waits longer each time, up to an hour', async () => {
    const { paymentId, object } = await paidAtStripe();
    const key = await stored(paymentId, { object });
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const now = shop.ctx.now();
      await workEvent({ ...away, now: () => now }, key);
      const row = await rowOf(key);
      expect(row).toMatchObject({
        state: 'pending',
        reason: 'stripe_unavailable',
        attempts: attempt + 1,
      });
      waits.push((row?.dueAt ?? 0) - now);
    }
    expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
    expect(waits.slice(-2)).toEqual([HOUR, HOUR]);
  });

  it('that throws each time ends quarantined after some tries, and is logged', async () => {
    const { paymentId, object } = await paidAtStripe();
    const key = await stored(paymentId, { object });
    const { ctx, logged } = withLog(throwing());
    let tries = 0;
    while ((await rowOf(key))?.state === 'pending' && tries < 100) {
      await workEvent(ctx, key);
      tries += 1;
    }
    expect(tries).toBe(55);
    expect(await rowOf(key)).toMatchObject({ state: 'quarantined', reason: 'error' });
    expect(logged.filter((event) => event === 'event_quarantined')).toHaveLength(1);
  });

  it('is stored once and enqueued once, however often it arrives', async () => {
    const { paymentId } = await paidAtStripe();
    shop.enqueued.length = 0;
    const event = {
      id: `evt_twice_${paymentId}`,
      type: 'refund.created',
      account: 'self',
      livemode: false,
      apiVersion: null,
    };
    await Promise.all([1, 2, 3].map(() => storeEvent(shop.ctx, event, '{}')));
    expect(shop.enqueued).toEqual([{ kind: 'inbox', account: 'self', livemode: false, eventId: event.id }]);
  });

  it('leaves ids and our own metadata: no address, no receipt, nothing that opens something', async () => {
    const id = `evt_${newId(shop.ctx, 'req')}`;
    const object = {
      id: 'pi_1',
      object: 'payment_intent',
      customer: { id: 'cus_1', email: 'ada@payer.test' },
      client_secret: 'pi_1_secret_x',
      receipt_email: 'ada@payer.test',
      url: 'https://pay.test/?q="a"\\',
      metadata: { quittance_payment: 'pay_1', order: 'for Ada', quittance_odd: 7 },
    };
    const body = JSON.stringify({ id, type: 'payment_intent.succeeded', created: 5, data: { object } });
    const event = {
      id,
      type: 'payment_intent.succeeded',
      account: 'self',
      livemode: false,
      apiVersion: null,
    };
    await storeEvent(shop.ctx, event, body);
    const row = await rowOf({ account: 'self', livemode: false, eventId: id });
    expect(JSON.parse(row?.payload ?? '')).toEqual({
      created: 5,
      data: {
        object: {
          id: 'pi_1',
          object: 'payment_intent',
          customer: 'cus_1',
          metadata: { quittance_payment: 'pay_1' },
        },
      },
    });
  });

  it('of a type that nobody uses is counted and not stored', async () => {
    const of = { type: 'product.created', account: 'self', livemode: false, apiVersion: null };
    for (const id of ['evt_p1', 'evt_p2']) {
      expect(await storeEvent(shop.ctx, { id, ...of }, '{}')).toBe('not_used');
      expect(await rowOf({ account: 'self', livemode: false, eventId: id })).toBeUndefined();
    }
    const counted = await shop.ctx.db.select().from(droppedEvents).where(eq(droppedEvents.type, of.type));
    expect(counted).toMatchObject([{ events: 2 }]);
  });

  it('of a type that nobody uses is answered though it cannot be counted', async () => {
    const logged: string[] = [];
    const db = new Proxy(shop.ctx.db, {
      get: (target, name) => {
        if (name === 'insert') throw new Error('D1_ERROR: Network connection lost.');
        return Reflect.get(target, name);
      },
    });
    const event = {
      id: 'evt_p3',
      type: 'product.created',
      account: 'self',
      livemode: false,
      apiVersion: null,
    };
    const ctx = { ...shop.ctx, db, log: (name: string) => logged.push(name) };
    expect(await storeEvent(ctx, event, '{}')).toBe('not_used');
    expect(logged).toEqual(['dropped_uncounted']);
  });

  it('about nothing of ours leaves its id, type, account and time, and nobody’s name', async () => {
    const body = {
      created: 9,
      type: 'customer.updated',
      data: {
        object: { id: 'cus_strange', object: 'customer', name: 'A Stranger', email: 'stranger@else.test' },
        previous_attributes: { email: 'before@else.test' },
      },
    };
    const key = { account: 'self', livemode: false, eventId: `evt_${newId(shop.ctx, 'req')}` };
    const event = { id: key.eventId, type: body.type, account: 'self', livemode: false, apiVersion: null };
    await storeEvent(shop.ctx, event, JSON.stringify(body));
    await workEvent(shop.ctx, key);
    expect(await rowOf(key)).toMatchObject({
      state: 'skipped',
      reason: 'foreign_object',
      payload: '{"created":9}',
      reduced: true,
    });
  });

  it('that is quarantined keeps what it takes to run it again', async () => {
    const key = await stored('pay_of_nobody');
    const before = await rowOf(key);
    await workEvent(shop.ctx, key);
    expect(await rowOf(key)).toMatchObject({
      state: 'quarantined',
      payload: before?.payload,
      reduced: false,
    });
  });

  it('named as ours by another deployment is left alone; by this one, and unknown, it is quarantined', async () => {
    const foreign = await stored('pay_of_nobody', { deployment: 'staging' });
    const lost = await stored('pay_of_nobody');
    await workEvent(shop.ctx, foreign);
    await workEvent(shop.ctx, lost);
    expect(await rowOf(foreign)).toMatchObject({ state: 'skipped', reason: 'foreign_object' });
    expect(await rowOf(lost)).toMatchObject({ state: 'quarantined', reason: 'unknown_payment' });
  });

  it('about a payment that was recorded already is handled all the same', async () => {
    const { paymentId, object } = await paidAtStripe();
    await recordOutcome(shop.ctx, paymentId);
    const key = await stored(paymentId, { object });
    await workEvent(shop.ctx, key);
    expect(await rowOf(key)).toMatchObject({ state: 'handled' });
  });
});
