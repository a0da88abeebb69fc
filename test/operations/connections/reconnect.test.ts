import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  accountCreations,
  connections,
  paymentMethods,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { beginOauth } from '../../../src/operations/connections/begin-oauth.ts';
import { connectAgain, listConnections } from '../../../src/operations/connections/connect-again.ts';
import { createAccount, createOnboardingLink } from '../../../src/operations/connections/create-account.ts';
import { disconnect } from '../../../src/operations/connections/disconnect.ts';
import { disconnectedAtStripe } from '../../../src/operations/connections/disconnected-at-stripe.ts';
import { liftPause, pauseMoney } from '../../../src/operations/connections/pause-money.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { readCopying } from '../../../src/operations/connections/read-copying.ts';
import { readAccountNow } from '../../../src/operations/connections/sweep-accounts.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { storeEvent } from '../../../src/operations/inbox/store-event.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { atStripe, control, ownAccount } from '../../support/worker/accounts.ts';
import { draftFor, send, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import {
  ADA,
  anotherBusiness,
  connectionRows,
  openUnconnected,
  PLATFORM,
} from '../../support/worker/connect.ts';
import { readyInvoice, withStripe } from '../../support/worker/guards.ts';
import { stripeCustomerOf } from '../../support/worker/methods.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const EMPTY = { name: null, email: null, phone: null, address: {}, metadata: {} };

/** A customer with a card on file on the shop's own account. */
async function withCard(shop: Shop, account: string): Promise<string> {
  const { customerId } = await readyInvoice(shop, 100);
  const customer = await stripeCustomerOf(shop, customerId);
  await atStripe(account, '/payment_methods/pm_card_visa/attach', { customer });
  must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
  return customerId;
}

describe('a new account', () => {
  let world: Awaited<ReturnType<typeof openUnconnected>>;
  beforeEach(async () => {
    world = await openUnconnected();
  });

  it('is connected at once, held until its owner has completed it, left half way and taken up again', async () => {
    const { ctx, scope } = world;
    must(await createAccount(ctx, { scope, by: 'Ada' }));
    const view = async () => must(await readConnection(ctx, { scope }));
    expect(await view()).toMatchObject({
      heldSince: expect.any(Number),
      status: { readiness: { isReady: false, isOnboarding: true } },
    });
    const page = `/dashboard/${scope.merchantId}/stripe` as const;
    const open = async () => must(await createOnboardingLink(ctx, { scope, page })).url;
    const first = await open();
    const later = await fetch(first, {
      method: 'POST',
      body: new URLSearchParams({ step: 'later' }),
      redirect: 'manual',
    });
    expect(new URL(later.headers.get('location') ?? '').pathname).toBe(page);
    const second = await open();
    expect(second).not.toBe(first);
    const done = await fetch(second, {
      method: 'POST',
      body: new URLSearchParams({
        step: 'submit',
        name: 'Northwind',
        url: 'https://northwind.example',
        firstName: 'Ada',
        lastName: 'Lovelace',
        routing: '110000000',
        account: '000123456789',
        terms: 'yes',
      }),
      redirect: 'manual',
    });
    expect(done.status).toBe(303);
    world.shop.advance(6_000);
    await readAccountNow(ctx, (await view()).id);
    expect(await view()).toMatchObject({ heldSince: null, status: { readiness: { isReady: true } } });
  });

  it('is one, however often it is asked for: at once, and after an answer that was lost', async () => {
    const { ctx, scope } = world;
    const lost = withStripe(ctx, (real) => ({
      platform: {
        ...real.platform,
        createAccount: async (request, key) => {
          await real.platform.createAccount(request, key);
          return { kind: 'unknown', reason: 'no answer' };
        },
      },
    }));
    expect(await createAccount(lost, { scope, by: 'Ada' })).toEqual({ kind: 'stripe_unavailable' });
    const both = await Promise.all([
      createAccount(ctx, { scope, by: 'Ada' }),
      createAccount(ctx, { scope, by: 'Ada' }),
    ]);
    expect(both.some(({ kind }) => kind === 'done')).toBe(true);
    const [row, ...others] = await connectionRows({ ctx, scope });
    expect(others).toEqual([]);
    const made = await ctx.db
      .select()
      .from(accountCreations)
      .where(eq(accountCreations.merchantId, scope.merchantId));
    expect(made.map(({ account }) => account)).toEqual([row?.account]);
  });

  it('that Stripe refuses is told in its words, and can be asked for again', async () => {
    const { ctx, scope } = world;
    const refusing = withStripe(ctx, (real) => ({
      platform: {
        ...real.platform,
        createAccount: async () => ({
          kind: 'refused',
          status: 400,
          code: 'invalid',
          param: null,
          message: 'Please complete your platform profile.',
        }),
      },
    }));
    expect(await createAccount(refusing, { scope, by: 'Ada' })).toMatchObject({
      rejection: { code: 'account_not_made', message: 'Please complete your platform profile.' },
    });
    expect((await createAccount(ctx, { scope, by: 'Ada' })).kind).toBe('done');
  });
});

describe('an account that is disconnected and connected again', () => {
  it('in the middle of a collection run: nothing more is charged, nothing is lost, and all of it goes on', async () => {
    const shop = await openShop();
    const account = await ownAccount(shop);
    const { ctx, scope } = shop;
    await setPolicy(shop, { collectPolicy: 'on_send', noticeDays: 0 });
    const [first, second] = [await withCard(shop, account), await withCard(shop, account)];
    const paid = await sendNew(shop, first);
    await collectInvoice(ctx, paid);
    // The run is about to come to this one.
    const waiting = await draftFor(shop, second);
    await send(shop, waiting);
    must(await disconnect(ctx, { connectionId: shop.connectionId, by: 'Ada' }));
    await collectInvoice(ctx, waiting);
    await tick(shop);
    const succeeded = async () => (await shop.payments()).filter(({ state }) => state === 'succeeded');
    expect(await succeeded()).toHaveLength(1);
    const mapped = eq(stripeCustomers.connectionId, shop.connectionId);
    expect(await ctx.db.select().from(stripeCustomers).where(mapped)).toHaveLength(2);

    // A card goes while nobody looks.
    const [method] = await ctx.db.select().from(paymentMethods).where(eq(paymentMethods.customerId, second));
    await atStripe(account, `/payment_methods/${method?.stripePaymentMethodId}/detach`);
    shop.advance(15 * MINUTE);
    must(await connectAgain(ctx, { scope, connectionId: shop.connectionId, by: 'Ada' }));
    const [row] = await connectionRows(shop);
    expect(row).toMatchObject({
      id: shop.connectionId,
      state: 'active',
      pauseReason: 'catching_up',
      disconnectedAt: null,
    });
    for (let tick = 0; tick < 3; tick += 1) {
      await readStripeEvents(ctx);
      await shop.work();
      shop.advance(MINUTE);
    }
    const [resumed] = await connectionRows(shop);
    expect(resumed).toMatchObject({ pausedAt: null });
    const [gone] = await ctx.db.select().from(paymentMethods).where(eq(paymentMethods.customerId, second));
    expect(gone?.state).toBe('detached');
    // It can be disconnected a second time, and an ended one is not lost from the list.
    must(await disconnect(ctx, { connectionId: shop.connectionId, by: 'Ada' }));
    expect(must(await listConnections(ctx, { scope }))).toMatchObject([{ account, isActive: false }]);
  });

  it('stays paused where a person had paused it before its owner ended it at Stripe', async () => {
    const shop = await openShop();
    const account = await ownAccount(shop);
    const { ctx, scope, connectionId } = shop;
    await pauseMoney(ctx, connectionId, 'staff', { from: ctx.now(), by: 'Ada' });
    await control(`/accounts/${account}/deauthorize`);
    expect(must(await disconnectedAtStripe(ctx, { connectionId }))).toBe('ended');
    shop.advance(15 * MINUTE);
    // Its owner authorises it again.
    await control(`/accounts/${account}/connect`);
    must(await connectAgain(ctx, { scope, connectionId, by: 'Ada' }));
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await readStripeEvents(ctx);
      shop.advance(MINUTE);
    }
    const [paused] = await connectionRows(shop);
    expect(paused).toMatchObject({ state: 'active', pauseReason: 'staff', pausedAt: expect.any(Number) });
    // Whoever resumes it has what was made in between read first.
    await liftPause(ctx, connectionId, 'Ada');
    for (let ticks = 0; ticks < 3; ticks += 1) {
      await readStripeEvents(ctx);
      shop.advance(MINUTE);
    }
    expect(await connectionRows(shop)).toMatchObject([{ pausedAt: null }]);
  });

  it('is not reached where its owner ended it at Stripe', async () => {
    const shop = await openShop();
    const account = await ownAccount(shop);
    must(await disconnect(shop.ctx, { connectionId: shop.connectionId, by: 'Ada' }));
    await control(`/accounts/${account}/deauthorize`);
    const ask = { scope: shop.scope, connectionId: shop.connectionId, by: 'Ada' };
    expect(await connectAgain(shop.ctx, ask)).toMatchObject({ rejection: { code: 'account_not_reachable' } });
  });
});

