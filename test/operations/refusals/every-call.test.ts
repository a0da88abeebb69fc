import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connections, stripeRefusals } from '../../../src/db/schema/index.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { removeMethod } from '../../../src/operations/methods/remove-method.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { verifyAccount } from '../../../src/operations/methods/verify-account.ts';
import {
  reconcileDaily,
  scheduleReconciliation,
} from '../../../src/operations/reconciliation/reconcile-daily.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import { sweepPayments } from '../../../src/operations/watch/sweep.ts';
import { advanceBoth, breakStripe, mendStripe } from '../../support/worker/events.ts';
import { claimOnly, openSession } from '../../support/worker/guards.ts';
import {
  AGREED,
  attachAtStripe,
  methodsOnFile,
  ownerOf,
  putOnFile,
  setupRow,
  stripeCustomerOf,
  typedAccount,
} from '../../support/worker/methods.ts';
import { paidInvoice, refund, refundRows } from '../../support/worker/money.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

let shop: Shop;
let made: Awaited<ReturnType<Shop['invoice']>>;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
  made = await shop.invoice(12_000);
  await shop.work();
});
afterEach(mendStripe);

const answer = (method: string, pathPattern: string, status: number, error: object) =>
  breakStripe({
    method,
    pathPattern,
    times: 10_000,
    kind: 'answer',
    answer: { status, body: { error: { type: 'invalid_request_error', message: 'No.', ...error } } },
  });
const forbid = (method: string, pathPattern: string) =>
  answer(method, pathPattern, 403, { code: 'more_permissions_required' });
const press = () => shop.request(made.payPath, { method: 'POST' });
const standing = () =>
  shop.ctx.db.select().from(stripeRefusals).where(eq(stripeRefusals.merchantId, shop.scope.merchantId));
const told = async () => {
  await shop.work();
  return shop.posted.filter(({ subject }) => subject === 'stripe_refused_business').length;
};
const OPEN = expect.objectContaining({ subjectType: 'connection', endedAt: null });
const ENDED = expect.objectContaining({ endedAt: expect.any(Number) });
const REFUSES = { kind: 'refused', rejection: { code: 'stripe_refuses' } };

