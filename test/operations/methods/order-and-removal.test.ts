import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  customers,
  emails,
  invoices,
  outbox,
  paymentMethods,
  payments,
} from '../../../src/db/schema/index.ts';
import { DONE, done, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { moveMethod } from '../../../src/operations/methods/move-method.ts';
import { notifyExpiringCards } from '../../../src/operations/methods/notify-expiring-cards.ts';
import { removeMethod } from '../../../src/operations/methods/remove-method.ts';
import { setDefaultMethod } from '../../../src/operations/methods/set-default.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { AWAY, claimOnly, invoiceRow, onlyPayment, withStripe } from '../../support/worker/guards.ts';
import {
  AGREED,
  attachAtStripe,
  messagesTo,
  methodsOnFile,
  ownerOf,
  setupRow,
  stripeCustomerOf,
  typedAccount,
  updateCardAtStripe,
} from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

let shop: Shop;
let customerId: string;
let invoiceId: string;
let who: ReturnType<typeof ownerOf>;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId, invoiceId } = await shop.invoice(12_000));
  await shop.work();
  who = ownerOf(shop, customerId);
});

/** Puts test cards on file; their ids in the order of trying. */
async function onFile(...names: string[]): Promise<string[]> {
  const stripeCustomer = await stripeCustomerOf(shop, customerId);
  for (const name of names) {
    await attachAtStripe(stripeCustomer, name);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
  }
  return (await methodsOnFile(shop, customerId)).map(({ id }) => id);
}
const atStripe = async (): Promise<number> => {
  const customer = await stripeCustomerOf(shop, customerId);
  const { data } = await askStripe('GET', `/v1/customers/${customer}/payment_methods`);
  return Array.isArray(data) ? data.length : -1;
};
const remove = (methodId: string, confirmed = false, ctx = shop.ctx) =>
  removeMethod(ctx, { who, methodId, confirmed });