describe('an account that another business was connected to meanwhile', () => {
  it('is not connected again without its owner, who agreed to the other one', async () => {
    const shop = await openShop();
    const account = await ownAccount(shop);
    const { ctx, scope } = shop;
    must(await disconnect(ctx, { connectionId: shop.connectionId, by: 'Ada' }));
    const other = await anotherBusiness(ctx, account);
    const again = () => connectAgain(ctx, { scope, connectionId: shop.connectionId, by: 'Ada' });
    expect(await again()).toMatchObject({ rejection: { code: 'account_taken' } });
    const { id: connectionId } = must(await readConnection(ctx, { scope: other }));
    must(await disconnect(ctx, { connectionId, by: 'Eve' }));
    expect(await again()).toMatchObject({ rejection: { code: 'account_not_reachable' } });
    expect(await connectionRows(shop)).toMatchObject([{ state: 'disconnected' }]);
  });
});

describe('in the other mode than the deployment’s key', () => {
  it('no account is made, onboarded, chosen or connected again', async () => {
    const shop = await openShop();
    await ownAccount(shop);
    const ctx: Context = { ...shop.ctx, connect: PLATFORM, livemode: true };
    const { scope } = shop;
    const page = `/dashboard/${scope.merchantId}/stripe` as const;
    const refusal = { rejection: { code: 'connect_not_set_up' } };
    expect(await createOnboardingLink(ctx, { scope, page })).toMatchObject(refusal);
    must(await disconnect(shop.ctx, { connectionId: shop.connectionId, by: 'Ada' }));
    expect(await createAccount(ctx, { scope, by: 'Ada' })).toMatchObject(refusal);
    expect(await beginOauth(ctx, { scope, ...ADA })).toMatchObject(refusal);
    const ask = { scope, connectionId: shop.connectionId, by: 'Ada' };
    expect(await connectAgain(ctx, ask)).toMatchObject({ rejection: { code: 'account_not_reachable' } });
    const made = eq(accountCreations.merchantId, scope.merchantId);
    expect(await ctx.db.select().from(accountCreations).where(made)).toEqual([]);
  });
});

