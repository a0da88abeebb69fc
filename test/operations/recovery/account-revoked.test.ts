import { eq, ne } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { connections, payments } from '../../../src/db/schema/index.ts';
import { disconnectedAtStripe } from '../../../src/operations/connections/disconnected-at-stripe.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { closeByHand } from '../../../src/operations/payments/close-by-hand.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { dismissFinding } from '../../../src/operations/recovery/dismiss-finding.ts';
import { listFindings } from '../../../src/operations/recovery/list-findings.ts';
import { listPaymentTimeline } from '../../../src/operations/timeline/list-payment-timeline.ts';
import { lookBack } from '../../../src/operations/watch/look-back.ts';
import { raiseAlarms } from '../../../src/operations/watch/raise-alarms.ts';
import { sweepPayments, sweepVerbs } from '../../../src/operations/watch/sweep.ts';
import { control, ownAccount } from '../../support/worker/accounts.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import {
  AWAY,
  claimOnly,
  invoiceRow,
  onlyPayment,
  openSession,
  readyInvoice,
  withLog,
  withStripe,
} from '../../support/worker/guards.ts';
import { creditRows } from '../../support/worker/money.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CARD = { card: '4242424242424242' };

let shop: Shop;
let account: string;
beforeEach(async () => {
  shop = await openShop();
  account = await ownAccount(shop);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  await shop.ctx.db.update(payments).set({ checkAt: null, lookBackAt: null });
});

async function opened() {
  const invoice = await readyInvoice(shop);
  return { ...invoice, session: await openSession(shop, invoice.payPath) };
}
/** The account's owner ends the connection, and it is noticed here. */
async function revoke(): Promise<void> {
  await control(`/accounts/${account}/deauthorize`);
  expect(must(await disconnectedAtStripe(shop.ctx, { connectionId: shop.connectionId }))).toBe('ended');
}
/** The same account is connected again, as a new connection. */
async function reconnect(): Promise<void> {
  await control(`/accounts/${account}/connect`);
  const [before] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  if (before === undefined) throw new Error('no connection');
  await shop.ctx.db.insert(connections).values({
    ...before,
    id: newId(shop.ctx, 'con'),
    state: 'active',
    disconnectedAt: null,
    createdAt: shop.ctx.now(),
  });
}
async function hours(count: number): Promise<void> {
  for (let hour = 0; hour < count; hour += 1) {
    shop.advance(HOUR);
    await sweepPayments(shop.ctx);
    await sweepVerbs(shop.ctx);
    await lookBack(shop.ctx);
    await shop.work();
  }
}
const open = async () => must(await listFindings(shop.ctx, { scope: shop.scope, state: 'open' }));
const voidNow = (invoiceId: string, commandId = newId(shop.ctx, 'req')) =>
  voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId });
const closeNow = (ctx = shop.ctx) =>
  onlyPayment(shop).then(({ id }) =>
    closeByHand(ctx, {
      scope: shop.scope,
      paymentId: id,
      by: 'Ann',
      reason: 'The dashboard shows nothing.',
      commandId: newId(ctx, 'req'),
    }),
  );

