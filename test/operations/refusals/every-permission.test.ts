import { eq, ne } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardDeclines, connections, emails, stripeRefusals } from '../../../src/db/schema/index.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { createAccount } from '../../../src/operations/connections/create-account.ts';
import { readConnection } from '../../../src/operations/connections/read-connection.ts';
import { readAccountNow, sweepAccounts } from '../../../src/operations/connections/sweep-accounts.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import {
  reconcileDaily,
  scheduleReconciliation,
} from '../../../src/operations/reconciliation/reconcile-daily.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import type { Permission } from '../../support/permissions.ts';
import { customerWith, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { PLATFORM } from '../../support/worker/connect.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { invoiceRow, openSession, readyInvoice, withLog } from '../../support/worker/guards.ts';
import { AGREED, methodsOnFile, ownerOf, typedAccount } from '../../support/worker/methods.ts';
import { paidInvoice, refund, refundRows } from '../../support/worker/money.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.ctx.db.delete(stripeRefusals);
  await shop.ctx.db.update(connections).set({ livemode: true }).where(ne(connections.id, shop.connectionId));
});
afterEach(mendStripe);

/** Stripe's words for a key that lacks a permission. https://docs.stripe.com/error-codes#more-permissions-required */
const WORDS = 'The provided key does not have the required permissions for this endpoint.';
const forbid = async (...calls: readonly (readonly [method: string, pathPattern: string])[]) => {
  for (const [method, pathPattern] of calls) {
    await breakStripe({
      method,
      pathPattern,
      times: 10_000,
      kind: 'answer',
      answer: {
        status: 403,
        body: {
          error: { type: 'invalid_request_error', code: 'more_permissions_required', message: WORDS },
        },
      },
    });
  }
};
const connection = async () => must(await readConnection(shop.ctx, { scope: shop.scope }));
/** What the business reads of it, by the API and by mail. */
async function isTold(): Promise<void> {
  expect(await connection()).toMatchObject({
    stripeRefusal: { code: 'more_permissions_required', message: WORDS },
  });
  const mails = await shop.ctx.db.select().from(emails).where(eq(emails.merchantId, shop.scope.merchantId));
  expect(mails.filter(({ template }) => template === 'stripe_refused_business')).toHaveLength(1);
}
const press = (path: string) => shop.request(path, { method: 'POST' });
async function payerReads(path: string): Promise<void> {
  const page = await press(path);
  expect(page.status).toBe(409);
  const text = await page.text();
  expect(text).toContain('This can’t be paid online right now');
  expect(text).toContain('IBAN XX00');
}
const isPaid = async (invoiceId: string) => (await invoiceRow(shop, invoiceId)).status === 'paid';
/** Two minutes after the mend the payer opens the link again. */
async function paysByLink(payPath: string, invoiceId: string): Promise<void> {
  shop.advance(2 * MINUTE);
  await payAtStripe(await openSession(shop, payPath));
  await shop.sweepSoon();
  expect(await isPaid(invoiceId)).toBe(true);
}
/** Cron, for some minutes. */
async function minutes(count: number, work: () => Promise<unknown> = () => tick(shop)): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    shop.advance(MINUTE);
    await work();
  }
}
const synced = (customerId: string) => syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
const CLEAR = { stripeRefusal: null };

/**
 * What is done without a permission: it is forbidden and wanted, and whoever it concerns reads why. Then, after the key was
 * mended, what rested goes on within ten minutes.
 */
type Lack = () => Promise<{ readonly goesOn: () => Promise<unknown> }>;

