import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  connections,
  customerExternalIds,
  invoices,
  journal,
  paymentMethods,
  stripeCustomers,
  stripeRefusals,
} from '../../../src/db/schema/index.ts';
import { done, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { AWAY, invoiceRow, REFUSED, withLog, withStripe } from '../../support/worker/guards.ts';
import {
  attachAtStripe,
  messagesTo,
  methodsOnFile,
  stripeCustomerOf,
  updateCardAtStripe,
} from '../../support/worker/methods.ts';
import { doNow } from '../../support/worker/rows.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const PAYER = {
  legalName: 'Payer Inc',
  label: null,
  contactName: null,
  billingEmails: [],
  telephone: null,
  url: null,
  taxStatus: 'TAXED',
  address: {},
  customerAliases: [],
  locale: null,
};

let shop: Shop;
let at: { customerId: string; connectionId: string };
let stripeCustomer: string;
let invoiceId: string;
beforeEach(async () => {
  shop = await openShop();
  const invoice = await shop.invoice(12_000);
  await shop.work();
  at = { customerId: invoice.customerId, connectionId: shop.connectionId };
  stripeCustomer = await stripeCustomerOf(shop, invoice.customerId);
  invoiceId = invoice.invoiceId;
});

const rows = () =>
  shop.ctx.db
    .select()
    .from(paymentMethods)
    .where(eq(paymentMethods.customerId, at.customerId))
    .orderBy(asc(paymentMethods.position));
const entries = async () =>
  (await shop.ctx.db.select().from(journal).where(eq(journal.streamId, at.customerId))).filter(
    ({ type }) => type === 'methods_followed',
  );

describe('a method that was added outside', () => {
  it('is on file after one sync, the newest as default, each with what is shown of it', async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await attachAtStripe(stripeCustomer, 'pm_usBankAccount_success');
    expect(await syncMethods(shop.ctx, at)).toEqual(done('changed'));
    expect(await rows()).toMatchObject([
      { type: 'card', state: 'usable', position: 0, summary: { kind: 'card', brand: 'visa', last4: '4242' } },
      {
        type: 'us_bank_account',
        state: 'usable',
        position: 1,
        isDefault: true,
        expMonth: null,
        summary: { bankName: 'STRIPE TEST BANK', last4: '6789' },
      },
    ]);
    const [card] = await rows();
    expect(card?.expMonth).toBe(12);
    expect(card?.fingerprint).toBeTruthy();
  });

  it('changes nothing when it is synced again, and is one row however many sync at once', async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    const looks = await Promise.all([1, 2, 3].map(() => syncMethods(shop.ctx, at)));
    expect(looks.filter((look) => look.kind === 'done' && look.value === 'changed')).toHaveLength(1);
    expect(await syncMethods(shop.ctx, at)).toEqual(done('unchanged'));
    expect(await rows()).toHaveLength(1);
    expect(await entries()).toHaveLength(1);
  });

  it('goes to the end of the order and leaves the default as it is', async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    await attachAtStripe(stripeCustomer, 'pm_card_mastercard');
    await syncMethods(shop.ctx, at);
    expect(await rows()).toMatchObject([
      { position: 0, isDefault: true, summary: { brand: 'visa' } },
      { position: 1, isDefault: false, summary: { brand: 'mastercard' } },
    ]);
  });

  it('is the default where Stripe says so and we had none', async () => {
    const first = await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await attachAtStripe(stripeCustomer, 'pm_card_mastercard');
    await askStripe('POST', `/v1/customers/${stripeCustomer}`, {
      'invoice_settings[default_payment_method]': first,
    });
    await syncMethods(shop.ctx, at);
    expect(await rows()).toMatchObject([{ isDefault: true }, { isDefault: false }]);
  });

  it('makes an open invoice that waited for the customer due for a check', async () => {
    const stuck = { collectStage: 'needs_customer', nextCheckAt: null, sentAt: shop.ctx.now() } as const;
    await shop.ctx.db.update(invoices).set(stuck).where(eq(invoices.id, invoiceId));
    await syncMethods(shop.ctx, at);
    expect((await invoiceRow(shop, invoiceId)).nextCheckAt).toBe(null);
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    expect((await invoiceRow(shop, invoiceId)).nextCheckAt).toBeLessThanOrEqual(shop.ctx.now());
  });

  it('leaves invoices alone that were never sent', async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    expect((await invoiceRow(shop, invoiceId)).nextCheckAt).toBe(null);
  });
});