describe('an account revoked with a session open', () => {
  it('leaves its invoice voidable once nobody can pay there any more', async () => {
    const { invoiceId } = await opened();
    await revoke();
    expect((await voidNow(invoiceId)).kind).toBe('stripe_unavailable');
    expect(await shop.slots()).toHaveLength(1);
    await hours(3);
    expect(await onlyPayment(shop)).toMatchObject({
      state: 'canceled',
      closeReason: 'unreachable',
      checkAt: null,
    });
    expect(await shop.slots()).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void', pendingVerb: null });
  });

  it('keeps the invoice from being charged again until a person has looked, who is told what to look at', async () => {
    const { invoiceId, payPath, session } = await opened();
    await revoke();
    await hours(3);
    const { id } = await onlyPayment(shop);
    expect(await open()).toMatchObject([
      { kind: 'unreachable_payment', subject: id, stripeId: session, frozenInvoiceIds: [invoiceId] },
    ]);
    expect((await invoiceRow(shop, invoiceId)).frozenAt).not.toBeNull();
    const ask = { kind: 'unreachable_payment', subject: id, by: 'Ann', reason: 'Not paid.' } as const;
    must(await dismissFinding(shop.ctx, { scope: shop.scope, ...ask, commandId: 'look' }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', frozenAt: null });
    await reconnect();
    shop.advance(MINUTE);
    expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
  });

  it('and paid there unseen, is paid here once the same account is connected again', async () => {
    const { invoiceId, session } = await opened();
    await revoke();
    expect((await payAtStripe(session, CARD)).status).toBe(200);
    await hours(3);
    expect(await onlyPayment(shop)).toMatchObject({ closeReason: 'unreachable' });
    await reconnect();
    await hours(25);
    expect(await onlyPayment(shop)).toMatchObject({
      state: 'succeeded',
      amountReceived: 12_000,
      closeReason: null,
      lookBackAt: null,
    });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', frozenAt: null });
    expect(await open()).toEqual([]);
  });

  it('and not paid there, is free again by itself once the same account is connected again', async () => {
    const { invoiceId } = await opened();
    await revoke();
    await hours(3);
    await reconnect();
    await advanceBoth(shop, 2 * HOUR);
    await hours(25);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', frozenAt: null });
    expect(await open()).toEqual([]);
    expect(await onlyPayment(shop)).toMatchObject({ state: 'canceled', lookBackAt: null });
  });

  it('where 3-D Secure is in flight ends by the payer’s time too', async () => {
    const { invoiceId, session } = await opened();
    await payAtStripe(session, { card: '4000002760003184' });
    await recordOutcome(shop.ctx, (await onlyPayment(shop)).id);
    expect(await onlyPayment(shop)).toMatchObject({ state: 'authenticating' });
    await revoke();
    await hours(1);
    expect(await shop.slots()).toHaveLength(1);
    await hours(2);
    expect(await shop.slots()).toEqual([]);
    expect((await voidNow(invoiceId)).kind).toBe('done');
  });

  it('whose address nobody was given is closed with proof, and asks nobody', async () => {
    const { invoiceId } = await readyInvoice(shop);
    await claimOnly(shop, invoiceId);
    await revoke();
    await hours(3);
    expect(await onlyPayment(shop)).toMatchObject({ state: 'canceled', closeReason: 'never_created' });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ frozenAt: null });
    expect(await open()).toEqual([]);
  });
});