describe('the default and the order', () => {
  it('are the customer’s choice, and there is one default', async () => {
    const [first = '', second = '', third = ''] = await onFile(
      'pm_card_visa',
      'pm_card_mastercard',
      'pm_usBankAccount_success',
    );
    expect(await setDefaultMethod(shop.ctx, { who, methodId: second })).toEqual(DONE);
    await Promise.all([first, third].map((id) => setDefaultMethod(shop.ctx, { who, methodId: id })));
    expect((await methodsOnFile(shop, customerId)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    await moveMethod(shop.ctx, { who, methodId: third, to: 'up' });
    await moveMethod(shop.ctx, { who, methodId: third, to: 'up' });
    await moveMethod(shop.ctx, { who, methodId: third, to: 'up' });
    await moveMethod(shop.ctx, { who, methodId: first, to: 'down' });
    expect((await methodsOnFile(shop, customerId)).map(({ id }) => id)).toEqual([third, second, first]);
  });

  it('makes invoices that waited for another method due for a check', async () => {
    const [, second = ''] = await onFile('pm_card_visa', 'pm_card_mastercard');
    await shop.ctx.db
      .update(invoices)
      .set({ sentAt: shop.ctx.now(), collectStage: 'needs_customer', nextCheckAt: null })
      .where(eq(invoices.id, invoiceId));
    await setDefaultMethod(shop.ctx, { who, methodId: second });
    expect((await invoiceRow(shop, invoiceId)).nextCheckAt).not.toBe(null);
  });

  it('cannot be an account that waits for its deposits', async () => {
    await onFile('pm_card_visa');
    const setupId = newId(shop.ctx, 'set');
    await addBankAccount(shop.ctx, { who, setupId, typed: typedAccount(), agreed: AGREED });
    const [, pending] = await methodsOnFile(shop, customerId);
    expect(await setDefaultMethod(shop.ctx, { who, methodId: pending?.id ?? '' })).toEqual(
      refused({ code: 'method_not_usable' }),
    );
  });

  it('of another customer cannot be touched by changed ids', async () => {
    const [mine = ''] = await onFile('pm_card_visa');
    const other = ownerOf(shop, (await shop.invoice(100)).customerId);
    expect(await setDefaultMethod(shop.ctx, { who: other, methodId: mine })).toEqual(
      refused({ code: 'not_found', what: 'payment method' }),
    );
    expect(await moveMethod(shop.ctx, { who: other, methodId: mine, to: 'up' })).toEqual(
      refused({ code: 'not_found', what: 'payment method' }),
    );
    expect(await removeMethod(shop.ctx, { who: other, methodId: mine, confirmed: true })).toEqual(
      refused({ code: 'not_found', what: 'payment method' }),
    );
    const elsewhere = await openShop();
    expect(
      await setDefaultMethod(shop.ctx, { who: { ...elsewhere.scope, customerId }, methodId: mine }),
    ).toEqual(refused({ code: 'not_found', what: 'payment method' }));
    expect(await atStripe()).toBe(1);
  });
});

describe('removing a method', () => {
  it('detaches it at Stripe too, makes the next one the default, and is notified once', async () => {
    const [first = ''] = await onFile('pm_card_visa', 'pm_card_mastercard');
    expect(await remove(first)).toEqual(done({ methodId: first }));
    expect(await remove(first)).toEqual(refused({ code: 'not_found', what: 'payment method' }));
    expect(await atStripe()).toBe(1);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { state: 'detached', isDefault: false },
      { state: 'usable', isDefault: true },
    ]);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    expect(await messagesTo(shop, customerId)).toMatchObject([
      { template: 'method_removed', method: { last4: '4242' } },
    ]);
  });

  it('is refused while a payment with it is under way', async () => {
    const [first = ''] = await onFile('pm_card_visa');
    await claimOnly(shop, invoiceId);
    const { id } = await onlyPayment(shop);
    const { db } = shop.ctx;
    await db.update(payments).set({ paymentMethodId: first, state: 'processing' }).where(eq(payments.id, id));
    expect(await remove(first, true)).toEqual(refused({ code: 'payment_in_progress' }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable', isDefault: true }]);
    expect(await atStripe()).toBe(1);
  });

  it('is taken back where a payment with it began in between', async () => {
    const [first = ''] = await onFile('pm_card_visa');
    await claimOnly(shop, invoiceId);
    const { id } = await onlyPayment(shop);
    const { db } = shop.ctx;
    await db
      .update(paymentMethods)
      .set({ state: 'unusable', stateReason: 'removing', isDefault: false })
      .where(eq(paymentMethods.id, first));
    await db.update(payments).set({ paymentMethodId: first }).where(eq(payments.id, id));
    expect(await remove(first)).toEqual(refused({ code: 'payment_in_progress' }));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable', isDefault: true }]);
  });

  it('asks once more for the last one that autopay could charge', async () => {
    const [first = '', second = ''] = await onFile('pm_card_visa', 'pm_card_mastercard');
    const { db } = shop.ctx;
    await db.update(customers).set({ autopay: 'on' }).where(eq(customers.id, customerId));
    expect(await remove(first)).toEqual(done({ methodId: first }));
    expect(await remove(second)).toEqual(refused({ code: 'last_of_autopay' }));
    expect(await atStripe()).toBe(1);
    expect(await remove(second, true)).toEqual(done({ methodId: second }));
    expect(await atStripe()).toBe(0);
  });

  it('stops charges at once where Stripe is away, and is finished later', async () => {
    const [first = ''] = await onFile('pm_card_visa', 'pm_card_mastercard');
    const away = withStripe(shop.ctx, () => ({ detachMethod: async () => AWAY }));
    expect(await remove(first, false, away)).toEqual(STRIPE_UNAVAILABLE);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { state: 'unusable', stateReason: 'removing' },
      { isDefault: true },
    ]);
    shop.advance(31_000);
    const [waiting] = await shop.ctx.db
      .select()
      .from(outbox)
      .where(eq(sql`${outbox.payload} ->> 'methodId'`, first));
    shop.enqueued.push({ kind: 'outbox', id: waiting?.id ?? '' });
    await shop.work();
    expect(await atStripe()).toBe(1);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'detached' }, {}]);
    expect(await messagesTo(shop, customerId)).toHaveLength(1);
  });

  it('calls off an account that waits for its deposits', async () => {
    const setupId = newId(shop.ctx, 'set');
    await addBankAccount(shop.ctx, { who, setupId, typed: typedAccount(), agreed: AGREED });
    const [pending] = await methodsOnFile(shop, customerId);
    expect(await remove(pending?.id ?? '')).toEqual(done({ methodId: pending?.id ?? '' }));
    const setup = await setupRow(shop, setupId);
    expect(setup).toMatchObject({ state: 'expired' });
    expect(await askStripe('GET', `/v1/setup_intents/${setup.stripeSetupIntentId}`)).toMatchObject({
      status: 'canceled',
    });
  });
});

describe('a card that ends', () => {
  it('is notified once for its month, and again when it was renewed and expires anew', async () => {
    await onFile('pm_card_visa');
    const [card] = await methodsOnFile(shop, customerId);
    // On the first of a month of 31 days its end is more than thirty ahead.
    if (new Date(shop.ctx.now()).getUTCDate() === 1) shop.advance(86_400_000);
    const date = new Date(shop.ctx.now());
    const expiry = { expMonth: date.getUTCMonth() + 1, expYear: date.getUTCFullYear() };
    await notifyExpiringCards(shop.ctx);
    expect(await messagesTo(shop, customerId)).toEqual([]);
    await updateCardAtStripe(card?.stripePaymentMethodId ?? '', expiry);
    await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    await Promise.all([notifyExpiringCards(shop.ctx), notifyExpiringCards(shop.ctx)]);
    await notifyExpiringCards(shop.ctx);
    expect(await messagesTo(shop, customerId)).toMatchObject([
      { template: 'card_expiring', methodId: card?.id, method: { last4: '4242', ...expiry } },
    ]);
    await shop.work();
    expect(shop.posted.map(({ subject }) => subject)).toContain('card_expiring');
    const { expYear } = expiry;
    for (const year of [expYear + 5, expYear]) {
      await updateCardAtStripe(card?.stripePaymentMethodId ?? '', { expYear: year });
      await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
    }
    await shop.ctx.db.delete(emails).where(eq(emails.customerId, customerId));
    const [anew] = await methodsOnFile(shop, customerId);
    expect(anew?.expiryTold).toBe(null);
  });
});