describe('a method that changes at Stripe', () => {
  it('is detached here when it is there, and the next usable one is the default', async () => {
    const first = await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    await attachAtStripe(stripeCustomer, 'pm_card_mastercard');
    await askStripe('POST', `/v1/payment_methods/${first}/detach`);
    await syncMethods(shop.ctx, at);
    expect(await rows()).toMatchObject([
      { state: 'detached', isDefault: false },
      { state: 'usable', isDefault: true },
    ]);
  });

  it('has its new expiry and number after an automatic update, and is the same row', async () => {
    const card = await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    const [before] = await rows();
    await updateCardAtStripe(card, { expMonth: 3, expYear: 2044, number: '5555555555554444' });
    await syncMethods(shop.ctx, at);
    expect(await rows()).toMatchObject([
      { id: before?.id, expMonth: 3, expYear: 2044, isDefault: true, summary: { last4: '4444' } },
    ]);
  });

  it('is let go of with the Stripe customer, and a new customer can be made', async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    await askStripe('DELETE', `/v1/customers/${stripeCustomer}`);
    expect(await syncMethods(shop.ctx, at)).toEqual(done('no_customer'));
    expect(await rows()).toMatchObject([{ state: 'detached', isDefault: false }]);
    expect(await syncMethods(shop.ctx, at)).toEqual(done('no_customer'));
  });

  it('stays as it was known while Stripe does not answer', async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
    const away = withStripe(shop.ctx, () => ({ listMethods: async () => AWAY }));
    expect(await syncMethods(away, at)).toEqual(STRIPE_UNAVAILABLE);
    expect(await rows()).toMatchObject([{ state: 'usable' }]);
  });
});

describe('a customer whose Stripe customer was deleted', () => {
  const link = async () => {
    const [row] = await shop.ctx.db
      .select()
      .from(stripeCustomers)
      .where(
        and(eq(stripeCustomers.customerId, at.customerId), eq(stripeCustomers.connectionId, at.connectionId)),
      );
    return row;
  };

  it('is linked to none, is asked for under a new key, and is named by it no more', async () => {
    const db = shop.ctx.db;
    const name = { customerId: at.customerId, key: 'Stripe' };
    await db.insert(customerExternalIds).values({ ...name, value: stripeCustomer });
    const before = await link();
    await askStripe('DELETE', `/v1/customers/${stripeCustomer}`);
    await syncMethods(shop.ctx, at);
    expect(await link()).toMatchObject({
      stripeCustomerId: null,
      attempt: (before?.attempt ?? 0) + 1,
      lostId: stripeCustomer,
      lostReason: 'deleted',
    });
    const named = eq(customerExternalIds.customerId, at.customerId);
    expect(await db.select().from(customerExternalIds).where(named)).toEqual([]);
  });
});