describe('a permission that is missing is told once, loses nothing, and goes on once it is there', () => {
  it('to read an open session: the payer reads that it cannot be paid online now', async () => {
    const { stripe } = shop.ctx;
    // As in another isolate, which remembers no session.
    Object.assign(shop.ctx, {
      stripe: async (account: string) => ({ ...(await stripe(account)), recentSession: () => null }),
    });
    await openSession(shop, made.payPath);
    await forbid('GET', '/v1/checkout/sessions/*');
    for (let time = 0; time < 2; time += 1) {
      const page = await press();
      expect(page.status).toBe(409);
      expect(await page.text()).toContain('This can’t be paid online right now');
      await shop.sweepSoon();
    }
    expect(await standing()).toEqual([OPEN]);
    expect(await told()).toBe(1);
    expect(await shop.slots()).toHaveLength(1);
    await mendStripe();
    expect((await press()).status).toBe(303);
    expect(await standing()).toEqual([ENDED]);
  });

  it('to make a session, where the claim was taken over from a worker that died', async () => {
    await claimOnly(shop, made.invoiceId);
    shop.advance(11 * SECOND);
    await forbid('POST', '/v1/checkout/sessions');
    expect((await press()).status).toBe(409);
    expect(await standing()).toEqual([OPEN]);
    expect(await told()).toBe(1);
    expect(await shop.slots()).toHaveLength(1);
    await mendStripe();
    // Whether the dead worker's request made one is known when such a session could not live any more.
    await advanceBoth(shop, DAY);
    await sweepPayments(shop.ctx);
    shop.advance(2 * MINUTE);
    expect((await press()).status).toBe(303);
  });

  it('to read what became of a session, without anybody who looks', async () => {
    await openSession(shop, made.payPath);
    await forbid('GET', '/v1/checkout/sessions/*');
    await shop.sweepSoon();
    expect(await standing()).toEqual([OPEN]);
    await mendStripe();
    for (let minute = 0; minute < 10; minute += 1) await shop.sweepSoon();
    expect(await standing()).toEqual([ENDED]);
  });

  it('to add a bank account by its number, and to verify it', async () => {
    const who = ownerOf(shop, made.customerId);
    const add = () =>
      addBankAccount(shop.ctx, {
        who,
        setupId: newId(shop.ctx, 'set'),
        typed: typedAccount(),
        agreed: AGREED,
      });
    await forbid('POST', '/v1/setup_intents');
    expect(await add()).toEqual(REFUSES);
    expect(await standing()).toEqual([OPEN]);
    await mendStripe();
    const added = must(await add());
    expect(await standing()).toEqual([ENDED]);
    await forbid('POST', '/v1/setup_intents/*');
    const verify = () =>
      verifyAccount(shop.ctx, { who, setupId: added.setupId, answer: { kind: 'amounts', cents: [32, 45] } });
    expect(await verify()).toEqual(REFUSES);
    expect(await setupRow(shop, added.setupId)).toMatchObject({ state: 'verifying', tries: 0 });
    await mendStripe();
    expect(await verify()).toMatchObject({ kind: 'done' });
    expect(await told()).toBe(2);
  });

  it('to read and to remove methods', async () => {
    const { methodId } = await putOnFile(shop, made.customerId);
    const at = { customerId: made.customerId, connectionId: shop.connectionId };
    await forbid('GET', '/v1/customers/*/payment_methods');
    expect(await syncMethods(shop.ctx, at)).toEqual({ kind: 'stripe_unavailable' });
    expect(await standing()).toEqual([OPEN]);
    expect((await methodsOnFile(shop, made.customerId))[0]).toMatchObject({ state: 'usable' });
    await mendStripe();
    await syncMethods(shop.ctx, at);
    expect(await standing()).toEqual([ENDED]);

    await forbid('POST', '/v1/payment_methods/*');
    await removeMethod(shop.ctx, { who: ownerOf(shop, made.customerId), methodId, confirmed: true });
    expect(await standing()).toContainEqual(OPEN);
    const there = () => askStripe('GET', `/v1/customers/${id}/payment_methods`);
    const id = await stripeCustomerOf(shop, made.customerId);
    expect((await methodsOnFile(shop, made.customerId))[0]?.stateReason).toBe('removing');
    await mendStripe();
    shop.advance(2 * 60 * MINUTE);
    await shop.work();
    await removeMethod(shop.ctx, { who: ownerOf(shop, made.customerId), methodId, confirmed: true });
    await shop.work();
    expect(JSON.stringify(await there())).not.toContain('"visa"');
  });

  it.each([
    ['POST', '/v1/refunds'],
    ['GET', '/v1/refunds'],
  ])('to refund: %s %s', async (method, path) => {
    const paid = await paidInvoice(shop);
    await forbid(method, path);
    await refund(shop, paid.paymentId);
    await shop.work();
    if (method === 'POST') {
      for (let minute = 0; minute < 10; minute += 1) {
        shop.advance(MINUTE);
        await sweepRefunds(shop.ctx);
      }
      expect(await refundRows(shop, paid.paymentId)).toMatchObject([
        { state: 'requested', failureReason: null },
      ]);
    }
    expect(await standing()).toEqual([OPEN]);
    expect(await told()).toBe(1);
    await mendStripe();
    shop.advance(2 * 60 * MINUTE);
    await sweepRefunds(shop.ctx);
    expect(await refundRows(shop, paid.paymentId)).toMatchObject([{ state: 'succeeded' }]);
  });

  it('to read disputes', async () => {
    const paid = await paidInvoice(shop, { method: { card: '4000000000000259' } });
    await forbid('GET', '/v1/disputes');
    expect(await recordDisputes(shop.ctx, paid.paymentId)).toMatchObject({ known: false });
    expect(await standing()).toEqual([OPEN]);
    await mendStripe();
    expect(await recordDisputes(shop.ctx, paid.paymentId)).toMatchObject({ known: true });
  });

  it.each([
    ['/v1/balance', 'Balance: Read'],
    ['/v1/balance_transactions', 'Balance transactions: Read'],
  ])('to keep the books: %s', async (path, booksFailure) => {
    const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
    if (row === undefined) throw new Error('no connection');
    await scheduleReconciliation(shop.ctx, row, 0);
    await forbid('GET', path);
    await reconcileDaily(shop.ctx);
    const connection = async () => must(await readConnection(shop.ctx, { scope: shop.scope }));
    expect(await connection()).toMatchObject({ booksFailure });
    await mendStripe();
    shop.advance(11 * MINUTE);
    await reconcileDaily(shop.ctx);
    expect(await connection()).toMatchObject({ booksFailure: null });
  });
});

describe('a key of another account, which has nothing of what was made', () => {
  const missing = (method: string, path: string, param: string) =>
    answer(method, path, 404, { code: 'resource_missing', param });

  it('forgets no customer and no method, is told once, and goes on with the right key', async () => {
    const id = await stripeCustomerOf(shop, made.customerId);
    await attachAtStripe(id, 'pm_card_visa');
    const at = { customerId: made.customerId, connectionId: shop.connectionId };
    await syncMethods(shop.ctx, at);
    await missing('POST', '/v1/checkout/sessions', 'customer');
    await missing('GET', `/v1/customers/${id}*`, 'id');
    expect((await press()).status).toBe(409);
    await syncMethods(shop.ctx, at);
    expect(await stripeCustomerOf(shop, made.customerId)).toBe(id);
    expect(await methodsOnFile(shop, made.customerId)).toMatchObject([{ state: 'unusable' }]);
    expect(await standing()).toEqual([OPEN]);
    await mendStripe();
    shop.advance(2 * MINUTE);
    expect((await press()).status).toBe(303);
    expect(await stripeCustomerOf(shop, made.customerId)).toBe(id);
    await syncMethods(shop.ctx, at);
    expect(await methodsOnFile(shop, made.customerId)).toMatchObject([{ state: 'usable' }]);
  });
});
