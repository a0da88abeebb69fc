import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StripePort } from '../../../src/adapters/stripe/port.ts';
import {
  connections,
  customerExternalIds,
  customers,
  journal,
  outbox,
  stripeCustomers,
} from '../../../src/db/schema/index.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import { ensureStripeCustomer } from '../../../src/operations/customers/ensure-stripe-customer.ts';
import { forgetCustomer } from '../../../src/operations/customers/forget-stripe-customer.ts';
import { readCustomer } from '../../../src/operations/resources/read-customer.ts';
import { AWAY, followLink, REFUSED, withStripe } from '../../support/worker/guards.ts';
import { must, openShop, SANDBOX, type Shop } from '../../support/worker/shop.ts';
import { askStripe } from '../../support/worker/stripe.ts';

const HOUR = 3_600_000;

let shop: Shop;
let ask: { readonly customerId: string; readonly connectionId: string };
let invoiceId: string;
beforeEach(async () => {
  shop = await openShop();
  const made = await shop.invoice(5_000);
  ({ invoiceId } = made);
  ask = { customerId: made.customerId, connectionId: shop.connectionId };
});

type Create = StripePort['createCustomer'];
/** A context whose Stripe creates customers as the test says, and counts its calls. */
function watched(create: (real: Create) => Create = (real) => real) {
  const asked: { keys: string[]; finds: number } = { keys: [], finds: 0 };
  const ctx = withStripe(shop.ctx, (real) => ({
    createCustomer: (request, key) => {
      asked.keys.push(key);
      return create(real.createCustomer)(request, key);
    },
    findCustomer: (request, since) => {
      asked.finds += 1;
      return real.findCustomer(request, since);
    },
  }));
  return { ctx, asked };
}
const ensure = async (ctx: Context): Promise<string | null> =>
  (await ensureStripeCustomer(ctx, ask)).stripeCustomerId;
/** The Stripe customers linked to ours. */
async function atStripe() {
  const answer = await fetch(`${SANDBOX}/v1/customers?limit=100`, {
    headers: { Authorization: 'Bearer sk_test_worker_suite' },
  });
  const { data }: { data: { id: string; name: string; metadata: Record<string, string> }[] } =
    await answer.json();
  return data.filter(({ metadata }) => metadata.quittance_customer === ask.customerId);
}

/** What a writer gives of a customer, as another one has it. */
function nobody(row: typeof customers.$inferSelect | undefined) {
  if (row === undefined) throw new Error('no customer');
  const {
    legalName,
    label,
    contactName,
    billingEmails,
    telephone,
    url,
    taxStatus,
    address,
    customerAliases,
    locale,
  } = row;
  return {
    legalName,
    label,
    contactName,
    billingEmails,
    telephone,
    url,
    taxStatus,
    address,
    customerAliases,
    locale,
  };
}

/** The database is as it was before the customer was asked for. */
async function forget(): Promise<void> {
  const { db } = shop.ctx;
  const types = ['stripe_customer_requested', 'stripe_customer_linked'];
  await db.delete(journal).where(and(eq(journal.streamId, ask.customerId), inArray(journal.type, types)));
  await db.delete(stripeCustomers).where(eq(stripeCustomers.customerId, ask.customerId));
}
const effectsOfLinking = async () => {
  const rows = await shop.ctx.db.select().from(outbox).where(eq(outbox.kind, 'sync_methods'));
  return rows
    .map(({ payload }) => payload)
    .filter((payload) => JSON.stringify(payload).includes(ask.customerId));
};