describe('an answer of Stripe’s that is none', () => {
  const refusals = () =>
    shop.ctx.db
      .select({ code: stripeRefusals.code, ended: stripeRefusals.endedAt })
      .from(stripeRefusals)
      .where(eq(stripeRefusals.merchantId, shop.scope.merchantId));
  const missing = { ...REFUSED, status: 404, code: 'resource_missing' } as const;
  beforeEach(async () => {
    await attachAtStripe(stripeCustomer, 'pm_card_visa');
    await syncMethods(shop.ctx, at);
  });

  it('to read methods is told to the business, and no method is let go of', async () => {
    const forbidden = withLog(withStripe(shop.ctx, () => ({ listMethods: async () => REFUSED })));
    expect(await syncMethods(forbidden.ctx, at)).toEqual(STRIPE_UNAVAILABLE);
    expect(forbidden.logged).toContain('stripe_refused_methods');
    expect(await refusals()).toMatchObject([{ code: REFUSED.code, ended: null }]);
    expect(await rows()).toMatchObject([{ state: 'usable' }]);
  });

  it.each([
    ['does not answer', AWAY],
    ['says that they are there', { kind: 'ok', value: { kind: 'found' } }],
    ['has none of theirs', missing],
  ])('that there are none is not believed where Stripe, asked for the customer, %s', async (_, answer) => {
    const odd = withStripe(shop.ctx, () => ({
      listMethods: async () => missing,
      retrieveCustomer: async () => answer as never,
    }));
    expect(await syncMethods(odd, at)).toEqual(STRIPE_UNAVAILABLE);
    const isLost = answer === missing;
    expect(await rows()).toMatchObject([{ state: isLost ? 'unusable' : 'usable' }]);
    expect(await refusals()).toHaveLength(1);
    // Known to be lost, they are not told of again.
    expect(await syncMethods(odd, at)).toEqual(STRIPE_UNAVAILABLE);
    expect(await refusals()).toHaveLength(1);
  });

  it('is not asked for where the connection is over, or there is no such customer', async () => {
    const asked: string[] = [];
    const counting = withStripe(shop.ctx, (real) => ({
      listMethods: (id) => {
        asked.push(id);
        return real.listMethods(id);
      },
    }));
    expect(await syncMethods(counting, { ...at, customerId: newId(shop.ctx, 'cus') })).toEqual(
      done('no_customer'),
    );
    await shop.ctx.db.update(connections).set({ state: 'disconnected', disconnectedAt: 5 });
    expect(await syncMethods(counting, at)).toEqual(done('no_customer'));
    expect(asked).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'usable' }]);
  });
});

it('the removal of a method is told once it is gone, and that it went by itself is not', async () => {
  const removed = async () =>
    (await messagesTo(shop, at.customerId)).filter((message) => message?.template === 'method_removed')
      .length;
  const [first, second] = [
    await attachAtStripe(stripeCustomer, 'pm_card_visa'),
    await attachAtStripe(stripeCustomer, 'pm_card_mastercard'),
  ];
  await syncMethods(shop.ctx, at);
  await askStripe('POST', `/v1/payment_methods/${first}/detach`);
  await syncMethods(shop.ctx, at);
  expect(await removed()).toBe(0);
  await shop.ctx.db
    .update(paymentMethods)
    .set({ stateReason: 'removing' })
    .where(eq(paymentMethods.stripePaymentMethodId, second));
  await syncMethods(shop.ctx, at);
  expect(await removed()).toBe(0);
  await askStripe('POST', `/v1/payment_methods/${second}/detach`);
  await syncMethods(shop.ctx, at);
  await syncMethods(shop.ctx, at);
  expect(await removed()).toBe(1);
});

it('cannot be overtaken by an answer that aged on the way', async () => {
  const card = await attachAtStripe(stripeCustomer, 'pm_card_visa');
  let overtaken = false;
  const slow = withStripe(shop.ctx, (real) => ({
    listMethods: async (customer) => {
      const old = await real.listMethods(customer);
      if (overtaken) return old;
      overtaken = true;
      await askStripe('POST', `/v1/payment_methods/${card}/detach`);
      await attachAtStripe(stripeCustomer, 'pm_card_mastercard');
      await syncMethods(shop.ctx, at);
      return old;
    },
  }));
  await syncMethods(slow, at);
  expect(await rows()).toMatchObject([{ state: 'usable', summary: { brand: 'mastercard' } }]);
});

it('is done as an effect of the outbox', async () => {
  await attachAtStripe(stripeCustomer, 'pm_card_visa');
  await doNow(shop, 'sync_methods', at);
  expect(await rows()).toHaveLength(1);
});

it('finds what is on file already when a Stripe customer is linked by name', async () => {
  const { id } = await askStripe('POST', '/v1/customers', { name: 'Known before' });
  await attachAtStripe(String(id), 'pm_card_visa');
  const customerId = newId(shop.ctx, 'cus');
  const customer = {
    ...PAYER,
    email: `${customerId}@payer.test`,
    externalIds: [{ key: 'Stripe', value: String(id) }],
  };
  must(await createCustomer(shop.ctx, { scope: shop.scope, customerId, commandId: customerId, customer }));
  await shop.work();
  expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable', isDefault: true }]);
});