const LACKS: Readonly<Record<Permission, Lack>> = {
  'Checkout Sessions: Write': async () => {
    const { payPath, invoiceId } = await readyInvoice(shop);
    await forbid(['*', '/v1/checkout/sessions*']);
    await payerReads(payPath);
    await isTold();
    expect(await shop.slots()).toEqual([]);
    return { goesOn: () => paysByLink(payPath, invoiceId) };
  },
  'Customers: Write': async () => {
    await forbid(['*', '/v1/customers*']);
    const { payPath, invoiceId } = await shop.invoice(12_000);
    await payerReads(payPath);
    await isTold();
    expect(await shop.slots()).toEqual([]);
    return { goesOn: () => paysByLink(payPath, invoiceId) };
  },
  'PaymentIntents: Write': async () => {
    await setPolicy(shop, { collectPolicy: 'on_send' });
    const customerId = await customerWith(shop, 'pm_card_visa');
    await forbid(['*', '/v1/payment_intents*']);
    const invoiceId = await sendNew(shop, customerId);
    await isTold();
    return {
      goesOn: async () => {
        await minutes(11);
        expect(await isPaid(invoiceId)).toBe(true);
      },
    };
  },
  'PaymentMethods: Write': async () => {
    const customerId = await customerWith(shop, 'pm_card_visa');
    await forbid(['*', '/v1/customers/*/payment_methods'], ['*', '/v1/payment_methods*']);
    expect(await synced(customerId)).toEqual({ kind: 'stripe_unavailable' });
    await isTold();
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable' }]);
    return { goesOn: () => synced(customerId) };
  },
  'SetupIntents: Write': async () => {
    const { customerId } = await readyInvoice(shop);
    const add = () =>
      addBankAccount(shop.ctx, {
        who: ownerOf(shop, customerId),
        setupId: newId(shop.ctx, 'set'),
        typed: typedAccount(),
        agreed: AGREED,
      });
    await forbid(['*', '/v1/setup_intents*']);
    expect(await add()).toEqual({ kind: 'refused', rejection: { code: 'stripe_refuses' } });
    await isTold();
    return { goesOn: async () => expect(await add()).toMatchObject({ kind: 'done' }) };
  },
  'Refunds: Write': async () => {
    const { paymentId } = await paidInvoice(shop);
    await forbid(['*', '/v1/refunds*']);
    await refund(shop, paymentId);
    await shop.work();
    await isTold();
    return {
      goesOn: async () => {
        await minutes(10, () => sweepRefunds(shop.ctx));
        expect(await refundRows(shop, paymentId)).toMatchObject([{ state: 'succeeded' }]);
      },
    };
  },
  'Charges: Read': async () => {
    const { payPath, invoiceId } = await readyInvoice(shop);
    const session = await openSession(shop, payPath);
    const decline = () => payAtStripe(session, { card: '4000000000000002' });
    const counted = async () =>
      (await shop.ctx.db.select().from(cardDeclines).where(eq(cardDeclines.invoiceId, invoiceId))).length;
    await forbid(['*', '/v1/charges*']);
    await decline();
    await decline();
    await tick(shop);
    // What was retrieved with the payment counts; of the others nobody knows, and the business reads why.
    expect(await counted()).toBe(1);
    await isTold();
    return {
      goesOn: async () => {
        await decline();
        await minutes(1);
        expect(await counted()).toBe(3);
        await payAtStripe(session);
        await shop.sweepSoon();
        expect(await isPaid(invoiceId)).toBe(true);
      },
    };
  },
  'Disputes: Write': async () => {
    const { paymentId } = await paidInvoice(shop, { method: { card: '4000000000000259' } });
    await forbid(['*', '/v1/disputes*']);
    expect(await recordDisputes(shop.ctx, paymentId)).toMatchObject({ known: false });
    await isTold();
    // Payments that are read meanwhile say nothing of disputes: the business is told once.
    await paidInvoice(shop);
    await recordDisputes(shop.ctx, paymentId);
    await isTold();
    return {
      goesOn: async () =>
        expect(await recordDisputes(shop.ctx, paymentId)).toMatchObject({ known: true, anomaly: null }),
    };
  },
  'Events: Read': async () => {
    const { payPath, invoiceId } = await readyInvoice(shop);
    await forbid(['*', '/v1/events*']);
    await minutes(12, () => readStripeEvents(shop.ctx));
    expect(await connection()).toMatchObject({ eventsFailure: 'Events: Read', pausedAt: null });
    await payAtStripe(await openSession(shop, payPath));
    await shop.sweepSoon();
    expect(await isPaid(invoiceId)).toBe(true);
    return {
      goesOn: async () => {
        await minutes(1);
        expect(await connection()).toMatchObject({ eventsFailure: null });
      },
    };
  },
  'Accounts: Read': async () => {
    await forbid(['GET', '/v1/account*']);
    await readAccountNow(shop.ctx, shop.connectionId);
    expect(await connection()).toMatchObject({
      accountFailure: 'more_permissions_required',
      heldSince: null,
      pausedAt: null,
    });
    return {
      goesOn: async () => {
        await minutes(10, () => sweepAccounts(shop.ctx));
        expect(await connection()).toMatchObject({ accountFailure: null, status: expect.anything() });
      },
    };
  },
  'Webhook Endpoints: Read': async () => {
    const { ctx, logged } = withLog(shop.ctx);
    await forbid(['GET', '/v1/webhook_endpoints*']);
    await readAccountNow(ctx, shop.connectionId);
    // Null is what the API says of a key that may not read them; all else that Stripe said of the account counts.
    expect(await connection()).toMatchObject({ status: { endpoints: null, chargesEnabled: true } });
    expect(logged).toContain('endpoints_unavailable');
    return {
      goesOn: async () => {
        await minutes(10, () => sweepAccounts(shop.ctx));
        expect(await connection()).toMatchObject({ status: { endpoints: { isMissing: true } } });
      },
    };
  },
  'Connect: Write': async () => {
    const unconnected = await openShop();
    await unconnected.ctx.db.delete(connections).where(eq(connections.id, unconnected.connectionId));
    const ctx = { ...unconnected.ctx, connect: PLATFORM };
    const create = () => createAccount(ctx, { scope: unconnected.scope, by: 'Ada' });
    shop = unconnected;
    await forbid(['*', '/v2/core/accounts*']);
    expect(await create()).toEqual({
      kind: 'refused',
      rejection: { code: 'account_not_made', message: WORDS },
    });
    return { goesOn: async () => expect(await create()).toMatchObject({ kind: 'done' }) };
  },
  'Balance: Read': () => withoutBooks('/v1/balance', 'Balance: Read'),
  'Balance transactions: Read': () => withoutBooks('/v1/balance_transactions', 'Balance transactions: Read'),
};

async function withoutBooks(path: string, booksFailure: string): ReturnType<Lack> {
  const [row] = await shop.ctx.db.select().from(connections).where(eq(connections.id, shop.connectionId));
  if (row === undefined) throw new Error('no connection');
  await scheduleReconciliation(shop.ctx, row, 0);
  await forbid(['GET', path]);
  await reconcileDaily(shop.ctx);
  expect(await connection()).toMatchObject({ booksFailure, pausedAt: null });
  return {
    goesOn: async () => {
      await minutes(10, () => reconcileDaily(shop.ctx));
      expect(await connection()).toMatchObject({ booksFailure: null });
    },
  };
}

describe('a permission that a restricted key lacks is named, holds nothing, and within ten minutes of the mend all goes on', () => {
  it.each(Object.entries(LACKS))('%s', async (_, lack) => {
    const { goesOn } = await lack();
    await mendStripe();
    await goesOn();
    expect(await connection()).toMatchObject(CLEAR);
    expect(await shop.slots()).toEqual([]);
    expect((await connection()).pausedAt).toBeNull();
  });
});