describe('an account revoked with a debit at the bank', () => {
  /** A debit by Checkout, or an own intent as autopay makes it, which Stripe has as `processing`. */
  async function processing(flow: 'session' | 'intent') {
    const made = await opened();
    expect((await payAtStripe(made.session, { bank: '000000000009' })).status).toBe(200);
    const { id } = await onlyPayment(shop);
    await recordOutcome(shop.ctx, id);
    if (flow === 'intent') {
      const own = { flow, stripeSessionId: null, via: 'autopay' } as const;
      await shop.ctx.db.update(payments).set(own).where(eq(payments.id, id));
    }
    return made;
  }

  it.each(['session', 'intent'] as const)(
    '(%s) is left to a person, with an alarm after ten days',
    async (flow) => {
      await processing(flow);
      await revoke();
      await hours(24);
      expect(await onlyPayment(shop)).toMatchObject({ state: 'processing' });
      expect(await shop.slots()).toHaveLength(1);
      shop.advance(10 * DAY);
      const { ctx, logged } = withLog(shop.ctx);
      await raiseAlarms(ctx);
      expect(logged).toContain('payment_unresolved');
    },
  );

  it.each(['session', 'intent'] as const)(
    '(%s) can be closed by hand, and a late success undoes that',
    async (flow) => {
      const { invoiceId } = await processing(flow);
      await revoke();
      expect((await closeNow()).kind).toBe('done');
      expect(await onlyPayment(shop)).toMatchObject({ state: 'canceled', closeReason: 'by_staff' });
      expect(await shop.slots()).toEqual([]);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'none' });
      await reconnect();
      const paid = await succeeded();
      shop.advance(25 * HOUR);
      await lookBack(paid);
      expect(await onlyPayment(shop)).toMatchObject({ state: 'succeeded', closeReason: null });
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    },
  );

  it('no cent is lost where the invoice was voided meanwhile: what came late is credit, to go back', async () => {
    const { invoiceId, customerId } = await processing('session');
    await revoke();
    expect((await closeNow()).kind).toBe('done');
    expect((await voidNow(invoiceId)).kind).toBe('done');
    await reconnect();
    const paid = await succeeded();
    shop.advance(25 * HOUR);
    await lookBack(paid);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'void' });
    expect(await creditRows(shop, customerId)).toMatchObject([
      { amount: 12_000, reason: 'unintended_collection' },
    ]);
  });

  /** The bank decides at last, and Stripe says so. */
  const succeeded = async () =>
    withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        const answer = await real.retrieveSession(id);
        if (answer.kind !== 'ok' || answer.value.intent === null) return answer;
        const intent = { ...answer.value.intent, status: 'succeeded', amountReceived: 12_000 } as const;
        return { kind: 'ok', value: { ...answer.value, intent } };
      },
      retrieveIntent: async (id) => {
        const answer = await real.retrieveIntent(id);
        if (answer.kind !== 'ok') return answer;
        return { kind: 'ok', value: { ...answer.value, status: 'succeeded', amountReceived: 12_000 } };
      },
    }));
});

describe('a payment that a person closes', () => {
  it('is closed at Stripe first, with proof where Stripe gives it', async () => {
    const { invoiceId, session } = await opened();
    expect((await closeNow()).kind).toBe('done');
    expect(await onlyPayment(shop)).toMatchObject({ state: 'canceled', closeReason: 'expired' });
    expect((await payAtStripe(session, CARD)).status).toBe(409);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open' });
  });

  it('says who, why and what Stripe last said in its timeline', async () => {
    await opened();
    await revoke();
    shop.advance(2 * HOUR);
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    expect((await closeNow(away)).kind).toBe('done');
    const { id } = await onlyPayment(shop);
    const told = must(
      await listPaymentTimeline(shop.ctx, {
        scope: shop.scope,
        paymentId: id,
        startingAfter: null,
        limit: 20,
      }),
    );
    expect(JSON.stringify(told)).toContain('closed_by_hand');
    expect(JSON.stringify(told)).toContain('no answer');
    expect(JSON.stringify(told)).toContain('The dashboard shows nothing.');
  });

  it('is not closed while its payer may still pay, nor while a bank decides and will say so', async () => {
    const { invoiceId, session } = await opened();
    const away = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
    expect(await closeNow(away)).toMatchObject({
      rejection: { code: 'payment_not_closable', why: 'page_open' },
    });
    await payAtStripe(session, { bank: '000000000009' });
    expect(await closeNow()).toMatchObject({ rejection: { code: 'payment_not_closable', why: 'under_way' } });
    expect(await shop.slots()).toHaveLength(1);
    // A debit that its bank never decides.
    shop.advance(11 * DAY);
    expect((await closeNow()).kind).toBe('done');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', paymentStatus: 'none' });
  });

  it('after it was paid, or by another business, is refused', async () => {
    const { session } = await opened();
    await payAtStripe(session, CARD);
    expect(await closeNow()).toMatchObject({ rejection: { code: 'payment_over', state: 'succeeded' } });
    const { id } = await onlyPayment(shop);
    const stranger = { merchantId: 'mer_else', livemode: false };
    const ask = { paymentId: id, by: 'Ann', reason: 'Gone.', commandId: 'close-it' };
    expect(await closeByHand(shop.ctx, { scope: stranger, ...ask })).toMatchObject({
      rejection: { code: 'not_found' },
    });
  });
});