describe('the customer at Stripe', () => {
  it('is asked for once and is one, however many need it at once', async () => {
    const { ctx, asked } = watched();
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => ensure(ctx)));
    expect(new Set(ids).size).toBe(1);
    expect(asked.keys).toHaveLength(1);
    expect((await atStripe()).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('is not asked for again once it is known', async () => {
    const first = await ensure(shop.ctx);
    const { ctx, asked } = watched();
    expect(await ensure(ctx)).toBe(first);
    expect(asked).toEqual({ keys: [], finds: 0 });
  });

  it('whose answer was lost is found, not made again', async () => {
    const lost = watched((real) => async (request, key) => {
      await real(request, key);
      return AWAY;
    });
    expect(await ensure(lost.ctx)).toBeNull();
    const { ctx, asked } = watched();
    const [made] = await atStripe();
    shop.advance(10_000);
    expect(await ensure(ctx)).toBe(made?.id);
    expect(asked).toEqual({ keys: [], finds: 1 });
    expect(await atStripe()).toHaveLength(1);
  });

  it.each([
    [22, { keys: 0, finds: 1 }],
    [24, { keys: 0, finds: 1 }],
  ])(
    'that a worker asked for before it died is one after %i hours, and is looked for first',
    async (hours, calls) => {
      const dying = watched((real) => async (request, key) => {
        await real(request, key);
        throw new Error('the isolate is gone');
      });
      await expect(ensure(dying.ctx)).rejects.toThrow('the isolate is gone');
      const [made] = await atStripe();
      shop.advance(hours * HOUR);
      const { ctx, asked } = watched();
      expect(await ensure(ctx)).toBe(made?.id);
      expect({ keys: asked.keys.length, finds: asked.finds }).toEqual(calls);
      expect(await atStripe()).toHaveLength(1);
    },
  );

  it('is asked for under the same key while a request may be on its way, and under a new one where an error is replayed', async () => {
    const failing = watched(() => async () => AWAY);
    for (let sends = 0; sends < 3; sends += 1) {
      expect(await ensure(failing.ctx)).toBeNull();
      shop.advance(10_000);
    }
    expect(new Set(failing.asked.keys).size).toBe(1);
    const { ctx, asked } = watched();
    expect(await ensure(ctx)).not.toBeNull();
    expect(asked.finds).toBe(1);
    expect(asked.keys).toHaveLength(1);
    expect(asked.keys).not.toContain(failing.asked.keys[0]);
  });

  it('that two workers ask for anew, a day after nobody answered, is one: the second asks under the key of the first', async () => {
    await ensure(watched(() => async () => AWAY).ctx);
    shop.advance(25 * HOUR);
    const second = watched();
    let known: string | null = null;
    const first = watched((real) => async (request, key) => {
      // It stands still with its request, and is overtaken.
      shop.advance(10_000);
      known = await ensure(second.ctx);
      return real(request, key);
    });
    const made = await ensure(first.ctx);
    expect(made).toBe(known);
    expect(first.asked.keys).toEqual(second.asked.keys);
    expect((await atStripe()).map(({ id }) => id)).toEqual([made]);
  });

  it('is not made while Stripe does not say whether there is one', async () => {
    await ensure(watched(() => async () => AWAY).ctx);
    shop.advance(10_000);
    let creates = 0;
    const blind = withStripe(shop.ctx, () => ({
      findCustomer: async () => AWAY,
      createCustomer: async () => {
        creates += 1;
        return AWAY;
      },
    }));
    expect(await ensure(blind)).toBeNull();
    expect(creates).toBe(0);
  });

  it('that a restored database forgot is found, not made twice, and its methods are read again', async () => {
    const first = await ensure(shop.ctx);
    await forget();
    shop.advance(25 * HOUR);
    const { ctx, asked } = watched();
    expect(await ensure(ctx)).toBe(first);
    expect(asked).toEqual({ keys: [], finds: 1 });
    expect(await atStripe()).toHaveLength(1);
    expect(await effectsOfLinking()).toEqual([ask]);
  });

  it('that Stripe gives for a key of before a restore has its methods read again', async () => {
    const first = await ensure(shop.ctx);
    await forget();
    shop.advance(5 * 60_000);
    expect(await ensure(shop.ctx)).toBe(first);
    expect(await effectsOfLinking()).toEqual([ask]);
  });

  it('that is new has no methods to be read', async () => {
    await ensure(shop.ctx);
    expect(await effectsOfLinking()).toEqual([]);
  });

  it('that was refused is asked for with what the customer is by then', async () => {
    expect(await ensure(watched(() => async () => REFUSED).ctx)).toBeNull();
    await shop.ctx.db
      .update(customers)
      .set({ legalName: 'Payer Corrected Inc' })
      .where(eq(customers.id, ask.customerId));
    shop.advance(10_000);
    expect(await ensure(shop.ctx)).not.toBeNull();
    expect((await atStripe()).map(({ name }) => name)).toEqual(['Payer Corrected Inc']);
  });

  it('that cannot be made keeps the link from Stripe, and says so', async () => {
    const { ctx } = watched(() => async () => REFUSED);
    const refused = { kind: 'refused', rejection: { code: 'stripe_refuses' } };
    expect(await followLink(ctx, invoiceId)).toEqual(refused);
    const away = watched(() => async () => AWAY);
    shop.advance(10_000);
    expect(await followLink(away.ctx, invoiceId)).toEqual({ kind: 'stripe_unavailable' });
    expect(await shop.payments()).toEqual([]);
  });
});

describe('a Stripe customer that somebody named', () => {
  const name = (value: string) =>
    shop.ctx.db.insert(customerExternalIds).values({ customerId: ask.customerId, key: 'Stripe', value });

  it('before there was a connection is used: none is made', async () => {
    const given = String((await askStripe('POST', '/v1/customers', { name: 'Given' })).id);
    await name(given);
    const { ctx, asked } = watched();
    expect(await ensure(ctx)).toBe(given);
    expect(asked).toEqual({ keys: [], finds: 0 });
    const [row] = await shop.ctx.db
      .select()
      .from(stripeCustomers)
      .where(
        and(
          eq(stripeCustomers.customerId, ask.customerId),
          eq(stripeCustomers.connectionId, ask.connectionId),
        ),
      );
    expect(row).toMatchObject({ stripeCustomerId: given });
  });

  it.each(['missing', 'deleted'])(
    'and is %s there is not replaced in silence: the business is told, until one that is there is named',
    async (what) => {
      const given = String((await askStripe('POST', '/v1/customers', { name: 'Given' })).id);
      if (what === 'deleted') await askStripe('DELETE', `/v1/customers/${given}`);
      await name(what === 'deleted' ? given : 'cus_never');
      const { ctx, asked } = watched();
      expect(await followLink(ctx, invoiceId)).toEqual({
        kind: 'refused',
        rejection: { code: 'stripe_refuses' },
      });
      expect(asked).toEqual({ keys: [], finds: 0 });
      const { stripeRefusal } = must(
        await readCustomer(shop.ctx, { scope: shop.scope, customerId: ask.customerId }),
      );
      expect(stripeRefusal).toMatchObject({
        code: 'resource_missing',
        message: expect.stringContaining('No such customer'),
      });
      const there = String((await askStripe('POST', '/v1/customers', { name: 'There' })).id);
      await shop.ctx.db
        .update(customerExternalIds)
        .set({ value: there })
        .where(eq(customerExternalIds.customerId, ask.customerId));
      expect(await followLink(shop.ctx, invoiceId)).toMatchObject({ kind: 'done' });
    },
  );

  it('and is deleted later is followed by one of its own, never by the one that was just made for somebody else', async () => {
    const given = String((await askStripe('POST', '/v1/customers', { name: 'Given' })).id);
    const customerId = newId(shop.ctx, 'cus');
    const [other] = await shop.ctx.db.select().from(customers).where(eq(customers.id, ask.customerId));
    const customer = {
      ...nobody(other),
      email: 'linked@payer.test',
      externalIds: [{ key: 'Stripe', value: given }],
    };
    must(await createCustomer(shop.ctx, { scope: shop.scope, customerId, commandId: customerId, customer }));
    const linked = { customerId, connectionId: shop.connectionId };
    expect(await ensureStripeCustomer(shop.ctx, linked)).toEqual({ stripeCustomerId: given });
    await askStripe('DELETE', `/v1/customers/${given}`);
    await forgetCustomer(shop.ctx, { ...linked, merchantId: shop.scope.merchantId, gone: given });
    const ofOther = await ensure(shop.ctx);
    const { stripeCustomerId } = await ensureStripeCustomer(shop.ctx, linked);
    expect(stripeCustomerId).not.toBe(ofOther);
    expect(await askStripe('GET', `/v1/customers/${stripeCustomerId}`)).toMatchObject({
      email: 'linked@payer.test',
      metadata: { quittance_customer: customerId },
    });
  });

  it('for another account means nothing on this one', async () => {
    const old = newId(shop.ctx, 'con');
    const at = shop.ctx.now();
    await shop.ctx.db.insert(connections).values({
      id: old,
      merchantId: shop.scope.merchantId,
      account: `acct_${old}`,
      livemode: false,
      state: 'disconnected',
      createdAt: at,
      eventsWatermark: 0,
    });
    await name('cus_of_old');
    const there = { name: null, email: null, phone: null, address: null };
    const ofOld = withStripe(shop.ctx, () => ({
      retrieveCustomer: async () => ({ kind: 'ok', value: { kind: 'there', shared: there, metadata: {} } }),
    }));
    await ensureStripeCustomer(ofOld, { ...ask, connectionId: old });
    const here = await ensure(shop.ctx);
    expect(here).not.toBeNull();
    expect(here).not.toBe('cus_of_old');
  });
});