describe('a deauthorisation', () => {
  it('in test mode leaves the live connection to the same account', async () => {
    const shop = await openShop();
    const account = await ownAccount(shop);
    const { ctx, scope } = shop;
    await ctx.db.insert(connections).values({
      ...scope,
      id: 'con_live',
      account,
      livemode: true,
      state: 'active',
      createdAt: ctx.now(),
      eventsWatermark: 0,
    });
    await control(`/accounts/${account}/deauthorize`);
    const event = {
      id: `evt_${crypto.randomUUID()}`,
      type: 'account.application.deauthorized',
      account,
      livemode: false,
      apiVersion: null,
    };
    await storeEvent(
      ctx,
      event,
      JSON.stringify({ created: 1, data: { object: { id: 'ca_1', object: 'application' } } }),
    );
    await workEvent(ctx, { account, livemode: false, eventId: event.id });
    const rows = await connectionRows(shop);
    expect(rows.map(({ livemode, state }) => [livemode, state]).toSorted()).toEqual([
      [false, 'disconnected'],
      [true, 'active'],
    ]);
  });
});

describe('customers that were copied from an older account', () => {
  it('keep their id, which names one customer in each account, and one alone in each', async () => {
    const shop = await openShop();
    const { customerId } = await readyInvoice(shop);
    const { db } = shop.ctx;
    const other = newId(shop.ctx, 'con');
    const copied = 'cus_copied';
    await db.insert(connections).values({
      ...shop.scope,
      id: other,
      account: 'acct_older',
      state: 'disconnected',
      createdAt: 0,
      eventsWatermark: 0,
    });
    const row = { customerId, stripeCustomerId: copied, request: EMPTY, attempt: 1, requestedAt: 0 };
    await db
      .update(stripeCustomers)
      .set({ stripeCustomerId: copied })
      .where(eq(stripeCustomers.customerId, customerId));
    await db.insert(stripeCustomers).values({ ...row, connectionId: other });
    const second = await readyInvoice(shop);
    const again = db
      .update(stripeCustomers)
      .set({ stripeCustomerId: copied })
      .where(eq(stripeCustomers.customerId, second.customerId));
    await expect(again).rejects.toThrow();
  });

  it('are counted as they arrive, apart from those that are mapped', async () => {
    const shop = await openShop();
    const account = await ownAccount(shop);
    await readyInvoice(shop);
    const count = async () => must(await readCopying(shop.ctx, { scope: shop.scope }));
    const before = await count();
    await atStripe(account, '/customers', { name: 'Copied Ltd' });
    expect(await count()).toMatchObject({
      arrived: before.arrived + 1,
      mapped: before.mapped,
      hasMore: false,
    });
  });
});
